"""Reads about units that several pages and importers need."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from taizhang.kernel import ledger, rulebook, tree
from taizhang.kernel.access import can
from taizhang.kernel.figures import resolve
from taizhang.kernel.filters import parse_where
from taizhang.kernel.manifest import registry
from taizhang.kernel.models import ActLog, Approval, Fact, Post, Unit, within
from taizhang.kernel.periods import Period
from taizhang.kernel.tracing import records_behind
from taizhang.organisation import kinds, rules
from taizhang.organisation.models import Headcount, Profile, Reorganisation, ReorganisedUnit
from taizhang.ui import finding

LONGEST_PREFIX = 40


class UnitIndex:
    """All units below one (or all), ready to be found by what a workbook writes: code, name, former name, name without “工会”.

    Built once for an import of thousands of rows; a word that means two units means none.
    """

    def __init__(self, under=None):
        units = Unit.objects.below(under) if under else Unit.objects.all()
        self.by_code, self.by_name, self.by_key = {}, defaultdict(set), defaultdict(set)
        self.units = {unit.pk: unit for unit in units.exclude(code__contains="~")}
        for unit in self.units.values():
            self.add(unit)
        files = Profile.objects.standing().filter(Q(remark__gt="") | Q(aliases__gt=""))
        for profile in files.only("unit_id", "remark", "aliases"):
            if profile.unit_id in self.units:
                self._also(self.units[profile.unit_id], rules.other_spellings(profile))

    def add(self, unit):
        """A unit that was founded since the index was built (an import founds parents before children)."""
        self.units[unit.pk] = unit
        self.by_code[kinds.key(unit.code).upper()] = unit
        self.by_name[kinds.key(unit.name)].add(unit.pk)
        self.by_key[rules.name_key(unit.name)].add(unit.pk)

    def _also(self, unit, names):
        for name in names:
            self.by_name[kinds.key(name)].add(unit.pk)
            self.by_key[rules.name_key(name)].add(unit.pk)

    def candidates(self, text, *, fragment=False):
        """Units that the text may mean, the surest reading first that finds any."""
        word = kinds.key(text)
        if not word:
            return []
        if word.upper() in self.by_code:
            return [self.by_code[word.upper()]]
        found = self._named(word) or self._named(word.replace("(工会)", "工会")) or self._prefixed(word)
        if not found and fragment and len(word) > 1:
            found = {pk for pk, unit in self.units.items() if word in kinds.key(unit.name)}
        return [self.units[pk] for pk in sorted(found or ())]

    def _named(self, word):
        return self.by_name.get(word) or self.by_key.get(rules.name_key(word))

    def _prefixed(self, word):
        """A name after its own code (BJ11 望湖社区) or after the name of a unit above it (滨江街道望湖社区工会)."""
        found = set()
        for cut in range(2, min(len(word) - 1, LONGEST_PREFIX)):
            named = self._named(word[cut:])
            own = self.by_code.get(word[:cut].upper())
            above = {own.pk} if own else self._named(word[:cut])
            if named and above:
                found |= {pk for pk in named for top in above if self.units[pk].path.startswith(self.units[top].path)}
        return found

    def find(self, text, *, fragment=False):
        """The unit that the text means, or None when it means none or several."""
        found = self.candidates(text, fragment=fragment)
        return found[0] if len(found) == 1 else None


def find_unit(text, under=None, *, fragment=True):
    """The unit that somebody means by a code, a name, a former name, a name without “工会”, or a fragment that only one has."""
    units = Unit.objects.below(under) if under else Unit.objects.all()
    exact = list(units.filter(Q(code=str(text).strip()) | Q(name=str(text).strip()))[:2])
    if len(exact) == 1:
        return exact[0]
    return UnitIndex(under).find(text, fragment=fragment)


def search(user, text, limit=30):
    """Units that the user sees whose code or name holds the text; a code that begins so comes first."""
    text = str(text).strip()
    called = Profile.objects.standing().filter(aliases__contains=text)  # former names and other spellings
    found = (
        Unit.objects.visible_to(user)
        .filter(Q(code__istartswith=text) | Q(name__contains=text) | Q(pk__in=called.values("unit")))
        .exclude(code__contains="~")
    )
    return list(found.order_by("path")[:limit]) if text else []


def called_otherwise(units, text):
    """{unit key: the former name or other spelling that holds the text}, for units whose own name and code do not."""
    text = str(text).strip()
    others = [one for one in units if text not in one.name and not one.code.lower().startswith(text.lower())]
    files = files_of(others) if text and others else {}
    named = {
        key: next((name for name in rules.other_spellings(file) if text in name), "") for key, file in files.items()
    }
    return {key: name for key, name in named.items() if name}


def profile_of(unit):
    """The file of a unit, or None for a unit that has none."""
    return Profile.objects.standing().filter(unit=unit).select_related("unit", "covered_by").first()


def profiles(user, *, under=None, text="", kind_codes=(), community="", union=None, open_only=True):
    """Unit files that the user sees, in the order of the tree, narrowed as the list page asks."""
    found = (
        Profile.objects.visible_to(user)
        .standing()
        .select_related("unit")
        .prefetch_related("headcounts")
        .order_by("unit__path")
    )
    if under:
        found = found.below(under)
    if text:
        found = found.filter(Q(unit__code__istartswith=text) | Q(unit__name__contains=text) | Q(aliases__contains=text))
    if kind_codes:
        found = found.filter(unit__kind__in=kind_codes)
    if community:
        found = found.filter(community=community)
    if union is not None:
        found = found.filter(unit__kind__in=kinds.codes(is_union=union))
    return found.filter(dissolved_on=None) if open_only else found


def communities(user):
    """Names of communities on file among the user's units, for the filter."""
    found = Profile.objects.visible_to(user).standing().exclude(community="")
    return list(found.order_by("community").values_list("community", flat=True).distinct())


