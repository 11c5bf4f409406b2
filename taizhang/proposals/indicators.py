"""The named figures of proposals and suggestions (catalogue DM-04, DM-05, LC-05; DOMAIN B2 DEM-4 to DEM-7, ECO-2)."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.kernel.manifest import Indicator, Term
from taizhang.proposals import facts

GROUP = "democracy"
ITEMS, YUAN = pgettext_lazy("count", "items"), pgettext_lazy("count", "yuan")
RECEIVED = Term("proposals.received")
FILED = Term("proposals.decided", kind=facts.FILED)
ADOPTED = Term("proposals.decided", kind=(facts.FILED, facts.MERGED))
DECIDED = Term("proposals.decided")
MADE = Term("proposals.suggested")


def _count(code, label, of, words, *, catalogue="DM-04", unit=ITEMS, parts=()):
    return Indicator(
        f"proposals.{code}", label, of=of, unit=unit, words=words, group=GROUP, catalogue=catalogue, parts=parts
    )


def _rate(code, label, of, over, words, *, catalogue="DM-04"):
    return Indicator(
        f"proposals.{code}", label, of=of, over=over, percent=True, words=words, group=GROUP, catalogue=catalogue
    )


def _minus(term):
    return Term(term.measure, kind=term.kind, sign=-1)


def _advice(stage):
    return Term("proposals.advice", kind=stage)


RESULTS = {
    "A": (_("Proposals solved (A)"), _("Filed proposals whose result is now A, solved; received within the period.")),
    "B": (
        _("Proposals under way or planned (B)"),
        _("Filed proposals whose result is now B, under way or planned; received within the period."),
    ),
    "C": (
        _("Proposals not possible yet (C)"),
        _("Filed proposals whose result is now C, not possible for the time being; received within the period."),
    ),
    "D": (
        _("Proposals kept for reference (D)"),
        _("Filed proposals whose result is now D, kept for reference; received within the period."),
    ),
}
RATINGS = {
    "满意": (
        "satisfied",
        _("Rated satisfied"),
        _("Filed proposals whose last answer was rated satisfied; received within the period."),
    ),
    "基本满意": (
        "mostly_satisfied",
        _("Rated mostly satisfied"),
        _("Filed proposals whose last answer was rated mostly satisfied; received within the period."),
    ),
    "不满意": (
        "unsatisfied",
        _("Rated not satisfied"),
        _("Filed proposals whose last answer was rated not satisfied; received within the period."),
    ),
}

INDICATORS = (
    _count(
        "received_count",
        _("Proposals received, on record"),
        RECEIVED,
        _("Proposals handed in within the period, late ones included, withdrawn ones not."),
        parts=tuple(f"proposals.{part}" for part in ("filed", "merged", "turned", "declined", "undecided")),
    ),
    _count(
        "filed",
        _("Proposals filed"),
        FILED,
        _("Proposals filed by themselves, of those received within the period; merged ones are not among them."),
    ),
    _count(
        "merged",
        _("Proposals merged"),
        Term("proposals.decided", kind=facts.MERGED),
        _("Proposals merged into another file, of those received within the period."),
    ),
    _count(
        "turned",
        _("Proposals turned into suggestions"),
        Term("proposals.decided", kind=facts.TURNED),
        _("Proposals turned into suggestions, of those received within the period."),
    ),
    _count(
        "declined",
        _("Proposals not filed"),
        Term("proposals.decided", kind=facts.DECLINED),
        _("Proposals not filed, with a reason, of those received within the period."),
    ),
    _count(
        "undecided",
        _("Proposals not decided on yet"),
        (RECEIVED, _minus(DECIDED)),
        _("Proposals received within the period that wait for a decision."),
    ),
    _count(
        "adopted",
        _("Proposals adopted, on record"),
        ADOPTED,
        _("Proposals filed or merged into a filed one, of those received within the period."),
    ),
    _rate(
        "filing_rate",
        _("Filing rate of proposals"),
        ADOPTED,
        RECEIVED,
        _("Proposals filed or merged into a filed one, of all received within the period."),
    ),
    _count(
        "answered_count",
        _("Proposals answered"),
        Term("proposals.answered"),
        _("Filed proposals whose handling that runs now is answered, of those received within the period."),
        parts=tuple(f"proposals.result_{one.lower()}" for one in RESULTS),
    ),
    *(
        _count(f"result_{code.lower()}", label, Term("proposals.result", kind=code), words)
        for code, (label, words) in RESULTS.items()
    ),
    _rate(
        "answer_rate",
        _("Answer rate of proposals"),
        Term("proposals.answered"),
        FILED,
        _("Filed proposals answered, of all filed; merged ones are answered with the file that they went into."),
    ),
    _count(
        "late_answers",
        _("Proposals answered late"),
        (Term("proposals.answered"), Term("proposals.in_time", sign=-1)),
        _("Filed proposals answered after the day that was set."),
    ),
    _rate(
        "in_time_rate",
        _("Proposals answered in time"),
        Term("proposals.in_time"),
        Term("proposals.answered"),
        _("Filed proposals answered by the day that was set, of all answered."),
    ),
    _count(
        "closed_count",
        _("Proposals closed, on record"),
        Term("proposals.closed"),
        _("Filed proposals answered, rated and closed, of those received within the period."),
    ),
    _count(
        "open_count",
        _("Proposals still open"),
        (FILED, _minus(Term("proposals.closed"))),
        _("Filed proposals that are not closed, of those received within the period."),
    ),
    _rate(
        "closing_rate",
        _("Closing rate of proposals"),
        Term("proposals.closed"),
        FILED,
        _("Filed proposals closed, of all filed."),
    ),
    _count(
        "carried_out",
        _("Proposals carried out"),
        Term("proposals.result", kind="A"),
        _("Filed proposals whose result is now A, of those received within the period: a plan carried out next year counts here from then on."),
    ),
    _count(
        "done_count",
        _("Proposals carried out within the period"),
        Term("proposals.done"),
        _("Filed proposals carried out on a day of the period, whenever they were received."),
        catalogue="DM-05",
    ),
    _rate(
        "solving_rate",
        _("Proposals solved or under way"),
        Term("proposals.result", kind=("A", "B")),
        FILED,
        _("Filed proposals with the result A or B, of all filed."),
    ),
    _count(
        "rated_count",
        _("Proposals rated"),
        Term("proposals.rated"),
        _("Filed proposals whose last answer was rated by the proposer; received within the period."),
        parts=tuple(f"proposals.{code}" for code, _label, _words in RATINGS.values()),
    ),
    *(
        _count(code, label, Term("proposals.rated", kind=rating), words)
        for rating, (code, label, words) in RATINGS.items()
    ),
    _rate(
        "satisfaction_rate",
        _("Satisfaction with answers"),
        Term("proposals.rated", kind=("满意", "基本满意")),
        Term("proposals.rated"),
        _("Answers rated satisfied or mostly satisfied, of all rated."),
    ),
    _rate(
        "full_satisfaction_rate",
        _("Full satisfaction with answers"),
        Term("proposals.rated", kind="满意"),
        Term("proposals.rated"),
        _("Answers rated satisfied, of all rated."),
    ),
    _count(
        "again_count",
        _("Second handlings of proposals"),
        Term("proposals.again"),
        _("Filed proposals handled a second time because the proposer was not satisfied."),
    ),
    _count("key_count", _("Key proposals chosen"), Term("proposals.key"), _("Filed proposals with a leader in charge.")),
    _count(
        "excellent_count",
        _("Excellent proposals chosen"),
        Term("proposals.excellent"),
        _("Filed proposals that were appraised as excellent, of those received within the period."),
        catalogue="DM-05",
    ),
    _count(
        "suggestions",
        _("Suggestions received, on record"),
        MADE,
        _("Suggestions made within the period, those that were proposals included."),
        catalogue="LC-05",
    ),
    _count(
        "suggestions_adopted",
        _("Suggestions adopted"),
        _advice(facts.ADOPTED),
        _("Suggestions adopted, of those made within the period."),
        catalogue="LC-05",
    ),
    _count(
        "suggestions_carried_out",
        _("Suggestions carried out"),
        _advice(facts.CARRIED_OUT),
        _("Suggestions carried out, of those made within the period."),
        catalogue="LC-05",
    ),
    _count(
        "suggestions_rewarded",
        _("Suggestions rewarded"),
        _advice(facts.REWARDED),
        _("Suggestions rewarded, of those made within the period."),
        catalogue="LC-05",
    ),
    _rate(
        "adoption_rate",
        _("Adoption rate of suggestions"),
        _advice(facts.ADOPTED),
        MADE,
        _("Suggestions adopted, of all made within the period."),
        catalogue="LC-05",
    ),
    _rate(
        "carrying_out_rate",
        _("Suggestions carried out, of those adopted"),
        _advice(facts.CARRIED_OUT),
        _advice(facts.ADOPTED),
        _("Suggestions carried out, of those adopted and made within the period."),
        catalogue="LC-05",
    ),
    _count(
        "suggestion_benefit",
        _("Benefit of suggestions, as stated"),
        Term("proposals.benefit"),
        _("What the suggestions are worth, in yuan, as somebody named has stated within the period."),
        catalogue="LC-05",
        unit=YUAN,
    ),
    _count(
        "suggestion_reward",
        _("Rewards for suggestions"),
        Term("proposals.reward"),
        _("Money given within the period to those who made suggestions."),
        catalogue="LC-05",
        unit=YUAN,
    ),
)  # fmt: skip
