"""The rows of the register. Use with {% load register %}.

Written in Python and not in the template, because a page has fifty of them with nine cells each: a third of what the whole page took.
"""

from functools import cache
from html import escape

from django import template
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from taizhang.members.models import Membership, Person
from taizhang.ui.templatetags.ui import badge, day, known

register = template.Library()


@register.simple_tag
def register_rows(page):
    """A row for each membership: who, where, since when, in which status."""
    shown = cache(lambda status, tone: badge(Membership.Status(status).label, tone))
    on = cache(day)
    sex = {code: escape(str(label)) for code, label in Person.Sex.choices}
    under_way = f" {badge(_('being transferred'), 'amber')}"
    first, _pk, last = reverse("members:membership_detail", args=[0]).rpartition("0")
    return mark_safe(  # noqa: S308  escaped piece by piece
        "".join(
            f'<tr><td><a href="{first}{one.pk}{last}">{escape(one.person.name)}</a></td><td>{sex.get(one.person.sex, "—")}</td>'
            f"<td>{escape(one.unit.name)}</td><td>{_told(one.group)}</td><td>{_told(one.employment)}</td>"
            f"<td>{_told(one.migrant_shown)}</td><td>{_told(one.person.phone)}</td><td>{on(one.joined_on)}</td>"
            f"<td>{shown(one.status, one.tone)}{under_way if one.bound_for_id else ''}</td></tr>\n"
            for one in page
        )
    )


def _told(value):
    return escape(str(known(value)))
