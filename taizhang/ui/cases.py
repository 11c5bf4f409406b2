"""A case of approval as pages show it: its steps as a line, where it stands, what comes next and until when, who may what."""

from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext as _

from taizhang.kernel import access, approvals, deputies
from taizhang.kernel.manifest import registry
from taizhang.kernel.models import Approval, ApprovalStep, Unit
from taizhang.kernel.verdicts import Verdict
from taizhang.kernel.wording import frozen, told

TONES = {"pending": "blue", "returned": "amber", "approved": "green", "refused": "red", "withdrawn": "grey"}
STEP_TONES = {"open": "blue", "passed": "green", "kept": "green", "returned": "amber", "refused": "red"}


@dataclass
class Shown:
    """One line of what deciders are shown: as it was asked for, and as it is now where that differs."""

    label: str
    text: str
    now: str = ""


@dataclass
class StepView:
    """A step of the line: the frozen step with the last day on which it is decided if nobody is late."""

    step: ApprovalStep
    until: object = None
    tone: str = "grey"
    consents: int = 0


@dataclass
class CaseView:
    """Everything a page says about one case to one reader."""

    approval: Approval
    steps: list
    trail: list
    shown: list
    unit: Unit
    tone: str
    officers: list = field(default_factory=list)
    verdict: Verdict | None = None
    mandate: object = None
    may_delegate: Verdict | None = None
    handed_to: list = field(default_factory=list)
    handed_by_me: bool = False
    may_withdraw: Verdict | None = None
    may_resubmit: Verdict | None = None
    own: bool = False
    days_left: int | None = None

    @property
    def open_step(self):
        return next((one.step for one in self.steps if one.step.state == ApprovalStep.State.OPEN), None)

    @property
    def reason(self):
        """The words with which it was returned or refused."""
        ends = [line for line in self.trail if line.verb in ("send_back", "refuse")]
        return ends[-1].note if ends and self.approval.state in ("returned", "refused") else ""


def view_of(approval, user, *, sitting=None, today=None):
    """The CaseView of an approval for a reader; a fixed number of queries."""
    today = today or timezone.localdate()
    sitting = sitting or approvals.Sitting(user, today)
    rows = list(approval.steps.select_related("unit", "raised_to"))
    trail = list(approval.trail.select_related("by", "instead_of", "to", "step"))
    current = [step for step in rows if step.round == approval.round]
    verdict = approvals.may_decide(user, approval, today, sitting)
    own = user.pk is not None and user.pk == approval.requested_by_id
    view = CaseView(
        approval=approval,
        steps=_steps(approval, current, trail, today),
        trail=trail,
        shown=_shown(approval),
        unit=approval.unit,
        tone=TONES[approval.state],
        verdict=verdict,
        mandate=sitting.mandate(approval) if approval.state == Approval.State.PENDING else None,
        may_withdraw=_own_or(own, user, "approvals.withdraw", approval) and approvals.may_withdraw(user, approval),
        may_resubmit=_own_or(own, user, "approvals.resubmit", approval) and approvals.may_resubmit(user, approval),
        own=own,
    )
    if approval.state == Approval.State.PENDING:
        _where_it_stands(view, user, sitting, verdict, today)
    return view


def _own_or(own, user, code, approval):
    return Verdict(True) if own else access.can(user, code, approval.unit)


def _where_it_stands(view, user, sitting, verdict, today):
    approval, step = view.approval, view.open_step
    places = [unit for unit in (approval.at_unit, approval.raised_to) if unit is not None]
    view.officers = [one for one in deputies.in_post(places, today) if one.post.role in step.roles]
    view.handed_to = list(step.delegations.filter(ended=False).select_related("by", "to"))
    view.handed_by_me = any(one.by_id == user.pk for one in view.handed_to)
    view.may_delegate = approvals.may_delegate(user, approval, None, today, sitting) if verdict else verdict
    view.days_left = (approval.due_on - today).days


def _steps(approval, steps, trail, today):
    views, day = [], None
    for step in steps:
        consents = sum(1 for line in trail if line.step_id == step.pk and line.verb == "approve")
        if step.state == ApprovalStep.State.OPEN:
            day = max(step.due_on, today)
        until = None
        if step.state == ApprovalStep.State.AHEAD and day:
            day = approvals.calendar.working_days_after(day, step.days)
            until = day
        views.append(StepView(step, until or step.due_on, STEP_TONES.get(step.state, "grey"), consents))
    return views


def _shown(approval):
    """The frozen lines; beside those whose record says something else by now, what it says."""
    now = _as_it_is(approval) if approval.is_open else {}
    lines = []
    for label, text in approval.shown:
        key = label["zh"] if isinstance(label, dict) else label
        changed = key in now and now[key] != text
        lines.append(Shown(told(label), told(text), told(now[key]) if changed else ""))
    return lines


def _as_it_is(approval):
    route = registry.routes.get(approval.route)
    if route is None or route.shows is None:
        return {}
    record = registry.records[approval.subject_type].model._base_manager.filter(pk=approval.subject_id).first()
    if record is None:
        return {}
    return {_key(label): frozen(text) for label, text in route.shows(record).items()}


def _key(label):
    said = frozen(label)
    return said["zh"] if isinstance(said, dict) else said


def line_words(line):
    """A line of the trail in words: who did what at which step, and for whom."""
    who = str(line.by) if line.by else _("The system")
    words = _("%(who)s: %(what)s") % {"who": who, "what": line.get_verb_display()}
    if line.to:
        words += f" → {line.to}"
    if line.instead_of:
        words += " · " + _("for %(name)s") % {"name": line.instead_of}
    return words


def panels(record, user):
    """[CaseView, …] of a record's cases, the latest of each route first."""
    found = Approval.objects.filter(subject_type=record._meta.label_lower, subject_id=record.pk)
    found = found.select_related("unit", "at_unit", "raised_to", "requested_by", "beneficiary").order_by("-pk")
    latest = {}
    for approval in found:
        latest.setdefault(approval.route, approval)
    sitting = approvals.Sitting(user) if latest else None
    return [view_of(approval, user, sitting=sitting) for approval in latest.values()]
