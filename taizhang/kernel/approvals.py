"""Approvals: a record goes up a route of steps, and the last consent calls one action of its app.

An app declares a `Route` and calls `request`; everything else is the same for all of them: who may decide, once and not on his own
request, for himself, as deputy or by delegation; return, refuse, withdraw, submit again; deadlines in working days, reminders, raising.
The steps, the version of the route and the subject as shown are frozen when it is asked for. Where a case stood on a day is a figure
(`casework.py`) and a question (`state_on`).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taizhang.kernel import calendar, context, deputies
from taizhang.kernel.acts import SYSTEM, act
from taizhang.kernel.manifest import registry
from taizhang.kernel.models import Approval, ApprovalStep, ApprovalTrail, Delegation, User
from taizhang.kernel.routes import Route, Step, faults, lay_down, lay_out, level_of, plan_of, unions_upwards
from taizhang.kernel.verdicts import Allowed, Denied, Refused, require
from taizhang.kernel.wording import both, frozen

__all__ = [
    "Approval", "Route", "Sitting", "Step", "approve", "case_of", "decide", "decide_many", "delegate", "inbox", "may_change", "may_decide",
    "may_delegate", "may_resubmit", "may_withdraw", "next_steps", "of", "raise_due", "recall", "refuse", "request", "resubmit",
    "send_back", "set_route", "state_on", "unseen", "withdraw",
]  # fmt: skip

Verb, State = ApprovalTrail.Verb, Approval.State
DECISIONS = {"approve": Verb.APPROVE, "return": Verb.SEND_BACK, "refuse": Verb.REFUSE}
NOTE_LENGTH = 500


# --- asking ---------------------------------------------------------------------------------------------------------------------


def request(route, record, *, by, on, amount=None, shown=None, name="", beneficiary=None, person_key="", note=""):
    """Ask for approval of a record; returns the Approval. Inside the app's own act its right is enough.

    `shown` (default: `route.shows(record)`): {label: text}, what deciders see, frozen; never put a whole identity number or bank
    account into it. `amount` (yuan) chooses the bands; `beneficiary`: the user whom it is for, if he has an account; `person_key`:
    the person as facts name him (person:12). Raises Refused where a case of this record is open or no step applies.
    """
    with act(by, "approvals.request", record, on=on, entitled=Allowed if context.is_inside() else None) as this:
        if of(record, route) is not None and of(record, route).is_open:
            raise Refused(_("This is under approval already; see the case."))
        laid, words = _laid(route, record.unit, on, amount)
        first = next(one for one in laid if one.unit is not None)
        approval = Approval(
            unit=record.unit, route=route.code, subject_type=record._meta.label_lower, subject_id=record.pk,
            name=(name or record.title())[:200], person_key=person_key, beneficiary=beneficiary,
            requested_by=by if by.pk else None, requested_on=on, at_unit=first.unit, opened_on=on, due_on=on, **words,
        )  # fmt: skip
        approval.amount, approval.shown = amount, _shown(route, record, shown)
        approval.save()
        this.record = approval
        _write(approval, Verb.REQUEST, by, on, note, frozen_now=True)
        _lay_steps(approval, laid)
        _advance(approval, on)
        approval.save()
        this.note(route=approval.route_label, amount=None if amount is None else str(amount), record=approval.title())
    return approval


def _laid(route, unit, on, amount):
    """The route at its places, and what the case keeps of it."""
    plan = plan_of(route, unit, on)
    if plan.banded and amount is None:
        raise ValueError(f"route {route.code} has bands of amounts: request(…, amount=…)")
    laid = lay_out(plan, unit, amount)
    if not any(one.unit for one in laid):
        raise Refused(
            _("No step of “%(route)s” applies to %(unit)s: there is no union above that decides.")
            % {"route": route.label, "unit": unit}
        )
    return laid, {"route_words": both(route.label), "version": plan.version, "source": plan.source[:300]}


def _shown(route, record, shown):
    said = shown if shown is not None else route.shows(record) if route.shows else {}
    return [[frozen(label), frozen(text)] for label, text in said.items() if text not in ("", None)]


def _lay_steps(approval, laid, keep_before=0):
    for position, one in enumerate(laid, start=1):
        state = ApprovalStep.State.AHEAD if one.unit else ApprovalStep.State.SKIPPED
        if one.unit and position < keep_before:
            state = ApprovalStep.State.KEPT
        ApprovalStep(
            approval=approval, round=approval.round, position=position, code=one.step.code, words=_words(one.step),
            unit=one.unit, level=level_of(one.unit) if one.unit else "", roles=list(one.step.roles),
            needs=str(one.step.needs), days=one.step.days, remind=one.step.remind, escalate=one.step.escalate,
            state=state, why=one.why,
        ).save()  # fmt: skip


def _words(step):
    return step.label if isinstance(step.label, dict) else both(step.label)


def _write(approval, verb, by, on, note="", *, step=None, mandate=None, to=None, frozen_now=False):
    """A line of the trail."""
    return ApprovalTrail.objects.create(
        approval=approval, step=step, round=approval.round, verb=verb, by=by if by.pk else None, on=on, to=to,
        note=note.strip()[:NOTE_LENGTH], mandate=mandate.kind if mandate else "",
        instead_of=mandate.instead_of if mandate else None,
        frozen={"shown": approval.shown, "amount": None if approval.amount is None else str(approval.amount)}
        if frozen_now else {},
    )  # fmt: skip


# --- the open step --------------------------------------------------------------------------------------------------------------


def _open_step(approval):
    return approval.steps.get(round=approval.round, position=approval.position)


def _advance(approval, on):
    """Open the next step that somebody may decide; False when none is left."""
    ahead = list(approval.steps.filter(round=approval.round, state=ApprovalStep.State.AHEAD).select_related("unit"))
    barred = _barred(approval)
    for step in ahead:
        held = {user.pk for user in deputies.holders(step.unit, step.roles, on)}
        if not held or held - barred:
            _open(approval, step, on)
            return True
        if step is not ahead[-1]:
            step.state, step.closed_on = ApprovalStep.State.SKIPPED, on
            step.why = both(
                gettext_lazy("Whoever holds this post asked for it or has decided already; the next step decides.")
            )
            step.save()
            _write(approval, Verb.SKIP, SYSTEM, on, step=step)
            continue
        _hand_up(step, barred, on)
        _open(approval, step, on)
        return True
    return False


def _hand_up(step, barred, on):
    """The last step may not be decided by those who hold it: the nearest union above with somebody else decides."""
    for unit in unions_upwards(step.unit)[1:]:
        if {user.pk for user in deputies.holders(unit, step.roles, on)} - barred:
            step.why = both(
                gettext_lazy(
                    "Whoever holds this post at %(unit)s asked for it or has decided already; the union above decides."
                ),
                unit=step.unit,
            )
            step.unit, step.level = unit, level_of(unit)
            return


def _open(approval, step, on):
    step.state, step.opened_on = ApprovalStep.State.OPEN, on
    step.due_on = calendar.working_days_after(on, step.days)
    if step.escalate is not None:
        step.raise_on = max(on, calendar.working_days_before(step.due_on, step.escalate))
    step.save()
    approval.state, approval.closed_on, approval.position = State.PENDING, None, step.position
    approval.at_unit, approval.at_roles = step.unit, "".join(f"|{role}" for role in step.roles) + "|"
    approval.raised_to, approval.opened_on, approval.due_on = None, on, step.due_on
    approval.remind_on = max(on, calendar.working_days_before(step.due_on, step.remind))


def _close(approval, step, state, on):
    """The open step ends; what was delegated ends with it."""
    step.state, step.closed_on = state, on
    step.save()
    for one in step.delegations.filter(ended=False):
        one.ended = True
        one.save()


def _finish(approval, state, on):
    """The case leaves its step for good, or until it is submitted again."""
    for step in approval.steps.filter(round=approval.round, state=ApprovalStep.State.AHEAD):
        step.state = ApprovalStep.State.CUT
        step.save()
    approval.state, approval.closed_on = state, on
    approval.at_unit = approval.raised_to = approval.opened_on = approval.remind_on = approval.due_on = None
    approval.at_roles = ""
    approval.save()


def _fresh(approval):
    """As it stands now that its row is locked."""
    approval.refresh_from_db()
    return approval


# --- who may --------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Mandate:
    """By which right somebody decides: post, deputy, delegate or raised; and instead of whom."""

    kind: str
    instead_of: User | None = None


class Sitting:
    """A user on a day with all his seats and delegations, so that a whole list of cases is judged without asking again."""

    def __init__(self, user, on=None):
        self.user, self.on = user, on or timezone.localdate()
        self.seats = deputies.seats_of(user, self.on)
        given = Delegation.objects.filter(to=user, ended=False).select_related("by") if user.pk else ()
        self.delegations = {one.approval_id: one for one in given}
        self._decided = None

    def seats_condition(self, *, deputy=None):
        """Q: the case waits at one of the seats; `deputy` True or False: only those of others, only one's own."""
        condition = Q(pk__in=[])
        by_role = {}
        for seat in self.seats:
            if deputy is None or deputy == bool(seat.instead_of):
                by_role.setdefault(seat.role, set()).add(seat.unit_id)
        for role, units in by_role.items():
            here = Q(at_unit__in=units) if len(units) > 1 else Q(at_unit=next(iter(units)))
            raised = Q(raised_to__in=units)
            condition |= (here | raised) & Q(at_roles__contains=f"|{role}|")
        return condition

    def has_decided(self, approval):
        """Whether he has consented to this case in this round (or in an earlier one that is kept)."""
        if self._decided is None:
            self._decided = {}
        if approval.pk not in self._decided:
            self.look_at([approval])
        return self._decided[approval.pk]

    def look_at(self, approvals):
        """Ask once for many cases whether he has decided on them."""
        self._decided = dict(self._decided or {})
        lines = ApprovalTrail.objects.filter(by=self.user if self.user.pk else None, verb=Verb.APPROVE)
        lines = lines.filter(approval__in=[approval.pk for approval in approvals]).values_list(
            "approval_id", "round", "step__position"
        )
        kept = (
            ApprovalStep.objects.filter(
                approval__in=[approval.pk for approval in approvals if approval.round > 1],
                state=ApprovalStep.State.KEPT,
            ).values_list("approval_id", "round", "position")
            if any(a.round > 1 for a in approvals)
            else ()
        )
        kept, lines = set(kept), list(lines)
        for approval in approvals:
            self._decided[approval.pk] = any(
                pk == approval.pk and (round == approval.round or (pk, approval.round, position) in kept)
                for pk, round, position in lines
            )

    def mandate(self, approval):
        """The Mandate by which he may decide the open step; None if it is not his."""
        barred = {approval.requested_by_id, approval.beneficiary_id} - {None}
        found = []
        for seat in self.seats:
            if f"|{seat.role}|" in approval.at_roles and seat.unit_id in (approval.at_unit_id, approval.raised_to_id):
                raised = seat.unit_id != approval.at_unit_id
                kind = "deputy" if seat.instead_of else "raised" if raised else "post"
                if not (seat.instead_of and seat.instead_of.pk in barred):
                    found.append(Mandate(kind, seat.instead_of))
        given = self.delegations.get(approval.pk)
        if given is not None:
            found.append(Mandate("delegate", given.by))
        order = ("post", "delegate", "deputy", "raised")
        return min(found, key=lambda mandate: order.index(mandate.kind), default=None)


