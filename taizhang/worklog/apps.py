"""The worklog app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorklogConfig(AppConfig):
    name = "taizhang.worklog"
    verbose_name = _("Worklog")
