"""The shape of what is typed in about openness."""

from django import forms
from django.db.models import F
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.openness import files, start
from taizhang.openness.forms.fields import (
    MattersField,
    PeopleField,
    SeatField,
    channels_field,
    choice_field,
    long_field,
)
from taizhang.openness.models import (
    Audience,
    Body,
    Book,
    Channel,
    Disclosure,
    Item,
    Meeting,
    Opinion,
    Publication,
    Seat,
    Sheet,
    Topic,
)
from taizhang.openness.queries import bodies
from taizhang.ui import fields
from taizhang.ui.fields import PlacedForm, day_field, short_field, text_field, whole_field

ALL = ("", _("all"))
ON = _("Date")


class EvidenceForm(fields.EvidenceForm):
    """A file that proves a record, or goes out with a notice."""

    kinds = files.KINDS

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].help_text = _(
            "Only 公开附件 goes out with a notice; it is read first, and refused if a number of a person stands in it."
        )


# --- groups -------------------------------------------------------------------------------------------------------------------------


class BodyForm(PlacedForm):
    """A group is set up."""

    kind = choice_field(_("Kind"), Body.Kind.choices, initial=Body.Kind.SPECIAL)
    on = day_field(_("Set up on"))
    name = text_field(pgettext_lazy("openness", "Name"), 80)
    subject = short_field(_("Subject area"), 80, required=False)
    supervises = forms.ModelChoiceField(
        label=_("Supervises"), queryset=Body.objects.none(), required=False, empty_label="—",
        help_text=_("For a supervision group: the disclosure group that it checks."),
    )  # fmt: skip
    duties = long_field(_("Duties"), 1000, rows=3, required=False)
    people = PeopleField(required=False)

    def set_up(self):
        """Groups of this union that nobody supervises yet."""
        found = bodies.disclosing(self.unit)
        watched = Body.objects.standing().filter(unit=self.unit, until=None).exclude(supervises=None)
        self.fields["supervises"].queryset = found.exclude(pk__in=watched.values("supervises"))
        self.fields["supervises"].half = True


class SeatForm(PlacedForm):
    """Somebody joins a group."""

    on = day_field(ON)
    duty = choice_field(_("Place in the group"), Seat.Duty.choices, initial=Seat.Duty.MEMBER)
    people = PeopleField(help_text=_("One name a line."))

    def clean(self):
        """All take the same place."""
        said = super().clean()
        if said.get("people") and said.get("duty"):
            said["people"] = [(who, said["duty"]) for who, _duty in said["people"]]
        said.pop("duty", None)
        return said


# --- the catalogue ------------------------------------------------------------------------------------------------------------------


class ItemForm(PlacedForm):
    """An item of the catalogue."""

    name = text_field(pgettext_lazy("openness", "Item"), 120)
    code = short_field(_("Number"), 20, required=False)
    topic = choice_field(_("Class"), Topic.choices)
    audience = choice_field(_("Opened to"), Audience.choices, initial=Audience.MEMBERS)
    frequency = choice_field(_("How often"), Item.Frequency.choices, initial=Item.Frequency.QUARTERLY)
    body = forms.ModelChoiceField(
        label=_("Disclosure group"), queryset=Body.objects.none(), required=False, empty_label="—"
    )
    department = short_field(_("Disclosing department"), 60, required=False)
    channels = channels_field()
    place = short_field(_("Place of the board"), 80, required=False)
    opening = forms.BooleanField(label=_("Due at the beginning of the period, not after its end"), required=False)
    masks_names = forms.BooleanField(
        label=_("Mask names of persons"), required=False, initial=True,
        help_text=_("Untick it where names are meant to be read: honours, appointments. Aid is always masked."),
    )  # fmt: skip
    lasting = forms.BooleanField(
        label=_("Stays readable after its last day"), required=False, initial=True,
        help_text=_("Notices with names of persons come down at their end. Aid always does."),
    )  # fmt: skip

    def set_up(self):
        """The disclosure groups of this union."""
        self.fields["body"].queryset = bodies.disclosing(self.unit)
        self.fields["body"].half = True


class NewItemForm(ItemForm):
    """An item with the day from which it is in force."""

    since = day_field(_("Since"))


class TakeForm(PlacedForm):
    """A start catalogue is taken over."""

    which = choice_field(_("Kind of unit"), [])
    on = day_field(_("Since"))
    body = forms.ModelChoiceField(
        label=_("Disclosure group"), queryset=Body.objects.none(), required=False, empty_label="—",
        help_text=_("Answers for all items at first; change it item by item later."),
    )  # fmt: skip

    def set_up(self):
        """The catalogues with how many items each has."""
        self.fields["which"].choices = [(code, f"{label} ({items})") for code, label, items in start.choices()]
        self.fields["body"].queryset = bodies.disclosing(self.unit)


class ItemFilter(forms.Form):
    """What the catalogue is narrowed by."""

    q = text_field(pgettext_lazy("openness", "Item"), 60, required=False)
    topic = choice_field(_("Class"), [ALL, *Topic.choices], required=False)
    frequency = choice_field(_("How often"), [ALL, *Item.Frequency.choices], required=False)
    audience = choice_field(_("Opened to"), [ALL, *Audience.choices], required=False)

    def narrow(self, rows):
        """The items that were asked for."""
        return _narrowed(rows, self.cleaned_data, {"q": "name__contains"}, ("topic", "frequency", "audience"))