def _barred(approval):
    """Keys of those who may not decide: who asked, whom it is for, and who has consented already."""
    decided = approval.trail.filter(verb=Verb.APPROVE, round=approval.round)
    if approval.round > 1:
        kept = approval.steps.filter(round=approval.round, state=ApprovalStep.State.KEPT).values("position")
        decided = approval.trail.filter(verb=Verb.APPROVE).filter(Q(round=approval.round) | Q(step__position__in=kept))
    return {approval.requested_by_id, approval.beneficiary_id, *decided.values_list("by", flat=True)} - {None}


def may_decide(user, approval, on=None, sitting=None):
    """Verdict: may the user decide the open step of this case? Not on his own request, and nobody twice."""
    if approval.state != State.PENDING:
        return Denied(_("This case is closed: %(state)s.") % {"state": approval.get_state_display()})
    if user.pk is None:
        return Denied(_("An approval is decided by people, not by the system."))
    if user.pk == approval.requested_by_id:
        return Denied(_("You asked for this yourself; somebody else decides."))
    if user.pk == approval.beneficiary_id:
        return Denied(_("This is for yourself; somebody else decides."))
    sitting = sitting or Sitting(user, on)
    if sitting.mandate(approval) is None:
        return Denied(
            _("This step is decided by: %(roles)s of %(unit)s.")
            % {"roles": _(" or ").join(map(str, _role_labels(approval))), "unit": approval.at_unit}
        )
    if sitting.has_decided(approval):
        return Denied(_("You have decided on this case already; nobody decides twice."))
    return Allowed


