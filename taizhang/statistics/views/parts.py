"""The parts of statistics as tabs."""

from django.utils.translation import gettext_lazy as _

from taizhang.ui.registers import Registers

PARTS = (
    ("tables", _("Statistics tables"), "statistics:table_list"),
    ("returns", _("Annual survey"), "statistics:return_list"),
    ("summary", _("Summary of the survey"), "statistics:return_summary"),
)
PAGES = Registers("statistics", PARTS, attach="", evidence="", void="")
