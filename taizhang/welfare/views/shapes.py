"""The registers and files of care and benefits: its parts, and the pages of ui/registers.py with its addresses."""

from django.utils.translation import gettext_lazy as _

from taizhang.ui.registers import Registers

PARTS = (
    ("home", _("What is due"), "welfare:home"),
    ("visits", _("Events and visits"), "welfare:event_list"),
    ("retirees", _("Retirees"), "welfare:gathering_list"),
    ("stock", _("Store"), "welfare:item_list"),
    ("handouts", _("Hand-outs"), "welfare:handout_list"),
    ("benefits", _("Benefits"), "welfare:benefit_list"),
    ("donations", _("Donations"), "welfare:campaign_list"),
    ("blood", _("Blood donation"), "welfare:blooddrive_list"),
    ("school", _("School places"), "welfare:placement_list"),
)

PAGES = Registers("welfare", PARTS)
