"""Fields that the forms of care and benefits share: a day, somebody, several people, other unions, sums and quantities."""

import re
from decimal import Decimal

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taizhang.organisation.queries import find_unit
from taizhang.ui.fields import halved
from taizhang.welfare.queries import people

WITH_CASH = re.compile(r"^(.*?\S)[\s,，]+(\d{1,7}(?:\.\d{1,2})?)\s*元?$")
MOST = 2000


def choice_field(label="", **kwargs):
    """One of several."""
    return halved(forms.ChoiceField(label=label, **kwargs))


def money_field(label, *, required=False, **kwargs):
    """Yuan with at most two decimals."""
    return halved(
        forms.DecimalField(
            label=label,
            required=required,
            min_value=0,
            max_digits=14,
            decimal_places=2,
            widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "class": "num"}),
            **kwargs,
        )
    )


def quantity_field(label, *, required=True, **kwargs):
    """A quantity of goods with at most three decimals."""
    return halved(
        forms.DecimalField(
            label=label,
            required=required,
            min_value=0,
            max_digits=14,
            decimal_places=3,
            widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "class": "num"}),
            **kwargs,
        )
    )


class WhoField(forms.CharField):
    """Somebody: {person, name}. A name that one member here bears is that member; namesakes must be told apart."""

    def __init__(self, **kwargs):
        kwargs.setdefault("max_length", 60)
        kwargs.setdefault("widget", forms.TextInput(attrs={"autocomplete": "off"}))
        kwargs.setdefault(
            "help_text",
            gettext_lazy("A name on the register, or an identity number. Who is not on the register is kept by name."),
        )
        super().__init__(**kwargs)
        self.user = self.unit = None

    def clean(self, value):
        text = super().clean(value)
        return self.meant(text) if text else None

    def meant(self, text):
        """{person, name} of whom the text means; several namesakes are an error that says what to write."""
        found = people.meant(self.user, self.unit, text)
        if found.several and found.person is None:
            raise forms.ValidationError(
                _("Several members bear this name. Write one of: %s") % people.namesakes(found.several)
            )
        return {"person": found.person, "name": found.name}


class PeopleField(WhoField):
    """Several people, one a line: [{person, name}]; `with_cash`: a line may end with a sum of its own."""

    def __init__(self, *, with_cash=False, **kwargs):
        self.with_cash = with_cash
        words = (
            gettext_lazy("One name a line; a line may end with its own sum: 张三 200.")
            if with_cash
            else gettext_lazy("One name a line.")
        )
        kwargs = {"max_length": 60_000, "widget": forms.Textarea(attrs={"rows": 6}), "help_text": words, **kwargs}
        super().__init__(**kwargs)

    def clean(self, value):
        lines = [line.strip() for line in re.split(r"[\n;；、]", forms.CharField.clean(self, value) or "")]
        lines = [line for line in lines if line]
        if len(lines) > MOST:
            raise forms.ValidationError(_("%d names at most; import longer lists from a workbook.") % MOST)
        found = []
        for line in lines:
            sum_of_its_own = WITH_CASH.match(line) if self.with_cash else None
            one = self.meant(sum_of_its_own[1] if sum_of_its_own else line)
            if sum_of_its_own:
                one["cash"] = Decimal(sum_of_its_own[2])
            found.append(one)
        return found


class UnionsField(forms.CharField):
    """Other unions by name or code, with 、 between them."""

    def __init__(self, **kwargs):
        super().__init__(max_length=300, **kwargs)

    def clean(self, value):
        found = []
        for text in re.split(r"[、,，;；\n]+", super().clean(value) or ""):
            if not text.strip():
                continue
            unit = find_unit(text.strip(), fragment=False)
            if unit is None:
                raise forms.ValidationError(
                    _("No union is called “%s”. Write its full name or its code.") % text.strip()
                )
            found.append(unit)
        return found


class PlaceForm(forms.Form):
    """A form that knows where it stands: who looks for names, and at which union."""

    def __init__(self, *args, user=None, unit=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.user, self.unit = user, unit
        for field in self.fields.values():
            if isinstance(field, WhoField):
                field.user, field.unit = user, unit
        self.set_up()

    def set_up(self):
        """What a form adds once it knows its place."""


class ChosenField(forms.ModelMultipleChoiceField):
    """Rows of a list with a box before each; the label is a function of the row."""

    def __init__(self, *, words, **kwargs):
        self.words = words
        super().__init__(queryset=None, widget=forms.CheckboxSelectMultiple, **kwargs)

    def label_from_instance(self, row):
        return self.words(row)


class ItemField(forms.ModelChoiceField):
    """Goods of the union's own store, with what there is of them."""

    def __init__(self, **kwargs):
        super().__init__(queryset=None, empty_label="—", **kwargs)
        self.half = True

    def label_from_instance(self, row):
        return _("%(goods)s, %(holding)s in store") % {"goods": row.name, "holding": row.holding}