def _role_labels(approval):
    return [registry.roles[code].label for code in approval.at_roles.strip("|").split("|") if code in registry.roles]


def may_withdraw(user, approval):
    """Who asked takes it back, as long as it is open; so do the chair and the clerk of its union."""
    if not approval.is_open:
        return Denied(_("This case is closed: %(state)s.") % {"state": approval.get_state_display()})
    return Allowed


def may_resubmit(user, approval):
    """What was returned is submitted again."""
    if approval.state != State.RETURNED:
        return Denied(_("Only a case that was returned for correction is submitted again."))
    return Allowed


def may_change(record):
    """Verdict for an app's own acts: a record does not change while it waits for a decision."""
    found = of(record)
    if found is not None and found.state == State.PENDING:
        return Denied(_("This is under approval; withdraw it first, or ask for it to be returned."))
    return Allowed


# --- deciding -------------------------------------------------------------------------------------------------------------------


def decide(approval, *, by, on, decision, note="", seen=""):
    """Decide the open step: "approve", "return" (for correction) or "refuse"; the last two need a reason.

    `seen`: the `mark` of the case as the decider saw it; when it has moved on meanwhile, nothing is decided. Raises Refused.
    """
    verb = DECISIONS[decision]
    with act(by, f"approvals.{verb}", approval, on=on, entitled=Allowed) as this:
        _fresh(approval)
        require(_still(approval, seen))
        sitting = Sitting(by, on)
        require(may_decide(by, approval, on, sitting))
        step, mandate = _open_step(approval), sitting.mandate(approval)
        require(_in_order(step, verb, on, note, today=timezone.localdate(this.at)))
        _write(approval, verb, by, on, note, step=step, mandate=mandate)
        instead = str(mandate.instead_of) if mandate.instead_of else ""
        this.note(record=approval.title(), step=step.label, why=note.strip()[:NOTE_LENGTH], instead_of=instead)
        _DECIDED[verb](approval, step, mandate, by, on, note)
    return approval


