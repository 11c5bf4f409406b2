"""What a person is asked now, for the own page: surveys and tests with the door to each."""

from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from taizhang.kernel.manifest import OwnPart
from taizhang.surveys.queries import doors, quizzes, surveys


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


def _until(record):
    return timezone.localtime(record.closes_at).strftime("%Y-%m-%d %H:%M")


def address(name, thing):
    """The path behind the personal link."""
    return reverse(name, args=[thing.pk, doors.token(thing)])


def _link(name, thing, words):
    return format_html('<a href="{}">{}</a>', address(name, thing), words)
