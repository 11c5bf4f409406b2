"""Reads about transfers: who is on the way, what a union has to do, the letter behind a code."""

from django.db.models import Q

from taizhang.kernel import rulebook, signing
from taizhang.kernel.access import can
from taizhang.kernel.calendar import deadline_by_rule
from taizhang.kernel.models import within
from taizhang.members.models import Transfer

PURPOSE = "taizhang-letter"
RELATED = ("person", "unit", "to", "membership", "became")


def transfers(user, *, under=None):
    """Transfers from or to what the user reads, the newest first."""
    found = Transfer.objects.visible_to(user).filter(voided_at=None)
    if under is not None:
        found = found.below(under)
    return found.select_related(*RELATED)


def arrivals(user):
    """Transfers that were released to the units of this user and wait to be received."""
    waiting = Transfer.objects.filter(state=Transfer.State.RELEASED, voided_at=None)
    return waiting.filter(within(user.paths(), "to__path")).select_related(*RELATED).order_by("released_on", "id")


def arrivals_at(unit):
    """How many wait to be received at the unit or below it."""
    waiting = Transfer.objects.filter(state=Transfer.State.RELEASED, voided_at=None)
    return waiting.filter(within([unit.path], "to__path")).count()


def under_way(person):
    """The open transfer of a person, or None."""
    return Transfer.objects.open().filter(person=person).select_related(*RELATED).first()


def of_person(person):
    """Everything on file about the person's transfers, the newest first."""
    return Transfer.objects.filter(person=person, voided_at=None).select_related(*RELATED)


def by_number(number):
    """The transfer with this letter number, or None."""
    return Transfer.objects.filter(number=number, voided_at=None).exclude(number="").select_related(*RELATED).first()


def next_number(unit, year):
    """The next number of a letter of the union in a year; ask under a lock on the unit."""
    given = Transfer.objects.filter(unit=unit, released_on__year=year).exclude(number="").count()
    while True:
        given += 1
        number = f"{unit.code}会转〔{year}〕{given}号"
        if not Transfer.objects.filter(number=number).exists():
            return number


def letter_token(transfer):
    """The token in the code of a letter: `kid.key.signature`; nothing of the person is in it."""
    kid = signing.newest_kid()
    return f"{kid}.{transfer.pk}.{signing.sign(f'{PURPOSE}.{kid}.{transfer.pk}')}"


def by_token(token):
    """The transfer behind a letter's token whose signature is genuine, or None."""
    kid, _dot, rest = str(token).partition(".")
    key, _dot, signature = rest.partition(".")
    if not (key.isascii() and key.isdigit() and signing.is_genuine(f"{PURPOSE}.{kid}.{key}", kid, signature)):
        return None
    return Transfer.objects.filter(pk=int(key), voided_at=None).select_related(*RELATED).first()


def last_day(key, unit, on):
    """The last day of a step by the rulebook, or None where nothing is laid down."""
    rule = rulebook.find(key, unit, on)
    return deadline_by_rule(on, rule).last if rule else None


def lapsed(on):
    """Letters that nobody has acted on by their last day."""
    return Transfer.objects.filter(state=Transfer.State.RELEASED, voided_at=None, due_on__lt=on).order_by("pk")


def due_transfers(user, unit):
    """Transfers on which the unit or something below it has the next step: to release, to receive, to close."""
    here = within([unit.path], "unit__path")
    there = within([unit.path], "to__path")
    mine = Q(state=Transfer.State.ASKED) & here
    mine |= Q(state=Transfer.State.RECEIVED) & here
    mine |= Q(state=Transfer.State.RELEASED) & (there | (here & Q(way=Transfer.Way.OUT)))
    found = transfers(user).filter(mine)
    return found.order_by("due_on", "id")


def verdicts(user, transfer):
    """{verb: verdict} of everything that may be done with a transfer; each side has its own verbs."""
    old, new = transfer.unit, transfer.to or transfer.unit
    return {
        "release": can(user, "members.release", old),
        "receive": can(user, "members.receive", new),
        "return_slip": can(user, "members.return_slip", old),
        "close": can(user, "members.close_transfer", old),
        "refuse_old": can(user, "members.refuse_transfer", old),
        "refuse_new": can(user, "members.refuse_transfer", new),
        "recall_old": can(user, "members.recall", old),
        "recall_new": can(user, "members.recall", new),
    }
