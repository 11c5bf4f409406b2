"""What the parts of a ballot share: an electorate comes and goes by the thousand, inside an act like every part."""

from django.db import models

from taizhang.kernel import context, parts


class PartQuerySet(parts.PartQuerySet):
    """Parts of a ballot may also be added and taken away many at a time."""

    def bulk_create(self, objs, **kwargs):
        context.open_act()
        return models.QuerySet.bulk_create(self, objs, **kwargs)

    def delete(self):
        context.open_act()
        return models.QuerySet.delete(self)


class Part(parts.Part):
    """A row that belongs to a ballot."""

    objects = models.Manager.from_queryset(PartQuerySet)()  # type: ignore[assignment]

    class Meta:
        abstract = True
