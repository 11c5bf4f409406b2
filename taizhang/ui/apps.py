"""The app of shared templates and tags."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UiConfig(AppConfig):
    """Shared pages and tags."""

    name = "taizhang.ui"
    verbose_name = _("pages")