def approve(approval, *, by, on, note="", seen=""):
    """Consent to the open step."""
    return decide(approval, by=by, on=on, decision="approve", note=note, seen=seen)


def send_back(approval, *, by, on, note, seen=""):
    """Return the case for correction, with the reason."""
    return decide(approval, by=by, on=on, decision="return", note=note, seen=seen)


def refuse(approval, *, by, on, note, seen=""):
    """Refuse the case for good, with the reason."""
    return decide(approval, by=by, on=on, decision="refuse", note=note, seen=seen)


def _still(approval, seen):
    if not seen or seen == approval.mark or approval.state != State.PENDING:
        return Allowed
    return Denied(_("Somebody has decided meanwhile; the case stands at another step now. Look at it again."))


def _in_order(step, verb, on, note, *, today):
    if on < step.opened_on:
        return Denied(_("The case came to this step only on %(day)s.") % {"day": step.opened_on})
    if on > today:
        return Denied(_("A decision is not dated ahead."))
    if verb != Verb.APPROVE and not note.strip():
        return Denied(_("Give the reason: whoever asked must know what to change, or why not."))
    return Allowed


def _consented(approval, step, mandate, by, on, note):
    if not _enough(approval, step, mandate, on):
        approval.save()
        return
    _close(approval, step, ApprovalStep.State.PASSED, on)
    if _advance(approval, on):
        approval.save()
        return
    _finish(approval, State.APPROVED, on)
    _carry_out("approved", approval, by, on, note)


