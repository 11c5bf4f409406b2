"""Claims: submitted, checked, settled, approved or refused, appealed, corrected."""

import hashlib
from decimal import Decimal

from django.db.models import F, prefetch_related_objects
from django.utils.translation import gettext as _

from taizhang.kernel import approvals, calendar, evidence, rulebook
from taizhang.kernel.access import SYSTEM
from taizhang.kernel.acts import act
from taizhang.kernel.manifest import registry
from taizhang.kernel.verdicts import Refused, require
from taizhang.mutualaid import queries, rules
from taizhang.mutualaid.models import Appeal, Award, Claim, ClaimStep, Enrolment, Expense
from taizhang.mutualaid.rules.sentences import packed
from taizhang.mutualaid.rules.settlement import settle

State = Claim.State
DETAILS = ("illness", "clinic", "bank_name", "bank", "remark")


class Confirm(Refused):
    """Something looks like a mistake and may yet be right: said once, done when confirmed."""


def submit(enrolment, *, by, on, expenses, confirmed=False, **details):
    """Submit a claim. `expenses`: [{on, category, self_paid, invoice, total}]. An invoice is claimed once, wherever."""
    with act(by, "mutualaid.submit", enrolment.unit, on=on) as this:
        _lock_person(enrolment)
        claim = Claim(
            unit=enrolment.unit, enrolment=enrolment, person=enrolment.person, submitted_on=on, submitted_by=_user(by),
            number=queries.claims.next_claim_number(on.year),
        )  # fmt: skip
        _fill(claim, details)
        rows = _rows(claim, expenses)
        require(rules.claim.may_submit(enrolment, rows, on=on))
        require(queries.claims.invoices_used([one.invoice for one in rows], by))
        doubts = queries.claims.alike(enrolment.person, rows, by)
        if doubts and not confirmed:
            raise Confirm(" ".join(doubts))
        claim.save()
        _save_rows(claim, rows)
        _step(claim, State.SUBMITTED, by, on)
        this.note(number=claim.number, name=enrolment.person.name, doubts=doubts)
    return claim


def _lock_person(enrolment):
    """Two claims of one person come one after the other: both count on the same ceilings."""
    Enrolment._base_manager.select_for_update().filter(pk=enrolment.pk).first()


def _user(by):
    return None if by is SYSTEM else by


def _fill(claim, details):
    for name in DETAILS:
        if details.get(name):
            value = details[name].strip()
            limit = claim._meta.get_field(name).max_length
            setattr(claim, name, value[:limit] if limit else value)


def _rows(claim, expenses):
    return [
        Expense(
            claim=claim, number=number, on=given["on"], category=given["category"], self_paid=given["self_paid"],
            total=given.get("total"), invoice=queries.claims.plain_invoice(given.get("invoice", "")),
        )
        for number, given in enumerate(expenses, 1)
    ]  # fmt: skip


def _save_rows(claim, rows):
    for row in rows:
        row.claim = claim  # it has its key now
        row.save()


def _step(claim, state, by, on, why=""):
    ClaimStep(claim=claim, state=state, by=_user(by), on=on, why=why.strip()[:300]).save()


def _move(claim, state, by, on, why=""):
    claim.state = state
    claim.save()
    _step(claim, state, by, on, why)


def _fresh(claim):
    """The claim as it stands now, under the act's lock."""
    return Claim.objects.select_related("enrolment__season__product__unit", "person", "unit", "payment").get(
        pk=claim.pk
    )


def amend(claim, *, by, on, expenses, **details):
    """Put the lines or the details of a claim right that was not checked yet."""
    with act(by, "mutualaid.submit", claim, on=on) as this:
        claim = _fresh(claim)
        if claim.state != State.SUBMITTED:
            raise Refused(_("The claim was checked already; send it back first."))
        for old in claim.expenses.all():
            old.delete()
        _fill(claim, details)
        rows = _rows(claim, expenses)
        require(rules.claim.may_submit(claim.enrolment, rows, on=on))
        require(queries.claims.invoices_used([one.invoice for one in rows], by, claim=claim))
        claim.save()
        _save_rows(claim, rows)
        this.note(number=claim.number, name=claim.person.name)
    return claim


def attach(claim, file, *, by, kind, confirmed=False):
    """Put a document on a claim. The very same file on another claim is refused unless somebody confirms that it belongs there too."""
    with act(by, "mutualaid.attach", claim) as this:
        same = queries.claims.file_used(claim, _digest(file), by)
        if not same and not confirmed:
            raise Confirm(same.reason)
        found = evidence.attach(claim, file, kind, by=by)
        this.note(number=claim.number, kind=kind, same_file=not same)
    return found


