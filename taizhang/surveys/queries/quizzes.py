"""Reads about quizzes: the bank, papers, who must sit them, results."""

from django.db.models import Count, Q

from taizhang.surveys import rules
from taizhang.surveys.models import Attempt, Entrant, Item, Paper, PaperItem
from taizhang.surveys.queries import doors


def bank(user, *, under):
    """Questions of the bank at the unit and below, those in use first."""
    found = Item.objects.visible_to(user).standing().below(under)
    return found.select_related("unit").order_by("retired_on", "topic", "id")


def pool(unit):
    """{topic: [keys]} of the questions in use at a unit."""
    found = Item.objects.standing().filter(unit=unit, retired_on=None).order_by("topic", "id")
    topics = {}
    for topic, key in found.values_list("topic", "pk"):
        topics.setdefault(topic, []).append(key)
    return topics


def papers(user, *, under):
    """Test papers of the unit and below, the newest first."""
    found = Paper.objects.visible_to(user).standing().below(under).select_related("unit")
    return found.order_by("-opens_at", "-id")


def items_of(paper):
    """The questions of a paper, as they stood when it was issued."""
    return list(PaperItem.objects.filter(paper=paper).order_by("number", "id"))


def standing(paper):
    """{required, sat, passed, rate, sat_share} of a paper: the pass rate is passed / required."""
    counted = paper.entrants.aggregate(
        required=Count("id"), sat=Count("id", filter=Q(best_percent__isnull=False)), passed=Count("id", filter=Q(passed_on__isnull=False))
    )  # fmt: skip
    counted["rate"] = rules.life.share(counted["passed"], counted["required"])
    counted["sat_share"] = rules.life.share(counted["sat"], counted["required"])
    return counted


def by_unit(paper):
    """[{name, required, sat, passed, rate}] of a paper."""
    counted = (
        paper.entrants.order_by("unit__path")
        .values("unit__path", "unit__name")
        .annotate(
            required=Count("id"),
            sat=Count("id", filter=Q(best_percent__isnull=False)),
            passed=Count("id", filter=Q(passed_on__isnull=False)),
        )
    )
    return [
        {**row, "name": row["unit__name"], "rate": rules.life.share(row["passed"], row["required"])} for row in counted
    ]


def entrants(paper):
    """Who must sit the paper, with the best result."""
    return paper.entrants.select_related("unit", "person").order_by("unit__path", "person__name", "id")


def hardest(paper, limit=10):
    """[(question, right, of)] of the questions that were answered wrongly most often."""
    items = {one.pk: one for one in items_of(paper)}
    counted = {}
    for drawn, answers in Attempt.objects.filter(entrant__paper=paper, sent_at__isnull=False).values_list(
        "drawn", "answers"
    ):
        for key in drawn:
            one = items[key]
            right, of = counted.get(key, (0, 0))
            counted[key] = (right + rules.scoring.is_right(one.kind, one.key, answers.get(str(key))), of + 1)
    rows = [(items[key], right, of, rules.life.share(right, of)) for key, (right, of) in counted.items()]
    return sorted(rows, key=lambda row: (row[1] / row[2], row[0].pk))[:limit]


def entrant(pk, given):
    """The entrant behind a personal link, or None if the link is wrong."""
    found = Entrant.objects.filter(pk=pk).select_related("paper__unit", "unit", "person").first()
    return found if found is not None and found.paper.voided_at is None and doors.opens(found, given) else None


def attempt_of(entrant, token):
    """One attempt of the entrant by its token."""
    return Attempt.objects.filter(entrant=entrant, token=token).first()


def attempts_of(entrant):
    """Every attempt, the first one first."""
    return list(entrant.attempts.order_by("number"))


def questions_of(attempt):
    """The questions drawn for an attempt, in its order."""
    items = PaperItem.objects.in_bulk(attempt.drawn)
    return [items[key] for key in attempt.drawn]


def to_close(at):
    """Issued papers whose time is over."""
    return list(
        Paper._base_manager.filter(state=Paper.State.ISSUED, closes_at__lte=at, voided_at=None).select_related("unit")
    )


def open_for(person, at):
    """Tests that a person must sit now and has not passed."""
    found = Entrant.objects.filter(
        person=person, passed_on=None, paper__state=Paper.State.ISSUED, paper__voided_at=None,
        paper__opens_at__lte=at, paper__closes_at__gt=at,
    )  # fmt: skip
    return list(found.select_related("paper__unit").order_by("paper__closes_at", "id"))
