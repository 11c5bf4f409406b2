"""The named figures of openness: what was due and on time, opinions answered, channels, sites, enterprises (OP-01 to OP-07)."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.kernel.manifest import Indicator, Term
from taizhang.openness.models import Body, Channel, Opinion

GROUP = "openness"
ITEMS, PERSONS = pgettext_lazy("count", "items"), pgettext_lazy("count", "persons")
# Private enterprises as the organisation lists them: those with a union, and those that have none yet.
ENTERPRISES = ("company_union", "employer")
NOT_STATE = "单位性质!=国有;单位性质!=国有独资公司;单位性质!=国有控股;单位性质!=国有控股股份公司"
LARGE = "职工人数>=50"


def _plain(code, label, term, words, unit=ITEMS, **more):
    return Indicator(f"openness.{code}", label, of=term, unit=unit, words=words, group=GROUP, **more)


def _share(code, label, of, over, words, **more):
    return Indicator(f"openness.{code}", label, of=of, over=over, percent=True, words=words, group=GROUP, **more)


BY_CHANNEL = tuple(
    _plain(
        f"by_channel.{one.value}",
        one.label,
        Term("openness.shown", one.value),
        _("Disclosures that went out by this channel. One disclosure may go out by several."),
        catalogue="OP-06",
    )
    for one in Channel
)
INDICATORS = (
    _plain(
        "disclosing_groups",
        _("Disclosure groups"),
        Term("openness.bodies", tuple(Body.DISCLOSING)),
        _("Leading group, office and special groups that stand on the last day of the period."),
        unit=_("groups"),
        catalogue="OP-01",
    ),
    _plain(
        "supervision_groups",
        _("Supervision groups"),
        Term("openness.bodies", Body.Kind.SUPERVISION.value),
        _("Supervision groups that stand on the last day of the period; each supervises one disclosure group."),
        unit=_("groups"),
        catalogue="OP-01",
    ),
    _plain(
        "liaison_officers",
        _("Liaison officers"),
        Term("openness.officers"),
        _("Liaison officers in place on the last day of the period."),
        unit=PERSONS,
        catalogue="OP-01",
    ),
    _plain(
        "catalogue_items",
        _("Items in the openness catalogue"),
        Term("openness.listed"),
        _("Items in force on the last day of the period, whatever their frequency."),
        catalogue="OP-02",
    ),
    _plain(
        "posted",
        _("Disclosures posted"),
        Term("work.items", "OP-02"),
        _("Disclosures posted in the period and not taken down; each counts once, whatever the number of its channels."),
        catalogue="OP-02",
    ),
    _plain(
        "due_items",
        _("Disclosures due"),
        Term("openness.due"),
        _("Disclosures whose last day lies in the period; those waived because nothing happened are left out."),
        catalogue="OP-02",
    ),
    _plain(
        "posted_due",
        _("Due disclosures posted"),
        Term("openness.due_posted"),
        _("Of the disclosures whose last day lies in the period, those posted by now, late ones included."),
        catalogue="OP-02",
    ),
    _plain(
        "overdue",
        _("Due disclosures not posted"),
        (Term("openness.due"), Term("openness.due_posted", sign=-1)),
        _("Of the disclosures whose last day lies in the period, those not posted."),
        catalogue="OP-02",
    ),
    _plain(
        "late",
        _("Disclosures posted late"),
        (Term("openness.due_posted"), Term("openness.on_time", sign=-1)),
        _("Of the disclosures whose last day lies in the period, those posted after that day."),
        catalogue="OP-02",
    ),
    _share(
        "on_time_rate",
        _("On-time rate of disclosures"),
        Term("openness.on_time"),
        Term("openness.due"),
        _("Disclosures posted by their last day, of all whose last day lies in the period; waived ones are in neither."),
        catalogue="OP-02",
    ),
    _plain(
        "opinions_received",
        _("Opinions on disclosures"),
        Term("openness.opinions"),
        _("Questions, objections and suggestions received in the period."),
        catalogue="OP-02",
    ),
    _plain(
        "objections",
        _("Objections to disclosures"),
        Term("openness.opinions", Opinion.Kind.OBJECTION.value),
        _("Objections received in the period."),
        catalogue="OP-02",
    ),
    _plain(
        "objections_answered",
        _("Objections answered"),
        Term("openness.answered", Opinion.Kind.OBJECTION.value),
        _("Of the objections received in the period, those answered by now."),
        catalogue="OP-02",
    ),
    _share(
        "answer_rate",
        _("Answer rate of opinions"),
        Term("openness.answered"),
        Term("openness.opinions"),
        _("Opinions answered, of all received in the period."),
        catalogue="OP-02",
    ),
    _share(
        "answered_on_time_rate",
        _("Opinions answered on time"),
        Term("openness.answered_on_time"),
        Term("openness.opinions"),
        _("Opinions answered by their day, of all received in the period."),
        catalogue="OP-02",
    ),
    _plain(
        "sites_posting",
        _("Project sites posting"),
        Term("openness.sheets", how="distinct"),
        _("Sites that put up at least one sheet in the period, each counted once."),
        unit=_("sites"),
        catalogue="OP-05",
    ),
    _share(
        "site_satisfaction",
        _("Satisfaction with the walls of project sites"),
        Term("openness.satisfied"),
        Term("openness.asked"),
        _("Satisfied workers, of those asked when sheets were checked in the period."),
        catalogue="OP-05",
    ),
    _plain(
        "firms_practising",
        _("Enterprises practising openness"),
        Term("openness.practising"),
        _("Enterprises in which openness was introduced and not given up, on the last day of the period."),
        unit=_("enterprises"),
        catalogue="OP-07",
    ),
    _share(
        "firm_rate",
        _("Openness in private enterprises with 50 staff or more"),
        Term("openness.practising", where=LARGE),
        Term("organisation.units", kind=ENTERPRISES, where=f"{LARGE};{NOT_STATE}"),
        _("Enterprises of that size practising openness, of all private enterprises of that size on the organisation's list."),
        catalogue="OP-07",
    ),
    _plain(
        "employer_publications",
        _("Publications of employers"),
        Term("openness.published"),
        _("What employers published of the three classes of subjects in the period."),
        catalogue="OP-07",
    ),
    *BY_CHANNEL,
)  # fmt: skip
