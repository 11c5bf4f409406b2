"""Everything that data quality offers."""

from django.utils.translation import gettext_lazy as _

from taizhang.kernel.manifest import Act, Follower, Manifest, MenuItem, Record, register
from taizhang.quality import facts, following, jobs, looks, queries, relations
from taizhang.quality.indicators import INDICATORS
from taizhang.quality.models import Excuse, Finding, MonthBook

KEEPERS = ("chair", "clerk")

register(
    Manifest(
        app="quality",
        label=_("Data quality"),
        records=(
            Record(Finding, facts=facts.finding_lines, open=("open",)),
            Record(MonthBook, facts=facts.month_lines),
            Record(Excuse, facts=facts.no_lines),
        ),
        acts=(
            Act(
                "quality.check",
                _("Check the books"),
                (*KEEPERS, "auditor"),
                _("checked the books: %(opened)s findings opened, %(mended)s mended"),
            ),
            Act("quality.explain", _("Explain a finding"), KEEPERS, _("explained a finding (%(finding)s): %(note)s")),
            Act(
                "quality.reopen",
                _("Send an explanation back"),
                ("chair", "auditor"),
                _("sent an explanation back (%(finding)s): %(why)s"),
            ),
            Act(
                "quality.excuse", _("Excuse from recording"), ("chair",), _("excused %(unit)s from recording: %(why)s")
            ),
            Act("quality.end_excuse", _("End an excuse"), ("chair",), _("ended the excuse of %(unit)s")),
        ),
        measures=facts.MEASURES,
        indicators=INDICATORS,
        relations=relations.SHIPPED,
        looks=(looks.look,),
        followers=(Follower("quality", following.counts, forget=following.forget),),
        excused=(queries.excused,),
        filters=facts.FILTERS,
        jobs=(jobs.check_all, jobs.check_unit),
        due=(queries.due_items,),
        menu=(MenuItem(_("Data quality"), "quality:home", "clipboard-check", 82),),
    )
)
