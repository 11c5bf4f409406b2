"""The app of what machines ask."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApiConfig(AppConfig):
    """The interface for machines."""

    name = "taizhang.api"
    verbose_name = _("interface")
