"""The outreach app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OutreachConfig(AppConfig):
    name = "taizhang.outreach"
    verbose_name = _("Founding and census")
