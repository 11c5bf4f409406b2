"""How an indicator over the standard counts of entries is declared."""

from django.utils.translation import pgettext_lazy

from taizhang.kernel.manifest import Indicator, Term

UNITS = {
    "persons": pgettext_lazy("count", "persons"),
    "person_times": pgettext_lazy("count", "person-times"),
    "households": pgettext_lazy("count", "households"),
    "enterprises": pgettext_lazy("count", "unions or firms"),
    "items": pgettext_lazy("count", "items"),
    "sessions": pgettext_lazy("count", "times"),
    "money": pgettext_lazy("count", "yuan"),
    "goods": "",
    "entries": pgettext_lazy("count", "entries"),
}


def term(count, kinds, where="", reading=False):
    how = "distinct" if count == "persons" and not reading else "sum"
    return Term(f"work.{'reading.' if reading else ''}{count}", kinds, how, where)


def figure(code, label, count, kinds, words, *, group, where="", unit=None, reading=False, parts=(), aliases=()):
    """One count over some kinds of entry."""
    catalogue = kinds if isinstance(kinds, str) else ""
    return Indicator(
        f"worklog.{code}",
        label,
        of=term(count, kinds, where, reading),
        unit=UNITS[count] if unit is None else unit,
        words=words,
        group=group,
        parts=parts,
        aliases=aliases,
        catalogue=catalogue,
    )


def rate(code, label, of, over, words, *, group):
    return Indicator(f"worklog.{code}", label, of=of, over=over, percent=True, words=words, group=group)
