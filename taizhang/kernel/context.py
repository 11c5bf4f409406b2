"""Which act is open. The one context variable of the house: records may be saved only while an act is open."""

from contextvars import ContextVar

_open_act = ContextVar("open_act", default=None)


class OutsideAct(RuntimeError):
    """A work record was written outside an act. This is a mistake in the program, never of the user."""


def open_act():
    """The act that is open, or OutsideAct."""
    act = _open_act.get()
    if act is None:
        raise OutsideAct("A work record changes only inside `with act(by, code, target)`.")
    return act


def is_inside():
    """Whether an act is open: whoever is inside has been asked for his right already."""
    return _open_act.get() is not None


def enter(act):
    return _open_act.set(act)


def leave(token):
    _open_act.reset(token)
