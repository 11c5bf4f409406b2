"""The only ways to change an aid station."""

from django.utils.translation import gettext as _

from taizhang.aid import rules
from taizhang.aid.models import Station
from taizhang.kernel.acts import act
from taizhang.kernel.verdicts import Refused, require
from taizhang.kernel.writing import day_of

FIELDS = ("name", "kind", "opened_on", "staff", "address", "phone", "has_plaque", "has_rules", "linked_with")


def set_up_station(unit, *, by, on, name, **details):
    """A centre or station is set up: a plaque, people, rules."""
    with act(by, "aid.keep_station", unit, on=on) as this:
        require(rules.households.may_happen(on, today=day_of(this)))
        require(rules.households.may_name(name[:60]))
        station = Station(unit=unit, opened_on=on, name=name.strip())
        _fill(station, details)
        station.save()
        this.record = station
        this.note(name=station.name)
    return station


def change_station(station, *, by, on, **details):
    """What is on file about a station is brought up to date."""
    with act(by, "aid.keep_station", station, on=on) as this:
        station = Station.objects.select_related("unit").get(pk=station.pk)
        if station.closed_on:
            raise Refused(_("This station was closed."))
        _fill(station, {**details, "opened_on": on})
        station.save()
        this.note(name=station.name)
    return station


def _fill(station, details):
    for field in FIELDS:
        if field in details and details[field] is not None:
            setattr(station, field, details[field])


def close_station(station, *, by, on, why):
    """A station is closed; it counts until that day."""
    with act(by, "aid.keep_station", station, on=on) as this:
        station = Station.objects.select_related("unit").get(pk=station.pk)
        if station.closed_on:
            raise Refused(_("This station was closed."))
        require(rules.households.may_happen(on, today=day_of(this), not_before=station.opened_on))
        station.closed_on = on
        station.save()
        this.note(name=station.name, why=why)
    return station
