"""When a return may be filled in and handed in: verdicts; numbers and days are handed in."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from taizhang.kernel.steps import needs_words
from taizhang.kernel.verdicts import Allowed, Denied
from taizhang.statistics.editions import Relation
from taizhang.statistics.models import Return


@dataclass(frozen=True)
class Check:
    """A check relation held against the numbers; `holds` None: not all of them are there yet."""

    relation: Relation
    left: Decimal | None
    right: Decimal | None

    @property
    def holds(self):
        return None if self.left is None or self.right is None else self.left <= self.right


def checks(edition, values):
    """[Check] of every relation (审核关系, DOMAIN B2). `values`: {line: Decimal or None}."""
    return [Check(one, _sum(one.left, values), _sum(one.right, values)) for one in edition.relations]


def doubts(edition, before, told):
    """Sentences on relations that would not hold with what is about to be filled in and would touch it. `before`, `told`: {line: Decimal}."""
    return [
        (
            _("This must hold before it can be handed in: %s")
            if one.relation.hard
            else _("This needs a note when it is handed in: %s")
        )
        % words_of(one)
        for one in checks(edition, before | told)
        if one.holds is False and told.keys() & {*one.relation.left, *one.relation.right}
    ]


def _sum(codes, values):
    found = [values.get(code) for code in codes]
    return None if any(one is None for one in found) else sum(found, Decimal(0))


def may_begin(*, is_base, exists, year, today):
    """Grassroots unions fill in the survey, once a year, from the first day of the statistical year on."""
    if not is_base:
        return Denied(_("The survey is filled in by grassroots unions; unions above add up what they handed in."))
    if exists:
        return Denied(_("There is a return of this year already."))
    if not 1990 <= year <= today.year + 1:
        return Denied(_("The year %s cannot be right.") % year)
    return Allowed


def may_fill(state):
    """While it is being filled in, and again after it was sent back."""
    if state != Return.State.DRAFT:
        return Denied(_("The return was handed in; its numbers do not change any more. Ask for it to be sent back."))
    return Allowed


def may_declare(line, *, answered, value, source):
    """Only what the ledger cannot answer is filled in, with its source (Statistics Law, articles 7 and 24: original records)."""
    if answered:
        return Denied(
            _("%(line)s is answered by the records; if it is wrong, correct the records.")
            % {"line": f"{line.code} {line.words}"}
        )
    if value < 0:
        return Denied(_("%(line)s: a number below nothing cannot be right.") % {"line": line.code})
    if not line.decimals and value != int(value):
        return Denied(_("%(line)s is counted in whole numbers.") % {"line": f"{line.code} {line.words}"})
    return needs_words(source, _("%(line)s: say where the number comes from.") % {"line": f"{line.code} {line.words}"})


def may_submit(*, state, missing, found, note, until, on, today):
    """A whole return whose relations hold, after its year is over."""
    verdict = may_fill(state)
    if not verdict:
        return verdict
    if on > today:
        return Denied(_("This day has not come yet."))
    if on < until:
        return Denied(_("The statistical year is not over before %s.") % until.isoformat())
    if missing:
        return Denied(_("Still to fill in: %s.") % "、".join(missing))
    broken = [one for one in found if one.holds is False]
    hard = [one for one in broken if one.relation.hard]
    if hard:
        return Denied(_("These check relations do not hold: %s.") % "；".join(words_of(one) for one in hard))
    if broken:
        return needs_words(note, _("Say in a note why this is so: %s.") % "；".join(words_of(one) for one in broken))
    return Allowed


def words_of(check):
    """1-04 ≤ 1-03, with the numbers."""
    left, right = (" + ".join(codes) for codes in (check.relation.left, check.relation.right))
    return f"{left} ≤ {right} ({check.left:f} > {check.right:f})" if check.holds is False else f"{left} ≤ {right}"
