"""What meetings ask: held after they were called, with enough of those who vote; matters of weight are decided together and counted."""

from django.utils.translation import gettext as _

from taizhang.kernel.steps import may_happen_on, needs_reason, needs_words, not_before
from taizhang.kernel.verdicts import Allowed, Denied
from taizhang.meetings.models import Meeting, Resolution

__all__ = [
    "may_call",
    "may_cancel",
    "may_end",
    "may_follow",
    "may_hold",
    "may_minute",
    "may_resolve",
    "may_vote",
    "needs_reason",
    "not_before",
]
State, Kind = Meeting.State, Meeting.Kind
# Bodies that may take a collective decision; a group or a meeting with guests advises.
BODIES = (Kind.COMMITTEE, Kind.CHAIRS, Kind.PARTY, Kind.AUDIT)


def may_call(*, called_on, on, name, agenda, today):
    """A meeting has a name, something to talk about, and is called before it is held."""
    verdict = may_happen_on(called_on, today=today)
    if not verdict:
        return verdict
    verdict = needs_words(name, _("Give the meeting a name."))
    if not verdict:
        return verdict
    if not agenda:
        return Denied(_("Write the agenda: one matter a line."))
    return not_before(called_on, on, _("called on"))


def may_hold(meeting, *, on, present, entitled, counted, confirmed, today):
    """It took place on a day that has come, somebody was there, and no other record counts the same meeting (catalogue RB-08)."""
    if meeting.state not in (State.CALLED, State.HELD):
        return Denied(_("Attendance is noted while the meeting is called or held; this one is %s.") % _state(meeting))
    verdict = may_happen_on(on, today=today)
    if not verdict:
        return verdict
    if not present:
        return Denied(_("Nobody was present. Note who came, or cancel the meeting."))
    if entitled is not None and present > entitled:
        return Denied(_("More members were present than are due."))
    if counted and not confirmed:
        return Denied(
            _("A meeting of that day counts already: %s. If this is another one, tick the box below.") % counted
        )
    return not_before(meeting.called_on, on, _("called on"))


def _state(meeting):
    return meeting.get_state_display()


def may_minute(meeting, *, on, today):
    """Minutes are of a meeting that was held (RB-08: called, held, minuted)."""
    if not meeting.is_held:
        return Denied(_("Note first who was present."))
    verdict = may_happen_on(on, today=today)
    return verdict if not verdict else not_before(meeting.on, on, _("day of the meeting"))


def may_cancel(meeting):
    """Only a meeting that was not held is cancelled."""
    if meeting.state != State.CALLED:
        return Denied(_("Only a meeting that has been called and not held is cancelled."))
    return Allowed


def may_resolve(meeting, *, words, matter, in_favour, owner, due_on):
    """A resolution has words, an owner and a day; one of weight was decided by a body with a quorum and counted votes (三重一大)."""
    if not meeting.is_held:
        return Denied(_("Note first who was present."))
    verdict = needs_words(words, _("Write what was resolved."))
    if not verdict:
        return verdict
    if matter != Resolution.Matter.GENERAL:
        if meeting.kind not in BODIES:
            return Denied(_("A matter of this weight is decided by the committee or the chairs, not by this meeting."))
        if in_favour is None:
            return Denied(_("This is decided together: write the votes for, against and abstained."))
    if in_favour is not None and meeting.quorum_met is False:
        return Denied(_("The meeting had no quorum and could not vote. %s") % meeting.quorum_words)
    if bool(owner) != bool(due_on):
        return Denied(_("Write who is responsible and until when, or neither."))
    return not_before(meeting.on, due_on, _("day of the meeting"))


def may_vote(meeting, *, in_favour, against, abstained):
    """No more votes than members who were there."""
    cast = (in_favour or 0) + (against or 0) + (abstained or 0)
    if meeting.present is not None and cast > meeting.present:
        return Denied(
            _("%(cast)d votes are more than the %(present)d members who were present.")
            % {"cast": cast, "present": meeting.present}
        )
    return Allowed


def carried(meeting, rule, *, in_favour, against, abstained):
    """(carried or not, the rule in words) of a vote; without a rule, more votes for than against."""
    cast = in_favour + (against or 0) + (abstained or 0)
    if rule is None:
        return in_favour > (against or 0), ""
    base = {"all": meeting.entitled, "present": meeting.present}.get(rule.base) or cast
    return bool(rule.met_by(in_favour, of=base)), rule.sentence()


def may_follow(resolution):
    """Work on a resolution that is still open."""
    if resolution.state != Resolution.State.OPEN:
        return Denied(_("This resolution is settled already."))
    return Allowed


def may_end(resolution, *, on, today, words):
    """What was done is said in words, on a day after the meeting."""
    for verdict in (
        may_follow(resolution),
        may_happen_on(on, today=today),
        not_before(resolution.on, on, _("resolved on")),
        needs_words(words, _("Write what came of it.")),
    ):
        if not verdict:
            return verdict
    return Allowed
