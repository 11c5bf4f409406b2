"""What a member reads of openness on the own page: what was opened to the staff, and what became of own questions."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from taizhang.kernel.manifest import OwnPart
from taizhang.members.models import Membership
from taizhang.openness.queries import public

SHOWN = 10


def told(person):
    """The latest disclosures that this member may read, with a door to all of them; and the member's own questions."""
    membership = Membership.objects.standing().filter(person=person, status__in=Membership.STANDING).first()
    if membership is not None:
        rows = tuple(
            (one.issue, one.name, one.unit.name, date_format(one.posted_on), date_format(one.until_on))
            for one in public.readable_by(membership).select_related("unit")[:SHOWN]
        )
        heads = (pgettext("openness", "Issue"), _("What is disclosed"), _("Union"), _("Posted on"), _("Last day"))
        doors = ((_("Read and ask"), reverse("openness:own_list")),)
        yield OwnPart(_("What my union discloses"), heads, rows, doors)
    asked = tuple(
        (
            date_format(one.received_on),
            one.disclosure.name,
            one.words,
            one.answer or _("answered by %s") % date_format(one.due_on),
        )
        for one in public.own_opinions(person)[:SHOWN]
    )
    yield OwnPart(
        _("My questions on disclosures"), (_("Day"), _("On what"), _("Said"), pgettext("openness", "Answer")), asked
    )
