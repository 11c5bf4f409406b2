"""What retirees, visits and celebrations say to the ledger (catalogue RW-01, RW-02, RW-03)."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.kernel.ledger import Line
from taizhang.kernel.manifest import Measure
from taizhang.retirees.models import Celebration, Retiree

PERSONS = pgettext_lazy("count", "persons")
RETIREES = Measure("retirees.retirees", _("Retirees on the register"), PERSONS, nature="balance")
DIED = Measure("retirees.died", _("Retirees deceased"), PERSONS)
HANDED_OVER = Measure("retirees.handed_over", _("Changes of group leaders"), pgettext_lazy("count", "times"))
LISTED = Measure("retirees.listed", _("Celebrations listed"), PERSONS)
MEASURES = (RETIREES, DIED, HANDED_OVER, LISTED)

FILTERS = {"行动": "mobility", "祝贺": "occasion"}


def retiree_lines(retiree):
    """On the register from a day on, until death or moving away."""
    about = {"sex": retiree.sex, "mobility": retiree.mobility, "group": retiree.group.name if retiree.group_id else ""}
    yield Line(RETIREES.code, retiree.registered_on, 1, subject=retiree.subject, about=about)
    if retiree.ended_on:
        yield Line(RETIREES.code, retiree.ended_on, -1, subject=retiree.subject, about=about)
        if retiree.state == Retiree.State.DIED:
            yield Line(DIED.code, retiree.ended_on, 1, subject=retiree.subject, about=about)


def leadership_lines(leadership):
    """Every taking over counts on its day."""
    yield Line(HANDED_OVER.code, leadership.since, 1, about={"group": leadership.group.name})


def visit_lines(visit):
    """A visit counts as one person-time, and its cash as money."""
    about = {"matter": visit.occasion, "group": visit.retiree.group.name if visit.retiree.group_id else ""}
    yield Line("work.persons", visit.on, 1, kind="RW-02", subject=visit.retiree.subject, about=about)
    yield Line("work.person_times", visit.on, 1, kind="RW-02", subject=visit.retiree.subject, about=about)
    if visit.amount:
        yield Line("work.money", visit.on, visit.amount, kind="RW-02", about=about)


def celebration_lines(celebration):
    """Listed for its day; celebrated on the day on which it was."""
    subject = celebration.retiree.subject
    about = {"matter": celebration.matter, "occasion": celebration.occasion}
    yield Line(LISTED.code, celebration.due_on, 1, subject=subject, about=about)
    if celebration.state != Celebration.State.CELEBRATED:
        return
    day = celebration.celebrated_on
    yield Line("work.persons", day, 1, kind="RW-03", subject=subject, about=about)
    if celebration.amount:
        yield Line("work.money", day, celebration.amount, kind="RW-03", about=about)
    if celebration.quantity:
        goods = {**about, "goods": celebration.gift, "measure_unit": "份"}
        yield Line("work.goods", day, celebration.quantity, kind="RW-03", about=goods)
