"""What a delegate may know of the own service: which congress, how elected, which sessions and trainings."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from taizhang.congress.models import Delegate
from taizhang.kernel.manifest import OwnPart


def told(person):
    """The person's service as a delegate, newest first."""
    found = (
        Delegate.objects.standing()
        .filter(person=person)
        .select_related("congress__unit", "constituency")
        .order_by("-elected_on", "-id")
    )
    rows = [
        (
            str(one.congress), str(one.constituency or ""), date_format(one.elected_on), one.get_state_display(), one.badge,
            str(one.attendance.filter(came_at__isnull=False).count()),
        )
        for one in found
    ]  # fmt: skip
    heads = (
        pgettext("congress", "Congress"),
        _("Constituency"),
        _("Elected on"),
        _("State"),
        _("Card no."),
        _("Sessions attended"),
    )
    return [OwnPart(_("My service as a delegate"), heads, tuple(rows))]
