"""What the registers of enrolments and claims are narrowed by."""

from django import forms
from django.utils.translation import gettext_lazy as _

from taizhang.mutualaid.models import Category, Claim, Enrolment
from taizhang.ui.fields import day_field

ALL = [("", _("all"))]


class EnrolmentFilter(forms.Form):
    """Product, year, state, name."""

    q = forms.CharField(label=_("Name or certificate"), required=False, max_length=60)
    product = forms.ChoiceField(label=_("Product"), required=False)
    year = forms.IntegerField(label=_("Year of cover"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[*ALL, *Enrolment.State.choices])

    def __init__(self, *args, products=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["product"].choices = [*ALL, *((str(one.pk), one.name) for one in products)]

    def narrow(self, enrolments):
        """The enrolments that were asked for."""
        asked = self.cleaned_data
        if asked.get("q"):
            text = asked["q"].strip()
            by_name = enrolments.filter(person__name__contains=text)
            enrolments = by_name | enrolments.filter(certificate__contains=text)
        if asked.get("product"):
            enrolments = enrolments.filter(season__product=asked["product"])
        if asked.get("year"):
            enrolments = enrolments.filter(season__year=asked["year"])
        if asked.get("state"):
            enrolments = enrolments.filter(state=asked["state"])
        return enrolments


class ClaimFilter(forms.Form):
    """Words, product, state, category, days."""

    q = forms.CharField(label=_("Name, claim or invoice no."), required=False, max_length=60)
    state = forms.ChoiceField(label=_("State"), required=False)
    product = forms.ChoiceField(label=_("Product"), required=False)
    category = forms.ChoiceField(label=_("Category of expense"), required=False, choices=[*ALL, *Category.choices])
    first = day_field(_("Submitted from"), required=False)
    last = day_field(_("Submitted up to"), required=False)

    def __init__(self, *args, products=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["product"].choices = [*ALL, *((str(one.pk), one.name) for one in products)]
        self.fields["state"].choices = [*ALL, ("open", _("not settled yet")), *Claim.State.choices]

    def narrow(self, claims):
        """The claims that were asked for."""
        asked = self.cleaned_data
        if asked.get("q"):
            claims = claims.filter(pk__in=_named(claims, asked["q"].strip()))
        if asked.get("state") == "open":
            claims = claims.filter(state__in=("submitted", "checked", "computed", "approved", "appealed"))
        elif asked.get("state"):
            claims = claims.filter(state=asked["state"])
        if asked.get("product"):
            claims = claims.filter(enrolment__season__product=asked["product"])
        if asked.get("category"):
            claims = claims.filter(pk__in=claims.filter(expenses__category=asked["category"]).values("pk"))
        if asked.get("first"):
            claims = claims.filter(submitted_on__gte=asked["first"])
        if asked.get("last"):
            claims = claims.filter(submitted_on__lte=asked["last"])
        return claims


def _named(claims, text):
    """Keys of the claims whose person, number or invoice the text means."""
    if not any(letter.isdigit() for letter in text):
        return claims.filter(person__name__contains=text).values("pk")
    by_number = claims.filter(number__contains=text.upper()).values_list("pk", flat=True)
    by_invoice = claims.filter(expenses__invoice=text.upper().replace(" ", "")).values_list("pk", flat=True)
    return {*by_number, *by_invoice}
