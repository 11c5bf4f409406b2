"""The electorate: enrolled, frozen with its hash, changed in public; mandates and personal addresses."""

from django.db.models import Max
from django.utils.translation import gettext as _

from taizhang.ballots import box, credentials, pot, receipts
from taizhang.ballots.models import Ballot, ElectorateChange, Proxy, Tick, Voter
from taizhang.ballots.queries.reading import asks
from taizhang.ballots.rules import life, outside, slips
from taizhang.kernel import jobs, rulebook
from taizhang.kernel.acts import SYSTEM, act
from taizhang.kernel.verdicts import Refused, require
from taizhang.members.models import Membership

CREDENTIAL_ROOM = 1024  # bytes on a slip for message and signature


def enrol(ballot, *, by, voters):
    """Enter voters: dicts with name and, if known, subject, group, weight, unit, user. Who is there already is passed over. → how many are new."""
    with act(by, "ballots.enrol", ballot) as this:
        ballot.refresh_from_db()
        require(life.may_draft_on(ballot))
        there = list(Voter.objects.filter(ballot=ballot).values_list("number", "subject", "user_id"))
        number = max((row[0] for row in there), default=0)
        known = {row[1] for row in there if row[1]}
        accounts = {row[2] for row in there if row[2]}
        fresh = []
        for given in voters:
            subject, user = given.get("subject", ""), given.get("user")
            if (subject and subject in known) or (user and user.pk in accounts):
                continue
            known.add(subject)
            accounts.add(user.pk if user else None)
            number += 1
            fresh.append(_voter(ballot, number, **given))
        Voter.objects.bulk_create(fresh, batch_size=500)
        this.note(title=ballot.title(), people=len(fresh))
    return len(fresh)


def _voter(ballot, number, *, name, subject="", group="", weight=1, unit=None, user=None):
    if not name.strip():
        raise Refused(_("A voter needs a name."))
    if int(weight) < 1:
        raise Refused(_("A voter has at least one vote."))
    return Voter(
        ballot=ballot,
        number=number,
        name=name.strip(),
        subject=subject,
        group=group.strip(),
        weight=int(weight),
        unit=unit,
        user=user,
    )


def enrol_members(ballot, *, by, under=None):
    """Enter everybody in membership at the ballot's union (or `under` it) and below. Kept memberships have no vote."""
    found = Membership.objects.standing().below(under or ballot.unit).filter(status=Membership.Status.MEMBER)
    rows = found.select_related("person", "unit").order_by("unit__path", "group", "id")
    people = (
        {"name": row.person.name, "subject": row.person.subject, "group": row.group, "unit": row.unit} for row in rows
    )
    return enrol(ballot, by=by, voters=people)


def remove_voters(ballot, *, by, numbers):
    """Take voters off the list before it is frozen. → how many"""
    with act(by, "ballots.remove_voters", ballot) as this:
        ballot.refresh_from_db()
        require(life.may_draft_on(ballot))
        gone = Voter.objects.filter(ballot=ballot, number__in=list(numbers))
        people = gone.count()
        Proxy.objects.filter(giver__in=gone).delete()
        Proxy.objects.filter(holder__in=gone).delete()
        gone.delete()
        this.note(title=ballot.title(), people=people)
    return people


def freeze(ballot, *, by, at):
    """Freeze questions and electorate: its hash is published, the pot gets its key, and the clock opens and closes the vote."""
    with act(by, "ballots.freeze", ballot) as this:
        ballot.refresh_from_db()
        asked = asks(ballot)
        voters = list(Voter.objects.filter(ballot=ballot, struck=False).order_by("number"))
        least = rulebook.rule("ballots.weights.hidden_among", ballot.unit, ballot.opens_at.date()).value
        require(life.may_freeze(ballot, asked, [voter.weight for voter in voters], at, least))
        for ask in asked:
            require(life.question_is_sound(ask))
        if ballot.is_outside:
            require(outside.may_be_asked(asked))
        ballot.state, ballot.frozen_at = Ballot.State.FROZEN, at
        ballot.electorate_hash = box.electorate_digest(voters)
        ballot.slip_room = slips.room(asked) + (CREDENTIAL_ROOM if ballot.is_blind else 0)
        ballot.pot_key = "" if ballot.is_outside else pot.new_key(ballot.pk)
        if ballot.is_blind:
            ballot.credential_key = credentials.new_key(ballot.pk)
            ballot.credentials_until = ballot.credentials_until or ballot.opens_at
        ballot.save()
        this.note(title=ballot.title(), people=len(voters), hash=ballot.electorate_hash)
    for moment in (ballot.opens_at, ballot.closes_at):
        jobs.enqueue(
            "ballots.keep_time", by=SYSTEM, once=f"ballots.keep_time:{ballot.pk}:{moment.isoformat()}", after=moment
        )
    return ballot


