"""Reads about re-registration: progress by union and group, who has not filled in, where a form differs from the file."""

import json
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q

from taizhang.members.models import Card, Confirmation, Membership, Reregistration
from taizhang.members.rules.admission import OFF_ESTABLISHMENT
from taizhang.members.rules.reregistration import FIELDS, MEMBERSHIP_FIELDS, SEALED_FIELDS

# Somebody holds a valid card: cards go along with the person.
HOLDING = Exists(Card.objects.standing().filter(membership=OuterRef("pk"), state=Card.State.VALID))
DAYS = ("birth_on", "contract_since", "contract_until")


def campaigns(user, *, under=None):
    """Campaigns at the user's units and at those above them."""
    found = Reregistration.objects.visible_to(user).standing()
    return (found.below(under) if under is not None else found).select_related("unit")


def visible(user):
    """Campaigns that concern the user: of the own units, and of the units above, which bind them too."""
    above = {path[:end] for path in user.paths() for end in range(4, len(path) + 1, 4)}
    found = Reregistration.objects.standing().filter(Q(unit__path__in=above) | Q(pk__in=campaigns(user).values("pk")))
    return found.select_related("unit").order_by("-since", "-id")


def open_for(unit, day):
    """Campaigns that run on a day and bind the unit: its own and those of the units above."""
    paths = [*unit.ancestor_paths(), unit.path]
    found = Reregistration.objects.standing().filter(unit__path__in=paths, closed_on=None, since__lte=day)
    return list(found.select_related("unit").order_by("since", "id"))


def roster(campaign, user, unit=None):
    """Memberships that the campaign concerns, as far as the user reads them."""
    found = Membership.objects.visible_to(user).standing().below(unit or campaign.unit)
    return found.filter(status__in=Membership.STANDING).select_related("person", "unit").order_by("unit__path", "id")


def confirmations(campaign, user, unit=None):
    """Forms on file, as far as the user reads them."""
    found = Confirmation.objects.visible_to(user).standing().filter(reregistration=campaign)
    found = found.below(unit) if unit is not None else found
    return found.select_related("person", "unit", "membership", "reregistration")


def confirmation_of(campaign, person):
    """The form of a person in a campaign, or None."""
    found = Confirmation.objects.standing().filter(reregistration=campaign, person=person)
    return found.select_related("reregistration", "membership").first()


def unconfirmed(campaign, user, unit=None):
    """Memberships without a form: the list that the group leaders go through."""
    filled = Confirmation.objects.standing().filter(reregistration=campaign).values("person")
    return roster(campaign, user, unit).exclude(person__in=filled)


def unchecked(campaign):
    """How many forms wait to be checked."""
    return Confirmation.objects.standing().filter(reregistration=campaign, state=Confirmation.State.FILLED).count()


def progress(campaign, user, unit=None):
    """[{unit, group, roster, filled, checked, cards}] by union and group: how far the campaign has come. `cards`: who holds a valid card."""
    rows = {}
    whole = roster(campaign, user, unit).order_by().values_list("unit__path", "unit__name", "group")
    for path, name, group, number, cards in whole.annotate(n=Count("id"), cards=Count("id", filter=HOLDING)):
        rows[path, group] = {"unit": name, "group": group, "roster": number, "filled": 0, "checked": 0, "cards": cards}
    found = confirmations(campaign, user, unit).select_related(None).order_by()
    counted = found.values_list("membership__unit__path", "membership__unit__name", "membership__group", "state")
    for path, name, group, state, number in counted.annotate(n=Count("id")):
        empty = {"unit": name, "group": group, "roster": 0, "filled": 0, "checked": 0, "cards": 0}
        row = rows.setdefault((path, group), empty)
        row["filled"] += number
        row["checked"] += number if state == Confirmation.State.CHECKED else 0
    return [rows[key] for key in sorted(rows)]


def by_establishment(campaign, user, unit=None):
    """{"on" or "off": {roster, filled, checked, cards}}: staff on the establishment and off it, whom a campaign concerns alike (OM-09)."""
    off = Q(employment__in=OFF_ESTABLISHMENT)
    numbers = {"n": Count("id"), "of_off": Count("id", filter=off)}
    whole = roster(campaign, user, unit).order_by()
    forms = confirmations(campaign, user, unit).select_related(None).order_by()
    checked = forms.filter(state=Confirmation.State.CHECKED)
    told = {
        "roster": whole, "filled": Membership.objects.filter(pk__in=forms.values("membership")),
        "checked": Membership.objects.filter(pk__in=checked.values("membership")), "cards": whole.filter(HOLDING),
    }  # fmt: skip
    found = {"on": {}, "off": {}}
    for step, rows in told.items():
        counted = rows.aggregate(**numbers)
        found["on"][step], found["off"][step] = counted["n"] - counted["of_off"], counted["of_off"]
    return found


def filled_in(confirmation):
    """What the form says: {column: text}."""
    return json.loads(confirmation.form.reveal() or "{}")


def on_file(membership):
    """What the file says, in the same words as a form: {column: text}, numbers in full."""
    person = membership.person
    found = {}
    for field in FIELDS:
        value = getattr(membership if field in MEMBERSHIP_FIELDS else person, field)
        found[field] = value.reveal() if field in SEALED_FIELDS else as_text(field, value)
    return found


def as_text(field, value):
    """A value as a form keeps it."""
    if value is None or value == "":
        return ""
    if field == "migrant":
        return "是" if value else "否"
    return value.isoformat() if isinstance(value, date) else str(value)


def as_value(field, text):
    """A text of a form as the file keeps it."""
    if field in DAYS:
        return date.fromisoformat(text) if text else None
    if field == "migrant":
        return {"是": True, "否": False}.get(text)
    return text


def differences(confirmation):
    """[(column, on file, filled in)] where the form says something else than the file; what was left empty says nothing."""
    said, known = filled_in(confirmation), on_file(confirmation.membership)
    return [(field, known[field], said[field]) for field in FIELDS if said.get(field) and said[field] != known[field]]
