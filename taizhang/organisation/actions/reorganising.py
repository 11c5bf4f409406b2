"""The only ways to reorganise: draft, ask the union above, carry out on the day, take back. Each is a dated act with its document.

A keeper's corrections of the register (`amend`, `dissolve`, `withdraw`) stay for what was on file wrongly; what really happened to the
organisation is a reorganisation.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from taizhang.kernel import approvals, evidence
from taizhang.kernel.access import SYSTEM, can
from taizhang.kernel.acts import act
from taizhang.kernel.manifest import registry
from taizhang.kernel.models import Unit
from taizhang.kernel.verdicts import Allowed, Refused, require
from taizhang.organisation import queries, rules
from taizhang.organisation.actions.steps import Doing, take_back
from taizhang.organisation.models import Reorganisation, ReorganisedUnit

OPEN = ("draft", "asked", "returned", "approved")
State, Kind, Role = Reorganisation.State, Reorganisation.Kind, ReorganisedUnit.Role


def draft_reorganisation(kind, parts, *, by, on, effective_on, reason, document_no="", batch=None):
    """Draft a change of the tree. Nothing changes until the union above has approved it (Trade Union Law, articles 11 to 13).

    `parts`: [{"role", "unit", "into", "name", "code", "kind", "choice"}], by role what happens to each unit; a merger names its successor
    first. The right is needed at every unit that changes, at a founding at the unit above. → the draft
    """
    require(rules.may_be_drafted(kind, parts=parts, document_no=document_no, reason=reason))
    first, *others = _changing(parts)
    with act(by, "organisation.draft_reorganisation", first, on=on, also=others) as this:
        record = Reorganisation(
            unit=queries.seat_of(parts), kind=kind, drafted_on=on, effective_on=effective_on, reason=reason.strip()[:300],
            document_no=document_no.strip()[:60], batch=batch,
        )  # fmt: skip
        record.save()
        for part in parts:
            unit = part.get("unit")
            ReorganisedUnit(whole=record, was=unit.name if unit else "", **part).save()
        this.record = record
        this.note(name=record.title(), document=record.document_no)
    return record


def draft_taking_back(record, *, by, on, effective_on, reason, document_no=""):
    """Draft a second change that takes a mistaken one back; it goes the same way of approval. → the draft"""
    code = "organisation.draft_reorganisation"
    with act(by, code, record, on=on, entitled=_entitled(by, code, record)) as this:
        require(rules.may_take_back(_fresh(record)))
        if record.undone_by.filter(state__in=OPEN, voided_at=None).exists():
            raise Refused(_("Taking it back has been drafted already."))
        undo = Reorganisation(
            unit=record.unit, kind=Kind.UNDO, drafted_on=on, effective_on=effective_on, reason=reason.strip()[:300],
            document_no=document_no.strip()[:60], undoes=record,
        )  # fmt: skip
        undo.save()
        this.record = undo
        this.note(name=undo.title(), document=undo.document_no)
    return undo


def add_part(record, part, *, by, on):
    """A further unit that a split founds."""
    code = "organisation.amend_reorganisation"
    with act(by, code, record, on=on, entitled=_entitled(by, code, record)) as this:
        record = _fresh(record)
        require(rules.may_change_draft(record))
        ReorganisedUnit(whole=record, **part).save()
        this.note(name=record.title(), document=record.document_no)
    return record


def attach(record, file, *, by, kind):
    """Put the document of a reorganisation on record."""
    with act(by, "organisation.attach", record, entitled=_entitled(by, "organisation.attach", record)) as this:
        found = evidence.attach(record, file, kind, by=by)
        this.note(file=found.name)
    return found


def _changing(parts):
    """The units at which the right is needed: those that change, and the one below which something is founded."""
    units = [part["unit"] if part.get("unit") else part["into"] for part in parts]
    return list({unit.pk: unit for unit in units}.values())


def _entitled(by, code, record):
    """Whoever may do it at every unit that changes, or where it is decided."""
    if can(by, code, record.unit):
        return Allowed
    changing = [part.unit or part.into for part in record.parts.select_related("unit", "into")]
    changing += [part.unit or part.into for part in record.undoes.parts.all()] if record.undoes_id else []
    verdicts = [can(by, code, unit) for unit in changing]
    return next(
        (verdict for verdict in verdicts if not verdict), verdicts[0] if verdicts else can(by, code, record.unit)
    )


def may(by, code, record):
    """Verdict for the buttons: may the user do this act of a reorganisation?"""
    return _entitled(by, f"organisation.{code}", record)


def amend_reorganisation(record, *, by, on, effective_on, reason, document_no=""):
    """Change day, document and reason of a draft, or of what was returned for correction."""
    code = "organisation.amend_reorganisation"
    with act(by, code, record, on=on, entitled=_entitled(by, code, record)) as this:
        record = _fresh(record)
        require(rules.may_change_draft(record))
        record.effective_on, record.reason, record.document_no = (
            effective_on,
            reason.strip()[:300],
            document_no.strip()[:60],
        )
        record.save()
        this.note(name=record.title(), document=record.document_no)
    return record


def call_off_reorganisation(record, *, by, on, why):
    """Call a draft off; nothing has changed."""
    code = "organisation.call_off_reorganisation"
    with act(by, code, record, on=on, entitled=_entitled(by, code, record)) as this:
        record = _fresh(record)
        require(rules.may_change_draft(record))
        case = approvals.of(record)
        if case is not None and case.is_open:
            approvals.withdraw(case, by=by, on=on, note=why)
            record = _fresh(record)
        record.state = State.WITHDRAWN
        record.save()
        this.note(name=record.title(), why=why)
    return record


def ask_reorganisation(record, *, by, on, note=""):
    """Ask the union above for its approval, with what will change as it is foreseen today. The top union decides itself."""
    foreseen = foresee(record, on=on)
    code = "organisation.ask_reorganisation"
    with act(by, code, record, on=on, entitled=_entitled(by, code, record)) as this:
        record = _fresh(record)
        require(rules.may_ask(record))
        if foreseen["problem"]:
            raise Refused(foreseen["problem"])
        returned = record.state == State.RETURNED
        record.foreseen, record.state, record.problem = foreseen, State.ASKED, ""
        record.save()
        if returned:
            approvals.resubmit(approvals.of(record), by=by, on=on, note=note)
        else:
            approvals.request(registry.routes[queries.route_of(record, on)], record, by=by, on=on, note=note)
        this.note(name=record.title(), document=record.document_no)
    return record


# --- what the route calls ----------------------------------------------------------------------------------------------------------


def approve(record, *, by, on, note, approval):
    """The union above has consented: what is due is carried out at once, the rest waits for its day."""
    with act(by, "organisation.approve_reorganisation", record, on=on, entitled=approval.entitles(record)) as this:
        record = _fresh(record)
        record.state, record.approved_on = State.APPROVED, on
        record.save()
        this.note(name=record.title(), document=record.document_no)
        if record.effective_on <= on:
            carry_out_reorganisation(record, by=SYSTEM, on=on)
            this.touch(_fresh(record))  # as it is now that it is carried out


def send_back(record, *, by, on, note, approval):
    """The union above wants something corrected."""
    _become(record, State.RETURNED, by, on, note, approval)


def refuse(record, *, by, on, note, approval):
    """The union above has refused."""
    _become(record, State.REFUSED, by, on, note, approval)


def withdraw_request(record, *, by, on, note, approval):
    """Whoever asked has taken the request back: it is a draft again."""
    _become(record, State.DRAFT, by, on, note, approval)


def _become(record, state, by, on, note, approval):
    with act(by, "organisation.answer_reorganisation", record, on=on, entitled=approval.entitles(record)) as this:
        record = _fresh(record)
        record.state = state
        record.save()
        this.note(name=record.title(), state=str(state), why=note)


# --- carrying out --------------------------------------------------------------------------------------------------------------------


def carry_out_reorganisation(record, *, by, on):
    """Do what was approved: the tree, the files, posts and members of that day. History stays where it happened."""
    with act(by, "organisation.carry_out_reorganisation", record, on=on) as this:
        record = _fresh(record)
        require(rules.may_happen_on(on, today=timezone.localdate(this.at)))
        require(rules.may_carry_out(record, today=on))
        _do(record, this, on)
        record.state, record.done_on, record.problem = State.DONE, on, ""
        record.save()
        this.note(name=record.title(), document=record.document_no)
    return record


def carry_out_due(today):
    """Daily: approved reorganisations whose day has come. One that cannot be done any more keeps the sentence why. → how many"""
    done = 0
    for pk in (
        Reorganisation.objects.filter(state=State.APPROVED, effective_on__lte=today, voided_at=None)
        .order_by("effective_on", "pk")
        .values_list("pk", flat=True)
    ):
        record = Reorganisation.objects.get(pk=pk)
        try:
            carry_out_reorganisation(record, by=SYSTEM, on=today)
            done += 1
        except Refused as refused:
            _remember_problem(record, str(refused), today)
    return done


def _remember_problem(record, sentence, today):
    if record.problem == sentence[:500]:
        return
    with act(SYSTEM, "organisation.carry_out_reorganisation", record, on=today) as this:
        record = _fresh(record)
        record.problem = sentence[:500]
        record.save()
        this.note(name=record.title(), problem=record.problem)


def _do(record, this, today, *, lasting=True):
    if record.kind == Kind.UNDO:
        _undo(record, this, lasting)
        return
    doing = Doing(record, this, today, lasting=lasting)
    parts = list(record.parts.select_related("unit", "into"))
    _WAYS[record.kind](doing, parts)
    doing.finish()
    record.memo = doing.memo


def _undo(record, this, lasting):
    original = Reorganisation.objects.select_for_update(of=("self",)).get(pk=record.undoes_id)
    require(rules.may_take_back(original))
    later = queries.later_changes(original)
    if later:
        raise Refused(_("“%s” came after it and concerns the same units; take that back first.") % later[0].title())
    take_back(original.memo, original, this, lasting=lasting)
    original.state = State.UNDONE
    original.save()


def _found(doing, parts):
    for part in parts:
        doing.found(part)


def _move(doing, parts):
    for part in parts:
        doing.move(part.unit, part.into)


def _rename(doing, parts):
    for part in parts:
        doing.rename(part.unit, part.name.strip(), part.kind)


def _merge(doing, parts):
    """The successor takes over the units below, the members and the place: the node of each merged union stands below it, closed, so that
    its past is found there on today's tree (同口径)."""
    first, ending = parts[0], [part for part in parts if part.role == Role.ENDS]
    successor = first.unit if first.role == Role.SUCCESSOR else doing.found(first)
    for part in ending:
        for child in queries.open_children(Unit.objects.get(pk=part.unit_id)):
            doing.move(child, successor)
        doing.carry(part.unit, successor, {"members": "all", "heir": successor.pk})
        doing.end(part.unit, successor)
        doing.move(part.unit, successor)


