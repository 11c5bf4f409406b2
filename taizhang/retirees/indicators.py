"""The named figures of the work with retirees."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.kernel.manifest import Indicator, Term

GROUP = "retirees"
PERSONS = pgettext_lazy("count", "persons")

INDICATORS = (
    Indicator(
        "retirees.on_register", _("Retirees on the register"), of=(Term("retirees.retirees"), Term("work.reading.persons", "RW-01")), unit=PERSONS,
        words=_("Retirees on the registers on the last day of the period, and the readings of unions that keep none."),
        group=GROUP, aliases=("RW-01:人数",), catalogue="RW-01",
    ),
    Indicator(
        "retirees.limited", _("Retirees who get about with difficulty or not at all"),
        of=Term("retirees.retirees", where="行动=行动不便|长期卧床"), unit=PERSONS,
        words=_("Retirees on the registers on the last day of the period who cannot come by themselves."), group=GROUP, catalogue="RW-01",
    ),
    Indicator(
        "retirees.visited_share", _("Share of retirees visited"), of=Term("work.persons", "RW-02", "distinct"), over=Term("retirees.retirees"),
        percent=True, words=_("Retirees named in visits or activities within the period, each once, of those on the register on its last day."),
        group=GROUP, catalogue="RW-01",
    ),
    Indicator(
        "retirees.deaths", _("Retirees deceased"), of=Term("retirees.died"), unit=PERSONS, words=_("Retirees who died within the period."),
        group=GROUP, catalogue="RW-01",
    ),
    Indicator(
        "retirees.celebrated_share", _("Share of milestones celebrated"), of=Term("work.persons", "RW-03", "distinct"),
        over=Term("retirees.listed", how="distinct"), percent=True,
        words=_("Persons whose round birthday or golden wedding was celebrated within the period, of those listed for it, each once."),
        group=GROUP, catalogue="RW-03",
    ),
)  # fmt: skip
