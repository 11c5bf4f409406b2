"""What a delegate may know of the own service: which congress, how elected, which sessions and trainings."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from taizhang.congress.models import Delegate, Session
from taizhang.kernel.manifest import OwnPart

SHOWN = 6


def told(person):
    """The person's service as a delegate, newest first."""
    found = (
        Delegate.objects.standing()
        .filter(person=person)
        .select_related("congress__unit", "constituency")
        .order_by("-elected_on", "-id")
    )
    rows = [
        (
            str(one.congress), str(one.constituency or ""), date_format(one.elected_on), one.get_state_display(), one.badge,
            str(one.attendance.filter(came_at__isnull=False).count()),
        )
        for one in found
    ]  # fmt: skip
    heads = (
        pgettext("congress", "Congress"),
        _("Constituency"),
        _("Elected on"),
        _("State"),
        _("Card no."),
        _("Sessions attended"),
    )
    called = tuple(
        (
            format_html('<a href="{}">{}</a>', reverse("congress:own_session", args=[one.pk]), one.name), one.unit.name,
            date_format(one.opens_on), one.place, one.get_state_display(),
        )
        for one in sessions_of(person)[:SHOWN]
    )  # fmt: skip
    asked = (_("Agenda, papers, opinions"), _("Union"), _("Day"), pgettext("congress", "Place"), _("State"))
    return [
        OwnPart(_("My service as a delegate"), heads, tuple(rows)),
        OwnPart(_("Sessions that I am called to"), asked, called),
    ]


def sessions_of(person):
    """Sessions to which a person was called as a delegate that serves now, the newest first."""
    terms = Delegate.objects.standing().filter(person=person, state=Delegate.State.SERVING).values("congress")
    found = Session.objects.standing().filter(congress__in=terms).exclude(state=Session.State.PLANNED)
    return found.select_related("congress__unit", "unit").order_by("-opens_on", "-id")


def delegate_at(session, person):
    """The serving delegate that a person is at a session, or None."""
    found = Delegate.objects.standing().filter(congress=session.congress, person=person, state=Delegate.State.SERVING)
    return found.select_related("constituency", "congress").first()
