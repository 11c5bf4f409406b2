"""The named figures of what follows a session (catalogue DM-02, DM-03, DM-06, DM-09 to DM-15, DM-17), each over its base."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.kernel.manifest import Indicator, Term

GROUP = "congress"
ITEMS = pgettext_lazy("count", "items")
RESOLVED = Term("congress.resolutions", kind="adopted")
FIRMS = Term("organisation.units", kind=("company_union", "state_company_union", "employer"))
LARGE = Term("organisation.units", kind=("company_union", "state_company_union", "employer"), where="职工人数>=50")


def _share(code, label, of, over, words, catalogue):
    return Indicator(
        f"congress.{code}", label, of=of, over=over, percent=True, words=words, group=GROUP, catalogue=catalogue
    )


def _sum(code, label, of, words, catalogue, unit=ITEMS):
    return Indicator(f"congress.{code}", label, of=of, unit=unit, words=words, group=GROUP, catalogue=catalogue)


def _issues(stage, *rows):
    return Term("congress.issues", kind=tuple(f"{row}.{stage}" for row in rows))


INDICATORS = (
    _share(
        "resolutions_done_share",
        _("Resolutions carried out"),
        Term("congress.resolutions", kind="done"),
        RESOLVED,
        _(
            "Of the resolutions adopted in the period, those carried out by now. One set aside by a new resolution stays in the base."
        ),
        "DM-01",
    ),
    _share(
        "resolutions_in_time_share",
        _("Resolutions carried out in time"),
        Term("congress.resolutions", kind="in_time"),
        RESOLVED,
        _(
            "Of the resolutions adopted in the period, those carried out by their last day; one without a last day is in time whenever it is done."
        ),
        "DM-01",
    ),
    _sum(
        "resolutions_open",
        _("Resolutions being carried out"),
        Term("congress.open_resolutions"),
        _("Resolutions adopted up to the last day of the period and not ended by then."),
        "DM-01",
    ),
    _sum(
        "schemes_in_force",
        _("Schemes in force"),
        Term("congress.schemes"),
        _(
            "Schemes and major decisions that are in force on the last day of the period; what was replaced is left out."
        ),
        "DM-02",
    ),
    _share(
        "opinions_taken_share",
        _("Opinions taken up"),
        Term("congress.opinions", kind="taken"),
        Term("congress.opinions", kind="received"),
        _("Of the opinions on drafts received in the period, those taken up in full or in part."),
        "DM-03",
    ),
    _share(
        "opinions_answered_share",
        _("Opinions answered"),
        Term("congress.opinions", kind="answered"),
        Term("congress.opinions", kind="received"),
        _("Of the opinions on drafts received in the period, those that have an answer by now."),
        "DM-03",
    ),
    _sum(
        "reserved_through",
        _("Reserved matters decided through the congress"),
        Term("congress.reserved", kind="through"),
        _(
            "Matters reserved by law or charter that took effect in the period after the vote or hearing that they need."
        ),
        "DM-06",
    ),
    _sum(
        "reserved_bypassed",
        _("Reserved matters that bypassed the congress"),
        Term("congress.reserved", kind="bypassed"),
        _(
            "Matters reserved by law or charter that were put into effect in the period without the vote or hearing that they need."
        ),
        "DM-06",
    ),
    _share(
        "lower_in_window_share",
        _("Second-level congresses held in the window"),
        Term("congress.lower", kind="in_window"),
        Term("congress.lower", kind="planned"),
        _(
            "Of the second-level congresses whose window closes in the period, those held within it. Excused ones are left out."
        ),
        "DM-09",
    ),
    _share(
        "lower_filed_share",
        _("Second-level congresses filed"),
        Term("congress.lower", kind="filed"),
        Term("congress.lower", kind="planned"),
        _("Of the second-level congresses whose window closes in the period, those whose record is on file above."),
        "DM-09",
    ),
    _share(
        "findings_settled_share",
        _("Findings of patrols put right"),
        _issues("settled", "DM-10"),
        _issues("raised", "DM-10"),
        _("Of the findings of delegate patrols in the period, those put right by now."),
        "DM-10",
    ),
    _sum(
        "letter_parties",
        _("Parties that signed letters of responsibility"),
        Term("congress.letters", how="distinct"),
        _("Units and persons that signed a letter of responsibility in the period, each once however many letters."),
        "DM-11",
        unit=pgettext_lazy("count", "enterprises"),
    ),
    _share(
        "targets_met_share",
        _("Targets of letters met"),
        Term("congress.targets", kind="met"),
        Term("congress.targets", kind="all"),
        _("Of the targets of letters settled in the period, those that were met."),
        "DM-11",
    ),
    _share(
        "team_issues_settled_share",
        _("Issues of team meetings dealt with"),
        _issues("settled", "DM-12"),
        _issues("raised", "DM-12"),
        _("Of the issues that team meetings raised in the period, those dealt with by now."),
        "DM-12",
    ),
    _share(
        "demands_settled_share",
        _("Demands dealt with"),
        _issues("settled", "DM-13"),
        _issues("raised", "DM-13"),
        _("Of the demands collected on face-to-face visits in the period, those dealt with by now."),
        "DM-13",
    ),
    _share(
        "return_visits_share",
        _("Demands with a return visit"),
        _issues("checked", "DM-13"),
        _issues("raised", "DM-13"),
        _(
            "Of the demands collected on face-to-face visits in the period, those whose staff were visited again by now."
        ),
        "DM-13",
    ),
    _share(
        "demands_satisfied_share",
        _("Demands recognised by the staff"),
        _issues("satisfied", "DM-13"),
        _issues("checked", "DM-13"),
        _("Of the demands of the period with a return visit, those with whose handling the staff are satisfied."),
        "DM-13",
    ),
    _share(
        "gaps_settled_share",
        _("Gaps closed"),
        _issues("settled", "OA-11"),
        _issues("raised", "OA-11"),
        _("Of the gaps stated in the period, those closed by now; the others stand in next year's points of work."),
        "OA-11",
    ),
    _share(
        "voices_answered_share",
        _("Voices answered"),
        _issues("settled", "DM-14"),
        _issues("raised", "DM-14"),
        _("Of the voices of the staff logged in the period, those answered by now."),
        "DM-14",
    ),
    Indicator(
        "congress.voice_days",
        _("Days until a voice is answered"),
        of=Term("congress.answer_days", kind="DM-14"),
        over=_issues("settled", "DM-14"),
        unit=pgettext_lazy("count", "days"),
        words=_("Natural days from hearing a voice to its answer, on average over the answered voices of the period."),
        group=GROUP,
        catalogue="DM-14",
    ),
    _share(
        "canteen_checks_share",
        _("Canteen checks done"),
        Term("congress.checks", kind="done", how="distinct"),
        Term("congress.checks", kind="due"),
        _(
            "Working days with a check, of all working days of every canteen group; counted up to the last check or the last full week."
        ),
        "DM-15",
    ),
    _sum(
        "canteen_meetings",
        _("Meetings of canteen groups"),
        Term("congress.checks", kind="meeting"),
        _("Weekly meetings of the canteen groups held in the period."),
        "DM-15",
        unit=pgettext_lazy("count", "sessions"),
    ),
    _share(
        "faults_settled_share",
        _("Faults of canteens put right"),
        _issues("settled", "DM-15"),
        _issues("raised", "DM-15"),
        _("Of the faults found in canteens in the period, those put right by now."),
        "DM-15",
    ),
    _share(
        "canteen_satisfied_share",
        _("Staff satisfied with the canteen"),
        Term("congress.meals", kind="content"),
        Term("congress.meals", kind="asked"),
        _("Of the staff asked about the food in the period, those who are satisfied."),
        "DM-15",
    ),
    _share(
        "enterprise_congress_share",
        _("Enterprises with a congress"),
        Term("congress.covered", kind="congress.enterprise", how="distinct"),
        FIRMS,
        _(
            "Enterprises with a workers' congress on the last day of the period, of all enterprises on the list, with a union or without."
        ),
        "DM-17",
    ),
    _share(
        "enterprise_openness_share",
        _("Enterprises with openness"),
        Term("congress.covered", kind="openness.enterprise", how="distinct"),
        FIRMS,
        _(
            "Enterprises with openness of affairs on the last day of the period, of all enterprises on the list, with a union or without."
        ),
        "DM-17",
    ),
    _share(
        "enterprise_congress_share_from_50",
        _("Enterprises of 50 or more with a congress"),
        Term("congress.covered", kind="congress.enterprise", how="distinct", where="职工人数>=50"),
        LARGE,
        _(
            "Enterprises with 50 or more staff that have a workers' congress, of all enterprises of that size on the list. The target is 100 %."
        ),
        "DM-17",
    ),
    _share(
        "enterprise_openness_share_from_50",
        _("Enterprises of 50 or more with openness"),
        Term("congress.covered", kind="openness.enterprise", how="distinct", where="职工人数>=50"),
        LARGE,
        _(
            "Enterprises with 50 or more staff that have openness of affairs, of all enterprises of that size on the list."
        ),
        "DM-17",
    ),
)
