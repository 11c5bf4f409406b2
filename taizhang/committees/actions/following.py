"""When units are reorganised: the bodies of a union that ends, end with it."""

from django.utils.translation import gettext as _

from taizhang.committees.actions.bodies import close
from taizhang.committees.models import Body, Display, Election, Extension, Seat, Term
from taizhang.kernel import context


def counts(units):
    """What is on file here about these units, for the preview of a reorganisation."""
    bodies = Body.objects.standing().filter(unit__in=units).exclude(state=Body.State.DISSOLVED)
    running = Election.objects.standing().filter(unit__in=units).exclude(state__in=Election.OVER)
    terms = Term.objects.standing().filter(unit__in=units, state=Term.State.IN_OFFICE)
    shown = Display.objects.standing().filter(unit__in=units).exclude(state=Display.State.ENDED)
    return [
        (_("Bodies and groups; those of a union that ends, end with it"), bodies.count()),
        (_("Terms in office; those of a union that ends, end with it"), terms.count()),
        (_("Elections under way; those of a union that ends are called off"), running.count()),
        (_("Double displays; those of a union that ends, end with it"), shown.count()),
    ]


def holds(unit):
    """Why the unit cannot end yet: an election is with the union above."""
    waiting = (Election.State.ASKED, Election.State.REPORTED)
    if Election.objects.standing().filter(unit=unit, state__in=waiting).exists():
        return _("An election of %s waits for the union above; let it decide, or withdraw it.") % unit.name
    if Extension.objects.standing().filter(unit=unit, state=Extension.State.ASKED).exists():
        return _("%s has asked for an extension of its term; let the union above decide, or withdraw it.") % unit.name
    return ""


def carry(unit, into, on, choice):
    """Bodies, elections and displays of a union that ends. → what `back` needs to take it back

    A union from which a part splits off keeps its own; the part elects its own after its founding.
    """
    if not choice.get("heir"):
        return {}
    why = _("the union was reorganised")
    memo = {"bodies": [], "elections": [], "displays": []}
    for election in (
        Election.objects.standing().filter(unit=unit).exclude(state__in=Election.OVER).select_related("unit")
    ):
        memo["elections"].append([election.pk, election.state])
        election.state, election.ended_on, election.why = Election.State.ENDED, max(on, election.last_step_on), why
        election.save()
    for body in Body.objects.standing().filter(unit=unit).exclude(state=Body.State.DISSOLVED).select_related("unit"):
        term = Term.objects.standing().filter(body=body, state=Term.State.IN_OFFICE).first()
        was, held = body.state, close(body, on, why)
        memo["bodies"].append([body.pk, was, [seat.pk for seat in held], term.pk if term else None])
    for display in (
        Display.objects.standing().filter(unit=unit).exclude(state=Display.State.ENDED).select_related("unit")
    ):
        memo["displays"].append([display.pk, display.state])
        display.state, display.ended_on, display.why = Display.State.ENDED, on, why
        display.save()
    return memo


def back(memo):
    """Take it back: bodies, posts, terms, elections and displays stand as before."""
    context.open_act()
    for pk, state, seats, term_pk in (memo or {}).get("bodies", ()):
        _again(Body.objects.get(pk=pk), state=state, dissolved_on=None, why="")
        for seat in Seat.objects.filter(pk__in=seats).select_related("unit", "body", "person"):
            _again(seat, until=None, why="")
        if term_pk is not None:
            _again(Term.objects.get(pk=term_pk), state=Term.State.IN_OFFICE, ended_on=None)
    for pk, state in (memo or {}).get("elections", ()):
        _again(Election.objects.get(pk=pk), state=state, ended_on=None, why="")
    for pk, state in (memo or {}).get("displays", ()):
        _again(Display.objects.get(pk=pk), state=state, ended_on=None, why="")


def _again(record, **was):
    for field, value in was.items():
        setattr(record, field, value)
    record.save()
