"""A statistics table: the question, never the numbers. What it says is asked of the ledger whenever it is opened."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.kernel.models import WorkRecord


class Table(WorkRecord):
    """统计表: rows of units, columns of indicators, for a period, as known at a moment, on one of the trees."""

    class Rows(models.TextChoices):
        CHILDREN = "children", _("the units directly below")
        KIND = "kind", _("all units of one kind below")
        LEVEL = "level", _("all units of one level below")
        ALL = "all", _("all units below, as a tree")

    class Layout(models.TextChoices):
        VALUE = "value", pgettext_lazy("layout", "one number")
        MONTHS = "months", pgettext_lazy("layout", "month by month")
        YEAR = "year", pgettext_lazy("layout", "beside the year before")

    BEFORE = "before"  # of a column: the same days a year earlier

    name = models.CharField(_("title"), max_length=120)
    rows = models.CharField(_("rows"), max_length=10, choices=Rows, default=Rows.CHILDREN)
    kind = models.CharField(_("kind of unit"), max_length=40, blank=True, default="")
    level = models.PositiveSmallIntegerField(_("level"), null=True, blank=True)
    subtotals = models.BooleanField(_("with subtotals of the units in between"), default=True)
    # [{"code", "nature", "layout", "group", "of", "tree"}, …] in the order of the columns; `of` and `tree` only where they are not the table's.
    columns = models.JSONField(_("columns"), default=list, blank=True)
    period = models.CharField(_("period"), max_length=40, blank=True, default="")
    known_on = models.DateField(_("as known on"), null=True, blank=True)
    tree = models.CharField(_("tree"), max_length=10, default="then")
    remark = models.CharField(_("remark"), max_length=200, blank=True, default="")

    class Meta:
        verbose_name = _("statistics table")
        verbose_name_plural = _("statistics tables")
        ordering = ["name", "id"]
        indexes = [models.Index(fields=["unit", "name"], name="statistics_table_unit")]

    def __str__(self):
        return self.name

    def title(self):
        return self.name

    def get_absolute_url(self):
        return reverse("statistics:table_detail", args=[self.pk])
