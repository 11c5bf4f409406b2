"""The app of the staff's own pages."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    """The desk."""

    name = "taizhang.desk"
    verbose_name = _("desk")
