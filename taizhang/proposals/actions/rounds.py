"""Rounds: opened, changed, filled with delegates, published, reported."""

from django.utils.translation import gettext as _

from taizhang.kernel.acts import act
from taizhang.kernel.verdicts import Refused, require
from taizhang.members.models import Membership
from taizhang.proposals import queries, rules
from taizhang.proposals.actions.steps import fresh
from taizhang.proposals.models import Entitled, Round


def open_round(
    unit,
    *,
    by,
    on,
    term,
    session,
    session_on,
    opens_on,
    closes_on=None,
    proposers=Round.Proposers.DELEGATES,
    seconders=None,
    leader="",
    remark="",
    of=None,
):
    """Open the collection for a session. Without a closing day it is the last one that the rule allows.

    `of`: the session's own record in another app; it is pointed at by type and id.
    """
    with act(by, "proposals.open_round", unit, on=on) as this:
        handed_in, needed = queries.rounds.handed_in_rule(unit, on), queries.rounds.seconders_rule(unit, on)
        closes_on = closes_on or rules.round.last_day(session_on, handed_in)
        seconders = int(needed.value) if seconders is None else seconders
        require(
            rules.round.may_open(
                opens_on=opens_on, closes_on=closes_on, session_on=session_on, seconders=seconders, rule=handed_in,
                seconders_rule=needed,
            )
        )  # fmt: skip
        if Round.objects.standing().filter(unit=unit, term=term, session=session).exists():
            raise Refused(_("There is a round for this session already."))
        round = Round(
            unit=unit, term=term.strip(), session=session.strip(), session_on=session_on, opens_on=opens_on, closes_on=closes_on,
            proposers=proposers, seconders=seconders, leader=leader.strip(), remark=remark.strip(),
            session_type=of._meta.label_lower if of else "", session_id=of.pk if of else None,
        )  # fmt: skip
        round.save()
        this.note(name=str(round))
    return round


def change_round(round, *, by, on, session_on, opens_on, closes_on, leader="", remark=""):
    """Move the days of a round, within the rule."""
    with act(by, "proposals.open_round", round, on=on) as this:
        round = fresh(round)
        require(
            rules.round.may_open(
                opens_on=opens_on, closes_on=closes_on, session_on=session_on, seconders=round.seconders,
                rule=queries.rounds.handed_in_rule(round.unit, on), seconders_rule=queries.rounds.seconders_rule(round.unit, on),
            )
        )  # fmt: skip
        round.session_on, round.opens_on, round.closes_on = session_on, opens_on, closes_on
        round.leader, round.remark = leader.strip(), remark.strip()
        round.save()
        this.note(name=str(round))
    return round


def entitle(round, memberships, *, by, group=""):
    """Put delegates on the list of a round; those on it already stay as they are. `memberships`: [membership] or [(membership, group)]"""
    with act(by, "proposals.entitle", round) as this:
        known = set(round.entitled.values_list("person_id", flat=True))
        made = []
        for one in memberships:
            membership, place = one if isinstance(one, tuple) else (one, group)
            if membership.person_id not in known:
                known.add(membership.person_id)
                made.append(
                    Entitled(round=round, person_id=membership.person_id, membership=membership, group=place[:60])
                )
        for one in made:
            one.save()
        this.touch(round)
        this.note(name=str(round), persons=len(made))
    return made


def copy_delegates(round, *, by):
    """Take the full delegates of the session that the round points at, or of the newest one that the union's congress names."""
    found = queries.rounds.sessions_to_copy(round.unit)
    pointed = [
        one for one in found if (one.record._meta.label_lower, one.record.pk) == (round.session_type, round.session_id)
    ]
    chosen = (pointed or found)[:1]
    if not chosen:
        raise Refused(_("No session of a congress is on file here; add delegates by hand or by a workbook."))
    groups = dict(chosen[0].delegates())
    standing = Membership.objects.standing().filter(person__in=groups).order_by("id")
    newest = {one.person_id: one for one in standing}
    return entitle(round, [(one, groups[key] or "") for key, one in newest.items()], by=by)


def strike_out(entitled, *, by, why=""):
    """Take somebody off the list of a round."""
    round = entitled.round
    with act(by, "proposals.entitle", round) as this:
        this.note(name=str(round), struck=entitled.person.name, why=why)
        entitled.delete()
        this.touch(round)
    return round


def publish(round, *, by, on, masked=True):
    """Show decided proposals with their answers on a page that everybody may open; names masked unless told otherwise."""
    with act(by, "proposals.publish", round, on=on) as this:
        round = fresh(round)
        require(rules.round.may_publish(round, undecided=queries.rounds.undecided(round)))
        round.published_on, round.masked = on, masked
        round.save()
        this.note(name=str(round))
    return round


def unpublish(round, *, by, on, why):
    """Take the page away."""
    with act(by, "proposals.publish", round, on=on) as this:
        round = fresh(round)
        round.published_on = None
        round.save()
        this.note(name=str(round), why=why)
    return round


def report(round, *, by, on):
    """The round was reported to the congress."""
    with act(by, "proposals.report", round, on=on) as this:
        round = fresh(round)
        require(rules.round.may_report(round, undecided=queries.rounds.undecided(round)))
        round.reported_on = on
        round.save()
        this.note(name=str(round))
    return round
