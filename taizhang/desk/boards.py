"""Which figures stand where: the six of the home page, the groups of a unit's dashboard, the columns of its table."""

from functools import lru_cache

from django.utils.translation import gettext_lazy as _

from taizhang.kernel import figures
from taizhang.kernel.manifest import registry

# The first six of these that this installation knows stand on the home page.
HOME = (
    "worklog.entries",
    "members.in_membership",
    "members.admitted",
    "worklog.aid_persons",
    "worklog.activity_times",
    "organisation.grassroots",
    "work.entries",
    "work.person_times",
)
# The table by unit below a dashboard compares these.
TABLE = (
    "worklog.entries",
    "members.in_membership",
    "members.admitted",
    "worklog.aid_persons",
    "worklog.activity_times",
    "worklog.entry_money",
)

# How many of an area's figures the overview shows; the rest stands behind the area's own tab.
MANY, FEW = 4, 2
WIDE = ("organisation", "members", "aid", "rights")

# The areas in the order in which an annual report tells them; the codes are the groups of the declared indicators.
GROUPS = {
    "worklog": _("All work"),
    "organisation": _("Organisation"),
    "organisation.size": _("Enterprises by size"),
    "members": _("Members"),
    "contracts": _("Collective contracts"),
    "democracy": _("Democratic management"),
    "rights": _("Rights"),
    "aid": _("Aid"),
    "health": _("Women, health and retirees"),
    "services": _("Services to members"),
    "competition": _("Competitions"),
    "training": _("Training"),
    "activities": _("Culture and sport"),
    "honours": _("Honours"),
    "facilities": _("Facilities"),
    "finance": _("Finance"),
    "assessment": _("Objectives and assessment"),
    "publicity": _("Publicity"),
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
    return _groups(len(registry.indicators))


@lru_cache(maxsize=4)
def _groups(_declared):
    """Sorted once for what is declared: every board asks."""
    found = {}
    for indicator in figures.listing():
        found.setdefault(indicator.group or indicator.code.split(".")[0], []).append(indicator)
    order = list(GROUPS)
    return [
        (code, group_label(code), in_declared_order(found[code]))
        for code in sorted(found, key=lambda code: (order.index(code) if code in order else len(order), code))
    ]


def group_label(code):
    """What a group of figures is called: by this desk, by its app, or by its own name."""
    if code in GROUPS:
        return GROUPS[code]
    manifest = registry.manifests.get(code)
    return manifest.label if manifest else code


def in_declared_order(indicators):
    """As their app declared them: the important ones first."""
    declared = {code: at for at, code in enumerate(registry.indicators)}
    return sorted(indicators, key=lambda found: declared[found.code])


def shown_of(code):
    """How many figures of an area the overview shows."""
    return MANY if code in WIDE else FEW