def _returned(approval, step, mandate, by, on, note):
    _close(approval, step, ApprovalStep.State.RETURNED, on)
    _finish(approval, State.RETURNED, on)
    _carry_out("returned", approval, by, on, note)


def _refused(approval, step, mandate, by, on, note):
    _close(approval, step, ApprovalStep.State.REFUSED, on)
    _finish(approval, State.REFUSED, on)
    _carry_out("refused", approval, by, on, note)


_DECIDED = {Verb.APPROVE: _consented, Verb.SEND_BACK: _returned, Verb.REFUSE: _refused}


def _enough(approval, step, mandate, on):
    """Whether enough have consented: one, all who hold the post and may decide, or a number. The union above speaks for all."""
    if step.needs == "any" or mandate.kind == "raised":
        return True
    lines = step.trail.filter(verb=Verb.APPROVE).values_list("by", "instead_of")
    spoken = {instead or by for by, instead in lines}
    if step.needs == "all":
        barred = {approval.requested_by_id, approval.beneficiary_id}
        earlier = _barred(approval) - {by for by, _instead in lines}
        needed = {user.pk for user in deputies.holders(step.unit, step.roles, on)} - barred - earlier
        return needed <= spoken
    return len(spoken) >= int(step.needs)


def _carry_out(outcome, approval, by, on, note):
    """Call the app's action for this outcome, inside the deciding act."""
    route = registry.routes[approval.route]
    action = getattr(route, outcome)
    if action is None:
        return
    record = registry.records[approval.subject_type].model._base_manager.get(pk=approval.subject_id)
    approval.carried_out = True
    try:
        action(record, by=by, on=on, note=note, approval=approval)
    finally:
        approval.carried_out = False


def decide_many(approvals: Iterable, *, by, on, decision, note="", seen=None):
    """Decide a list, each case for itself: [(approval, Verdict), …]. Those that fail keep their sentence, the others go through.

    `seen`: {key: mark} of the cases as the decider saw them.
    """
    outcomes = []
    for approval in approvals:
        try:
            decide(approval, by=by, on=on, decision=decision, note=note, seen=(seen or {}).get(approval.pk, ""))
        except Refused as refused:
            outcomes.append((approval, Denied(str(refused))))
        else:
            outcomes.append((approval, Allowed))
    return outcomes


# --- taking back, submitting again ----------------------------------------------------------------------------------------------


def withdraw(approval, *, by, on, note=""):
    """Take the request back: by whoever asked, or by the chair or the clerk of its union."""
    own = Allowed if by.pk and by.pk == approval.requested_by_id else None
    with act(by, "approvals.withdraw", approval, on=on, entitled=own) as this:
        require(may_withdraw(by, _fresh(approval)))
        if approval.state == State.PENDING:
            _close(approval, _open_step(approval), ApprovalStep.State.CUT, on)
        _write(approval, Verb.WITHDRAW, by, on, note)
        _finish(approval, State.WITHDRAWN, on)
        this.note(record=approval.title(), why=note.strip()[:NOTE_LENGTH])
        _carry_out("withdrawn", approval, by, on, note)
    return approval


