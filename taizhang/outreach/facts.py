"""What outreach contributes to the ledger: the standard counts under OM-02 to OM-07, and how far each step has come."""

from datetime import date

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.kernel.ledger import Line
from taizhang.kernel.manifest import Measure
from taizhang.outreach.models import Affiliation, Establishment, Listing, Programme

ITEMS, PERSONS = pgettext_lazy("count", "items"), pgettext_lazy("count", "persons")
FIRMS, UNIONS, TIMES = pgettext_lazy("count", "enterprises"), _("unions"), pgettext_lazy("count", "sessions")
REACHED = Measure("outreach.reached", _("Steps of establishments"), FIRMS)
UNDER_WAY = Measure("outreach.under_way", _("Establishments under way"), FIRMS, nature="balance")
VISITS = Measure("outreach.visits", _("Visits to firms without a union"), TIMES)
GIVEN_UP = Measure("outreach.given_up", _("Establishments given up"), FIRMS)
ASSIGNED = Measure("outreach.assigned", _("Firms assigned"), FIRMS, nature="balance")
SELECTED = Measure("outreach.selected", _("Communities selected for full coverage"), _("communities"))
COVERED = Measure("outreach.covered", _("Communities covered whole"), _("communities"))
COVERED_FIRMS = Measure("outreach.covered_firms", _("Firms in communities covered whole"), FIRMS)
QUOTA = Measure("outreach.quota", _("Unions asked for"), UNIONS)
QUOTA_MEMBERS = Measure("outreach.quota_members", _("Members asked for"), PERSONS)
LISTED = Measure("outreach.listed", _("Firms on the list of a census"), FIRMS)
VERIFIED = Measure("outreach.verified", _("Firms verified on site"), FIRMS)
TASKS = Measure("outreach.tasks", _("Establishments out of a census"), FIRMS)
TRAINED = Measure("outreach.trained", _("Surveyors trained"), PERSONS)
AFFILIATED = Measure("outreach.affiliated", _("Firms in joint unions"), FIRMS, nature="balance")
REGISTERING = Measure("outreach.registering", _("Registrations under way"), UNIONS, nature="balance")
REGISTERED = Measure("outreach.registered", _("Unions registered as legal persons"), UNIONS, nature="balance")
ACCOUNTS = Measure("outreach.accounts", _("Registered unions with an account"), UNIONS, nature="balance")
RENEWED = Measure("outreach.renewed", _("Certificates renewed"), ITEMS)
MEASURES = (
    REACHED, UNDER_WAY, VISITS, GIVEN_UP, ASSIGNED, SELECTED, COVERED, COVERED_FIRMS, QUOTA, QUOTA_MEMBERS, LISTED, VERIFIED, TASKS,
    TRAINED, AFFILIATED, REGISTERING, REGISTERED, ACCOUNTS, RENEWED,
)  # fmt: skip
FILTERS = {"片区": "sector", "建会来源": "source", "资本来源": "capital", "有无工会": "unionised"}
SOURCES = {"list": "未建会名单", "census": "普查", "employer": "企业提出", "staff": "职工提出"}
CAPITAL = {"domestic": "内资", "hong_kong": "港澳", "taiwan": "台资", "foreign": "外资"}


def _sized(about, staff):
    """An unknown headcount is left out: it is neither small nor large."""
    return about if staff is None else about | {"staff": staff}


def establishment_lines(establishment):
    """Every step on its day; the founding counts a union and its first members (OM-03)."""
    about = _sized({"matter": establishment.name, "source": SOURCES[establishment.source]}, establishment.staff)
    for state in Establishment.STEPS:
        if day := establishment.day_of(state):
            yield Line(REACHED.code, day, 1, kind=state.value, about=about)
    yield Line(UNDER_WAY.code, establishment.identified_on, 1, about=about)
    if end := establishment.founded_on or establishment.ended_on:
        yield Line(UNDER_WAY.code, end, -1, about=about)
    if establishment.ended_on:
        yield Line(GIVEN_UP.code, establishment.ended_on, 1, about=about)
    if establishment.founded_on:
        day, words = establishment.founded_on, {"kind": "OM-03", "matter": establishment.name, "about": about}
        yield Line("work.enterprises", day, 1, **words)
        yield Line("work.persons", day, establishment.members, **words)
    for visit in establishment.visits.all():
        yield Line(VISITS.code, visit.on, 1, about=about)


