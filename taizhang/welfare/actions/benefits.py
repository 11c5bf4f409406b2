"""A benefit: planned within the standard, its list made from register and calendar, delivered and signed for."""

from django.utils.translation import gettext as _

from taizhang.kernel import rulebook
from taizhang.kernel.acts import act
from taizhang.kernel.steps import needs_reason
from taizhang.kernel.verdicts import Refused, require
from taizhang.kernel.writing import day_of, words
from taizhang.welfare.actions.parts import hand_out, take_back_moves
from taizhang.welfare.models import Benefit, Entitlement
from taizhang.welfare.queries import benefits as queries
from taizhang.welfare.rules import benefits as rules

State = Entitlement.State


def plan_benefit(
    unit,
    *,
    by,
    occasion,
    name,
    since,
    until,
    festival="",
    cash=None,
    goods="",
    quantity=None,
    measure_unit="",
    price=None,
    item=None,
    kept=False,
    supplier="",
):
    """Plan a benefit: who gets it follows from the occasion, what each gets stays within the standard of the rulebook."""
    with act(by, "welfare.plan_benefit", unit, on=since) as this:
        if item is not None:
            goods, measure_unit = item.name, item.measure_unit
        goods, measure_unit = words(goods, 60), words(measure_unit, 20)
        if goods and not (quantity and measure_unit):
            raise Refused(_("Goods need a quantity and a unit of measure."))
        festival = festival if occasion == Benefit.Occasion.FESTIVAL else ""
        ceiling = rulebook.find(rules.CEILINGS[occasion], unit, since) if since else None
        already = queries.festivals_cost(unit, since.year) if occasion == Benefit.Occasion.FESTIVAL and since else 0
        require(
            rules.may_plan(
                occasion=occasion,
                festival=festival,
                since=since,
                until=until,
                cash=cash,
                goods=goods,
                worth=cash if cash is not None else price,
                ceiling=ceiling,
                already=already,
            )
        )
        made = Benefit(
            unit=unit,
            occasion=occasion,
            festival=festival,
            name=words(name, 120),
            since=since,
            until=until,
            cash=cash,
            goods=goods,
            quantity=quantity if goods else None,
            measure_unit=measure_unit if goods else "",
            price=price,
            item=item,
            kept=kept,
            supplier=words(supplier, 80),
        )
        made.save()
        this.record = made
        this.note(title=made.title())
    return made


def _fresh(benefit):
    return Benefit.objects.select_for_update().select_related("unit").get(pk=benefit.pk)


def make_list(benefit, *, by, on):
    """Make the list from the register and the calendar, or bring it up to date: late joiners are added, who is not entitled any
    more and has had nothing is taken off. Nobody stands on two lists for the same thing. → {added, dropped, elsewhere}"""
    with act(by, "welfare.make_list", benefit, on=on) as this:
        benefit = _fresh(benefit)
        require(rules.may_list(benefit))
        dues = queries.entitled(benefit)
        elsewhere = queries.had_elsewhere(benefit, dues)
        standing = {(one.person_id, one.once): one for one in queries.listed(benefit)}
        struck = _struck(benefit)
        wanted = {(one.person.pk, one.once): one for one in dues}
        new = [
            _entitlement(benefit, one, late=benefit.listed_on is not None)
            for key, one in wanted.items()
            if key not in standing and key not in elsewhere and key not in struck
        ]
        this.create_all(Entitlement, new)
        gone = [one for key, one in standing.items() if key not in wanted and one.state == State.LISTED]
        for one in gone:
            one.voided_at = this.at
            one.save()
        benefit.listed_on = on
        benefit.save()
        this.record = benefit
        done = {"added": len(new), "dropped": len(gone), "elsewhere": len(elsewhere)}
        this.note(title=benefit.title(), **done)
    return done


def _struck(benefit):
    """Who was struck off by hand with a reason is not put on again."""
    by_hand = Entitlement.objects.filter(benefit=benefit, voided_at__isnull=False).exclude(why="")
    return set(by_hand.values_list("person_id", "once"))


