"""What a commendation asks: a quota for each category, the assessment followed, a public notice with its days, objections answered first."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from taizhang.honours.models import Nominee, Round
from taizhang.kernel.steps import may_happen_on, needs_reason, needs_words, not_before
from taizhang.kernel.verdicts import Allowed, Denied

__all__ = [
    "may_abandon",
    "may_answer",
    "may_commend",
    "may_decide",
    "may_nominate",
    "may_object",
    "may_propose",
    "may_withdraw",
    "needs_reason",
    "needs_words",
    "passed_over",
]
State = Round.State


def first_no(*verdicts):
    """The first verdict that refuses, or Allowed."""
    return next((verdict for verdict in verdicts if not verdict), Allowed)


def may_open(*, name, year, on, today):
    """A commendation has a name and a year that has come."""
    if year and not 1949 <= year <= today.year + 1:
        return Denied(_("The year %s cannot be right.") % year)
    return first_no(may_happen_on(on, today=today), needs_words(name, _("Give the commendation a name.")))


def is_open(round):
    """Categories and nominees change until the notice is posted."""
    if round.state != State.OPEN:
        return Denied(_("The list is closed: this commendation is past nominating."))
    return Allowed


def may_nominate(round, category, *, name, on, today):
    """Nominated in a category of this round, on a day that has come."""
    if category.round_id != round.pk:
        return Denied(_("This category belongs to another commendation."))
    return first_no(
        is_open(round), needs_words(name, _("The name is missing.")), may_happen_on(on, today=today),
        not_before(round.opened_on, on, _("opened on")),
    )  # fmt: skip


def passed_over(nominees, chosen):
    """Names of those whose score is higher than that of somebody chosen in the same category."""
    found = []
    for category in {one.category_id for one in chosen}:
        scores = [one.score for one in chosen if one.category_id == category and one.score is not None]
        lowest = min(scores, default=None)
        found += [
            one.name
            for one in nominees
            if one.category_id == category and one not in chosen and one.score is not None and lowest is not None and one.score > lowest
        ]  # fmt: skip
    return found


def may_propose(round, nominees, chosen, *, on, why, today):
    """Nobody above the quota, nobody without an assessment; passing over a higher score needs its reason (HN-08: follows the result)."""
    verdict = first_no(is_open(round), may_happen_on(on, today=today), not_before(round.opened_on, on, _("opened on")))
    if not verdict:
        return verdict
    if not chosen:
        return Denied(_("Choose at least one nominee."))
    without = [one.name for one in chosen if not one.is_assessed]
    if without:
        return Denied(_("No result of an assessment is on file for %s.") % "、".join(without[:5]))
    for category in {one.category for one in chosen}:
        number = sum(one.category_id == category.pk for one in chosen)
        if number > category.quota:
            return Denied(
                _("%(category)s: %(number)d are chosen, the quota is %(quota)d.")
                % {"category": category.name, "number": number, "quota": category.quota}
            )
    over = passed_over(nominees, chosen)
    if over and not (why or "").strip():
        return Denied(_("%s scored higher and would be passed over. Say why.") % "、".join(over[:5]))
    return Allowed


def may_object(nominee, *, on, words, today):
    """Objections are taken while the notice is posted."""
    round = nominee.round
    if round.state != State.NOTICED or nominee.state != Nominee.State.PROPOSED:
        return Denied(_("Objections are taken while the notice is posted."))
    if round.notice_until and on > round.notice_until:
        return Denied(_("The notice ended on %s.") % date_format(round.notice_until))
    return first_no(
        may_happen_on(on, today=today), not_before(round.noticed_on, on, _("notice from")),
        needs_words(words, _("Write what the objection is.")),
    )  # fmt: skip


def may_answer(objection, *, on, answer, today):
    """An objection is answered once."""
    if objection.answered_on:
        return Denied(_("This has been answered already."))
    return first_no(
        may_happen_on(on, today=today),
        not_before(objection.on, on, _("day")),
        needs_words(answer, _("Write the answer.")),
    )


def may_decide(round, *, on, decided_by, unanswered, today):
    """Decided by a named meeting or ballot, after the notice has run out and every objection is answered."""
    if round.state != State.NOTICED:
        return Denied(_("The list is posted first, then decided on."))
    if round.notice_until and on <= round.notice_until:
        return Denied(_("The notice runs until %s; decide after that day.") % date_format(round.notice_until))
    if unanswered:
        return Denied(_("An objection to %s is not answered yet.") % unanswered)
    return first_no(
        may_happen_on(on, today=today), needs_words(decided_by, _("Write which meeting or ballot decided."))
    )


def may_commend(round, *, on, document_no, today):
    """Commended by a document, after the decision."""
    if round.state != State.DECIDED:
        return Denied(pgettext("commendation", "Nothing has been decided yet."))
    return first_no(
        may_happen_on(on, today=today), not_before(round.decided_on, on, _("decided on")),
        needs_words(document_no, _("Write the number of the document.")),
    )  # fmt: skip


def may_abandon(round):
    """What was commended is not abandoned."""
    if round.state in (State.COMMENDED, State.ABANDONED):
        return Denied(_("This commendation is closed."))
    return Allowed


def may_withdraw(nominee, *, on, document_no, today):
    """An honour is withdrawn once, by a document, after it was given."""
    if nominee.state != Nominee.State.COMMENDED:
        return Denied(_("Only an honour that was given is withdrawn."))
    return first_no(
        may_happen_on(on, today=today), not_before(nominee.commended_on, on, _("commended on")),
        needs_words(document_no, _("Write the number of the document.")),
    )  # fmt: skip
