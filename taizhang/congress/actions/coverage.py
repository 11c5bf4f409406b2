"""Democratic management of employers: what a check found, kept up to date in one record for each employer."""

from taizhang.congress.actions.steps import words
from taizhang.congress.models import Coverage
from taizhang.congress.queries import following as queries
from taizhang.congress.rules import coverage as rules
from taizhang.kernel.acts import act
from taizhang.kernel.verdicts import require
from taizhang.kernel.writing import day_of


def record_coverage(
    unit, *, by, checked_on, advised_on=None, congress_since=None, openness_since=None, held_this_year=False, ended_on=None, remark=""
):  # fmt: skip
    """What stands at an employer on the day of the check."""
    with act(by, "congress.record_coverage", unit, on=checked_on) as this:
        since = {"congress_since": congress_since, "openness_since": openness_since}
        require(rules.may_record(unit, checked_on=checked_on, today=day_of(this), **since))
        coverage = Coverage.objects.standing().select_for_update().filter(unit=unit).first() or Coverage(unit=unit)
        coverage.unit = unit
        coverage.checked_on, coverage.congress_since, coverage.openness_since = (
            checked_on,
            congress_since,
            openness_since,
        )
        coverage.advised_on, coverage.held_this_year, coverage.ended_on = advised_on, held_this_year, ended_on
        coverage.remark = words(remark, 300)
        coverage.staff, coverage.ownership = queries.profile_words(unit)
        coverage.save()
        this.record = coverage
        this.note(name=unit.name)
    return coverage
