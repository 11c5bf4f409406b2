"""The named figures of mutual aid (catalogue MM-01 to MM-08), each with what is counted and over what."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.kernel.manifest import Indicator, Term
from taizhang.mutualaid.models import Category

GROUP = "mutualaid"
PERSONS, YUAN = pgettext_lazy("count", "persons"), pgettext_lazy("count", "yuan")
MEMBERS = Term("members.members", kind="在会")
PREMIUMS, PAID = Term("mutualaid.premiums"), Term("mutualaid.paid")


def _share(code, label, of, over, words, catalogue, *, percent=True, unit=""):
    return Indicator(
        f"mutualaid.{code}",
        label,
        of=of,
        over=over,
        percent=percent,
        unit=unit,
        words=words,
        group=GROUP,
        catalogue=catalogue,
        decimals=1 if percent else 2,
    )


def _sum(code, label, of, words, catalogue, *, unit=YUAN, parts=()):
    return Indicator(
        f"mutualaid.{code}", label, of=of, unit=unit, words=words, group=GROUP, catalogue=catalogue, parts=parts
    )


_OF_CATEGORY = {
    Category.OUTPATIENT: (
        "outpatient",
        _("Out-patient, paid"),
        _("Paid out for out-patient expenses within the period, corrections included."),
    ),
    Category.INPATIENT: (
        "inpatient",
        _("In-patient, paid"),
        _("Paid out for in-patient expenses within the period, corrections included."),
    ),
    Category.CANCER: ("cancer", _("Cancer, paid"), _("Paid out for cancer within the period, corrections included.")),
    Category.MAJOR: (
        "major",
        _("Major illness, paid"),
        _("Paid out for major illnesses within the period, corrections included."),
    ),
    Category.ACCIDENT: (
        "accident",
        _("Accident, paid"),
        _("Paid out for accidents within the period, corrections included."),
    ),
    Category.DEATH: (
        "death",
        _("Death benefit, paid"),
        _("Paid out as death benefit within the period, corrections included."),
    ),
}

INDICATORS = (
    _sum(
        "premium_income",
        _("Premium income"),
        PREMIUMS,
        _("Premiums paid within the period, by persons and by unions."),
        "MM-03",
    ),
    _sum(
        "premium_own",
        _("Premiums paid by persons"),
        Term("mutualaid.premiums", kind="个人"),
        _("The part of the premiums that persons paid themselves."),
        "MM-03",
    ),
    _sum(
        "premium_union",
        _("Premiums paid by unions"),
        Term("mutualaid.premiums", kind="工会"),
        _("The part of the premiums that unions paid."),
        "MM-03",
    ),
    _sum(
        "covered_persons",
        _("Persons covered"),
        Term("mutualaid.covered", how="distinct"),
        _("Persons whose cover is in force on the last day of the period, each once however many products cover him."),
        "MM-03",
        unit=PERSONS,
    ),
    _share(
        "coverage",
        _("Coverage of mutual aid"),
        Term("mutualaid.covered", how="distinct", where="会员状态=在会"),
        MEMBERS,
        _(
            "Members whose cover is in force on the last day of the period, each once, of all in membership on that day. "
            "Retired persons are left out on both sides."
        ),
        "MM-03",
    ),
    _sum(
        "paid_out",
        _("Paid out"),
        PAID,
        _("Paid out on claims within the period, by the day of payment, corrections included."),
        "MM-02",
        parts=tuple(f"mutualaid.paid_{code}" for code, _label, _words in _OF_CATEGORY.values()),
    ),
    *(
        _sum(f"paid_{code}", label, Term("mutualaid.paid", kind=category.value), words, "MM-02")
        for category, (code, label, words) in _OF_CATEGORY.items()
    ),
    _share(
        "loss_ratio",
        _("Loss ratio"),
        PAID,
        PREMIUMS,
        _(
            "Paid out on claims, of the premiums paid, both within the period; filter by year of enrolment for a cohort."
        ),
        "MM-02",
    ),
    _share(
        "per_claim",
        _("Paid per claim"),
        PAID,
        Term("work.person_times", kind=("MM-02", "MM-04")),
        _("Paid out on claims within the period, for each claim paid."),
        "MM-02",
        percent=False,
        unit=YUAN,
    ),
    _sum(
        "reserve_left",
        _("Reserve"),
        Term("mutualaid.reserve"),
        _("What was brought in, and premiums, less what was paid out, up to the last day of the period."),
        "MM-03",
    ),
    _share(
        "check_attendance",
        _("Attendance of health checks"),
        Term("mutualaid.examined"),
        Term("mutualaid.invited"),
        _(
            "Persons examined, of those invited to the health checks that opened within the period; whoever is invited to two checks counts in each."
        ),
        "MM-06",
    ),
    _share(
        "quota_used",
        _("Convalescence places used"),
        Term("mutualaid.stayed"),
        Term("mutualaid.quota"),
        _("Persons who went, of the places allotted within the period."),
        "MM-08",
    ),
)
