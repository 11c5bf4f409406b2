"""Everything the register of members offers."""

from django.utils.translation import gettext_lazy as _

from taizhang.kernel.manifest import Act, Manifest, MenuItem, Record, register
from taizhang.members import facts, imports, queries
from taizhang.members.indicators import INDICATORS
from taizhang.members.models import Distinction, Membership
from taizhang.ui import finding

KEEPERS = ("chair", "clerk")


def no_lines(record):
    """A distinction counts nothing."""
    return ()


register(
    Manifest(
        app="members",
        label=_("Members"),
        records=(
            Record(
                Membership, facts=facts.membership_lines, evidence=("入会申请书", "会员登记表"), prefetch=("person",)
            ),
            Record(Distinction, facts=no_lines),
        ),
        acts=(
            Act("members.admit", _("Admit a member"), KEEPERS, _("admitted %(name)s")),
            Act("members.import", _("Import members"), KEEPERS, _("imported members")),
            Act("members.leave", _("Record a leaving"), KEEPERS, _("recorded that %(name)s left (%(status)s)")),
            Act("members.keep", _("Keep a membership"), KEEPERS, _("kept the membership of %(name)s")),
            Act("members.restore", _("Restore a kept membership"), KEEPERS, _("restored the membership of %(name)s")),
            Act("members.release", _("Release to another union"), KEEPERS, _("released %(name)s to %(to)s")),
            Act("members.recall", _("Take a release back"), KEEPERS, _("took back the release of %(name)s to %(to)s")),
            Act("members.receive", _("Receive a member"), KEEPERS, _("received %(name)s from %(unit)s")),
            Act("members.transfer", _("Transfer a member"), KEEPERS, _("transferred %(name)s to %(to)s")),
            Act("members.correct", _("Correct the register"), KEEPERS, _("corrected the file of %(name)s")),
            Act(
                "members.withdraw",
                _("Withdraw a membership entered by mistake"),
                KEEPERS,
                _("withdrew the membership of %(name)s"),
            ),
            Act(
                "members.reveal", _("See the numbers in full"), KEEPERS, _("looked at the numbers of %(name)s: %(why)s")
            ),
            Act(
                "members.issue_link",
                _("Hand out a link to the own data"),
                KEEPERS,
                _("handed %(name)s a link to the own data: %(why)s"),
            ),
            Act("members.open_link", _("Open the own data"), (), _("%(name)s opened the own data by a link of %(by)s")),
            Act("members.tell_apart", _("Tell two persons apart"), KEEPERS, _("told %(name)s and %(other)s apart")),
        ),
        measures=(facts.MEMBERS, facts.JOINED, facts.LEFT, facts.MOVED_IN, facts.MOVED_OUT),
        indicators=INDICATORS,
        importers=(imports.MEMBERS,),
        filters=facts.FILTERS,
        due=(queries.due_items,),
        menu=(MenuItem(_("Members"), "members:membership_list", "users", 22),),
    )
)

finding.register("members", _("Members"), queries.found_items, order=20)
