"""The only ways to change what is on file about meetings."""

from django.utils.translation import gettext as _

from taizhang.kernel.acts import act
from taizhang.kernel.verdicts import Refused, require
from taizhang.kernel.writing import afresh, day_of, mark_void, named, put_on_record, standing, words
from taizhang.meetings import queries, rules
from taizhang.meetings.models import AgendaItem, Called, Meeting, Progress, Resolution

State, Presence = Meeting.State, Called.Presence


def call(
    unit, *, by, called_on, on, kind, name="", agenda=(), members=(), guests=(), starts_at=None, place="", chaired_by=""
):
    """Call a meeting: what kind, when, where, who, what about. Members vote, guests listen."""
    with act(by, "meetings.call", unit, on=called_on) as this:
        meeting = Meeting(unit=unit, kind=kind, called_on=called_on)
        _set_up(meeting, this, on, name, agenda, starts_at, place, chaired_by)
        _write_parts(meeting, agenda, members, guests)
        this.note(title=meeting.title(), people=len(members))
    return afresh(meeting)


def change(
    meeting, *, by, on, kind, name="", agenda=(), members=(), guests=(), starts_at=None, place="", chaired_by=""
):
    """Change what was called, as long as nobody has noted who came."""
    with act(by, "meetings.change", meeting, on=on) as this:
        meeting = standing(meeting)
        require(rules.may_cancel(meeting))
        meeting.kind = kind
        _set_up(meeting, this, on, name, agenda, starts_at, place, chaired_by)
        for part in (*meeting.agenda.all(), *meeting.called.all()):
            part.delete()
        _write_parts(meeting, agenda, members, guests)
        this.note(title=meeting.title())
    return afresh(meeting)


def _set_up(meeting, this, on, name, agenda, starts_at, place, chaired_by):
    meeting.on, meeting.starts_at = on, starts_at
    meeting.name = words(name, 80) or str(Meeting.Kind(meeting.kind).value)
    require(rules.may_call(called_on=meeting.called_on, on=on, name=meeting.name, agenda=agenda, today=day_of(this)))
    _only_one(meeting)
    meeting.place, meeting.chaired_by = words(place, 80), words(chaired_by, 60)
    meeting.save()


def _only_one(meeting):
    twin = Meeting.objects.standing().filter(unit=meeting.unit, on=meeting.on, name=meeting.name).exclude(pk=meeting.pk)
    if twin.exists():
        raise Refused(_("A meeting of this name on that day is on file already."))


def _write_parts(meeting, agenda, members, guests):
    for position, matter in enumerate(agenda, start=1):
        AgendaItem(meeting=meeting, position=position, words=words(matter, 200)).save()
    seen = set()
    for votes, people in ((True, members), (False, guests)):
        for one in map(named, people):
            key = one["person"].pk if one["person"] else one["name"]
            if key not in seen:
                Called(meeting=meeting, votes=votes, **one).save()
            seen.add(key)


def hold(
    meeting, *, by, on, present=(), excused=(), entitled=None, number=None, chaired_by="", kept_by="", confirmed=False
):
    """The meeting took place: who came. `present`, `excused`: keys of those called; where nobody was named, two numbers."""
    with act(by, "meetings.hold", meeting, on=on) as this:
        meeting = standing(meeting)
        called = list(meeting.called.all())
        entitled, came = _counted(called, set(present), entitled, number)
        counted = queries.counted_elsewhere(meeting, on)
        everybody = len(present) if called else came
        require(
            rules.may_hold(
                meeting, on=on, present=everybody, entitled=None if called else entitled, counted=" · ".join(counted),
                confirmed=confirmed, today=day_of(this),
            )
        )  # fmt: skip
        meeting.on = on
        _only_one(meeting)
        _note_presence(called, set(present), set(excused))
        meeting.state = State.MINUTED if meeting.minuted_on else State.HELD
        meeting.entitled, meeting.present = entitled, came
        meeting.chaired_by = words(chaired_by, 60) or meeting.chaired_by
        meeting.kept_by = words(kept_by, 60) or meeting.kept_by
        _judge(meeting)
        meeting.save()
        this.note(title=meeting.title(), people=everybody)
    return afresh(meeting)


def _counted(called, present, entitled, number):
    """(members due, members present): counted from those called, or as written."""
    if not called:
        return entitled, number
    votes = [one for one in called if one.votes]
    return len(votes), sum(one.pk in present for one in votes)


def _note_presence(called, present, excused):
    for one in called:
        one.presence = (
            Presence.PRESENT if one.pk in present else Presence.EXCUSED if one.pk in excused else Presence.ABSENT
        )
        one.save()


def _judge(meeting):
    """Quorum or not, by the rule of that day; it stays as it was judged."""
    rule = queries.quorum_rule(meeting, meeting.on)
    if rule is None or not meeting.entitled or meeting.present is None:
        meeting.quorum_met, meeting.quorum_words = None, ""
        return
    meeting.quorum_met = bool(rule.met_by(meeting.present, of=meeting.entitled))
    meeting.quorum_words = rule.sentence()[:400]


