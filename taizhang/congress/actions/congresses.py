"""The term of a congress: begun, changed, installed, postponed, ended."""

from django.utils.translation import gettext as _

from taizhang.congress import queries, rules
from taizhang.congress.models import Congress, Constituency, Delegate
from taizhang.kernel.acts import act
from taizhang.kernel.verdicts import Refused, require

State = Congress.State


def start(unit, *, by, on, kind, form, since, until, staff, women=None, number=None, above=None, charter="", remark=""):
    """Begin a term of a congress at a unit; its delegates are elected next. `number` of the term: the next one if not given."""
    with act(by, "congress.start", unit, on=on) as this:
        regime = queries.regimes.regime(kind, unit, since, "term_years")
        standing = queries.congresses.in_office(unit, kind)
        require(
            rules.congress.may_start(
                since=since, until=until, staff=staff, women=women, standing=standing, regime=regime
            )
        )
        number = number or queries.congresses.next_number(unit, kind)
        if Congress.objects.standing().filter(unit=unit, kind=kind, number=number).exists():
            raise Refused(_("There is a congress of this number already."))
        congress = Congress(
            unit=unit, kind=kind, form=form, number=number, since=since, until=until, staff=staff, women=women, above=above,
            charter=charter.strip(), remark=remark.strip(),
        )  # fmt: skip
        congress.save()
        this.note(name=congress.name)
    return congress


def change(congress, *, by, form, since, until, staff, women=None, charter="", remark=""):
    """Put right what is on file about a term: headcount, days, charter."""
    with act(by, "congress.change", congress) as this:
        require(rules.congress.may_change(congress))
        regime = queries.regimes.of(congress, since, "term_years")
        require(
            rules.congress.may_start(since=since, until=until, staff=staff, women=women, standing=None, regime=regime)
        )
        congress.form, congress.since, congress.until = form, since, until
        congress.staff, congress.women = staff, women
        congress.charter, congress.remark = charter.strip(), remark.strip()
        congress.save()
        this.note(name=congress.name)
    return congress


def lay_out(congress, *, by, rows):
    """Lay out the constituencies. `rows`: [(name, staff, seats)]; a name that is there already gets the new figures, one left out goes."""
    with act(by, "congress.lay_out", congress) as this:
        require(rules.congress.may_change(congress))
        known = {one.name: one for one in congress.constituencies.all()}
        for name, staff, seats in rows:
            one = known.pop(name, None) or Constituency(congress=congress, name=name)
            one.staff, one.seats = staff, seats
            one.save()
        for one in known.values():
            if one.delegates.exists() or one.opinions.exists():
                raise Refused(_("%s has delegates; it cannot go.") % one.name)
            one.delete()
        this.note(name=congress.name, constituencies=len(rows), seats=sum(seats for _name, _staff, seats in rows))
    return congress


def install(congress, *, by, on):
    """The delegates are elected; the congress is in office. What composition rules say that day is kept with the act."""
    with act(by, "congress.install", congress, on=on) as this:
        delegates = queries.congresses.serving(congress, full=True).count()
        require(rules.congress.may_install(congress, delegates=delegates))
        congress.state = State.SITTING
        congress.save()
        open_points = [str(one.words) for one in queries.congresses.checks(congress, on) if not one.met]
        this.note(name=congress.name, delegates=delegates, **({"open": open_points} if open_points else {}))
    return congress


def postpone(congress, *, by, on, until, why):
    """Put off the end of a term, with the reason and the consent of the union above in it."""
    with act(by, "congress.postpone", congress, on=on) as this:
        require(
            rules.congress.may_postpone(congress, until=until, regime=queries.regimes.of(congress, on, "postponement"))
        )
        congress.postponed_until, congress.postponed_why = until, why.strip()
        congress.save()
        this.note(name=congress.name, until=until.isoformat(), why=why.strip())
    return congress


def end(congress, *, by, on):
    """A term is over: its delegates stop serving that day."""
    with act(by, "congress.end", congress, on=on) as this:
        require(rules.congress.may_end(congress, on=on))
        serving = list(queries.congresses.serving(congress).values_list("pk", flat=True))
        this.change_all(Delegate, serving, state=Delegate.State.EXPIRED, ended_on=on)
        congress.state, congress.ended_on = State.ENDED, on
        congress.save()
        this.record = congress
        this.note(name=congress.name, delegates=len(serving))
    return congress


def withdraw(congress, *, by, why):
    """A term that was entered by mistake goes, with its delegates."""
    with act(by, "congress.withdraw", congress) as this:
        require(rules.congress.may_withdraw(congress, sessions=queries.sessions.of(congress).exists()))
        keys = list(Delegate.objects.standing().filter(congress=congress).values_list("pk", flat=True))
        this.change_all(Delegate, keys, voided_at=this.at)
        congress.voided_at = this.at
        congress.save()
        this.record = congress
        this.note(name=congress.name, why=why.strip())
    return congress
