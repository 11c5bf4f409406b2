"""The shape of what is typed in about meetings."""

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from taizhang.meetings.models import Meeting, Resolution
from taizhang.members.asking import PeopleField
from taizhang.ui import fields
from taizhang.ui.fields import PlacedForm, day_field, halved, lines_field, short_field, text_field, whole_field

ANY = ("", _("all"))


class OneField(PeopleField):
    """Who is responsible: one person, {person, name}."""

    def clean(self, value):
        found = super().clean(value)
        if len(found) > 1 or (self.required and not found):
            raise forms.ValidationError(gettext("Name one person; others may be named in the words."))
        return found[0] if found else None


def one_person(**kwargs):
    """Who is responsible."""
    return halved(OneField(label=_("Responsible"), max_length=60, widget=forms.TextInput(), help_text="", **kwargs))


class CallForm(PlacedForm):
    """A meeting is called."""

    kind = halved(forms.ChoiceField(label=_("Kind of meeting"), choices=Meeting.Kind.choices))
    name = short_field(_("Name"), 80, required=False, help_text=_("Left empty: the kind of meeting."))
    called_on = day_field(_("Called on"))
    on = day_field(pgettext_lazy("meeting", "Day of the meeting"))
    starts_at = halved(
        forms.TimeField(label=_("Begins at"), required=False, widget=forms.TimeInput(attrs={"type": "time"}))
    )
    place = short_field(pgettext_lazy("meeting", "Place"), 80, required=False)
    chaired_by = short_field(_("Chaired by"), 60, required=False)
    agenda = lines_field(_("Agenda"), 5, max_length=4000, help_text=_("One matter a line."))
    members = PeopleField(
        label=pgettext_lazy("meeting", "Members called"), required=False, max_length=20_000,
        help_text=_("Those who vote, one name a line. Left empty, attendance is noted as two numbers."),
    )  # fmt: skip
    guests = PeopleField(
        label=pgettext_lazy("meeting", "Guests"),
        required=False,
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Those who listen and do not vote."),
    )

    def clean_agenda(self):
        return [" ".join(line.split()) for line in self.cleaned_data["agenda"].splitlines() if line.strip()]


class ChangeForm(CallForm):
    """The call is changed; the day on which it was called stays."""

    called_on = None


class HoldForm(forms.Form):
    """Who came."""

    on = day_field(pgettext_lazy("meeting", "Day of the meeting"))
    chaired_by = short_field(_("Chaired by"), 60, required=False)
    kept_by = short_field(_("Minutes kept by"), 60, required=False)
    present = forms.MultipleChoiceField(label=_("Present"), required=False, widget=forms.CheckboxSelectMultiple)
    excused = forms.MultipleChoiceField(label=_("Excused"), required=False, widget=forms.CheckboxSelectMultiple)
    entitled = whole_field(_("Members due"))
    number = whole_field(pgettext_lazy("meeting", "Members present"))
    confirmed = forms.BooleanField(label=_("This is another meeting than the one that counts already"), required=False)

    def __init__(self, *args, called=(), counted=(), **kwargs):
        super().__init__(*args, **kwargs)
        choices = [(one.pk, one.name if one.votes else gettext("%s (guest)") % one.name) for one in called]
        for name in ("present", "excused"):
            self.fields[name].choices = choices
        for name in ("entitled", "number") if called else ("present", "excused"):
            del self.fields[name]
        if not counted:
            del self.fields["confirmed"]

    def clean(self):
        said = super().clean()
        both = set(said.get("present") or ()) & set(said.get("excused") or ())
        if both:
            raise forms.ValidationError(gettext("Somebody is ticked as present and as excused."))
        for name in ("present", "excused"):
            said[name] = [int(key) for key in said.get(name) or ()]
        return said


