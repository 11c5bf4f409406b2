"""The welfare app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WelfareConfig(AppConfig):
    name = "taizhang.welfare"
    verbose_name = _("Care and benefits")
