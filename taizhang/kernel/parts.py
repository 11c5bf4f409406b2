"""Rows that belong to a record: they have no audit line of their own and change only while an act on their record is open."""

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
        return super().delete(*args, **kwargs)


class CountedPart(models.Model):
    """A row that counts with its record: whenever it changes, the record's facts follow."""

    whole = ""  # the field that leads to the record

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        act = context.open_act()
        super().save(*args, **kwargs)
        act.touch(getattr(self, self.whole))

    def delete(self, *args, **kwargs):
        act = context.open_act()
        super().delete(*args, **kwargs)
        act.touch(getattr(self, self.whole))
