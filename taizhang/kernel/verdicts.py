"""A verdict is the answer of a rule: allowed, or denied with a sentence that a person can act on."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Verdict:
    """The answer of a rule. Truthy when allowed; otherwise `reason` is the sentence shown to the user."""

    allowed: bool
    reason: str = ""

    def __bool__(self):
        return self.allowed


Allowed = Verdict(True)


def Denied(reason):
    """A refusal with its sentence (a lazy translation is fine)."""
    return Verdict(False, reason)


class Refused(Exception):
    """An act was refused; `str(refused)` is the sentence for the user."""

    def __init__(self, reason):
        super().__init__(reason)
        self.reason = reason

    def __str__(self):
        return str(self.reason)


def require(verdict):
    """Go on if the verdict allows it; raise Refused with its sentence otherwise."""
    if not verdict:
        raise Refused(verdict.reason)
    return verdict
