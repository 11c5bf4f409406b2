"""Everything that statistics offer."""

from django.utils.translation import gettext_lazy as _

from taizhang.kernel.manifest import Act, Manifest, MenuItem, Record, register
from taizhang.statistics import approvals, facts
from taizhang.statistics.models import Declaration, Return, Table
from taizhang.statistics.queries import dues, tables
from taizhang.ui import finding

KEEPERS = ("chair", "clerk")

register(
    Manifest(
        app="statistics",
        label=_("Statistics"),
        records=(
            Record(Table, facts=facts.no_lines),
            Record(Return, facts=facts.return_lines, open=("draft", "submitted")),
            Record(Declaration, facts=facts.declaration_lines, prefetch=("of",)),
        ),
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
            Act("statistics.begin_return", _("Begin the annual survey"), KEEPERS, _("began %(title)s")),
            Act("statistics.declare", _("Fill in the annual survey"), KEEPERS, _("filled in %(title)s: %(lines)s")),
            Act("statistics.submit_return", _("Hand in the annual survey"), ("chair",), _("handed in %(title)s")),
            Act("statistics.accept_return", _("Accept an annual survey"), KEEPERS, _("accepted %(title)s")),
            Act("statistics.void_return", _("Void an annual survey"), KEEPERS, _("voided %(title)s: %(why)s")),
        ),
        measures=facts.MEASURES,
        indicators=facts.INDICATORS,
        routes=approvals.ROUTES,
        due=(dues.due_items,),
        menu=(MenuItem(_("Statistics"), "statistics:table_list", "table", 62),),
    )
)

finding.register("statistics", _("Statistics tables"), tables.found_items, order=62)
