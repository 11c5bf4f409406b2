"""The shape of what is typed in about care and benefits."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.members.asking import WhoField
from taizhang.ui import fields as ui_fields
from taizhang.ui.fields import PlacedForm, day_field, short_field, text_field, whole_field
from taizhang.welfare.forms.fields import (
    ChosenField,
    ItemField,
    PeopleField,
    UnionsField,
    choice_field,
    money_field,
    quantity_field,
)
from taizhang.welfare.models import (
    Benefit,
    Campaign,
    Donation,
    Event,
    Gathering,
    Guest,
    Handout,
    Movement,
    Placement,
    Visit,
    Volunteer,
)
from taizhang.welfare.queries import events as events_of
from taizhang.welfare.queries import people as people_of
from taizhang.welfare.queries import stock

NAME = pgettext_lazy("person", "Name")
GIFT, QUANTITY, MEASURE = pgettext_lazy("welfare", "Goods"), _("Quantity"), _("Unit of measure")
EVIDENCE_KINDS = ("签领表", "照片", "发票", "收据", "签到表", "名册", "倡议书", "公示截图", "其他")


class EvidenceForm(ui_fields.EvidenceForm):
    """A file that proves a record."""

    kinds = EVIDENCE_KINDS


# --- events and visits ------------------------------------------------------------------------------------------------------


class EventForm(PlacedForm):
    """Something happened in a member's life."""

    who = WhoField(label=NAME)
    kind = choice_field(label=_("What happened"), choices=Event.Kind.choices)
    on = day_field(_("Happened on"))
    reported_on = day_field(_("Reported on"))
    detail = text_field(
        _("Details"),
        300,
        required=False,
        help_text=_("Kept encrypted: illness, hospital, address. Only who needs it opens it."),
    )
    remark = text_field(_("Remark"), 200, required=False, help_text=_("Shown in lists; no illness here."))


class EventFilter(forms.Form):
    """What the list of events is narrowed by."""

    q = text_field(NAME, 60, required=False)
    kind = choice_field(label=_("What happened"), required=False, choices=[("", _("all")), *Event.Kind.choices])
    state = choice_field(label=_("State"), required=False, choices=[("", _("all")), *Event.State.choices])
    since = day_field(_("From"), required=False)
    until = day_field(_("To"), required=False)

    def narrow(self, rows):
        """The events that were asked for."""
        asked = self.cleaned_data
        for name, lookup in (
            ("q", "name__contains"),
            ("kind", "kind"),
            ("state", "state"),
            ("since", "on__gte"),
            ("until", "on__lte"),
        ):
            if asked.get(name):
                rows = rows.filter(**{lookup: asked[name]})
        return rows


class VisitForm(PlacedForm):
    """A visit: whom for which event, who else, what was brought to each."""

    on = day_field(_("Date"))
    occasion = choice_field(label=pgettext_lazy("welfare", "Occasion"), choices=Visit.Occasion.choices)
    visitors = text_field(_("Who went"), 200)
    events = ChosenField(
        label=_("Events that this visit answers"),
        required=False,
        words=lambda one: f"{one.name} · {one.get_kind_display()} · {one.on:%Y-%m-%d}",
    )
    people = PeopleField(label=_("Other persons visited"), required=False, with_cash=True)
    cash = money_field(_("Cash for each (yuan)"))
    item = ItemField(label=_("Goods from the store, for each"), required=False)
    gift = short_field(_("Or a gift bought for it"), 60, required=False)
    quantity = quantity_field(_("Quantity for each"), required=False)
    measure_unit = short_field(MEASURE, 20, required=False)
    companions = UnionsField(
        label=_("Together with"),
        required=False,
        help_text=_(
            "Full names or codes of the other unions, with “、” between them. Each is credited; above, the visit counts once."
        ),
    )
    remark = text_field(_("Remark"), 300, required=False)

    def set_up(self):
        self.fields["item"].queryset = stock.own(self.unit).filter(on_hand__gt=0)
        self.fields["events"].queryset = events_of.waiting(self.user, self.unit)
        if not self.fields["events"].queryset.exists():
            del self.fields["events"]

    def clean(self):
        data = super().clean()
        each = {name: data.pop(name, None) for name in ("cash", "item", "quantity")}
        each |= {name: data.pop(name, "") for name in ("gift", "measure_unit")}
        seen = [{"event": one} for one in data.pop("events", None) or ()]
        seen += data.pop("people", None) or []
        data["people"] = [{**each, **one} for one in seen]
        return data


