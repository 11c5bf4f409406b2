"""Reads about what follows a session: registers, notes of progress, whose list of matters holds, what waits."""

from collections import defaultdict

from django.db.models import Count, Max, Q

from taizhang.congress.models import (
    AgendaItem,
    Canteen,
    Coverage,
    Issue,
    Letter,
    LowerCongress,
    Matter,
    Progress,
    Resolution,
    Round,
    Scheme,
    SchemeOpinion,
    SchemeVersion,
    Session,
    Vote,
)
from taizhang.congress.rules import matters as matter_rules
from taizhang.congress.rules import schemes as scheme_rules
from taizhang.congress.rules.coverage import EMPLOYERS
from taizhang.kernel import rulebook
from taizhang.kernel.models import Unit
from taizhang.kernel.tables import Evidence
from taizhang.organisation.models import Profile
from taizhang.organisation.queries import profile_of
from taizhang.ui import finding


def records(model, user, *, under=None):
    """Records of one kind that the user may read, not voided, at a union and below."""
    found = model.objects.visible_to(user).standing().select_related("unit")
    return found.below(under) if under is not None else found


def progress_of(record):
    """Notes of progress of a record, in the order of the days."""
    return Progress.objects.filter(record_type=record.record_type, record_id=record.pk)


def progress_words(model):
    """{record number: notes in one line} of all records of a kind, for workbooks."""
    found = defaultdict(list)
    for note in Progress.objects.filter(record_type=model._meta.label_lower):
        found[note.record_id].append(f"{note.on} {note.words}")
    return {number: "；".join(notes) for number, notes in found.items()}


def evidence_kinds(model, records):
    """{record number: kinds of the files that stand for it} of many records, in one question."""
    found = defaultdict(list)
    rows = Evidence.objects.filter(
        record_type=model._meta.label_lower, record_id__in=[one.pk for one in records], withdraws=None, withdrawal=None
    )
    for number, kind in rows.order_by("id").values_list("record_id", "kind"):
        found[number].append(kind)
    return found


def sessions_of(user, unit):
    """Sessions of a union that were held or called, newest first: what a resolution, scheme or letter may name."""
    return records(Session, user).filter(unit=unit).select_related("congress").order_by("-opens_on", "-id")


def resolutions(user, *, under=None):
    """The register of resolutions."""
    return records(Resolution, user, under=under).select_related("session__congress")


def items_without_resolution(session):
    """Matters that a session passed and that stand on no line of the register yet."""
    passed = (AgendaItem.Outcome.PASSED, AgendaItem.Outcome.PRINCIPLE)
    named = Resolution.objects.standing().filter(session=session).values_list("name", flat=True)
    return AgendaItem.objects.standing().filter(session=session, outcome__in=passed).exclude(name__in=list(named))


# --- schemes and reserved matters --------------------------------------------------------------------------------------------


def matters(unit, on):
    """{code: class of matters} that holds for a union on a day: its own list, that of a union above, the shipped one."""
    paths = [*unit.ancestor_paths(), unit.path]
    rows = Matter.objects.standing().filter(unit__path__in=paths, since__lte=on).filter(Q(until=None) | Q(until__gt=on))
    nearest = sorted(rows.select_related("unit"), key=lambda row: (-len(row.unit.path), row.since), reverse=False)
    profile = profile_of(unit)
    return matter_rules.listed(unit.kind, profile.ownership if profile else "", nearest)


def matter_of(scheme, on):
    """The class of a scheme as it holds on a day; None where nothing of that code is laid down any more."""
    return matters(scheme.unit, on).get(scheme.matter)


def gate(scheme, on, known=None):
    """(class, verdict, sentence): may this scheme take effect on that day? `known` keeps the lists of unions asked for before."""
    known = {} if known is None else known
    if scheme.unit_id not in known:
        known[scheme.unit_id] = matters(scheme.unit, on)
    matter = known[scheme.unit_id].get(scheme.matter)
    votes = list(scheme.votes.all())
    waiting = getattr(scheme, "open_words", None)
    waiting = open_opinions(scheme) if waiting is None else waiting
    verdict = matter_rules.may_take_effect(matter, votes, opinions_open=waiting, on=on)
    return matter, verdict, matter_rules.sentence(matter, verdict, votes)


def open_opinions(scheme):
    """How many opinions have no answer yet."""
    return scheme.opinions.filter(outcome="").count()


def standing_matter(unit, code):
    """The line of a union's own list that holds now, or None."""
    return Matter.objects.standing().filter(unit=unit, code=code, until=None).first()


def rules_of(scheme, matter, on):
    """(quorum, passing) of a vote on a scheme: the rulebook's, for schools theirs, for a class with its own rule that one."""
    keys = {"quorum": "congress.quorum", "pass": "congress.pass"}
    if scheme.unit.kind == "school_union":
        keys = {name: scheme_rules.BEFORE_SCHOOLS[key] for name, key in keys.items()}
    passing = (
        rulebook.find(matter.passing, scheme.unit, on) if matter is not None and matter.passing else None
    ) or None
    return rulebook.rule(keys["quorum"], scheme.unit, on), passing or rulebook.rule(keys["pass"], scheme.unit, on)


