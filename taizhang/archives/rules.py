"""What rules and archives ask: adopted before posted, every edition kept; a file is closed with something in it and destroyed after its time."""

import difflib
import re
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from taizhang.archives.models import Destruction, Dossier, Regulation
from taizhang.kernel.steps import may_happen_on, needs_reason, needs_words, not_before
from taizhang.kernel.verdicts import Allowed, Denied

__all__ = ["needs_reason", "needs_words"]
State, Kept = Regulation.State, Dossier.State


def first_no(*verdicts):
    """The first verdict that refuses, or Allowed."""
    return next((verdict for verdict in verdicts if not verdict), Allowed)


# --- regulations ----------------------------------------------------------------------------------------------------------------


def may_draft(*, name, text, on, today):
    """A draft has a name and a text."""
    return first_no(
        needs_words(name, _("Give the regulation a name.")),
        needs_words(text, _("Write the text.")),
        may_happen_on(on, today=today),
    )


def may_adopt(regulation, edition, *, on, since, adopted_by, before, today):
    """A draft is adopted by a body that is named, and takes effect not before that day nor before the edition it replaces."""
    if edition is None:
        return Denied(_("There is no draft to adopt."))
    verdict = first_no(
        may_happen_on(on, today=today), not_before(edition.drafted_on, on, _("drafted on")), not_before(on, since, _("adopted on")),
        needs_words(adopted_by, _("Write which body or meeting adopted it.")),
    )  # fmt: skip
    if verdict and before is not None and since <= before.since:
        return Denied(_("The edition before has been in force since %s only.") % date_format(before.since))
    return verdict


def may_revise(regulation, *, text, current, on, today):
    """What is in force is revised; the new text differs."""
    if regulation.state != State.ADOPTED:
        return Denied(_("Only a regulation that was adopted is revised; a draft is changed."))
    if current is not None and current.text.strip() == (text or "").strip():
        return Denied(_("The text is the same as before."))
    return first_no(needs_words(text, _("Write the text.")), may_happen_on(on, today=today))


def may_put_up(edition, *, on, where, today):
    """Only what was adopted hangs on a wall."""
    if edition is None:
        return Denied(_("Nothing has been adopted that could hang on a wall."))
    return first_no(
        may_happen_on(on, today=today), not_before(edition.adopted_on, on, _("adopted on")),
        needs_words(where, _("Write where it hangs.")),
    )  # fmt: skip


def may_withdraw(regulation, *, on, by_body, today):
    """What is in force is withdrawn by a body that is named."""
    if regulation.state not in (State.ADOPTED, State.REVISING):
        return Denied(_("Only a regulation in force is withdrawn."))
    return first_no(
        may_happen_on(on, today=today), not_before(regulation.in_force_from, on, _("in force from")),
        needs_words(by_body, _("Write which body withdrew it.")),
    )  # fmt: skip


@dataclass(frozen=True)
class Piece:
    """A stretch of a line of a comparison: same, gone or new."""

    change: str
    text: str


WORDS = re.compile(r"[A-Za-z0-9]+|.", re.S)


def compared(old, new):
    """[[Piece]] line by line: what the new text keeps, leaves out and adds. Lines that only moved a little are compared by characters."""
    before, after = old.splitlines(), new.splitlines()
    found = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            found += [[Piece("same", line)] for line in before[a:b]]
        elif tag == "replace" and b - a == d - c:
            found += [_within(one, other) for one, other in zip(before[a:b], after[c:d], strict=True)]
        else:
            found += [[Piece("gone", line)] for line in before[a:b]] + [[Piece("new", line)] for line in after[c:d]]
    return [line for line in found if any(piece.text.strip() for piece in line)]


def _within(old, new):
    one, other = WORDS.findall(old), WORDS.findall(new)
    pieces = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", "".join(one[a:b])))
            continue
        pieces += [Piece("gone", "".join(one[a:b]))] if b > a else []
        pieces += [Piece("new", "".join(other[c:d]))] if d > c else []
    return pieces


# --- dossiers -------------------------------------------------------------------------------------------------------------------


def may_open(*, title, year, on, today):
    """A file has a title and a year."""
    if not 1949 <= (year or 0) <= today.year:
        return Denied(_("The year %s cannot be right.") % year)
    return first_no(needs_words(title, _("Give the file a title.")), may_happen_on(on, today=today))


def may_fill(dossier):
    """Something is put into a file while it is open."""
    if dossier.state != Kept.OPEN:
        return Denied(_("This file is closed; open another one."))
    return Allowed


def may_close(dossier, *, on, items, today):
    """A file is archived with something in it."""
    if not items:
        return Denied(_("The file is empty: put in what it holds first."))
    return first_no(
        may_fill(dossier),
        may_happen_on(on, today=today),
        not_before(dossier.opened_on, on, pgettext("archives", "opened on")),
    )


def kept_until(closed_on, years):
    """The last day of the retention: it counts from the first day of the year after archiving. None: kept permanently."""
    return date(closed_on.year + years, 12, 31) if years else None


def may_list(dossiers, *, on, opinion, today):
    """Only archived files whose time is over go on a list for destruction."""
    if not dossiers:
        return Denied(_("Choose at least one file."))
    for one in dossiers:
        if one.state != Kept.CLOSED:
            return Denied(_("%s is not archived, or stands on another list.") % one.title())
        if one.keep_until is None:
            return Denied(_("%s is kept permanently.") % one.title())
        if one.keep_until >= on:
            return Denied(
                _("%(file)s is kept until %(day)s.") % {"file": one.title(), "day": date_format(one.keep_until)}
            )
    return first_no(may_happen_on(on, today=today), needs_words(opinion, _("Write the opinion of the appraisal.")))


def may_carry_out(destruction, *, on, witnesses, today):
    """After the approval, before two witnesses."""
    if destruction.state != Destruction.State.APPROVED:
        return Denied(_("The list is not approved."))
    if len(set(witnesses)) < 2:
        return Denied(_("Two witnesses watch the destruction: write two names."))
    return first_no(may_happen_on(on, today=today), not_before(destruction.approved_on, on, _("approved on")))
