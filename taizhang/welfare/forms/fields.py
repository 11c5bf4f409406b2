"""Fields that the forms of care and benefits share: a day, somebody, several people, other unions, sums and quantities."""

import re
from decimal import Decimal

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taizhang.members import asking
from taizhang.organisation.queries import find_unit
from taizhang.ui.fields import halved

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


class PeopleField(asking.PeopleField):
    """Several people, one a line: [{person, name}]; `with_cash`: a line may end with a sum of its own."""

    most = MOST
    apart = r"[\n;；、]"
    too_many = gettext_lazy("%d names at most; import longer lists from a workbook.")

    def __init__(self, *, with_cash=False, **kwargs):
        self.with_cash = with_cash
        if with_cash:
            kwargs = {
                "help_text": gettext_lazy("One name a line; a line may end with its own sum: 张三 200."),
                **kwargs,
            }
        super().__init__(**kwargs)

    def read(self, line):
        own = WITH_CASH.match(line) if self.with_cash else None
        return {**self.meant(own[1]), "cash": Decimal(own[2])} if own else self.meant(line)


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
