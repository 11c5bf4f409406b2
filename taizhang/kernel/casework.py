"""What approvals and deputies offer and say to the ledger: acts, measures, indicators, the daily job, the words of their filters.

"45 applied, 43 passed two levels, pending at the province" of any date: `approvals.requested`, `approvals.passed` with 审批次=2, and
`approvals.pending` with 审批级=省, each with 审批=<route>.
"""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.kernel import approvals, calendar, deputies
from taizhang.kernel.jobs import job
from taizhang.kernel.ledger import Line
from taizhang.kernel.manifest import Act, Indicator, Manifest, Measure, Record, Term, register, registry
from taizhang.kernel.models import Absence, Approval, ApprovalStep, ApprovalTrail, Duty

RP_02 = "RP-02"
FILTERS = {"审批": "approval_route", "审批级": "approval_level", "审批次": "approval_nth", "审批岗位": "approval_role"}
# The words of the filter 审批级, as reports say them.
LEVELS = {
    "base": "基层",
    "community": "社区",
    "town": "镇",
    "county": "县",
    "city": "市",
    "province": "省",
    "nation": "全国",
}
DAY = deputies.DAY

# --- facts --------------------------------------------------------------------------------------------------------------------------


def approval_facts(approval):
    """A case asked for, its way through the steps, its end: flows on their days, and what is pending as a balance."""
    route = approval.route_words.get("zh", approval.route)
    about = {"approval_route": route}
    yield Line(
        "approvals.requested", approval.requested_on, 1, kind=approval.route, subject=approval.person_key, about=about
    )
    if approval.amount is not None:
        yield Line(
            "approvals.requested_money", approval.requested_on, approval.amount, kind=approval.route, about=about
        )
    yield from _outcome(approval, about)
    above = [step.opened_on for step in approval.steps.all() if step.opened_on and step.unit_id != approval.unit_id]
    if above:
        yield Line("approvals.passed_up", min(above), 1, kind=approval.route, subject=approval.person_key, about=about)
        declared = registry.routes.get(approval.route)
        if declared is not None and declared.sent_up_as:
            yield Line("work.items", min(above), 1, kind=declared.sent_up_as, matter=approval.name, about=about)
    consents = 0
    for step in approval.steps.all():
        if step.opened_on is None:
            continue
        consents += step.state == ApprovalStep.State.PASSED
        words = {
            **about,
            "approval_level": LEVELS.get(step.level, step.level),
            "approval_step": step.words.get("zh", ""),
        }
        yield from _of_step(approval, step, words, consents)
    yield from _taken_over(approval, about)


def _outcome(approval, about):
    for line in approval.trail.all():
        if line.verb == ApprovalTrail.Verb.SEND_BACK:
            yield Line("approvals.returned", line.on, 1, kind=approval.route, about=about)
    if approval.state in (Approval.State.APPROVED, Approval.State.REFUSED, Approval.State.WITHDRAWN):
        day, kind = approval.closed_on, approval.route
        yield Line(f"approvals.{approval.state}", day, 1, kind=kind, subject=approval.person_key, about=about)
        if approval.state == Approval.State.APPROVED and approval.amount is not None:
            yield Line("approvals.approved_money", day, approval.amount, kind=kind, about=about)


def _of_step(approval, step, words, consents):
    """Waiting from the day it came to the day it left; and when it was decided, whether in time and after how long."""
    kind, left = approval.route, step.closed_on
    yield Line("approvals.pending", step.opened_on, 1, kind=kind, about=words)
    if left:
        yield Line("approvals.pending", left, -1, kind=kind, about=words)
    late = step.due_on + DAY
    if left is None or left > step.due_on:
        yield Line("approvals.overdue", late, 1, kind=kind, about=words)
        if left:
            yield Line("approvals.overdue", left, -1, kind=kind, about=words)
    if step.state == ApprovalStep.State.PASSED:
        nth = {**words, "approval_nth": str(consents)}
        yield Line("approvals.passed", left, 1, kind=kind, subject=approval.person_key, about=nth)
    if step.state in (ApprovalStep.State.PASSED, ApprovalStep.State.RETURNED, ApprovalStep.State.REFUSED):
        yield Line("approvals.decided", left, 1, kind=kind, about=words)
        yield Line("approvals.decided_in_time", left, int(left <= step.due_on), kind=kind, about=words)
        days = calendar.working_days_between(step.opened_on, left)
        yield Line("approvals.working_days", left, days, kind=kind, about=words)


