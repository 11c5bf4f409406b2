"""The way of a disclosure: who drafts does not check, what was not checked is not posted, what was objected to is answered."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from taizhang.kernel.periods import Period
from taizhang.kernel.verdicts import Allowed, Denied
from taizhang.openness.models import Channel, Disclosure, Item, Topic

State, Frequency = Disclosure.State, Item.Frequency
MONTHS = {Frequency.MONTHLY: 1, Frequency.QUARTERLY: 3, Frequency.HALF: 6, Frequency.YEARLY: 12}
LONGEST_TEXT, LONGEST_TABLE = 20_000, 60_000


# --- periods ------------------------------------------------------------------------------------------------------------------------


def period_of(frequency, day):
    """The period of a frequency that a day lies in; None for what falls due once or each time."""
    months = MONTHS.get(frequency)
    if months is None:
        return None
    first = (day.month - 1) // months * months + 1
    start = day.replace(month=first, day=1)
    after = start.year * 12 + start.month - 1 + months
    return Period(start, start.replace(year=after // 12, month=after % 12 + 1))


def periods_fallen_due(item, today):
    """The periods of an item whose disclosure is due by now: those that ended (or, `opening`, began) while it was in force."""
    if item.frequency not in MONTHS:
        return []
    last = min(today, item.until) if item.until else today
    found, period = [], period_of(item.frequency, item.since)
    if item.opening and period.start < item.since:
        period = period_of(item.frequency, period.until)
    while (period.start if item.opening else period.until) <= last:
        found.append(period)
        period = period_of(item.frequency, period.until)
    return found


def falls_due_from(item, period):
    """The day from which the days of grace run: the period's last day, or the one before it begins."""
    return period.last_day if not item.opening else period.start


# --- the catalogue ------------------------------------------------------------------------------------------------------------------


def may_list(topic, masks_names, lasting, channels):
    """An item says where it is opened; aid to persons is always masked and comes down after its days (PIPL 25; relief rules, 61)."""
    if not channels:
        return Denied(_("Choose at least one channel: where is it opened?"))
    if set(channels) - set(Channel.values):
        return Denied(_("This channel is not known."))
    if topic == Topic.AID and (not masks_names or lasting):
        return Denied(_("Aid to persons is published with masked names only, and comes down after its last day."))
    return Allowed


# --- drafting and checking ----------------------------------------------------------------------------------------------------------


def may_draft(disclosure):
    """What is with the supervision group or posted is not redrafted under its hands."""
    if disclosure.state in (State.DUE, State.DRAFT, State.RETURNED, State.CHECKED):
        return Allowed
    if disclosure.state == State.CHECKING:
        return Denied(_("The supervision group has it. It can be redrafted when it comes back."))
    if disclosure.state in Disclosure.SHOWN:
        return Denied(_("It is posted. Correct it: the earlier edition stays readable."))
    return Denied(_("This disclosure has ended."))


def may_say(text, table):
    """Something is disclosed, and not a whole archive."""
    if not text.strip() and not table.strip():
        return Denied(_("Write what is disclosed, or paste a table."))
    if len(text) > LONGEST_TEXT or len(table) > LONGEST_TABLE:
        return Denied(_("This is too long for a notice: %d characters of text at most.") % LONGEST_TEXT)
    return Allowed


def may_submit(disclosure, supervision):
    """A draft goes to the supervision group of the group that discloses (OP-02); without one there is nobody to check."""
    if disclosure.state not in (State.DRAFT, State.RETURNED):
        return Denied(_("There is no draft to hand over."))
    if disclosure.item.body is None:
        return Denied(_("No disclosure group answers for this item. Name one in the catalogue first."))
    if supervision is None:
        return Denied(
            _("“%s” has no supervision group with members. Set one up first: nothing is posted unchecked.")
            % disclosure.item.body.name
        )
    return Allowed


