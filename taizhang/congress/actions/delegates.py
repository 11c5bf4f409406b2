"""Delegates: elected, trained, gone, recalled, replaced."""

import secrets

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from taizhang.ballots import queries as ballot_queries
from taizhang.ballots.models import Candidate
from taizhang.congress import queries, rules
from taizhang.congress.models import Delegate, Trained, Training
from taizhang.kernel.acts import act
from taizhang.kernel.verdicts import Refused, require
from taizhang.members.models import Person

State = Delegate.State


def fresh_badges(congress, number):
    """So many card numbers that are not in use: six digits at random, for whoever knows one may sign in at the door."""
    used, made = queries.delegates.badges(congress), []
    while len(made) < number:
        badge = f"{secrets.randbelow(900_000) + 100_000}"
        if badge not in used:
            used.add(badge)
            made.append(badge)
    return made


def elect(
    congress, *, by, on, name, sex="", person=None, constituency=None, standing_as=Delegate.Standing.FULL, post=Delegate.Post.FRONT_LINE,
    teacher=False, position="", how=Delegate.How.MEETING, entitled=None, took_part=None, in_favour=None, replaces=None, ballot_id=None,
):  # fmt: skip
    """Enter a delegate who was elected: by whom, how, with how many votes; `person` is the one on the register of members, if any."""
    with act(by, "congress.elect", congress, on=on) as this:
        already = queries.delegates.already(congress, person=person, name=name.strip(), constituency=constituency)
        require(rules.delegate.may_be_entered(congress, on=on, already=already))
        if constituency is not None and constituency.congress_id != congress.pk:
            raise Refused(_("This constituency belongs to another congress."))
        if standing_as == Delegate.Standing.FULL and constituency is not None:
            require(rules.delegate.seats_left(constituency, serving=queries.delegates.taken(constituency)))
        regime = queries.regimes.of(congress, on, "turnout", "elected")
        require(rules.delegate.is_elected(entitled=entitled, took_part=took_part, in_favour=in_favour, regime=regime))
        delegate = Delegate(
            unit=congress.unit, congress=congress, constituency=constituency, person=person, name=person.name if person else name.strip(),
            sex=person.sex if person else sex, standing_as=standing_as, post=post, teacher=teacher, position=position.strip(),
            badge=fresh_badges(congress, 1)[0], elected_on=on, how=how, entitled=entitled, took_part=took_part, in_favour=in_favour,
            replaces=replaces, ballot_id=ballot_id,
        )  # fmt: skip
        delegate.save()
        this.note(name=delegate.name, congress=congress.name)
    return delegate


@transaction.atomic  # all whom a ballot elected, or none
def take_over_elected(congress, *, by, on, ballot, constituency=None):
    """Enter everybody whom a counted ballot elected, with its figures; who serves already is left out. → the delegates"""
    if not ballot.has_result:
        raise Refused(_("The ballot is not counted yet."))
    found, made = ballot_queries.result(ballot, by), []
    subjects = dict(Candidate.objects.filter(question__ballot=ballot).values_list("name", "subject"))
    for question in found["questions"]:
        for row in question["rows"]:
            person = _person(subjects.get(row["name"], "")) if row["elected"] else None
            known = queries.delegates.already(congress, person=person, name=row["name"], constituency=constituency)
            if row["elected"] and not known:
                one = elect(
                    congress, by=by, on=on, name=row["name"], person=person, constituency=constituency, how=Delegate.How.BALLOT,
                    entitled=found["entitled"], took_part=found["returned"], in_favour=row["for"], ballot_id=ballot.pk,
                )  # fmt: skip
                made.append(one)
    if not made:
        raise Refused(_("This ballot elected nobody who is not a delegate already."))
    return made


def _person(subject):
    """The person whom a candidate's subject names: person:12."""
    kind, _colon, key = subject.partition(":")
    return Person.objects.filter(pk=int(key)).first() if kind == "person" and key.isdecimal() else None


def change_delegate(delegate, *, by, constituency=None, post, teacher=False, position="", sex="", standing_as):
    """Put right what is on file about a delegate's work and constituency."""
    with act(by, "congress.change_delegate", delegate) as this:
        require(rules.delegate.may_leave(delegate, on=delegate.elected_on))
        delegate.constituency, delegate.post, delegate.teacher = constituency, post, teacher
        delegate.position, delegate.standing_as = position.strip(), standing_as
        if delegate.person_id is None:
            delegate.sex = sex
        delegate.save()
        this.note(name=delegate.name, congress=delegate.congress.name)
    return delegate


