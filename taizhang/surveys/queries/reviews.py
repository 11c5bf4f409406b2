"""Reads about reviews of leaders and open appraisals."""

from taizhang.surveys import rules
from taizhang.surveys.models import Appraisal, Review, Reviewed
from taizhang.surveys.queries import surveys


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
