"""The named figures of congresses, delegates and sessions."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.kernel.manifest import Indicator, Term

GROUP = "congress"
PERSONS = pgettext_lazy("count", "persons")
SESSIONS = pgettext_lazy("count", "sessions")
ITEMS = pgettext_lazy("count", "items")
DELEGATES = Term("congress.delegates")

INDICATORS = (
    Indicator(
        "congress.sessions_held", _("Sessions of congresses held"), of=Term("work.sessions", kind="DM-01"), unit=SESSIONS, group=GROUP,
        catalogue="DM-01", words=_("Sessions that were opened with a quorum and closed, and those recorded as plain entries."),
    ),
    Indicator(
        "congress.attendance", _("Attendance at sessions"), of=Term("congress.present"), over=Term("congress.due"), percent=True, group=GROUP,
        catalogue="DM-01", words=_("Full delegates who came to sessions, over those due; meetings between sessions are left out."),
    ),
    Indicator(
        "congress.adopted", _("Matters adopted"), of=Term("work.items", kind="DM-01"), unit=ITEMS, group=GROUP, catalogue="DM-01",
        words=_("Matters that a congress passed, those passed in principle included."),
    ),
    Indicator(
        "congress.serving", _("Delegates"), of=DELEGATES, unit=PERSONS, group=GROUP, catalogue="DM-07",
        words=_("Full delegates who serve at the end of the period; observers and guests are left out."),
    ),
    Indicator(
        "congress.front_line_share", _("Front line among the delegates"), of=Term("congress.delegates", where="代表类别=一线职工"), over=DELEGATES,
        percent=True, group=GROUP, catalogue="DM-07", words=_("Delegates from the front line over all full delegates who serve."),
    ),
    Indicator(
        "congress.women_share", _("Women among the delegates"), of=Term("congress.delegates", where="代表性别=女"), over=DELEGATES,
        percent=True, group=GROUP, catalogue="DM-07", words=_("Women over all full delegates who serve."),
    ),
    Indicator(
        "congress.trained", _("Delegates trained"), of=Term("work.persons", kind="DM-07", how="distinct"), unit=PERSONS, group=GROUP,
        catalogue="DM-07", words=_("Delegates who came to at least one training within the period; each person once."),
    ),
    Indicator(
        "congress.training_rate", _("Share of delegates trained"), of=Term("work.persons", kind="DM-07", how="distinct"), over=DELEGATES,
        percent=True, group=GROUP, catalogue="DM-07",
        words=_("Delegates who came to at least one training within the period, over the delegates who serve at its end."),
    ),
    Indicator(
        "congress.reported_in_time", _("Reports to the union above in time"), of=Term("congress.reports", kind="按期"),
        over=Term("congress.reports"), percent=True, group=GROUP, catalogue="DM-01",
        words=_("Sessions whose result went to the union above within the working days laid down, over all whose result went there."),
    ),
)  # fmt: skip