def _digest(file):
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def detach(claim, found, *, by, why):
    """Take a document off a claim."""
    with act(by, "mutualaid.attach", claim) as this:
        evidence.withdraw(found, by=by, why=why)
        this.note(number=claim.number, why=why)
    return claim


def check(claim, *, by, on, note=""):
    """The documents are there and agree with the lines."""
    with act(by, "mutualaid.check", claim, on=on) as this:
        claim = _fresh(claim)
        require(rules.claim.may_check(claim, missing=queries.claims.documents_missing(claim)))
        _move(claim, State.CHECKED, by, on, note)
        this.note(number=claim.number, name=claim.person.name)
    return claim


def send_back(claim, *, by, on, why):
    """Back to the desk: something must be put right before the claim can go on."""
    with act(by, "mutualaid.check", claim, on=on) as this:
        claim = _fresh(claim)
        require(approvals.may_change(claim))
        if claim.state not in (State.CHECKED, State.COMPUTED):
            require(rules.claim.may_settle(claim))
        _move(claim, State.SUBMITTED, by, on, why)
        this.note(number=claim.number, why=why)
    return claim


# --- settlement ---------------------------------------------------------------------------------------------------------------


def compute(claim, *, by, on):
    """Settle a claim line by line by the terms of each expense's day, within what is left of the ceilings."""
    with act(by, "mutualaid.compute", claim, on=on) as this:
        _lock_person(claim.enrolment)
        claim = _fresh(claim)
        require(approvals.may_change(claim))
        require(rules.claim.may_settle(claim))
        terms = queries.products.terms_of(claim.product)
        used = queries.claims.used_of(claim.person, claim.product, without=[claim.pk])
        done = _settled(claim, terms, used)
        claim.round += 1
        this.create_all(Award, _awards(claim, done))
        _move(claim, State.COMPUTED, by, on)
        this.record = claim
        this.note(number=claim.number, amount=str(done.total))
    return claim


def _settled(claim, terms, used):
    standing = queries.claims.standing_of(claim.enrolment)
    return settle(queries.claims.bills_of(claim), terms, standing, submitted_on=claim.submitted_on, used=used)


def _awards(claim, done):
    return [
        Award(
            claim=claim, expense=line.bill.key, round=claim.round, edition_id=line.terms.key if line.terms else None, layer=line.layer,
            category=line.bill.category, year=line.year, deducted=line.deducted, amount=line.amount, steps=packed(line.steps),
        )
        for line in done.lines
    ]  # fmt: skip


def compute_all(product, *, by, on):
    """Settle every checked claim of a product in one act, in the order in which they came in. → how many."""
    with act(by, "mutualaid.compute", product.unit, on=on) as this:
        waiting = Claim.objects.standing().filter(
            enrolment__season__product=product, state=State.CHECKED, corrects=None
        )
        claims = list(
            waiting.select_for_update(of=("self",)).select_related("enrolment", "person").order_by("submitted_on", "id")
        )
        if not claims:
            raise Refused(_("No checked claim waits to be settled."))
        prefetch_related_objects(claims, "expenses")
        terms = queries.products.terms_of(product)
        used = queries.claims.used_by([one.person_id for one in claims], [product.pk])
        awards = []
        for claim in claims:
            done = _settled(claim, terms, used[claim.person_id, product.pk])
            _use(used[claim.person_id, product.pk], done)
            claim.round += 1
            awards += _awards(claim, done)
        this.create_all(Award, awards)
        this.create_all(ClaimStep, [ClaimStep(claim=one, state=State.COMPUTED, by=_user(by), on=on) for one in claims])
        # A claim settled but not paid says nothing new to the ledger; one statement moves them all.
        Claim._base_manager.filter(pk__in=waiting.values("pk")).update(state=State.COMPUTED, round=F("round") + 1)
        this.record = product
        this.note(product=product.name, claims=len(claims), amount=str(sum((one.amount for one in awards), Decimal(0))))
    return len(claims)


def _use(used, done):
    """What a claim takes is gone for the next one of the same person."""
    for line in done.lines:
        used.given[line.year, line.layer, line.bill.category] += line.amount
        used.deducted[line.year, line.layer, line.bill.category] += line.deducted
        used.whole[line.year] += line.amount


# --- decisions -------------------------------------------------------------------------------------------------------------------


def approve(claim, *, by, on, note=""):
    """Approve what was computed: the chair of the union that runs the product, never who entered or checked the claim."""
    with act(by, "mutualaid.approve", claim, on=on, also=(claim.product.unit,)) as this:
        claim = _fresh(claim)
        require(approvals.may_change(claim))
        amount = queries.claims.amount_of(claim)
        require(rules.claim.may_approve(claim, amount=amount, by=by, involved=queries.claims.involved(claim)))
        _move(claim, State.APPROVED, by, on, note)
        this.note(number=claim.number, name=claim.person.name, amount=str(amount))
    return claim


