"""What was done so far about something that takes months: a resolution, a letter, an issue."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.kernel.parts import Part


class Progress(Part):
    """One line of how far a thing has come, on a day. Points at its record by type and number, like evidence."""

    record_type = models.CharField(_("record"), max_length=60)
    record_id = models.BigIntegerField()
    on = models.DateField(_("day"))
    words = models.CharField(pgettext_lazy("congress", "what was done"), max_length=500)

    class Meta:
        verbose_name = _("note of progress")
        verbose_name_plural = _("notes of progress")
        ordering = ["on", "id"]
        indexes = [models.Index(fields=["record_type", "record_id"], name="congress_progress_record")]

    def __str__(self):
        return f"{self.on} {self.words}"
