"""Named figures of programmes, applications, payments and samples."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.kernel.manifest import Indicator, Term

_PERSONS = pgettext_lazy("count", "persons")
_YUAN = pgettext_lazy("count", "yuan")


def _count(code, label, measure, words, *, unit=_PERSONS, how="distinct", group="aid"):
    return Indicator(code, label, of=Term(measure, how=how), unit=unit, words=words, group=group)


def _share(code, label, of, over, words):
    return Indicator(code, label, of=of, over=over, percent=True, words=words, group="aid")


INDICATORS = (
    _count(
        "aid.applicants",
        _("Applicants for aid, each once"),
        "aid.applied",
        _("Persons (for student aid: children) who applied in any programme; who applied twice counts once."),
    ),
    _count(
        "aid.approved_persons",
        _("Persons whose aid was approved, each once"),
        "aid.approved",
        _("Persons whose application all levels approved in the period, each counted once."),
    ),
    _count(
        "aid.refused_persons",
        _("Persons whose aid was refused, each once"),
        "aid.refused",
        _("Persons whose application a level refused in the period, each counted once."),
    ),
    _count(
        "aid.granted_money",
        _("Aid approved in money"),
        "aid.granted",
        _("Yuan that were approved in the period, paid or not."),
        unit=_YUAN,
        how="sum",
    ),
    _share(
        "aid.approval_rate",
        _("Share of applications approved"),
        Term("aid.approved"),
        Term("aid.applied"),
        _("Applications approved in the period by applications made in it."),
    ),
    _share(
        "aid.told_rate",
        _("Eligible persons told in time"),
        Term("aid.told_in_time"),
        Term("aid.eligible"),
        _("Persons told before the closing date by persons whom the last run of the conditions proposed (MS-05)."),
    ),
    _share(
        "aid.paid_in_time_rate",
        _("Aid paid by its date"),
        Term("aid.paid_in_time"),
        Term("aid.paid"),
        _("Payments made by the date of their programme, such as the start of school, by all payments made."),
    ),
    _share(
        "aid.verified_rate",
        _("Paid persons who received all"),
        Term("aid.sample_confirmed"),
        Term("aid.sample_asked"),
        _("Persons of random samples who received the whole amount, by those who were reached."),
    ),
    _share(
        "aid.fund_use_rate",
        _("Use of the funds' budget"),
        Term("aid.fund_out"),
        Term("aid.fund_budget"),
        _("Yuan paid out of the funds, less what came back, by the budget of the period."),
    ),
    _share(
        "aid.objections_answered_rate",
        _("Objections answered"),
        Term("aid.objections_answered"),
        Term("aid.objections"),
        _("Objections to proposed aid that were answered, by objections received in the period."),
    ),
)