class VisitFilter(forms.Form):
    """What the list of visits is narrowed by."""

    q = text_field(_("Person visited"), 60, required=False)
    occasion = choice_field(
        label=pgettext_lazy("welfare", "Occasion"), required=False, choices=[("", _("all")), *Visit.Occasion.choices]
    )
    since = day_field(_("From"), required=False)
    until = day_field(_("To"), required=False)

    def narrow(self, rows):
        """The visits that were asked for."""
        asked = self.cleaned_data
        if asked.get("q"):
            rows = rows.filter(visited__name__contains=asked["q"]).distinct()
        for name, lookup in (("occasion", "occasion"), ("since", "on__gte"), ("until", "on__lte")):
            if asked.get(name):
                rows = rows.filter(**{lookup: asked[name]})
        return rows


class GatheringForm(forms.Form):
    """A day on which retirees come together."""

    kind = choice_field(label=_("Kind"), choices=Gathering.Kind.choices)
    name = text_field(_("What it is called"), 120)
    on = day_field(_("Date"))
    place = short_field(pgettext_lazy("welfare", "Place"), 120, required=False)
    transport = short_field(pgettext_lazy("welfare", "Transport"), 120, required=False)
    lunch = forms.BooleanField(label=_("With lunch"), required=False)
    gift = short_field(_("Gift for each who comes"), 60, required=False)
    measure_unit = short_field(MEASURE, 20, required=False)


class InviteForm(PlacedForm):
    """Guests by name, or all kept memberships of the union."""

    retired = forms.BooleanField(label=_("Everybody whose membership is kept (retired)"), required=False)
    names = PeopleField(label=_("Further names"), required=False)

    def clean(self):
        data = super().clean()
        found = data.pop("names", None) or []
        if data.pop("retired", False):
            kept = people_of.in_membership(self.unit, kept=True).filter(status="保留会籍")
            found = [{"person": one.person, "name": one.person.name} for one in kept] + found
        if not found:
            raise forms.ValidationError(_("Nobody is named."))
        return {"people": found}