def minute(meeting, *, by, on, said=None, summary="", kept_by=""):
    """Write the minutes: what was said about each matter ({key of the agenda item: text}), and the rest."""
    with act(by, "meetings.minute", meeting, on=on) as this:
        meeting = standing(meeting)
        require(rules.may_minute(meeting, on=on, today=day_of(this)))
        for item in meeting.agenda.all():
            if item.pk in (said or {}):
                item.said = said[item.pk].strip()
                item.save()
        meeting.summary, meeting.minuted_on, meeting.state = summary.strip(), on, State.MINUTED
        meeting.kept_by = words(kept_by, 60) or meeting.kept_by
        meeting.save()
        this.note(title=meeting.title())
    return afresh(meeting)


def cancel(meeting, *, by, why):
    """The meeting does not take place."""
    with act(by, "meetings.cancel", meeting) as this:
        meeting = standing(meeting)
        require(rules.may_cancel(meeting))
        require(rules.needs_reason(why))
        meeting.state, meeting.why = State.CANCELLED, words(why, 200)
        meeting.save()
        this.note(title=meeting.title(), why=meeting.why)
    return meeting


# --- resolutions ------------------------------------------------------------------------------------------------------------------


def resolve(
    meeting,
    *,
    by,
    text,
    matter=Resolution.Matter.GENERAL,
    in_favour=None,
    against=None,
    abstained=None,
    owner=None,
    due_on=None,
):
    """Enter a resolution: its words, the votes where they were counted, who carries it out and until when."""
    with act(by, "meetings.resolve", meeting) as this:
        meeting = standing(meeting)
        votes = {"in_favour": in_favour, "against": against, "abstained": abstained}
        require(rules.may_resolve(meeting, words=text, matter=matter, in_favour=in_favour, owner=owner, due_on=due_on))
        require(rules.may_vote(meeting, **votes))
        who = named(owner) if owner else {"person": None, "name": ""}
        number = 1 + max(meeting.resolutions.values_list("number", flat=True), default=0)
        one = Resolution(
            unit=meeting.unit, meeting=meeting, on=meeting.on, number=number, words=words(text, 300), matter=matter, **votes,
            person=who["person"], owner=who["name"], due_on=due_on,
        )  # fmt: skip
        _take_vote(one)
        one.save()
        this.record = one
        this.note(title=one.title(), votes=one.votes)
    return one


def _take_vote(resolution):
    if resolution.in_favour is None:
        return
    rule = queries.pass_rule(resolution.meeting)
    votes = {name: getattr(resolution, name) for name in ("in_favour", "against", "abstained")}
    passed, sentence = rules.carried(resolution.meeting, rule, **votes)
    resolution.vote_words = sentence[:400]
    if not passed:
        resolution.state, resolution.owner, resolution.person, resolution.due_on = Resolution.State.LOST, "", None, None


def report(resolution, *, by, on, text, by_name=""):
    """How far it has come."""
    with act(by, "meetings.report", resolution, on=on) as this:
        resolution = standing(resolution)
        require(rules.may_end(resolution, on=on, today=day_of(this), words=text))
        Progress(resolution=resolution, on=on, words=words(text, 300), by_name=words(by_name, 60)).save()
        this.note(title=resolution.title(), words=words(text, 300))
    return afresh(resolution)


def finish(resolution, *, by, on, result):
    """It is carried out: what came of it."""
    return _end(resolution, "meetings.finish", Resolution.State.DONE, by, on, result)


def drop(resolution, *, by, on, why):
    """It is not carried out, with the reason."""
    return _end(resolution, "meetings.drop", Resolution.State.DROPPED, by, on, why)


def _end(resolution, code, state, by, on, text):
    with act(by, code, resolution, on=on) as this:
        resolution = standing(resolution)
        require(rules.may_end(resolution, on=on, today=day_of(this), words=text))
        resolution.state, resolution.ended_on, resolution.result = state, on, words(text, 200)
        resolution.save()
        this.note(title=resolution.title(), words=resolution.result)
    return resolution


def assign(resolution, *, by, owner, due_on, why):
    """Somebody else is responsible, or another day is set; the reason is kept."""
    with act(by, "meetings.assign", resolution) as this:
        resolution = standing(resolution)
        require(rules.may_follow(resolution))
        require(rules.needs_reason(why))
        require(rules.not_before(resolution.on, due_on, _("resolved on")))
        who = named(owner)
        resolution.person, resolution.owner, resolution.due_on = who["person"], who["name"], due_on
        resolution.save()
        this.note(title=resolution.title(), name=resolution.owner, why=words(why, 200))
    return resolution


# --- evidence, voiding ------------------------------------------------------------------------------------------------------------


def attach(record, file, *, by, kind):
    """Put a file on record: the signed list, the signed minutes, a photograph."""
    with act(by, "meetings.attach", record) as this:
        return put_on_record(this, record, file, kind)


def void(record, *, by, why):
    """Entered by mistake: it counts nowhere any more."""
    with act(by, "meetings.void", record) as this:
        record = standing(record)
        if isinstance(record, Meeting) and record.resolutions.filter(voided_at=None).exists():
            raise Refused(_("Void its resolutions first."))
        mark_void(this, record, why)
    return record
