"""The rulebook: figures of regulation as rows with place, validity and source, resolved up the tree. Numbers are local
and they change.

A union asks `rule("collective.reply_days", unit, on)` and gets the figure that binds it on that day: its own
federation's, or else its province's, or else the country's. Whether a number itself counts is part of the rule
(Civil Code, article 1259: 以上 includes it, 超过 and 过半数 do not).
"""

import datetime
import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from django.db import transaction
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from taizhang.kernel.tables import Rule
from taizhang.kernel.verdicts import Allowed, Denied, Refused
from taizhang.kernel.wording import told

START_DATA = Path(__file__).with_name("start_rules.toml")
PLACE = "place"  # the key under which a federation says where it lies, if its name does not
STEP = 4  # letters of a unit's path per level

_COMPARE = {
    ">=": lambda number, bound: number >= bound,
    ">": lambda number, bound: number > bound,
    "<=": lambda number, bound: number <= bound,
    "<": lambda number, bound: number < bound,
}


class UnknownRule(LookupError):
    """No row of this key binds the unit on that day. Its message names the key, so that whoever asked can add the row."""


@dataclass(frozen=True)
class RuleValue:
    """The figure of regulation that binds a unit on a day, with everything needed to explain it."""

    key: str
    label: str
    value: object
    numerator: int | None
    denominator: int | None
    operator: str
    base: str
    unit: str
    source: str
    article: str
    mark: str
    place: str
    valid_from: datetime.date | None
    valid_until: datetime.date | None

    @property
    def fraction(self):
        """The threshold as an exact fraction, or None."""
        return Fraction(self.numerator, self.denominator) if self.denominator else None

    def band(self, size):
        """The row of a table by size that holds for this size: {"least": 7, "most": 15}."""
        for row in self.value:
            if row.get("upto") is None or size <= row["upto"]:
                return {name: row[name] for name in ("least", "most") if name in row}
        raise UnknownRule(f"{self.key}: no band for {size}")

    def met_by(self, number, of=None):
        """Is the rule met by this number (for a threshold: of this base)? Allowed, or denied with the rule in words."""
        if isinstance(self.value, list):
            met = number in self.value
        elif self.denominator:
            met = bool(of) and _COMPARE[self.operator](number * self.denominator, self.numerator * of)
        else:
            met = _COMPARE[self.operator or "<="](Decimal(str(number)), self.value)
        if met:
            return Allowed
        counted = f"{number}/{of}" if of is not None else f"{number}"
        return Denied(_("%(number)s does not meet the rule. %(rule)s") % {"number": counted, "rule": self.sentence()})

    def least_of(self, base):
        """How many are needed of a base: half of 100 or more is 50, more than half is 51."""
        exact = self.fraction * base
        whole = exact.numerator // exact.denominator
        if self.operator == ">":
            return whole + 1
        return whole if whole == exact else whole + 1

    def requirement(self):
        """What is asked, in words: 全体的2/3以上(含本数), 10个工作日, 3年或5年."""
        if isinstance(self.value, list):
            return self._choices()
        if isinstance(self.value, dict):  # the steps of an approval
            return " → ".join(told(step["label"]) for step in self.value.get("steps", ()))
        if not self.denominator:
            return self._bound(f"{self.value}{self.unit}")
        words = {"fraction": f"{self.numerator}/{self.denominator}", "base": Rule.Base(self.base).label}
        if self.fraction == Fraction(1, 2) and self.operator == ">":
            return _("more than half of %(base)s (half is not enough)") % words
        return {
            ">=": _("at least %(fraction)s of %(base)s (the number itself counts)"),
            ">": _("more than %(fraction)s of %(base)s (the number itself does not count)"),
            "<=": _("at most %(fraction)s of %(base)s (the number itself counts)"),
            "<": _("less than %(fraction)s of %(base)s (the number itself does not count)"),
        }[self.operator] % words

    def _bound(self, amount):
        return {
            ">=": _("%(amount)s or more"),
            ">": _("more than %(amount)s"),
            "<=": _("%(amount)s or less"),
            "<": _("less than %(amount)s"),
        }.get(self.operator, "%(amount)s") % {"amount": amount}

    def _choices(self):
        if self.value and isinstance(self.value[0], dict):
            return _("by size: %(bands)s") % {"bands": "; ".join(self._band_words(row) for row in self.value)}
        return _(" or ").join(f"{choice}{self.unit}" for choice in self.value)

    def _band_words(self, row):
        reach = _("up to %(size)s") % {"size": row["upto"]} if row.get("upto") else _("above")
        least, most = row.get("least"), row.get("most")
        if least is None and most is None:
            return f"{reach} —"
        if most is None:
            return f"{reach} ≥ {least}{self.unit}"
        return f"{reach} ≤ {most}{self.unit}" if least is None else f"{reach} {least}–{most}{self.unit}"

    def citation(self):
        """Where it is written: 《工会法》第18条."""
        if not self.article:
            return _("“%(source)s”") % {"source": self.source}
        return _("“%(source)s”, article %(article)s") % {"source": self.source, "article": self.article}

    def sentence(self):
        """The whole rule as one sentence that a colleague could read aloud."""
        sentence = _("%(label)s: %(requirement)s (%(citation)s; %(place)s).") % {
            "label": self.label,
            "requirement": self.requirement(),
            "citation": self.citation(),
            "place": self.place or _("nationwide"),
        }
        if self.mark == Rule.Mark.KNOWLEDGE:
            sentence += _(" This is common practice; confirm it before you rely on it.")
        return sentence


