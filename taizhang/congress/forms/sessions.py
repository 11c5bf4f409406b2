"""The shape of what is typed in about a session, its agenda, its votes."""

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from taizhang.congress.models import AgendaItem, Session, Vote
from taizhang.ui.fields import day_field, lines_field


class SessionForm(forms.Form):
    """When, where, about what."""

    opens_on = day_field(pgettext_lazy("congress", "Opens on"))
    place = forms.CharField(label=pgettext_lazy("congress", "Place"), max_length=80, required=False)
    theme = forms.CharField(label=_("Theme"), max_length=120, required=False)


class PlanForm(SessionForm):
    """A session that is to be."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Session.Kind.choices)
    number = forms.IntegerField(
        label=_("Session no."), min_value=1, max_value=500, required=False, help_text=_("Empty: the next number.")
    )
    demanded_by = forms.IntegerField(
        label=_("Demanded by so many delegates"), min_value=1, required=False,
        help_text=_("Only for an extraordinary session that delegates ask for; leave it empty when the union or the employer calls it."),
    )  # fmt: skip
    on = day_field(_("Decided on"))

    field_order = ("kind", "number", "opens_on", "place", "theme", "demanded_by", "on")


class ItemForm(forms.Form):
    """A matter of the agenda."""

    name = forms.CharField(label=_("Matter"), max_length=160)
    power = forms.ChoiceField(label=_("Power"), choices=AgendaItem.Power.choices)
    matter = forms.ChoiceField(
        label=_("Kind of matter"), choices=AgendaItem.Matter.choices, initial=AgendaItem.Matter.OTHER
    )
    speaker = forms.CharField(label=_("Presented by"), max_length=60, required=False)
    secret = forms.BooleanField(
        label=_("By secret ballot"), required=False,
        help_text=_("Matters that regulation puts to secret ballot are secret even if this is not ticked."),
    )  # fmt: skip


class PaperForm(forms.Form):
    """A paper for the delegates."""

    name = forms.CharField(label=_("Name of the paper"), max_length=120)
    item = forms.ModelChoiceField(label=_("For the matter"), queryset=None, required=False)
    sent_on = day_field(_("Reached the delegates on"), required=False)
    file = forms.FileField(
        label=_("File"), required=False, help_text=_("Word, PDF, Excel or a picture; it is kept with the session.")
    )

    def __init__(self, *args, session=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = AgendaItem.objects.standing().filter(session=session).order_by("number")


class FileForm(forms.Form):
    """A file to keep with the session."""

    kind = forms.ChoiceField(
        label=pgettext_lazy("congress", "What it is"),
        choices=[(word, word) for word in ("签到表", "照片", "会议记录", "报告", "会议材料")],
    )
    file = forms.FileField(label=_("File"))


class PresidiumForm(forms.Form):
    """Who sits in the presidium, who presides."""

    delegates = forms.ModelMultipleChoiceField(
        label=_("In the presidium"), queryset=None, widget=forms.CheckboxSelectMultiple
    )
    presiding = forms.ModelMultipleChoiceField(
        label=_("Presiding"), queryset=None, required=False, help_text=_("Hold Ctrl to choose several.")
    )

    def __init__(self, *args, delegates=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["delegates"].queryset = delegates
        self.fields["presiding"].queryset = delegates

    def clean(self):
        found = super().clean()
        chosen, presiding = list(found.get("delegates") or ()), list(found.get("presiding") or ())
        if any(one not in chosen for one in presiding):
            self.add_error("presiding", gettext("Who presides sits in the presidium: tick the name above as well."))
        found["delegates"], found["presiding"] = chosen, presiding
        return found


class OpinionForm(forms.Form):
    """What a group said."""

    on = day_field(_("Said on"))
    group = forms.ModelChoiceField(label=_("Group"), queryset=None, required=False)
    words = lines_field(_("Opinion"), 3, max_length=500)

    def __init__(self, *args, congress=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = congress.constituencies.all()


class AnswerForm(forms.Form):
    """What was answered to a group."""

    on = day_field(_("Answered on"))
    answer = lines_field(_("Answer"), 3, max_length=500)
    answered_by = forms.CharField(label=_("Answered by"), max_length=60, required=False)
    taken_up = forms.NullBooleanField(
        label=_("Taken up"),
        widget=forms.Select(choices=[("unknown", "—"), ("true", _("yes, the draft was changed")), ("false", _("no"))]),
    )  # fmt: skip


class HearForm(forms.Form):
    """What came of a matter without a vote."""

    on = day_field(_("On the day"))
    outcome = forms.ChoiceField(
        label=_("What came of it"),
        choices=[(o.value, o.label) for o in (AgendaItem.Outcome.HEARD, AgendaItem.Outcome.DEFERRED)],
    )
    decision = lines_field(_("In words"), 3, required=False, max_length=2000)


class VoteForm(forms.Form):
    """How a vote is taken, and on what."""

    on = day_field(_("On the day"))
    how = forms.ChoiceField(label=pgettext_lazy("vote", "How"), choices=Vote.How.choices)
    question = forms.CharField(label=pgettext_lazy("congress", "Question"), max_length=200)


class CountForm(forms.Form):
    """The tellers' count."""

    on = day_field(_("On the day"))
    issued = forms.IntegerField(label=_("Ballots handed out"), min_value=0, required=False)
    returned = forms.IntegerField(label=_("Ballots that came back"), min_value=0, required=False)
    in_favour = forms.IntegerField(label=_("In favour"), min_value=0)
    against = forms.IntegerField(label=_("Against"), min_value=0, initial=0)
    abstained = forms.IntegerField(label=_("Abstained"), min_value=0, initial=0)
    invalid = forms.IntegerField(label=_("Invalid"), min_value=0, initial=0)
    tellers = forms.CharField(label=_("Tellers"), max_length=120, required=False)
    in_principle = forms.BooleanField(
        label=_("Passed in principle"),
        required=False,
        help_text=_("If it is passed: it comes back when the opinions are worked in."),
    )

    def __init__(self, *args, vote=None, **kwargs):
        super().__init__(*args, **kwargs)
        if vote.how == Vote.How.HANDS:
            for name in ("issued", "returned", "invalid"):
                del self.fields[name]