def send_up(claim, *, by, on):
    """Ask for approval through the levels: the own chair, then the union that runs the fund, large sums one level further."""
    with act(by, "mutualaid.send_up", claim, on=on) as this:
        claim = _fresh(claim)
        require(approvals.may_change(claim))
        amount = queries.claims.amount_of(claim)
        require(rules.claim.may_approve(claim, amount=amount, by=SYSTEM, involved=()))
        route = registry.routes["mutualaid.own" if claim.product.unit_id == claim.unit_id else "mutualaid.levels"]
        case = approvals.of(claim, route)
        if case is not None and case.state == case.State.RETURNED:
            approvals.resubmit(case, by=by, on=on, amount=amount, shown=shown(claim))
        else:
            approvals.request(
                route,
                claim,
                by=by,
                on=on,
                amount=amount,
                shown=shown(claim),
                name=claim.title(),
                person_key=f"person:{claim.person_id}",
            )
        this.record = claim
        this.note(number=claim.number, name=claim.person.name, amount=str(amount))
    return claim


def shown(claim):
    """What deciders see, frozen: whose, under which product, which lines, how much; no illness, no account."""
    said = {
        str(_("Claim no.")): claim.number,
        str(_("Applicant")): claim.person.name,
        str(_("Union")): claim.unit.name,
        str(_("Product")): claim.product.name,
        str(_("Amount (yuan)")): f"{queries.claims.amount_of(claim):.2f}",
    }
    for expense, _awards, amount in queries.claims.explained(claim):
        said[f"{expense.number}. {expense.on} {expense.get_category_display()}"] = f"{expense.self_paid} → {amount}"
    return said


# What the route calls, inside the deciding act.


def granted(record, *, by, on, note, approval):
    """Every level has consented; whoever entered or checked the claim is not one of them."""
    claim = _fresh(record)
    amount = queries.claims.amount_of(claim)
    require(rules.claim.may_approve(claim, amount=amount, by=by, involved=queries.claims.involved(claim)))
    _move(claim, State.APPROVED, by, on, note)


def returned(record, *, by, on, note, approval):
    """A level wants it corrected: back to the desk."""
    _move(_fresh(record), State.SUBMITTED, by, on, note)


def turned_down(record, *, by, on, note, approval):
    """A level refused; the member reads the reason and may appeal."""
    _move(_fresh(record), State.REFUSED, by, on, note)


def taken_back(record, *, by, on, note, approval):
    """Whoever asked took the request back; the claim stands settled as before."""


def asked_again(record, *, by, on, note, approval):
    """What was returned is asked for again: only after it was checked and settled anew."""
    claim = _fresh(record)
    require(rules.claim.may_approve(claim, amount=queries.claims.amount_of(claim), by=SYSTEM, involved=()))


def approve_all(claims, *, by, on):
    """Approve a list of claims, each on its own. → [(claim, "" or why not)]."""
    answers = []
    for claim in claims:
        try:
            answers.append((approve(claim, by=by, on=on), ""))
        except Refused as refusal:
            answers.append((claim, str(refusal)))
    return answers


def refuse(claim, *, by, on, why):
    """Refuse a claim with the reason that the member will read."""
    with act(by, "mutualaid.refuse", claim, on=on, also=(claim.product.unit,)) as this:
        claim = _fresh(claim)
        require(approvals.may_change(claim))
        require(rules.claim.may_refuse(claim))
        _move(claim, State.REFUSED, by, on, why)
        this.note(number=claim.number, name=claim.person.name, why=why)
    return claim


def withdraw(claim, *, by, on, why):
    """Take back a claim that was entered by mistake, or that the member no longer makes."""
    with act(by, "mutualaid.submit", claim, on=on) as this:
        claim = _fresh(claim)
        require(approvals.may_change(claim))
        require(rules.claim.may_withdraw(claim))
        claim.voided_at = this.at
        claim.save()
        this.note(number=claim.number, why=why)
    return claim


def appeal(claim, *, by, on, why):
    """The member does not agree; the answer is due within the days of the rulebook."""
    with act(by, "mutualaid.appeal", claim, on=on) as this:
        claim = _fresh(claim)
        decided_on = queries.claims.decided_on(claim)
        window = rulebook.rule("mutualaid.appeal.window_days", claim.product.unit, on)
        answer = rulebook.rule("mutualaid.appeal.answer_days", claim.product.unit, on)
        last = calendar.deadline_by_rule(decided_on, window).last
        require(rules.claim.may_appeal(claim, on=on, decided_on=decided_on, last=last))
        made = Appeal(
            unit=claim.unit, claim=claim, made_on=on, why=why.strip()[:500], state_before=claim.state,
            due_on=calendar.deadline_by_rule(on, answer).last,
        )  # fmt: skip
        made.save()
        _move(claim, State.APPEALED, by, on, why)
        this.record = claim
        this.note(number=claim.number, name=claim.person.name, why=why)
    return made