def _entitlement(benefit, due, *, late):
    return Entitlement(
        unit=due.unit,
        benefit=benefit,
        person=due.person,
        name=due.person.name,
        once=due.once,
        group=due.group,
        due_on=due.due_on,
        late=late,
    )


def _chosen(benefit, entitlements):
    chosen = queries.listed(benefit).filter(pk__in=[one.pk for one in entitlements])
    if not chosen:
        raise Refused(_("Choose at least one person."))
    return chosen


def deliver(benefit, *, by, entitlements, on):
    """These have had their benefit delivered; goods from the store leave it."""
    with act(by, "welfare.deliver", benefit, on=on) as this:
        benefit = _fresh(benefit)
        chosen = list(_chosen(benefit, entitlements))
        for one in chosen:
            require(rules.may_deliver(one, on, today=day_of(this)))
        _serve(this, benefit, chosen, on)
        this.record = benefit
        this.note(title=benefit.title(), people=len(chosen))
    return len(chosen)


def _serve(this, benefit, chosen, on):
    """What is the same for thousands goes in a few statements; goods from the store leave it with one movement each."""
    keys = [one.pk for one in chosen]
    this.change_all(Entitlement, keys, state=State.DELIVERED, delivered_on=on, signed_on=None, why="")
    if benefit.item_id and chosen:
        hand_out(this, benefit.item, quantity=benefit.quantity, on=on, movers=chosen)


def sign_benefit(benefit, *, by, entitlements, on, signed_by=""):
    """These have signed; a signature counts as delivery where none was recorded."""
    with act(by, "welfare.sign_benefit", benefit, on=on) as this:
        benefit = _fresh(benefit)
        chosen = list(_chosen(benefit, entitlements))
        for one in chosen:
            require(rules.may_sign(one, on, today=day_of(this)))
        _serve(this, benefit, [one for one in chosen if one.state != State.DELIVERED], on)
        signed = {"state": State.SIGNED, "signed_on": on, "signed_by": words(signed_by, 60)}
        this.change_all(Entitlement, [one.pk for one in chosen], **signed)
        this.record = benefit
        this.note(title=benefit.title(), people=len(chosen))
    return len(chosen)


def send_back(entitlement, *, by, why):
    """The benefit came back: nobody at home, declined. It may be delivered again."""
    with act(by, "welfare.send_back", entitlement) as this:
        one = Entitlement.objects.select_related("benefit", "unit").get(pk=entitlement.pk)
        require(rules.may_return(one))
        require(needs_reason(why))
        take_back_moves(this, one)
        one.state, one.delivered_on, one.signed_on, one.why = State.RETURNED, None, None, words(why, 120)
        one.save()
        this.note(name=one.name, title=one.benefit.title(), why=one.why)
    return one


def strike(entitlement, *, by, why):
    """Take somebody off the list who is not entitled after all, with the reason; the next list will not bring him back."""
    with act(by, "welfare.strike", entitlement) as this:
        one = Entitlement.objects.select_related("benefit", "unit").get(pk=entitlement.pk)
        require(rules.may_list(one.benefit))
        require(needs_reason(why))
        if one.state in Entitlement.SERVED:
            raise Refused(_("%s has had it already.") % one.name)
        one.voided_at, one.why = this.at, words(why, 120)
        one.save()
        this.note(name=one.name, title=one.benefit.title(), why=one.why)
    return one


def finish(benefit, *, by):
    """The benefit is finished: nobody on its list waits any more."""
    with act(by, "welfare.finish", benefit) as this:
        benefit = _fresh(benefit)
        waiting = queries.listed(benefit).exclude(state__in=Entitlement.SERVED).count()
        require(rules.may_finish(benefit, waiting))
        benefit.state = Benefit.State.CLOSED
        benefit.save()
        this.note(title=benefit.title())
    return benefit
