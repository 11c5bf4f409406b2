"""The standard counts that all union work is measured in: 人数, 人次, 户数, 家数, 件数, 场次, money and goods.

They live in the kernel because every capability posts them. The catalogue id of the work is the `kind` of the fact, so a
row of the catalogue that later gets a table of its own keeps its figures.
"""

from django.utils.translation import gettext_lazy as _

from taizhang.kernel.manifest import Manifest, Measure, Role, register

COUNTS = (
    ("persons", _("persons"), _("persons"), 0),
    ("person_times", _("person-times"), _("person-times"), 0),
    ("households", _("households"), _("households"), 0),
    ("enterprises", _("enterprises"), _("enterprises"), 0),
    ("items", _("items"), _("items"), 0),
    ("sessions", _("sessions"), _("sessions"), 0),
    ("money", _("money"), _("yuan"), 2),
    ("goods", _("goods"), "", 3),
    ("entries", _("entries"), _("entries"), 0),
)

FLOWS = tuple(Measure(f"work.{name}", label, unit, "flow", scale) for name, label, unit, scale in COUNTS)
READINGS = tuple(
    Measure(f"work.reading.{name}", label, unit, "reading", scale) for name, label, unit, scale in COUNTS
)

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

register(Manifest(app="kernel", label=_("Kernel"), roles=ROLES, measures=FLOWS + READINGS, prefixes=("work",)))
