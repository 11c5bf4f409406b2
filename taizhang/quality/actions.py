"""The only writers of findings and months: check the books, explain, send back, excuse."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _

from taizhang.kernel.acts import act
from taizhang.kernel.calendar import working_days_after
from taizhang.kernel.models import Unit
from taizhang.kernel.periods import Period
from taizhang.kernel.verdicts import Refused, require
from taizhang.kernel.writing import day_of, words
from taizhang.quality import queries, rules
from taizhang.quality.models import Excuse, Finding, MonthBook
from taizhang.quality.searching import Bounds, Search

State, Family = Finding.State, Finding.Family


@dataclass(frozen=True)
class Checked:
    """What a check brought: numbers of findings and of months."""

    opened: int
    reopened: int
    mended: int
    months: int


def check(unit, *, by, on):
    """Look over the books of a unit and everything below it: open what is new, close what is mended, write down the months.

    Doing it again on the same day changes nothing.
    """
    search = Search(unit, on, years=queries.open_years(unit))
    if not search.bound.known:
        raise Refused(_("The rulebook lacks thresholds of data quality; whoever keeps the installation loads them."))
    found = {one.key: one for one in search.run()}
    with act(by, "quality.check", unit, on=on) as this:
        _one_after_the_other(unit)
        done = Reconciling(unit, search, found, on, this).run()
        months = _write_months(unit, search.bound, on, this)
        this.record = None
        this.note(opened=done["opened"], reopened=done["reopened"], mended=done["mended"], months=months)
    return Checked(done["opened"], done["reopened"], done["mended"], months)


def _one_after_the_other(unit):
    """Two checks of one federation at once would open everything twice: the second waits at the root."""
    list(Unit._base_manager.select_for_update().filter(path=unit.path[: Unit.steplen]).values_list("pk"))


class Reconciling:
    """What was found against what is on file."""

    def __init__(self, unit, search, found, on, this):
        self.unit, self.search, self.found, self.on, self.this = unit, search, found, on, this
        self.below = dict(Unit.objects.below(unit).order_by().values_list("pk", "path"))
        self.due_on = working_days_after(on, search.bound.fix_days)
        self.done = Counter()

    def run(self):
        standing = queries.standing_keys(self.unit)
        new = [one for key, one in self.found.items() if key not in standing and one.unit_id in self.below]
        self.this.create_all(Finding, [self._opened(one) for one in new])
        self.done["opened"] = len(new)
        for key, finding in standing.items():
            self._bring_up_to_date(finding, self.found.get(key))
        return self.done

    def _opened(self, one):
        finding = Finding(unit_id=one.unit_id, family=one.family, code=one.code, case=one.case)
        finding.opened_on, finding.due_on = self.on, self.due_on
        return _told_anew(finding, one)

    def _bring_up_to_date(self, finding, one):
        if one is None:
            if finding.state != State.MENDED and self._looked_at(finding):
                finding.state, finding.closed_on = State.MENDED, self.on
                finding.save()
                self.done["mended"] += 1
        elif finding.state == State.MENDED or (finding.state == State.EXPLAINED and finding.digest != one.digest):
            _told_anew(finding, one)
            finding.state, finding.closed_on, finding.opened_on, finding.due_on = State.OPEN, None, self.on, self.due_on
            finding.times += 1
            finding.save()
            self.done["reopened"] += 1
        elif (finding.said, finding.digest) != (_as_kept(one.said), one.digest):
            _told_anew(finding, one).save()

    def _looked_at(self, finding):
        """Whether this search would have found it: another year's was not looked for."""
        if finding.family == Family.SILENCE:
            return True
        if finding.family == Family.JUMP:
            return finding.year == self.search.quarters().start.year
        return finding.year in self.search.years


def _told_anew(finding, one):
    finding.year, finding.firm, finding.digest = one.year, one.firm, one.digest
    finding.said, finding.figures, finding.behind = _as_kept(one.said), _as_kept(one.figures), _as_kept(one.behind)
    return finding


