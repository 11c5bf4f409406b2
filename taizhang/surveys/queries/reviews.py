"""Reads about reviews of leaders and open appraisals."""

from collections import defaultdict

from taizhang.members.models import Membership
from taizhang.surveys import rules
from taizhang.surveys.models import Appraisal, Review, Reviewed
from taizhang.surveys.queries import doors, surveys


def reviews(user, *, under):
    """Reviews of the unit and below, the newest first."""
    found = Review.objects.visible_to(user).standing().below(under).select_related("unit", "survey__unit")
    return found.order_by("-year", "-id")


def appraisals(user, *, under):
    """Open appraisals of the unit and below, the newest first."""
    found = Appraisal.objects.visible_to(user).standing().below(under).select_related("unit", "survey__unit")
    return found.order_by("-id")


def person(user, pk):
    """Somebody under a review that the user may read, or None."""
    seen = Review.objects.visible_to(user).standing()
    found = Reviewed.objects.filter(pk=pk, review__in=seen.values("pk"))
    return found.select_related("review__unit", "review__survey__unit").first()


def reviewed(pk, given):
    """The person under review behind a personal link, or None if the link is wrong or the review was withdrawn."""
    found = Reviewed.objects.filter(pk=pk, review__voided_at=None, review__kind=Review.Kind.LEADERS)
    one = found.select_related("review__unit", "review__survey").first()
    return one if one is not None and doors.opens(one, given) else None


def of_person(person):
    """Reviews of a person who stands on the register, the newest first: what is asked for, what was fed back."""
    found = Reviewed.objects.filter(person=person, review__voided_at=None, review__kind=Review.Kind.LEADERS)
    return found.select_related("review__unit", "review__survey").order_by("-review__year", "-id")


def graded(one):
    """([(grade, sheets, share)], share of competent) of one leader after the count; empty before."""
    whole = sum(one.counts)
    cells = [
        (grade, count, rules.life.share(count, whole))
        for grade, count in zip(rules.reviewing.GRADES, one.counts, strict=False)
    ]
    return cells, rules.reviewing.competent_share(one.counts) if whole else None


def on_register(unit, names):
    """{name: person} of those names that exactly one member of the union, or of a union below, bears."""
    standing = Membership.objects.standing().below(unit).filter(person__name__in=names, status__in=Membership.STANDING)
    found = defaultdict(dict)
    for one in standing.select_related("person").order_by("id"):
        found[one.person.name][one.person_id] = one.person
    return {name: next(iter(people.values())) for name, people in found.items() if len(people) == 1}


def counts(review):
    """{row: [sheets for each grade]} of the leaders, or {row: [sheets that name them]} of nominees, from the closed sheet."""
    sheets = surveys.sheets(review.survey)
    first = surveys.questions_of(review.survey)[0]
    tally = rules.counting.tally(first, sheets)
    if first.kind == "matrix":
        return {row: [count for count, _share in cells] for row, (_name, cells, _whole) in enumerate(tally.grid)}
    return {row: [count] for row, (_label, count, _share) in enumerate(tally.lines)}


def texts(survey):
    """What was written to the sheet's open question, by the letter."""
    if not surveys.may_tally(survey):
        return ()
    return next((one.texts for one in surveys.results(survey) if one.question.kind == "text"), ())


def result(review):
    """[(person, [(grade, count, percent)], share of the competent)] of a counted review of leaders."""
    rows = []
    for one in review.persons.all():
        whole = sum(one.counts)
        cells = [
            (grade, count, rules.life.share(count, whole))
            for grade, count in zip(rules.reviewing.GRADES, one.counts, strict=False)
        ]
        rows.append((one, cells, rules.reviewing.competent_share(one.counts)))
    return rows


def ranking(appraisal):
    """Candidates by the number of sheets that name them, with the share of all sheets."""
    found = sorted(appraisal.candidates.all(), key=lambda one: (-(one.votes or 0), one.row))
    return [(one, rules.life.share(one.votes or 0, appraisal.survey.returned)) for one in found]
