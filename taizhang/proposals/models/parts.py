"""What the tables share: the classes of a proposal."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Subject(models.TextChoices):
    """提案类别 (DOMAIN F): what a proposal or a suggestion is about."""

    WORK = "教学科研/生产经营", _("teaching, research, production")
    MANAGEMENT = "管理", _("matters of management")
    STAFF = "队伍/人事分配", _("staff, posts, pay")
    SERVICE = "后勤保障", _("services and supplies")
    WELFARE = "生活福利", _("matters of welfare")
    SAFETY = "安全劳保", _("safety and labour protection")
    CULTURE = "文化建设", _("matters of culture")
    OTHER = "其他", _("other matters")