def _changed(this, ballot, verb, voter, why, by, at):
    voters = Voter.objects.filter(ballot=ballot, struck=False).order_by("number")
    ballot.electorate_hash = box.electorate_digest(voters)
    ballot.save()
    ElectorateChange.objects.create(
        ballot=ballot, verb=verb, number=voter.number, name=voter.name, why=why, by=None if by is SYSTEM else by, at=at,
        hash_after=ballot.electorate_hash,
    )  # fmt: skip
    this.note(title=ballot.title(), name=voter.name, why=why)


def _reason(why):
    if not why.strip():
        raise Refused(_("Give a reason."))
    return why.strip()


def add_voter(ballot, *, by, at, why, **given):
    """Add somebody whom the frozen list forgot; logged and open to everybody, with the new hash."""
    with act(by, "ballots.add_voter", ballot) as this:
        ballot.refresh_from_db()
        require(life.may_change_electorate(ballot, at))
        _require_new(ballot, given)
        last = Voter.objects.filter(ballot=ballot).aggregate(last=Max("number"))["last"] or 0
        voter = _voter(ballot, last + 1, **given)
        voters = [*Voter.objects.filter(ballot=ballot, struck=False), voter]
        least = rulebook.rule("ballots.weights.hidden_among", ballot.unit, ballot.opens_at.date()).value
        require(life.weights_fit(ballot, asks(ballot), [one.weight for one in voters], least))
        voter.save()
        _changed(this, ballot, ElectorateChange.Verb.ADDED, voter, _reason(why), by, at)
    return voter


def _require_new(ballot, given):
    subject, user = given.get("subject"), given.get("user")
    there = Voter.objects.filter(ballot=ballot, struck=False)
    if (subject and there.filter(subject=subject).exists()) or (user and there.filter(user=user).exists()):
        raise Refused(_("This person stands in the electorate already."))


def strike_voter(voter, *, by, at, why):
    """Strike somebody off the frozen list; logged and open. Nobody who has voted is struck off: the vote could not be taken back."""
    ballot = voter.ballot
    with act(by, "ballots.strike_voter", ballot) as this:
        ballot.refresh_from_db()
        voter.refresh_from_db()
        require(life.may_change_electorate(ballot, at))
        if voter.struck:
            raise Refused(_("This voter is struck off already."))
        if Tick.objects.filter(pk=voter.pk).exists():
            raise Refused(
                _("This voter has voted or holds a credential; a vote that was cast cannot be found again and stays.")
            )
        voter.struck = True
        voter.save()
        _changed(this, ballot, ElectorateChange.Verb.STRUCK, voter, _reason(why), by, at)


def give_proxy(giver, *, by, holder):
    """Enter a written mandate: `holder` may vote in the giver's place. How many one person may hold is a rule of the charter."""
    ballot = giver.ballot
    with act(by, "ballots.give_proxy", ballot) as this:
        ballot.refresh_from_db()
        most = rulebook.rule("ballots.proxies.most", ballot.unit, ballot.opens_at.date()).value
        held = Proxy.objects.filter(holder=holder).count()
        require(life.may_hold_proxy(giver, holder, held, most))
        if ballot.is_blind:
            raise Refused(_("In a ballot with credentials nobody votes in another's place."))
        if ballot.state not in (Ballot.State.DRAFTED, Ballot.State.FROZEN, Ballot.State.OPEN):
            raise Refused(_("The vote is over."))
        if Proxy.objects.filter(giver=giver).exists():
            raise Refused(_("%(name)s has given a mandate already.") % {"name": giver.name})
        proxy = Proxy(giver=giver, holder=holder)
        proxy.save()
        this.note(title=ballot.title(), name=giver.name, holder=holder.name)
    return proxy


def withdraw_proxy(proxy, *, by):
    """Take a mandate back; a vote that was cast on it stays."""
    ballot = proxy.giver.ballot
    with act(by, "ballots.withdraw_proxy", ballot) as this:
        this.note(title=ballot.title(), name=proxy.giver.name, holder=proxy.holder.name)
        proxy.delete()


def issue_link(voter, *, by):
    """A personal voting address for somebody without an account; it makes earlier ones worthless. → its token, shown once"""
    with act(by, "ballots.issue_link", voter.ballot) as this:
        token = _new_link(voter)
        this.note(title=voter.ballot.title(), name=voter.name)
    return token


def issue_links(ballot, *, by):
    """Personal voting addresses for every voter without an account, to be handed out in closed envelopes. → [(voter, token)]"""
    with act(by, "ballots.issue_links", ballot) as this:
        voters = Voter.objects.filter(ballot=ballot, struck=False, user=None).order_by("number")
        issued = [(voter, _new_link(voter)) for voter in voters]
        this.note(title=ballot.title(), people=len(issued))
    return issued


def _new_link(voter):
    if voter.ballot.state == Ballot.State.DRAFTED:
        raise Refused(_("Freeze the electorate first."))
    voter.link_round += 1
    voter.save(update_fields=["link_round"])
    return receipts.link_token(voter)
