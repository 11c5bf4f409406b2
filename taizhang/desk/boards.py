"""Which figures stand where: the six of the home page, the groups of a unit's dashboard, the columns of its table."""

from django.utils.translation import gettext_lazy as _

from taizhang.kernel import figures
from taizhang.kernel.manifest import registry

# The first six of these that this installation knows stand on the home page.
HOME = (
    "work.entries", "members.joined", "members.members", "work.person_times", "work.sessions", "work.money",
    "organisation.grassroots", "work.persons",
)
# The table by unit below a dashboard compares these.
TABLE = ("members.members", "members.joined", "work.entries", "work.persons", "work.person_times", "work.money")

GROUPS = {
    "organisation": _("Organisation"),
    "organisation.size": _("Enterprises by size"),
    "organisation.coverage": _("Coverage"),
    "members": _("Members"),
    "work": _("All work"),
}


def home_codes():
    """Codes of the six figures of the home page."""
    return [code for code in HOME if is_known(code)][:6]


def table_codes():
    """Codes of the columns of the table by unit."""
    return [code for code in TABLE if is_known(code)]


def is_known(code):
    return code in registry.indicators or code in registry.measures


def groups():
    """[(code, label, [indicator, …])] of all declared figures, in the order in which apps stand in the menu."""
    found = {}
    for indicator in figures.listing():
        found.setdefault(indicator.group or indicator.code.split(".")[0], []).append(indicator)
    order = list(GROUPS)
    return [
        (code, group_label(code), found[code])
        for code in sorted(found, key=lambda code: (order.index(code) if code in order else len(order), code))
    ]


def group_label(code):
    """What a group of figures is called: by this desk, by its app, or by its own name."""
    if code in GROUPS:
        return GROUPS[code]
    manifest = registry.manifests.get(code)
    return manifest.label if manifest else code


def first_of(indicators, limit):
    """The first few of an area, as its app declared them; ratios and counts of persons cost a query each, so few of them."""
    if limit is None:
        return indicators
    declared = list(registry.indicators)
    return sorted(indicators, key=lambda found: declared.index(found.code))[:limit]
