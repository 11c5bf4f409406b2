"""What the tables share: levels of audience, ways to disclose, what items are about."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Audience(models.TextChoices):
    """Before whom an item is opened: different content at different ranges (两本一栏)."""

    PUBLIC = "public", pgettext_lazy("audience", "everybody")
    MEMBERS = "members", pgettext_lazy("audience", "staff of the unit")
    DELEGATES = "delegates", pgettext_lazy("audience", "delegates of the congress")
    CONCERNED = "concerned", pgettext_lazy("audience", "those concerned")


class Channel(models.TextChoices):
    """Where an item is opened; one item may go out by several."""

    PAGE = "page", _("web page")
    BOARD = "board", _("notice board")
    MEETING = "meeting", pgettext_lazy("channel", "meeting")
    CONGRESS = "congress", _("workers' congress")
    DOCUMENT = "document", _("document or bulletin")
    INTRANET = "intranet", _("intranet")
    CHAT = "chat", _("chat group")


class Topic(models.TextChoices):
    """What an item is about (DOMAIN A6: major decisions, leaders, matters of staff interest)."""

    MAJOR = "major", _("major decisions")
    CADRES = "cadres", _("appointment and conduct of leaders")
    FINANCE = "finance", _("budget and large spending")
    STAFF = "staff", _("interests of staff")
    PRODUCTION = "production", _("production and management")
    AID = "aid", _("aid and benefits to persons")
    HONOURS = "honours", _("honours and titles")
    SERVICE = "service", _("charges, admission and services")