def top_units(user):
    """Where the tree begins for this user: the units of his posts, or the roots for an administrator."""
    if getattr(user, "is_administrator", False):
        return list(Unit.objects.filter(depth=1).exclude(code__contains="~").order_by("path"))
    units = sorted(Unit.objects.filter(posts__in=user.standing_posts()).distinct(), key=lambda unit: unit.path)
    return [unit for unit in units if not any(unit.path.startswith(above.path) for above in units if above != unit)]


def children_with_counts(unit, on):
    """[(child, unions at and below it, members at and below it, has children)] for one branch of the tree."""
    day = Period.between(on, on)
    children = list(unit.children().exclude(code__contains="~"))
    unions = dict_of(ledger.by_child("organisation.grassroots", unit, day))
    members = dict_of(ledger.by_child("members.in_membership", unit, day))
    return [(child, unions.get(child.pk), members.get(child.pk), child.numchild > 0) for child in children]


def counts_of(unit, on):
    """(unions, members) at the unit and below it on a day."""
    found = ledger.values(("organisation.grassroots", "members.in_membership"), unit, Period.between(on, on))
    return found["organisation.grassroots"], found["members.in_membership"]


def dict_of(rows):
    """Figures by child, by the child's key."""
    return {child.pk: figure for child, figure in rows}


def open_children(unit):
    """Units directly below that have not been dissolved or withdrawn."""
    return unit.children().filter(until=None).exclude(code__contains="~")


def share_of(things, part, whole):
    """So many out of so many of some things in their order, spread evenly."""
    chosen = []
    for seen, one in enumerate(things, start=1):
        if seen * part // whole > len(chosen):
            chosen.append(one)
    return chosen


def former_parts(unit):
    """Units that were merged into this one: they stand below it, closed."""
    parts = ReorganisedUnit.objects.filter(role=ReorganisedUnit.Role.ENDS, whole__kind="merge", whole__state="done")
    return unit.children().exclude(until=None).filter(pk__in=parts.values("unit"))


def posts_at(unit, on):
    """Who holds a post at the unit on a day."""
    return list(Post.objects.in_force(on).filter(unit=unit).select_related("user").order_by("role", "since"))


def headcounts(profile):
    """The dated changes of staff, newest first."""
    return list(Headcount.objects.standing().filter(profile=profile).order_by("-on"))


def acts_at(unit, limit=20):
    """The last lines of the audit log about the unit itself."""
    return list(ActLog.objects.filter(unit=unit, code__startswith="organisation.").select_related("by")[:limit])


OWN_RECORDS = (
    "organisation.profile",
    "kernel.approval",
)  # a unit's own file; cases that were decided, which nobody takes back


