"""Resolutions: registered, noted, carried out, moved, set aside."""

from taizhang.congress.actions.steps import add_progress, fresh, words
from taizhang.congress.models import Resolution
from taizhang.congress.rules import resolutions as rules
from taizhang.kernel.acts import act
from taizhang.kernel.verdicts import require
from taizhang.kernel.writing import day_of

State = Resolution.State


def register_resolution(unit, *, by, adopted_on, name, owner, due_on=None, number="", text="", session=None):
    """Put a resolution on the register: who carries it out, by when."""
    with act(by, "congress.register_resolution", unit, on=adopted_on) as this:
        require(rules.may_register(adopted_on=adopted_on, due_on=due_on, today=day_of(this)))
        resolution = Resolution(
            unit=unit, adopted_on=adopted_on, name=words(name, 200), owner=words(owner, 120), due_on=due_on, number=words(number, 40),
            text=words(text, 5000), session=session,
        )  # fmt: skip
        resolution.save()
        this.note(name=resolution.name, owner=resolution.owner)
    return resolution


def note_resolution(resolution, *, by, on, text):
    """How far it has come."""
    with act(by, "congress.note_resolution", resolution, on=on) as this:
        resolution = fresh(resolution)
        require(rules.may_note(resolution, on=on, today=day_of(this)))
        add_progress(resolution, on, text)
        this.note(name=resolution.name)
    return resolution


def finish_resolution(resolution, *, by, on, result):
    """It is carried out: with what result."""
    with act(by, "congress.finish_resolution", resolution, on=on) as this:
        resolution = fresh(resolution)
        require(rules.may_finish(resolution, on=on, result=result, today=day_of(this)))
        resolution.state, resolution.ended_on, resolution.result = State.DONE, on, words(result, 500)
        resolution.save()
        this.note(name=resolution.name)
    return resolution


def drop_resolution(resolution, *, by, on, why):
    """A new resolution takes its place."""
    with act(by, "congress.drop_resolution", resolution, on=on) as this:
        resolution = fresh(resolution)
        require(rules.may_drop(resolution, on=on, why=why, today=day_of(this)))
        resolution.state, resolution.ended_on, resolution.result = State.DROPPED, on, words(why, 500)
        resolution.save()
        this.note(name=resolution.name, why=words(why, 200))
    return resolution


def move_resolution(resolution, *, by, due_on, owner, why):
    """Another owner or another last day, with the reason."""
    with act(by, "congress.move_resolution", resolution) as this:
        resolution = fresh(resolution)
        require(rules.may_move(resolution, due_on=due_on, why=why))
        before = f"{resolution.owner} {resolution.due_on or ''}".strip()
        resolution.due_on, resolution.owner = due_on, words(owner, 120)
        resolution.save()
        this.note(name=resolution.name, before=before, why=words(why, 200))
    return resolution
