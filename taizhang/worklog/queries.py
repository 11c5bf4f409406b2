"""Reads of the plain ledger: lists, look-alikes, what an entry adds to, and what a figure would become."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from taizhang.kernel import access, filters
from taizhang.kernel.manifest import registry
from taizhang.kernel.models import ActLog, Evidence, Fact, Posting, Unit
from taizhang.kernel.periods import Period
from taizhang.ui.due import Due
from taizhang.ui.finding import Found
from taizhang.worklog.kinds import COUNTS, KINDS, find
from taizhang.worklog.models import TERRITORY_WORD, Entry

RECORD_TYPE = Entry._meta.label_lower
DAYS_FOR_EVIDENCE = 30
WIDE = 20  # so many units below make a unit wide


def listed(user):
    """The entries that the user may read, ready to be shown in a list."""
    return Entry.objects.visible_to(user).select_related("unit", "corrects").order_by("-on", "-id")


def of_unit(user, unit):
    """The entries of a unit and everything below it, as far as the user may read them, newest first.

    Whoever reads the unit reads all below it; then the question needs no second condition. Where many units stand below, the
    database goes through the entries by date and looks the unit up, not the other way round: 200,000 entries in 10 ms, not 1 s.
    """
    if not _sees(user, unit):
        return listed(user).below(unit)
    below = Unit.objects.below(unit)
    if below[:WIDE].count() < WIDE:
        entries = Entry.objects.below(unit)
    else:
        entries = Entry.objects.filter(Exists(below.filter(pk=OuterRef("unit_id"))))
    return entries.select_related("unit", "corrects").order_by("-on", "-id")


def with_evidence(entries, *, there=True):
    """Only entries that have (or have not) a file on record."""
    files = Evidence.objects.filter(record_type=RECORD_TYPE, record_id=OuterRef("pk"), withdraws=None, withdrawal=None)
    return entries.filter(Exists(files) if there else ~Exists(files))


def with_words(entries, text):
    """Only entries in whose matter, remark or goods the words stand."""
    return entries.filter(Q(matter__icontains=text) | Q(remark__icontains=text) | Q(goods__icontains=text))


def on_basis(entries, basis):
    """Only the union's own work, statistics of the territory, or readings at a date; all of them without a basis."""
    narrowing = {
        "own": {"territory": False, "reading": False},
        "territory": {"territory": True},
        "reading": {"reading": True},
    }
    return entries.filter(**narrowing.get(basis, {}))


def proven(entries):
    """Keys of those entries, all of which the user sees, that have a file on record."""
    files = Evidence.objects.filter(
        record_type=RECORD_TYPE, record_id__in=[one.pk for one in entries], withdraws=None, withdrawal=None
    )
    return set(files.values_list("record_id", flat=True))


def search(user, text, limit=8):
    """Entries for the global search: the words stand in the matter, the goods or the remark."""
    for entry in with_words(listed(user).standing(), text)[:limit]:
        yield Found(entry.title(), entry.get_absolute_url(), entry.unit.name, "notebook")


def search_kinds(user, text, limit=5):
    """Kinds of work for the global search: choosing one opens 记一笔 with that kind."""
    for kind in find(text)[:limit]:
        yield Found(
            _("Record: %s") % kind.label, f"{reverse('worklog:entry_record')}?kind={kind.id}", kind.id, "pencil"
        )


def look_alikes(unit, on, kind, matter, numbers=None, *, but=None):
    """Standing entries of the same union, day, kind and matter: perhaps the same thing written twice."""
    found = Entry.objects.standing().filter(unit=unit, on=on, kind=kind, matter=matter or "", corrects=None)
    if numbers:
        found = found.filter(**{name: value for name, value in numbers.items() if value is not None})
    return found.exclude(pk=but.pk) if but else found


def reversible(unit, kind, matter, *, on, measure_unit=""):
    """The earlier entry that a negative row of a workbook takes back: the latest of the same union, kind and matter, else None."""
    found = Entry.objects.standing().filter(unit=unit, kind=kind, on__lte=on, corrects=None, reading=False)
    if measure_unit:
        found = found.filter(measure_unit=measure_unit)
    return (found.filter(matter=matter).order_by("-on", "-id").first() if matter else None) or (
        found.order_by("-on", "-id").first() if found.count() == 1 else None
    )


def history(entry):
    """The acts on this entry, first to last; an import that brought it among others is one of them."""
    posted = Posting.objects.filter(record_type=RECORD_TYPE, record_id=entry.pk).values("act")
    of_entry = Q(record_type=RECORD_TYPE, record_id=entry.pk) | Q(pk__in=posted)
    return ActLog.objects.filter(of_entry).select_related("by").order_by("id")


def standing_facts(entry):
    """The lines that stand in the ledger for this entry now."""
    return (
        Fact.objects.filter(
            posting__record_type=RECORD_TYPE, posting__record_id=entry.pk, sign=1, posting__reversal=None
        )
        .select_related("unit", "posting")
        .order_by("unit__path", "id")
    )


