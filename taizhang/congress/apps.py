"""The congress app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CongressConfig(AppConfig):
    name = "taizhang.congress"
    verbose_name = _("Workers' congress")
