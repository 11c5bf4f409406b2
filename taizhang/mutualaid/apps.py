"""The mutualaid app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MutualaidConfig(AppConfig):
    name = "taizhang.mutualaid"
    verbose_name = _("Medical mutual aid")
