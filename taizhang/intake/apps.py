"""The intake app: workbooks come in."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IntakeConfig(AppConfig):
    name = "taizhang.intake"
    verbose_name = _("Imports")
