"""Quizzes: drawing questions by a seed, and scoring answers. Pure, so that anybody can draw and score again."""

import hashlib
import unicodedata
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from taizhang.kernel.verdicts import Allowed, Denied

GRACE = timedelta(seconds=30)  # the way of an answer through the network is nobody's fault


def drawn(pool, wanted, seed):
    """Keys drawn from {topic: [keys]}, `wanted[topic]` of each, in an order that the seed alone decides."""
    chosen = []
    for topic in sorted(wanted):
        by_lot = sorted(pool.get(topic, ()), key=lambda key: _lot(seed, key))
        chosen += by_lot[: wanted[topic]]
    return sorted(chosen, key=lambda key: _lot(f"{seed}/order", key))


def _lot(seed, key):
    return hashlib.sha256(f"{seed}:{key}".encode()).hexdigest()


def may_draw(pool, wanted):
    """Are there enough questions of every topic?"""
    if not wanted or not sum(wanted.values()):
        return Denied(_("Say how many questions of each topic are drawn."))
    for topic, number in wanted.items():
        there = len(pool.get(topic, ()))
        if there < number:
            return Denied(
                _("“%(topic)s” has %(there)s questions; %(number)s are wanted.")
                % {"topic": topic, "there": there, "number": number}
            )
    return Allowed


def plain(text):
    """One spelling for a word filled in: full and half width, case and spaces make no difference."""
    return "".join(unicodedata.normalize("NFKC", str(text)).casefold().split())


def is_right(kind, key, answer):
    """Is the answer right? All right choices and no other; a blank by any of its spellings."""
    if answer in (None, "", []):
        return False
    if kind == "blank":
        return plain(answer) in {plain(one) for one in key}
    given = answer if isinstance(answer, list) else [answer]
    return sorted(set(given)) == sorted(set(key))


def scored(items, answers):
    """(right, of all, percent with one decimal) of {key of the question: answer}."""
    right = sum(is_right(one.kind, one.key, answers.get(str(one.pk))) for one in items)
    percent = Decimal(right * 100) / len(items) if items else Decimal(0)
    return right, len(items), percent.quantize(Decimal("0.1"), ROUND_HALF_UP)


def passed(percent, pass_percent, *, late=False):
    """The mark itself passes; what came too late does not."""
    return not late and percent >= pass_percent


def due(paper, at):
    """When an attempt begun now must be sent: after the minutes, and not after the test closes."""
    return min(paper.closes_at, at + timedelta(minutes=paper.minutes)) if paper.minutes else paper.closes_at


def may_begin(paper, at, *, begun):
    """May another attempt begin?"""
    if paper.is_closed or at >= paper.closes_at:
        return Denied(_("This test is over."))
    if not paper.is_open_at(at):
        return Denied(_("This test is not open yet."))
    if begun >= paper.attempts_allowed:
        return Denied(_("All %(allowed)s attempts are used.") % {"allowed": paper.attempts_allowed})
    return Allowed


def may_keep(kind, options, key):
    """Is a question of the bank whole: enough options, and an answer among them?"""
    if kind == "blank":
        return Allowed if any(plain(one) for one in key) else Denied(_("Give the right answer."))
    if kind == "truth":
        return Allowed if key in ([0], [1]) else Denied(_("Say whether it is true or false."))
    if len(options) < 2:
        return Denied(_("Give at least two options, one a line."))
    if not key or not set(key) <= set(range(len(options))):
        return Denied(_("Give the letters of the right options, such as B or ACD."))
    if kind == "single" and len(key) != 1:
        return Denied(_("A single choice has one right option."))
    return Allowed
