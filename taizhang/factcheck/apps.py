"""The factcheck app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FactcheckConfig(AppConfig):
    name = "taizhang.factcheck"
    verbose_name = _("Report checker")
