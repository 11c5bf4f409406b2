"""Reads about meetings, walls, enterprises and books."""

from django.db.models import Max

from taizhang.openness.models import Book, Matter, Meeting, Practice, Publication, Question, Sheet, Wall


def meetings(user, unit):
    """Meetings of the unit and below."""
    return Meeting.objects.visible_to(user).standing().below(unit).select_related("unit").prefetch_related("matters")


def next_meeting(unit, year):
    """The next number of a meeting in a year."""
    last = Meeting.objects.standing().filter(unit=unit, year=year).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def topics_of(unit, period):
    """The classes of topics that were opened at meetings of this unit in a period."""
    held = Meeting.objects.standing().filter(unit=unit, on__gte=period.start, on__lt=period.until)
    found = Matter.objects.filter(meeting__in=held.exclude(state=Meeting.State.PLANNED)).order_by()
    return set(found.values_list("topic", flat=True).distinct())


def walls(user, unit):
    """Walls of the unit and below."""
    return Wall.objects.visible_to(user).standing().below(unit).select_related("unit").prefetch_related("sheets")


def standing_sheets(wall):
    """{subject: the newest sheet} of a wall."""
    newest = {}
    for sheet in sorted(wall.sheets.all(), key=lambda one: (one.on, one.pk)):
        if sheet.voided_at is None:
            newest[sheet.subject] = sheet
    return newest


def bare(wall):
    """Subjects that have never been put up: wage allocation and canteen accounts belong on the wall."""
    there = standing_sheets(wall)
    return [subject for subject in Sheet.Subject if subject.value not in there]


def practices(user, unit):
    """Enterprises of the unit and below that practise openness, or did."""
    found = Practice.objects.visible_to(user).standing().below(unit).select_related("unit")
    return found.annotate(last=Max("publications__on"))


def silent(user, unit, before):
    """Enterprises practising openness that published nothing since a day: [(practice, last day or None)]."""
    found = Practice.objects.visible_to(user).standing().below(unit).filter(ended_on=None).select_related("unit")
    published = Publication.objects.filter(practice__in=found).exclude(kind=Publication.Kind.CHECK).order_by()
    last = dict(published.values_list("practice").annotate(last=Max("on")))
    return [(one, last.get(one.pk)) for one in found.order_by("id") if (last.get(one.pk) or one.introduced_on) < before]


def books(user, unit):
    """Volumes of the unit and below."""
    return Book.objects.visible_to(user).standing().below(unit).select_related("unit")


def questions_in(meetings):
    """The questions asked at some meetings."""
    return Question.objects.filter(meeting__in=meetings).select_related("meeting__unit")
