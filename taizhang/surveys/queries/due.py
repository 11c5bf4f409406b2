"""What waits for an officer: drafts past their opening, paper to be entered, few answers shortly before the end, reviews half done."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from taizhang.kernel.access import can
from taizhang.surveys.models import Appraisal, Paper, Review, Survey
from taizhang.surveys.queries import quizzes, surveys
from taizhang.ui.due import Due, by_the_minute

SOON = timedelta(days=3)


@by_the_minute
def items(user, unit, today):
    """Due items of surveys, tests and reviews at the unit and below."""
    del today  # surveys close by the minute
    if not can(user, "surveys.issue", unit):
        return
    now = timezone.now()
    yield from _surveys(unit, now)
    yield from _papers(unit, now)
    yield from _reviews(unit)


def _surveys(unit, now):
    here = Survey.objects.standing().below(unit).select_related("unit").order_by("closes_at", "id")
    drafts = here.filter(state=Survey.State.DRAFT).exclude(purpose__in=Survey.SHEETS)
    for one in drafts.filter(opens_at__lte=now + SOON)[:10]:
        yield Due(
            title=_("Issue “%s”") % one.name, url=one.get_absolute_url(), button=_("Send out"), unit=one.unit,
            by=timezone.localdate(one.opens_at), words=_("is to open, and is still a draft"),
            tone="red" if one.opens_at < now else "amber",
        )  # fmt: skip
    for one in here.filter(state=Survey.State.ISSUED, opens_at__lte=now, closes_at__lte=now + SOON)[:10]:
        left = surveys.paper_left(one)
        if one.closes_at <= now and left:
            yield Due(
                title=_("Enter paper sheets of “%s”") % one.name, url=one.get_absolute_url(), button=_("Enter sheets"), unit=one.unit,
                by=timezone.localdate(one.closes_at), words=_("%s sheets still to be entered before it can be counted") % left, tone="red",
            )  # fmt: skip
        elif one.closes_at > now and one.has_register:
            there = surveys.standing(one)
            yield Due(
                title=_("“%s” closes soon") % one.name, url=one.get_absolute_url(), button=_("Remind"), unit=one.unit,
                by=timezone.localdate(one.closes_at), tone="amber",
                words=_("%(returned)s of %(asked)s answered") % {"returned": there["returned"], "asked": there["asked"]},
            )  # fmt: skip


def _papers(unit, now):
    here = (
        Paper.objects.standing()
        .below(unit)
        .filter(state=Paper.State.ISSUED)
        .select_related("unit")
        .order_by("closes_at", "id")
    )
    for one in here.filter(opens_at__lte=now, closes_at__gt=now, closes_at__lte=now + SOON)[:10]:
        there = quizzes.standing(one)
        yield Due(
            title=_("“%s” closes soon") % one.name, url=one.get_absolute_url(), button=_("Remind"), unit=one.unit,
            by=timezone.localdate(one.closes_at), tone="amber",
            words=_("%(sat)s of %(required)s have taken the test") % {"sat": there["sat"], "required": there["required"]},
        )  # fmt: skip


def _reviews(unit):
    closed = {"survey__state": Survey.State.CLOSED}
    reviews = Review.objects.standing().below(unit).filter(filed_on=None, **closed).select_related("unit", "survey")
    for one in reviews.order_by("id")[:10]:
        words = (
            _("give the feedback and put it on file") if one.counted_on else _("the sheet is closed; close the count")
        )
        yield Due(
            title=one.name, url=one.get_absolute_url(), button=_("Go on"), unit=one.unit, words=words, tone="amber"
        )
    appraisals = (
        Appraisal.objects.standing().below(unit).filter(decided_on=None, **closed).select_related("unit", "survey")
    )
    for one in appraisals.order_by("id")[:10]:
        words = _("counted; the decision may follow") if one.counted_on else _("the sheet is closed; close the count")
        yield Due(
            title=one.matter, url=one.get_absolute_url(), button=_("Go on"), unit=one.unit, words=words, tone="amber"
        )
