"""Which round and which persons a row means."""

import re

from taizhang.intake.problems import REJECTED, WARNED
from taizhang.members.models import Membership
from taizhang.proposals.models import Round

_BETWEEN = re.compile(r"[、，,;；/\s]+")


def names_in(text):
    """张三、李四 → ["张三", "李四"], each once."""
    return list(dict.fromkeys(name for name in _BETWEEN.split(text or "") if name))


class Rounds:
    """The rounds of the units in the workbook, by term and session."""

    def __init__(self, units):
        self.by_unit = {}
        for one in Round.objects.standing().filter(unit__in=units).select_related("unit"):
            self.by_unit.setdefault(one.unit_id, []).append(one)

    def of(self, row):
        """The round that a row means; a remark on the row otherwise."""
        found = self.by_unit.get(row.unit.pk, [])
        term, session = (row.get("term") or "").strip(), (row.get("session") or "").strip()
        if term:
            found = [one for one in found if one.term == term]
        if session:
            exact = [one for one in found if one.session == session]
            found = exact or [one for one in found if one.session.startswith(session) or session in str(one)]
        if not term and not session:
            found = [one for one in found if one.reported_on is None]
        if len(found) == 1:
            return found[0]
        row.find("session", "round_unclear" if found else "round_unknown", REJECTED, round=f"{term}{session}")
        return None


class People:
    """Members of the units in the workbook by name: one question for all rows."""

    def __init__(self, units):
        self.by_name = {}
        for unit in units:
            standing = Membership.objects.standing().below(unit).filter(status__in=Membership.STANDING)
            for one in standing.select_related("person"):
                self.by_name.setdefault((unit.pk, one.person.name), {})[one.person_id] = one

    def found(self, unit, name):
        """The memberships of that name."""
        return list(self.by_name.get((unit.pk, name), {}).values())

    def named(self, row, key, text):
        """[(name, person key or None)]; whoever is not found, or not alone of the name, is kept as a name, with a remark."""
        rows, unknown = [], []
        for name in names_in(text):
            found = self.found(row.unit, name)
            rows.append((name, found[0].person_id if len(found) == 1 else None))
            if len(found) != 1:
                unknown.append(name)
        if unknown:
            row.find(key, "proposer_by_name", WARNED, names="、".join(unknown))
        return rows