def assignment_lines(assignment):
    """A firm is answered for from a day to a day, without a union at first perhaps; the first assignment is one of OM-02."""
    sector = assignment.sector.name if assignment.sector else ""
    about = {"matter": assignment.name, "sector": sector}
    bare, own = about | {"unionised": "无"}, about | {"unionised": "有"}
    subject = f"unit:{assignment.firm_id}"
    if assignment.follows_id is None:
        yield Line("work.enterprises", assignment.since, 1, kind="OM-02", matter=assignment.name, about=about)
    since, turn, end = assignment.since, assignment.unionised_on, assignment.until
    if turn is None or turn > since:
        yield Line(ASSIGNED.code, since, 1, kind="none", subject=subject, about=bare)
        if closed := min((day for day in (turn, end) if day), default=None):
            yield Line(ASSIGNED.code, closed, -1, kind="none", subject=subject, about=bare)
    if turn is not None and (end is None or turn < end):
        yield Line(ASSIGNED.code, max(turn, since), 1, kind="union", subject=subject, about=own)
        if end:
            yield Line(ASSIGNED.code, end, -1, kind="union", subject=subject, about=own)


def programme_lines(programme):
    """Selected once; covered once, with its firms and members (OM-04)."""
    about = {"matter": programme.name}
    yield Line(SELECTED.code, programme.selected_on, 1, about=about)
    if programme.state == Programme.State.COVERED:
        day, words = programme.covered_on, {"kind": "OM-04", "matter": programme.name, "about": about}
        yield Line(COVERED.code, day, 1, about=about)
        yield Line(COVERED_FIRMS.code, day, programme.firms, about=about)
        yield Line("work.enterprises", day, 1, **words)
        if programme.members:
            yield Line("work.persons", day, programme.members, **words)


def quota_lines(quota):
    """What is asked for belongs to the year, and stands on its first day."""
    day, about = date(quota.year, 1, 1), {"matter": quota.source or str(quota.year)}
    yield Line(QUOTA.code, day, quota.unions, about=about)
    if quota.members:
        yield Line(QUOTA_MEMBERS.code, day, quota.members, about=about)


def census_lines(census):
    """Surveyors count on the day of their training."""
    about = {"matter": census.name}
    for one in census.surveyors.all():
        if one.trained_on:
            yield Line(TRAINED.code, one.trained_on, 1, about=about)


def listing_lines(listing):
    """A firm counts once in a census: listed, verified as found, corrected, turned into a task (OM-05)."""
    about = {"matter": listing.census.name}
    words = {"kind": "OM-05", "matter": listing.census.name, "about": about}
    yield Line(LISTED.code, listing.census.first, 1, about=about)
    if not listing.is_verified:
        return
    day = listing.verified_on
    yield Line(VERIFIED.code, day, 1, kind=listing.found, about=about)
    yield Line("work.enterprises", day, 1, **words)
    if listing.found == Listing.Found.EXISTS and listing.staff:
        yield Line("work.persons", day, listing.staff, **words)
    if listing.corrected_on:
        yield Line("work.items", listing.corrected_on, len(listing.corrections), **words)
    if listing.establishment_id:
        yield Line(TASKS.code, listing.establishment.identified_on, 1, about=about)


def affiliation_lines(affiliation):
    """A firm counts from its joining on, with the members that it brings (OM-06)."""
    if affiliation.joined_on is None:
        return
    about = _sized({"matter": affiliation.name, "capital": CAPITAL[affiliation.capital]}, affiliation.staff)
    day, words = affiliation.joined_on, {"kind": "OM-06", "matter": affiliation.name, "about": about}
    yield Line("work.enterprises", day, 1, **words)
    yield Line("work.persons", day, affiliation.members, **words)
    yield Line(AFFILIATED.code, day, 1, kind=affiliation.capital, about=about)
    if affiliation.state == Affiliation.State.LEFT:
        yield Line(AFFILIATED.code, affiliation.left_on, -1, kind=affiliation.capital, about=about)


def registration_lines(registration):
    """Under way until it is registered; registered, with an account, until it is struck off (OM-07)."""
    about, end = {}, registration.ended_on
    yield Line(REGISTERING.code, registration.prepared_on, 1, about=about)
    if done := registration.registered_on or end:
        yield Line(REGISTERING.code, done, -1, about=about)
    for measure, day in ((REGISTERED, registration.registered_on), (ACCOUNTS, registration.opened_on)):
        if day:
            yield Line(measure.code, day, 1, about=about)
            if end:
                yield Line(measure.code, end, -1, about=about)
    if registration.registered_on:
        yield Line("work.enterprises", registration.registered_on, 1, kind="OM-07", about=about)
    for one in registration.renewals.all():
        yield Line(RENEWED.code, one.on, 1, about=about)


def no_lines(record):
    """A sector counts through the firms that are assigned to it."""
    return ()
