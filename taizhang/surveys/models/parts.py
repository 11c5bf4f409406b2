"""What the tables of surveys share: parts of a record, written inside an act like the record itself."""

from django.db import models

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
