"""Versions of definitions: what a figure counted, and how, when it was printed. A version is a short hash of the definition's canonical form.

What is in use is put on file at `taizhang init` (the start of every upgrade) and whenever a report is frozen; nothing is ever taken off. A
former version can be asked for again as an Indicator, and `changes.between` says which records two versions differ by.
"""

import hashlib
import json

from django.utils import timezone, translation

from taizhang.kernel.figures import UnknownFigure, is_stock, resolve
from taizhang.kernel.manifest import Indicator, Term, registry
from taizhang.kernel.models import Definition
from taizhang.kernel.wording import both, told

SLICE = 500


def canonical(indicator):
    """The definition as data: what is counted, how it is reckoned and rounded, and the words for it (as the source has them)."""
    with translation.override(None):
        said = _as_declared(indicator)
        return {
            "of": [_term(term) for term in said.numerator],
            "over": [_term(term) for term in said.denominator],
            "ratio": said.is_ratio,
            "percent": said.percent,
            "decimals": said.decimals,
            "unit": str(said.unit),
            "words": str(said.words),
        }


def _term(term):
    measure = registry.measures[term.measure]
    return {
        "measure": term.measure,
        "nature": measure.nature,
        "scale": measure.scale,
        "kinds": sorted(term.kinds),
        "not_kind": sorted(term.not_kind),
        "how": term.how,
        "where": term.where,
        "sign": term.sign,
    }


def _as_declared(indicator):
    """Figures of a catalogue row are made when they are asked for, with words in the reader's language: made again in the source's."""
    if ":" not in indicator.code:
        return indicator
    try:
        return resolve(indicator.code, "stock" if is_stock(indicator) else "flow")
    except UnknownFigure:
        return indicator


def version_of(indicator):
    """The version of a definition: twelve hex digits."""
    spelled = json.dumps(canonical(indicator), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(spelled.encode()).hexdigest()[:12]


def keep(indicators):
    """Put the definitions of these figures on file where they are not yet.

    A figure of a catalogue row has two under one code where it is asked for as a state and as a sum.
    """
    asked = {(indicator.code, version_of(indicator)): indicator for indicator in indicators}
    known = set()
    codes = sorted({code for code, _version in asked})
    for start in range(0, len(codes), SLICE):
        rows = Definition.objects.filter(code__in=codes[start : start + SLICE])
        known.update(rows.values_list("code", "version"))
    fresh = [
        Definition(code=code, version=version, content=_content(indicator), seen_at=timezone.now())
        for (code, version), indicator in asked.items()
        if (code, version) not in known
    ]
    Definition.objects.bulk_create(fresh, ignore_conflicts=True, batch_size=SLICE)


def keep_all():
    """Put every declared definition on file; → how many versions are on file."""
    keep(registry.indicators.values())
    return Definition.objects.count()


def _content(indicator):
    """What a row keeps: the canonical form, and label and words in both languages, for readers of later years."""
    return {**canonical(indicator), "label": both(indicator.label), "told": both(indicator.words)}


def history(indicator):
    """[(Definition, whether it is in use now)] of a figure, the newest first; as a state or as a sum, as it is asked for."""
    now, stock = version_of(indicator), is_stock(indicator)
    rows = Definition.objects.filter(code=indicator.code).order_by("-seen_at", "-pk")
    return [(row, row.version == now) for row in rows if ":" not in row.code or _was_stock(row) == stock]


def _was_stock(row):
    return all(term["nature"] != "flow" for term in row.content["of"])


def former(code, version):
    """The Indicator of a version on file. Raises UnknownFigure where it is not on file or counts what nobody declares any more."""
    row = Definition.objects.filter(code=code, version=version).first()
    if row is None:
        raise UnknownFigure(f"{code} @{version}")
    content = row.content
    of, over = (tuple(_read(term, code, version) for term in content[side]) for side in ("of", "over"))
    return Indicator(
        code,
        told(content["label"]),
        of=of,
        over=over if content["ratio"] else None,
        percent=content["percent"],
        unit=content["unit"],
        decimals=content["decimals"],
        words=told(content["told"]),
    )


def _read(term, code, version):
    measure = registry.measures.get(term["measure"])
    if measure is None or (measure.nature, measure.scale) != (term["nature"], term["scale"]):
        raise UnknownFigure(f"{code} @{version}: {term['measure']}")
    return Term(
        term["measure"], tuple(term["kinds"]), term["how"], term["where"], term["sign"], tuple(term["not_kind"])
    )


def asked(indicator, version):
    """The Indicator of a version: the declared one where it is that version, else the former one."""
    return indicator if not version or version == version_of(indicator) else former(indicator.code, version)
