"""Everything that rules and archives offer."""

from django.utils.translation import gettext_lazy as _

from taizhang.archives import approvals, facts, following, imports, queries
from taizhang.archives.indicators import INDICATORS
from taizhang.archives.models import Destruction, Dossier, Regulation
from taizhang.kernel.manifest import Act, Follower, Manifest, MenuItem, Record, register
from taizhang.ui import finding

KEEPERS = ("clerk", "chair")
CHAIR = ("chair",)

register(
    Manifest(
        app="archives",
        label=_("Rules and archives"),
        records=(
            Record(
                Regulation, facts=facts.regulation_lines, evidence=("照片", "决定"), prefetch=("editions", "displays")
            ),
            Record(Dossier, facts=facts.dossier_lines, prefetch=("items",)),
            Record(
                Destruction,
                facts=facts.destruction_lines,
                evidence=("销毁清册", "照片"),
                prefetch=("lines",),
                open=("asked", "returned", "approved"),
            ),
        ),
        acts=(
            Act("archives.draft", _("Draft a regulation"), KEEPERS, _("drafted %(title)s")),
            Act("archives.rewrite", _("Change the draft"), KEEPERS, _("changed the draft of %(title)s")),
            Act(
                "archives.adopt",
                _("Enter the adoption"),
                KEEPERS,
                _("edition %(number)s of %(title)s was adopted by %(name)s"),
            ),
            Act("archives.revise", _("Revise"), KEEPERS, _("drafted edition %(number)s of %(title)s")),
            Act("archives.put_up", _("Put up on a wall"), KEEPERS, _("put up %(title)s: %(where)s")),
            Act("archives.take_down", _("Take down"), KEEPERS, _("took down %(title)s: %(where)s")),
            Act(
                "archives.withdraw",
                _("Withdraw the regulation"),
                CHAIR,
                _("withdrew the regulation %(title)s: %(why)s"),
            ),
            Act("archives.open", _("Open a file"), KEEPERS, _("opened the file %(title)s")),
            Act("archives.fill", _("Put into the file"), KEEPERS, _("put %(number)s into the file %(title)s")),
            Act(
                "archives.take_out",
                _("Take out of the file"),
                KEEPERS,
                _("took “%(item)s” out of the file %(title)s: %(why)s"),
            ),
            Act("archives.close", _("Archive the file"), KEEPERS, _("archived the file %(title)s")),
            Act(
                "archives.ask_destruction",
                _("Ask for a destruction"),
                KEEPERS,
                _("asked to destroy %(number)s files: %(title)s"),
            ),
            Act(
                "archives.approve_destruction",
                _("Approve a destruction"),
                (),
                _("approved the destruction list %(title)s"),
            ),
            Act(
                "archives.carry_out",
                _("Carry out the destruction"),
                KEEPERS,
                _("carried out %(title)s before %(name)s"),
            ),
            Act("archives.import", _("Import files of the archives"), KEEPERS, _("imported files of the archives")),
            Act("archives.attach", _("Add evidence"), KEEPERS, _("put %(file)s on record: %(title)s")),
            Act("archives.void", _("Void, entered by mistake"), KEEPERS, _("voided %(title)s: %(why)s")),
        ),
        measures=facts.MEASURES,
        indicators=INDICATORS,
        importers=(imports.DOSSIERS,),
        routes=approvals.ROUTES,
        filters=facts.FILTERS,
        due=(queries.due_items,),
        followers=(
            Follower(
                "archives",
                following.counts,
                following.carry,
                following.back,
                records=("archives.regulation", "archives.dossier"),
            ),
        ),
        menu=(MenuItem(_("Rules and archives"), "archives:regulation_list", "archive", 27),),
    )
)

finding.register("archives", _("Rules and archives"), queries.found_items, order=49)
