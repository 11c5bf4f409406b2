"""What the rules on public notices and samples allow: masked, for the working days laid down, objections answered first."""

import hashlib
from math import ceil, sqrt

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from taizhang.aid.models import Check, Notice, Objection
from taizhang.kernel.verdicts import Allowed, Denied


def may_show(listed):
    """A notice shows somebody."""
    return Allowed if listed else Denied(_("There is nobody to show: no application is on its way or approved."))


def may_object(notice, on, today):
    """Objections are taken until the last day of the notice, that day included."""
    if on > today:
        return Denied(_("The day lies in the future."))
    if notice.state == Notice.State.WITHDRAWN:
        return Denied(_("The notice was taken back."))
    if on < notice.from_on or on > notice.until_on:
        return Denied(
            _("Objections were taken from %(first)s to %(last)s.")
            % {"first": date_format(notice.from_on), "last": date_format(notice.until_on)}
        )
    return Allowed


A_DAY = 50  # objections that one notice takes by its page in a day: more is not people but a machine


def may_object_by_page(today):
    """The public page of a notice takes so many objections in a day; the counter takes every one."""
    if today >= A_DAY:
        return Denied(
            _("The page has taken many objections today. Please say yours at the place that the notice names.")
        )
    return Allowed


def may_answer(objection, answer):
    """An objection is answered once, with a reason."""
    if objection.outcome != Objection.Outcome.OPEN:
        return Denied(_("This objection has been answered already."))
    return Allowed if answer.strip() else Denied(_("Write the answer: what was found out."))


def may_take_down(notice):
    """A notice that is shown can be taken back."""
    return Allowed if notice.state == Notice.State.SHOWN else Denied(_("The notice is not shown any more."))


def cleared(*, needs_notice, ended, open_objections, upheld):
    """Aid is paid after its notice has ended and every objection was answered and not upheld (公示无异议)."""
    if upheld:
        return Denied(_("an objection was founded"))
    if open_objections:
        return Denied(_("an objection is not answered yet"))
    if needs_notice and not ended:
        return Denied(_("the public notice has not ended"))
    return Allowed


# --- samples --------------------------------------------------------------------------------------------------------------------

Z = 1.96  # the 95 % quantile of the normal distribution


def draw(seed, keys, size):
    """`size` of the keys, the same for everybody who has the seed and the list: those with the lowest SHA-256 of "seed:key"."""
    return sorted(keys, key=lambda key: hashlib.sha256(f"{seed}:{key}".encode()).hexdigest())[:size]


def list_digest(keys):
    """The check sum of the list that was drawn from."""
    return hashlib.sha256(",".join(str(key) for key in sorted(keys)).encode()).hexdigest()


def size_for(population, margin):
    """How many to ask so that a share is known within ± margin (95 %), for a finite population."""
    if not population:
        return 0
    infinite = Z * Z * 0.25 / (margin * margin)
    return min(population, ceil(infinite / (1 + (infinite - 1) / population)))


def interval(confirmed, asked, population):
    """(low, high) of the share that received all, in percent: Wilson's interval with the correction for a finite population."""
    if not asked:
        return None
    share, rest = confirmed / asked, max(0.0, (population - asked) / max(1, population - 1))
    z = Z * sqrt(rest)
    middle = (share + z * z / (2 * asked)) / (1 + z * z / asked)
    half = z * sqrt(share * (1 - share) / asked + z * z / (4 * asked * asked)) / (1 + z * z / asked)
    return round(max(0.0, middle - half) * 100, 1), round(min(1.0, middle + half) * 100, 1)


def may_draw(population, size):
    """A sample is drawn among the paid, and not larger than they are."""
    if not population:
        return Denied(_("Nobody has been paid yet."))
    if size < 1 or size > population:
        return Denied(_("Draw between 1 and %s persons.") % population)
    return Allowed


def may_note_result(result, on, today):
    """A result is known on a day that has come."""
    if result == Check.Result.OPEN:
        return Denied(_("Choose what the person said."))
    return Denied(_("The day lies in the future.")) if on > today else Allowed
