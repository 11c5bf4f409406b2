"""The registers and files of openness: its parts, and the pages of ui/registers.py with its addresses."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.ui.registers import Registers

PARTS = (
    ("home", _("What is due"), "openness:home"),
    ("disclosures", _("Disclosures"), "openness:disclosure_list"),
    ("opinions", _("Opinions"), "openness:opinion_list"),
    ("items", pgettext_lazy("openness", "Catalogue"), "openness:item_list"),
    ("bodies", pgettext_lazy("openness", "Groups"), "openness:body_list"),
    ("meetings", pgettext_lazy("openness", "Meetings"), "openness:meeting_list"),
    ("books", _("Books and board"), "openness:book_list"),
    ("walls", _("Project sites"), "openness:wall_list"),
    ("firms", _("Enterprises"), "openness:practice_list"),
)

PAGES = Registers("openness", PARTS)
