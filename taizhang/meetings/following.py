"""When units are reorganised: what was called is cancelled, what was resolved goes on with whoever is responsible."""

from django.utils.translation import gettext as _

from taizhang.kernel import context
from taizhang.kernel.models import Unit
from taizhang.kernel.writing import words
from taizhang.meetings.models import Meeting, Progress, Resolution


def counts(units):
    """What is open here at these units, and what becomes of it, for the preview of a reorganisation."""
    called = Meeting.objects.standing().filter(unit__in=units, state=Meeting.State.CALLED)
    unwritten = Meeting.objects.standing().filter(unit__in=units, state=Meeting.State.HELD)
    open_ones = Resolution.objects.standing().filter(unit__in=units, state=Resolution.State.OPEN)
    return [
        (_("Meetings called; those of a union that ends are cancelled"), called.count()),
        (_("Meetings without minutes; whoever the union stands below writes them"), unwritten.count()),
        (_("Resolutions being carried out; they go on with their owner"), open_ones.count()),
    ]


def carry(unit, into, on, choice):
    """Meetings and resolutions of a union that ends. → what `back` needs to take it back

    A resolution stays with its meeting, where it was resolved; from the day on it is on the desk of the union below which the ended one
    stands, with the owner and the day it had, and says so.
    """
    heir = Unit.objects.filter(pk=choice.get("heir")).first()
    if heir is None:
        return {}
    memo = {"meetings": [], "notes": []}
    called = Meeting.objects.standing().filter(unit=unit, state=Meeting.State.CALLED, on__gte=on)
    for meeting in called.select_related("unit"):
        meeting.state, meeting.why = Meeting.State.CANCELLED, _("the union was reorganised")
        meeting.save()
        memo["meetings"].append(meeting.pk)
    for one in Resolution.objects.standing().filter(unit=unit, state=Resolution.State.OPEN).order_by("pk"):
        said = _("%(union)s goes on with it; responsible: %(owner)s.") % {"union": heir.name, "owner": one.owner or "—"}
        note = Progress(resolution=one, on=on, words=words(said, 300))
        note.save()
        memo["notes"].append(note.pk)
    return memo


def back(memo):
    """Take it back: the meetings are called again, the resolutions are the union's own."""
    context.open_act()
    for meeting in Meeting.objects.filter(pk__in=(memo or {}).get("meetings", ())).select_related("unit"):
        meeting.state, meeting.why = Meeting.State.CALLED, ""
        meeting.save()
    for note in Progress.objects.filter(pk__in=(memo or {}).get("notes", ())):
        note.delete()