def _split(doing, parts):
    """New unions beside the old one: each takes the units below that were chosen for it, and members by group or share."""
    source = next(part for part in parts if part.role == Role.SOURCE)
    for part in parts:
        if part.role != Role.NEW:
            continue
        new = doing.found(part)
        for child in Unit.objects.filter(pk__in=part.choice.get("units", ())).order_by("path"):
            if child.parent() != Unit.objects.get(pk=source.unit_id):
                raise Refused(
                    _("%(child)s does not stand below %(unit)s any more.") % {"child": child, "unit": source.unit}
                )
            doing.move(child, new)
        if part.choice.get("members", "none") != "none":
            doing.carry(source.unit, new, part.choice)


def _dissolve(doing, parts):
    """What stands below goes to the union above; members move, keep their membership there, or leave."""
    for part in parts:
        above = Unit.objects.get(pk=part.unit_id).parent()
        if above is None:
            raise Refused(_("%s is the top of the tree; nothing stands above it.") % part.unit.name)
        for child in queries.open_children(Unit.objects.get(pk=part.unit_id)):
            doing.move(child, above)
        doing.carry(part.unit, part.into or above, {"members": "all", **part.choice, "heir": above.pk})
        doing.end(part.unit)


_WAYS = {
    Kind.FOUND: _found, Kind.MOVE: _move, Kind.RENAME: _rename, Kind.MERGE: _merge, Kind.SPLIT: _split, Kind.DISSOLVE: _dissolve,
}  # fmt: skip


