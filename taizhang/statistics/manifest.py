"""Everything that statistics offer."""

from django.utils.translation import gettext_lazy as _

from taizhang.kernel.manifest import Act, Manifest, MenuItem, Record, register
from taizhang.statistics import facts
from taizhang.statistics.models import Table
from taizhang.statistics.queries import tables
from taizhang.ui import finding

KEEPERS = ("chair", "clerk")

register(
    Manifest(
        app="statistics",
        label=_("Statistics"),
        records=(Record(Table, facts=facts.no_lines),),
        acts=(
            Act(
                "statistics.define", _("Define a statistics table"), KEEPERS, _("defined the statistics table %(name)s")
            ),
            Act(
                "statistics.change", _("Change a statistics table"), KEEPERS, _("changed the statistics table %(name)s")
            ),
            Act(
                "statistics.void",
                _("Take a statistics table away"),
                KEEPERS,
                _("took away the statistics table %(name)s: %(why)s"),
            ),
        ),
        menu=(MenuItem(_("Statistics"), "statistics:table_list", "table", 62),),
    )
)

finding.register("statistics", _("Statistics tables"), tables.found_items, order=62)
