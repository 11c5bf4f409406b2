"""Rounds: planned, held, reported, cancelled; the canteen groups and the checks that were due."""

from datetime import timedelta

from taizhang.congress.actions.steps import fresh, words
from taizhang.congress.models import Canteen, CheckPoint, Round
from taizhang.congress.queries import following as queries
from taizhang.congress.rules import rounds as rules
from taizhang.kernel.acts import act
from taizhang.kernel.verdicts import require
from taizhang.kernel.writing import day_of

State, Kind = Round.State, Round.Kind


def plan_round(unit, *, by, kind, on, name, host=None, place="", method="", canteen=None, points=None):
    """Plan a round: where to, with which checklist. `points`: the lines; left out, those that this kind starts with."""
    with act(by, "congress.plan_round", unit, on=on) as this:
        require(rules.may_plan(kind, host=host, place=place, canteen=canteen))
        round = Round(
            unit=unit, kind=kind, planned_on=on, name=words(name, 120), host=host, place=words(place, 80), method=method, canteen=canteen
        )  # fmt: skip
        round.save()
        for number, line in enumerate(rules.checklist(kind) if points is None else points, start=1):
            CheckPoint(round=round, number=number, words=words(line, 120)).save()
        this.note(name=round.name)
    return round


def hold_round(
    round, *, by, on, people, names="", interviewed=None, minutes="", good="", verdict="", asked=None, content=None, results=None
):  # fmt: skip
    """What was seen and said. `results`: {number of the point: (result, remark)}."""
    with act(by, "congress.hold_round", round, on=on) as this:
        round = fresh(round)
        require(rules.may_hold(round, on=on, people=people, today=day_of(this)))
        require(rules.may_satisfy(asked, content))
        round.state, round.held_on, round.people, round.interviewed = State.HELD, on, people, interviewed
        round.names, round.minutes, round.good = words(names, 500), words(minutes, 5000), words(good, 500)
        round.verdict, round.asked, round.content = verdict, asked, content
        round.save()
        for point in round.points.all():
            point.result, point.remark = (results or {}).get(point.number, ("", ""))
            point.remark = words(point.remark, 300)
            point.save()
        this.note(name=round.name, people=people)
    return round


def close_round(round, *, by, on):
    """The report is given; whatever is open lives on as an issue with owner and day."""
    with act(by, "congress.close_round", round, on=on) as this:
        round = fresh(round)
        require(rules.may_close(round, on=on, today=day_of(this), open_issues=queries.unassigned(round)))
        round.state, round.closed_on = State.CLOSED, on
        round.save()
        this.note(name=round.name)
    return round


def cancel_round(round, *, by, on, why):
    """It did not take place."""
    with act(by, "congress.plan_round", round, on=on) as this:
        round = fresh(round)
        require(rules.may_cancel(round, why=why))
        round.state, round.why = State.CANCELLED, words(why, 300)
        round.save()
        this.note(name=round.name, why=words(why, 200))
    return round


# --- canteens ----------------------------------------------------------------------------------------------------------------


def open_canteen(unit, *, by, since, name, members):
    """A quality group begins its work in a canteen."""
    with act(by, "congress.open_canteen", unit, on=since) as this:
        canteen = Canteen(unit=unit, name=words(name, 60), members=words(members, 300), since=since)
        canteen.save()
        this.note(name=canteen.name)
    return canteen


def check_canteen(canteen, *, by, on, people, name, names="", asked=None, content=None, results=None):
    """Today's check, in one step: what was served, what was found."""
    with act(by, "congress.hold_round", canteen, on=on) as this:
        canteen = fresh(canteen)
        require(rules.may_check(canteen, on=on))
        require(rules.may_hold(Round(kind=Kind.CHECK, planned_on=on), on=on, people=people, today=day_of(this)))
        require(rules.may_satisfy(asked, content))
        round = Round(
            unit=canteen.unit, kind=Kind.CHECK, canteen=canteen, planned_on=on, held_on=on, name=words(name, 120), people=people,
            names=words(names, 500), asked=asked, content=content, state=State.CLOSED, closed_on=on,
        )  # fmt: skip
        round.save()
        for number, line in enumerate(rules.checklist(Kind.CHECK), start=1):
            result, remark = (results or {}).get(number, ("", ""))
            CheckPoint(round=round, number=number, words=line, result=result, remark=words(remark, 300)).save()
        if on > (canteen.counted_until or canteen.since - timedelta(1)):
            canteen.counted_until = on  # what was done is never ahead of what was due
            canteen.save()
        this.record = round
        this.note(name=round.name, people=people)
    return round


def meet_canteen(canteen, *, by, on, people, name, names="", minutes="", asked=None, content=None):
    """This week's meeting of the group."""
    with act(by, "congress.hold_round", canteen, on=on) as this:
        canteen = fresh(canteen)
        require(rules.may_check(canteen, on=on))
        require(rules.may_hold(Round(kind=Kind.TABLE, planned_on=on), on=on, people=people, today=day_of(this)))
        require(rules.may_satisfy(asked, content))
        round = Round(
            unit=canteen.unit, kind=Kind.TABLE, canteen=canteen, planned_on=on, held_on=on, name=words(name, 120), people=people,
            names=words(names, 500), minutes=words(minutes, 5000), asked=asked, content=content, state=State.CLOSED, closed_on=on,
        )  # fmt: skip
        round.save()
        this.record = round
        this.note(name=round.name, people=people)
    return round


def end_canteen(canteen, *, by, on):
    """The group ends its work; checks are due up to that day."""
    with act(by, "congress.open_canteen", canteen, on=on) as this:
        canteen = fresh(canteen)
        require(rules.may_end_canteen(canteen, on=on))
        canteen.until = on
        canteen.counted_until = on if on <= day_of(this) else canteen.counted_until
        canteen.save()
        this.note(name=canteen.name)
    return canteen


def count_checks(canteen, *, by, until):
    """Count the checks that were due up to a day; the job asks for it week by week."""
    with act(by, "congress.count_checks", canteen, on=until) as this:
        canteen = fresh(canteen)
        day = min(until, canteen.until) if canteen.until else until
        require(rules.may_count_until(canteen, day))
        canteen.counted_until = day
        canteen.save()
        this.note(name=canteen.name)
    return canteen
