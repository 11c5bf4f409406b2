"""Forms about elections."""

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from taizhang.committees import queries
from taizhang.committees.forms.fields import CandidatesField
from taizhang.committees.forms.terms import years_field
from taizhang.committees.models import Election, Seat
from taizhang.committees.models.bodies import duty_words
from taizhang.ui.fields import PlacedForm, day_field, halved, moment_field, short_field, text_field, whole_field

# What is voted on: the members of each body, and the posts that the meeting itself fills.
POSTS = (Seat.Duty.MEMBER, Seat.Duty.HEAD, Seat.Duty.VICE)


class PlacesForm(PlacedForm):
    """How many places are voted on, body by body."""

    def set_up(self):
        self.bodies = list(queries.elections.bodies_of(self.unit))
        there = {}
        if isinstance(self.record, Election):
            there = {(race.body_id, race.duty): race.seats for race in queries.elections.races(self.record)}
        for body in self.bodies:
            for duty in POSTS:
                field = whole_field(f"{body.name}：{duty_words(body.kind, duty)}", max_value=200)
                field.initial = there.get((body.pk, duty)) or (self._usual(body, duty) if not there else None)
                self.fields[f"seats_{body.pk}_{duty}"] = field

    def _usual(self, body, duty):
        return {Seat.Duty.MEMBER: body.places, Seat.Duty.HEAD: 1}.get(duty)

    def clean(self):
        found = super().clean()
        places = [
            (body, duty, found.pop(f"seats_{body.pk}_{duty}", None) or 0) for body in self.bodies for duty in POSTS
        ]
        if not any(seats for _body, _duty, seats in places):
            raise forms.ValidationError(gettext("Say for at least one post how many places there are."))
        return {**found, "places": places}


class PrepareForm(PlacesForm):
    """The preparation begins."""

    on = day_field(_("Preparation begun on"))
    years = years_field()
    how = forms.ChoiceField(label=_("Held by"), choices=Election.How.choices)


class NominateForm(PlacedForm):
    """The list of candidates."""

    people = CandidatesField(
        label=_("Candidates"), required=False,
        help_text=_("One name a line, in the order of the ballot (surname strokes); in brackets the present work."),
    )  # fmt: skip


class ConsentForm(forms.Form):
    """The request goes up."""

    on = day_field(_("Handed in on"))
    request_no = short_field(_("Number of the request"), 60, required=False)
    cleared = forms.BooleanField(
        label=_("No candidate is the head, the legal representative or a partner of the employer, or a near relative."),
        required=False,
    )


class CallForm(forms.Form):
    """Notice of candidates and call of the meeting."""

    on = day_field(_("Today's day"))
    notice_from = day_field(_("Public notice from"))
    notice_until = day_field(_("Public notice until"))
    meets_on = day_field(_("Meeting on"))
    place = text_field(pgettext_lazy("committees", "Place"), 120, required=False)


class BallotForm(forms.Form):
    """A ballot in this program."""

    on = day_field(_("Today's day"))
    opens_at = moment_field(_("Voting opens at"))
    kind = halved(forms.ChoiceField(label=_("How"), choices=(("secret", _("secret ballot")), ("open", _("open vote")))))


class CountForm(PlacedForm):
    """The tellers' count: numbers of the meeting, then the votes of each candidate."""

    on = day_field(_("Held on"))
    tellers = short_field(_("Tellers"), 120, required=False)
    due = whole_field(_("Due to attend"), required=True)
    present = whole_field(_("Present"), required=True)
    issued = whole_field(_("Ballots issued"), required=True)
    returned = whole_field(_("Ballots returned"), required=True)
    invalid = whole_field(_("Ballots void"))

    def set_up(self):
        self.people = [one for race in queries.elections.races(self.record) for one in race.candidates.all()]
        for one in self.people:
            where = f"{one.race.body.name} · {one.race.duty_words}"
            self.fields[f"votes_{one.pk}"] = whole_field(f"{one.name}（{where}）", required=True)
        for one in self.people:
            field = whole_field(gettext("Second vote: %s") % f"{one.name}（{one.race.duty_words}）")
            self.fields[f"again_{one.pk}"] = field

    def clean(self):
        found = super().clean()
        votes = {one.pk: found.pop(f"votes_{one.pk}", None) for one in self.people}
        again = {one.pk: found.pop(f"again_{one.pk}", None) for one in self.people}
        found["invalid"] = found.get("invalid") or 0
        return {**found, "votes": votes, "again": {pk: number for pk, number in again.items() if number is not None}}


class ReportForm(forms.Form):
    """The result goes up."""

    on = day_field(_("Reported on"))
    report_no = short_field(_("Number of the report"), 60, required=False)


class NumberForm(forms.Form):
    """The numbers of the replies."""

    reply_no = text_field(_("Number of the reply"), 60, required=False)
    approval_no = text_field(_("Number of the approval"), 60, required=False)


class ElectionFilter(forms.Form):
    """What the register of elections is narrowed by."""

    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("under way")), ("all", _("all")), *Election.State.choices]
    )

    def narrow(self, rows):
        """The elections that were asked for."""
        state = self.cleaned_data.get("state")
        if not state:
            return rows.exclude(state__in=Election.OVER)
        return rows if state == "all" else rows.filter(state=state)
