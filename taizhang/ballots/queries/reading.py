"""Reads about a ballot, its questions and its electorate."""

from functools import lru_cache

from django.utils.translation import pgettext

from taizhang.ballots.models import Ballot, ElectorateChange, Proxy, Question, Voter
from taizhang.ballots.rules import sheets, slips, thresholds
from taizhang.ballots.rules.counting import Ask, Threshold
from taizhang.ballots.rules.life import surplus_is_enough
from taizhang.kernel import rulebook
from taizhang.kernel.verdicts import Allowed


def visible(user):
    """Ballots of the unions whose records the user reads; the newest first."""
    found = Ballot.objects.visible_to(user).standing().select_related("unit")
    return found.defer("box_text").order_by("-opens_at", "-id")


def of_record(record):
    """The ballots that a record called, oldest first."""
    found = Ballot.objects.filter(caller_type=record._meta.label_lower, caller_id=record.pk)
    return found.standing().defer("box_text").order_by("opens_at", "id")


def ask_of(question):
    """A question as the rules take it."""
    return Ask(
        number=question.number, kind=question.kind, seats=question.seats, write_ins=question.write_ins, points=question.points,
        candidates=tuple((one.number, one.name) for one in question.candidates.order_by("number")),
        grades=tuple(question.grades), good=question.good_grades, carry=_carry(question), quorum=_quorum(question),
    )  # fmt: skip


def _carry(question):
    if not question.pass_numerator:
        return None
    return Threshold(question.pass_numerator, question.pass_denominator, question.pass_operator, question.pass_base)


def _quorum(question):
    if not question.quorum_numerator:
        return None
    return Threshold(question.quorum_numerator, question.quorum_denominator, question.quorum_operator)


def asks(ballot):
    """The questions of a ballot as the rules take them, in order. Once the electorate is frozen they never change."""
    return _asks_kept(ballot.pk, ballot.pot_key) if ballot.pot_key else _asks(ballot.pk)


@lru_cache(maxsize=64)
def _asks_kept(ballot_pk, _pot_key):
    return _asks(ballot_pk)


def _asks(ballot_pk):
    found = Question.objects.filter(ballot=ballot_pk).prefetch_related("candidates").order_by("number")
    return tuple(ask_of(question) for question in found)


def rule_sentence(question):
    """The rule of a question in words, with its article."""
    return thresholds.sentence(question)


PASS_RULES = (
    "congress.pass", "school.pass", "collective.pass", "election.elected", "congress.delegate.elected", "org.recall",
    "congress.delegate.recall",
)  # fmt: skip
QUORUM_RULES = ("congress.quorum", "school.quorum", "collective.quorum", "election.quorum", "congress.delegate.turnout")


def rule_choices(keys, unit, on):
    """[(key, the rule in words)] of those rules of the rulebook that bind the unit: PASS_RULES or QUORUM_RULES."""
    found = ((key, rulebook.find(key, unit, on)) for key in keys)
    return [(key, rule.sentence()) for key, rule in found if rule is not None and rule.denominator]


def surplus(question, on):
    """Verdict: has the list as many candidates more than seats as the rulebook asks (差额)? An equal list is told as such."""
    ask = ask_of(question)
    found = rulebook.find("election.surplus", question.ballot.unit, on)
    if question.kind != Question.Kind.CHOICE or found is None:
        return Allowed
    return surplus_is_enough(ask, found.value)


def faults(ballot, answers):
    """What would make these answers void, in sentences; an electronic vote with one of them is not taken."""
    return slips.faults(asks(ballot), answers)


def electorate(ballot, *, struck=False):
    """Who is entitled, in the order of numbers; with `struck`, also who was struck off."""
    found = Voter.objects.filter(ballot=ballot).select_related("unit", "user").order_by("number")
    return found if struck else found.filter(struck=False)


def changes(ballot):
    """Changes of the electorate after it was frozen, oldest first: public."""
    return ElectorateChange.objects.filter(ballot=ballot).select_related("by").order_by("id")


def proxies(ballot):
    """Mandates in this ballot."""
    return Proxy.objects.filter(giver__ballot=ballot).select_related("giver", "holder").order_by("giver__number")


def paper_cells(ballot):
    """The cells of a count sheet: [(question, [(cell, words)])]."""
    questions = Question.objects.filter(ballot=ballot).order_by("number")
    return [
        (question, [(cell, cell_words(ask, cell)) for cell in sheets.cells_of(ask)])
        for question, ask in zip(questions, asks(ballot), strict=True)
    ]


def cell_words(ask, cell):
    """A cell of a count sheet in words: 李四 · 赞成."""
    who, _colon, what = cell.rpartition(":")
    marks = {
        "for": pgettext("mark", "for"), "against": pgettext("mark", "against"), "abstain": pgettext("mark", "abstain"),
        "void": pgettext("mark", "void ballots"), "blank": pgettext("mark", "blank ballots"),
        "points": pgettext("mark", "points in all"), "given": pgettext("mark", "ballots with points"),
    }  # fmt: skip
    named = {str(number): name for number, name in ask.candidates}.get(who, who.removeprefix("~"))
    return f"{named} · {marks.get(what, what)}" if named else marks.get(what, what)
