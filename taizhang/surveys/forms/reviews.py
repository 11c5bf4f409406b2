"""Reviews of leaders and open appraisals."""

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from taizhang.surveys.forms.fields import lines_of
from taizhang.surveys.models import Review, Survey
from taizhang.ui.fields import day_field, lines_field, moment_field

AUDIENCES = [one for one in Survey.Audience.choices if one[0] != Survey.Audience.LINK]


class _SheetForm(forms.Form):
    """When the sheet is out, and who fills it in."""

    audience = forms.ChoiceField(
        label=_("Who fills in the sheet"), choices=AUDIENCES, widget=forms.RadioSelect, initial="members"
    )
    opens_at = moment_field(_("Opens at"))
    closes_at = moment_field(pgettext_lazy("survey", "Closes at"))
    required_percent = forms.IntegerField(
        label=_("Required participation, %"), required=False, min_value=1, max_value=100
    )

    def clean(self):
        found = super().clean()
        if found.get("opens_at") and found.get("closes_at") and found["closes_at"] <= found["opens_at"]:
            self.add_error("closes_at", gettext("It cannot close before it opens."))
        return found


class ReviewForm(_SheetForm):
    """A review of leaders, or a recommendation of reserve cadres."""

    name = forms.CharField(label=_("Name"), max_length=100)
    year = forms.IntegerField(label=_("Year"), min_value=1990, max_value=2100)
    kind = forms.ChoiceField(label=_("Kind"), choices=Review.Kind.choices)
    people = lines_field(_("Persons"), rows=5, help_text=_("One a line: name, then the post after a slash."))
    places = forms.IntegerField(
        label=_("How many may be recommended"), required=False, min_value=1, max_value=50,
        help_text=_("Only for a recommendation."),
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.order_fields(["name", "year", "kind", "people", "places"])

    def clean_people(self):
        return [{"name": name, "post": more} for name, more in _named(self.cleaned_data["people"])]


class AppraisalForm(_SheetForm):
    """An open appraisal of candidates."""

    matter = forms.CharField(label=_("What they are chosen for"), max_length=120)
    places = forms.IntegerField(label=_("Places"), min_value=1, max_value=200)
    people = lines_field(
        _("Candidates"), rows=8, help_text=_("One a line: name, then a word about the person after a slash.")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.order_fields(["matter", "places", "people"])

    def clean_people(self):
        return [{"name": name, "words": more} for name, more in _named(self.cleaned_data["people"])]


def _named(text):
    parts = [line.replace("／", "/").partition("/") for line in lines_of(text, 160)]
    return [(name.strip()[:60], more.strip()[:80]) for name, _slash, more in parts if name.strip()]


class ReportForm(forms.Form):
    """A duty report was given."""

    on = day_field(_("Duty report given on"))
    report = forms.CharField(
        label=_("Main points of the duty report"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class FeedbackForm(forms.Form):
    """A leader was told the result."""

    on = day_field(_("Feedback given on"))
    feedback = forms.CharField(
        label=pgettext_lazy("review", "What was said"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )


class ReadForm(forms.Form):
    """The leader has read it."""

    reply = forms.CharField(
        label=_("A word of yours"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Goes on file with the review. Leave it empty if there is nothing to say."),
    )  # fmt: skip


class SignedForm(ReadForm):
    """The printed notice came back signed."""

    on = day_field(_("Signed on"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.order_fields(["on", "reply"])


class FileForm(forms.Form):
    """The review goes on file."""

    on = day_field(_("Put on file on"))
    filed_with = forms.CharField(label=_("Filed with"), max_length=100)


class DecideForm(forms.Form):
    """Who is chosen, by whom, and why."""

    on = day_field(_("Decided on"))
    decided_by = forms.CharField(label=_("Who decided"), max_length=100)
    chosen = forms.TypedMultipleChoiceField(label=_("Chosen"), coerce=int, widget=forms.CheckboxSelectMultiple)
    reasons = forms.CharField(
        label=_("Reasons"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed where somebody with more sheets is passed over."),
    )  # fmt: skip

    def __init__(self, *args, ranking=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["chosen"].choices = [
            (one.row, f"{one.name} · {gettext('%s sheets') % one.votes}") for one, _share in ranking
        ]