class CloseForm(forms.Form):
    """The session is closed."""

    on = day_field(pgettext_lazy("congress", "Closed on"))
    proceedings = lines_field(
        _("Proceedings"), 8, required=False,
        help_text=_("What the minutes say besides agenda, attendance and votes, which are put in by themselves."),
    )  # fmt: skip


class PublishForm(forms.Form):
    """Where the result was made known."""

    on = day_field(_("On the day"))
    how = forms.CharField(
        label=pgettext_lazy("congress", "Where"), max_length=120, help_text=_("Board, intranet, meeting, document no.")
    )


class ConfirmForm(forms.Form):
    """Which session confirms a meeting."""

    on = day_field(_("On the day"))
    session = forms.ModelChoiceField(label=_("Session"), queryset=None)

    def __init__(self, *args, meeting=None, **kwargs):
        super().__init__(*args, **kwargs)
        later = Session.objects.standing().filter(
            congress=meeting.congress_id, kind__in=Session.FULL, opens_on__gte=meeting.opens_on
        )
        self.fields["session"].queryset = later.select_related("unit", "congress")


class ExcuseForm(forms.Form):
    """Why a delegate does not come."""

    why = forms.CharField(label=_("Reason"), max_length=100)


class DoorForm(forms.Form):
    """What a delegate types at the door."""

    name = forms.CharField(
        label=pgettext_lazy("person", "Name"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    badge = forms.CharField(
        label=_("Delegate card no."),
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


class SpeakForm(forms.Form):
    """What a delegate says about a matter."""

    item = forms.ChoiceField(label=_("Matter"))
    words = forms.CharField(
        label=_("What I think"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("It is read as an opinion of your group, without your name."),
    )  # fmt: skip

    def __init__(self, *args, items=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.items = {str(one.pk): one for one in items}
        self.fields["item"].choices = [(key, one.name) for key, one in self.items.items()]

    def clean_item(self):
        return self.items[self.cleaned_data["item"]]