def resubmit(approval, *, by, on, amount=None, shown=None, name="", note=""):
    """Submit again what was returned, with the record as it is now: a new round, by the route as it binds on this day.

    `amount` None asks the route again, or keeps the amount; `name` empty keeps the name; `shown` None asks the route again, or keeps what was shown.
    """
    own = Allowed if context.is_inside() or (by.pk and by.pk == approval.requested_by_id) else None
    with act(by, "approvals.resubmit", approval, on=on, entitled=own) as this:
        require(may_resubmit(by, _fresh(approval)))
        if on < approval.closed_on:
            raise Refused(
                _("It was returned on %(day)s; it is not submitted again before.") % {"day": approval.closed_on}
            )
        route = registry.routes[approval.route]
        record = registry.records[approval.subject_type].model._base_manager.get(pk=approval.subject_id)
        returned_at = approval.position
        if amount is None and route.amounts is not None:
            amount = route.amounts(record)
        approval.amount = approval.amount if amount is None else amount
        approval.shown = approval.shown if shown is None and not route.shows else _shown(route, record, shown)
        approval.name = name[:200] or approval.name
        laid, words = _laid(route, approval.unit, on, approval.amount)
        for field, value in words.items():
            setattr(approval, field, value)
        approval.round += 1
        _lay_steps(
            approval, laid, keep_before=_kept_before(approval, laid, returned_at) if route.again == "step" else 0
        )
        _write(approval, Verb.RESUBMIT, by, on, note, frozen_now=True)
        _advance(approval, on)
        approval.save()
        this.note(record=approval.title(), round=approval.round)
        _carry_out("resubmitted", approval, by, on, note)
    return approval


def _kept_before(approval, laid, returned_at):
    """Consents are kept only if the route still has the same steps before the one that returned the case."""
    before = approval.steps.filter(round=approval.round - 1, position__lt=returned_at).order_by("position")
    same = [(step.code, step.unit_id) for step in before]
    return returned_at if same == [(one.step.code, one.unit and one.unit.pk) for one in laid[: len(same)]] else 0


# --- delegating -----------------------------------------------------------------------------------------------------------------


def may_delegate(user, approval, to=None, on=None, sitting=None):
    """Whoever may decide by his own post (or as deputy) hands the step to a named person who is not barred himself."""
    verdict = may_decide(user, approval, on, sitting)
    if not verdict:
        return verdict
    if (sitting or Sitting(user, on)).mandate(approval).kind == "delegate":
        return Denied(_("This step was handed to you by name; it is not handed on."))
    if to is None:
        return Allowed
    if to == user:
        return Denied(_("Hand it to somebody else, or decide yourself."))
    if not to.is_active:
        return Denied(_("The account of %(name)s is closed; choose somebody else.") % {"name": to})
    if to.pk in _barred(approval):
        return Denied(_("%(name)s asked for this or has decided already; choose somebody else.") % {"name": to})
    return Allowed


def delegate(approval, *, to, by, on, note=""):
    """Hand the open step to a named person; whoever handed it over may take it back until it is decided."""
    with act(by, "approvals.delegate", approval, on=on, entitled=Allowed) as this:
        require(may_delegate(by, _fresh(approval), to, on))
        step = _open_step(approval)
        if step.delegations.filter(by=by, ended=False).exists():
            raise Refused(_("You have handed this step over already; take it back first."))
        if step.delegations.filter(to=to, ended=False).exists():
            raise Refused(_("%(name)s has this step already.") % {"name": to})
        handed = Delegation(approval=approval, step=step, by=by, to=to, on=on, note=note.strip()[:300])
        handed.save()
        _write(approval, Verb.DELEGATE, by, on, note, step=step, to=to)
        this.note(record=approval.title(), step=step.label, to=str(to))
    return handed


