"""Everything that the register of meetings offers."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.kernel.manifest import Act, Follower, Manifest, MenuItem, Record, register
from taizhang.meetings import facts, following, imports, queries
from taizhang.meetings.indicators import INDICATORS
from taizhang.meetings.models import Meeting, Resolution
from taizhang.ui import finding

KEEPERS = ("clerk", "chair")

register(
    Manifest(
        app="meetings",
        label=pgettext_lazy("meeting", "Meetings"),
        records=(
            Record(
                Meeting,
                facts=facts.meeting_lines,
                evidence=("签到表", "纪要", "照片"),
                prefetch=("agenda", "called__meeting"),
            ),
            Record(Resolution, facts=facts.resolution_lines, evidence=("落实材料", "照片")),
        ),
        acts=(
            Act("meetings.call", _("Call a meeting"), KEEPERS, _("called %(people)s members: %(title)s")),
            Act("meetings.change", _("Change the call"), KEEPERS, _("changed the call: %(title)s")),
            Act("meetings.hold", _("Note attendance"), KEEPERS, _("noted %(people)s present: %(title)s")),
            Act("meetings.minute", _("Write the minutes"), KEEPERS, _("wrote the minutes: %(title)s")),
            Act("meetings.cancel", _("Cancel the meeting"), KEEPERS, _("cancelled %(title)s: %(why)s")),
            Act("meetings.resolve", _("Enter a resolution"), KEEPERS, _("entered the resolution: %(title)s")),
            Act("meetings.report", _("Report progress"), KEEPERS, _("reported on “%(title)s”: %(words)s")),
            Act("meetings.finish", _("Carried out"), KEEPERS, _("carried out “%(title)s”: %(words)s")),
            Act("meetings.drop", _("Drop the resolution"), KEEPERS, _("dropped “%(title)s”: %(words)s")),
            Act(
                "meetings.assign",
                _("Set owner and day anew"),
                KEEPERS,
                _("made %(name)s responsible: %(title)s: %(why)s"),
            ),
            Act("meetings.import", _("Import meetings"), KEEPERS, _("imported meetings")),
            Act("meetings.attach", _("Add evidence"), KEEPERS, _("put %(file)s on record: %(title)s")),
            Act("meetings.void", _("Void, entered by mistake"), KEEPERS, _("voided %(title)s: %(why)s")),
        ),
        measures=facts.MEASURES,
        indicators=INDICATORS,
        importers=(imports.MEETINGS,),
        filters=facts.FILTERS,
        due=(queries.due_items,),
        followers=(
            Follower(
                "meetings",
                following.counts,
                following.carry,
                following.back,
                records=("meetings.meeting", "meetings.resolution"),
            ),
        ),
        menu=(MenuItem(pgettext_lazy("meeting", "Meetings"), "meetings:meeting_list", "calendar", 28),),
    )
)

finding.register("meetings", pgettext_lazy("meeting", "Meetings"), queries.found_items, order=46)
