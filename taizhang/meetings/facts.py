"""What meetings and their resolutions say to the ledger (catalogue RB-08)."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.kernel.ledger import Line
from taizhang.kernel.manifest import Measure
from taizhang.meetings.models import Called, Resolution

ITEMS, PERSONS, TIMES = (
    pgettext_lazy("count", "items"),
    pgettext_lazy("count", "persons"),
    pgettext_lazy("count", "sessions"),
)
ENTITLED = Measure("meetings.entitled", _("Members due at meetings"), PERSONS)
PRESENT = Measure("meetings.present", _("Members present at meetings"), PERSONS)
HELD = Measure("meetings.held", _("Meetings held, on the register"), TIMES)
JUDGED = Measure("meetings.judged", _("Meetings whose quorum a rule lays down"), TIMES)
QUORATE = Measure("meetings.quorate", _("Meetings with a quorum"), TIMES)
MINUTED = Measure("meetings.minuted", _("Meetings with minutes"), TIMES)
ADOPTED = Measure("meetings.adopted", _("Resolutions adopted"), ITEMS)
OPEN = Measure("meetings.open", _("Resolutions being carried out"), ITEMS, nature="balance")
DUE = Measure("meetings.due", _("Resolutions due"), ITEMS)
CARRIED_OUT = Measure("meetings.carried_out", _("Due resolutions carried out"), ITEMS)
IN_TIME = Measure("meetings.in_time", _("Due resolutions carried out in time"), ITEMS)
MEASURES = (ENTITLED, PRESENT, HELD, JUDGED, QUORATE, MINUTED, ADOPTED, OPEN, DUE, CARRIED_OUT, IN_TIME)
FILTERS = {"决议类别": "resolution_matter"}
RB08 = "RB-08"


def meeting_lines(meeting):
    """A meeting that was held: one session, who came, its agenda; due and present members, quorum and minutes."""
    if not meeting.is_held:
        return
    matter = meeting.name if meeting.kind in meeting.name else f"{meeting.kind} {meeting.name}"
    day, words = meeting.on, {"about": {"matter": matter, "meeting_kind": meeting.kind}}
    yield Line("work.sessions", day, 1, kind=RB08, matter=matter, **words)
    yield Line("work.entries", day, 1, kind=RB08, subject=f"unit:{meeting.unit_id}", matter=matter, **words)
    items = len(meeting.agenda.all())
    if items:
        yield Line("work.items", day, items, kind=RB08, matter=matter, **words)
    came = [one for one in meeting.called.all() if one.presence == Called.Presence.PRESENT]
    for one in came:
        yield Line("work.persons", day, 1, kind=RB08, subject=one.subject, matter=matter, **words)
        yield Line("work.person_times", day, 1, kind=RB08, subject=one.subject, matter=matter, **words)
    if not came and meeting.present:
        yield Line("work.person_times", day, meeting.present, kind=RB08, matter=matter, **words)
    if meeting.entitled and meeting.present is not None:
        yield Line(ENTITLED.code, day, meeting.entitled, kind=meeting.kind, **words)
        yield Line(PRESENT.code, day, meeting.present, kind=meeting.kind, **words)
    yield Line(HELD.code, day, 1, kind=meeting.kind, **words)
    if meeting.quorum_met is not None:
        yield Line(JUDGED.code, day, 1, kind=meeting.kind, **words)
        if meeting.quorum_met:
            yield Line(QUORATE.code, day, 1, kind=meeting.kind, **words)
    if meeting.minuted_on:
        yield Line(MINUTED.code, day, 1, kind=meeting.kind, **words)


def resolution_lines(resolution):
    """A resolution that was adopted: open until it is carried out or dropped; due on its day, done or not, in time or not."""
    if resolution.state == Resolution.State.LOST:
        return
    words = {
        "kind": resolution.matter,
        "about": {"matter": resolution.words[:80], "resolution_matter": resolution.matter},
    }
    yield Line(ADOPTED.code, resolution.on, 1, **words)
    yield Line(OPEN.code, resolution.on, 1, **words)
    if resolution.ended_on:
        yield Line(OPEN.code, resolution.ended_on, -1, **words)
    if resolution.due_on is None or resolution.state == Resolution.State.DROPPED:
        return
    yield Line(DUE.code, resolution.due_on, 1, **words)
    if resolution.state == Resolution.State.DONE:
        yield Line(CARRIED_OUT.code, resolution.due_on, 1, **words)
        if resolution.ended_on <= resolution.due_on:
            yield Line(IN_TIME.code, resolution.due_on, 1, **words)
