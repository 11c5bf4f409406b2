"""Paper ballots: handed out against the same register, counted by two tellers."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from taizhang.ballots.models import Ballot, Sheet, Tick, Voter
from taizhang.ballots.queries.reading import asks, cell_words
from taizhang.ballots.rules import sheets
from taizhang.kernel.acts import act
from taizhang.kernel.verdicts import Refused


def issue_paper(ballot, *, by, numbers, at):
    """Hand out paper ballots: these voters are struck off the electronic register in the same act. → how many"""
    with act(by, "ballots.issue_paper", ballot) as this:
        ballot.refresh_from_db()
        if not ballot.takes_paper:
            raise Refused(_("This ballot is held electronically only."))
        if ballot.phase(at) not in (Ballot.State.FROZEN, Ballot.State.OPEN):
            raise Refused(_("Paper ballots are handed out while the vote is prepared or open."))
        voters = list(Voter.objects.filter(ballot=ballot, struck=False, number__in=list(numbers)).order_by("number"))
        voted = (
            Tick.objects.filter(voter__in=[voter.pk for voter in voters])
            .select_related("voter")
            .order_by("voter__number")
        )
        if names := [tick.voter.name for tick in voted]:
            raise Refused(
                _("These have voted or hold a paper ballot already: %(names)s.")
                % {"names": pgettext("list", ", ").join(names)}
            )
        Tick.objects.bulk_create([Tick(voter=voter, how=Tick.How.PAPER) for voter in voters], batch_size=500)
        this.note(title=ballot.title(), people=len(voters))
    return len(voters)


def enter_sheet(ballot, *, by, box, returned, cells, at):
    """Enter what a teller counted of a paper box. The second teller's sheet must agree with the first in every cell.

    `cells`: {"1": {"for": 12, "void": 1, …}} by question number; cells left out are 0. A teller may enter the own sheet again until
    both agree.
    """
    with act(by, "ballots.enter_sheet", ballot) as this:
        ballot.refresh_from_db()
        if ballot.phase(at) != Ballot.State.CLOSED:
            raise Refused(_("Paper ballots are counted after the vote is closed and before the result is worked out."))
        if said := sheets.fault(asks(ballot), returned, cells):
            raise Refused(said)
        box = box.strip() or "1"
        sheet = Sheet(ballot=ballot, box=box, teller=by, returned=returned, cells=_clean(cells))
        _replace_own(sheet)
        other = Sheet.objects.filter(ballot=ballot, box=box, replaced=False).exclude(teller=by).first()
        if other is not None:
            _require_same(asks(ballot), other, sheet)
            other.agreed = sheet.agreed = True
            other.save()
        sheet.save()
        this.note(title=ballot.title(), box=box, returned=returned)
    return sheet


def _clean(cells):
    return {question: {cell: count for cell, count in counts.items() if count} for question, counts in cells.items()}


def _replace_own(sheet):
    standing = Sheet.objects.filter(ballot=sheet.ballot, box=sheet.box, replaced=False)
    if standing.filter(agreed=True).exists():
        raise Refused(_("Two tellers have agreed on this box already."))
    if len(standing.exclude(teller=sheet.teller)) > 1:
        raise Refused(_("Two tellers count each box; this box has its two."))
    for own in standing.filter(teller=sheet.teller):
        own.replaced = True
        own.save()


def _require_same(asked, first, second):
    if first.returned != second.returned:
        raise Refused(_("The two sheets differ in the number of ballots in the box. Both tellers count again."))
    found = sheets.differing(first.cells, second.cells)
    if not found:
        return
    by_number = {str(ask.number): ask for ask in asked}
    cells = [f"{question}. {cell_words(by_number[question], cell)}" for question, cell, _one, _other in found]
    raise Refused(
        _("The two sheets differ: %(cells)s. Both tellers count again.") % {"cells": pgettext("list", ", ").join(cells)}
    )
