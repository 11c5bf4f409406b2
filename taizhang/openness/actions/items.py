"""The catalogue: taken over from the start catalogue, added to, changed, retired; what falls due falls due by itself."""

from django.utils import translation
from django.utils.translation import gettext as _

from taizhang.kernel.acts import SYSTEM, act
from taizhang.kernel.verdicts import Refused, require
from taizhang.kernel.writing import afresh, day_of, locked, standing, words
from taizhang.openness import rules, start
from taizhang.openness.models import Disclosure, Item, Topic
from taizhang.openness.queries import disclosures as queries
from taizhang.openness.rules import disclosures as way
from taizhang.openness.rules.masking import masked_numbers

FIELDS = (
    "code", "name", "topic", "audience", "frequency", "opening", "body", "department", "channels", "place", "masks_names", "lasting",
)  # fmt: skip


def list_item(unit, *, by, since, **about):
    """Put an item into the catalogue. Aid to persons is masked and comes down after its days, whatever was ticked."""
    with act(by, "openness.list_item", unit, on=since) as this:
        item = prepare_item(unit, since=since, **about)
        if Item.objects.standing().filter(unit=unit, name=item.name, until=None).exists():
            raise Refused(_("The catalogue has an item of this name already."))
        item.save()
        this.record = item
        this.note(title=item.name)
    return item


def prepare_item(unit, *, since, name, batch=None, **about):
    """An unsaved item, checked."""
    item = Item(unit=unit, since=since, name=masked_numbers(words(name, 120))[0], batch=batch)
    for field in FIELDS:
        if field in about:
            setattr(item, field, about[field])
    item.channels = list(item.channels or [])
    if item.topic == Topic.AID:
        item.masks_names, item.lasting = True, False
    require(way.may_list(item.topic, item.masks_names, item.lasting, item.channels))
    if item.body is not None and (item.body.unit_id != unit.pk or not item.body.discloses or item.body.until):
        raise Refused(_("“%s” is no disclosure group of this union.") % item.body)
    item.code, item.department, item.place = words(item.code, 20), words(item.department, 60), words(item.place, 80)
    return item


def take_catalogue(unit, *, by, on, which, body=None):
    """Take over a start catalogue (school, enterprise, private enterprise, project site, street): what is there already stays. → items"""
    with act(by, "openness.take_catalogue", unit, on=on) as this:
        there = set(Item.objects.standing().filter(unit=unit, until=None).values_list("name", flat=True))
        fresh = [one for one in start.items_of(which) if one["name"] not in there]
        if not fresh:
            raise Refused(_("Everything in this start catalogue is in yours already."))
        made = this.create_all(Item, [prepare_item(unit, since=on, body=body, **one) for one in fresh])
        this.record = None
        this.note(which=which, items=len(made))
    return made


def change_item(item, *, by, **about):
    """Correct an item; its earlier disclosures keep what they said."""
    with act(by, "openness.change_item", item) as this:
        item = standing(item)
        about = {"name": item.name, **about}
        checked = prepare_item(item.unit, since=item.since, **_as_is(item) | about)
        twin = Item.objects.standing().filter(unit=item.unit, name=checked.name, until=None).exclude(pk=item.pk)
        if twin.exists():
            raise Refused(_("The catalogue has an item of this name already."))
        for field in FIELDS:
            setattr(item, field, getattr(checked, field))
        item.save()
        this.note(title=item.name)
    return item


def _as_is(item):
    return {field: getattr(item, field) for field in FIELDS}


def entrust(unit, *, by, items, body):
    """Entrust items to a disclosure group, many at once. → how many"""
    with act(by, "openness.entrust", unit) as this:
        if body.unit_id != unit.pk or not body.discloses or body.until:
            raise Refused(_("“%s” is no disclosure group of this union.") % body)
        keys = [one.pk for one in items if one.unit_id == unit.pk]
        this.change_all(Item, keys, body=body)
        this.record = None
        this.note(title=body.name, items=len(keys))
    return len(keys)


def retire_item(item, *, by, on, why):
    """Take an item out of the catalogue; what is due of it is waived with it."""
    with act(by, "openness.retire_item", item, on=on) as this:
        item = locked(item)
        require(rules.needs_reason(why))
        require(rules.not_before(item.since, on, _("since")))
        if item.until is not None:
            raise Refused(_("This item has been taken out already."))
        item.until = on
        item.save()
        for one in item.disclosures.filter(state=Disclosure.State.DUE, voided_at=None):
            one.state, one.why = Disclosure.State.WAIVED, words(why, 300)
            one.save()
        this.note(title=item.name, why=words(why, 200))
    return item


def fill_due(on):
    """Daily: what has fallen due by its frequency is put on the list, once. → how many"""
    rows, by_unit = queries.falling_due(on), {}
    for item, period, last in rows:
        by_unit.setdefault(item.unit_id, []).append((item, period, last))
    for group in by_unit.values():
        with act(SYSTEM, "openness.fall_due", group[0][0].unit, on=on) as this:
            this.create_all(Disclosure, [_fallen_due(*one) for one in group])
            this.record = None
            this.note(items=len(group))
    return len(rows)


def _fallen_due(item, period, last):
    return Disclosure(
        unit=item.unit,
        item=item,
        name=_called(item, period)[:160],
        period_code=period.code() if period else "",
        due_on=last,
        audience=item.audience,
    )


def _called(item, period):
    """The title in Chinese, whoever's page it began on: it is printed."""
    with translation.override("zh-hans"):
        return f"{item.name}（{period.label()}）" if period else item.name


def begin(item, *, by, on, name="", due_on=None):
    """A disclosure begins by hand: of what happens now and then, or before its day. It falls due when its days of grace are over."""
    with act(by, "openness.begin", item, on=on) as this:
        item = standing(item)
        require(rules.may_happen_on(on, today=day_of(this)))
        if item.until is not None:
            raise Refused(_("This item has been taken out already."))
        period = way.period_of(item.frequency, on)
        if period and Disclosure.objects.standing().filter(item=item, period_code=period.code()).exists():
            raise Refused(_("This item has its disclosure of that period already."))
        ahead = period.last_day if period and not item.opening else on
        one = Disclosure(
            unit=item.unit,
            item=item,
            name=words(name or _called(item, period), 160),
            period_code=period.code() if period else "",
            due_on=due_on or queries.last_day_of_grace(item, ahead),
            audience=item.audience,
        )
        one.save()
        this.record = one
        this.note(title=one.name)
    return afresh(one)
