"""The workbook of delegates: which congress a row means, which member it is, whether the votes were enough."""

from collections import Counter, defaultdict

from django.utils.translation import gettext

from taizhang.congress import actions, queries, rules
from taizhang.congress.models import Congress, Delegate
from taizhang.intake.problems import REJECTED, WARNED
from taizhang.intake.unitbook import unit_of_row
from taizhang.kernel.verdicts import Refused
from taizhang.members import queries as members
from taizhang.members.models import Membership


def check(rows, context):
    """Unit, congress, constituency, member, votes; each row either finds its place or says why not."""
    for row in rows:
        row.unit = unit_of_row(row, context)
    terms, seen = _Terms(), set()
    for row in rows:
        if row.unit is None or row.rejected:
            continue
        congress = terms.congress(row)
        if congress is not None:
            _check_one(row, terms.of(congress), seen, context.today)


class _Term:
    """What is known of one congress while its rows are read."""

    def __init__(self, congress):
        self.congress = congress
        self.constituencies = {one.name: one for one in queries.congresses.constituencies(congress)}
        self.taken = Counter({name: one.taken for name, one in self.constituencies.items()})
        self.regime = queries.regimes.of(congress, congress.since, "turnout", "elected")
        serving = queries.congresses.serving(congress)
        self.persons = {one.person_id for one in serving if one.person_id}
        self.names = {(one.name, one.constituency.name if one.constituency else "") for one in serving}
        self.by_index, self.by_name = {}, defaultdict(list)
        standing = Membership.objects.standing().below(congress.unit).filter(status=Membership.Status.MEMBER)
        for one in standing.select_related("person").order_by("id"):
            if one.person.id_index:
                self.by_index[one.person.id_index] = one.person
            self.by_name[one.person.name].append(one.person)

    def person(self, row):
        """The person on the register whom a row means; a remark otherwise, for a delegate need not be a member."""
        number = row.get("id_number")
        if number and members.id_index(number) in self.by_index:
            return self.by_index[members.id_index(number)]
        same = self.by_name[row.values["name"]]
        if len(same) == 1:
            return same[0]
        row.find("name", "delegates_alike" if same else "delegate_no_member", WARNED)
        return None


class _Terms:
    """The congresses in office of the units in a workbook."""

    def __init__(self):
        self.found, self.terms = {}, {}

    def congress(self, row):
        """The congress that a row means: by kind, or the only one in office."""
        unit = row.unit
        if unit.pk not in self.found:
            standing = Congress.objects.standing().filter(unit=unit).exclude(state=Congress.State.ENDED)
            self.found[unit.pk] = list(standing.select_related("unit"))
        found = [one for one in self.found[unit.pk] if one.form == Congress.Form.DELEGATES]
        if row.get("kind"):
            found = [one for one in found if one.kind == row.get("kind")]
        if len(found) == 1:
            return found[0]
        known = "、".join(one.kind for one in found)
        row.find("kind", "several_congresses" if found else "no_congress", REJECTED, known=known)
        return None

    def of(self, congress):
        """What is known of a congress."""
        if congress.pk not in self.terms:
            self.terms[congress.pk] = _Term(congress)
        return self.terms[congress.pk]


def _check_one(row, term, seen, today):
    name, constituency = row.values["name"], _constituency(row, term)
    if row.rejected:
        return
    person = term.person(row)
    key = (term.congress.pk, person.pk if person else (name, row.get("constituency", "")))
    if key in seen:
        row.find("name", "delegate_twice", REJECTED)
        return
    seen.add(key)
    if (person and person.pk in term.persons) or (
        person is None and (name, constituency.name if constituency else "") in term.names
    ):
        row.leave_unchanged("name")
        return
    votes = {key: row.get(key) for key in ("entitled", "took_part", "in_favour")}
    verdict = rules.delegate.is_elected(regime=term.regime, **votes)
    if not verdict:
        row.find("in_favour", "not_elected", REJECTED, why=str(verdict.reason))
        return
    if constituency is not None and row.get("standing_as", "正式代表") == Delegate.Standing.FULL:
        if term.taken[constituency.name] >= constituency.seats:
            row.find("constituency", "constituency_full", REJECTED, name=constituency.name)
            return
        term.taken[constituency.name] += 1
    on = row.get("elected_on") or min(max(term.congress.since, today), term.congress.last_day)
    row.extra = {"congress": term.congress, "constituency": constituency, "person": person, "on": on}


def _constituency(row, term):
    name = row.get("constituency", "").strip()
    if not name or not term.constituencies:
        return None
    if name not in term.constituencies:
        row.find("constituency", "constituency_unknown", REJECTED, name=name)
        return None
    return term.constituencies[name]


def write(rows, context, this):
    """Delegates in one stroke, each with a card number of its own."""
    by_congress = defaultdict(list)
    for row in rows:
        if row.enters:
            by_congress[row.extra["congress"]].append(row)
    made = []
    for congress, chosen in by_congress.items():
        for row, badge in zip(chosen, actions.delegates.fresh_badges(congress, len(chosen)), strict=True):
            person = row.extra["person"]
            made.append(
                Delegate(
                    unit=congress.unit, congress=congress, constituency=row.extra["constituency"], person=person,
                    name=person.name if person else row.values["name"], sex=(person.sex if person else "") or row.get("sex", ""),
                    standing_as=row.get("standing_as", Delegate.Standing.FULL), post=row.get("post", Delegate.Post.FRONT_LINE),
                    teacher=bool(row.get("teacher")), position=row.get("position", ""), badge=badge, elected_on=row.extra["on"],
                    entitled=row.get("entitled"), took_part=row.get("took_part"), in_favour=row.get("in_favour"), batch=context.batch,
                )
            )  # fmt: skip
    this.create_all(Delegate, made)
    return {"delegates": len(made)}


def undo(batch, context, this):
    """Withdraw the delegates that the import made; refused where one of them has been to a session since."""
    standing = Delegate.objects.standing().filter(batch=batch)
    if standing.filter(attendance__came_at__isnull=False).exists():
        raise Refused(gettext("Delegates of this import have been to a session; it cannot be undone."))
    keys = list(standing.values_list("pk", flat=True))
    this.change_all(Delegate, keys, voided_at=this.at)
    return {"delegates": len(keys)}
