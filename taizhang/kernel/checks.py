"""Start-up checks: a manifest that contradicts itself stops the program before it serves a wrong page."""

from django.core.checks import Error, register

from taizhang.kernel.figures import UnknownFigure, resolve
from taizhang.kernel.filters import UnknownFilter, parse_where
from taizhang.kernel.manifest import Relation, registry
from taizhang.kernel.routes import faults

NATURES = ("flow", "balance", "reading")


def _prefixes(manifest):
    return tuple(f"{first}." for first in (manifest.app, *manifest.prefixes))


def _of_codes(manifest):
    for table in ("acts", "measures", "indicators", "jobs", "routes", "relations"):
        for item in getattr(manifest, table):
            if not item.code.startswith(_prefixes(manifest)):
                yield f"{item.code}: a code begins with its app's name ({manifest.app})"


def _of_acts(manifest):
    for act in manifest.acts:
        if not act.label:
            yield f"act {act.code} has no label"
        for role in act.roles:
            if role not in registry.roles:
                yield f"act {act.code} names an unknown role {role}"
    for importer in manifest.importers:
        if importer.act not in registry.acts:
            yield f"importer {importer.code} needs an unknown act {importer.act}"


def _of_measures(manifest):
    for measure in manifest.measures:
        if measure.nature not in NATURES:
            yield f"measure {measure.code} has an unknown nature {measure.nature}"


def _of_indicators(manifest):
    for indicator in manifest.indicators:
        for term in (*indicator.numerator, *indicator.denominator):
            if term.measure not in registry.measures:
                yield f"indicator {indicator.code} counts an unknown measure {term.measure}"
            try:
                parse_where(term.where)
            except UnknownFilter as error:
                yield f"indicator {indicator.code}: {error}"
        for part in indicator.parts:
            if part not in registry.indicators:
                yield f"indicator {indicator.code} has an unknown part {part}"
        if not indicator.words:
            yield f"indicator {indicator.code} is not defined in words"


def _of_routes(manifest):
    for route in manifest.routes:
        yield from faults(route)


def _of_relations(manifest):
    for relation in manifest.relations:
        if relation.sign not in ("<=", "="):
            yield f"relation {relation.code} has an unknown sign {relation.sign}"
        for told in (*relation.left, *relation.right):
            try:
                resolve(Relation.read(told)[0])
            except UnknownFigure:
                yield f"relation {relation.code} names an unknown figure {told}"


def _of_kinds(manifest):
    for kind in manifest.unit_kinds:
        for child in kind.children:
            if child not in registry.unit_kinds:
                yield f"kind of unit {kind.code} allows an unknown kind {child}"


@register()
def manifests_agree(app_configs=None, **kwargs):
    """Every declaration of every app, checked against the others."""
    found = [f"declared twice: {what}" for what in registry.twice]
    for manifest in registry.manifests.values():
        for rule in (_of_codes, _of_acts, _of_measures, _of_indicators, _of_relations, _of_kinds, _of_routes):
            found += rule(manifest)
    return [Error(text, id="taizhang.E001") for text in found]
