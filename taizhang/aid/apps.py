"""The aid app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AidConfig(AppConfig):
    name = "taizhang.aid"
    verbose_name = _("Hardship aid")
