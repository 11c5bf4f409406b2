"""What blood drives and school places contribute."""

from taizhang.kernel.ledger import Line
from taizhang.welfare.facts import measures
from taizhang.welfare.models import Placement, Volunteer

KIND = "AW-20"


def drive_lines(drive):
    """The quota, the volunteers as person-times, the donors as persons, and the years in a row as a reading of the day."""
    about, day, State = {"matter": drive.station}, drive.on, Volunteer.State
    if drive.quota:
        yield Line(measures.BLOOD_QUOTA.code, day, drive.quota, kind=KIND, about=about)
    if drive.streak:
        yield Line(measures.STREAK.code, day, drive.streak, kind=KIND, about=about)
    for one in drive.volunteers.all():
        subject = one.subject_at(drive.unit)
        yield Line(measures.VOLUNTEERED.code, day, 1, kind=KIND, subject=subject, about=about)
        yield Line("work.person_times", day, 1, kind=KIND, about=about)
        if one.state in (State.SELECTED, State.DONATED):
            yield Line(measures.SELECTED.code, day, 1, kind=KIND, subject=subject, about=about)
        if one.state == State.DONATED:
            yield Line(measures.GAVE.code, day, 1, kind=KIND, subject=subject, about=about)
            yield Line("work.persons", day, 1, kind=KIND, subject=subject, about=about)


def placement_lines(placement):
    """Asked for on its day; a child placed is a person on the day of the answer (no key: children are not in the ledger)."""
    yield Line(measures.SCHOOL_ASKED.code, placement.asked_on, 1, kind="AW-19")
    if placement.state == Placement.State.PLACED:
        yield Line(measures.SCHOOL_PLACED.code, placement.asked_on, 1, kind="AW-19")
        yield Line("work.persons", placement.ended_on, 1, kind="AW-19")
