"""What the parts of a ballot share: they are written inside an act, like the ballot itself."""

from django.db import models

from taizhang.kernel import context


class PartQuerySet(models.QuerySet):
    def _refuse(self, *args, **kwargs):
        raise context.OutsideAct(f"{self.model.__name__}: parts of a ballot change inside an act.")

    update = bulk_update = _refuse

    def bulk_create(self, objs, **kwargs):
        context.open_act()
        return super().bulk_create(objs, **kwargs)

    def delete(self):
        context.open_act()
        return super().delete()


class PartManager(models.Manager.from_queryset(PartQuerySet)):
    """The manager of parts: Django's, with the queryset's refusals."""


class Part(models.Model):
    """A row that belongs to a ballot and changes with it, inside an act."""

    objects = PartManager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        context.open_act()
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        context.open_act()
        return super().delete(*args, **kwargs)