def rule(key, unit=None, on=None):
    """The rule of this key that binds a unit on a day: the nearest unit's own, or its place's, or the country's."""
    found = find(key, unit, on)
    if found is None:
        raise UnknownRule(f"No rule {key} binds {unit or 'the country'} on {on}.")
    return found


def find(key, unit=None, on=None):
    """Like `rule`, but None where nothing is laid down (many rules exist in some provinces only)."""
    rows = [row for row in _rows(Q(key=key), unit) if _valid(row, on)]
    return _nearest(rows, unit, on)


class ForUnit:
    """The rules of some keys that may bind one unit, asked once: `find` and `rule` answer for any day without another question.

    For work on many records of a unit, each with a day of its own (an import); three queries whatever the days.
    """

    def __init__(self, unit, keys):
        self.unit = unit
        self.rows = list(_rows(Q(key__in=[*keys, PLACE]), unit))
        self.names, self.known = _names_above(unit), _known_places()

    def find(self, key, on=None):
        """Like the rulebook's own `find`."""
        rows = [row for row in self.rows if row.key == key and _valid(row, on)]
        own = [row for row in self.rows if row.key == PLACE]
        return _nearest(rows, self.unit, on, _lying_in(own, self.names, self.known, on))

    def rule(self, key, on=None):
        """Like the rulebook's own `rule`."""
        found = self.find(key, on)
        if found is None:
            raise UnknownRule(f"No rule {key} binds {self.unit or 'the country'} on {on}.")
        return found


def listing(unit=None, on=None):
    """Every rule that binds a unit on a day, by key: the page of the rulebook."""
    by_key = {}
    for row in _rows(Q(), unit):
        if _valid(row, on) and row.key != PLACE:
            by_key.setdefault(row.key, []).append(row)
    places = _places(unit, on)
    values = (_nearest(rows, unit, on, places) for key, rows in sorted(by_key.items()))
    return [value for value in values if value]


def places():
    """Divisions of which the rulebook has rows of their own: a federation there says so in its name, or chooses one (`PLACE`)."""
    return list(Rule.objects.exclude(place="").order_by("place").values_list("place", flat=True).distinct())


def settable():
    """[(key, label)] of every rule of which a federation may lay down its own figure, those of single provinces too."""
    found = {}
    for row in Rule.objects.filter(unit=None).order_by("key", "place"):
        found.setdefault(row.key, told(row.label))
    return sorted(found.items(), key=lambda pair: pair[1])


def typed(key, text):
    """What somebody typed as the figure of a rule, in the rule's own form: {"fraction": …} or {"value": …}.

    A threshold is a fraction (2/3); a list of choices stands between 、; bands stand one a line or between ；, as “200：30-40” up to
    a size, the last one without a size (“以上：180-240”). A single number after the colon is the least.
    """
    pattern, text = _pattern(key), str(text).strip()
    if pattern.denominator or re.fullmatch(r"\d+/[1-9]\d*", text):
        return {"fraction": text} if re.fullmatch(r"\d+/[1-9]\d*", text) else {"value": text}
    if isinstance(pattern.value, list) and pattern.value:
        if isinstance(pattern.value[0], dict):
            return {"value": _typed_bands(text)}
        words = [word for word in re.split(r"[、,，;；\s]+", text) if word]
        numbers = all(isinstance(one, int) for one in pattern.value)
        if not words or (numbers and not all(word.isdecimal() for word in words)):
            raise Refused(_("Write the choices between commas."))
        return {"value": [int(word) for word in words] if numbers else words}
    return {"value": text}


