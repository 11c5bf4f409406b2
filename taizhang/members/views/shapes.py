"""The registers and files of members beside the roster itself, in the shapes of ui/registers.py."""

from django.utils.translation import gettext_lazy as _

from taizhang.ui.registers import Registers

PARTS = (
    ("roster", _("Members"), "members:membership_list"),
    ("applications", _("Admission"), "members:application_list"),
    ("transfers", _("Transfers"), "members:transfer_list"),
    ("cards", _("Cards"), "members:card_list"),
    ("campaigns", _("Re-registration"), "members:reregistration_list"),
    ("balance", _("Balance"), "members:membership_balance"),
)
PAGES = Registers("members", PARTS, void="")
