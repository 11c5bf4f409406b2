"""What rounds and honours say to the ledger (catalogue HN-08)."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.honours.models import Nominee, Round
from taizhang.kernel.ledger import Line
from taizhang.kernel.manifest import Measure

ITEMS = pgettext_lazy("count", "items")
NOMINATED = Measure("honours.nominated", _("Nominated for a commendation"), ITEMS)
GIVEN = Measure("honours.given", _("Honours given"), ITEMS)
ASSESSED = Measure("honours.assessed", _("Honours given that follow an assessment"), ITEMS)
WITHDRAWN = Measure("honours.withdrawn", _("Honours withdrawn"), ITEMS)
MEASURES = (NOMINATED, GIVEN, ASSESSED, WITHDRAWN)
FILTERS = {"表彰类别": "honour"}
HN08 = "HN-08"


def round_lines(round):
    """The meeting at which the certificates were handed over."""
    if round.state != Round.State.COMMENDED:
        return
    words = {"kind": HN08, "matter": round.name, "about": {"matter": round.name}}
    yield Line("work.entries", round.commended_on, 1, subject=f"unit:{round.unit_id}", **words)
    if round.ceremony:
        yield Line("work.sessions", round.commended_on, 1, **words)


def nominee_lines(nominee):
    """Nominated on a day; the honour counts the person or the unit, its cash and its goods, each for itself; withdrawal on its own day."""
    category = nominee.category
    kind = "单位" if category.units else "个人"
    words = {"matter": category.name, "about": {"matter": category.name, "honour": category.name}}
    yield Line(NOMINATED.code, nominee.nominated_on, 1, kind=kind, **words)
    if nominee.state not in (Nominee.State.COMMENDED, Nominee.State.WITHDRAWN):
        return
    day = nominee.commended_on
    yield Line(GIVEN.code, day, 1, kind=kind, **words)
    if nominee.is_assessed:
        yield Line(ASSESSED.code, day, 1, kind=kind, **words)
    count = "work.enterprises" if category.units else "work.persons"
    yield Line(count, day, 1, kind=HN08, subject=nominee.subject, **words)
    if category.money:
        yield Line("work.money", day, category.money, kind=HN08, **words)
    if category.goods:
        goods = words["about"] | {"goods": category.goods, "measure_unit": category.measure_unit}
        yield Line("work.goods", day, category.quantity or 1, kind=HN08, matter=category.name, about=goods)
    if nominee.withdrawn_on:
        yield Line(WITHDRAWN.code, nominee.withdrawn_on, 1, kind=kind, **words)
