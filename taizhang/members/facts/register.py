"""What a membership says to the ledger: that somebody joined, in which status the person stands from which day, and that somebody left."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from taizhang.kernel.ledger import Line
from taizhang.kernel.manifest import Measure
from taizhang.members.models import Membership

# Memberships without a joining date always count: they stand in the ledger from a day before every report.
LONG_AGO = date(1900, 1, 1)

MEMBERS = Measure("members.members", _("Persons on the register"), _("persons"), nature="balance")
JOINED = Measure("members.joined", _("Members admitted"), _("persons"))
LEFT = Measure("members.left", _("Members left"), _("persons"))
MOVED_IN = Measure("members.moved_in", _("Members transferred in"), _("persons"))
MOVED_OUT = Measure("members.moved_out", _("Members transferred out"), _("persons"))

FILTERS = {"会员状态": "status", "性别": "sex", "农民工": "migrant", "用工形式": "employment", "工会小组": "group"}
FILTERS |= {"转接方向": "way", "转接状态": "transfer", "登记方式": "source"}


def membership_lines(membership):
    """One person joins once; each change of status ends the old standing and begins the new one on the same day."""
    subject, about = f"person:{membership.person_id}", _about(membership, membership.first_status)
    begun = membership.joined_on or LONG_AGO
    yield Line(MEMBERS.code, begun, 1, kind=membership.first_status, subject=subject, about=about)
    if membership.joined_on and membership.first_status not in (Membership.Status.APPLYING, Membership.Status.COMING):
        measure = MOVED_IN if membership.came_from_id or membership.from_outside else JOINED
        yield Line(measure.code, membership.joined_on, 1, kind=membership.first_status, subject=subject, about=about)
    for day, was, now, _why in membership.changes() if membership.history else ():
        yield from _change(membership, day, was, now, subject)


def _change(membership, day, was, now, subject):
    before, after = _about(membership, was), _about(membership, now)
    yield Line(MEMBERS.code, day, -1, kind=was, subject=subject, about=before)
    yield Line(MEMBERS.code, day, 1, kind=now, subject=subject, about=after)
    if was not in Membership.STANDING and now in Membership.STANDING:
        measure = MOVED_IN if was == Membership.Status.COMING else JOINED
        yield Line(measure.code, day, 1, kind=now, subject=subject, about=after)
    elif was in Membership.STANDING and now not in Membership.STANDING:
        measure = MOVED_OUT if now == Membership.Status.MOVED else LEFT
        yield Line(measure.code, day, 1, kind=now, subject=subject, about=after)


def _about(membership, status):
    return {
        "status": status,
        "sex": membership.person.sex,
        "migrant": membership.migrant_words,
        "employment": membership.employment,
        "group": membership.group,
    }
