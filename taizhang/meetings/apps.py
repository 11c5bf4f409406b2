"""The meetings app."""

from django.apps import AppConfig
from django.utils.translation import pgettext_lazy


class MeetingsConfig(AppConfig):
    name = "taizhang.meetings"
    verbose_name = pgettext_lazy("meeting", "Meetings")