class MinuteForm(forms.Form):
    """What was said, matter by matter."""

    on = day_field(_("Minutes of the day"))
    kept_by = short_field(_("Minutes kept by"), 60, required=False)

    def __init__(self, *args, agenda=(), **kwargs):
        super().__init__(*args, **kwargs)
        for item in agenda:
            self.fields[f"said_{item.pk}"] = lines_field(
                f"{item.position}. {item.words}", 4, required=False, max_length=10_000, initial=item.said
            )
        self.fields["summary"] = lines_field(_("What else was said"), 4, required=False, max_length=10_000)
        self.fields["summary"].initial = self.initial.get("summary", "")

    def clean(self):
        said = super().clean()
        texts = {int(name[5:]): said.pop(name) for name in list(said) if name.startswith("said_")}
        return said | {"said": texts}


class ResolveForm(PlacedForm):
    """A resolution."""

    text = lines_field(_("What was resolved"), 3, max_length=300)
    matter = halved(
        forms.ChoiceField(
            label=_("Matter"), choices=Resolution.Matter.choices,
            help_text=_("A matter of weight is decided together, by a counted vote."),
        )
    )  # fmt: skip
    in_favour = whole_field(pgettext_lazy("meeting", "For"))
    against = whole_field(_("Against"))
    abstained = whole_field(_("Abstained"))
    owner = one_person(required=False)
    due_on = day_field(pgettext_lazy("meeting", "Due on"), required=False)


class AssignForm(PlacedForm):
    """Another owner or another day."""

    owner = one_person()
    due_on = day_field(pgettext_lazy("meeting", "Due on"))
    why = text_field(_("Reason"), 200)


class ReportForm(forms.Form):
    """How far it has come."""

    on = day_field(_("On the day"))
    by_name = short_field(_("Told by"), 60, required=False)
    text = lines_field(_("How far it has come"), 3, max_length=300)


class FinishForm(forms.Form):
    """What came of it."""

    on = day_field(_("On the day"))
    result = text_field(pgettext_lazy("meeting", "Outcome"), 200)


class EvidenceForm(fields.EvidenceForm):
    """A file that proves a meeting or a resolution."""

    kinds = ("签到表", "通知", "纪要", "照片", "落实材料", "其他")


class MeetingFilter(forms.Form):
    """What the register is narrowed by."""

    q = text_field(_("Name"), 60, required=False)
    kind = forms.ChoiceField(label=_("Kind of meeting"), required=False, choices=[ANY, *Meeting.Kind.choices])
    state = forms.ChoiceField(label=_("State"), required=False, choices=[ANY, *Meeting.State.choices])
    year = whole_field(_("Year"))

    def narrow(self, rows):
        """The meetings that were asked for."""
        asked = self.cleaned_data
        if asked.get("q"):
            rows = rows.filter(name__contains=asked["q"])
        for name in ("kind", "state"):
            if asked.get(name):
                rows = rows.filter(**{name: asked[name]})
        return rows.filter(on__year=asked["year"]) if 1900 < (asked.get("year") or 0) < 2200 else rows


class ResolutionFilter(forms.Form):
    """What the register of resolutions is narrowed by."""

    q = text_field(_("Words or responsible"), 60, required=False)
    matter = forms.ChoiceField(label=_("Matter"), required=False, choices=[ANY, *Resolution.Matter.choices])
    state = forms.ChoiceField(label=_("State"), required=False, choices=[ANY, *Resolution.State.choices])
    late = forms.BooleanField(label=_("overdue only"), required=False)

    def __init__(self, *args, today=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def narrow(self, rows):
        """The resolutions that were asked for."""
        asked = self.cleaned_data
        if asked.get("q"):
            rows = rows.filter(words__contains=asked["q"]) | rows.filter(owner__contains=asked["q"])
        for name in ("matter", "state"):
            if asked.get(name):
                rows = rows.filter(**{name: asked[name]})
        return rows.filter(state=Resolution.State.OPEN, due_on__lt=self.today) if asked.get("late") else rows


class RegularFilter(forms.Form):
    """Which body is asked about."""

    kind = forms.ChoiceField(label=_("Kind of meeting"), required=False, choices=Meeting.Kind.choices[:6])
    late = forms.BooleanField(label=_("only those that have not met in time"), required=False)

    def narrow(self, rows):
        """The rows as they are: the page has asked for the kind already."""
        return rows
