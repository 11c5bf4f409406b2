"""Forms that stand in a row of a table: a benefit of an edition, an expense of a claim. Empty rows are left out."""

import re
from decimal import Decimal, InvalidOperation

from django import forms
from django.forms import formset_factory
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from taizhang.mutualaid.models import Benefit, Category
from taizhang.ui.fields import day_field


def money_field(label, **kwargs):
    """Yuan with at most two decimals, zero or more."""
    return forms.DecimalField(label=label, min_value=0, max_digits=12, decimal_places=2, **kwargs)


class LineForm(forms.Form):
    """A form in a table row: the head of the column is the label, said again to screen readers."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            kind = getattr(field.widget, "input_type", "")
            dress = {"checkbox": "form-check-input", "select": "form-select"}.get(kind, "form-control")
            field.widget.attrs |= {"class": dress, "aria-label": f"{field.label} {self.place}"}
            if self.errors.get(name) if self.is_bound else False:
                field.widget.attrs |= {"aria-invalid": "true", "class": f"{dress} is-invalid"}

    @property
    def place(self):
        """The number of the row, from 1."""
        found = re.search(r"(\d+)$", self.prefix or "")
        return int(found[1]) + 1 if found else ""


class Rate(forms.CharField):
    """A rate as people write it: 30, 30%, or bands: 5000:40 20000:50 :60 (up to 5000 yuan 40 %, up to 20000 50 %, above 60 %)."""

    def prepare_value(self, value):
        if isinstance(value, list):
            if len(value) == 1 and value[0][0] is None:
                return value[0][1]
            return " ".join(f"{upto or ''}:{percent}" for upto, percent in value)
        return value

    def to_python(self, value):
        text = (super().to_python(value) or "").replace("%", "").replace("％", "").replace("：", ":")
        if not text.strip():
            return []
        bands = [self._band(part) for part in re.split(r"[\s;；,，]+", text.strip())]
        tops = [Decimal(upto) for upto, _percent in bands if upto is not None]
        if tops != sorted(set(tops)) or any(upto is None for upto, _percent in bands[:-1]):
            raise forms.ValidationError(gettext("The bands must rise, and only the last one is open at the top."))
        return bands

    def _band(self, part):
        upto, _colon, percent = part.rpartition(":")
        try:
            rate, top = Decimal(percent), Decimal(upto) if upto else None
        except InvalidOperation:
            raise forms.ValidationError(gettext("Write a rate like 30, or bands like 5000:40 20000:50 :60.")) from None
        if not 0 <= rate <= 100 or (top is not None and top <= 0):
            raise forms.ValidationError(gettext("A rate lies between 0 and 100, and a band ends above zero."))
        return [str(top) if top is not None else None, str(rate)]


def _layers():
    return [(at, gettext("layer %s") % at) for at in range(1, 6)]


class BenefitForm(LineForm):
    """One benefit: which layer pays which category how."""

    layer = forms.TypedChoiceField(label=_("Layer"), choices=_layers, coerce=int, required=False)
    layer_name = forms.CharField(label=_("Paid by"), max_length=40, required=False)
    category = forms.ChoiceField(label=_("Category of expense"), choices=[("", "—"), *Category.choices], required=False)
    bands = Rate(label=_("Rate %"), required=False, max_length=80)
    fixed_sum = money_field(_("Or a fixed sum"), required=False)
    deductible = money_field(_("Deductible"), required=False)
    deductible_yearly = forms.BooleanField(label=_("once a year"), required=False)
    claim_ceiling = money_field(_("Ceiling per claim"), required=False)
    year_ceiling = money_field(_("Ceiling per year"), required=False)

    def clean(self):
        found = super().clean()
        if found.get("category") and not self.errors:
            if not found.get("bands") and not found.get("fixed_sum"):
                self.add_error("bands", gettext("Say a rate or a fixed sum."))
            elif found.get("bands") and found.get("fixed_sum"):
                self.add_error("fixed_sum", gettext("Either a rate or a fixed sum."))
        elif not found.get("category") and (found.get("bands") or found.get("fixed_sum")):
            self.add_error("category", gettext("Choose the category."))
        return found

    def benefit(self):
        """The benefit of this row as the action wants it; None for an empty row."""
        found = self.cleaned_data
        if not found.get("category"):
            return None
        fixed = bool(found.get("fixed_sum"))
        return {
            **{name: found.get(name) for name in ("category", "fixed_sum", "claim_ceiling", "year_ceiling")},
            "layer": found.get("layer") or 1,
            "layer_name": found.get("layer_name", "").strip(),
            "bands": found.get("bands") or [],
            "method": Benefit.Method.FIXED if fixed else Benefit.Method.RATE,
            "deductible": found.get("deductible") or Decimal(0),
            "deductible_yearly": bool(found.get("deductible_yearly")),
        }


class BillForm(LineForm):
    """An expense that is only asked about: when, for what, how much the person paid."""

    on = day_field(_("Date of the expense"), required=False)
    category = forms.ChoiceField(label=_("Category of expense"), choices=[("", "—"), *Category.choices], required=False)
    self_paid = money_field(_("Paid by the person"), required=False)

    def clean(self):
        found = super().clean()
        if not any(found.get(name) not in (None, "") for name in self.fields):
            return found
        for name, words in (("on", gettext("The day is missing.")), ("category", gettext("Choose the category."))):
            if not found.get(name) and name not in self.errors:
                self.add_error(name, words)
        if found.get("self_paid") is None and "self_paid" not in self.errors:
            self.add_error("self_paid", gettext("The amount is missing."))
        return found

    def expense(self):
        """The expense of this row as the action wants it; None for an empty row."""
        return dict(self.cleaned_data) if self.cleaned_data.get("on") else None


class ExpenseForm(BillForm):
    """One expense of a claim, with its invoice."""

    total = money_field(_("Whole amount"), required=False)
    invoice = forms.CharField(label=_("Invoice no."), max_length=60, required=False)


def _set(form, extra):
    return formset_factory(form, extra=extra, max_num=60)


BenefitSet, ExpenseSet, BillSet = _set(BenefitForm, 3), _set(ExpenseForm, 3), _set(BillForm, 4)


def benefits(formset):
    """The benefits of a valid set, empty rows left out."""
    return [found for form in formset if (found := form.benefit())]


def expenses(formset):
    """The expenses of a valid set, empty rows left out."""
    return [found for form in formset if (found := form.expense())]
