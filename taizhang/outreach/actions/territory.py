"""The writers of sectors, assignments, full coverage and quotas."""

from django.utils.translation import gettext as _

from taizhang.kernel.acts import act
from taizhang.kernel.verdicts import Refused, require
from taizhang.kernel.writing import day_of, words
from taizhang.outreach import rules
from taizhang.outreach.actions.parts import locked
from taizhang.outreach.models import Assignment, Programme, Quota, Sector
from taizhang.outreach.queries import firms
from taizhang.outreach.queries import territory as queries
from taizhang.outreach.rules import territory as way

State = Programme.State


# --- sectors --------------------------------------------------------------------------------------------------------------------------


def set_up_sector(unit, *, by, on, name, officer):
    """A part of the territory, with the officer who answers for it by name."""
    with act(by, "outreach.set_up_sector", unit, on=on) as this:
        require(rules.may_happen_on(on, today=day_of(this)))
        require(rules.needs_words(name, _("Write the name of the sector.")))
        require(rules.needs_words(officer, _("Write who is responsible.")))
        sector = Sector(unit=unit, name=words(name, 60), officer=words(officer, 60), since=on)
        if Sector.objects.standing().filter(unit=unit, name=sector.name, until=None).exists():
            raise Refused(_("There is a sector of this name already."))
        sector.save()
        this.note(title=sector.title(), name=sector.officer)
    return sector


def change_officer(sector, *, by, on, officer):
    """Another officer answers for the sector and for every firm in it that had the old one."""
    with act(by, "outreach.change_officer", sector, on=on) as this:
        sector = locked(sector)
        require(rules.needs_words(officer, _("Write who is responsible.")))
        require(way.may_stand_in(sector, on))
        before, sector.officer = sector.officer, words(officer, 60)
        sector.save()
        for one in sector.assignments.filter(until=None, voided_at=None, officer=before):
            one.officer = sector.officer
            one.save()
        this.note(title=sector.title(), name=sector.officer)
    return sector


def dissolve_sector(sector, *, by, on):
    """The sector ends when nobody is assigned to it any more."""
    with act(by, "outreach.dissolve_sector", sector, on=on) as this:
        sector = locked(sector)
        require(way.may_dissolve_sector(sector, sector.assignments.filter(until=None, voided_at=None).count()))
        require(rules.not_before(sector.since, on, _("since")))
        sector.until = on
        sector.save()
        this.note(title=sector.title())
    return sector


# --- assignments ----------------------------------------------------------------------------------------------------------------------


def assign(union, *, by, on, firms, officer="", sector=None):
    """A community union answers for some firms of its territory; responsibility has a name. → the assignments"""
    with act(by, "outreach.assign", union, on=on, also=tuple(firms)) as this:
        require(rules.may_happen_on(on, today=day_of(this)))
        officer = words(officer, 60) or (sector.officer if sector else "")
        require(rules.needs_words(officer, _("Write who is responsible.")))
        made = [_assigned(union, firm, on, officer, sector) for firm in firms]
        if not made:
            raise Refused(_("Choose at least one firm."))
        this.record = made[0]
        this.note(title=union.name, firms=len(made))
    return made


def _assigned(union, firm, on, officer, sector, follows=None):
    already = None if follows else queries.answering(firm)
    verdict = way.may_assign(
        is_union=firms.is_union(union), is_firm=queries.is_firm(firm), already=already, sector=sector, on=on
    )
    require(verdict)
    has_union = firms.is_union(firm)
    since = queries.unionised_since(firm)
    one = Assignment(
        unit=union, firm=firm, name=firm.name, sector=sector, officer=officer, since=on, follows=follows,
        unionised_on=max(since or on, on) if has_union else None,
    )  # fmt: skip
    one.save()
    return one


def reassign(assignment, *, by, on, union, why, officer="", sector=None):
    """Another union, sector or officer answers for the firm from this day on; what was before keeps its time."""
    with act(by, "outreach.reassign", assignment, on=on, also=(union,)) as this:
        assignment = locked(assignment)
        require(rules.may_happen_on(on, today=day_of(this)))
        require(rules.needs_reason(why))
        _end(assignment, on, why)
        officer = words(officer, 60) or (sector.officer if sector else assignment.officer)
        fresh = _assigned(union, assignment.firm, on, officer, sector, follows=assignment)
        this.note(title=str(fresh), why=assignment.why)
    return fresh


def _end(assignment, on, why):
    require(rules.needs_standing(assignment))
    require(way.may_change(assignment, on))
    assignment.until, assignment.why = on, words(why, 200)
    assignment.save()


def review(assignment, *, by, on, finding):
    """Somebody looked whether the union really answers for the firm."""
    with act(by, "outreach.review", assignment, on=on) as this:
        assignment = locked(assignment)
        require(rules.needs_standing(assignment))
        require(rules.may_happen_on(on, today=day_of(this)))
        require(way.may_change(assignment, on))
        require(rules.needs_words(finding, _("Write in a line what you found.")))
        assignment.reviewed_on, assignment.finding = on, words(finding, 200)
        assignment.save()
        this.note(title=str(assignment))
    return assignment