class AnswerForm(forms.Form):
    """Who came, who could not."""

    guests = ChosenField(label=_("Guests"), words=lambda one: f"{one.name} · {one.get_answer_display()}")
    answer = choice_field(
        label=_("Answer"),
        choices=[(one.value, one.label) for one in (Guest.Answer.CAME, Guest.Answer.UNABLE, Guest.Answer.INVITED)],
    )
    why = text_field(pgettext_lazy("welfare", "Why not"), 100, required=False)

    def __init__(self, *args, rows, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["guests"].queryset = rows


class SeeForm(forms.Form):
    """Those who could not come were seen at home."""

    guests = ChosenField(label=_("Who was seen"), words=lambda one: f"{one.name} {one.why}".strip())
    on = day_field(_("Date"))
    visitors = text_field(_("Who went"), 200)
    cash = money_field(_("Cash for each (yuan)"))
    gift = short_field(_("Gift for each"), 60, required=False)
    quantity = quantity_field(_("Quantity for each"), required=False)
    measure_unit = short_field(MEASURE, 20, required=False)

    def __init__(self, *args, rows, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["guests"].queryset = rows


# --- stock and plans --------------------------------------------------------------------------------------------------------


class TakeForm(forms.Form):
    """Goods come in."""

    on = day_field(_("Date"))
    name = short_field(GIFT, 60)
    quantity = quantity_field(QUANTITY)
    measure_unit = text_field(
        MEASURE, 20, help_text=_("斤, 桶, 件 … Goods are only added up within one unit of measure.")
    )
    way = choice_field(label=_("How they came"), choices=[(one.value, one.label) for one in Movement.COMING])
    cost = money_field(
        pgettext_lazy("welfare", "Cost (yuan)"),
        help_text=_("What was paid in all. It stands beside the goods and is never added to them."),
    )
    source = short_field(_("From whom"), 120, required=False)
    remark = text_field(_("Remark"), 300, required=False)


class BuyForm(forms.Form):
    """What was bought by a plan."""

    on = day_field(_("Date"))
    quantity = quantity_field(QUANTITY)
    cost = money_field(pgettext_lazy("welfare", "Cost (yuan)"), required=True)
    source = short_field(_("Supplier"), 120, required=False)


class CountForm(forms.Form):
    """Stocktaking."""

    on = day_field(_("Date"))
    counted = quantity_field(pgettext_lazy("welfare", "Counted"))
    remark = text_field(_("Reason for a difference"), 300, required=False)


class PlanForm(forms.Form):
    """Labour-protection goods for a quarter."""

    year = whole_field(pgettext_lazy("welfare", "Year"), required=True, min_value=1990, max_value=2100)
    quarter = forms.TypedChoiceField(
        label=pgettext_lazy("welfare", "Quarter"), choices=[(one, str(one)) for one in (1, 2, 3, 4)], coerce=int
    )
    name = short_field(GIFT, 60)
    quantity = quantity_field(_("Planned quantity"))
    measure_unit = short_field(MEASURE, 20)
    budget = money_field(_("Planned cost (yuan)"))
    people = whole_field(_("For how many persons"))
    heat = forms.BooleanField(label=_("Heat relief in summer"), required=False)
    remark = text_field(_("Remark"), 300, required=False)


class StockFilter(forms.Form):
    """What the list of goods is narrowed by."""

    q = short_field(GIFT, 60, required=False)
    left = forms.BooleanField(label=_("Only what is in store"), required=False)

    def narrow(self, rows):
        """The goods that were asked for."""
        if self.cleaned_data.get("q"):
            rows = rows.filter(name__contains=self.cleaned_data["q"])
        return rows.filter(on_hand__gt=0) if self.cleaned_data.get("left") else rows


# --- hand-outs --------------------------------------------------------------------------------------------------------------


class HandoutForm(PlacedForm):
    """A hand-out is opened."""

    kind = choice_field(label=_("Kind"), choices=Handout.Kind.choices)
    name = text_field(pgettext_lazy("welfare", "What for"), 120)
    since = day_field(_("From"))
    until = day_field(_("To"), required=False)
    points = whole_field(_("Points for each person"), help_text=_("Love supermarket only."))
    remark = text_field(_("Remark"), 300, required=False)


class OfferForm(PlacedForm):
    """What each gets, or what a piece costs."""

    item = ItemField(label=GIFT)
    quantity = quantity_field(_("For each person"), required=False)
    points = whole_field(_("Points a piece"))

    def __init__(self, *args, supermarket=False, **kwargs):
        self.supermarket = supermarket
        super().__init__(*args, **kwargs)

    def set_up(self):
        self.fields["item"].queryset = stock.own(self.unit)
        del self.fields["quantity" if self.supermarket else "points"]


class EnlistForm(PlacedForm):
    """Who gets something: by name, a group of the register, or everybody."""

    everybody = forms.BooleanField(label=_("Everybody in membership"), required=False)
    group = short_field(_("Or one union group"), 60, required=False)
    names = PeopleField(label=_("Or by name"), required=False, with_cash=True)
    cash = money_field(_("Cash for each (yuan)"))
    note = short_field(_("Category or address"), 60, required=False)

    def clean(self):
        data = super().clean()
        found = data.pop("names", None) or []
        group, everybody = data.pop("group", ""), data.pop("everybody", False)
        if group or everybody:
            members = people_of.in_membership(self.unit)
            members = members if everybody else members.filter(group=group)
            found = [{"person": one.person, "name": one.person.name} for one in members] + found
        if not found:
            raise forms.ValidationError(_("Nobody is named."))
        data["people"] = found
        return data


class SignForm(forms.Form):
    """Signatures of the ticked ones."""

    chosen = ChosenField(label=_("Who has signed"), words=lambda one: f"{one.name} {getattr(one, 'note', '')}".strip())
    on = day_field(_("Date"))
    signed_by = short_field(_("Signed by, if not in person"), 60, required=False)

    def __init__(self, *args, rows, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["chosen"].queryset = rows


class DeliverForm(forms.Form):
    """Deliveries to the ticked ones."""

    chosen = ChosenField(
        label=_("Who has had it"), words=lambda one: f"{one.name} · {one.due_on:%m-%d} {one.group}".strip()
    )
    on = day_field(_("Delivered on"))

    def __init__(self, *args, rows, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["chosen"].queryset = rows


class ServeForm(forms.Form):
    """Love supermarket: what one person takes."""

    on = day_field(_("Date"))
    signed_by = short_field(_("Signed by, if not in person"), 60, required=False)

    def __init__(self, *args, offers, **kwargs):
        super().__init__(*args, **kwargs)
        self.offers = list(offers)
        for one in self.offers:
            label = _("%(goods)s, %(points)s points a %(unit)s") % {
                "goods": one.item.name,
                "points": one.points,
                "unit": one.item.measure_unit,
            }
            help_text = _("%s in store") % one.item.holding
            self.fields[f"item_{one.item_id}"] = quantity_field(label, required=False, help_text=help_text)

    def clean(self):
        data = super().clean()
        taken = {one.item: data.pop(f"item_{one.item_id}", None) for one in self.offers}
        data["taken"] = {item: quantity for item, quantity in taken.items() if quantity}
        return data


class NamedFilter(forms.Form):
    """A list narrowed by a word and a state. `words`: the column of the word."""

    q = text_field(_("Name"), 60, required=False)
    kind = choice_field(label=_("Kind"), required=False)
    state = choice_field(label=_("State"), required=False)

    def __init__(self, *args, word="name", kinds=(), kind="kind", states=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.columns = {"q": f"{word}__contains", "kind": kind, "state": "state"}
        for name, choices in (("kind", kinds), ("state", states)):
            self.fields[name].choices = [("", _("all")), *choices]
            if not choices:
                del self.fields[name]

    def narrow(self, rows):
        """The rows that were asked for."""
        for name, lookup in self.columns.items():
            if self.cleaned_data.get(name):
                rows = rows.filter(**{lookup: self.cleaned_data[name]})
        return rows


# --- donations --------------------------------------------------------------------------------------------------------------


class CallForm(PlacedForm):
    """A call for donations."""

    kind = choice_field(label=_("Kind"), choices=Campaign.Kind.choices)
    matter = text_field(pgettext_lazy("welfare", "What for"), 120)
    who = WhoField(label=_("For whom (appeal for one person)"), required=False)
    since = day_field(_("From"))
    until = day_field(_("To"), required=False)
    receiver = text_field(_("Will be handed over to"), 120, required=False)
    letter = forms.CharField(
        label=_("Text of the appeal"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 6})
    )


class GiveForm(PlacedForm):
    """One gift, in cash or in kind."""

    on = day_field(_("Date"))
    donor = choice_field(label=_("Who gave"), choices=Donation.Donor.choices)
    who = WhoField(label=_("Name of the person or unit"), required=False)
    people = whole_field(_("How many people gave"), help_text=_("For a unit: how many of its people gave."))
    amount = money_field(_("Amount (yuan)"))
    goods = short_field(_("Or goods"), 60, required=False)
    quantity = quantity_field(QUANTITY, required=False)
    measure_unit = short_field(MEASURE, 20, required=False)
    remark = text_field(_("Remark"), 200, required=False)


class HandOverForm(forms.Form):
    """Money or goods go to whom they were meant for."""

    on = day_field(_("Date"))
    to = text_field(_("Handed over to"), 120)
    amount = money_field(_("Amount (yuan)"))
    item = ItemField(label=_("Or goods"), required=False)
    quantity = quantity_field(QUANTITY, required=False)
    receipt = text_field(_("Receipt or who signed"), 80)

    def __init__(self, *args, items, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = items
        if not items.exists():
            del self.fields["item"], self.fields["quantity"]


# --- benefits ---------------------------------------------------------------------------------------------------------------


class BenefitForm(PlacedForm):
    """A benefit is planned."""

    occasion = choice_field(label=pgettext_lazy("welfare", "Occasion"), choices=Benefit.Occasion.choices)
    festival = choice_field(label=_("Which festival"), required=False, choices=[("", "—"), *Benefit.Festival.choices])
    name = text_field(_("What it is called"), 120)
    since = day_field(_("From"), help_text=_("For a festival: its day."))
    until = day_field(_("To"))
    goods = text_field(
        _("Goods for each"), 60, required=False, help_text=_("At birthdays and festivals: goods, not cash.")
    )
    quantity = quantity_field(_("Quantity for each"), required=False)
    measure_unit = short_field(MEASURE, 20, required=False)
    price = money_field(_("Price for each (yuan)"), help_text=_("Compared with the standard of the rulebook."))
    item = ItemField(label=_("Or goods from the store"), required=False)
    cash = money_field(_("Or cash for each (yuan)"))
    kept = forms.BooleanField(label=_("Also for kept memberships (retired)"), required=False)
    supplier = short_field(_("Supplier"), 80, required=False)

    def set_up(self):
        self.fields["item"].queryset = stock.own(self.unit)


# --- blood and school -------------------------------------------------------------------------------------------------------


class DriveForm(forms.Form):
    """A call for blood donors."""

    on = day_field(_("Date of giving"))
    quota = whole_field(_("Quota"))
    asked_by = short_field(_("Quota set by"), 80, required=False)
    station = short_field(_("Blood station"), 80, required=False)


class VolunteerForm(PlacedForm):
    """Who came forward."""

    people = PeopleField(label=_("Volunteers"))


class MoveForm(forms.Form):
    """Who was selected, who gave."""

    volunteers = ChosenField(label=_("Volunteers"), words=lambda one: f"{one.name} · {one.get_state_display()}")
    state = choice_field(label=_("Now"), choices=Volunteer.State.choices[1:])
    millilitres = whole_field(_("Millilitres each"), max_value=800)

    def __init__(self, *args, rows, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["volunteers"].queryset = rows


class AskForm(PlacedForm):
    """A parent asks for a school place."""

    who = WhoField(label=_("Parent"))
    child = text_field(_("Child"), 60, help_text=_("Kept encrypted; shown masked."))
    now_at = short_field(_("School now"), 80, required=False)
    wanted = short_field(_("School wanted"), 80)
    asked_on = day_field(_("Asked on"))


class StepForm(forms.Form):
    """A step on the way to a school place."""

    to = choice_field(label=_("Now"), choices=Placement.State.choices[1:])
    on = day_field(_("Date"))
    result = text_field(_("Result"), 120, required=False)
