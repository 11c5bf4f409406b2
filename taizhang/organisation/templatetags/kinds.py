"""Words about units for the pages: what a kind is called, how many staff, whether there is a union. Use with {% load kinds %}."""

from django import template

from taizhang.organisation import facts
from taizhang.organisation import kinds as declared

register = template.Library()


@register.filter
def kind_name(unit):
    """The kind of a unit in the reader's language."""
    return declared.name(declared.of(unit.kind))


@register.filter
def staff(profile, day):
    """The staff of a unit on a day."""
    return facts.staff_on(profile, day)


@register.filter
def has_union(profile):
    """Whether the unit is a union."""
    return declared.of(profile.unit.kind).is_union
