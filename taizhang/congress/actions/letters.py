"""Letters of responsibility: drafted for several parties at once, signed, tracked, settled."""

from taizhang.congress.actions.steps import add_progress, fresh, words
from taizhang.congress.models import Letter, Target
from taizhang.congress.rules import letters as rules
from taizhang.kernel.acts import act
from taizhang.kernel.verdicts import require
from taizhang.kernel.writing import afresh, day_of

State = Letter.State


def draft_letters(unit, *, by, on, name, kind, giver, takers, targets, settle_by, session=None):
    """The same letter for every party. `takers`: [(words, unit or None)]; `targets`: lines. → the letters"""
    with act(by, "congress.draft_letters", unit, on=on) as this:
        require(rules.may_draft(targets=targets, on=on, settle_by=settle_by))
        drafted = []
        for taker, taker_unit in takers:
            letter = Letter(
                unit=unit, name=words(name, 120), kind=kind, session=session, giver=words(giver, 80), taker=words(taker, 80),
                taker_unit=taker_unit, drafted_on=on, settle_by=settle_by,
            )  # fmt: skip
            letter.save()
            for number, line in enumerate(targets, start=1):
                Target(letter=letter, number=number, words=words(line, 200)).save()
            drafted.append(letter)
        this.note(name=words(name, 120), letters=len(drafted))
    return drafted


def sign_letter(letter, *, by, on):
    """Both sides have signed."""
    with act(by, "congress.sign_letter", letter, on=on) as this:
        letter = fresh(letter)
        require(rules.may_sign(letter, on=on, today=day_of(this)))
        letter.state, letter.signed_on = State.SIGNED, on
        letter.save()
        this.note(name=str(letter))
    return afresh(letter)


def note_letter(letter, *, by, on, text):
    """How the targets stand on the way."""
    with act(by, "congress.note_letter", letter, on=on) as this:
        letter = fresh(letter)
        require(rules.may_note(letter, on=on, today=day_of(this)))
        add_progress(letter, on, text)
        this.note(name=str(letter))
    return afresh(letter)


def settle_letter(letter, *, by, on, targets, result=""):
    """Target by target: `targets` = {number: (met, what was reached)}."""
    with act(by, "congress.settle_letter", letter, on=on) as this:
        letter = fresh(letter)
        rows = list(letter.targets.all())
        judged = [targets.get(row.number, (None, ""))[0] for row in rows]
        require(rules.may_settle(letter, on=on, judged=judged, today=day_of(this)))
        for row in rows:
            row.met, actual = targets[row.number]
            row.actual = words(actual, 200)
            row.save()
        letter.state, letter.settled_on, letter.result = State.SETTLED, on, words(result, 300)
        letter.save()
        this.note(name=str(letter), met=sum(judged), of=len(judged))
    return afresh(letter)
