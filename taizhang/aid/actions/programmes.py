"""Programmes: laid down, opened, run over the register, told, closed."""

from django.utils import timezone
from django.utils.translation import gettext as _

from taizhang.aid import criteria, queries, rules
from taizhang.aid.models import Candidate, Programme, Screening, Telling
from taizhang.kernel import bulk
from taizhang.kernel.acts import act
from taizhang.kernel.verdicts import Refused, require

FIELDS = (
    "name", "kind", "scheme", "year", "matter", "concerns", "rules", "amounts", "ceiling", "documents", "route", "fund", "method",
    "opens_on", "closes_on", "pay_by", "public_notice", "basis",
)  # fmt: skip


def lay_down(unit, *, by, on, **fields):
    """Lay down a programme of aid as data: whom it is for, what it gives, until when, by which way (DOMAIN A10)."""
    with act(by, "aid.lay_down", unit, on=on) as this:
        programme = Programme(unit=unit)
        _fill(programme, fields)
        _save(programme, on)
        this.note(name=programme.name, year=programme.year)
    return programme


def amend_programme(programme, *, by, on, **fields):
    """Change a programme while it is being prepared."""
    with act(by, "aid.amend_programme", programme, on=on) as this:
        programme = locked(programme)
        require(rules.programmes.may_change(programme))
        _fill(programme, fields)
        _save(programme, on)
        this.note(name=programme.name)
    return programme


def locked(programme):
    """The programme as it stands now, under the act's lock."""
    return Programme.objects.select_related("unit", "fund").get(pk=programme.pk)


def _fill(programme, fields):
    for name in FIELDS:
        if name in fields:
            setattr(programme, name, fields[name])
    programme.matter = (programme.matter or programme.name)[:60]


def _save(programme, on):
    require(
        rules.programmes.may_lay_down(
            opens_on=programme.opens_on,
            closes_on=programme.closes_on,
            pay_by=programme.pay_by,
            rules=programme.rules,
            amounts=programme.amounts,
            known_rules=criteria.CRITERIA,
        )
    )
    _within_ceiling(programme, on)
    same = Programme.objects.standing().filter(unit=programme.unit, name=programme.name, year=programme.year)
    if same.exclude(pk=programme.pk).exists():
        raise Refused(_("This union has a programme of this name in this year already."))
    if programme.fund is not None:
        require(rules.programmes.may_pay_from(programme.fund, programme))
    programme.save()


def _within_ceiling(programme, on):
    """The amounts of the table stay below the ceiling of the place."""
    ceiling = queries.programmes.ceiling_of(programme, max(on, programme.opens_on))
    amounts = programme.amounts
    given = [amounts["amount"]] if amounts.get("how") == "fixed" else list(amounts.get("bands", {}).values())
    for amount in given:
        require(rules.programmes.within_ceiling(rules.programmes.yuan(amount), ceiling))


def open_programme(programme, *, by, on):
    """Open it for applications; from now on its conditions and amounts stand."""
    with act(by, "aid.open_programme", programme, on=on) as this:
        programme = locked(programme)
        require(rules.programmes.may_open(programme, fund=programme.fund))
        programme.state = Programme.State.OPEN
        programme.save()
        this.note(name=programme.name)
    return programme


def close_programme(programme, *, by, on, why=""):
    """Close it: no more applications; what is on its way goes on."""
    with act(by, "aid.close_programme", programme, on=on) as this:
        programme = locked(programme)
        require(rules.programmes.may_close(programme, on))
        programme.state = Programme.State.CLOSED
        programme.save()
        this.note(name=programme.name, why=why)
    return programme


def withdraw_programme(programme, *, by, why):
    """Take back a programme that was laid down by mistake and that nobody has applied in."""
    with act(by, "aid.withdraw_programme", programme) as this:
        programme = locked(programme)
        if programme.applications.standing().exists():
            raise Refused(_("There are applications in this programme; close it instead."))
        programme.voided_at = this.at
        programme.save()
        this.note(name=programme.name, why=why)
    return programme


def screen(programme, *, by, on):
    """Run the conditions over the register: proposes persons, keeps the reasons of each exclusion. May be run again."""
    with act(by, "aid.screen", programme, on=on) as this:
        programme = locked(programme)
        if programme.state == Programme.State.CLOSED:
            raise Refused(_("The programme is closed."))
        looked_at, found = queries.programmes.screened(programme, programme.rules, on)
        known = dict(_told(programme))
        programme.candidates.all().delete()
        bulk.insert_rows(Candidate, _CANDIDATE, (_candidate(programme.pk, row, known) for row in found))
        reasons = [0] * len(programme.rules)
        proposed = 0
        for _person, _unit, places in found:
            proposed += not places
            for place in places:
                reasons[place] += 1
        screening = Screening(
            unit=programme.unit,
            programme=programme,
            on=on,
            rules=programme.rules,
            looked_at=looked_at,
            proposed=proposed,
            excluded=len(found) - proposed,
            reasons=reasons,
        )
        screening.save()
        this.note(name=programme.name, proposed=proposed, looked_at=looked_at)
    return screening


def _told(programme):
    """(person, (day, how)) of those who were told before the conditions ran again."""
    told = programme.candidates.exclude(told_on=None).values_list("person_id", "told_on", "told_how")
    return ((person, (on, how)) for person, on, how in told.iterator())


# Plain values, not instances: a register of 200,000 is written in seconds.
_CANDIDATE = ("programme_id", "person_id", "unit_id", "proposed", "reasons", "told_on", "told_how")


def _candidate(programme, row, known):
    person, unit, places = row
    return (programme, person, unit, not places, list(places), *known.get(person, (None, "")))


def tell(programme, *, by, on, how, words="", persons=None):
    """Write down that the eligible were told, on which day and how (MS-05); `persons`: keys, default all who were not told yet."""
    with act(by, "aid.tell", programme, on=on) as this:
        programme = locked(programme)
        require(rules.programmes.may_tell(programme, on, timezone.localdate(this.at)))
        waiting = queries.programmes.untold(programme)
        if persons is not None:
            waiting = waiting.filter(person__in=list(persons))
        told = list(waiting.values_list("person_id", flat=True))
        if not told:
            raise Refused(_("There is nobody left to tell: everybody who is proposed was told."))
        waiting.update(told_on=on, told_how=how)
        telling = Telling(unit=programme.unit, programme=programme, on=on, how=how, words=words[:300], persons=told)
        telling.save()
        this.note(name=programme.name, persons=len(told), how=telling.get_how_display())
    return telling
