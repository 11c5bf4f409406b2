"""Reads about rules and archives: editions as of a day, retention by the rulebook, records without a file, what is due."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, Min, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from taizhang.archives.models import Destruction, Display, Dossier, Edition, Item, Regulation
from taizhang.kernel import rulebook
from taizhang.kernel.access import can
from taizhang.kernel.manifest import registry
from taizhang.kernel.models import Fact, within
from taizhang.kernel.tracing import records_behind
from taizhang.ui import finding
from taizhang.ui.due import Due

Category = Dossier.Category
# The rule on the retention of each category; a category without one is kept permanently.
KEEPING = {
    Category.ACTIVITY: "archives.keep.activities",
    Category.DOCUMENT: "archives.keep.documents",
    Category.MEETING: "archives.keep.meetings",
    Category.PETITION: "archives.keep.petitions",
    Category.AID: "keep.aid_years",
    Category.ACCOUNT: "keep.vouchers_years",
    Category.WAGE: "keep.wage_ledger_years",
    Category.CONTRACT: "keep.ended_contracts_years",
}
MANY = 30
PUT = 300  # records offered at once


def regulations(user, *, under=None):
    """Regulations that the user may read, with their number of editions and displays."""
    found = Regulation.objects.visible_to(user).standing()
    found = found.below(under) if under is not None else found
    hanging = Count("displays", filter=Q(displays__until=None), distinct=True)
    return (
        found.select_related("unit")
        .annotate(number=Count("editions", distinct=True), hanging=hanging)
        .order_by("unit__path", "name", "id")
    )


def current(regulation, on):
    """The edition in force on a day, or None."""
    found = regulation.editions.filter(since__lte=on).filter(Q(until=None) | Q(until__gt=on))
    return found.order_by("-number").first()


def draft_of(regulation):
    """The edition that is not adopted yet, or None."""
    return regulation.editions.filter(adopted_on=None).order_by("-number").first()


def newest(regulation):
    """The edition that was adopted last, or None."""
    return regulation.editions.filter(adopted_on__isnull=False).order_by("-number").first()


def displays():
    """Displays with their editions; whoever shows one asks for its regulation first."""
    return Display.objects.select_related("edition")


def items():
    """Items with their files; whoever shows one asks for its file first."""
    return Item.objects.select_related("dossier")


def edition(regulation, number):
    """An edition by its number, or None."""
    return Edition.objects.filter(regulation=regulation, number=number).first()


# --- dossiers -------------------------------------------------------------------------------------------------------------------


def dossiers(user, *, under=None):
    """Files that the user may read, with the number of things in them."""
    found = Dossier.objects.visible_to(user).standing()
    found = found.below(under) if under is not None else found
    return found.select_related("unit").annotate(held=Count("items")).order_by("unit__path", "-year", "number", "id")


def retention(category, unit, on):
    """(years, rule) of a category; (None, None): nothing lays down an end, so it is kept permanently."""
    key = KEEPING.get(category)
    rule = rulebook.find(key, unit, on) if key else None
    return (int(rule.value), rule) if rule else (None, None)


def next_number(unit, category, year):
    """The next number of a file: category, year, serial."""
    taken = set(Dossier.objects.standing().filter(unit=unit, year=year).values_list("number", flat=True))
    serial = 1
    while f"{category}-{year}-{serial:03}" in taken:
        serial += 1
    return f"{category}-{year}-{serial:03}"


def expired(unit, on):
    """Archived files whose time is over."""
    found = Dossier.objects.standing().filter(unit=unit, state=Dossier.State.CLOSED, keep_until__lt=on)
    return found.select_related("unit").order_by("keep_until", "number", "id")


def destructions(user, *, under=None):
    """Destruction lists that the user may read."""
    found = Destruction.objects.visible_to(user).standing()
    found = found.below(under) if under is not None else found
    return found.select_related("unit").annotate(number=Count("lines")).order_by("-on", "-id")


# --- each activity is archived ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Unfiled:
    """A record of the year that stands in no file."""

    record: object
    on: date

    @property
    def key(self):
        return f"{self.record.record_type}:{self.record.pk}"


def _of_year(user, unit, year, *, own=False):
    """{(type, number)} rows of the records that count in a year at the unit and below, with their first day."""
    place = Q(unit=unit) if own else within([unit.path], "path")
    facts = Fact.objects.filter(
        place, measure__startswith="work.", sign=1, posting__reversal=None, occurred_on__year=year
    )
    facts = facts.filter(within(user.paths(), "unit__path")).exclude(posting__record_type__startswith="archives.")
    return facts.order_by().values("posting__record_type", "posting__record_id").annotate(first=Min("occurred_on"))


def unfiled(user, unit, year, *, own=False):
    """Records of the year without a file, as rows (type, number, first day), the earliest first."""
    filed = Item.objects.filter(
        dossier__voided_at=None, record_type=OuterRef("posting__record_type"), record_id=OuterRef("posting__record_id")
    )
    rows = _of_year(user, unit, year, own=own).filter(~Exists(filed))
    return rows.order_by("first", "posting__record_type", "posting__record_id")


def counted(user, unit, year):
    """(records of the year, those of them without a file)."""
    return _of_year(user, unit, year).count(), unfiled(user, unit, year).count()


def with_records(rows):
    """[Unfiled] of such rows, the records fetched together."""
    pairs = [(row["posting__record_type"], row["posting__record_id"]) for row in rows]
    found = records_behind(pairs)
    return [Unfiled(found[pair], row["first"]) for pair, row in zip(pairs, rows, strict=True) if pair in found]


def pointed(user, pairs):
    """{(type, number): record} of those records that the user may see."""
    seen = {}
    for record_type, record_id in pairs:
        declared = registry.records.get(record_type)
        if declared is not None and record_id is not None:
            one = declared.model.objects.visible_to(user).filter(pk=record_id).select_related("unit").first()
            if one is not None:
                seen[record_type, record_id] = one
    return seen


# --- the desk -------------------------------------------------------------------------------------------------------------------


def due_items(user, unit, today):
    """Approved lists to carry out, files whose time is over; early in the year, files of the year before that are still open."""
    if not can(user, "archives.carry_out", unit):
        return
    approved = destructions(user, under=unit).filter(state=Destruction.State.APPROVED)
    for one in approved.order_by("on", "id")[:MANY]:
        yield Due(
            one.title(),
            one.get_absolute_url(),
            _("Carry out"),
            one.unit,
            None,
            _("approved, not carried out yet"),
            "amber",
        )
    over = expired(unit, today).count()
    if over:
        words = ngettext("%(count)d file", "%(count)d files", over) % {"count": over}
        url = reverse("archives:destruction_list") + f"?unit={unit.code}"
        yield Due(_("Files whose retention is over"), url, _("Draw up a list"), unit, None, words)
    waiting = dossiers(user, under=unit).filter(state=Dossier.State.OPEN, year__lt=today.year)
    for one in waiting.order_by("year", "id")[:MANY]:
        by = date(one.year + 1, 3, 31)
        tone = "red" if today > by else "amber"
        yield Due(one.title(), one.get_absolute_url(), _("Archive"), one.unit, by, _("still open"), tone)


def found_items(user, text, limit):
    """Regulations and files for the search over everything."""
    found = finding.by_name(((Regulation, "file-text"),), user, text.strip(), limit)
    rows = dossiers(user).filter(title_words__contains=text.strip())[: max(0, limit - len(found))]
    return found + [finding.Found(one.title(), one.get_absolute_url(), one.unit.name, "archive") for one in rows]


def day_of_record(pair):
    """The first day on which a record counts; None where it counts nothing."""
    facts = Fact.objects.filter(
        posting__record_type=pair[0], posting__record_id=pair[1], sign=1, posting__reversal=None
    )
    return facts.aggregate(first=Min("occurred_on"))["first"]