# --- disclosures --------------------------------------------------------------------------------------------------------------------


class BeginForm(forms.Form):
    """A disclosure begins by hand."""

    on = day_field(ON)
    name = text_field(_("Title"), 160, required=False, help_text=_("Empty: the item's name with its period."))
    due_on = day_field(_("To be posted by"), required=False)


class DraftForm(forms.Form):
    """What is disclosed."""

    name = text_field(_("Title"), 160)
    text = long_field(
        _("Text"), 20_000, rows=10, required=False,
        help_text=_("A figure of the ledger in braces keeps itself right: {AW-16:人数} is asked when it is posted."),
    )  # fmt: skip
    table = long_field(
        _("Table"), 60_000, rows=6, required=False,
        help_text=_("Copy it from the worksheet and paste it here; the first line holds the heads."),
    )  # fmt: skip
    counts_persons = forms.BooleanField(
        label=_("The numbers in this table count persons"), required=False,
        help_text=_("Numbers so small that they point at somebody are then left out."),
    )  # fmt: skip


class CheckForm(PlacedForm):
    """Who of the supervision group checked it, and when."""

    seat = SeatField()
    on = day_field(ON)

    def set_up(self):
        """Those who sit in the supervision group."""
        watching = bodies.supervision_of(self.record.item.body)
        if watching is not None:
            self.fields["seat"].queryset = watching.seats.filter(until=None)


class ReturnForm(CheckForm):
    """Returned, with the reason."""

    why = text_field(_("Reason"), 300)


class CorrectForm(DraftForm, CheckForm):
    """A further edition of what is posted."""

    why = text_field(_("Reason of the correction"), 300, help_text=_("Everybody reads it with the new edition."))


class PostForm(PlacedForm):
    """Where and how long it is posted."""

    on = day_field(_("Posted on"))
    until = day_field(_("Last day"), required=False, help_text=_("Empty: the least that the rulebook asks for."))
    channels = channels_field()
    place = text_field(_("Place of the board"), 80, required=False)


class ShowForm(forms.Form):
    """A further channel."""

    channel = choice_field(_("Channel"), Channel.choices)
    place = short_field(pgettext_lazy("openness", "Place"), 80, required=False)
    from_on = day_field(pgettext_lazy("day", "From"))
    until_on = day_field(_("Last day"))


