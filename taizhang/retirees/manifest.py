"""Everything that the work with retirees offers."""

from django.utils.translation import gettext_lazy as _

from taizhang.kernel.manifest import Act, Follower, Manifest, MenuItem, Record, register
from taizhang.retirees import facts, imports, queries
from taizhang.retirees.indicators import INDICATORS
from taizhang.retirees.models import Celebration, Group, Leadership, Retiree, Visit
from taizhang.ui import finding

KEEPERS = ("chair", "clerk")


def no_lines(record):
    """A group counts nothing; who is in it does."""
    return ()


register(
    Manifest(
        app="retirees",
        label=_("Retirees"),
        records=(
            Record(Retiree, facts=facts.retiree_lines, evidence=("退休证",), prefetch=("group",)),
            Record(Group, facts=no_lines, evidence=("名册",)),
            Record(Leadership, facts=facts.leadership_lines, evidence=("照片", "交接单"), prefetch=("group",)),
            Record(Visit, facts=facts.visit_lines, evidence=("照片", "签领表"), prefetch=("retiree__group",)),
            Record(
                Celebration,
                facts=facts.celebration_lines,
                evidence=("照片", "签领表"),
                prefetch=("retiree",),
                open=("待祝贺",),
            ),
        ),
        acts=(
            Act("retirees.register", _("Register a retiree"), KEEPERS, _("registered the retiree %(name)s")),
            Act(
                "retirees.take_over",
                _("Take over from the register of members"),
                KEEPERS,
                _("took over %(people)s retirees"),
            ),
            Act("retirees.import", _("Import retirees"), KEEPERS, _("imported retirees")),
            Act("retirees.change", _("Change the file of a retiree"), KEEPERS, _("changed the file of %(name)s")),
            Act(
                "retirees.leave",
                _("Record a death or a move"),
                KEEPERS,
                _("recorded that %(name)s left the register (%(state)s)"),
            ),
            Act(
                "retirees.reveal",
                _("See telephone and health"),
                KEEPERS,
                _("looked at the health of %(name)s: %(why)s"),
            ),
            Act("retirees.visit", _("Record a visit"), KEEPERS, _("recorded a visit to %(name)s")),
            Act("retirees.found_group", _("Make a group"), KEEPERS, _("made the group %(name)s")),
            Act(
                "retirees.hand_over", _("Hand a group over"), KEEPERS, _("handed the group %(group)s over to %(name)s")
            ),
            Act(
                "retirees.make_list",
                _("Make the list of milestones"),
                KEEPERS,
                _("listed %(people)s milestones of %(year)s"),
            ),
            Act(
                "retirees.celebrate",
                _("Note a celebration"),
                KEEPERS,
                _("noted the celebration of %(name)s: %(matter)s"),
            ),
            Act(
                "retirees.skip",
                _("Leave a celebration out"),
                KEEPERS,
                _("left out the celebration of %(name)s, %(matter)s: %(why)s"),
            ),
            Act("retirees.attach", _("Add evidence to the work with retirees"), KEEPERS, _("added a file: %(title)s")),
            Act(
                "retirees.void", _("Void a record of the work with retirees"), KEEPERS, _("voided: %(title)s: %(why)s")
            ),
        ),
        measures=facts.MEASURES,
        indicators=INDICATORS,
        importers=(imports.RETIREES,),
        filters=facts.FILTERS,
        followers=(Follower("retirees", queries.at_units, records=("retirees.retiree",)),),
        due=(queries.due_items,),
        own=(queries.told,),
        menu=(MenuItem(_("Retirees"), "retirees:retiree_list", "heart-handshake", 43),),
    )
)

finding.register("retirees", _("Retirees"), queries.found_items, order=47)
