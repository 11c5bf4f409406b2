"""The named figures of the register (DOMAIN B2, ORG-3 and ORG-4; catalogue OM-08 to OM-11)."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.kernel.manifest import Indicator, Term
from taizhang.members.models import Membership
from taizhang.members.rules.admission import NEW_FORMS, OFF_ESTABLISHMENT
from taizhang.organisation.queries import grassroots_kinds

GROUP = "members"
PERSONS = _("persons")
MEMBER = Membership.Status.MEMBER.value
KEPT = Membership.Status.KEPT.value
STANDING = tuple(status.value for status in Membership.STANDING)
OFF = "用工形式=" + "|".join(OFF_ESTABLISHMENT)


def _members(where="", kind=MEMBER):
    return Term("members.members", kind=kind, where=where)


# The balance of the register: what stands at the end = what stood before + admitted + in − out − left, by construction.
STOOD = Term("members.members", kind=STANDING)
JOINED = Term("members.joined", kind=STANDING)
MOVED_IN, MOVED_OUT, LEFT = (Term(f"members.{name}") for name in ("moved_in", "moved_out", "left"))
STOOD_BEFORE = (
    STOOD,
    *(replace(term, sign=-1) for term in (JOINED, MOVED_IN)),
    MOVED_OUT,
    LEFT,
)


def _stock(code, label, where, words, catalogue="OM-08"):
    """`where`: a filter, or several of which no two fit the same person."""
    of = _members(where) if isinstance(where, str) else tuple(_members(place) for place in where)
    return Indicator(f"members.{code}", label, of=of, unit=PERSONS, words=words, group=GROUP, catalogue=catalogue)


def _share(code, label, where, words, catalogue="OM-08"):
    return Indicator(
        f"members.{code}",
        label,
        of=_members(where),
        over=_members(),
        percent=True,
        words=words,
        group=GROUP,
        catalogue=catalogue,
    )


INDICATORS = (
    Indicator(
        "members.in_membership",
        _("Members"),
        of=_members(),
        unit=PERSONS,
        words=_("Persons in membership on the last day of the period; kept memberships are not counted."),
        group=GROUP,
        parts=("members.women", "members.men", "members.sex_unknown"),
        catalogue="OM-08",
    ),
    _stock("women", _("Women members"), "性别=女", _("Women in membership on the last day of the period.")),
    _stock("men", _("Men members"), "性别=男", _("Men in membership on the last day of the period.")),
    _stock(
        "sex_unknown",
        _("Members whose sex is not on file"),
        "性别=",
        _("Persons in membership whose sex is not on file."),
    ),
    _share("women_share", _("Share of women"), "性别=女", _("Women in membership, of all in membership.")),
    _stock(
        "migrants",
        _("Rural migrant workers in membership"),
        "农民工=是",
        _("Rural migrant workers in membership on the last day of the period (ORG-4)."),
    ),
    _share(
        "migrant_share",
        _("Share of rural migrant workers"),
        "农民工=是",
        _("Rural migrant workers in membership, of all in membership (ORG-4)."),
    ),
    _stock(
        "contract",
        _("Members on a labour contract"),
        ("用工形式~合同", "用工形式=以完成任务为期限"),
        _("Persons in membership employed on a contract."),
        "OM-11",
    ),
    _stock(
        "dispatched",
        _("Dispatched workers in membership"),
        "用工形式~派遣",
        _("Persons in membership who are sent by a labour dispatch agency."),
        "OM-11",
    ),
    _stock(
        "temporary",
        _("Temporary workers in membership"),
        "用工形式=临时工|季节工|非全日制|灵活就业|实习",
        _("Persons in membership employed temporarily, part-time or flexibly."),
        "OM-11",
    ),
    _stock(
        "new_forms",
        _("Members in new forms of work"),
        ("用工形式~新就业", "用工形式=" + "|".join(NEW_FORMS)),
        _("Persons in membership in new forms of work: drivers, couriers, delivery workers (ORG-4)."),
        "OM-11",
    ),
    Indicator(
        "members.kept",
        _("Kept memberships"),
        of=_members(kind=KEPT),
        unit=PERSONS,
        words=_(
            "Persons whose membership is kept on the last day of the period: retired, unemployed, in military service."
        ),
        group=GROUP,
        catalogue="OM-08",
    ),
    Indicator(
        "members.on_register",
        _("Persons on the register"),
        of=Term("members.members", how="distinct"),
        unit=PERSONS,
        words=_("Everybody who joined up to the last day of the period, in whatever status, each person once."),
        group=GROUP,
        aliases=("OM-08:人数", "OM-01:人数", "OM-11:人数"),
        catalogue="OM-08",
    ),
    Indicator(
        "members.admitted",
        _("New members"),
        of=Term("members.joined", how="distinct"),
        unit=PERSONS,
        words=_("Persons who joined within the period, each once; transfers are not counted."),
        group=GROUP,
        aliases=("OM-08:人数", "OM-11:人数"),
        catalogue="OM-08",
    ),
    Indicator(
        "members.gone",
        _("Members who left"),
        of=Term("members.left"),
        unit=PERSONS,
        words=_("Persons who left, lapsed, were expelled or died within the period."),
        group=GROUP,
        catalogue="OM-08",
    ),
    Indicator(
        "members.transferred_in",
        _("Members transferred in"),
        of=Term("members.moved_in"),
        unit=PERSONS,
        words=_(
            "Members received from another union within the period. Inside a superior's area they equal those transferred out."
        ),
        group=GROUP,
        catalogue="OM-10",
    ),
    Indicator(
        "members.transferred_out",
        _("Members transferred out"),
        of=Term("members.moved_out"),
        unit=PERSONS,
        words=_("Members handed over to another union within the period."),
        group=GROUP,
        catalogue="OM-10",
    ),
    Indicator(
        "members.net_transferred",
        _("Net of transfers"),
        of=(Term("members.moved_in"), Term("members.moved_out", sign=-1)),
        unit=PERSONS,
        words=_(
            "Members transferred in less those transferred out, within the period; inside a superior's area it is nought (OM-10)."
        ),
        group=GROUP,
        catalogue="OM-10",
    ),
    Indicator(
        "members.net_change",
        _("Net change of members"),
        of=(
            Term("members.joined"),
            Term("members.moved_in"),
            Term("members.moved_out", sign=-1),
            Term("members.left", sign=-1),
        ),
        unit=PERSONS,
        words=_("Admitted and transferred in, less transferred out and left, within the period (OM-10)."),
        group=GROUP,
        catalogue="OM-10",
    ),
    Indicator(
        "members.admission_rate",
        _("Admission rate"),
        of=_members(),
        over=Term("organisation.staff", kind=grassroots_kinds()),
        percent=True,
        words=_("Persons in membership, kept ones not counted, of the staff of units with a grassroots union (ORG-3)."),
        group=GROUP,
        catalogue="OM-08",
    ),
    Indicator(
        "members.admission_rate_all",
        _("Admission rate over all units"),
        of=_members(),
        over=Term("organisation.staff"),
        percent=True,
        words=_(
            "Persons in membership, of the staff of all units on the list, with a union or without one (ORG-3, wide variant)."
        ),
        group=GROUP,
        catalogue="OM-08",
    ),
    Indicator(
        "members.per_union",
        _("Members per grassroots union"),
        of=_members(),
        over=Term("organisation.units", kind=grassroots_kinds()),
        words=_("Persons in membership for each grassroots union."),
        group=GROUP,
        catalogue="OM-08",
    ),
    Indicator(
        "members.standing",
        _("Members at the end, kept memberships included"),
        of=STOOD,
        unit=PERSONS,
        words=_(
            "Everybody in membership on the last day of the period, kept memberships included (balance of the register)."
        ),
        group=GROUP,
        catalogue="OM-10",
    ),
    Indicator(
        "members.standing_before",
        _("Members at the beginning, kept memberships included"),
        of=STOOD_BEFORE,
        unit=PERSONS,
        words=_(
            "Those at the end, less admitted and transferred in, and those transferred out and left added: the balance of the register closes."
        ),
        group=GROUP,
        catalogue="OM-10",
    ),
    Indicator(
        "members.joined_standing",
        _("Admitted, in the balance of the register"),
        of=JOINED,
        unit=PERSONS,
        words=_("Everybody admitted within the period; whoever was entered as gone from the start is in no balance."),
        group=GROUP,
        catalogue="OM-10",
    ),
    Indicator(
        "members.on_the_way",
        _("Members on the way"),
        of=Term("members.in_transit"),
        unit=PERSONS,
        words=_(
            "Released to another union and not received yet on the last day of the period; they still count at the old union."
        ),
        group=GROUP,
        catalogue="OM-10",
    ),
    Indicator(
        "members.transfers_failed_number",
        _("Transfers that came to nothing"),
        of=Term("members.transfers_failed"),
        unit=PERSONS,
        words=_("Transfers refused, expired or withdrawn within the period."),
        group=GROUP,
        catalogue="OM-10",
    ),
    Indicator(
        "members.retention_rate",
        _("Retention rate"),
        of=(STOOD, replace(JOINED, sign=-1), replace(MOVED_IN, sign=-1)),
        over=STOOD_BEFORE,
        percent=True,
        words=_(
            "Members at the beginning of the period less those transferred out and left within it, of those at the beginning."
        ),
        group=GROUP,
        catalogue="OM-08",
    ),
    Indicator(
        "members.applications",
        _("Applications for membership"),
        of=Term("members.applied"),
        unit=PERSONS,
        words=_("Applications made within the period, at the counter, online or by a workbook."),
        group=GROUP,
        catalogue="OM-08",
    ),
    Indicator(
        "members.approval_rate",
        _("Share of applications approved"),
        of=Term("members.approved"),
        over=(Term("members.approved"), Term("members.refused")),
        percent=True,
        words=_("Applications that the committee approved within the period, of those on which it decided."),
        group=GROUP,
        catalogue="OM-08",
    ),
    Indicator(
        "members.off_establishment",
        _("Off-establishment staff in membership"),
        of=_members(OFF),
        unit=PERSONS,
        words=_(
            "Persons in membership without a post on the establishment: dispatched, temporary, part-time, re-employed, interns, new forms of work."
        ),
        group=GROUP,
        catalogue="OM-11",
    ),
    Indicator(
        "members.off_establishment_waiting",
        _("Off-establishment staff not in the union yet"),
        of=Term("members.candidates", where=OFF),
        unit=PERSONS,
        words=_(
            "Off-establishment staff identified or with an application, and not admitted, on the last day of the period."
        ),
        group=GROUP,
        catalogue="OM-11",
    ),
    Indicator(
        "members.off_establishment_rate",
        _("Coverage of off-establishment staff"),
        of=_members(OFF),
        over=(_members(OFF), Term("members.candidates", where=OFF)),
        percent=True,
        words=_(
            "Off-establishment staff in membership, of all those on post who are known: members and identified (OM-11)."
        ),
        group=GROUP,
        catalogue="OM-11",
    ),
    Indicator(
        "members.reregistered",
        _("Members re-registered"),
        of=Term("members.confirmed", how="distinct"),
        unit=PERSONS,
        words=_("Members whose form of re-registration was checked within the period, each once."),
        group=GROUP,
        catalogue="OM-09",
    ),
    Indicator(
        "members.reregistered_share",
        _("Share of the roster re-registered"),
        of=Term("members.confirmed", how="distinct"),
        over=STOOD,
        percent=True,
        words=_(
            "Members whose form was checked within the period, of everybody in membership on its last day, kept memberships included."
        ),
        group=GROUP,
        catalogue="OM-09",
    ),
    Indicator(
        "members.cards_valid",
        _("Valid membership cards"),
        of=Term("members.cards"),
        unit=pgettext_lazy("count", "cards"),
        words=_("Cards issued by the union and valid on the last day of the period."),
        group=GROUP,
        catalogue="OM-09",
    ),
)
