"""The named figures of meetings: attendance, quorum, minutes, resolutions and how they are carried out."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.kernel.manifest import Indicator, Term
from taizhang.meetings.models import Resolution

GROUP = "meetings"
ITEMS = pgettext_lazy("count", "items")
COLLECTIVE = tuple(one.value for one in Resolution.Matter if one != Resolution.Matter.GENERAL)


def _share(code, label, of, over, words):
    return Indicator(
        f"meetings.{code}", label, of=of, over=over, percent=True, words=words, group=GROUP, catalogue="RB-08"
    )


INDICATORS = (
    _share(
        "attendance", _("Attendance at meetings"), Term("meetings.present"), Term("meetings.entitled"),
        _("Members present at meetings held within the period, of those due at them."),
    ),
    _share(
        "quorum_rate", _("Meetings with a quorum, of those judged"), Term("meetings.quorate"), Term("meetings.judged"),
        _("Meetings with a quorum, of the meetings for whose kind the rulebook lays one down."),
    ),
    _share(
        "minutes_rate", _("Meetings with minutes, of those held"), Term("meetings.minuted"),
        Term("meetings.held"),
        _("Meetings with minutes, of the meetings on the register that were held within the period."),
    ),
    Indicator(
        "meetings.resolutions", _("Resolutions adopted by meetings"), of=Term("meetings.adopted"), unit=ITEMS,
        words=_("Resolutions that meetings adopted within the period."), group=GROUP, catalogue="RB-08",
    ),
    Indicator(
        "meetings.collective", _("Collective decisions"), of=Term("meetings.adopted", COLLECTIVE), unit=ITEMS,
        words=_("Resolutions on major decisions, appointments, projects and large sums, adopted by a counted vote within the period."),
        group=GROUP, catalogue="RB-08",
    ),
    Indicator(
        "meetings.open_resolutions", _("Resolutions still being carried out"), of=Term("meetings.open"), unit=ITEMS,
        words=_("Resolutions adopted and neither carried out nor dropped on the last day of the period."), group=GROUP, catalogue="RB-08",
    ),
    _share(
        "carried_out_rate", _("Resolutions carried out, of those due"), Term("meetings.carried_out"), Term("meetings.due"),
        _("Resolutions whose day lies within the period and that were carried out, of all whose day lies within it; dropped ones left out."),
    ),
    _share(
        "in_time_rate", _("Resolutions carried out in time"), Term("meetings.in_time"), Term("meetings.due"),
        _("Resolutions carried out not later than their day, of all whose day lies within the period; dropped ones left out."),
    ),
)  # fmt: skip