def has_other_records(unit, besides=frozenset()):
    """Whether anybody but the unit's own file has something standing in the ledger here, or a case waits. `besides`: (type, key) of
    records that the open act has voided: the ledger hears of it when the act closes."""
    if Approval.objects.pending().filter(Q(at_unit=unit) | Q(unit=unit)).exists():
        return True
    standing = _lines_of_others(unit)
    return standing.exists() if not besides else bool(_told_by(standing, besides))


def _lines_of_others(unit):
    standing = Fact.objects.filter(unit=unit, posting__reverses=None, posting__reversal=None).order_by()
    return standing.exclude(posting__record_type__in=OWN_RECORDS)


def _told_by(facts, besides):
    rows = facts.values_list("posting__record_type", "posting__record_id").distinct()
    return sorted(record for record in rows if record not in besides)


def titles_of_others(unit, besides, most=3):
    """(titles of what stands in the way of a unit that never was, how many further ones): cases that wait, records of others."""
    waiting = Approval.objects.pending().filter(Q(at_unit=unit) | Q(unit=unit)).order_by("pk")
    others = _told_by(_lines_of_others(unit), besides)
    found = [*waiting[:most], *records_behind(others[:most]).values()][:most]
    titles = [str(one.title() if hasattr(one, "title") else one) for one in found]
    return titles, len(others) + waiting.count() - len(titles)


def is_union(unit):
    """Whether the unit is a union, and so may have members."""
    return kinds.of(unit.kind).is_union


def grassroots_kinds():
    """Codes of the kinds of grassroots unions."""
    return kinds.codes(grassroots=True)


def members_at(unit):
    """Members in membership at the unit itself, as the ledger knows them: the register stands one floor above."""
    standing = Fact.objects.filter(unit=unit, measure="members.members", kind="在会")
    return standing.aggregate(total=Sum("value"))["total"] or 0


def members_here(unit, where=""):
    """Members at the unit itself today; asked by place, because a remark on a page may not cost a look at every fact."""
    standing = Fact.objects.filter(measure="members.members", kind="在会", path=unit.path, unit=unit)
    if where:
        standing = parse_where(where).among(standing)
    return standing.aggregate(total=Sum("value"))["total"] or 0


def remarks(profile, today, *, staff):
    """(warnings, hints) about a unit, by the rules that bind it today."""
    unit, kind = profile.unit, kinds.of(profile.unit.kind)
    warned = rules.warnings(
        profile,
        kind,
        staff=staff,
        members=members_here(unit),
        today=today,
        committee_from=_limit("org.committee.required_members", unit, today),
    )
    hinted = rules.hints(
        profile,
        kind,
        staff=staff,
        women=members_here(unit, "性别=女"),
        chair_from=_limit("org.fulltime_chair.staff", unit, today),
        women_from=_limit("women.committee.min", unit, today),
    )
    return warned, hinted


def _limit(key, unit, today):
    found = rulebook.find(key, unit, today)
    return found.value if found else None


ACTS = (
    "found",
    "amend",
    "unionise",
    "record_headcount",
    "register_legal_person",
    "dissolve",
    "withdraw",
    "draft_reorganisation",
    "appoint",
    "end_post",
)


def verdicts(user, unit):
    """{verb: verdict} of everything that may be done at a unit, for the buttons of its page."""
    return {verb: can(user, f"organisation.{verb}", unit) for verb in ACTS}


def found_items(user, text, limit):
    """Units for the search over everything."""
    found = search(user, text, limit)
    formerly = called_otherwise(found, text)
    return [
        finding.Found(
            unit.name,
            reverse("organisation:unit_detail", args=[unit.pk]),
            " · ".join([kinds.name(kinds.of(unit.kind)), unit.code, *_more_of(unit, formerly.get(unit.pk))]),
            "sitemap",
        )
        for unit in found
    ]


def _more_of(unit, formerly):
    """Why a unit was found, and that it is no more."""
    said = [_("also called %s") % formerly] if formerly else []
    return [*said, _("ended on %s") % date_format(unit.until)] if unit.until else said


# --- reorganisations -------------------------------------------------------------------------------------------------------------

AROUND = (
    "organisation.grassroots", "members.in_membership", "members.on_register", "organisation.union_staff", "work.entries",
)  # fmt: skip
ALWAYS_TOLD = 4  # units, members, posts and approvals, however few


