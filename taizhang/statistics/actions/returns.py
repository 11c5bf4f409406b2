"""Filling in and handing in annual returns."""

import hashlib
import json

from django.utils.translation import gettext as _

from taizhang.kernel import approvals, definitions
from taizhang.kernel.acts import act
from taizhang.kernel.manifest import registry
from taizhang.kernel.reading import plain
from taizhang.kernel.steps import needs_reason
from taizhang.kernel.verdicts import Refused, require
from taizhang.kernel.writing import day_of, locked, words
from taizhang.statistics.editions import newest
from taizhang.statistics.models import Declaration, Return
from taizhang.statistics.queries import returns as queries
from taizhang.statistics.rules import returns as rules

ROUTE = "statistics.return"
State = Return.State


def begin_return(unit, *, by, year):
    """Begin the survey of a statistical year by the form in use. → Return"""
    with act(by, "statistics.begin_return", unit) as this:
        form = newest()
        exists = Return.objects.standing().filter(unit=unit, edition=form.code, year=year).exists()
        require(rules.may_begin(is_base=queries.is_base(unit), exists=exists, year=year, today=day_of(this)))
        made = Return(unit=unit, edition=form.code, year=year)
        made.save()
        this.note(title=made.title())
    return made


def declare(one, *, by, told):
    """Fill in lines that the ledger cannot answer. `told`: {line: (value, source)}; what stands already is put right. → how many"""
    with act(by, "statistics.declare", one) as this:
        one = locked(one)
        require(approvals.may_change(one))
        require(rules.may_fill(one.state))
        now = queries.answers(one)
        changed = {}
        for code, (value, source) in told.items():
            line = one.form.lines.get(code)
            if line is None:
                raise Refused(_("The form has no line %s.") % str(code)[:10])
            answered = now[code].origin == queries.LEDGER
            require(rules.may_declare(line, answered=answered, value=value, source=source))
            before = now[code].declared
            source = words(source, 200)
            if before is not None and (before.value, before.source) == (value, source):
                continue
            row = before or Declaration(unit=one.unit, of=one, line=code)
            changed[code] = f"{plain(before.value)} → {value}" if before else str(value)
            row.value, row.source, row.by, row.said_at = value, source, by if by.pk else None, this.at
            row.save()
        this.record = one
        this.note(title=one.title(), lines="、".join(f"{code}: {said}" for code, said in changed.items()))
    return len(changed)


def submit_return(one, *, by, on, note=""):
    """Hand the return in to the union above: its numbers are frozen."""
    with act(by, "statistics.submit_return", one, on=on) as this:
        one = locked(one)
        require(approvals.may_change(one))
        _freeze(one, by, on, note, this)
        one.save()
        route = registry.routes[ROUTE]
        case = approvals.of(one, route)
        if case is not None and case.state == case.State.RETURNED:
            approvals.resubmit(case, by=by, on=on)
        else:
            approvals.request(route, one, by=by, on=on, name=one.title())
        this.record = one
        this.note(title=one.title(), fingerprint=one.digest[:16])
    return one


def _freeze(one, by, on, note, this):
    told = queries.answers(one)
    missing = [code for code, answer in told.items() if answer.value is None]
    found = rules.checks(one.form, {code: answer.value for code, answer in told.items()})
    note = words(note, 300)
    require(
        rules.may_submit(
            state=one.state, missing=missing, found=found, note=note, until=one.period.until, on=on, today=day_of(this)
        )
    )
    asked = {
        code: queries.indicator_of(answer.line) for code, answer in told.items() if answer.origin == queries.LEDGER
    }
    definitions.keep(asked.values())
    lines = {
        code: {
            "value": plain(answer.value),
            "origin": answer.origin,
            "version": definitions.version_of(asked[code]) if code in asked else "",
            "source": answer.declared.source if answer.origin == queries.DECLARED else "",
        }
        for code, answer in told.items()
    }
    one.frozen = {"known_at": this.at.isoformat(), "lines": lines}
    said = json.dumps([one.unit.code, one.edition, one.year, lines], ensure_ascii=False, sort_keys=True)
    one.digest = hashlib.sha256(said.encode()).hexdigest()
    one.state, one.submitted_on, one.note, one.why = State.SUBMITTED, on, note, ""


def shown(one):
    """What the union above sees when it decides."""
    lines = one.form.lines
    return {
        _("Annual return"): one.title(),
        **{
            lines[code].words: f"{one.frozen['lines'][code]['value']} {lines[code].unit}"
            for code in ("1-01", "1-03", "3-05")
        },
        _("Filled in by hand"): str(sum(told["origin"] == queries.DECLARED for told in one.frozen["lines"].values())),
        _("Remark on the relations"): one.note,
        _("Fingerprint"): one.digest[:16],
    }


# --- what the route carries out -------------------------------------------------------------------------------------------------------


def accept_return(one, *, by, on, note="", approval):
    """The union above accepts the return as it was handed in."""
    with act(by, "statistics.accept_return", one, on=on, entitled=approval.entitles(one)) as this:
        one = locked(one)
        one.state, one.accepted_on = State.ACCEPTED, on
        one.save()
        this.record = one
        this.note(title=one.title())


def send_back(one, *, by, on, note="", approval):
    """Back to the union, or taken back by it: it may be filled in again; what was handed in stays in the log and the case."""
    one = locked(one)
    one.state, one.submitted_on, one.why = State.DRAFT, None, words(note, 200)
    one.save()


def hand_in_again(one, *, by, on, note="", approval):
    """A returned case that is submitted again from the desk: frozen anew, by the same rules."""
    one = locked(one)
    if one.state == State.SUBMITTED:  # submit_return froze it in the same act
        return
    with act(by, "statistics.submit_return", one, on=on, entitled=approval.entitles(one)) as this:
        one = locked(one)
        _freeze(one, by, on, note or one.note, this)
        one.save()
        this.record = one
        this.note(title=one.title(), fingerprint=one.digest[:16])


def void_return(one, *, by, why):
    """It was begun by mistake."""
    with act(by, "statistics.void_return", one) as this:
        require(needs_reason(why))
        require(approvals.may_change(one))
        one = locked(one)
        require(rules.may_fill(one.state))
        for row in one.declarations.standing():
            row.voided_at = this.at
            row.save()
        one.voided_at = this.at
        one.save()
        this.record = one
        this.note(title=one.title(), why=words(why, 200))
    return one