def end_assignment(assignment, *, by, on, why):
    """Nobody answers for the firm any more: it closed or moved away."""
    with act(by, "outreach.end_assignment", assignment, on=on) as this:
        assignment = locked(assignment)
        require(rules.may_happen_on(on, today=day_of(this)))
        require(rules.needs_reason(why))
        _end(assignment, on, why)
        this.note(title=str(assignment), why=assignment.why)
    return assignment


def catch_up():
    """Firms that founded a union by another way than ours: their assignments follow. Inside an act. → how many changed"""
    changed = 0
    bare = Assignment.objects.standing().filter(until=None, unionised_on=None).select_related("unit", "firm")
    for one in bare.exclude(firm__kind__in=firms.EMPLOYERS):
        if firms.is_union(one.firm):
            one.unionised_on = max(one.firm.since or one.since, one.since)
            one.save()
            changed += 1
    return changed


# --- full coverage --------------------------------------------------------------------------------------------------------------------


def select(community, *, by, on, target_on, officer="", least_staff=None):
    """A community is selected to be covered whole, by a day; which firms qualify is laid down with it."""
    with act(by, "outreach.select", community, on=on) as this:
        require(rules.may_happen_on(on, today=day_of(this)))
        is_place = community.kind in firms.COMMUNITIES + firms.PLACES
        already = Programme.objects.standing().filter(unit=community).exclude(state=State.ENDED).exists()
        require(way.may_select(is_community=is_place, already=already))
        require(rules.not_before(on, target_on, _("selected on")))
        least = firms.least_staff(community, on) if least_staff is None else least_staff
        programme = Programme(
            unit=community,
            name=community.name,
            selected_on=on,
            target_on=target_on,
            officer=words(officer, 60),
            least_staff=least,
        )
        programme.save()
        this.note(title=programme.title())
    return programme


def _move_on(programme, state, on, this):
    require(rules.needs_standing(programme))
    require(way.may_move_on(programme, state))
    require(rules.may_happen_on(on, today=day_of(this)))
    before = programme.get_state_display()
    require(rules.not_before(getattr(programme, f"{programme.state}_on"), on, before))
    programme.state = state
    setattr(programme, f"{state}_on", on)


def survey_firms(programme, *, by, on):
    """The firms of the community are surveyed one by one."""
    return _moved(programme, "outreach.survey_firms", State.SURVEY, by, on)


def get_under_way(programme, *, by, on):
    """The survey is done; foundings are under way."""
    return _moved(programme, "outreach.get_under_way", State.UNDER_WAY, by, on)


def _moved(programme, code, state, by, on):
    with act(by, code, programme, on=on) as this:
        programme = locked(programme)
        _move_on(programme, state, on, this)
        programme.save()
        this.note(title=programme.title())
    return programme


def cover(programme, *, by, on, members=None):
    """Covered: every qualifying firm has a union. The count of the day is frozen."""
    with act(by, "outreach.cover", programme, on=on) as this:
        programme = locked(programme)
        _move_on(programme, State.COVERED, on, this)
        found = queries.statuses(programme, on)
        require(way.may_cover(found))
        qualifying = [one for one in found if one.qualifies]
        programme.firms = len(qualifying)
        programme.members = queries.first_members([one.unit for one in qualifying]) if members is None else members
        programme.covered_on = on
        programme.save()
        this.note(title=programme.title(), firms=programme.firms)
    return programme


def give_up_programme(programme, *, by, on, why):
    """The community is not to be covered whole any more, with the reason."""
    with act(by, "outreach.give_up_programme", programme, on=on) as this:
        programme = locked(programme)
        require(rules.needs_standing(programme))
        require(rules.needs_reason(why))
        require(rules.may_happen_on(on, today=day_of(this)))
        if not programme.is_open:
            raise Refused(_("This programme is over already."))
        programme.state, programme.ended_on, programme.why = State.ENDED, on, words(why, 200)
        programme.save()
        this.note(title=programme.title(), why=programme.why)
    return programme


# --- quotas ---------------------------------------------------------------------------------------------------------------------------


def set_quota(unit, *, by, on, year, unions, members=None, source=""):
    """The union above asks for so many foundings in a year; said again, the later word counts."""
    with act(by, "outreach.set_quota", unit, on=on) as this:
        if not 1949 <= year <= 2100:
            raise Refused(_("The year %s cannot be right.") % year)
        quota = Quota.objects.standing().filter(unit=unit, year=year).first() or Quota(unit=unit, year=year)
        quota.unions, quota.members, quota.source = unions, members, words(source, 120)
        quota.save()
        this.record = quota
        this.note(title=quota.title(), unions=unions)
    return quota
