"""What people say on a disclosure, and what they are answered."""

from django.utils.translation import gettext as _

from taizhang.kernel import calendar, rulebook
from taizhang.kernel.acts import SYSTEM, act
from taizhang.kernel.verdicts import Refused, require
from taizhang.kernel.writing import day_of, locked, standing, words
from taizhang.openness import rules
from taizhang.openness.models import Opinion
from taizhang.openness.queries import disclosures as queries
from taizhang.openness.rules import disclosures as way
from taizhang.openness.rules.masking import masked_names, masked_numbers

ANSWER, LIMIT = "openness.answer_days", "openness.page_opinions_a_day"


def ask(disclosure, *, by, on, kind, said, by_whom="", contact=""):
    """Write down what somebody says on a disclosure; the clock of the answer starts."""
    with act(by, "openness.ask", disclosure, on=on) as this:
        require(rules.may_happen_on(on, today=day_of(this)))
        opinion = _taken(
            disclosure, on, kind=kind, said=said, by_whom=by_whom, contact=contact, way_in=Opinion.Way.CLERK
        )
        this.record = opinion
        this.note(title=disclosure.title(), kind=kind)
    return opinion


def ask_from_page(disclosure, *, on, kind, said, by_whom="", contact=""):
    """A stranger asks on the public page; so many a day, then the counter is asked."""
    with act(SYSTEM, "openness.ask_from_page", disclosure, on=on) as this:
        limit = int(rulebook.rule(LIMIT, disclosure.unit, on).value)
        require(way.may_come_in(queries.came_today(disclosure, on), limit))
        opinion = _taken(
            disclosure, on, kind=kind, said=said, by_whom=by_whom, contact=contact, way_in=Opinion.Way.PAGE
        )
        this.record = opinion
        this.note(title=disclosure.title(), kind=kind)
    return opinion


def ask_as_member(disclosure, person, *, on, kind, said):
    """A member asks from the own page, which a one-time link opened."""
    with act(SYSTEM, "openness.ask_as_member", disclosure, on=on) as this:
        opinion = _taken(
            disclosure, on, kind=kind, said=said, by_whom=person.name, person=person, way_in=Opinion.Way.OWN
        )  # fmt: skip
        this.record = opinion
        this.note(title=disclosure.title(), kind=kind)
    return opinion


def _taken(disclosure, on, *, kind, said, by_whom, way_in, contact="", person=None):
    """The opinion on file, numbers masked; who said it and how to reach him sealed; the day of the answer reckoned."""
    disclosure = standing(disclosure)
    require(way.may_ask(disclosure, on))
    require(way.may_write(said))
    if kind not in Opinion.Kind.values:
        raise Refused(_("Choose whether it is a question, an objection or a suggestion."))
    due = calendar.deadline_by_rule(on, rulebook.rule(ANSWER, disclosure.unit, on))
    opinion = Opinion(
        unit=disclosure.unit,
        disclosure=disclosure,
        kind=kind,
        way=way_in,
        received_on=on,
        person=person,
        words=masked_numbers(said.strip())[0],
        due_on=due.last,
    )
    opinion.by_whom, opinion.contact = words(by_whom, 60), words(contact, 80)
    opinion.save()
    return opinion


def answer(opinion, *, by, on, outcome, answer, publish=True):
    """Answer an opinion; with `publish`, question and answer are read with the item, masked."""
    with act(by, "openness.answer", opinion, on=on) as this:
        opinion = locked(opinion)
        require(rules.may_happen_on(on, today=day_of(this)))
        require(way.may_answer(opinion, on))
        require(rules.needs_words(answer, _("Write the answer.")))
        if outcome not in Opinion.Outcome.values or outcome == Opinion.Outcome.OPEN:
            raise Refused(_("Choose what came of it."))
        opinion.outcome, opinion.answered_on = outcome, on
        opinion.answer = masked_numbers(answer.strip())[0][:4000]
        opinion.published = publish
        opinion.shown = _shown(opinion) if publish else {}
        opinion.save()
        this.note(title=opinion.disclosure.title(), outcome=outcome)
    return opinion


def _shown(opinion):
    """Question and answer as strangers read them: names on the register masked, and the asker's own."""
    names = queries.names_at(opinion.unit) | {opinion.by_whom.reveal()}
    return {key: masked_names(getattr(opinion, key), names - {""})[0] for key in ("words", "answer")}


def reveal(opinion, *, by, why):
    """See who said it and how to reach him. → {"by_whom", "contact"}"""
    with act(by, "openness.reveal", opinion) as this:
        require(rules.needs_reason(why))
        this.note(title=opinion.disclosure.title(), why=words(why, 200))
        return {"by_whom": opinion.by_whom.reveal(), "contact": opinion.contact.reveal()}