def recall(approval, *, by, on):
    """Take back what one has handed over."""
    with act(by, "approvals.recall", approval, on=on, entitled=Allowed) as this:
        handed = Delegation.objects.filter(approval=_fresh(approval), by=by, ended=False).first()
        require(Allowed if handed else Denied(_("You have not handed this step to anybody.")))
        handed.ended = True
        handed.save()
        _write(approval, Verb.RECALL, by, on, step=handed.step, to=handed.to)
        this.note(record=approval.title(), to=str(handed.to))
    return approval


# --- raising --------------------------------------------------------------------------------------------------------------------


def raise_due(on):
    """Daily: steps whose day has come are raised, so that the union above may decide as well before they are late. → how many"""
    waiting = ApprovalStep.objects.filter(state=ApprovalStep.State.OPEN, raise_on__lte=on, raised_to=None)
    raised = 0
    for step in waiting.select_related("approval", "unit").order_by("raise_on", "pk").iterator(chunk_size=500):
        raised += _raise(step, on)
    return raised


def _raise(step, on):
    with act(SYSTEM, "approvals.raise", step.approval, on=on) as this:
        approval = _fresh(step.approval)
        step.refresh_from_db()
        if step.state != ApprovalStep.State.OPEN or step.raised_to_id:
            return 0
        above = _somebody_above(step, _barred(approval), on)
        if above is None:
            step.raise_on = None
            step.why = both(gettext_lazy("No union above has anybody who could decide."))
            step.save()
            return 0
        step.raised_to = approval.raised_to = above
        step.save()
        approval.save()
        _write(approval, Verb.RAISE, SYSTEM, on, str(above), step=step)
        this.note(record=approval.title(), to=str(above))
    return 1


def _somebody_above(step, barred, on):
    for unit in unions_upwards(step.unit)[1:]:
        if {user.pk for user in deputies.holders(unit, step.roles, on)} - barred:
            return unit
    return None


# --- laying down --------------------------------------------------------------------------------------------------------------------


def set_route(route, unit, *, by, since, steps, source, article=""):
    """A federation's own steps of a route, for itself and everything below, from a day on; cases that are open keep theirs."""
    with act(by, "approvals.set_route", unit, on=since) as this:
        if not source.strip():
            raise Refused(_("A way of approval needs its source: the document that says so."))
        if list(faults(route, steps)):
            raise Refused(
                _("These steps do not fit together: every step needs a name of its own, a place, a role and days.")
            )
        row = lay_down(route, steps, unit=unit, since=since, source=source, article=article)
        this.note(name=str(route.label), source=source, steps=len(steps))
    return row


# --- reading --------------------------------------------------------------------------------------------------------------------


def of(record, route=None):
    """The latest Approval of a record (of one route), or None."""
    found = Approval.objects.filter(subject_type=record._meta.label_lower, subject_id=record.pk)
    if route is not None:
        found = found.filter(route=route.code)
    return found.order_by("-pk").first()


def inbox(user, on=None, *, which="", sitting=None):
    """Cases that wait for this user's decision: on his own seats, as deputy, and delegated to him by name.

    `which`: "" all, "own", "deputy" or "delegated".
    """
    sitting = sitting or Sitting(user, on)
    handed = Q(pk__in=list(sitting.delegations)) if sitting.delegations else Q(pk__in=[])
    condition = {
        "": lambda: sitting.seats_condition() | handed,
        "own": lambda: sitting.seats_condition(deputy=False),
        "deputy": lambda: sitting.seats_condition(deputy=True),
        "delegated": lambda: handed,
    }[which]()
    cases = Approval.objects.pending().filter(condition)
    if user.pk is None:
        return cases
    decided = ApprovalTrail.objects.filter(
        by=user, verb=Verb.APPROVE, approval__state=State.PENDING,
        approval__at_unit__in={seat.unit_id for seat in sitting.seats},
    ).values_list("approval_id", "round", "approval__round")  # fmt: skip
    done = [pk for pk, then, now in decided if then == now]
    if done:
        cases = cases.exclude(pk__in=done)
    return cases.exclude(requested_by=user).exclude(beneficiary=user)