def seat_of(parts):
    """The lowest union that has everything concerned below it: it decides. The top of the tree decides for itself."""
    paths = []
    for part in parts:
        if part.get("unit") and part["role"] != "successor":
            paths.append(part["unit"].path[: -Unit.steplen] or part["unit"].path)
        if part.get("role") == "successor":
            paths.append(part["unit"].path[: -Unit.steplen] or part["unit"].path)
        if part.get("into"):
            paths.append(part["into"].path)
    common = paths[0]
    for path in paths:
        while not path.startswith(common):
            common = common[: -Unit.steplen]
    return Unit.objects.get(path=common)


def reorganisations(user, *, under=None):
    """Reorganisations that the user may see, the newest first."""
    found = Reorganisation.objects.visible_to(user).standing().select_related("unit", "undoes")
    found = found.prefetch_related("parts__unit", "parts__into", "undoes__parts")
    if under is not None:
        parts = ReorganisedUnit.objects.filter(within([under.path], "unit__path"))
        found = found.filter(Q(within([under.path], "unit__path")) | Q(pk__in=parts.values("whole")))
    return found.order_by("-effective_on", "-pk")


def concerned(record):
    """The units of a reorganisation, once each: those that change, and those below which they stand then."""
    parts = (record.undoes if record.undoes_id else record).parts.select_related("unit", "into")
    units = [record.unit]
    for part in parts:
        units += [unit for unit in (part.unit, part.unit and part.unit.parent(), part.into) if unit is not None]
    return list({unit.pk: Unit.objects.get(pk=unit.pk) for unit in units}.values())


def _changing(record):
    parts = (record.undoes if record.undoes_id else record).parts.exclude(unit=None).exclude(role="successor")
    return [Unit.objects.get(pk=pk) for pk in parts.values_list("unit", flat=True)]


def members_concerned(record):
    """Members at the units that change and below them; at a founding none."""
    today = Period.between(timezone.localdate(), timezone.localdate())
    units = _changing(record)
    tops = [unit for unit in units if not any(unit != one and unit.is_in(one) for one in units)]
    return sum(int(ledger.value("members.in_membership", unit, today).number) for unit in tops)


def route_of(record, on):
    """The route by which a reorganisation is approved: small unions by the union above alone; what is small stands in the rulebook."""
    small = rulebook.find("organisation.small_members", record.unit, on)
    return (
        "organisation.small_reorganisation"
        if small and small.met_by(members_concerned(record))
        else "organisation.reorganisation"
    )


def counts_around(record):
    """[(words, number)] of what stands at the units that change: units, members, posts, open cases, and what capabilities have there."""
    # Asked as a question within each of the many that follow: a list of three thousand units would be written out in every one of them.
    units = Unit.objects.filter(within([unit.path for unit in _changing(record)]))
    waiting = Approval.objects.pending().filter(Q(at_unit__in=units) | Q(unit__in=units))
    posts = Post.objects.filter(unit__in=units).filter(Q(until=None) | Q(until__gt=record.effective_on))
    counts = [
        (_("Units concerned"), units.count()),
        (_("Members concerned"), members_concerned(record)),
        (_("Posts"), posts.count()),
        (_("Open approvals"), waiting.exclude(subject_type=record.record_type, subject_id=record.pk).count()),
    ]
    for follower in registry.followers().values():
        counts += follower.counts(units)
    counts += _open_at(units)
    return [(str(words), number) for words, number in counts]


def standing_counts(counts):
    """[(words, number)] of what was counted around a reorganisation, without the many things of which there are none."""
    return [tuple(row) for at, row in enumerate(counts) if row[1] or at < ALWAYS_TOLD]


def _open_at(units):
    """[(words, number)] of the records of these units in which somebody still has to do something, and that stay where they are."""
    for record in registry.unfollowed():
        number = record.model.objects.standing().filter(unit__in=units, state__in=record.open).count()
        if number:
            label = record.model._meta.verbose_name_plural
            yield pgettext("reorganisation", "%s, open: they stay with the union") % label, number


def lasts_alike(record):
    """Whether, at the end of the year of the change, what lasts counts on the tree of then as on today's: nothing was moved later.

    Then a rehearsal need not post anew what lasts, which is most of what a large union has on file.
    """
    return not tree.was_moved_after(_year(record).last_day)


def _year(record):
    return Period.year(record.effective_on.year)