def _taken_over(approval, about):
    """Decisions of a deputy for the officer who was away: cases taken over, at the union where he stood in."""
    seen = set()
    for line in approval.trail.all():
        if line.mandate == "deputy" and line.step_id not in seen:
            seen.add(line.step_id)
            unit = line.step.unit
            yield Line("approvals.taken_over", line.on, 1, unit=unit, kind=approval.route, about=about)
            yield Line("work.items", line.on, 1, unit=unit, kind=RP_02, about=about)


def absence_facts(absence):
    """Hours away, and hours that nobody covered, for each post with a deputy, month by month."""
    for cover in absence.covers.all():
        about = {"approval_role": cover.role}
        yield Line("approvals.absent_hours", cover.on, cover.hours, unit=cover.unit, kind=RP_02, about=about)
        if cover.uncovered:
            yield Line("approvals.uncovered_hours", cover.on, cover.uncovered, unit=cover.unit, kind=RP_02, about=about)


def duty_facts(duty):
    """The pair as a balance, and the working hours of the months that it has stood: what must be covered."""
    about = {"approval_role": duty.role}
    yield Line("approvals.duty_pairs", duty.since, 1, kind=RP_02, about=about)
    if duty.until:
        yield Line("approvals.duty_pairs", duty.until, -1, kind=RP_02, about=about)
    for day, working_days in deputies.duty_hours(duty):
        hours = working_days * deputies.hours_a_day(duty.unit, day)
        yield Line("approvals.duty_hours", day, hours, kind=RP_02, about={**about, "approval_month": f"{day:%Y-%m}"})


CASES, HOURS = pgettext_lazy("count", "cases"), pgettext_lazy("count", "hours")
MEASURES = (
    Measure("approvals.requested", _("Asked for approval"), CASES),
    Measure("approvals.passed", _("Steps passed"), CASES),
    Measure("approvals.passed_up", _("Cases passed up to a union above"), CASES),
    Measure("approvals.pending", _("Waiting for a decision"), CASES, nature="balance"),
    Measure("approvals.overdue", _("Waiting beyond the last day"), CASES, nature="balance"),
    Measure("approvals.approved", _("Approved"), CASES),
    Measure("approvals.refused", _("Refused"), CASES),
    Measure("approvals.returned", _("Returned for correction"), CASES),
    Measure("approvals.withdrawn", _("Withdrawn"), CASES),
    Measure("approvals.requested_money", _("Money asked for"), pgettext_lazy("count", "yuan"), scale=2),
    Measure("approvals.approved_money", _("Money approved"), pgettext_lazy("count", "yuan"), scale=2),
    Measure("approvals.decided", _("Steps decided"), CASES),
    Measure("approvals.decided_in_time", _("Steps decided in time"), CASES),
    Measure("approvals.working_days", _("Working days used"), pgettext_lazy("count", "working days")),
    Measure("approvals.taken_over", _("Cases decided by the deputy"), CASES),
    Measure("approvals.absent_hours", _("Hours away from a post with a deputy"), HOURS, scale=1),
    Measure("approvals.uncovered_hours", _("Hours uncovered"), HOURS, scale=1),
    Measure("approvals.duty_hours", _("Hours of duty of the pairs"), HOURS, scale=1),
    Measure("approvals.duty_pairs", _("Duty pairs"), pgettext_lazy("count", "pairs"), nature="balance"),
)

# --- indicators -----------------------------------------------------------------------------------------------------------------------

