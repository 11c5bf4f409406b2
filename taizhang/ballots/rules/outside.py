"""What a ballot that is held outside may ask, and when the archive that is brought back is ours."""

from django.utils.translation import gettext as _

from taizhang.ballots import outside
from taizhang.ballots.rules.counting import Tally
from taizhang.kernel.verdicts import Allowed, Denied

LEAST_TRUSTEES = 2  # one alone could open every ballot: that would be no ballot with trustees


def may_be_asked(asks):
    """Only questions whose votes can be summed up unopened: motions, elections without names written in, approvals."""
    for ask in asks:
        if ask.kind not in outside.KINDS or ask.write_ins:
            return Denied(
                _(
                    "Question %(number)s: a ballot with trustees takes motions, elections without names written in, and approvals; points, "
                    "order and grades need another kind of ballot."
                )
                % {"number": ask.number}
            )
    return Allowed


def is_ours(archive, *, title, asks, texts, weights):
    """The archive has our title, questions and electorate, and its sums can be true. `weights`: of those entitled."""
    if archive.name != title:
        return Denied(_("The archive is of another ballot: “%(name)s”.") % {"name": archive.name})
    if [_plain(one) for one in archive.questions] != [
        _plain(outside.question_of(ask, texts[ask.number])) for ask in asks
    ]:
        return Denied(_("Questions, answers or limits in the archive are not those of this ballot."))
    if sorted(archive.weights) != sorted(weights):
        return Denied(
            _("The electorate in the archive has %(theirs)s voters with %(their_votes)s votes, ours %(ours)s with %(our_votes)s.")
            % {"theirs": len(archive.weights), "their_votes": sum(archive.weights), "ours": len(weights), "our_votes": sum(weights)}
        )  # fmt: skip
    if archive.trustees < LEAST_TRUSTEES or archive.threshold < LEAST_TRUSTEES:
        return Denied(_("One trustee alone could open every ballot of this archive; at least two are needed."))
    return _sums_can_be_true(archive, asks)


def _plain(question):
    """A question without what does not matter; a blank vote that may be chosen does."""
    if not isinstance(question, dict):
        return None
    return (
        question.get("question"),
        question.get("answers"),
        question.get("min"),
        question.get("max"),
        bool(question.get("blank")),
    )


def _sums_can_be_true(archive, asks):
    most = sum(archive.weights)
    if (
        not archive.tallied <= min(archive.ballots, len(archive.weights))
        or not archive.tallied <= archive.weight <= most
    ):
        return Denied(_("The archive counts more ballots than were cast, or more votes than there are."))
    if len(archive.result) != len(asks):
        return Denied(_("The result in the archive has not one row for each question."))
    for ask, votes in zip(asks, archive.result, strict=True):
        limit = outside.question_of(ask, "")["max"]
        wrong = len(votes) != len(outside.cells_of(ask)) or any(not 0 <= one <= archive.weight for one in votes)
        if wrong or sum(votes) > limit * archive.weight:
            return Denied(
                _("Question %(number)s: the votes in the archive are more than its ballots allow.")
                % {"number": ask.number}
            )
    return Allowed


def tally_of(ask, weight, votes):
    """The sums of one question, as every other count has them; a ballot on which nothing was chosen abstains."""
    sums = Tally(cast=weight)
    sums.cells.update(dict(zip(outside.cells_of(ask), votes, strict=True)))
    if ask.kind == "motion":
        sums.blank = weight - sum(votes)
    return sums


def may_confirm(brought_by, user):
    """Two persons: whoever brought the archive does not confirm it."""
    if not brought_by:
        return Denied(_("Nobody has brought an archive yet."))
    if user is not None and user == brought_by:
        return Denied(_("You brought this archive yourself; a second person compares it and confirms."))
    return Allowed
