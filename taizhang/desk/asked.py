"""What a figure page was asked: code, unit, period, scope, filter, moment and tree, read from its address."""

from dataclasses import dataclass

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from taizhang.kernel import definitions, figures
from taizhang.kernel.figures import UnknownFigure
from taizhang.kernel.filters import TERRITORY, UnknownFilter, parse_where
from taizhang.kernel.manifest import Indicator, registry
from taizhang.kernel.models import Unit
from taizhang.kernel.periods import Period
from taizhang.kernel.reading import SameUnits, plain
from taizhang.ui import places
from taizhang.ui.known import NOW, Known, chosen_known


@dataclass(frozen=True)
class Asked:
    """The question behind a figure page. `trouble`: what could not be read, as a sentence; that part is then left out."""

    indicator: Indicator
    unit: Unit
    period: Period
    scope: str = "subtree"
    where: str = ""
    chips: tuple = ()
    known: Known = NOW
    part: str = "numerator"
    trouble: str = ""
    version: str = ""  # of a former definition by which the figure is asked for; empty: as declared now

    @property
    def options(self):
        """The question as the ledger understands it."""
        return {"scope": self.scope, **self.branches}

    @property
    def branches(self):
        """The same for questions about children, which always mean their whole branch."""
        options = {"where": self.where, **self.known.options}
        # The units that stood in this period and a year before: the same ones, whichever of the two years is asked about.
        return options | ({"tree": SameUnits.of(self.period)} if options["tree"] == "same" else {})


def read(request, code):
    """The question of this request; 404 where the figure is unknown or the unit's records may not be read."""
    try:
        indicator = figures.resolve(code, request.GET.get("nature") or None)
    except UnknownFigure as unknown:
        raise Http404(str(unknown)) from None
    unit = places.chosen_unit(request)
    if not any(unit.path.startswith(path) for path in request.user.paths()):
        raise Http404
    where, chips, trouble = _where(request)
    indicator, version, unknown_version = version_of(indicator, request.GET.get("version", ""))
    known = chosen_known(request)
    return Asked(
        indicator=indicator,
        unit=unit,
        period=places.chosen_period(request, unit),
        scope="own" if request.GET.get("scope") == "own" else "subtree",
        where=where,
        chips=chips,
        known=known,
        part="denominator" if request.GET.get("part") == "denominator" and indicator.is_ratio else "numerator",
        trouble=trouble or unknown_version,
        version=version,
    )


def version_of(indicator, version):
    """(the Indicator of a version on file, the version, trouble): the declared one where none or an unknown one is asked for."""
    try:
        chosen = definitions.asked(indicator, version)
    except UnknownFigure:
        words = _("“%s” is no definition by which this figure can be reckoned; it is shown as it is defined now.")
        return indicator, "", words % version[:20]
    return chosen, version if chosen is not indicator else "", ""


def _where(request):
    """The filter of the address, with a condition just added by the chip form."""
    text = request.GET.get("where", "")[:500]
    word, operator, value = (request.GET.get(name, "").strip() for name in ("word", "operator", "value"))
    if word:
        text = f"{text};{word}{operator or '='}{value.replace(';', ' ')[:100]}".strip(";")
    try:
        return text, chips_of(text), ""
    except UnknownFilter as unknown:
        return "", (), str(unknown)


def chips_of(text):
    """[(words, the filter without this condition)] for every condition."""
    chips = parse_where(text).chips
    spelled = [f"{word}{operator}{value}" for word, operator, value in chips]
    return tuple((words, ";".join(spelled[:at] + spelled[at + 1 :])) for at, words in enumerate(spelled))


def words_to_filter():
    """The words that the filter language knows, for the chip form."""
    return sorted(registry.filters)


def sentence(asked):
    """The figure's question in words, as an officer would read it out."""
    units = (
        asked.unit.name if asked.scope == "own" else _("%(unit)s and the units below it") % {"unit": asked.unit.name}
    )
    stock = figures.is_stock(asked.indicator)
    when = _("on %s") % _last_day(asked.period) if stock else asked.period.label()
    parts = [when, units, str(asked.indicator.label)]
    if any(term.how == "distinct" for term in asked.indicator.numerator) and not asked.indicator.is_ratio:
        parts.append(_("counted by person, nobody twice"))
    if TERRITORY.search(asked.where):
        parts.append(_("a statistic of the territory, not the union's own work"))
    return pgettext("between the parts of a sentence", ", ").join(parts)


def _last_day(period):
    return Period.between(period.last_day, period.last_day).label()


def formula(asked, figure):
    """How the figure is reckoned, with its numbers; a ratio as a division, a sum as what is added up."""
    indicator = asked.indicator
    if not indicator.is_ratio:
        return f"{_terms(indicator.numerator)} = {figure.text()}"
    times = " × 100%" if indicator.percent else ""
    sign = "%" if indicator.percent and figure.number is not None else ""
    numbers = f"{plain(figure.numerator)} ÷ {plain(figure.denominator)}{times} = {figure.text()}{sign}"
    return f"({_terms(indicator.numerator)}) ÷ ({_terms(indicator.denominator)}){times} = {numbers}"


MOST_KINDS = 6


def _terms(terms):
    words = []
    for at, term in enumerate(terms):
        sign = "−" if term.sign < 0 else "+"
        words.append(f"{sign} {_term(term)}" if at or term.sign < 0 else _term(term))
    return " ".join(words)


def _term(term):
    """One count in words: what is counted, of which kinds, under which condition."""
    measure = registry.measures[term.measure]
    kinds = [str(_kind(kind)) for kind in term.kinds]
    shown = _("; ").join(kinds[:MOST_KINDS]) + (
        _(" and %d more kinds") % (len(kinds) - MOST_KINDS) if len(kinds) > MOST_KINDS else ""
    )
    parts = [shown, term.where, _("nobody twice") if term.how == "distinct" else ""]
    inside = pgettext("between the parts of a sentence", ", ").join(part for part in parts if part)
    return f"{measure.label}[{inside}]" if inside else str(measure.label)


def _kind(code):
    """A kind as people call it: a row of the catalogue, a kind of unit, or the word itself."""
    row = registry.catalogue.get(code) or registry.unit_kinds.get(code)
    return row.label if row else code
