"""How many stand in each union, kept by the database itself (see migration 0005), so that a page of the register counts nobody."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from taizhang.kernel.models import Unit


class Headcount(models.Model):
    """Memberships of a union, not withdrawn, in one status, of one sex and origin; several rows of these add up.

    Derived: triggers on memberships and persons write it. On PostgreSQL each transaction writes rows of its own (`part` is its number),
    so that nobody waits for somebody else's import; `jobs.fold_headcounts` adds them to the row with part 0. SQLite has one writer: part 0.
    """

    pk = models.CompositePrimaryKey("unit", "status", "sex", "migrant", "part")
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+", db_index=False, verbose_name=_("unit"))
    status = models.CharField(_("status"), max_length=10)
    sex = models.CharField(_("sex"), max_length=1, blank=True)
    migrant = models.CharField(
        _("rural migrant worker"), max_length=3, blank=True
    )  # "yes", "no", "" as the filter asks
    part = models.BigIntegerField(default=0)
    number = models.BigIntegerField(_("number of memberships"))

    class Meta:
        verbose_name = _("headcount of a union")
        verbose_name_plural = _("headcounts of unions")

    def __str__(self):
        return f"{self.unit_id} {self.status} {self.sex} {self.migrant}: {self.number}"
