"""What follows a session, as the ledger counts it: standard counts under the catalogue's rows, and a few measures of its own.

Rates are counted by cohort: what was carried out, answered or fed back stands on the day on which the thing itself began, so that a
share never exceeds its base. Months in the words keep the lines of a long record apart, so that a correction moves few of them.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.congress.models import Deliberation, Issue, Round, Scheme, SchemeOpinion
from taizhang.congress.rules import rounds as canteen_rules
from taizhang.kernel.calendar import is_working_day
from taizhang.kernel.ledger import Line
from taizhang.kernel.manifest import Measure

ITEMS = pgettext_lazy("count", "items")
RESOLUTIONS = Measure("congress.resolutions", _("Resolutions of the congress"), ITEMS)
OPEN_RESOLUTIONS = Measure("congress.open_resolutions", _("Resolutions being carried out"), ITEMS, nature="balance")
SCHEMES = Measure("congress.schemes", _("Schemes in force"), ITEMS, nature="balance")
OPINIONS = Measure("congress.opinions", _("Opinions on drafts"), ITEMS)
RESERVED = Measure("congress.reserved", _("Reserved matters decided"), ITEMS)
LOWER = Measure("congress.lower", _("Second-level congresses"), pgettext_lazy("count", "sessions"))
ISSUES = Measure("congress.issues", _("Issues raised"), ITEMS)
ANSWER_DAYS = Measure("congress.answer_days", _("Days until an issue was dealt with"), pgettext_lazy("count", "days"))
TARGETS = Measure("congress.targets", _("Targets of letters"), ITEMS)
LETTERS = Measure("congress.letters", _("Letters of responsibility"), ITEMS)
CHECKS = Measure("congress.checks", _("Canteen checks"), pgettext_lazy("count", "sessions"))
MEALS = Measure("congress.meals", _("Staff asked about the canteen"), pgettext_lazy("count", "person-times"))
COVERED = Measure(
    "congress.covered",
    _("Employers with democratic management"),
    pgettext_lazy("count", "enterprises"),
    nature="balance",
)
MEASURES = (
    RESOLUTIONS, OPEN_RESOLUTIONS, SCHEMES, OPINIONS, RESERVED, LOWER, ISSUES, ANSWER_DAYS, TARGETS, LETTERS, CHECKS, MEALS, COVERED,
)  # fmt: skip
FILTERS = {"事项类别": "matter_class", "诉求类别": "category", "食堂": "canteen"}
ENTERPRISES = ("company_union", "state_company_union", "employer")


def no_lines(record):
    """Counts nothing by itself."""
    return ()


def _entry(record, on, kind, matter, about=None):
    return Line("work.entries", on, 1, kind=kind, subject=f"unit:{record.unit_id}", matter=matter, about=about or {})


def resolution_lines(resolution):
    """One resolution, whether it was carried out and in time, and open from adoption to its end."""
    one, day = RESOLUTIONS.code, resolution.adopted_on
    about = {"matter": resolution.name}
    yield Line(one, day, 1, kind="adopted", about=about)
    if resolution.state == resolution.State.DONE:
        yield Line(one, day, 1, kind="done", about=about)
        if resolution.due_on is None or resolution.ended_on <= resolution.due_on:
            yield Line(one, day, 1, kind="in_time", about=about)
    yield Line(OPEN_RESOLUTIONS.code, day, 1, about=about)
    if resolution.ended_on:
        yield Line(OPEN_RESOLUTIONS.code, resolution.ended_on, -1, about=about)


def scheme_lines(scheme):
    """A scheme adopted (DM-02) with its voters; opinions and interim meetings (DM-03); a reserved matter before the congress (DM-06)."""
    about = {"matter": scheme.name, "matter_class": scheme.matter_name}
    votes = list(scheme.votes.all())
    if scheme.state == Scheme.State.ADOPTED:
        last = [vote for vote in votes if vote.passed and vote.aim == Deliberation.Aim.FINAL][-1:]
        yield Line("work.items", scheme.decided_on, 1, kind="DM-02", matter=scheme.name, about=about)
        for vote in last:
            yield Line("work.persons", scheme.decided_on, vote.present, kind="DM-02", matter=scheme.name, about=about)
        yield _entry(scheme, scheme.decided_on, "DM-02", scheme.name, about)
    yield from _opinion_lines(scheme, about)
    for vote in votes:
        if vote.body == Deliberation.Body.INTERIM:
            yield Line("work.sessions", vote.on, 1, kind="DM-03", matter=scheme.name, about=about)
            yield Line("work.person_times", vote.on, vote.present, kind="DM-03", matter=scheme.name, about=about)
    if scheme.effective_on:
        yield Line(SCHEMES.code, scheme.effective_on, 1, kind=scheme.form, about=about)
    if scheme.ended_on:
        yield Line(SCHEMES.code, scheme.ended_on, -1, kind=scheme.form, about=about)
    if scheme.reserved:
        yield from _reserved_lines(scheme, votes, about)


def _opinion_lines(scheme, about):
    for one in scheme.opinions.all():
        yield Line("work.items", one.received_on, 1, kind="DM-03", matter=scheme.name, about=about)
        yield Line(OPINIONS.code, one.received_on, 1, kind="received", about=about)
        if one.outcome:
            yield Line(OPINIONS.code, one.received_on, 1, kind="answered", about=about)
        if one.outcome in (SchemeOpinion.Outcome.TAKEN, SchemeOpinion.Outcome.PARTLY):
            yield Line(OPINIONS.code, one.received_on, 1, kind="taken", about=about)


def _reserved_lines(scheme, votes, about):
    if votes:
        yield Line("work.items", votes[0].on, 1, kind="DM-06", matter=scheme.name, about=about)
        yield _entry(scheme, votes[0].on, "DM-06", scheme.name, about)
    if scheme.effective_on:
        yield Line(RESERVED.code, scheme.effective_on, 1, kind="through", about=about)
    if scheme.bypassed_on:
        yield Line(RESERVED.code, scheme.bypassed_on, 1, kind="bypassed", about=about)


def lower_lines(lower):
    """A second-level congress (DM-09) when it was held; planned, held in the window and filed by the day on which the window closes."""
    if lower.state != lower.State.EXCUSED:
        yield Line(LOWER.code, lower.closes_on, 1, kind="planned")
    if lower.held_on is None:
        return
    about = {"matter": lower.name}
    for count, value in (("enterprises", 1), ("sessions", 1), ("person_times", lower.present)):
        yield Line(f"work.{count}", lower.held_on, value, kind="DM-09", matter=lower.name, about=about)
    yield _entry(lower, lower.held_on, "DM-09", lower.name, about)
    for kind, holds in (("held", True), ("in_window", lower.in_window), ("filed", lower.filed_on is not None)):
        if holds:
            yield Line(LOWER.code, lower.closes_on, 1, kind=kind)


def round_lines(round):
    """A round when it was held, under its row of the catalogue; the weekly meeting of the canteen group is no check."""
    if round.held_on is None:
        return
    row, about = round.catalogue, {"matter": round.name, "canteen": round.canteen.name if round.canteen_id else ""}
    counts = {
        Round.Kind.PATROL: (("enterprises", 1), ("person_times", round.people), ("sessions", 1)),
        Round.Kind.TEAM: (("sessions", 1), ("person_times", round.people)),
        Round.Kind.VISIT: (("enterprises", 1), ("persons", round.interviewed), ("person_times", round.interviewed)),
        Round.Kind.CHECK: (("sessions", 1), ("person_times", round.people)),
        Round.Kind.TABLE: (("person_times", round.people),),
    }[round.kind]
    for count, value in counts:
        if value:
            yield Line(f"work.{count}", round.held_on, value, kind=row, matter=round.name, about=about)
    yield _entry(round, round.held_on, row, round.name, about)
    if round.kind == Round.Kind.CHECK and is_working_day(round.held_on):  # a day counts once, however often one looked
        day = f"canteen:{round.canteen_id}:{round.held_on}"
        yield Line(CHECKS.code, round.held_on, 1, kind="done", subject=day, about=about)
    if round.kind == Round.Kind.TABLE:
        yield Line(CHECKS.code, round.held_on, 1, kind="meeting", about=about)
    if round.asked:
        yield Line(MEALS.code, round.held_on, round.asked, kind="asked", about=about)
        yield Line(MEALS.code, round.held_on, round.content or 0, kind="content", about=about)


def canteen_lines(canteen):
    """The checks that were due up to the last week counted: one each working day. A line a week."""
    if canteen.counted_until is None:
        return
    weeks = {}
    for day in canteen_rules.days_due(canteen.since, canteen.counted_until, is_working_day):
        year, week, _day = day.isocalendar()
        first, number = weeks.get((year, week), (day, 0))
        weeks[year, week] = (first, number + 1)
    for first, number in weeks.values():
        about = {"canteen": canteen.name, "month": f"{first:%Y-%m}"}
        yield Line(CHECKS.code, first, number, kind="due", about=about)


def issue_lines(issue):
    """An issue under the row of what raised it; how far it came, and after how many days."""
    about = {"category": issue.ledger_category(), "matter": issue.round.name if issue.round_id else ""}
    day = issue.raised_on
    if issue.kind == Issue.Kind.NEED:
        yield from _need_lines(issue, about)
    else:
        yield Line("work.items", day, 1, kind=issue.kind, about=about)
    if issue.kind == Issue.Kind.VOICE:
        yield Line("work.person_times", day, issue.speakers, kind=issue.kind, about=about)
        yield _entry(issue, day, issue.kind, "", about)
    yield Line(ISSUES.code, day, 1, kind=f"{issue.kind}.raised", about=about)
    if issue.carried_on:
        yield Line(ISSUES.code, day, 1, kind=f"{issue.kind}.carried", about=about)
    if issue.settled_on:
        yield Line(ISSUES.code, day, 1, kind=f"{issue.kind}.settled", about=about)
        yield Line(ANSWER_DAYS.code, day, (issue.settled_on - day).days, kind=issue.kind, about=about)
    if issue.checked_on:
        yield Line(ISSUES.code, day, 1, kind=f"{issue.kind}.checked", about=about)
        if issue.satisfied:
            yield Line(ISSUES.code, day, 1, kind=f"{issue.kind}.satisfied", about=about)


def _need_lines(issue, about):
    """A need of remote staff counts when it is met: persons who gain, one problem solved, the money (MS-06)."""
    if issue.settled_on is None:
        return
    day, matter = issue.settled_on, issue.words[:80]
    yield Line("work.items", day, 1, kind=issue.kind, matter=matter, about=about)
    yield Line("work.persons", day, issue.speakers, kind=issue.kind, matter=matter, about=about)
    if issue.cost:
        yield Line("work.money", day, issue.cost, kind=issue.kind, matter=matter, about=about)
    yield _entry(issue, day, issue.kind, matter, about)


def letter_lines(letter):
    """A letter when it was signed (DM-11); its targets and those met, when it was settled."""
    if letter.signed_on is None:
        return
    about = {"matter": letter.name}
    yield Line("work.items", letter.signed_on, 1, kind="DM-11", matter=letter.name, about=about)
    yield _entry(letter, letter.signed_on, "DM-11", letter.name, about)
    party = f"unit:{letter.taker_unit_id}" if letter.taker_unit_id else letter.taker[:40]
    yield Line(LETTERS.code, letter.signed_on, 1, kind=letter.kind, subject=party, about=about)
    if letter.settled_on:
        targets = list(letter.targets.all())
        yield Line(TARGETS.code, letter.settled_on, len(targets), kind="all", about=about)
        met = sum(target.met is True for target in targets)
        if met:
            yield Line(TARGETS.code, letter.settled_on, met, kind="met", about=about)


def coverage_lines(coverage):
    """An employer with a congress, with openness: from the day since when. Told apart by staff and ownership of the day of the check."""
    about = {"ownership": coverage.ownership}
    if coverage.staff is not None:
        about["staff"] = coverage.staff
    group = "enterprise" if coverage.unit.kind in ENTERPRISES else "institution"
    subject = f"unit:{coverage.unit_id}"
    for what, since in (("congress", coverage.congress_since), ("openness", coverage.openness_since)):
        if since:
            yield Line(COVERED.code, since, 1, kind=f"{what}.{group}", subject=subject, about=about)
            if coverage.ended_on:
                yield Line(
                    COVERED.code,
                    max(since, coverage.ended_on),
                    -1,
                    kind=f"{what}.{group}",
                    subject=subject,
                    about=about,
                )
    if coverage.ended_on is None:
        has_both = bool(coverage.congress_since and coverage.openness_since)
        yield Line("work.reading.enterprises", coverage.checked_on, int(has_both), kind="DM-17", about=about)


__all__ = [
    "FILTERS", "MEASURES", "canteen_lines", "coverage_lines", "issue_lines", "letter_lines", "lower_lines", "no_lines", "resolution_lines",
    "round_lines", "scheme_lines",
]  # fmt: skip
