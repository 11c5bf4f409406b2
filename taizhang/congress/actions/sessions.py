"""A session: planned, given its agenda and papers, called, opened, closed, reported, published."""

from django.db.models import Max
from django.utils.translation import gettext as _

from taizhang.congress import queries, rules
from taizhang.congress.models import AgendaItem, Opinion, Paper, Seat, Session
from taizhang.kernel import evidence
from taizhang.kernel.acts import SYSTEM, act
from taizhang.kernel.verdicts import Refused, require

State, Outcome = Session.State, AgendaItem.Outcome


def plan_session(
    congress, *, by, on, opens_on, kind=Session.Kind.REGULAR, number=None, place="", theme="", demanded_by=None
):
    """Plan a session or a meeting between sessions. `demanded_by`: how many delegates asked for an extraordinary one; None: the union."""
    with act(by, "congress.plan_session", congress, on=on) as this:
        number = number or queries.sessions.next_number(congress, kind)
        taken = Session.objects.standing().filter(congress=congress, kind=kind, number=number).exists()
        require(rules.session.may_plan(congress, opens_on=opens_on, number_taken=taken))
        if kind == Session.Kind.EXTRAORDINARY:
            due = queries.congresses.serving(congress, full=True).count()
            regime = queries.regimes.of(congress, on, "extraordinary")
            require(rules.session.may_call_extraordinary(demanded_by=demanded_by, due=due, regime=regime))
        session = Session(
            unit=congress.unit,
            congress=congress,
            kind=kind,
            number=number,
            opens_on=opens_on,
            place=place.strip(),
            theme=theme.strip(),
        )
        session.save()
        this.record = session
        this.note(name=session.name, **({"demanded_by": demanded_by} if demanded_by else {}))
    return session


def change_session(session, *, by, opens_on, place="", theme=""):
    """Another day, place or theme, until the session is closed."""
    with act(by, "congress.change_session", session) as this:
        require(rules.session.may_prepare(session))
        if session.state == State.OPEN and opens_on != session.opens_on:
            raise Refused(_("The session was opened already."))
        session.opens_on, session.place, session.theme = opens_on, place.strip(), theme.strip()
        session.save()
        this.note(name=session.name)
    return session


def withdraw_session(session, *, by, why):
    """A session that does not take place."""
    with act(by, "congress.withdraw_session", session) as this:
        require(rules.session.may_withdraw(session))
        session.voided_at = this.at
        session.save()
        this.note(name=session.name, why=why.strip())
    return session


def add_item(session, *, by, name, power, matter=AgendaItem.Matter.OTHER, secret=None, speaker=""):
    """Put a matter on the agenda. `secret`: None asks the rulebook; a matter that the law puts to secret ballot cannot be made open."""
    with act(by, "congress.set_agenda", session) as this:
        require(rules.session.may_prepare(session))
        last = queries.sessions.items(session).aggregate(last=Max("number"))["last"] or 0
        item = AgendaItem(
            unit=session.unit, session=session, number=last + 1, name=name.strip(), power=power, matter=matter, speaker=speaker.strip(),
            secret=_secret(session, power, secret),
        )  # fmt: skip
        item.save()
        this.record = session
        this.note(name=session.name, matter=item.name)
    return item


def _secret(session, power, wished):
    return queries.regimes.needs_secrecy(session.congress, power, session.opens_on) or bool(wished)


def change_item(item, *, by, name, power, matter, secret=None, speaker=""):
    """Change a matter of the agenda that is not decided."""
    with act(by, "congress.set_agenda", item) as this:
        require(rules.session.may_prepare(item.session))
        if item.outcome != Outcome.OPEN:
            raise Refused(_("This matter is decided: %s.") % item.get_outcome_display())
        item.name, item.power, item.matter, item.speaker = name.strip(), power, matter, speaker.strip()
        item.secret = _secret(item.session, power, secret)
        item.save()
        this.note(name=item.session.name, matter=item.name)
    return item


def drop_item(item, *, by, why):
    """Take a matter off the agenda; the others keep their numbers."""
    with act(by, "congress.set_agenda", item) as this:
        require(rules.session.may_prepare(item.session))
        if item.outcome != Outcome.OPEN or item.votes.filter(voided_at=None).exists():
            raise Refused(_("This matter was voted on; it stays on the agenda."))
        item.voided_at = this.at
        item.save()
        this.note(name=item.session.name, matter=item.name, why=why.strip())
    return item


def add_paper(session, *, by, name, item=None, sent_on=None, file=None):
    """A paper for the delegates, with the day on which it reached them; the file itself is kept with the session."""
    with act(by, "congress.send_papers", session) as this:
        require(rules.session.may_prepare(session))
        if item is not None and item.session_id != session.pk:
            raise Refused(_("This matter belongs to another session."))
        paper = Paper(session=session, item=item, name=name.strip(), sent_on=sent_on)
        paper.save()
        if file is not None:
            evidence.attach(session, file, "会议材料", by=by)
        this.note(name=session.name, paper=paper.name)
    return paper


def send_papers(session, *, by, on):
    """Every paper that is not with the delegates yet reached them on this day. → how many."""
    with act(by, "congress.send_papers", session, on=on) as this:
        require(rules.session.may_prepare(session))
        waiting = list(session.papers.filter(sent_on=None))
        if not waiting:
            raise Refused(_("All papers are with the delegates already."))
        for paper in waiting:
            paper.sent_on = on
            paper.save()
        this.note(name=session.name, papers=len(waiting))
    return len(waiting)


