"""The registers and files of rules and archives: its parts, how a record is found, and what every record has: evidence and voiding."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taizhang.archives import actions, forms
from taizhang.archives.models import Destruction, Dossier, Regulation
from taizhang.ui.registers import Cell, Registers, finder, today

PARTS = (
    ("rules", gettext_lazy("Rulebook of the unit"), "archives:regulation_list"),
    ("files", gettext_lazy("Files of the archives"), "archives:dossier_list"),
    ("unfiled", gettext_lazy("Without a file"), "archives:unfiled_list"),
    ("destruction", gettext_lazy("Destruction"), "archives:destruction_list"),
)
PAGES = Registers("archives", PARTS, tells_missing=True)
own_regulation, own_dossier, own_destruction = finder(Regulation), finder(Dossier), finder(Destruction)
FINDERS = {"regulation": own_regulation, "dossier": own_dossier, "destruction": own_destruction}
evidence_add, evidence_file, record_void = PAGES.of_every_record(
    FINDERS, forms.EvidenceForm, actions.attach, actions.void
)


def kept(one):
    """A cell with the day until which a file is kept: amber when it is over."""
    if one.closed_on is None:
        return Cell("")
    if one.keep_until is None:
        return Cell(_("permanently"))
    over = one.keep_until < today() and one.state == Dossier.State.CLOSED
    return Cell(one.keep_until.isoformat(), tone="amber" if over else "")
