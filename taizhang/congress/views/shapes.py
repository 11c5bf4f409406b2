"""The registers and files of what follows a congress: its parts, and the pages of ui/registers.py with its addresses."""

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from taizhang.ui.registers import Button, Registers

PARTS = (
    ("sessions", _("Congresses and sessions"), "congress:congress_list"),
    ("home", _("What is due"), "congress:follow_home"),
    ("resolutions", _("Resolutions"), "congress:resolution_list"),
    ("schemes", _("Schemes"), "congress:scheme_list"),
    ("matters", _("Reserved matters"), "congress:matter_list"),
    ("lower", _("Second-level congresses"), "congress:lower_list"),
    ("rounds", _("Rounds among the staff"), "congress:round_list"),
    ("issues", _("Issues"), "congress:issue_list"),
    ("canteens", _("Canteens"), "congress:canteen_list"),
    ("letters", _("Responsibility letters"), "congress:letter_list"),
    ("coverage", _("Coverage of employers"), "congress:coverage_list"),
)

PAGES = Registers(
    "congress",
    PARTS,
    attach="follow_evidence",
    evidence="follow_file",
    void="follow_void",
    tells_missing=True,
    no_evidence=_("Nothing is on record yet: the text, the signed list, a photograph."),
)


def importing(unit, code):
    """The button by which an old register comes in as a workbook."""
    address = f"{reverse('intake:batch_take')}?importer={code}&unit={unit.code}"
    return Button("congress.import_register", address, gettext("Import"), picture="file-import")
