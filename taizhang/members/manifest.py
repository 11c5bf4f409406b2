"""Everything the register of members offers."""

from django.utils.translation import gettext_lazy as _

from taizhang.kernel.manifest import Act, Follower, Manifest, MenuItem, Record, register
from taizhang.members import facts, imports, jobs, queries
from taizhang.members.actions import following
from taizhang.members.indicators import INDICATORS
from taizhang.members.models import (
    Admission,
    Application,
    Card,
    Confirmation,
    Distinction,
    Doorway,
    Membership,
    Reregistration,
    Transfer,
)
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
                Membership,
                facts=facts.membership_lines,
                evidence=("入会申请书", "会员登记表"),
                private=True,  # the signed forms carry the identity number
                prefetch=("person",),
            ),
            Record(Distinction, facts=no_lines),
            Record(Transfer, facts=facts.transfer_lines, evidence=("转接函", "回执"), prefetch=("to",)),
            Record(
                Application,
                facts=facts.application_lines,
                evidence=("入会申请书", "会员登记表", "劳动合同"),
                private=True,
                open=("已摸底", "已申请"),
            ),
            Record(Admission, facts=no_lines, evidence=("会议纪要", "名册")),
            Record(Doorway, facts=no_lines),
            Record(Card, facts=facts.card_lines, evidence=("签领表",)),
            Record(Reregistration, facts=no_lines, evidence=("通知",)),
            Record(
                Confirmation,
                facts=facts.confirmation_lines,
                evidence=("登记表",),
                private=True,
                prefetch=("reregistration",),
                open=("已填表",),
            ),
        ),
        followers=(
            Follower(
                "members",
                following.counts,
                following.carry,
                following.back,
                following.holds,
                records=("members.membership", "members.transfer"),
            ),
        ),
        acts=(
            Act("members.admit", _("Admit a member"), KEEPERS, _("admitted %(name)s")),
            Act("members.import", _("Import members"), KEEPERS, _("imported members")),
            Act("members.leave", _("Record a leaving"), KEEPERS, _("recorded that %(name)s left (%(status)s)")),
            Act("members.keep", _("Keep a membership"), KEEPERS, _("kept the membership of %(name)s")),
            Act("members.restore", _("Restore a kept membership"), KEEPERS, _("restored the membership of %(name)s")),
            Act(
                "members.ask_transfer",
                _("Ask for a transfer"),
                KEEPERS,
                _("asked for the transfer of %(name)s to %(to)s"),
            ),
            Act(
                "members.ask_for_member",
                _("Ask for a member of another union"),
                KEEPERS,
                _("asked for the transfer of %(name)s to %(to)s"),
            ),
            Act(
                "members.ask_as_member",
                _("Ask for the own transfer"),
                (),
                _("%(name)s asked to be transferred to %(to)s"),
            ),
            Act("members.release", _("Release to another union"), KEEPERS, _("released %(name)s to %(to)s")),
            Act(
                "members.release_batch", _("Release many members"), KEEPERS, _("released %(people)s members to %(to)s")
            ),
            Act(
                "members.recall", _("Take a transfer back"), KEEPERS, _("took back the transfer of %(name)s to %(to)s")
            ),
            Act(
                "members.refuse_transfer",
                _("Refuse a transfer"),
                KEEPERS,
                _("refused the transfer of %(name)s to %(to)s"),
            ),
            Act(
                "members.expire_transfer",
                _("End a letter past its day"),
                (),
                _("the letter of %(name)s to %(to)s expired"),
            ),
            Act("members.receive", _("Receive a member"), KEEPERS, _("received %(name)s from %(unit)s")),
            Act("members.return_slip", _("Note a return slip"), KEEPERS, _("noted that %(to)s received %(name)s")),
            Act(
                "members.close_transfer", _("Close a transfer"), KEEPERS, _("closed the transfer of %(name)s to %(to)s")
            ),
            Act("members.transfer", _("Transfer a member"), KEEPERS, _("transferred %(name)s to %(to)s")),
            Act(
                "members.receive_from_outside",
                _("Take over from a union outside"),
                KEEPERS,
                _("received %(name)s from %(outside)s"),
            ),
            Act(
                "members.identify",
                _("Put on the list of those to be won"),
                KEEPERS,
                _("put %(name)s on the list of those to be won"),
            ),
            Act(
                "members.take_application",
                _("Take in an application"),
                KEEPERS,
                _("took in the application of %(name)s"),
            ),
            Act("members.apply_online", _("Apply online"), (), _("%(name)s applied online")),
            Act("members.apply_now", _("Note an application"), KEEPERS, _("noted that %(name)s applied")),
            Act(
                "members.decide_applications",
                _("Decide on applications"),
                KEEPERS,
                _("recorded the committee's decision %(number)s: %(admitted)s admitted, %(refused)s not"),
            ),
            Act("members.drop_application", _("End an application"), KEEPERS, _("ended the application of %(name)s")),
            Act(
                "members.reveal_application",
                _("See an applicant's numbers in full"),
                KEEPERS,
                _("looked at the numbers of %(name)s: %(why)s"),
            ),
            Act(
                "members.import_applications",
                _("Import applications for membership"),
                KEEPERS,
                _("imported applications for membership"),
            ),
            Act(
                "members.open_doorway",
                _("Open a page for applications"),
                KEEPERS,
                _("opened a page for applications until %(until)s"),
            ),
            Act(
                "members.close_doorway",
                _("Close the page for applications"),
                KEEPERS,
                _("closed the page for applications"),
            ),
            Act("members.accept", _("Take in somebody who waits"), KEEPERS, _("took in %(name)s")),
            Act("members.issue_card", _("Issue a card"), KEEPERS, _("issued the card %(number)s to %(name)s")),
            Act("members.issue_cards", _("Issue cards"), KEEPERS, _("issued %(people)s cards")),
            Act(
                "members.replace_card",
                _("Replace a card"),
                KEEPERS,
                _("replaced the card of %(name)s by %(number)s: %(why)s"),
            ),
            Act(
                "members.void_card",
                _("Declare a card void"),
                KEEPERS,
                _("declared the card %(number)s of %(name)s void: %(why)s"),
            ),
            Act(
                "members.announce_reregistration",
                _("Announce a re-registration"),
                KEEPERS,
                _("announced the re-registration %(name)s until %(until)s"),
            ),
            Act("members.fill_in", _("Enter a form"), KEEPERS, _("entered the form of %(name)s for %(campaign)s")),
            Act(
                "members.fill_in_myself",
                _("Fill in the own form"),
                (),
                _("%(name)s filled in the form for %(campaign)s"),
            ),
            Act(
                "members.import_confirmations",
                _("Import forms of re-registration"),
                KEEPERS,
                _("imported forms of re-registration"),
            ),
            Act("members.check_confirmation", _("Check a form"), KEEPERS, _("checked the form of %(name)s")),
            Act(
                "members.check_all",
                _("Check forms without differences"),
                KEEPERS,
                _("checked %(people)s forms without differences"),
            ),
            Act(
                "members.close_reregistration",
                _("Close a re-registration"),
                KEEPERS,
                _("closed the re-registration %(name)s"),
            ),
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
            Act("members.attach", _("Add evidence to the register"), KEEPERS, _("added a file: %(title)s")),
            Act(
                "members.open_file",
                _("Open a file with numbers in full"),
                KEEPERS,
                _("opened a file of the register, %(title)s: %(why)s"),
            ),
            Act("members.tell_apart", _("Tell two persons apart"), KEEPERS, _("told %(name)s and %(other)s apart")),
        ),
        measures=facts.MEASURES,
        indicators=INDICATORS,
        importers=imports.IMPORTERS,
        filters=facts.FILTERS,
        due=queries.due.PARTS,
        own=(queries.own.told,),
        jobs=(jobs.expire_transfers, jobs.fold_headcounts),
        menu=(MenuItem(_("Members"), "members:membership_list", "users", 22),),
    )
)

finding.register("members", _("Members"), queries.found_items, order=20)
