"""Reads about units that several pages and importers need."""

from collections import defaultdict

from django.db.models import Q, Sum
from django.urls import reverse

from taizhang.kernel import ledger, rulebook
from taizhang.kernel.access import can
from taizhang.kernel.filters import parse_where
from taizhang.kernel.models import ActLog, Fact, Post, Unit
from taizhang.kernel.periods import Period
from taizhang.organisation import kinds, rules
from taizhang.organisation.models import Headcount, Profile
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
    found = (
        Unit.objects.visible_to(user)
        .filter(Q(code__istartswith=text) | Q(name__contains=text))
        .exclude(code__contains="~")
    )
    return list(found.order_by("path")[:limit]) if text else []


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


def posts_at(unit, on):
    """Who holds a post at the unit on a day."""
    return list(Post.objects.in_force(on).filter(unit=unit).select_related("user").order_by("role", "since"))


def headcounts(profile):
    """The dated changes of staff, newest first."""
    return list(Headcount.objects.standing().filter(profile=profile).order_by("-on"))


def acts_at(unit, limit=20):
    """The last lines of the audit log about the unit itself."""
    return list(ActLog.objects.filter(unit=unit, code__startswith="organisation.").select_related("by")[:limit])


def has_other_records(unit):
    """Whether anybody but the unit's own file has something standing in the ledger here."""
    own = Fact.objects.filter(unit=unit, posting__reverses=None, posting__reversal=None)
    return own.exclude(posting__record_type="organisation.profile").exists()


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
    "appoint",
    "end_post",
)


def verdicts(user, unit):
    """{verb: verdict} of everything that may be done at a unit, for the buttons of its page."""
    return {verb: can(user, f"organisation.{verb}", unit) for verb in ACTS}


def found_items(user, text, limit):
    """Units for the search over everything."""
    return [
        finding.Found(
            unit.name,
            reverse("organisation:unit_detail", args=[unit.pk]),
            f"{kinds.name(kinds.of(unit.kind))} · {unit.code}",
            "sitemap",
        )
        for unit in search(user, text, limit)
    ]
