"""What a ballot came to, and who voted: nothing of either before its time, whoever asks."""

from dataclasses import dataclass

from django.db.models import Sum
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from taizhang.ballots import receipts
from taizhang.ballots.models import Ballot, SealedSlip, Slip, Tick, Voter
from taizhang.ballots.rules import life
from taizhang.ballots.rules.thresholds import together
from taizhang.kernel.access import can
from taizhang.kernel.sealing import mask_name
from taizhang.kernel.verdicts import Allowed, Denied, require


@dataclass(frozen=True)
class Turnout:
    """How many may vote and how many have: persons."""

    entitled: int
    voted: int
    paper: int

    @property
    def percent(self):
        """Turnout in percent with one decimal, rounded half up: text."""
        if not self.entitled:
            return ""
        tenths = (self.voted * 2000 + self.entitled) // (2 * self.entitled)
        return f"{tenths // 10}.{tenths % 10}%"


def turnout(ballot):
    """Entitled and voted; a number only, so that officers can call for votes while the ballot is open."""
    ticks = Tick.objects.filter(voter__ballot=ballot)
    return Turnout(
        entitled=Voter.objects.filter(ballot=ballot, struck=False).count(),
        voted=_came(ballot) if ballot.is_blind or ballot.is_outside else ticks.count(),
        paper=ticks.filter(how=Tick.How.PAPER).count(),
    )


def _came(ballot):
    """Slips, in the pot or in the box: a credential that was taken is no vote yet; of a vote held outside what its archive counts."""
    if ballot.is_outside:
        return ballot.archive.get("tallied", 0)
    return SealedSlip.objects.filter(ballot=ballot).count() + Slip.objects.filter(ballot=ballot).count()


def taken(ballot):
    """How many have taken the credential of a blind ballot."""
    return Tick.objects.filter(voter__ballot=ballot, how=Tick.How.CREDENTIAL).count()


def votes_entitled(ballot):
    """The sum of the weights of those entitled."""
    return Voter.objects.filter(ballot=ballot, struck=False).aggregate(sum=Sum("weight"))["sum"] or 0


def who_voted(ballot, user, at):
    """[(number, name, voted)] after closing; names are masked for whoever keeps no ballots at this union."""
    if ballot.phase(at) in (Ballot.State.DRAFTED, Ballot.State.FROZEN, Ballot.State.OPEN):
        require(Denied(_("Who has voted is shown when the vote is closed.")))
    full = bool(can(user, "ballots.count", ballot.unit))
    voted = set(Tick.objects.filter(voter__ballot=ballot).values_list("pk", flat=True))
    rows = Voter.objects.filter(ballot=ballot, struck=False).order_by("number")
    return [(row.number, row.name if full else mask_name(row.name), row.pk in voted) for row in rows]


def may_read_result(ballot, user):
    """Officers read the result when it is counted, everybody who may see the ballot when it is published."""
    if ballot.state == Ballot.State.PUBLISHED:
        return Allowed
    if ballot.state != Ballot.State.COUNTED:
        return Denied(_("There is no result before the count, not even a partial one, for anybody."))
    if can(user, "ballots.count", ballot.unit):
        return Allowed
    return Denied(_("The result is counted but not published yet."))


def result(ballot, user):
    """The frozen result (see BALLOTS result); refused before its time."""
    require(may_read_result(ballot, user))
    return {**ballot.result, "why": str(stands(ballot.result).reason)}


def stands(told):
    """Verdict: does a count stand? Its sentence in the reader's language, from the frozen numbers."""
    return life.count_stands(
        issued=told["issued"], returned=told["returned"], entitled=told["entitled"], present=told["present"],
        persons=told["issued"], clicked=told["clicked"], slips=told["slips"],
    )  # fmt: skip


def box_lines(ballot, user):
    """The published box as text, byte for byte what its hash was taken of."""
    require(may_read_result(ballot, user))
    return ballot.box_text


def find_receipt(ballot, code, user):
    """The line of the box that bears this receipt code, or None."""
    require(may_read_result(ballot, user))
    slip = ballot.slips.filter(receipt=receipts.published(code)).first()
    return slip and {"receipt": slip.receipt, "answers": slip.answers, "weight": slip.weight}


def outcome_sentence(told):
    """What a question came to, in one sentence (one of result["questions"])."""
    return _SENTENCES[told["verdict"]](told)


def _names(told, which):
    by_number = {row["candidate"] or row["name"]: row["name"] for row in told["rows"]}
    return pgettext("list", ", ").join(by_number[who] for who in told[which])


def _motion(told):
    row = told["rows"][0]
    words = {"for": row["for"], "against": row["against"], "abstain": row["abstain"], "needed": told["needed"]}
    if told["verdict"] == "carried":
        return _("Carried: %(for)s for, %(against)s against, %(abstain)s abstained; %(needed)s were needed.") % words
    return _("Not carried: %(for)s for, %(against)s against, %(abstain)s abstained; %(needed)s were needed.") % words


def _elected(told):
    return _("Elected: %(names)s.") % {"names": _names(told, "elected")}


def _tie(told):
    words = {"names": _names(told, "tied"), "seats": told["vacancies"]}
    said = ngettext(
        "Equal votes for the last seat: %(names)s. A new vote among them decides.",
        "Equal votes for the last %(seats)s seats: %(names)s. A new vote among them decides.",
        told["vacancies"],
    )
    return _with_elected(told, said % words)


def _vacant(told):
    said = ngettext(
        "One seat is not filled: vote again among those who had too few votes, or leave it vacant.",
        "%(seats)s seats are not filled: vote again among those who had too few votes, or leave them vacant.",
        told["vacancies"],
    )
    return _with_elected(told, said % {"seats": told["vacancies"]})


def _with_elected(told, said):
    return together([_elected(told), said]) if told["elected"] else said


def _counted(told):
    if told["elected"] and told["kind"] == "approval":
        return _("Approved: %(names)s.") % {"names": _names(told, "elected")}
    if told["elected"]:
        return _("With enough good grades: %(names)s.") % {"names": _names(told, "elected")}
    return _("The figures are told below.")


def _no_quorum(told):
    return _("Too few were present: the vote does not count.")


_SENTENCES = {
    "carried": _motion, "lost": _motion, "elected": _elected, "tie": _tie, "vacant": _vacant, "counted": _counted, "no_quorum": _no_quorum,
}  # fmt: skip
