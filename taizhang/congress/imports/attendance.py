"""The workbook of attendance, as the table at the door kept it: who of the due was here, who was excused."""

from collections import defaultdict

from django.utils.translation import gettext

from taizhang.congress.models import Attendance, Session
from taizhang.congress.queries import sessions as queries
from taizhang.intake.problems import REJECTED
from taizhang.intake.unitbook import unit_of_row
from taizhang.kernel.verdicts import Refused

ABSENT = {"", "否", "未到", "缺席", "请假", "没到", "×", "x", "no", "0"}
TAKES = (Session.State.CALLED, Session.State.OPEN)


def check(rows, context):
    """Unit, session, delegate; each row either finds its delegate among the due or says why not."""
    for row in rows:
        row.unit = unit_of_row(row, context)
    halls, seen = _Halls(), set()
    for row in rows:
        if row.unit is None or row.rejected:
            continue
        session = halls.session(row)
        delegate = halls.delegate(row, session) if session is not None else None
        if delegate is None:
            continue
        if (session.pk, delegate.pk) in seen:
            row.find("name", "delegate_twice", REJECTED)
            continue
        seen.add((session.pk, delegate.pk))
        here, excused = row.get("here", "").strip().lower() not in ABSENT, row.get("excused", "").strip()
        known = halls.known(session).get(delegate.pk)
        if (known is not None and known.is_present) or not (here or excused):
            row.leave_unchanged("name")
            continue
        row.extra = {"session": session, "delegate": delegate, "here": here, "excused": excused, "known": known}


class _Halls:
    """The sessions of the units in a workbook that take attendance, and who is due at them."""

    def __init__(self):
        self.open, self.due, self.rows = {}, {}, {}

    def session(self, row):
        """The session that a row means: by its words, or the only one that takes attendance."""
        unit = row.unit
        if unit.pk not in self.open:
            standing = Session.objects.standing().filter(unit=unit, state__in=TAKES)
            self.open[unit.pk] = list(standing.select_related("congress__unit", "unit").order_by("opens_on", "id"))
        found, words = self.open[unit.pk], row.get("session", "").replace(" ", "")
        if words and len(found) > 1:
            found = [one for one in found if words in one.name or words in one.short or one.name in words]
        if len(found) == 1:
            return found[0]
        known = "、".join(one.short for one in found)
        row.find("session", "several_sessions" if found else "no_session", REJECTED, known=known)
        return None

    def delegate(self, row, session):
        """The delegate among the due, by card number or by name."""
        if session.pk not in self.due:
            named = defaultdict(list)
            for one in queries.due(session):
                named[one.name].append(one)
            self.due[session.pk] = named
        same = self.due[session.pk].get(row.values["name"], [])
        badge = str(row.get("badge", "")).strip()
        if badge:
            same = [one for one in same if one.badge == badge]
        if len(same) == 1:
            return same[0]
        row.find("name", "same_name_due" if same else "not_a_delegate", REJECTED)
        return None

    def known(self, session):
        """{delegate's key: attendance} of a session."""
        if session.pk not in self.rows:
            self.rows[session.pk] = {row.delegate_id: row for row in Attendance.objects.filter(session=session)}
        return self.rows[session.pk]


def write(rows, context, this):
    """Attendance in one stroke; who was excused and came after all is here."""
    fresh, persons = [], 0
    for row in rows:
        if not row.enters:
            continue
        found = row.extra
        one = found["known"] or Attendance(session=found["session"], delegate=found["delegate"])
        if found["here"]:
            one.came_at, one.left_at, one.excused, one.how = this.at, None, "", Attendance.How.WORKBOOK
            persons += 1
        else:
            one.excused = found["excused"]
        if found["known"]:
            one.save()
        else:
            fresh.append(one)
    this.create_all(Attendance, fresh)
    return {"persons": persons, "excused": len(fresh) - persons if len(fresh) > persons else 0}


def undo(batch, context, this):
    """Nothing is undone in one stroke: quorum and votes may rest on it. Who is not here is put right on the list, one by one."""
    raise Refused(
        gettext("Quorum and votes rest on who was noted; put it right on the attendance list of the session.")
    )
