"""What rules and files say to the ledger (catalogue OM-15)."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.archives.models import Destruction, Dossier
from taizhang.kernel.ledger import Line
from taizhang.kernel.manifest import Measure

ITEMS = pgettext_lazy("count", "items")
IN_FORCE = Measure("archives.in_force", _("Regulations in force"), ITEMS, nature="balance")
REVISED = Measure("archives.revised", _("Regulations revised"), ITEMS)
DISPLAYED = Measure("archives.displayed", _("Regulations put up on walls"), ITEMS)
KEPT = Measure("archives.kept", _("Files kept in the archives"), ITEMS, nature="balance")
FILED = Measure("archives.filed", _("Records put on file"), ITEMS)
DESTROYED = Measure("archives.destroyed", _("Files destroyed by an approved list"), ITEMS)
MEASURES = (IN_FORCE, REVISED, DISPLAYED, KEPT, FILED, DESTROYED)
FILTERS = {"档案类别": "archive"}
OM15 = "OM-15"


def regulation_lines(regulation):
    """Adopted: one item; in force until it is withdrawn; each further edition a revision; each wall a display."""
    about = {"matter": regulation.name, "archive": "制度"}
    if regulation.in_force_from:
        words = {"matter": regulation.name, "about": about}
        yield Line("work.items", regulation.in_force_from, 1, kind=OM15, **words)
        yield Line(
            "work.entries", regulation.in_force_from, 1, kind=OM15, subject=f"unit:{regulation.unit_id}", **words
        )
        yield Line(IN_FORCE.code, regulation.in_force_from, 1, about=about)
        if regulation.withdrawn_on:
            yield Line(IN_FORCE.code, regulation.withdrawn_on, -1, about=about)
    for edition in regulation.editions.all():
        if edition.adopted_on and edition.number > 1:
            yield Line(REVISED.code, edition.adopted_on, 1, about=about)
    for display in regulation.displays.all():
        yield Line(DISPLAYED.code, display.on, 1, about=about)


def dossier_lines(dossier):
    """Archived: one item, kept until destroyed; every record that it points to is on file."""
    about = {"matter": dossier.title_words, "archive": dossier.category}
    for item in dossier.items.all():
        if item.record_id is not None and item.on:
            yield Line(FILED.code, item.on, 1, about=about)
    if dossier.closed_on is None:
        return
    words = {"matter": dossier.title_words, "about": about}
    yield Line("work.items", dossier.closed_on, 1, kind=OM15, **words)
    yield Line("work.entries", dossier.closed_on, 1, kind=OM15, subject=f"unit:{dossier.unit_id}", **words)
    yield Line(KEPT.code, dossier.closed_on, 1, kind=dossier.category, about=about)
    if dossier.state == Dossier.State.DESTROYED:
        yield Line(KEPT.code, dossier.destroyed_on, -1, kind=dossier.category, about=about)


def destruction_lines(destruction):
    """So many files were destroyed on that day."""
    if destruction.state == Destruction.State.DONE:
        number = len(destruction.lines.all())
        yield Line(DESTROYED.code, destruction.carried_out_on, number, about={"matter": destruction.name})
