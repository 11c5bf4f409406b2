"""What stands open at units that are reorganised."""

from django.utils.translation import gettext as _

from taizhang.congress.models import Congress


def in_office(units):
    """[(words, number)] of the congresses of these units whose term is not over."""
    sitting = Congress.objects.standing().filter(unit__in=units).exclude(state=Congress.State.ENDED)
    return [(_("Congresses in office; those of a union that ends are over"), sitting.count())]
