"""Members go along when unions are reorganised: handed over like any transfer, kept on the register, or struck off, as was chosen."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from taizhang.kernel import context
from taizhang.kernel.verdicts import Refused
from taizhang.members.actions.register import end_cards, stop_transfer
from taizhang.members.actions.transfers import hand_over
from taizhang.members.models import Card, Membership
from taizhang.organisation.queries import share_of

Status = Membership.Status


def counts(units):
    """What is on the register of these units, for the preview of a reorganisation."""
    standing = Membership.objects.standing().filter(unit__in=units)
    return [
        (_("Transfers under way"), standing.filter(bound_for__isnull=False).count()),
        (_("Applications for membership"), standing.filter(status=Status.APPLYING).count()),
    ]


def carry(unit, into, on, choice):
    """Carry the members of a unit along. → [[old membership, new membership or None, status before], …], for taking it back

    `choice["members"]`: "all" go to `into`; "groups": those of the union groups in `choice["groups"]`; "share": `choice["share"]` = [1, 3]
    takes every third, group by group, longest members first; "keep": they go to `into` and keep their membership (保留会籍); "leave".
    """
    moved = []
    for membership in _chosen(unit, choice):
        if membership.joined_on and membership.joined_on > on:
            raise Refused(_("%(name)s joined on %(day)s only, after the day of the change.") % {
                "name": membership.person.name, "day": membership.joined_on})  # fmt: skip
        was = str(membership.status)
        stop_transfer(membership, on, _("the union was reorganised"))
        if choice.get("members") == "leave":
            end_cards(membership, on, _("the union was dissolved"))
            membership.move_to(Status.LEFT, on, _("the union was dissolved"))
            membership.save()
            moved.append([membership.pk, None, was])
            continue
        details = {name: getattr(membership, name) for name in ("group", "position", "remark")}
        new = hand_over(membership, into, on, details, kept=was == Status.KEPT or choice.get("members") == "keep")
        moved.append([membership.pk, new.pk, was])
    return moved


def _chosen(unit, choice):
    members = choice.get("members", "none")
    if members == "none":
        return []
    standing = Membership.objects.standing().filter(unit=unit, status__in=Membership.STANDING)
    standing = standing.select_related("person", "unit").order_by("group", "joined_on", "pk")
    if members == "groups":
        return list(standing.filter(group__in=choice.get("groups", ())))
    if members == "share":
        return share_of(standing, *choice["share"])  # so many out of so many of every union group
    return list(standing)


def back(memo):
    """Take it back: the memberships are as they were. Refused where a member has moved on since."""
    this, changed = context.open_act(), []
    for old_pk, new_pk, was in memo:
        old = Membership.objects.select_related("person", "unit").get(pk=old_pk)
        new = Membership.objects.select_related("person", "unit").get(pk=new_pk) if new_pk else None
        if old.voided_at or not old.history or (new is not None and _has_moved_on(new)):
            changed.append(old.person.name)
            continue
        _cards_back(old, new)
        if new is not None:
            new.voided_at = this.at
            new.save()
        old.history, old.status = old.history[:-1], was
        old.left_on, old.left_reason = None, ""
        old.save()
    if changed:
        raise Refused(
            ngettext(
                "%(names)s has left or moved on since; the memberships can no longer be put back.",
                "%(names)s have left or moved on since; the memberships can no longer be put back.",
                len(changed),
            )
            % {"names": "、".join(changed[:5])}
        )


def _cards_back(old, new):
    """Cards that went along come back; the one that ended on the day of the change is valid again."""
    cards = Card.objects.standing()
    if new is not None:
        for card in cards.filter(membership=new):
            card.membership = old
            card.save()
        return
    ended = cards.filter(membership=old, state=Card.State.VOID, ended_on=old.changes()[-1][0]).order_by("-pk").first()
    if ended is not None and not cards.filter(person=old.person, state=Card.State.VALID).exists():
        ended.state, ended.ended_on, ended.why = Card.State.VALID, None, ""
        ended.save()


def _has_moved_on(membership):
    return bool(membership.voided_at or membership.history or membership.bound_for_id)


def holds(unit):
    """Why a unit cannot end yet: somebody is still on its register."""
    left = Membership.objects.standing().filter(unit=unit, status__in=(*Membership.STANDING, Status.APPLYING)).count()
    if not left:
        return ""
    return ngettext(
        "%(number)d person is still on the register of %(unit)s.",
        "%(number)d persons are still on the register of %(unit)s.",
        left,
    ) % {"number": left, "unit": unit.name}