def schemes(user, *, under=None):
    """Schemes and decisions with how many opinions they have."""
    found = records(Scheme, user, under=under).select_related("session__congress", "replaced_by")
    return found.annotate(
        said=Count("opinions", distinct=True),
        open_words=Count("opinions", filter=Q(opinions__outcome=""), distinct=True),
    )


def opinions(user):
    """Opinions on the schemes that the user may read."""
    seen = Scheme.objects.visible_to(user).standing()
    return SchemeOpinion.objects.filter(scheme__in=seen.values("pk")).select_related("scheme__unit")


def last_text(scheme):
    """The newest version on file, and whether it is newer than the vote in principle."""
    last = SchemeVersion.objects.filter(scheme=scheme).order_by("-number").first()
    voted = scheme.votes.filter(aim="principle", passed=True).aggregate(last=Max("version__number"))["last"]
    return last, scheme_rules.LastText(last is not None, voted is None or (last is not None and last.number > voted))


def votes_at_sessions(scheme):
    """Counted votes of the union's sessions on matters that a scheme may mean, newest first."""
    found = Vote.objects.standing().filter(unit=scheme.unit, in_favour__isnull=False)
    return found.select_related("item__session__congress").order_by("-taken_on", "-id")


# --- calendar, rounds, issues, letters, coverage -----------------------------------------------------------------------------


def calendar_of(user, upper, year):
    """Second-level congresses of the calendar of a union in a year, in the order of the tree."""
    found = records(LowerCongress, user).filter(upper=upper, year=year)
    return found.order_by("unit__path", "opens_on", "id")


def years_of(user, upper):
    """Years that have a calendar, newest first."""
    found = records(LowerCongress, user).filter(upper=upper).order_by()
    return sorted(set(found.values_list("year", flat=True)), reverse=True)


def own_calendar(user, unit):
    """What the union itself owes to calendars above."""
    return records(LowerCongress, user).filter(unit=unit).select_related("upper")


def rounds(user, kinds, *, under=None):
    """Rounds of these kinds with the number of issues and of those still open."""
    found = records(Round, user, under=under).filter(kind__in=kinds).select_related("host", "canteen")
    still = Q(issues__voided_at=None)
    return found.annotate(
        raised=Count("issues", filter=still, distinct=True),
        waiting=Count("issues", filter=still & Q(issues__state__in=Issue.SETTLING), distinct=True),
    )


def issues(user, *, under=None, kinds=()):
    """Issues with the round that raised them."""
    found = records(Issue, user, under=under).select_related("round")
    return found.filter(kind__in=kinds) if kinds else found


def issues_of(round):
    """The issues of one round."""
    return Issue.objects.standing().filter(round=round).select_related("unit").order_by("id")


def unassigned(round):
    """How many issues of a round have neither owner nor result."""
    return issues_of(round).filter(state=Issue.State.RAISED).count()


def letters(user, *, under=None):
    """Letters of responsibility with targets and how many were met."""
    found = records(Letter, user, under=under).select_related("taker_unit", "session__congress")
    return found.annotate(
        aims=Count("targets", distinct=True), met=Count("targets", filter=Q(targets__met=True), distinct=True)
    )


def canteens(user, *, under=None):
    """Canteen groups with the day of their last check and their last meeting."""
    held = Q(rounds__voided_at=None, rounds__held_on__isnull=False)
    return records(Canteen, user, under=under).annotate(
        last_check=Max("rounds__held_on", filter=held & Q(rounds__kind="check")),
        last_meeting=Max("rounds__held_on", filter=held & Q(rounds__kind="table")),
    )


def coverage(user, *, under=None):
    """What is on file about employers."""
    return records(Coverage, user, under=under)


def employers_without(user, under):
    """Employers on the list of units for which nothing is on file yet."""
    there = Coverage.objects.standing().values("unit")
    units = Unit.objects.visible_to(user).below(under).filter(kind__in=EMPLOYERS)
    return units.exclude(pk__in=there).exclude(code__contains="~")


def profile_words(unit):
    """(staff, ownership) of a unit as its file says them now."""
    profile = Profile.objects.standing().filter(unit=unit).first()
    return (profile.staff, profile.ownership) if profile else (None, "")


def found_items(user, text, limit):
    """Resolutions, schemes, rounds, issues and letters for the search over everything, by their words."""
    plain = text.strip()
    if len(plain) < 2:
        return []
    found = []
    for model, name, icon in (
        (Resolution, "name", "gavel"), (Scheme, "name", "file-text"), (Round, "name", "users"), (Issue, "words", "message-circle"),
        (Letter, "name", "signature"),
    ):  # fmt: skip
        mine = records(model, user).filter(**{f"{name}__contains": plain}).order_by("-id")[:limit]
        found += [
            finding.Found(one.title(), one.get_absolute_url(), f"{one.unit.name} · {one.get_state_display()}", icon)
            for one in mine
        ]
    return found[:limit]
