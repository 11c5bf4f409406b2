"""The archives app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArchivesConfig(AppConfig):
    name = "taizhang.archives"
    verbose_name = _("Rules and archives")