def decide_appeal(made, *, by, on, grant, answer):
    """Answer an appeal: the decision stands, or the claim is looked at again (a paid one is then corrected)."""
    claim = _fresh(made.claim)
    with act(by, "mutualaid.decide_appeal", claim, on=on, also=(claim.product.unit,)) as this:
        made.refresh_from_db()
        require(rules.claim.may_decide_appeal(made, by=by, involved=queries.claims.deciders(claim)))
        made.outcome = Appeal.Outcome.GRANTED if grant else Appeal.Outcome.UPHELD
        made.decided_on, made.answer = on, answer.strip()[:500]
        made.save()
        again = grant and made.state_before != State.PAID
        _move(claim, State.CHECKED if again else _after_appeal(made), by, on, answer)
        this.record = claim
        this.note(number=claim.number, granted=grant, answer=answer)
    return made


def _after_appeal(made):
    """Where a claim stands when its decision holds: an approved one still waits to be paid."""
    return State.APPROVED if made.state_before == State.APPROVED else State.DECIDED


def correct(claim, *, by, on, expenses, why):
    """Correct a paid claim: a claim of its own carries the difference, as new lines; what was paid stays on file as it was."""
    with act(by, "mutualaid.correct", claim, on=on) as this:
        _lock_person(claim.enrolment)
        claim = _fresh(claim)
        require(rules.claim.may_correct(claim))
        family = [claim, *claim.corrections.standing().exclude(state=State.REFUSED)]
        fresh = Claim(
            unit=claim.unit, enrolment=claim.enrolment, person=claim.person, submitted_on=claim.submitted_on, corrects=claim,
            submitted_by=_user(by), number=f"{claim.number}-{claim.corrections.count() + 1}", bank=claim.bank.reveal(),
            bank_name=claim.bank_name, remark=why.strip()[:500], round=1,
        )  # fmt: skip
        rows = _rows(fresh, expenses)
        require(rules.claim.may_submit(claim.enrolment, rows, on=on))
        require(queries.claims.invoices_used([one.invoice for one in rows], by, claim=claim))
        fresh.save()
        _save_rows(fresh, rows)
        used = queries.claims.used_of(claim.person, claim.product, without=[one.pk for one in family])
        done = _settled(fresh, queries.products.terms_of(claim.product), used)
        this.create_all(Award, _differences(fresh, done, family))
        fresh.state = State.COMPUTED
        _step(fresh, State.SUBMITTED, by, on, why)
        _step(fresh, State.COMPUTED, by, on)
        fresh.save()
        this.record = fresh
        this.note(number=fresh.number, of=claim.number, why=why)
    return fresh


def _differences(fresh, done, family):
    """New lines that carry, for each layer, category and year, what should have been given less what was given."""
    given, should, lines = {}, {}, {}
    for one in family:
        for award in queries.claims.awards_of(one):
            key = award.layer, award.category, award.year
            given[key] = given.get(key, (Decimal(0), Decimal(0)))
            given[key] = given[key][0] + award.amount, given[key][1] + award.deducted
    for line in done.lines:
        key = line.layer, line.bill.category, line.year
        sums = should.get(key, (Decimal(0), Decimal(0)))
        should[key] = sums[0] + line.amount, sums[1] + line.deducted
        lines.setdefault(key, []).append(line)
    return [
        _difference(fresh, key, given.get(key), should.get(key), lines.get(key, ()), family[0])
        for key in sorted({*given, *should})
    ]


def _difference(fresh, key, was, now, lines, first):
    nothing = Decimal(0), Decimal(0)
    was, now = was or nothing, now or nothing
    layer, category, year = key
    own = [step for line in lines for step in line.steps]
    said = {"claim": first.number, "before": was[0], "after": now[0], "amount": now[0] - was[0]}
    return Award(
        claim=fresh, expense=lines[0].bill.key if lines else fresh.expenses.all()[0], round=1,
        edition_id=lines[0].terms.key if lines and lines[0].terms else None, layer=layer, category=category, year=year,
        deducted=now[1] - was[1], amount=now[0] - was[0], steps=packed([*own, ("correction", said)]),
    )  # fmt: skip


def reveal(claim, *, by, why):
    """Show illness, hospital and account in full, once; who looked and why is kept (Personal Information Protection Law, arts 28, 51)."""
    with act(by, "mutualaid.reveal", claim) as this:
        if len(why.strip()) < 2:
            raise Refused(_("Say why you need to see it."))
        this.note(number=claim.number, name=claim.person.name, why=why.strip())
        return {name: getattr(claim, name).reveal() for name in ("illness", "clinic", "bank")}