def _typed_bands(text):
    """[{"upto", "least", "most"}], by growing size; the last one open above."""
    bands = []
    for line in (line.strip() for line in re.split(r"[;；\n]+", text)):
        if not line:
            continue
        size, colon, amount = line.replace("：", ":").partition(":")
        found = re.fullmatch(r"(\d+)(?:\s*[-–—~至]\s*(\d+))?", amount.strip())
        if not colon or found is None:
            raise Refused(_("“%s” is no band: write a size, a colon, and how many, such as 200:30-40.") % line[:40])
        band = {"least": int(found[1])}
        if found[2]:
            band["most"] = int(found[2])
        if size.strip().isdecimal():
            band["upto"] = int(size)
        bands.append(band)
    sizes = [band.get("upto") for band in bands]
    if not bands or sizes[-1] is not None or None in sizes[:-1] or sizes[:-1] != sorted(set(sizes[:-1])):
        raise Refused(_("Bands stand by growing size; the last one is for all above (以上:…)."))
    return bands


def override(key, *, unit, since, source, article="", until=None, value=None, fraction=None, operator=None):
    """A federation lays down its own figure for itself and everything below. The form stays that of the rule; only the
    number is its own.

    An earlier figure of the same unit ends on that day: what held before is still found. Call it inside an act.
    """
    pattern = _pattern(key)
    row = Rule(
        key=key, unit=unit, valid_from=since, valid_until=until, source=source, article=article, label=pattern.label,
        operator=pattern.operator if operator is None else operator, base=pattern.base, unit_words=pattern.unit_words,
        mark=Rule.Mark.FEDERATION,
    )  # fmt: skip
    _fill(row, pattern, value, fraction)
    row.full_clean(exclude=("label", "value"), validate_constraints=False)
    with transaction.atomic():
        _end_earlier(row)
        row.save()
    return row


def lay_down(key, label, value, *, unit, since, source, article=""):
    """A federation's own rule that has no shipped pattern (its steps of an approval): the whole value with its name.

    An earlier one of the same unit ends on that day. Call it inside an act.
    """
    row = Rule(
        key=key, label=label, unit=unit, valid_from=since, value=value, source=source, article=article,
        mark=Rule.Mark.FEDERATION,
    )  # fmt: skip
    row.full_clean(exclude=("label", "value"), validate_constraints=False)
    with transaction.atomic():
        _end_earlier(row)
        row.save()
    return row


def load(path=START_DATA):
    """Put the shipped rules into the database; a row that is there is brought up to date, so it may be run again. →
    number of rows.
    """
    shipped = list(_shipped(path))
    known = {_identity(row): row for row in Rule.objects.filter(unit=None)}
    with transaction.atomic():
        fresh = []
        for row in shipped:
            old = known.get(_identity(row))
            if old is None:
                fresh.append(row)
            elif _differs(old, row):
                row.pk = old.pk
                row.save()
        Rule.objects.bulk_create(fresh)
    return len(shipped)


# --- resolving ----------------------------------------------------------------------------------------------------------------


def _rows(which, unit):
    paths = _paths(unit)
    return Rule.objects.filter(which, Q(unit=None) | Q(unit__path__in=paths)).select_related("unit")


def _paths(unit):
    return [unit.path[:end] for end in range(STEP, len(unit.path) + 1, STEP)] if unit else []


def _valid(row, on):
    on = on or datetime.date.max
    return (row.valid_from is None or row.valid_from <= on) and (
        row.valid_until is None or on < row.valid_until or on == datetime.date.max
    )


def _nearest(rows, unit, on, places=None):
    """The nearest unit's row; or the row of the nearest place; or the country's. Of two of the same reach, the younger
    one.
    """
    if any(row.place for row in rows) and places is None:
        places = _places(unit, on)
    best = max(rows, key=lambda row: _reach(row, places or {}), default=None)
    if best is None or _reach(best, places or {})[0] < 0:
        return None
    return _value(best)


def _reach(row, places):
    young = row.valid_from or datetime.date.min
    if row.unit_id:
        return (2, len(row.unit.path), young)
    if row.place:
        return (1, places[row.place], young) if row.place in places else (-1, 0, young)
    return (0, 0, young)


def _places(unit, on):
    """Which divisions a unit lies in: place → how near. A federation's name begins with its division; it may also say
    so itself.
    """
    if unit is None:
        return {}
    return _lying_in(_rows(Q(key=PLACE), unit), _names_above(unit), _known_places(), on)


def _names_above(unit):
    """(path, name) of the unit and those above it."""
    return list(type(unit).objects.filter(path__in=_paths(unit)).values_list("path", "name")) if unit else []


def _known_places():
    """The divisions that some rule names."""
    return list(Rule.objects.exclude(place="").values_list("place", flat=True).distinct())