def columns_of(entry):
    """Column words of the workbooks that this entry fills: ["人数", "金额"]."""
    names = {"amount": "金额", **{name: words[0] for name, words in COUNTS.items() if name != "amount"}}
    filled = [names[name] for name in COUNTS if getattr(entry, name) is not None]
    named = entry.participants.all()
    return filled + [word for word in ("人数", "人次") if named and word not in filled]


def fed_by(entry):
    """[(figure code, nature, where)]: the figures that this entry adds to, its own columns first, then the named indicators."""
    nature = "stock" if entry.reading else "flow"
    where = f"备注~{TERRITORY_WORD}" if entry.territory else ""
    codes = [(f"{entry.kind}:{column}", nature, _narrowed(entry, column, where)) for column in columns_of(entry)]
    facts = list(standing_facts(entry))
    codes += [(found.code, None, "") for found in registry.indicators.values() if _adds_to(entry, found, facts)]
    return codes


def _narrowed(entry, column, where):
    """Quantities are only added up within one unit of measure."""
    if column == "数量" and entry.measure_unit and ";" not in entry.measure_unit:
        return ";".join(filter(None, [where, f"计量单位={entry.measure_unit}"]))
    return where


def _adds_to(entry, indicator, facts):
    terms = [term for term in (*indicator.numerator, *indicator.denominator) if _fits(entry, term, facts)]
    return any(not term.where or _matches(entry, term) for term in terms)


def _fits(entry, term, facts):
    wanted = filters.parse_where(term.where).basis if term.where else ""
    if (term.kinds and entry.kind not in term.kinds) or entry.kind in term.not_kind:
        return False
    return any(fact.measure == term.measure and fact.basis == wanted for fact in facts)


def _matches(entry, term):
    facts = standing_facts(entry).filter(measure=term.measure)
    return filters.parse_where(term.where).among(facts).exists()


def year_of(entry):
    """The year to which the entry belongs, as a period."""
    return Period.year(entry.on.year)


def units_concerned(entry, user):
    """The entry's union and the highest union above it that the user sees: where its figures are worth a look."""
    from_above = [unit for unit in entry.unit.ancestors().order_by("path") if _sees(user, unit)]
    return [entry.unit, *from_above[:1]] if _sees(user, entry.unit) else from_above[:1]


def _sees(user, unit):
    return user is access.SYSTEM or any(unit.path.startswith(path) for path in user.paths())


def kinds_used(user, unit, limit=8):
    """The kinds that this union recorded most often of late: offered first in 记一笔."""
    recent = of_unit(user, unit).standing().values_list("kind", flat=True)[:200]
    counted = {}
    for kind in recent:
        counted[kind] = counted.get(kind, 0) + 1
    return [KINDS[kind] for kind in sorted(counted, key=counted.get, reverse=True)[:limit] if kind in KINDS]


def matters_used(user, unit, kind, limit=12):
    """What this union wrote for this kind before: suggestions while typing."""
    recent = of_unit(user, unit).standing().filter(kind=kind).exclude(matter="")
    return list(dict.fromkeys(recent.values_list("matter", flat=True)[:60]))[:limit]


def due(user, unit, today):
    """Recent entries without any evidence: one reminder, for those who can add it."""
    if not access.can(user, "worklog.attach", unit):
        return
    since = today - timedelta(days=DAYS_FOR_EVIDENCE)
    # By day: “corrects nothing” holds of nearly all entries, and the index on it would be the wrong one to choose.
    entries = of_unit(user, unit).standing().filter(on__gte=since, on__lte=today)
    entries = entries.annotate(corrected=Coalesce("corrects", 0)).filter(corrected=0)
    count = with_evidence(entries, there=False).count()
    if count:
        url = f"{reverse('worklog:entry_list')}?unit={unit.code}&evidence=no&since={since.isoformat()}"
        yield Due(
            title=_("%s entries of the last month have no evidence yet") % count,
            url=url,
            button=_("Add evidence"),
            unit=unit,
            words=_("A photograph or an attendance list is quickest found now."),
            tone="blue",
        )


def sentence(entry):
    """The entry as a sentence for a report: the first declared pattern of which every word is known."""
    words = _sentence_words(entry)
    for pattern in entry.declared.sentences:
        try:
            return pattern.format_map(words)
        except KeyError:
            continue
    return entry.matter or entry.declared.label


def _sentence_words(entry):
    """What a pattern may ask for; what is unknown or nothing is left out, so that the pattern is passed over."""
    words = {name: _plain(value) for name, value in entry.numbers.items() if value}
    words.update({key: value for key, value in entry.fields.items() if value not in ("", None)})
    words["matter"] = entry.matter or entry.declared.label
    words["unit"] = entry.unit.name
    words["goods"] = entry.goods or _("goods")
    if entry.measure_unit:
        words["measure_unit"] = entry.measure_unit
    return words


def _plain(value):
    text = f"{value:f}" if hasattr(value, "as_tuple") else str(value)
    return text.rstrip("0").rstrip(".") if "." in text else text