INDICATORS = (
    Indicator(
        "approvals.in_time",
        _("Decided in time"),
        of=Term("approvals.decided_in_time"),
        over=Term("approvals.decided"),
        percent=True,
        group="approvals",
        words=_("Steps decided on or before their last working day, of all steps decided in the period."),
    ),
    Indicator(
        "approvals.average_days",
        _("Working days for a step"),
        of=Term("approvals.working_days"),
        over=Term("approvals.decided"),
        unit=pgettext_lazy("count", "working days"),
        group="approvals",
        words=_(
            "Working days between the arrival of a case at a step and the decision, on average over the steps decided in the period."
        ),
    ),
    Indicator(
        "approvals.always_in_post",
        _("Hours in which somebody was in post"),
        of=(Term("approvals.duty_hours"), Term("approvals.uncovered_hours", sign=-1)),
        over=Term("approvals.duty_hours"),
        percent=True,
        decimals=2,
        group="approvals",
        catalogue=RP_02,
        words=_(
            "Working hours of the posts with a duty pair in which the officer or a deputy was there, of all their working "
            "hours; counted when a month is over. 100 means: somebody was always in post."
        ),
    ),
    Indicator(
        "approvals.cover_of_absences",
        _("Hours away that a deputy covered"),
        of=(Term("approvals.absent_hours"), Term("approvals.uncovered_hours", sign=-1)),
        over=Term("approvals.absent_hours"),
        percent=True,
        group="approvals",
        catalogue=RP_02,
        words=_("Hours in which an officer with a deputy was away and a deputy was there, of all hours away."),
    ),
)

# --- acts, the job -------------------------------------------------------------------------------------------------------------------

WRITERS, KEEPERS = ("chair", "clerk"), ("chair", "clerk", "admin")

ACTS = (
    Act("approvals.request", _("Ask for approval"), WRITERS, _("asked for approval: %(record)s")),
    Act("approvals.approve", _("Approve"), WRITERS, _("approved %(record)s at “%(step)s”")),
    Act("approvals.send_back", _("Return for correction"), WRITERS, _("returned %(record)s at “%(step)s”")),
    Act("approvals.refuse", _("Refuse"), WRITERS, _("refused %(record)s at “%(step)s”")),
    Act("approvals.withdraw", _("Withdraw the request"), WRITERS, _("withdrew the request: %(record)s")),
    Act("approvals.resubmit", _("Submit again"), WRITERS, _("submitted again: %(record)s")),
    Act("approvals.delegate", _("Hand over"), WRITERS, _("handed %(record)s to %(to)s")),
    Act("approvals.recall", _("Take back"), WRITERS, _("took %(record)s back from %(to)s")),
    Act("approvals.raise", _("Raise"), (), _("raised %(record)s to %(to)s")),
    Act(
        "approvals.set_route",
        _("Lay down the way of approval"),
        ("chair", "admin"),
        _("laid down the way of approval “%(name)s”"),
    ),
    Act("approvals.set_duty", _("Name a deputy"), KEEPERS, _("named %(deputy)s deputy of %(name)s")),
    Act("approvals.end_duty", _("End a duty pair"), KEEPERS, _("ended the duty pair %(name)s and %(deputy)s")),
    Act("approvals.count_duty", _("Count the hours of duty"), (), _("counted the hours of duty of %(record)s")),
    Act("approvals.set_absence", _("Enter days away"), KEEPERS, _("entered days away: %(name)s, %(first)s – %(last)s")),
    Act("approvals.end_absence", _("End days away"), KEEPERS, _("ended days away: %(name)s is back on %(last)s")),
)


@job("approvals.watch", _("Watch over deadlines and deputies"), every="day")
def watch():
    """What the calendar brings by itself: steps are raised, last month's hours of duty are counted."""
    today = timezone.localdate()
    return {"raised": approvals.raise_due(today), "counted": deputies.count_months(today)}


register(
    Manifest(
        app="approvals",
        label=_("Approvals"),
        acts=ACTS,
        measures=MEASURES,
        indicators=INDICATORS,
        records=(
            Record(Approval, facts=approval_facts, prefetch=("steps", "trail__step__unit")),
            Record(Duty, facts=duty_facts),
            Record(Absence, facts=absence_facts, prefetch=("covers__unit",)),
        ),
        filters=FILTERS,
        jobs=(watch,),
    )
)