@dataclass(frozen=True)
class Standing:
    """Where a case stood on a day: `state` of the case, and the step and unit where it waited (None when it did not wait)."""

    state: str
    step: ApprovalStep | None = None
    passed: int = 0

    @property
    def unit(self):
        return self.step.unit if self.step else None


def state_on(approval, day):
    """Where the case stood at the end of a day: a Standing; None before it was asked for."""
    if day < approval.requested_on:
        return None
    steps = list(approval.steps.select_related("unit").order_by("round", "position"))
    passed = sum(1 for step in steps if step.state == ApprovalStep.State.PASSED and step.closed_on <= day)
    if approval.closed_on and approval.closed_on <= day:
        return Standing(approval.state, None, passed)
    for step in reversed(steps):
        if step.opened_on and step.opened_on <= day and (step.closed_on is None or day < step.closed_on):
            return Standing(State.PENDING, step, passed)
    closed = [step for step in steps if step.closed_on and step.closed_on <= day]
    return Standing(State.RETURNED if closed else State.PENDING, None, passed)


def next_steps(approval):
    """The steps still ahead, each with the last day on which it is decided at the latest, if nobody is late: [(step, day)]."""
    rows, day = [], max(approval.due_on, timezone.localdate()) if approval.due_on else None
    for step in approval.steps.filter(round=approval.round, state=ApprovalStep.State.AHEAD).select_related("unit"):
        day = calendar.working_days_after(day, step.days) if day else None
        rows.append((step, day))
    return rows


def case_of(user, pk, on=None):
    """The case, if the user may see it: he stands on its route, asked for it, or may see its record; else None."""
    approval = Approval.objects.select_related("unit", "at_unit", "raised_to", "requested_by", "beneficiary").filter(
        pk=pk
    )
    approval = approval.first()
    if approval is None or not user.is_authenticated:
        return None
    return approval if _on_its_way(user, approval, on) or _record_seen(user, approval) else None


def _on_its_way(user, approval, on):
    if user.pk is None or user.pk in (approval.requested_by_id, approval.beneficiary_id):
        return True
    roles = {(seat.unit_id, seat.role) for seat in deputies.seats_of(user, on or timezone.localdate())}
    steps = approval.steps.exclude(unit=None).values_list("unit_id", "raised_to_id", "roles")
    if any((place, role) in roles for unit, raised, held in steps for place in (unit, raised) for role in held):
        return True
    took_part = ApprovalTrail.objects.filter(approval=approval, by=user) | ApprovalTrail.objects.filter(
        approval=approval, to=user
    )
    return took_part.exists()


def _record_seen(user, approval):
    model = registry.records[approval.subject_type].model
    return model.objects.visible_to(user).filter(pk=approval.subject_id).exists()


def unseen(user, cases):
    """Keys of those of the cases (a page of them) whose record the user may not see and in which he has no part."""
    by_type = {}
    for case in cases:
        if user.pk not in (case.requested_by_id, case.beneficiary_id):
            by_type.setdefault(case.subject_type, []).append(case)
    hidden = set()
    for record_type, listed in by_type.items():
        model = registry.records[record_type].model
        ids = [case.subject_id for case in listed]
        seen = set(model.objects.visible_to(user).filter(pk__in=ids).values_list("pk", flat=True))
        hidden |= {case.pk for case in listed if case.subject_id not in seen}
    if hidden:
        hidden -= set(ApprovalTrail.objects.filter(approval__in=hidden, by=user).values_list("approval_id", flat=True))
    return hidden