def _lying_in(own, names, known, on):
    said = {row.unit.path: row.value for row in own if row.unit_id and _valid(row, on)}
    places = {}
    for path, name in names:
        for place in known:
            if _begins(name, place) or said.get(path) == place:
                places[place] = max(places.get(place, 0), len(path))
    return places


def _begins(name, place):
    """浙江省总工会 lies in 浙江省; 上海市场社区工会 does not lie in 上海市."""
    return name.startswith(place) and not (place.endswith("市") and name[len(place) :].startswith("场"))


def _value(row):
    english = (get_language() or "").startswith("en")
    return RuleValue(
        key=row.key,
        label=row.label.get("en" if english else "zh") or row.label.get("zh") or row.key,
        value=_number(row.value),
        numerator=row.numerator,
        denominator=row.denominator,
        operator=row.operator,
        base=row.base,
        unit=row.unit_words,
        source=row.source,
        article=row.article,
        mark=row.mark,
        place=row.unit.name if row.unit_id else row.place,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
    )


def _number(value):
    """Whole numbers as int, others as Decimal; never float."""
    if isinstance(value, str):
        try:
            return Decimal(value)
        except ArithmeticError:
            return value
    return value


# --- writing ------------------------------------------------------------------------------------------------------------------


def _pattern(key):
    pattern = Rule.objects.filter(key=key, unit=None).order_by("place").first()
    if pattern is None and key == PLACE:
        return Rule(key=PLACE, label={"zh": "所在地区", "en": "Place"}, value="")
    if pattern is None:
        raise Refused(_("There is no rule “%(key)s”.") % {"key": key})
    return pattern


def _fill(row, pattern, value, fraction):
    """The form of the pattern with the federation's own number."""
    if pattern.denominator:
        if fraction is None or value is not None or not 0 < Fraction(fraction) <= 1:
            raise Refused(_("This rule is a threshold: give a fraction such as 2/3."))
        row.numerator, row.denominator = Fraction(fraction).as_integer_ratio()
        return
    if value is None or fraction is not None:
        raise Refused(_("This rule is a figure: give its value."))
    if isinstance(pattern.value, int) or _is_decimal(pattern.value):
        if not _is_decimal(value) or Decimal(str(value)) < 0:
            raise Refused(_("“%(value)s” is not a number.") % {"value": str(value)[:40]})
        value = int(Decimal(str(value))) if Decimal(str(value)) == int(Decimal(str(value))) else str(value)
    elif type(value) is not type(pattern.value):
        raise Refused(_("This value has another form than the rule that it replaces."))
    row.value = value


def _is_decimal(value):
    try:
        return Decimal(str(value)).is_finite()
    except ArithmeticError:
        return False


def _end_earlier(row):
    """The figure of the same unit that held until now ends; one that begins later stands in the way."""
    for old in Rule.objects.select_for_update().filter(key=row.key, unit=row.unit):
        if old.valid_from and old.valid_from >= row.valid_from:
            raise Refused(_("From %(day)s on there is already another figure.") % {"day": old.valid_from})
        if old.valid_until is None or old.valid_until > row.valid_from:
            old.valid_until = row.valid_from
            old.save()


# --- the shipped data -----------------------------------------------------------------------------------------------------------


def _shipped(path):
    for rule_of_key in tomllib.loads(Path(path).read_text(encoding="utf-8"))["rule"]:
        label = {"zh": rule_of_key["zh"], "en": rule_of_key["en"]}
        for given in rule_of_key["rows"]:
            yield _shipped_row(rule_of_key["key"], label, given)


def _shipped_row(key, label, given):
    numerator, denominator = (
        (int(part) for part in given["fraction"].split("/")) if "fraction" in given else (None, None)
    )
    return Rule(
        key=key,
        label=label,
        place=given.get("place", ""),
        valid_from=given.get("valid_from"),
        valid_until=given.get("valid_until"),
        value=next((given[form] for form in ("value", "choices", "bands") if form in given), None),
        numerator=numerator,
        denominator=denominator,
        operator=given.get("op", ""),
        base=given.get("base", ""),
        unit_words=given.get("unit", ""),
        source=given["source"],
        article=given.get("article", ""),
        mark=given["mark"],
    )


def _identity(row):
    return row.key, row.place, row.valid_from


_CONTENT = (
    "label",
    "valid_until",
    "value",
    "numerator",
    "denominator",
    "operator",
    "base",
    "unit_words",
    "source",
    "article",
    "mark",
)


def _differs(old, new):
    return any(getattr(old, name) != getattr(new, name) for name in _CONTENT)
