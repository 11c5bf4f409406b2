"""Everything that commendation offers."""

from django.utils.translation import gettext_lazy as _

from taizhang.honours import facts, imports, queries
from taizhang.honours.indicators import INDICATORS
from taizhang.honours.models import Nominee, Round
from taizhang.kernel.manifest import Act, Manifest, MenuItem, Record, register
from taizhang.ui import finding

KEEPERS = ("clerk", "chair")
CHAIR = ("chair",)

register(
    Manifest(
        app="honours",
        label=_("Commendation"),
        records=(
            Record(
                Round, facts=facts.round_lines, evidence=("公示", "决定", "照片"), open=("open", "noticed", "decided")
            ),
            Record(Nominee, facts=facts.nominee_lines, evidence=("事迹材料",), prefetch=("category",)),
        ),
        acts=(
            Act("honours.open", _("Open a commendation"), KEEPERS, _("opened the commendation %(title)s")),
            Act("honours.add_category", _("Add a category"), KEEPERS, _("added the category %(category)s: %(title)s")),
            Act("honours.nominate", _("Nominate"), KEEPERS, _("nominated %(people)s in %(category)s: %(title)s")),
            Act("honours.assess", _("Enter the assessment"), KEEPERS, _("entered the assessment: %(title)s")),
            Act("honours.propose", _("Choose and post"), KEEPERS, _("posted a list of %(people)s: %(title)s")),
            Act("honours.object", _("Take an objection"), KEEPERS, _("took an objection: %(title)s")),
            Act("honours.answer", _("Answer an objection"), KEEPERS, _("answered an objection: %(title)s")),
            Act("honours.decide", _("Enter the decision"), KEEPERS, _("decided by %(name)s on %(people)s: %(title)s")),
            Act("honours.commend", _("Commend"), CHAIR, _("commended %(people)s by %(number)s: %(title)s")),
            Act("honours.abandon", _("Abandon"), CHAIR, _("abandoned %(title)s: %(why)s")),
            Act("honours.withdraw", _("Withdraw the honour"), CHAIR, _("withdrew %(title)s: %(why)s")),
            Act("honours.import", _("Import honours"), KEEPERS, _("imported honours")),
            Act("honours.attach", _("Add evidence"), KEEPERS, _("put %(file)s on record: %(title)s")),
            Act("honours.void", _("Void, entered by mistake"), KEEPERS, _("voided %(title)s: %(why)s")),
        ),
        measures=facts.MEASURES,
        indicators=INDICATORS,
        importers=(imports.HONOURS,),
        filters=facts.FILTERS,
        due=(queries.due_items,),
        own=(queries.told,),
        menu=(MenuItem(_("Commendation"), "honours:round_list", "award", 45),),
    )
)

finding.register("honours", _("Commendation"), queries.found_items, order=48)
