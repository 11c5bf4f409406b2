"""Forms about bodies and posts."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.committees import queries
from taizhang.committees.forms.fields import PostsField, WhoField
from taizhang.committees.models import Body, Seat
from taizhang.committees.models.bodies import duty_words
from taizhang.ui.fields import PlacedForm, day_field, halved, lines_field, short_field, text_field, whole_field


class BoardForm(forms.Form):
    """As of which day the committee page is shown."""

    unit = forms.CharField(widget=forms.HiddenInput())
    on = day_field(_("As of the day"), required=False)


class BodyForm(forms.Form):
    """A body is formed."""

    kind = halved(forms.ChoiceField(label=pgettext_lazy("body", "Kind"), choices=Body.Kind.choices))
    on = day_field(_("Formed on"))
    name = text_field(_("Name of the body"), 80)
    how = halved(forms.ChoiceField(label=_("Formed by"), choices=Body.How.choices))
    places = whole_field(_("Places"), help_text=_("How many stand in it when it is full."))
    document_no = short_field(_("Document no."), 60, required=False)
    tasks = lines_field(_("What it does"), 3, required=False, max_length=2000)


class ChangeBodyForm(forms.Form):
    """Put right what is on file about a body."""

    name = text_field(_("Name of the body"), 80)
    places = whole_field(_("Places"))
    document_no = short_field(_("Document no."), 60, required=False)
    tasks = lines_field(_("What it does"), 3, required=False, max_length=2000)


class DissolveForm(forms.Form):
    """A body ends."""

    on = day_field(_("Dissolved on"))
    why = text_field(_("Reason"), 200)


class _DutyForm(PlacedForm):
    """A form with a post as this kind of body calls it."""

    def set_up(self):
        kind = self.record.kind if self.record is not None else Body.Kind.COMMITTEE
        self.fields["duty"].choices = [(duty, duty_words(kind, duty)) for duty in Seat.Duty.values]


class AppointForm(_DutyForm):
    """Somebody takes a post."""

    who = WhoField()
    duty = halved(forms.ChoiceField(label=pgettext_lazy("seat", "Post")))
    on = day_field(_("From the day"))
    field = short_field(
        _("Field of work"), 40, required=False, help_text=_("Organisation, finance, publicity, women …")
    )
    document_no = short_field(_("Document no."), 60, required=False)
    full_time = forms.BooleanField(label=_("Full-time"), required=False)


class StaffForm(PlacedForm):
    """Several posts are filled in one stroke."""

    on = day_field(_("From the day"))
    document_no = short_field(_("Document no."), 60, required=False)
    people = PostsField(
        help_text=_(
            "One name a line; in brackets the post, the field of work, and full-time if so: name (chair, finance, full-time)."
        )
    )


class ReplaceForm(PlacedForm):
    """Another person takes the post over."""

    who = WhoField(label=_("Who takes the post over"))
    on = day_field(_("On the day"), help_text=_("The old holder leaves and the new one begins on this day."))
    why = text_field(_("Why the holder changes"), 200, required=False)
    document_no = short_field(_("Document no."), 60, required=False)


class EndSeatForm(forms.Form):
    """A post ends."""

    on = day_field(_("Up to the day"))
    why = text_field(_("Reason"), 200, required=False)


class PlaceForm(PlacedForm):
    """Members come into a group."""

    on = day_field(_("From the day"))
    chosen = forms.ModelMultipleChoiceField(
        label=_("Members without a group"), queryset=None, required=False, widget=forms.CheckboxSelectMultiple
    )
    more = WhoField(
        label=_("Or somebody who is in another group"), required=False, help_text=_("Moves from there on the same day.")
    )
    MOST = 200

    def set_up(self):
        rows = queries.bodies.ungrouped(self.user, self.unit)
        self.fields["chosen"].queryset = rows
        self.fields["chosen"].label_from_instance = lambda one: f"{one.person.name} · {one.group or one.unit.name}"

    def clean(self):
        found = super().clean()
        people = [one.person for one in found.get("chosen") or ()]
        if found.get("more"):
            people.append(found["more"])
        return {"on": found.get("on"), "people": people}


class BodyFilter(forms.Form):
    """What the register of bodies is narrowed by."""

    q = text_field(pgettext_lazy("body", "Name"), 60, required=False)
    kind = forms.ChoiceField(
        label=pgettext_lazy("body", "Kind"), required=False, choices=[("", _("all")), *Body.Kind.choices]
    )
    state = forms.ChoiceField(
        label=_("State"), required=False,
        choices=[("", _("not dissolved")), ("all", _("all")), *Body.State.choices],
    )  # fmt: skip

    def narrow(self, rows):
        """The bodies that were asked for."""
        asked = self.cleaned_data
        if asked.get("q"):
            rows = rows.filter(name__contains=asked["q"])
        if asked.get("kind"):
            rows = rows.filter(kind=asked["kind"])
        if asked.get("state") and asked["state"] != "all":
            rows = rows.filter(state=asked["state"])
        elif not asked.get("state"):
            rows = rows.exclude(state=Body.State.DISSOLVED)
        return rows


class MemberFilter(forms.Form):
    """Members without a group, by name."""

    q = text_field(_("Name"), 60, required=False)

    def narrow(self, rows):
        """The members that were asked for."""
        text = self.cleaned_data.get("q")
        return rows.filter(person__name__contains=text) if text else rows
