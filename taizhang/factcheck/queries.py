"""Reads of the checker: examine a report, look into a kept check, what a claim could be accepted as, and the figures to choose from."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from types import SimpleNamespace

from django.conf import settings
from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taizhang.kernel import figures, ledger, marks
from taizhang.kernel.counts import COUNTS
from taizhang.kernel.figures import UnknownFigure
from taizhang.kernel.filters import UnknownFilter, parse_where
from taizhang.kernel.manifest import registry
from taizhang.kernel.models import ActLog, Job, Unit, within
from taizhang.kernel.periods import Period, UnknownPeriod
from taizhang.kernel.reading import plain
from taizhang.ui import finding

from . import rules, standings
from .apart import read_apart
from .judging import judge
from .models import Acceptance, Check, LearnedLink
from .reading import Unreadable
from .wording import DAMAGE_WORDS, RELATION_WORDS

COLUMN_OF = {"persons": "人数", "person_times": "人次", "households": "户数", "enterprises": "家数", "items": "件数",
             "sessions": "场次", "money": "金额", "goods": "数量", "entries": "行数"}  # fmt: skip
COUNT_NAMES = tuple(name for name, *_rest in COUNTS if name != "entries")
FIGURES_OFFERED = 12
WORST = 5
AGREES = ("confirmed", "rounded")
VERDICTS = ("contradicted", "not_in_ledger", "ambiguous", "unchecked")

__all__ = ["Unreadable", "examine"]


# --- examining --------------------------------------------------------------------------------------------------------------------


def examine(
    content, name="", *, unit=None, period=None, viewer=None, links=None, last_year=None, accepted=(), progress=None
):
    """(text, result): a report read and judged; `result` is the JSON of `taizhang check --json`.

    `content`: the bytes of a file, or text; `last_year`: (content, name) of the report a year before; `viewer`: who may read figures
    above the unit (default: only what the unit itself reads); `accepted`: what was accepted from this report already. Without a unit and a period no
    database is touched. Raises Unreadable with a sentence.
    """
    tell = progress or (lambda n, of, words="": None)
    tell(0, 4, _("Reading the report"))
    document = read_apart(content, name)
    tell(1, 4, _("Reading last year's report") if last_year else _("Working out the arithmetic"))
    before = read_apart(*last_year) if last_year else None
    tell(2, 4, _("Comparing with the ledger") if unit and period else _("Working out the arithmetic"))
    viewer = viewer or (Reader(unit) if unit else None)
    result = judge(document, unit=unit, period=period, viewer=viewer, links=links, last_year=before)
    if unit and period:
        _beware_of_circles(result, unit, period, {one.claim: one for one in accepted})
    tell(4, 4)
    return document.text, result


def _beware_of_circles(result, unit, period, accepted):
    """A report cannot prove itself: what was accepted from it keeps its doubt, and a number that rests in part on a report says so."""
    for claim in result["claims"]:
        if claim.get("verdict") not in AGREES:
            continue
        own = accepted.get(claim["id"])
        if own:
            claim["verdict"] = own.verdict if own.verdict in VERDICTS else "unchecked"
            claim["explanation"] = _(
                "%(value)s of the ledger's number were accepted from this report, without a record. Before, it stood: %(doubt)s"
            ) % {"value": plain(own.value), "doubt": own.doubt or standings.label_of(own.verdict)}
        elif any(
            _rests_on_a_report(item, unit, period) for item in claim.get("evidence", ()) if item.get("type") == "figure"
        ):
            claim["explanation"] = " ".join(
                filter(
                    None,
                    (claim.get("explanation"), _("Part of the ledger's number rests on a report, not on records.")),
                )
            )


def _rests_on_a_report(item, unit, period):
    try:
        indicator = figures.resolve(item["code"], item.get("nature") or None)
        when = Period.parse(item["period"]) if item.get("period") else period
    except (UnknownFigure, UnknownPeriod, KeyError):
        return False
    home = unit if item.get("unit") in (None, "", unit.code) else Unit.objects.filter(code=item["unit"]).first()
    return home is not None and bool(marks.on_figure(indicator, home, when))


def may_hand_in(name, size):
    """Whether a file of this name and size can be handed in, before it is read."""
    return rules.may_hand_in(name, size, settings.TAIZHANG_UPLOAD_MAX_BYTES)


class Reader:
    """Whoever reads the report's own union and what is below it, and nothing else.

    A check is read by everybody with a post there: what it says of figures above or beside must be nobody's secret.
    """

    is_authenticated = is_active = True
    is_administrator = False
    pk = 0

    def __init__(self, unit):
        self.unit = unit

    def paths(self, *, reading=True):
        """Paths of the units whose subtree is read."""
        return [self.unit.path]


def unkept(name, text, result, *, at, unit=None, period=None):
    """An examination that nobody keeps, open like a kept one: for the command line."""
    check = Check(
        name=name, unit=unit, period_code=period.code() if period else "", read_at=at, counts=counts_of(result)
    )
    return Opened(check, text, result)


ISSUE_KEYS = {
    "claims": ("id", "start", "end", "quote", "value", "value_high", "unit", "hedge", "kind", "subject", "section", "period", "verdict",
               "explanation", "evidence"),
    "relations": ("type", "claims", "holds", "expected", "found", "explanation"),
    "damage": ("start", "end", "quote", "kind", "recovered"),
}  # fmt: skip


def published(result):
    """The result in the form that programs rely on: `docs/capabilities/factcheck.md` lists its keys."""
    rows = {part: [{key: row.get(key) for key in keys} for row in result[part]] for part, keys in ISSUE_KEYS.items()}
    return {"document": result["document"], **rows}


def links_of(unit):
    """{signature: {"code", "where", "nature"}} that officers of this union confirmed."""
    return {
        link.signature: {"code": link.code, "where": link.where, "scope": "subtree", "nature": link.nature}
        for link in LearnedLink.objects.filter(unit=unit)
    }


def counts_of(result):
    """What the list of checks and the summary show: {standing: n, "figures", "relations", "broken", "damage"}."""
    stands = standings.standings(result)
    figures_told = [claim for claim in result["claims"] if standings.is_figure(claim)]
    counted = Counter(stands[claim["id"]] for claim in figures_told)
    return {
        **counted,
        "figures": len(figures_told),
        "relations": len(result["relations"]),
        "broken": sum(relation["holds"] is False for relation in result["relations"]),
        "damage": len(result["damage"]),
    }


def does_not_hold(counts):
    """Whether something in the report is wrong: a figure against the ledger, or the text against itself."""
    return bool(counts.get("contradicted") or counts.get("broken"))


# --- a kept check -----------------------------------------------------------------------------------------------------------------


_NOTHING_KNOWN = {
    "subject": "", "section": "", "period": "", "explanation": "", "evidence": (), "suggestions": (), "signature": "", "unit": "",
    "copied": False, "last_year": None, "hedge": "exact", "value": None, "value_high": None, "link": None, "ledger": None,
}  # fmt: skip


class Opened:
    """A check, open: its text, its claims with their standing, the relations of each claim, what was accepted.

    `text`, `result`: of an examination that nobody keeps (the command line); else those of the check.
    """

    def __init__(self, check, text=None, result=None):
        self.check = check
        self.text, self.result = check.opened() if result is None else (text, result)
        self.stands = standings.standings(self.result)
        self.headings = self._headings()
        self.claims = [self._claim(claim) for claim in self.result["claims"]]
        self.by_id = {claim.id: claim for claim in self.claims}
        self.relations = [self._relation(at, one) for at, one in enumerate(self.result["relations"])]
        self.damage = [
            {"explanation": "", "recovered": "", **one, "words": DAMAGE_WORDS.get(one["kind"], one["kind"])}
            for one in self.result["damage"]
        ]
        accepted = check.acceptances.standing() if check.pk else ()
        self.accepted = {one.claim: one for one in accepted}
        self.damaged = {claim.id for claim in self.claims if any(_meet(claim, one) for one in self.damage)}

    def _claim(self, claim):
        standing = standings.BY_CODE[self.stands[claim["id"]]]
        return SimpleNamespace(
            **{
                **_NOTHING_KNOWN,
                **claim,
                "standing": standing,
                "is_figure": standings.is_figure(claim),
                "data": claim,
                "relations": [],
                "heading": self.headings.get((claim.get("report", 1), claim.get("section", "")), ""),
                "reason": claim.get("explanation") or "",
                "about": "" if (claim.get("subject") or "") in claim["quote"] else claim["subject"],
            }
        )

    def _relation(self, at, relation):
        members = [self.by_id[one] for one in relation["claims"] if one in self.by_id]
        words = RELATION_WORDS.get(relation["type"], relation["type"])
        empty = {"expected": None, "found": None, "explanation": ""}
        told = SimpleNamespace(**{**empty, **relation, "members": members, "at": at, "words": words})
        for member in members:
            member.relations.append(told)
            if told.holds is False and member.standing.code == "inconsistent":
                member.reason = told.explanation or member.reason
        return told

    def _headings(self):
        """{(report, path of the section): its heading}."""
        sections = (self.result["document"] or {}).get("sections", ())
        return {
            (one.get("report", 1), one.get("path", "")): one.get("title") or one.get("heading") or ""
            for one in sections
        }

    @property
    def figures(self):
        """Claims that are figures, in reading order."""
        return [claim for claim in self.claims if claim.is_figure]

    @property
    def sections(self):
        """The headings under which figures stand, in reading order."""
        return list(dict.fromkeys(claim.heading for claim in self.figures if claim.heading))

    def worst(self, most=WORST):
        """The claims that matter most: what is wrong first, what is large before what is small."""
        wrong = [claim for claim in self.figures if claim.standing.open]
        return sorted(wrong, key=lambda claim: (standings.ORDER[claim.standing.code], -_distance(claim), claim.start))[
            :most
        ]

    def grouped(self):
        """[(standing, its claims)] of all figures, worst first."""
        return [
            (standing, found)
            for standing in standings.STANDINGS
            if (found := [claim for claim in self.figures if claim.standing is standing])
        ]

    def title(self):
        """The title that the text gives itself, or the name of the file."""
        return (self.result["document"] or {}).get("title") or self.check.name


def _meet(claim, damage):
    return claim.start < damage["end"] and damage["start"] < claim.end


def _distance(claim):
    """How far a claim is from the ledger, as a share of what the ledger says; nothing known: nothing."""
    said, known = number(claim.value), number((claim.ledger or {}).get("value"))
    if said is None or known is None:
        return Decimal(0)
    return abs(said - known) / max(abs(known), Decimal(1))


def number(value):
    """A number of the JSON as a Decimal, or None."""
    try:
        return None if value is None or value == "" else Decimal(str(value))
    except ArithmeticError:
        return None


def visible_checks(user, unit):
    """The checks of a unit and of everything below it, newest first, without their texts."""
    checks = Check.objects.visible_to(user).below(unit).select_related("unit", "by").defer("content")
    accepted = Count("acceptances", filter=Q(acceptances__voided_at=None))
    return checks.annotate(accepted=accepted).order_by("-made_at", "-pk")


def job_of(check):
    """The job that reads it, if there is one."""
    return Job.objects.filter(pk=check.job_id).first() if check.job_id else None


def moved_on(check):
    """Whether the ledger of the unit has changed since the report was compared with it."""
    if not check.period_code or not check.read_at:
        return False
    acts = ActLog.objects.filter(within([check.unit.path], "unit__path"), at__gt=check.read_at, postings__isnull=False)
    return acts.exists()


KIND_WORDS = {
    "count": gettext_lazy("counts"),
    "money": gettext_lazy("amounts of money"),
    "percent": gettext_lazy("percentages"),
    "rank": gettext_lazy("ranks"),
}


def kinds_told(opened):
    """[(kind, words)] of the figures that stand in the report, for the filter."""
    there = {claim.kind for claim in opened.figures}
    return [(kind, words) for kind, words in KIND_WORDS.items() if kind in there]


def learned_at(unit):
    """What phrases were confirmed to mean at this unit, with the figure in words."""
    links = LearnedLink.objects.filter(unit=unit).select_related("by")
    return [SimpleNamespace(link=link, label=figure_label(link.code, link.nature)) for link in links]


def search(user, text, limit):
    """Checks whose title contains the text, for the search of the house."""
    checks = (
        Check.objects.visible_to(user).standing().filter(name__icontains=text).select_related("unit").defer("content")
    )
    return [
        finding.Found(check.name, check.get_absolute_url(), check.unit.name, "checklist") for check in checks[:limit]
    ]


# --- meaning and accepting --------------------------------------------------------------------------------------------------------


def figure_label(code, nature=""):
    """A figure in words; its code where nobody knows it any more; no code means that the ledger has no such figure."""
    if not code:
        return _("no figure of the ledger")
    try:
        return str(figures.resolve(code, nature or None).label)
    except UnknownFigure:
        return code


def figures_like(text):
    """Figures whose name holds what was typed, to confirm one that was not suggested: [(code, label)]."""
    wanted = text.strip().lower()
    if not wanted:
        return []
    named = [
        (one.code, str(one.label))
        for one in figures.listing()
        if wanted in str(one.label).lower() or wanted in one.code
    ]
    rows = [row for row in registry.catalogue.values() if wanted in row.label.lower() or wanted == row.id.lower()]
    columns = [
        (f"{row.id}:{column}", f"{row.label}·{column}")
        for row in rows
        for column in ("人数", "人次", "件数", "家数", "户数", "场次", "金额")
    ]
    return list(dict.fromkeys(named + columns))[:FIGURES_OFFERED]


def trouble_with(code, where="", nature=""):
    """Why a meaning cannot be kept, as a sentence; empty if it can. No code: the phrase means no figure of the ledger."""
    if not code:
        return ""
    try:
        figures.resolve(code, nature or None)
        parse_where(where)
    except (UnknownFigure, UnknownFilter) as unknown:
        return str(unknown)
    return ""


@dataclass(frozen=True)
class Counted:
    """A figure that is one plain count of one row of the catalogue, perhaps of certain matters only (`where`)."""

    kind: str
    count: str
    reading: bool
    where: str = ""

    @property
    def code(self):
        """As the ledger is asked for it."""
        return f"{self.kind}:{COLUMN_OF[self.count]}"

    @property
    def nature(self):
        """Stock or flow, as the ledger is asked for it."""
        return "stock" if self.reading else "flow"

    @property
    def matter(self):
        """The matter that a line must name to be counted with these, empty where any does."""
        chips = parse_where(self.where).chips
        named = [value.split("|")[0] for word, operator, value in chips if word == "事项" and operator in "=~"]
        return named[0] if named else ""


def plain_count(code, nature="", where=""):
    """The Counted behind a figure; None where it is worked out, or narrowed by words that an acceptance does not have."""
    try:
        found = figures.resolve(code, nature or None)
    except UnknownFigure:
        return None
    if found.is_ratio or len(found.numerator) != 1:
        return None
    term = found.numerator[0]
    count = term.measure.removeprefix("work.").removeprefix("reading.")
    if not term.measure.startswith("work.") or len(term.kinds) != 1 or count not in COUNT_NAMES:
        return None
    where = ";".join(filter(None, (term.where, where)))
    if any(word != "事项" or operator not in "=~" for word, operator, _value in parse_where(where).chips):
        return None
    return Counted(term.kinds[0], count, ".reading." in term.measure, where)


def offered_as(claim):
    """What a claim would be accepted as: the meaning confirmed or suggested first that is a plain count, or None."""
    for meaning in (*([claim.link] if claim.link else []), *claim.suggestions):
        code, nature, where = (meaning.get(key) or "" for key in ("code", "nature", "where"))
        if code and (found := plain_count(code, nature, where)):
            return found
    return None


def counted_as(claim, kind, count, reading):
    """The Counted that an officer chose: with the matter of the claim's own meaning where the choice is that meaning."""
    offered = offered_as(claim)
    if offered and (offered.kind, offered.count, offered.reading) == (kind, count, reading):
        return offered
    return Counted(kind, count, reading)


def home_of(check, claim):
    """The unit of which a claim tells, if it is the checked one or below it: as the evidence says."""
    codes = [item.get("unit") for item in claim.evidence if item.get("type") == "figure"]
    return Unit.objects.below(check.unit).filter(code__in=codes[:1]).first() or check.unit


def known_in_ledger(counted, unit, period):
    """What the ledger holds of it, at a unit with everything below it."""
    return ledger.value(counted.code, unit, period, nature=counted.nature, where=counted.where).numerator


def kinds_to_choose():
    """[(id, words)] of the catalogue."""
    return [(row.id, f"{row.id} {row.label}") for row in registry.catalogue.values()]


def acceptances_of(user, unit):
    """Figures accepted from reports at a unit and below it, newest first."""
    return Acceptance.objects.visible_to(user).below(unit).select_related("unit", "check_of")