def may_check(disclosure, seat, supervision, on, *, by_drafter):
    """A member of the supervision group checks; whoever drafted does not enter the check himself."""
    if disclosure.state != State.CHECKING:
        return Denied(_("It is not with the supervision group."))
    if by_drafter:
        return Denied(_("You drafted this. Somebody else enters what the supervision group says."))
    return sits_there(seat, supervision, on)


def sits_there(seat, supervision, on):
    """The named member sits in the supervision group on that day."""
    if seat is None or supervision is None or seat.body_id != supervision.pk or not seat.sits_on(on):
        return Denied(_("Choose who of the supervision group has checked it."))
    return Allowed


def may_waive(disclosure):
    """What is due may be waived when nothing happened; what is posted may not."""
    if disclosure.state in (State.DUE, State.DRAFT, State.RETURNED, State.CHECKED):
        return Allowed
    return Denied(_("Only what has not been posted yet can be waived."))


# --- posting and after --------------------------------------------------------------------------------------------------------------


def may_post(disclosure, on, until, least, *, channels):
    """What was checked is posted, for the days of the rulebook or more. `least`: the earliest last day."""
    if disclosure.state != State.CHECKED:
        return Denied(_("It is posted when the supervision group has checked it."))
    if disclosure.checked_on and on < disclosure.checked_on:
        return Denied(
            _("It was checked on %s; it cannot have been posted before.") % date_format(disclosure.checked_on)
        )
    if not channels:
        return Denied(_("Choose at least one channel: where is it opened?"))
    if until < least:
        return Denied(_("It stays posted until %s at least.") % date_format(least))
    return Allowed


def may_show(disclosure, from_on, until_on):
    """A posted item may go out by a further channel."""
    if disclosure.state not in Disclosure.SHOWN:
        return Denied(_("It is not posted."))
    if from_on < disclosure.posted_on:
        return Denied(_("It was posted on %s; it cannot have been shown before.") % date_format(disclosure.posted_on))
    if until_on < from_on:
        return Denied(_("The last day lies before the first."))
    return Allowed


def may_correct(disclosure):
    """What is posted is corrected by a further edition."""
    if disclosure.state in Disclosure.SHOWN:
        return Allowed
    return Denied(_("It is not posted; redraft it."))


def may_take_down(disclosure):
    """What is posted may be taken down."""
    return Allowed if disclosure.state in Disclosure.SHOWN else Denied(_("It is not posted."))


def may_close(disclosure, on, unanswered):
    """It is closed after its last day, when everything that was said is answered."""
    if disclosure.state != State.POSTED:
        return Denied(_("It is not posted."))
    if on <= disclosure.until_on:
        return Denied(_("It is posted until %s, that day included.") % date_format(disclosure.until_on))
    if unanswered:
        return Denied(_("%d questions or objections are not answered yet.") % unanswered)
    return Allowed


# --- opinions -----------------------------------------------------------------------------------------------------------------------


def may_ask(disclosure, on):
    """Opinions are taken from the first day to the last, that day included."""
    if disclosure.state not in Disclosure.SHOWN:
        return Denied(_("It is not posted."))
    if not disclosure.posted_on <= on <= disclosure.until_on:
        words = {"first": date_format(disclosure.posted_on), "last": date_format(disclosure.until_on)}
        return Denied(_("Opinions were taken from %(first)s to %(last)s.") % words)
    return Allowed


def may_write(words):
    """An opinion is a few sentences."""
    if len(words.strip()) < 4:
        return Denied(_("Write in a sentence what you ask or object to."))
    if len(words) > 2000:
        return Denied(_("2,000 characters at most. Bring longer papers to the union."))
    return Allowed


def may_come_in(already, limit):
    """A page takes so many opinions a day (rulebook); then the union's counter does."""
    if already >= limit:
        return Denied(_("This page takes no more questions today. Please write or speak to the union."))
    return Allowed


def may_answer(opinion, on):
    """An opinion is answered once, not before it came."""
    if not opinion.is_open:
        return Denied(_("This has been answered already."))
    if on < opinion.received_on:
        return Denied(_("It came on %s only.") % date_format(opinion.received_on))
    return Allowed
