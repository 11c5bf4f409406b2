"""Forms about the display of officers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from taizhang.committees.models import Body, DutyCheck, Seat
from taizhang.ui.fields import PlacedForm, day_field, halved, lines_field, short_field, text_field


class AnnounceForm(forms.Form):
    """The display is announced."""

    on = day_field(_("Announced on"))
    how = text_field(
        _("How it was announced"), 120, required=False, help_text=_("The document, the notice board, the meeting.")
    )


class SeatChoice(forms.ModelChoiceField):
    """An officer by name and post."""

    def label_from_instance(self, row):
        return row.title()


class DescribeForm(PlacedForm):
    """An officer's duties and promise."""

    seat = SeatChoice(label=_("Officer"), queryset=Seat.objects.none())
    duties = lines_field(_("Duties of the post"), 4, max_length=2000, help_text=_("What the post is for, in points."))
    promise = lines_field(_("Promise"), 3, required=False, max_length=1000)

    def set_up(self):
        held = Seat.objects.standing().filter(unit=self.unit, until=None, body__kind=Body.Kind.COMMITTEE)
        there = self.record.officers.values("seat")
        self.fields["seat"].queryset = held.exclude(pk__in=there).select_related("body").order_by("duty", "id")


class HangForm(forms.Form):
    """The plaque hangs."""

    on = day_field(_("Hung on"))
    place = text_field(_("Where it hangs"), 120, required=False)


class ShowForm(forms.Form):
    """An identity is shown."""

    on = day_field(_("Shown on"))
    how = text_field(_("How it is shown"), 120, required=False, help_text=_("A badge, the board, a sign on the desk."))


class CheckForm(forms.Form):
    """Duties are checked."""

    on = day_field(_("Checked on"))
    by_whom = short_field(_("Checked by"), 60)
    result = halved(forms.ChoiceField(label=_("Result"), choices=DutyCheck.Result.choices))
    findings = lines_field(_("What was found"), 2, required=False, max_length=300)
