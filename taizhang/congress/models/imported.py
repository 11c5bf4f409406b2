"""What a workbook brought in: records that know their import, so that it can be taken back as a whole."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from taizhang.intake.models import Batch
from taizhang.kernel.models import WorkRecord


class Imported(WorkRecord):
    """A record of the follow-up that may have come in with an old register."""

    batch = models.ForeignKey(
        Batch, models.PROTECT, null=True, blank=True, editable=False, related_name="+", verbose_name=_("import")
    )

    class Meta:
        abstract = True
