"""Convalescence: allotted from above, nominated below, approved by the giver, taken."""

from django.utils import timezone

from taizhang.kernel.acts import act
from taizhang.kernel.verdicts import require
from taizhang.mutualaid import queries, rules
from taizhang.mutualaid.models import Quota, Stay

State = Stay.State


def allot(unit, *, by, on, giver, year, places, place="", remark=""):
    """A superior allots places to a union below it."""
    with act(by, "mutualaid.allot_quota", giver, on=on) as this:
        require(rules.leave.may_allot(unit, giver))
        quota = Quota(
            unit=unit, giver=giver, year=year, places=places, allotted_on=on, place=place.strip(), remark=remark.strip()
        )
        quota.save()
        this.note(unit=unit.name, year=year, places=places)
    return quota


def nominate(quota, membership, *, by, on, honour="", model_worker=False):
    """The union that holds the quota nominates one of its members."""
    with act(by, "mutualaid.nominate_stay", quota, on=on) as this:
        nominated = queries.leave.stays(quota).filter(person=membership.person).exclude(state=State.DECLINED).exists()
        require(rules.leave.may_nominate(membership, quota, nominated=nominated))
        stay = Stay(
            unit=membership.unit, quota=quota, person=membership.person, membership=membership, honour=honour.strip(),
            model_worker=model_worker, nominated_on=on, place=quota.place,
        )  # fmt: skip
        stay.save()
        this.record = stay
        this.note(name=membership.person.name)
    return stay


def approve(stay, *, by, on):
    """The giver of the quota approves, model workers before others."""
    with act(by, "mutualaid.approve_stay", stay.quota.giver, on=on) as this:
        Quota._base_manager.select_for_update().filter(pk=stay.quota_id).first()
        stay = Stay.objects.select_related("quota__unit", "quota__giver", "person", "unit").get(pk=stay.pk)
        require(
            rules.leave.may_approve(
                stay, approved=queries.leave.given(stay.quota), waiting_models=queries.leave.waiting_models(stay.quota)
            )
        )
        stay.state, stay.approved_on = State.APPROVED, on
        stay.save()
        this.record = stay
        this.note(name=stay.person.name)
    return stay


def take(stay, *, by, starts_on, ends_on, place, cost=None):
    """The stay is over: days, place, cost."""
    with act(by, "mutualaid.take_stay", stay, on=starts_on) as this:
        require(rules.leave.may_take(stay, starts_on=starts_on, ends_on=ends_on, today=timezone.localdate(this.at)))
        stay.state, stay.starts_on, stay.ends_on, stay.place, stay.cost = (
            State.TAKEN,
            starts_on,
            ends_on,
            place.strip(),
            cost,
        )
        stay.save()
        this.note(name=stay.person.name)
    return stay


def decline(stay, *, by, on, why):
    """Somebody does not go; the place is free again."""
    with act(by, "mutualaid.nominate_stay", stay, on=on) as this:
        require(rules.leave.may_decline(stay))
        stay.state, stay.why = State.DECLINED, why.strip()[:200]
        stay.save()
        this.note(name=stay.person.name, why=why)
    return stay