class DisclosureFilter(forms.Form):
    """What the list of disclosures is narrowed by."""

    q = text_field(_("Title"), 60, required=False)
    state = choice_field(
        _("State"), [ALL, ("late", _("late")), ("open", _("not posted yet")), *Disclosure.State.choices], required=False
    )
    topic = choice_field(_("Class"), [ALL, *Topic.choices], required=False)
    audience = choice_field(_("Opened to"), [ALL, *Audience.choices], required=False)
    year = whole_field(_("Year"))

    def __init__(self, *args, today=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def narrow(self, rows):
        """The disclosures that were asked for."""
        asked = self.cleaned_data
        rows = _narrowed(rows, asked, {"q": "name__contains", "topic": "item__topic"}, ("audience", "year"))
        if asked["state"] == "late":
            waiting = rows.filter(state__in=Disclosure.OPEN, due_on__lt=self.today)
            return waiting | rows.filter(posted_on__gt=F("due_on"))
        if asked["state"] == "open":
            return rows.filter(state__in=Disclosure.OPEN)
        return rows.filter(state=asked["state"]) if asked["state"] else rows


# --- opinions -----------------------------------------------------------------------------------------------------------------------


class AskForm(forms.Form):
    """Somebody says something on a disclosure."""

    on = day_field(_("Received on"))
    kind = choice_field(_("Kind"), Opinion.Kind.choices)
    said = long_field(_("What is said"), 2000, rows=4)
    by_whom = short_field(_("Who says it"), 60, required=False, help_text=_("Kept encrypted."))
    contact = short_field(_("How to reach"), 80, required=False, help_text=_("Kept encrypted."))


class PublicAskForm(forms.Form):
    """The same from the page, without a day."""

    kind = choice_field(pgettext_lazy("public", "This is a"), Opinion.Kind.choices)
    said = long_field(pgettext_lazy("public", "What I ask or object to"), 2000, rows=5)
    by_whom = short_field(pgettext_lazy("public", "My name"), 60, required=False)
    contact = short_field(
        pgettext_lazy("public", "How to reach me"),
        80,
        required=False,
        help_text=_("Kept encrypted; the union alone reads it."),
    )
    website = forms.CharField(required=False, widget=forms.HiddenInput)  # a person leaves it empty


class OwnAskForm(forms.Form):
    """The same from a member's own page: who asks is known."""

    kind = choice_field(pgettext_lazy("public", "This is a"), Opinion.Kind.choices)
    said = long_field(pgettext_lazy("public", "What I ask or object to"), 2000, rows=5)


class AnswerForm(forms.Form):
    """The answer."""

    on = day_field(_("Answered on"))
    outcome = choice_field(_("What came of it"), Opinion.Outcome.choices[1:])
    answer = long_field(pgettext_lazy("openness", "Answer"), 4000, rows=5)
    publish = forms.BooleanField(
        label=_("Publish question and answer with the item"), required=False, initial=True,
        help_text=_("Names and numbers in them are masked."),
    )  # fmt: skip


class OpinionFilter(forms.Form):
    """What the list of opinions is narrowed by."""

    kind = choice_field(_("Kind"), [ALL, *Opinion.Kind.choices], required=False)
    outcome = choice_field(_("Outcome"), [ALL, *Opinion.Outcome.choices], required=False)

    def narrow(self, rows):
        """The opinions that were asked for."""
        return _narrowed(rows, self.cleaned_data, {}, ("kind", "outcome"))


# --- meetings, walls, enterprises, books --------------------------------------------------------------------------------------------


class MeetingForm(forms.Form):
    """A meeting is planned."""

    name = text_field(_("Meeting"), 120)
    on = day_field(_("Day"))
    place = short_field(pgettext_lazy("openness", "Place"), 80, required=False)
    matters = MattersField(required=False)


class HoldForm(forms.Form):
    """It was held."""

    on = day_field(_("Held on"))
    attended = whole_field(_("How many attended"), required=True)
    chaired_by = short_field(_("In the chair"), 60, required=False)
    matters = MattersField(required=False, label=_("Further topics"))


class MinutesForm(forms.Form):
    """The minutes."""

    minutes = long_field(_("Minutes"), 20_000, rows=14)


class QuestionForm(forms.Form):
    """A question from the floor."""

    said = long_field(_("Question"), 1000, rows=3)
    answer = long_field(
        pgettext_lazy("openness", "Answer"),
        2000,
        rows=3,
        required=False,
        help_text=_("Empty: answered later, by its day."),
    )


class LaterForm(forms.Form):
    """The answer that came later."""

    on = day_field(_("Answered on"))
    answer = long_field(pgettext_lazy("openness", "Answer"), 2000, rows=4)


class MeetingFilter(forms.Form):
    """What the list of meetings is narrowed by."""

    q = text_field(_("Meeting"), 60, required=False)
    state = choice_field(_("State"), [ALL, *Meeting.State.choices], required=False)

    def narrow(self, rows):
        """The meetings that were asked for."""
        return _narrowed(rows, self.cleaned_data, {"q": "name__contains"}, ("state",))


class WallForm(forms.Form):
    """A project site gets its wall."""

    name = text_field(_("Project site"), 120)
    on = day_field(_("Since"))
    place = short_field(pgettext_lazy("openness", "Place"), 80, required=False)


class SheetForm(forms.Form):
    """A sheet goes up."""

    subject = choice_field(pgettext_lazy("openness", "Subject"), Sheet.Subject.choices)
    on = day_field(_("Put up on"))
    about = text_field(_("Content in a line"), 160, required=False)


class SheetCheckForm(forms.Form):
    """The patrol looked at it."""

    on = day_field(_("Checked on"))
    checked_by = short_field(_("Checked by"), 60)
    finding = text_field(_("Finding"), 200, required=False)
    asked = whole_field(_("Workers asked"))
    satisfied = whole_field(pgettext_lazy("openness", "Satisfied"))


class PracticeForm(forms.Form):
    """Openness is introduced."""

    name = text_field(_("Enterprise"), 120, required=False, help_text=_("Empty: this very unit."))
    on = day_field(_("Introduced on"))
    staff = whole_field(_("Staff"))


class PublicationForm(forms.Form):
    """The employer published something."""

    kind = choice_field(_("Subject class"), Publication.Kind.choices[:3])
    on = day_field(ON)
    channel = choice_field(_("Channel"), Channel.choices)
    what = text_field(_("Content in a line"), 200)


class FirmCheckForm(forms.Form):
    """The union looked."""

    on = day_field(_("Checked on"))
    finding = text_field(_("Finding"), 200)


class NameFilter(forms.Form):
    """A list narrowed by name."""

    q = text_field(pgettext_lazy("openness", "Name"), 60, required=False)

    def narrow(self, rows):
        """Those that were asked for."""
        return _narrowed(rows, self.cleaned_data, {"q": "name__contains"}, ())


class BookForm(forms.Form):
    """A volume is drawn up."""

    kind = choice_field(_("Kind"), Book.Kind.choices)
    on = day_field(_("Prepared on"))
    first = day_field(_("First day"))
    last = day_field(_("Last day"))


class BookShowForm(forms.Form):
    """It was shown."""

    on = day_field(pgettext_lazy("book", "Shown on"))
    to = text_field(_("Shown to"), 120)


class BookSignForm(forms.Form):
    """It was signed for."""

    on = day_field(_("Signed on"))
    name = text_field(_("Signed by"), 120)


def _narrowed(rows, asked, lookups, plain):
    for name, lookup in {**lookups, **{one: one for one in plain}}.items():
        if asked.get(name):
            rows = rows.filter(**{lookup: asked[name]})
    return rows
