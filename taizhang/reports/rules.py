"""What the house allows with a report: only a draft is edited, frozen figures keep their value, the chair signs (Trade Union Law art. 10, 16)."""

from django.utils.translation import gettext as _

from taizhang.kernel.verdicts import Allowed, Denied

LONGEST_TITLE = 120
LONGEST_TEXT = 4000  # of one paragraph
MOST_BLOCKS = 400


def may_edit(state):
    """Frozen text is what the chair reads and signs; changing it needs a new version."""
    if state == "draft":
        return Allowed
    return Denied(_("This report is frozen. Make a new version to change it."))


def may_save(edition, expected):
    """Two people at one draft: the second to save is told, and nothing of the first is lost."""
    if edition == expected:
        return Allowed
    return Denied(_("Somebody else has saved this draft meanwhile. Reload the page, then add your change."))


def may_freeze(state, *, baseless=(), open_groups=None):
    """A report is frozen when every figure has a value and every whole is the sum of its parts."""
    if state != "draft":
        return Denied(_("This report is frozen already."))
    if baseless:
        return Denied(
            _("These figures have no value: %s. Delete them or ask for another period.") % "、".join(baseless)
        )
    for whole, parts in (open_groups or {}).values():
        return Denied(
            _("A total of %(whole)s stands above parts that add up to %(parts)s. Correct the sentence.")
            % {"whole": whole, "parts": parts}
        )
    return Allowed


def may_sign(state):
    """The chair signs what is frozen, once."""
    if state == "frozen":
        return Allowed
    if state == "signed":
        return Denied(_("This report is signed already."))
    return Denied(_("Freeze the report first, so that its figures stand still while it is signed."))


def may_reopen(state):
    """A frozen report that is not yet signed goes back to its writers as a new draft."""
    return Allowed if state == "frozen" else Denied(_("Only a frozen report that is not yet signed can be reopened."))


def may_withdraw(state):
    """A signed report is not changed: it is withdrawn, and a new version says what is right."""
    return Allowed if state == "signed" else Denied(_("Only a signed report can be withdrawn."))


def may_discard(state, version):
    """A draft begun by mistake is put away; what was frozen or signed stays for ever, and so does its following draft."""
    if state != "draft":
        return Denied(_("Only a draft can be discarded."))
    if version > 1:
        return Denied(_("This draft replaces an earlier version; finish it, or the report would be gone."))
    return Allowed


def may_be_titled(title):
    """A report has a title, and it fits on a page."""
    if not title.strip():
        return Denied(_("The report needs a title."))
    if len(title) > LONGEST_TITLE:
        return Denied(_("The title is too long; %s characters at most.") % LONGEST_TITLE)
    return Allowed


def may_be_written(blocks, longest):
    """A report of paragraphs that a person can read."""
    if blocks > MOST_BLOCKS:
        return Denied(_("A report has %s paragraphs at most.") % MOST_BLOCKS)
    if longest > LONGEST_TEXT:
        return Denied(_("A paragraph has %s characters at most.") % LONGEST_TEXT)
    return Allowed


def may_cover(first, last, today):
    """A report is about a time that has begun."""
    if first > today:
        return Denied(_("This period has not begun yet."))
    if last.year < 1949:
        return Denied(_("Choose a period after 1949."))
    return Allowed
