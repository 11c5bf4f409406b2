"""What a person is asked now, for the own page: surveys and tests with the door to each."""

from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from taizhang.kernel.manifest import OwnPart
from taizhang.surveys.queries import doors, quizzes, reviews, surveys


def told(person):
    """The part of a person's own page: what waits for an answer. What was answered is not told: an anonymous sheet is nobody's."""
    now = timezone.now()
    rows = [
        (
            _link("surveys:answer_own", one, one.survey.name),
            one.survey.unit.name,
            one.survey.get_way_display(),
            _until(one.survey),
        )
        for one in surveys.open_for(person, now)
    ]
    rows += [
        (_link("surveys:quiz_own", one, one.paper.name), one.paper.unit.name, _("test"), _until(one.paper))
        for one in quizzes.open_for(person, now)
    ]
    yield OwnPart(_("Asked of me"), (_("Open it"), _("Union"), _("Kind"), _("Open until")), tuple(rows))

    told_so_far = [
        (_link("surveys:reviewed_own", one, one.review.name), one.review.unit.name, one.post, _stage(one))
        for one in reviews.of_person(person)
    ]
    heads = (_("Open it"), _("Union"), _("Post held"), _("Where it stands"))
    yield OwnPart(_("Reviews of me"), heads, tuple(told_so_far))


def _stage(reviewed):
    """Where the review of a leader stands, as the leader is told."""
    if reviewed.feedback_on:
        return _("read") if reviewed.seen_on else _("the result is there to be read")
    if reviewed.review.counted_on:
        return _("counted; the result will be fed back")
    return _("duty report given") if reviewed.reported_on else _("your duty report is asked for")


def _until(record):
    return timezone.localtime(record.closes_at).strftime("%Y-%m-%d %H:%M")


def address(name, thing):
    """The path behind the personal link."""
    return reverse(name, args=[thing.pk, doors.token(thing)])


def _link(name, thing, words):
    return format_html('<a href="{}">{}</a>', address(name, thing), words)
