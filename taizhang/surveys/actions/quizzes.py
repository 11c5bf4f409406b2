"""Test papers: drafted, filled from the bank, issued, sat, scored by themselves, closed."""

import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from taizhang.kernel.acts import act
from taizhang.kernel.verdicts import Refused, require
from taizhang.surveys import queries, rules
from taizhang.surveys.models import Attempt, Entrant, Item, Paper, PaperItem

State, Draw = Paper.State, Paper.Draw


def create_paper(unit, *, by, on, name, opens_at, closes_at, wanted, draw=Draw.FIXED, lead="", minutes=None, attempts_allowed=1,
                 pass_percent=60, seed=""):  # fmt: skip
    """A draft of a test: so many questions of each topic (`wanted`), the same for everybody or drawn for each attempt by the seed."""
    with act(by, "surveys.create_paper", unit, on=on) as this:
        if closes_at <= opens_at:
            raise Refused(_("It cannot close before it opens."))
        require(rules.scoring.may_draw(queries.quizzes.pool(unit), wanted))
        paper = Paper(
            unit=unit, name=name.strip(), lead=lead.strip(), draw=draw, wanted=wanted, seed=seed or secrets.token_hex(8),
            minutes=minutes, attempts_allowed=attempts_allowed, pass_percent=pass_percent, opens_at=opens_at, closes_at=closes_at,
        )  # fmt: skip
        paper.save()
        this.note(name=paper.name)
    return paper


def discard_paper(paper, *, by, on):
    """Throw a draft away."""
    with act(by, "surveys.discard_paper", paper, on=on) as this:
        require(rules.life.may_change(paper))
        paper.voided_at = this.at
        paper.save()
        this.note(name=paper.name)
    return paper


def issue_paper(paper, *, by, on, memberships=None, at=None):
    """Freeze the questions and the list of who must take the test: all members of the unit and below, or `memberships`."""
    with act(by, "surveys.issue_paper", paper, on=on) as this:
        if not paper.is_draft:
            raise Refused(_("This has been issued already."))
        if paper.closes_at <= (at or this.at):
            raise Refused(_("The time for answers is over already; set a later end."))
        pool = queries.quizzes.pool(paper.unit)
        require(rules.scoring.may_draw(pool, paper.wanted))
        _freeze(this, paper, pool)
        people = queries.surveys.members_of(paper.unit) if memberships is None else memberships
        entrants = this.create_all(Entrant, [Entrant(paper=paper, unit=one.unit, person=one.person) for one in people])
        if not entrants:
            raise Refused(_("There is nobody who could take the test."))
        paper.state, paper.issued_on = State.ISSUED, on
        paper.save()
        this.record = paper
        this.note(name=paper.name, persons=len(entrants))
    return paper


def _freeze(this, paper, pool):
    """The drawn questions; for a draw by attempt, all that could be drawn."""
    topics = {topic: pool[topic] for topic in paper.wanted}
    keys = (
        rules.scoring.drawn(topics, paper.wanted, paper.seed)
        if paper.draw == Draw.FIXED
        else [key for topic in sorted(topics) for key in topics[topic]]
    )
    items = Item.objects.in_bulk(keys)
    rows = [
        PaperItem(
            paper=paper, item=items[key], number=number, topic=items[key].topic, kind=items[key].kind, text=items[key].text,
            options=items[key].options, key=items[key].key, explanation=items[key].explanation,
        )
        for number, key in enumerate(keys, start=1)
    ]  # fmt: skip
    this.create_all(PaperItem, rows)


def begin(entrant, *, at):
    """Somebody begins an attempt, or goes on with the one that is open. No officer does it, so there is no audit line: the attempt is one."""
    with transaction.atomic():
        entrant = Entrant.objects.select_for_update().get(pk=entrant.pk)
        paper = Paper._base_manager.get(pk=entrant.paper_id)
        attempts = queries.quizzes.attempts_of(entrant)
        running = [one for one in attempts if one.sent_at is None and at < one.due_at]
        if running:
            return running[-1]
        require(rules.scoring.may_begin(paper, at, begun=len(attempts)))
        return Attempt.objects.create(
            entrant=entrant, number=len(attempts) + 1, token=secrets.token_hex(16), drawn=_drawn(paper, entrant, len(attempts) + 1),
            started_at=at, due_at=rules.scoring.due(paper, at),
        )  # fmt: skip


def _drawn(paper, entrant, number):
    items = queries.quizzes.items_of(paper)
    if paper.draw == Draw.FIXED:
        return [one.pk for one in items]
    by_item, topics = {one.item_id: one.pk for one in items}, {}
    for one in items:
        topics.setdefault(one.topic, []).append(one.item_id)
    lot = rules.scoring.drawn(topics, paper.wanted, f"{paper.seed}/{entrant.pk}/{number}")
    return [by_item[key] for key in lot]


def send(attempt, answers, *, at):
    """An attempt is sent and scored. Sent twice, the first one counts; sent too late, it is scored and does not pass. → the attempt"""
    with transaction.atomic():
        entrant = Entrant.objects.select_for_update().select_related("person").get(pk=attempt.entrant_id)
        attempt = Attempt.objects.get(pk=attempt.pk)
        if attempt.sent_at is not None:
            return attempt
        paper = Paper._base_manager.get(pk=entrant.paper_id)
        items = queries.quizzes.questions_of(attempt)
        attempt.answers = {str(one.pk): answers[str(one.pk)] for one in items if str(one.pk) in answers}
        attempt.sent_at, attempt.late = at, at > attempt.due_at + rules.scoring.GRACE or paper.is_closed
        attempt.right, _of, attempt.percent = rules.scoring.scored(items, attempt.answers)
        attempt.save()
        _credit(entrant, paper, attempt)
    return attempt


def _credit(entrant, paper, attempt):
    """The best result stays; the first that passes gives the certificate its number."""
    if paper.is_closed:
        return
    if not attempt.late and (entrant.best_percent is None or attempt.percent > entrant.best_percent):
        entrant.best_percent = attempt.percent
    elif entrant.best_percent is None:
        entrant.best_percent = 0
    if entrant.passed_on is None and rules.scoring.passed(attempt.percent, paper.pass_percent, late=attempt.late):
        entrant.passed_on = timezone.localdate(attempt.sent_at)
        entrant.certificate = f"{entrant.passed_on:%Y}-{paper.pk}-{entrant.pk}"
    entrant.save()


def close_paper(paper, *, by, on):
    """No more attempts; what the test came to is posted."""
    with act(by, "surveys.close_paper", paper, on=on) as this:
        paper = Paper._base_manager.select_related("unit").get(pk=paper.pk)
        if paper.state != State.ISSUED:
            raise Refused(_("Only what was issued and is not closed can be closed."))
        paper.state, paper.closed_on = State.CLOSED, on
        paper.closes_at = max(min(paper.closes_at, this.at), paper.opens_at + timedelta(seconds=1))
        paper.save()
        counted = queries.quizzes.standing(paper)
        this.note(name=paper.name, passed=counted["passed"], required=counted["required"])
    return paper


def hand_out_tests(paper, *, by, on):
    """The personal links of everybody who has not passed, to be handed over. → entrants"""
    with act(by, "surveys.hand_out_tests", paper, on=on) as this:
        if paper.state != State.ISSUED:
            raise Refused(_("Personal links exist once a test is issued, until it closes."))
        this.note(name=paper.name)
        return list(queries.quizzes.entrants(paper).filter(passed_on=None))
