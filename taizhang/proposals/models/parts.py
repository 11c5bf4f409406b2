"""What the tables share: parts of a record, written inside an act like the record itself; the classes of a proposal."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from taizhang.kernel import context


class PartQuerySet(models.QuerySet):
    """Parts change one by one inside an act, or are added by Act.create_all."""

    def _refuse(self, *args, **kwargs):
        raise context.OutsideAct(f"{self.model.__name__}: parts of a record change inside an act, one by one.")

    update = delete = bulk_update = bulk_create = _refuse


class PartManager(models.Manager.from_queryset(PartQuerySet)):
    """The manager of parts: Django's, with the queryset's refusals."""


class Part(models.Model):
    """A row that belongs to a record and has no life of its own."""

    objects = PartManager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        context.open_act()
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        context.open_act()
        super().delete(*args, **kwargs)


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