def call_everybody(congress, *, by, on):
    """A general meeting: everybody in membership at the unit and below is entitled. Those who joined since are added. → how many."""
    with act(by, "congress.call_everybody", congress, on=on) as this:
        require(rules.congress.may_change(congress))
        if congress.form != congress.Form.EVERYBODY:
            raise Refused(_("Here delegates meet; elect them by constituency."))
        members = list(queries.delegates.entitled_members(congress))
        if not members:
            raise Refused(_("Everybody on the register is entered already."))
        badges = fresh_badges(congress, len(members))
        this.create_all(
            Delegate,
            [
                Delegate(
                    unit=congress.unit, congress=congress, person=one.person, name=one.person.name, sex=one.person.sex, badge=badge,
                    position=one.position, elected_on=on, how=Delegate.How.EVERYBODY,
                )
                for one, badge in zip(members, badges, strict=True)
            ],
        )  # fmt: skip
        this.record = congress
        this.note(name=congress.name, persons=len(members))
    return len(members)


def resign(delegate, *, by, on, state, why):
    """A delegate stops serving: resigned, or left the unit. The seat is vacant until the constituency fills it."""
    with act(by, "congress.resign", delegate, on=on) as this:
        require(rules.delegate.may_leave(delegate, on=on))
        if state not in (State.RESIGNED, State.LEFT):
            raise Refused(_("Say whether the delegate resigned or left."))
        delegate.state, delegate.ended_on, delegate.ended_why = state, on, why.strip()
        delegate.save()
        this.note(name=delegate.name, congress=delegate.congress.name, why=why.strip())
    return delegate


def recall(delegate, *, by, on, entitled, in_favour, why):
    """The constituency recalls its delegate, by the share of all whom the law asks for."""
    with act(by, "congress.recall", delegate, on=on) as this:
        regime = queries.regimes.of(delegate.congress, on, "recall")
        require(rules.delegate.may_recall(delegate, on=on, entitled=entitled, in_favour=in_favour, regime=regime))
        delegate.state, delegate.ended_on, delegate.ended_why = State.RECALLED, on, why.strip()
        delegate.recall_entitled, delegate.recall_in_favour = entitled, in_favour
        delegate.save()
        this.note(name=delegate.name, votes=in_favour, of=entitled, why=why.strip())
    return delegate


def replace(delegate, *, by, on, **elected):
    """Fill a vacant seat by a by-election of the same constituency. `elected` as for `elect`."""
    require(
        rules.delegate.may_replace(delegate, replaced=Delegate.objects.standing().filter(replaces=delegate).first())
    )
    return elect(delegate.congress, by=by, on=on, constituency=delegate.constituency, replaces=delegate, **elected)


def new_card(delegate, *, by):
    """A new card number for a delegate who has lost the card."""
    with act(by, "congress.change_delegate", delegate) as this:
        require(rules.delegate.may_leave(delegate, on=delegate.elected_on))
        delegate.badge = fresh_badges(delegate.congress, 1)[0]
        delegate.save()
        this.note(name=delegate.name, congress=delegate.congress.name, card=True)
    return delegate


def train(congress, *, by, on, topic, came, lecturer="", hours=None, place=""):
    """Note a training of delegates with who came. `came`: delegates."""
    with act(by, "congress.train", congress, on=on) as this:
        require(rules.delegate.may_train(on=on, today=timezone.localdate(this.at), came=came))
        training = Training(
            unit=congress.unit,
            congress=congress,
            on=on,
            topic=topic.strip(),
            lecturer=lecturer.strip(),
            hours=hours,
            place=place.strip(),
        )
        training.save()
        this.create_all(Trained, [Trained(training=training, delegate=one) for one in came])
        this.record = training
        this.note(name=training.topic, persons=len(came))
    return training


def withdraw_training(training, *, by, why):
    """A training that was entered by mistake goes."""
    with act(by, "congress.train", training) as this:
        training.voided_at = this.at
        training.save()
        this.note(name=training.topic, persons=0, why=why.strip())
    return training
