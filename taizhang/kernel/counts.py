"""The standard counts that all union work is measured in: 人数, 人次, 户数, 家数, 件数, 场次, money and goods.

They live in the kernel because every capability posts them. The catalogue id of the work is the `kind` of the fact, so a
row of the catalogue that later gets a table of its own keeps its figures.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.kernel.manifest import Act, Manifest, Measure, Role, register

COUNTS = (  # name, label, unit, decimals; with a context, for these little words mean other things elsewhere
    ("persons", pgettext_lazy("measure", "persons"), pgettext_lazy("count", "persons"), 0),
    ("person_times", pgettext_lazy("measure", "person-times"), pgettext_lazy("count", "person-times"), 0),
    ("households", pgettext_lazy("measure", "households"), pgettext_lazy("count", "households"), 0),
    ("enterprises", pgettext_lazy("measure", "enterprises"), pgettext_lazy("count", "enterprises"), 0),
    ("items", pgettext_lazy("measure", "items"), pgettext_lazy("count", "items"), 0),
    ("sessions", pgettext_lazy("measure", "sessions"), pgettext_lazy("count", "sessions"), 0),
    ("money", pgettext_lazy("measure", "money"), pgettext_lazy("count", "yuan"), 2),
    ("goods", pgettext_lazy("measure", "goods"), "", 3),
    ("entries", pgettext_lazy("measure", "entries"), pgettext_lazy("count", "entries"), 0),
)

FLOWS = tuple(Measure(f"work.{name}", label, unit, "flow", scale) for name, label, unit, scale in COUNTS)
READINGS = tuple(Measure(f"work.reading.{name}", label, unit, "reading", scale) for name, label, unit, scale in COUNTS)

# Columns of a workbook → (count, how). 人数 counts a named person once; 行数 counts lines, 单位数 the units that stand behind them.
COLUMNS = {
    "人数": ("persons", "distinct"),
    "人次": ("person_times", "sum"),
    "户数": ("households", "sum"),
    "家数": ("enterprises", "sum"),
    "件数": ("items", "sum"),
    "场次": ("sessions", "sum"),
    "金额": ("money", "sum"),
    "金额(元)": ("money", "sum"),
    "数量": ("goods", "sum"),
    "行数": ("entries", "sum"),
    "单位数": ("entries", "distinct"),
}

ROLES = (
    Role("chair", _("Chair")),
    Role("clerk", _("Clerk")),
    Role("auditor", _("Auditor")),
    Role("admin", _("Administrator"), reads=False),
)

# Nobody's right: only the installation itself does these, from the command line.
ACTS = (
    Act("work.repost", _("Post the ledger anew"), roles=(), sentence=_("posted the ledger anew")),
    Act("work.rotate_keys", _("Change the sealing key"), roles=(), sentence=_("changed the sealing key")),
    Act(
        "work.anchor",
        _("Export anchors of the chain"),
        roles=(),
        sentence=_("exported anchors of the chain up to link %(position)s"),
    ),
    Act("work.publish_snapshot", _("Publish a snapshot"), roles=(), sentence=_("published a snapshot of %(unit)s")),
    Act("work.export", _("Export everything on file"), roles=(), sentence=_("exported everything on file")),
)

register(
    Manifest(app="kernel", label=_("Kernel"), roles=ROLES, acts=ACTS, measures=FLOWS + READINGS, prefixes=("work",))
)