def _fresh(record):
    return Reorganisation.objects.select_related("unit", "undoes").get(pk=record.pk)


# --- foreseeing ---------------------------------------------------------------------------------------------------------------------


class _Rehearsed(Exception):
    """Ends the rehearsal: everything that it did is rolled back."""


def foresee(record, *, on):
    """What carrying it out would change, found by doing it and rolling it back. → {"problem", "counts", "figures", "total"}

    `counts`: [[words, number]]; `figures`: [[unit, [[figure, then before, then after, now before, now after]]]], as texts.
    """
    on, alike = max(on, record.effective_on), queries.lasts_alike(record)
    before = queries.figures_around(record)
    found = {
        "problem": "",
        "counts": queries.counts_around(record),
        "figures": [],
        "day": record.effective_on.isoformat(),
    }
    try:
        with transaction.atomic():
            _rehearse(record, on, lasting=not alike)
            after = queries.figures_around(_fresh(record), posted=not alike)
            found["figures"] = queries.compared(before, after)
            raise _Rehearsed
    except Refused as refused:
        found["problem"] = str(refused)
    except _Rehearsed:
        pass
    return found


def _rehearse(record, on, lasting):
    with act(SYSTEM, "organisation.carry_out_reorganisation", record, on=on) as this:
        record = _fresh(record)
        _do(record, this, on, lasting=lasting)
        record.state, record.done_on = State.DONE, on
        record.save()
