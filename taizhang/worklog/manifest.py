"""What the worklog offers: the entry, its acts, the catalogue of kinds, the indicators, the words of its filters."""

from django.utils.translation import gettext_lazy as _

from taizhang.kernel.manifest import Act, CatalogueRow, Manifest, MenuItem, Record, register
from taizhang.ui import finding
from taizhang.worklog import queries
from taizhang.worklog.facts import entry_facts
from taizhang.worklog.imports import ENTRIES
from taizhang.worklog.indicators import INDICATORS
from taizhang.worklog.kinds import KINDS
from taizhang.worklog.models import Entry

WRITERS = ("clerk", "chair")
FILTERS = {
    "事项": "matter",
    "备注": "remark",
    "实物": "goods",
    "计量单位": "measure_unit",
    **{field.label: field.key for kind in KINDS.values() for field in kind.fields},
}

register(
    Manifest(
        app="worklog",
        label=_("Worklog"),
        records=(Record(Entry, facts=entry_facts, prefetch=("organisers__unit", "participants")),),
        acts=(
            Act("worklog.record", _("Record work"), WRITERS, _("recorded %(record)s")),
            Act("worklog.correct", _("Correct an entry"), WRITERS, _("corrected %(record)s")),
            Act("worklog.void", _("Void an entry"), WRITERS, _("voided %(record)s")),
            Act("worklog.restore", _("Restore an entry"), WRITERS, _("restored %(record)s")),
            Act("worklog.reverse", _("Reverse an entry"), WRITERS, _("took back part of an earlier entry: %(record)s")),
            Act("worklog.import", _("Import work"), WRITERS, _("imported a workbook of work")),
            Act("worklog.attach", _("Add evidence"), WRITERS, _("added evidence to %(record)s")),
            Act("worklog.withdraw", _("Withdraw evidence"), WRITERS, _("withdrew evidence from %(record)s")),
            Act(
                "worklog.add_organiser", _("Add a joint organiser"), WRITERS, _("named a joint organiser of %(record)s")
            ),
            Act(
                "worklog.remove_organiser",
                _("Remove a joint organiser"),
                WRITERS,
                _("took a joint organiser off %(record)s"),
            ),
            Act("worklog.add_participant", _("Name a participant"), WRITERS, _("named a participant of %(record)s")),
            Act(
                "worklog.remove_participant", _("Remove a participant"), WRITERS, _("took a participant off %(record)s")
            ),
        ),
        catalogue=tuple(
            CatalogueRow(kind.id, kind.label, kind.label_en, kind.stock, kind.synonyms) for kind in KINDS.values()
        ),
        indicators=INDICATORS,
        importers=(ENTRIES,),
        filters=FILTERS,
        due=(queries.due,),
        menu=(MenuItem(_("Worklog"), "worklog:entry_list", "notebook", 20),),
    )
)
finding.register("worklog.kinds", _("Kinds of work"), queries.search_kinds, order=30)
finding.register("worklog", _("Entries"), queries.search, order=40)
