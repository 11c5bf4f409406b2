"""Congresses, delegates and sessions, as declared."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.congress import imports
from taizhang.congress.facts import sessions as facts
from taizhang.congress.indicators import sessions as indicators
from taizhang.congress.models import AgendaItem, Congress, Delegate, Session, Training, Vote
from taizhang.congress.queries import own, session_dues
from taizhang.kernel.manifest import Act, MenuItem, Record

KEEPERS = ("chair", "clerk")
CHAIR = ("chair",)


def no_lines(record):
    """Counts nothing by itself."""
    return ()


RECORDS = (
    Record(Congress, facts=no_lines, evidence=("批复", "选举办法")),
    Record(Delegate, facts=facts.delegate_lines, evidence=("选举记录",), prefetch=("congress",)),
    Record(Training, facts=facts.training_lines, evidence=("照片", "签到表"), prefetch=("congress", "came__delegate")),
    Record(
        Session,
        facts=facts.session_lines,
        evidence=("会议材料", "签到表", "照片", "会议记录", "报告"),
        prefetch=("congress",),
        open=("planned", "called", "open"),
    ),
    Record(AgendaItem, facts=facts.item_lines, prefetch=("session__congress",)),
    Record(Vote, facts=facts.vote_lines, evidence=("计票单",), prefetch=("item",)),
)

ACTS = (
    Act("congress.start", _("Begin a term"), KEEPERS, _("began the term %(name)s")),
    Act("congress.change", _("Change a term"), KEEPERS, _("changed the term %(name)s")),
    Act(
        "congress.lay_out",
        _("Lay out constituencies"),
        KEEPERS,
        _("laid out %(constituencies)s constituencies of %(name)s"),
    ),
    Act("congress.install", _("Take office"), CHAIR, _("%(name)s took office with %(delegates)s delegates")),
    Act(
        "congress.postpone",
        _("Postpone the end of a term"),
        CHAIR,
        _("postponed the end of %(name)s to %(until)s: %(why)s"),
    ),
    Act("congress.end", _("End a term"), CHAIR, _("ended the term of %(name)s")),
    Act("congress.withdraw", _("Withdraw a term"), CHAIR, _("withdrew %(name)s: %(why)s")),
    Act("congress.elect", _("Enter a delegate"), KEEPERS, _("entered the delegate %(name)s")),
    Act("congress.change_delegate", _("Change a delegate"), KEEPERS, _("changed what is on file about %(name)s")),
    Act("congress.import", _("Import delegates"), KEEPERS, _("imported delegates")),
    Act("congress.call_everybody", _("Enter everybody"), KEEPERS, _("entered %(persons)s persons for %(name)s")),
    Act(
        "congress.resign", _("Note that a seat is vacant"), KEEPERS, _("noted that %(name)s serves no longer: %(why)s")
    ),
    Act("congress.recall", _("Recall a delegate"), CHAIR, _("recalled %(name)s by %(votes)s of %(of)s: %(why)s")),
    Act("congress.train", _("Note a training"), KEEPERS, _("noted the training %(name)s: %(persons)s delegates")),
    Act("congress.plan_session", _("Plan a session"), KEEPERS, _("planned %(name)s")),
    Act("congress.change_session", _("Change a session"), KEEPERS, _("changed %(name)s")),
    Act("congress.withdraw_session", _("Withdraw a session"), CHAIR, _("withdrew %(name)s: %(why)s")),
    Act("congress.set_agenda", _("Set the agenda"), KEEPERS, _("set the agenda of %(name)s: %(matter)s")),
    Act("congress.send_papers", _("Send papers"), KEEPERS, _("handled the papers of %(name)s")),
    Act(
        "congress.seat_presidium",
        _("Seat the presidium"),
        KEEPERS,
        _("seated %(persons)s in the presidium of %(name)s"),
    ),
    Act("congress.call", _("Call a session"), CHAIR, _("called %(name)s")),
    Act(
        "congress.attend",
        pgettext_lazy("congress", "Note who came"),
        KEEPERS,
        pgettext_lazy("congress", "noted who came to %(name)s"),
    ),
    Act("congress.come_in", _("Sign in at the door"), (), _("a delegate signed in at the door of %(name)s")),
    Act("congress.import_attendance", _("Import attendance"), KEEPERS, _("imported who came")),
    Act("congress.open", _("Open a session"), CHAIR, _("opened %(name)s: %(present)s of %(due)s present")),
    Act("congress.note_opinion", _("Note an opinion"), KEEPERS, _("noted an opinion on %(name)s")),
    Act("congress.say_as_delegate", _("Say what one thinks"), (), _("a delegate spoke on %(name)s")),
    Act("congress.answer_group", _("Answer an opinion"), KEEPERS, _("answered an opinion on %(name)s")),
    Act("congress.vote", _("Put to the vote"), CHAIR, _("put %(name)s to the vote")),
    Act("congress.count", _("Count a vote"), KEEPERS, _("counted the vote on %(name)s: %(words)s")),
    Act("congress.void_vote", _("Declare a vote void"), CHAIR, _("declared the vote on %(name)s void: %(why)s")),
    Act("congress.decide", _("Note what came of a matter"), KEEPERS, _("noted what came of %(name)s")),
    Act("congress.close", _("Close a session"), CHAIR, _("closed %(name)s: %(persons)s came")),
    Act("congress.report", _("Report to the union above"), KEEPERS, _("reported %(name)s to the union above")),
    Act("congress.publish", _("Make the result known"), KEEPERS, _("made the result of %(name)s known: %(how)s")),
    Act("congress.confirm", _("Confirm a meeting"), CHAIR, _("confirmed %(name)s by %(session)s")),
    Act("congress.file", _("Keep a file of a session"), KEEPERS, _("kept a file with %(name)s")),
)
MEASURES = facts.MEASURES
FILTERS = facts.FILTERS
INDICATORS = indicators.INDICATORS
IMPORTERS = (imports.DELEGATES, imports.ATTENDANCE)
DUE = (session_dues.items,)
OWN = (own.told,)
MENU = (MenuItem(_("Workers' congress"), "congress:congress_list", "gavel", 30),)
