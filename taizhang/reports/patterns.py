"""Reading a sentence pattern: text, figures, clauses in brackets, and the parts of a figure (see skeletons/declare.py)."""

import re
from dataclasses import dataclass

from taizhang.reports.chips import TOKEN, Chip, read_token


@dataclass(frozen=True)
class Clause:
    """Left out when one of its figures says nothing."""

    nodes: tuple


@dataclass(frozen=True)
class Parts:
    """The parts of the figure before: printed only when they add up to it."""

    head: str
    items: tuple  # each a tuple of nodes


_BRACKET = re.compile(r"\[([^\[\]]*)\]")
_WORD = re.compile(r"<(\w+)>")


def words_filled(pattern, words):
    """The report's own words put in; a word that nobody knows stays, so that the test of the skeletons finds it."""
    return _WORD.sub(lambda found: str(words.get(found[1], found[0])), pattern)


def parsed(pattern):
    """A tuple of str, Chip, Clause and Parts."""
    nodes, place = [], 0
    for found in _BRACKET.finditer(pattern):
        nodes += _plain(pattern[place : found.start()])
        nodes.append(_parts(found[1][1:]) if found[1].startswith("=") else Clause(tuple(_plain(found[1]))))
        place = found.end()
    return tuple(nodes + _plain(pattern[place:]))


def _parts(inside):
    head, *items = inside.split("‖")
    return Parts(head, tuple(tuple(_plain(item)) for item in items))


def _plain(text):
    nodes, place = [], 0
    for found in TOKEN.finditer(text):
        if found.start() > place:
            nodes.append(text[place : found.start()])
        nodes.append(read_token(found[1]))
        place = found.end()
    return nodes + ([text[place:]] if place < len(text) else [])


def chips_in(nodes):
    """Every figure of a pattern, clauses and parts included."""
    for node in nodes:
        if isinstance(node, Chip):
            yield node
        elif isinstance(node, Clause):
            yield from chips_in(node.nodes)
        elif isinstance(node, Parts):
            for item in node.items:
                yield from chips_in(item)