def figures_around(record, *, posted=True):
    """{unit key: (name, {(code, tree): text})} of the units concerned, for the year in which the change takes effect.

    `posted`: False after a rehearsal that posted nothing anew of what lasts: that is read on today's tree for both.
    """
    period, found = _year(record), {}
    moved = [path for unit in Unit.objects.exclude(places=[]) for path in unit.paths]
    for unit in concerned(record):
        still = not any(path.startswith(unit.path) for path in moved)  # both trees are the same below it
        now = ledger.values(AROUND, unit, period, tree="then" if still else "now")
        then = now if still else now | ledger.values(_told_by_posting(posted), unit, period)
        told = {(code, name): look[code].text() for name, look in (("then", then), ("now", now)) for code in AROUND}
        found[unit.pk] = (unit.name, told)
    return found


def _told_by_posting(posted):
    """Of the figures around a reorganisation, those that the ledger tells on the tree of then."""
    return [code for code in AROUND if posted or not _lasts(resolve(code))]


def _lasts(indicator):
    """Whether all that a figure counts lasts, and goes along when its unit moves."""
    return all(registry.measures[term.measure].nature == "balance" for term in indicator.numerator)


def compared(before, after):
    """[[unit, [[figure, then before, then after, now before, now after]]]] of two looks at the figures."""
    rows = []
    for key in dict.fromkeys((*before, *after)):
        name = (after.get(key) or before.get(key))[0]
        old, new = (side[key][1] if key in side else {} for side in (before, after))
        lines = [
            [
                str(resolve(code).label),
                *(side.get((code, tree), "—") for tree in ("then", "now") for side in (old, new)),
            ]
            for code in AROUND
        ]
        rows.append([name, lines])
    return rows


def later_changes(record):
    """Reorganisations carried out after this one that concern the same units or what stands below them."""
    paths = [unit.path for unit in concerned(record)[1:]]
    own = {unit.pk for unit in _changing(record)} | set(record.parts.exclude(unit=None).values_list("unit", flat=True))
    later = Reorganisation.objects.standing().filter(state="done", done_on__gte=record.done_on, pk__gt=record.pk)
    parts = ReorganisedUnit.objects.filter(whole__in=later).exclude(whole__kind="undo")
    below = within([Unit.objects.get(pk=pk).path for pk in own], "unit__path") if paths else Q(pk__in=[])
    return list(
        later.filter(pk__in=parts.filter(Q(unit__in=own) | Q(into__in=own) | below).values("whole")).order_by("-pk")
    )


def history(unit):
    """[(day, what, document no., record)] of a unit, the oldest first: founding, names, places, what it took over, its end (沿革)."""
    profile = profile_of(unit)
    parts = ReorganisedUnit.objects.filter(Q(unit=unit) | Q(into=unit, role="moves")).filter(whole__voided_at=None)
    parts = parts.filter(whole__state__in=("done", "undone")).exclude(whole__kind="undo")
    rows = []
    founded = {part.whole_id for part in parts if part.role == "new"}
    if profile and profile.founded_on and not founded:
        rows.append((profile.founded_on, _("The union was founded."), profile.approval_no, None))
    for part in parts.select_related("whole", "unit", "into"):
        rows.append((part.whole.effective_on, _words_of(part, unit), part.whole.document_no, part.whole))
        for undone in part.whole.undone_by.filter(state="done"):
            rows.append((undone.effective_on, _("That was taken back."), undone.document_no, undone))
    if (
        profile
        and profile.dissolved_on
        and not any(part.role == "ends" and part.whole.state == "done" for part in parts)
    ):
        rows.append((profile.dissolved_on, _("It was dissolved: %s") % profile.dissolved_why, "", None))
    return sorted(rows, key=lambda row: (row[0], row[3].pk if row[3] else 0))