def _as_kept(value):
    """As JSON gives it back, so that what did not change is seen not to have changed."""
    if isinstance(value, dict):
        return {key: _as_kept(one) for key, one in value.items()}
    return [_as_kept(one) for one in value] if isinstance(value, (list, tuple)) else value


def _write_months(unit, bound, on, this):
    """The last twelve months that are over, of everybody who was to write them. → how many are new or changed"""
    period = queries.last_months(on, bound.record_days)
    told = queries.months_as_told(unit, period, on, bound.record_days)
    rows = MonthBook.objects.standing().below(unit).filter(month__gte=period.start, month__lt=period.until)
    standing = {(one.unit_id, f"{one.month:%Y-%m}"): one for one in rows}
    new = [
        MonthBook(unit_id=key[0], month=f"{key[1]}-01", state=state, records=records, late=late)
        for key, (state, records, late) in told.items()
        if key not in standing
    ]
    changed = 0
    for key, one in standing.items():
        changed += _month_changed(one, told.get(key), this)
    this.create_all(MonthBook, _with_days(new))
    return len(new) + changed


def _with_days(books):
    field = MonthBook._meta.get_field("month")
    for one in books:
        one.month = field.to_python(one.month)
    return books


def _month_changed(one, told, this):
    if told is None:  # excused since, or not there any more
        one.voided_at = this.at
        one.save()
        return 1
    if (one.state, one.records, one.late) == told:
        return 0
    one.state, one.records, one.late = told
    one.save()
    return 1


# --- one finding ----------------------------------------------------------------------------------------------------------------------


def explain(finding, *, by, on, note):
    """Say why a figure is right although it stands out. Holds as long as the numbers stay as they are."""
    with act(by, "quality.explain", finding, on=on) as this:
        require(rules.may_explain(finding, note))
        finding.note, finding.noted_by = words(note, rules.LONGEST_NOTE), by if by.pk else None
        finding.state, finding.closed_on = State.EXPLAINED, finding.closed_on or day_of(this)
        finding.save()
        this.note(finding=finding.get_family_display(), note=finding.note)
    return finding


def reopen(finding, *, by, on, why):
    """Send an explanation back: it does not explain."""
    with act(by, "quality.reopen", finding, on=on) as this:
        require(rules.may_reopen(finding, why))
        if by.pk is not None and finding.noted_by_id == by.pk:
            raise Refused(_("Your own explanation is not yours to send back; write a new one instead."))
        today = day_of(this)
        finding.state, finding.closed_on, finding.opened_on = State.OPEN, None, today
        finding.due_on = working_days_after(today, Bounds(finding.unit, today).fix_days)
        finding.times += 1
        finding.save()
        this.note(finding=finding.get_family_display(), why=why.strip())
    return finding


# --- who need not record -------------------------------------------------------------------------------------------------------------


def excuse(unit, *, by, on, first, why, last=None):
    """Excuse a unit from recording from a month on; only the union above may, for nobody excuses himself."""
    above = unit.parent() or unit
    with act(by, "quality.excuse", above, on=on) as this:
        require(rules.may_excuse(unit, first, last, why))
        excused = Excuse(unit=unit, first=first.replace(day=1), last=last, why=words(why, 200))
        excused.save()
        this.record = excused
        silence = Finding.objects.standing().filter(unit=unit, family=Family.SILENCE, state=State.OPEN)
        for finding in silence:
            if excused.first >= Period.parse(finding.said["until"]).until:
                continue  # excused only from later on: what is missing stays missing
            finding.state, finding.closed_on = State.MENDED, day_of(this)
            finding.save()
        this.note(unit=unit.name, why=excused.why)
    return excused


def end_excuse(excused, *, by, on):
    """The unit records again from now on."""
    above = excused.unit.parent() or excused.unit
    with act(by, "quality.end_excuse", above, on=on) as this:
        excused = Excuse.objects.select_for_update(of=("self",)).select_related("unit").get(pk=excused.pk)
        this.record = excused
        if excused.last is not None and excused.last <= on:
            raise Refused(_("This has ended already."))
        excused.last = max(on, excused.first)
        excused.save()
        this.note(unit=excused.unit.name)
    return excused
