"""Formulas over figures: `(S001-S006)/S006*100`. Read by a small parser of their own; nothing is ever executed."""

import re
from fractions import Fraction

from django.utils.translation import gettext as _

from taizhang.kernel.figures import UnknownFigure

LONGEST = 2000
DEEPEST = 40
_TOKEN = re.compile(r"\s*(?:(\d+(?:\.\d+)?)|([A-Za-z_][A-Za-z0-9_.-]*?(?=[\s()+*/]|-|$))|([-+*/()×÷]))")
_SIGNS = {"×": "*", "÷": "/"}


class NoBase(ArithmeticError):
    """A division by zero: the figure has no base and is printed as —."""


def names(formula):
    """The ids that a formula speaks of."""
    return [name for _number, name, _sign in _tokens(formula) if name]


def compute(formula, value_of):
    """The value of a formula; `value_of(id)` gives the value of each figure as a Fraction."""
    return _Reading(_tokens(formula), value_of).whole()


def _tokens(formula):
    if len(formula) > LONGEST:
        raise UnknownFigure(_("A formula is at most %(length)s characters long.") % {"length": LONGEST})
    found, place = [], 0
    text = formula.strip()
    while place < len(text):
        token = _TOKEN.match(text, place)
        if token is None:
            raise UnknownFigure(
                _("The formula “%(formula)s” cannot be read at “%(rest)s”.")
                % {"formula": text[:80], "rest": text[place : place + 10]}
            )
        found.append(token.groups())
        place = token.end()
    return found


class _Reading:
    """Recursive descent over sums, products and brackets."""

    def __init__(self, tokens, value_of):
        self.tokens, self.value_of, self.place, self.depth = tokens, value_of, 0, 0

    def whole(self):
        value = self.sum()
        if self.place < len(self.tokens):
            raise self.unreadable()
        return value

    def sum(self):
        value = self.product()
        while (sign := self.sign("+", "-")) is not None:
            other = self.product()
            value = value + other if sign == "+" else value - other
        return value

    def product(self):
        value = self.factor()
        while (sign := self.sign("*", "/")) is not None:
            other = self.factor()
            if sign == "/" and not other:
                raise NoBase
            value = value * other if sign == "*" else value / other
        return value

    def factor(self):
        if self.sign("-"):
            return -self.factor()
        if self.sign("("):
            return self.bracket()
        if self.place >= len(self.tokens):
            raise self.unreadable()
        number, name, _sign = self.tokens[self.place]
        if not number and not name:
            raise self.unreadable()
        self.place += 1
        return Fraction(number) if number else self.value_of(name)

    def bracket(self):
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.unreadable()
        value = self.sum()
        if not self.sign(")"):
            raise self.unreadable()
        self.depth -= 1
        return value

    def sign(self, *wanted):
        if self.place >= len(self.tokens):
            return None
        sign = _SIGNS.get(self.tokens[self.place][2], self.tokens[self.place][2])
        if sign not in wanted:
            return None
        self.place += 1
        return sign

    def unreadable(self):
        return UnknownFigure(_("A formula cannot be read: a sign, a number or a bracket is missing."))