def seat_presidium(session, *, by, delegates, presiding=()):
    """Who sits in the presidium, or who is due at a meeting between sessions. Replaces what was set before."""
    with act(by, "congress.seat_presidium", session) as this:
        require(rules.session.may_prepare(session))
        due = {one.pk for one in queries.congresses.serving(session.congress)}
        wrong = [one.name for one in delegates if one.pk not in due]
        if wrong:
            raise Refused(_("Not serving: %s.") % _(", ").join(wrong))
        for seat in session.presidium.all():
            seat.delete()
        heads = {one.pk for one in presiding}
        this.create_all(Seat, [Seat(session=session, delegate=one, presides=one.pk in heads) for one in delegates])
        this.note(name=session.name, persons=len(delegates))
    return session


def call(session, *, by, on):
    """Call the session: from now on who comes is noted, and the papers are due with the delegates."""
    with act(by, "congress.call", session, on=on) as this:
        require(rules.session.may_call(session, items=queries.sessions.items(session).exists()))
        session.state, session.called_on = State.CALLED, on
        session.save()
        this.note(name=session.name, opens_on=session.opens_on.isoformat())
    return session


def open_session(session, *, by, on):
    """The chair opens the session: quorum is asked, and the number of those due and present is frozen."""
    with act(by, "congress.open", session, on=on) as this:
        here = queries.sessions.quorum(session, on)
        require(rules.session.may_open(session, on=on, present=here.present, due=here.due, rule=here.rule))
        session.state, session.due, session.present = State.OPEN, here.due, here.present
        session.save()
        this.note(name=session.name, due=here.due, present=here.present)
    return session


def note_opinion(item, *, by, on, words, group=None):
    """What a group said about a matter."""
    with act(by, "congress.note_opinion", item, on=on) as this:
        require(rules.session.may_prepare(item.session))
        opinion = Opinion(item=item, group=group, said_on=on, words=words.strip())
        opinion.save()
        this.note(name=item.name, group=group.name if group else "")
    return opinion


def say_as_delegate(item, *, delegate, on, words):
    """What a delegate says about a matter before the vote, on the own page; it stands with the delegate's group, without a name."""
    with act(SYSTEM, "congress.say_as_delegate", item, on=on) as this:
        require(rules.session.may_speak(item, delegate))
        opinion = Opinion(item=item, group=delegate.constituency, said_on=on, words=words.strip()[:1000])
        opinion.save()
        this.note(name=item.name, group=opinion.group.name if opinion.group else "")
    return opinion


def answer_group(opinion, *, by, on, answer, answered_by="", taken_up=None):
    """What was answered to a group, and whether the draft was changed for it."""
    with act(by, "congress.answer_group", opinion.item, on=on) as this:
        opinion.answer, opinion.answered_by, opinion.answered_on = answer.strip(), answered_by.strip(), on
        opinion.taken_up = taken_up
        opinion.save()
        this.note(name=opinion.item.name, group=opinion.group.name if opinion.group else "")
    return opinion


def hear(item, *, by, on, outcome=Outcome.HEARD, decision=""):
    """A matter was heard and discussed, or deferred; passing needs a vote."""
    with act(by, "congress.decide", item, on=on) as this:
        if outcome not in (Outcome.HEARD, Outcome.DEFERRED):
            raise Refused(_("Passing needs a vote."))
        require(rules.session.may_hear(item, outcome=outcome))
        item.outcome, item.decided_on, item.decision = outcome, on, decision.strip()
        item.save()
        this.note(name=item.name, outcome=outcome)
    return item


def close_session(session, *, by, on, proceedings=""):
    """Close the session; everybody who came now counts in the figures."""
    with act(by, "congress.close", session, on=on) as this:
        require(rules.session.may_close(session, undecided=queries.sessions.undecided(session), on=on))
        session.state, session.closes_on, session.proceedings = State.CLOSED, on, proceedings.strip()
        session.report_due_on = queries.sessions.report_by(session)
        session.save()
        persons, _full = queries.sessions.came(session)
        this.note(name=session.name, persons=persons)
    return session


def report(session, *, by, on):
    """The result went to the union above."""
    with act(by, "congress.report", session, on=on) as this:
        require(rules.session.may_report(session, on=on))
        session.reported_on = on
        _finish(session)
        session.save()
        this.note(name=session.name)
    return session


def publish(session, *, by, on, how):
    """The result was made known to everybody: where."""
    with act(by, "congress.publish", session, on=on) as this:
        require(rules.session.may_publish(session, on=on))
        session.published_on, session.published_how = on, how.strip()
        _finish(session)
        session.save()
        this.note(name=session.name, how=how.strip())
    return session


def _finish(session):
    if session.reported_on and session.published_on:
        session.state = State.REPORTED


def confirm(meeting, *, by, on, session):
    """A full session confirms what a meeting between sessions decided."""
    with act(by, "congress.confirm", meeting, on=on) as this:
        require(rules.session.may_confirm(meeting, session))
        meeting.confirms = session
        meeting.save()
        this.note(name=meeting.name, session=session.name)
    return meeting


def file_paper(session, *, by, kind, file):
    """Keep a file with the session: photographs, signed lists, the seal of the minutes."""
    with act(by, "congress.file", session) as this:
        evidence.attach(session, file, kind, by=by)
        this.note(name=session.name, kind=kind)
    return session