def _words_of(part, unit):
    """What a reorganisation did, as the unit's history says it."""
    if part.unit_id != unit.pk:
        return _("%s came to stand below it.") % part.was
    names = {"name": part.name, "was": part.was, "into": part.into.name if part.into_id else ""}
    others = "、".join(one.was for one in part.whole.parts.all() if one.role == "ends")
    new = (
        _("Formed by the merger of %s.") % others
        if others
        else _("Split off.")
        if part.whole.kind == "split"
        else _("Founded by reorganisation.")
    )
    ended = (
        _("It was merged into %s.") % successor_of(part.whole) if part.whole.kind == "merge" else _("It was dissolved.")
    )
    return {
        "new": new,
        "moves": _("From now on below %(into)s.") % names,
        "renamed": _("Renamed from %(was)s to %(name)s.") % names,
        "ends": ended,
        "successor": _("It took over %s.") % others,
        "source": _("Parts of it were split off: %s.")
        % "、".join(one.name for one in part.whole.parts.all() if one.role == "new"),
    }[part.role]


def successor_of(record):
    """The name of the union that a merger leaves."""
    first = record.parts.first()
    return first.name or first.was


@dataclass(frozen=True)
class Ended:
    """How a unit ended by a reorganisation: when, by which record, and the union that took its place or its members."""

    day: date
    record: Reorganisation
    heir: Unit

    @property
    def words(self):
        """In a sentence."""
        said = {"day": date_format(self.day), "heir": self.heir.name, "document": self.record.document_no}
        if self.record.kind == Reorganisation.Kind.MERGE:
            return _("It was merged into %(heir)s on %(day)s (%(document)s).") % said
        return _("It was dissolved on %(day)s (%(document)s); its members and files went to %(heir)s.") % said


def ended(unit):
    """What became of a unit that ended by a reorganisation, as Ended; None for one that stands, or was closed on file only."""
    if unit.until is None:
        return None
    parts = ReorganisedUnit.objects.filter(unit=unit, role=ReorganisedUnit.Role.ENDS, whole__state="done")
    part = parts.filter(whole__voided_at=None).select_related("whole", "into").order_by("-pk").first()
    if part is None:
        return None
    merged = part.whole.kind == Reorganisation.Kind.MERGE
    heir = part.whole.parts.select_related("unit").first().unit if merged else part.into or unit.parent()
    return Ended(part.whole.effective_on, part.whole, heir) if heir else None


def standing_heir(unit):
    """The union that stands today in the place of one that ended, however often that was merged further; None where none is known."""
    found, seen = unit, set()
    while found.until is not None and found.pk not in seen:
        seen.add(found.pk)
        end = ended(found)
        if end is None:
            return None
        found = end.heir
    return found if found != unit else None


def former_places(unit):
    """[(up to the day, the unit above then or None)] of a unit that was moved, oldest first."""
    rows = []
    for until, path in unit.places:
        day, above = date.fromisoformat(until), path[: -Unit.steplen]
        candidates = Unit.objects.filter(Q(path=above) | ~Q(places=[]))
        rows.append((day, next((one for one in candidates if one.path_on(day - timedelta(1)) == above), None)))
    return rows


SIZES = ((0, 7), (8, 24), (25, 49), (50, 99), (100, 999), (1000, None))


def tiers(unit):
    """[(tier, kind, number)] of the open units at and below a unit: how many stand on which level, by kind."""
    units = Unit.objects.below(unit).filter(until=None).exclude(code__contains="~")
    counted = units.order_by("depth", "kind").values_list("depth", "kind").annotate(number=Count("pk"))
    return [(depth - unit.depth + 1, kinds.name(kinds.of(kind)), number) for depth, kind, number in counted]


def sizes(unit, day):
    """[(words, unions, employers without a union)] of the enterprises below a unit, by the number of staff on a day."""
    unions, none = (
        kinds.of("company_union").label + "|" + kinds.of("state_company_union").label,
        kinds.of("employer").label,
    )
    rows = []
    for least, most in SIZES:
        where = f"职工人数>={least}" + (f";职工人数<={most}" if most else "")
        found = [ledger.value("organisation.units", unit, day, where=f"类型={said};{where}") for said in (unions, none)]
        rows.append((_("%(least)d and more") % {"least": least} if most is None else f"{least}–{most}", *found))
    return rows


def names_of(keys):
    """Names of units, in the order of the tree."""
    return list(Unit.objects.filter(pk__in=keys).order_by("path").values_list("name", flat=True))


def files_of(units):
    """{key of the unit: its file} of many units."""
    keys, found = [unit.pk for unit in units], {}
    for start in range(0, len(keys), 900):
        found.update(
            {
                one.unit_id: one
                for one in Profile.objects.standing().filter(unit__in=keys[start : start + 900]).select_related("unit")
            }
        )
    return found
