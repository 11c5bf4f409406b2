"""The tables of the plain ledger: the entry, who organised it jointly, and who is known to have taken part."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from taizhang.intake.models import Batch
from taizhang.kernel.filters import TERRITORY
from taizhang.kernel.models import WorkRecord, WorkRecordQuerySet, within
from taizhang.kernel.parts import CountedPart
from taizhang.members.models import Person
from taizhang.worklog.kinds import COUNTS, KINDS

# The counts that are plain columns; money and goods have rules of their own.
WHOLE_COUNTS = ("persons", "person_times", "households", "enterprises", "items", "sessions")
NUMBERS = (*WHOLE_COUNTS, "amount", "quantity")

# Words of the workbooks that change how an entry counts (README of the sample, issue 2).
TERRITORY_WORD = "全镇统计数"
READING_WORD = "时点数"
COUNTED_ABOVE_WORD = "已由上级计数"


def says(word, remark):
    """Whether a remark says how the entry counts; the territory may be a street (全街道统计数) or a district as well as a town."""
    return bool(TERRITORY.search(remark)) if word == TERRITORY_WORD else word in remark


class EntryQuerySet(WorkRecordQuerySet):
    def visible_to(self, user):
        """Entries of the units that the user may read, and joint ones that those units organised with others."""
        if not user.is_authenticated:
            return self.none()
        paths = user.paths()
        joint = Organiser.objects.filter(within(paths, "unit__path")).values("entry")
        return self.filter(within(paths, "unit__path") | Q(pk__in=joint))


class Entry(WorkRecord):
    """One thing that happened (一笔台账): a date, a kind of the catalogue, what it was, and how much of it."""

    on = models.DateField(_("date"))
    kind = models.CharField(_("kind"), max_length=10)
    matter = models.CharField(_("matter"), max_length=200, blank=True)
    persons = models.IntegerField(_("number of persons"), null=True, blank=True)
    person_times = models.IntegerField(_("number of person-times"), null=True, blank=True)
    households = models.IntegerField(_("number of households"), null=True, blank=True)
    enterprises = models.IntegerField(_("number of enterprises"), null=True, blank=True)
    items = models.IntegerField(_("number of items"), null=True, blank=True)
    sessions = models.IntegerField(_("number of sessions"), null=True, blank=True)
    amount = models.DecimalField(_("amount (yuan)"), max_digits=16, decimal_places=2, null=True, blank=True)
    goods = models.CharField(_("goods"), max_length=60, blank=True)
    quantity = models.DecimalField(_("quantity"), max_digits=16, decimal_places=3, null=True, blank=True)
    measure_unit = models.CharField(_("unit of measure"), max_length=20, blank=True)
    remark = models.CharField(_("remark"), max_length=500, blank=True)
    fields = models.JSONField(_("further fields"), default=dict, blank=True)
    territory = models.BooleanField(_("statistic of the whole territory, not own work"), default=False)
    reading = models.BooleanField(_("reading at a date, not to be added up over time"), default=False)
    counted_above = models.BooleanField(_("already counted in a superior's entry"), default=False)
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="corrections", verbose_name=_("corrects the entry")
    )
    voided_why = models.CharField(_("reason for voiding"), max_length=200, blank=True)
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("import"))
    digest = models.CharField(max_length=64, blank=True, db_index=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        ordering = ["-on", "-id"]
        indexes = [
            models.Index(fields=["-on", "-id"], name="worklog_entry_newest"),
            models.Index(fields=["kind", "on"], name="worklog_entry_kind_on"),
            models.Index(fields=["unit", "on"], name="worklog_entry_unit_on"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(matter="") | Q(*((f"{name}__isnull", False) for name in NUMBERS), _connector=Q.OR),
                name="worklog_entry_says_something",
                violation_error_message=_("Write what happened, or at least one number."),
            ),
            models.CheckConstraint(
                condition=Q(corrects__isnull=False)
                | Q(*(Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__gte": 0}) for name in NUMBERS)),
                name="worklog_entry_negative_only_to_correct",
                violation_error_message=_(
                    "A number below zero is only right in an entry that corrects an earlier one."
                ),
            ),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True) | ~Q(corrects=F("id")), name="worklog_entry_never_corrects_itself"
            ),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True) | Q(reading=False), name="worklog_entry_readings_are_not_reversed"
            ),
        ]

    def __str__(self):
        return self.title()

    def title(self):
        """What it is, in a line: 2008年3月12日 爱心超市：特困职工领取物资."""
        label = self.kind_label
        words = label
        if self.matter and self.matter != label:
            words = gettext("%(kind)s: %(matter)s") % {"kind": label, "matter": self.matter}
        return f"{date_format(self.on, 'DATE_FORMAT')} {words}"

    def get_absolute_url(self):
        return reverse("worklog:entry_detail", args=[self.pk])

    @property
    def declared(self):
        """What the catalogue declares about this kind."""
        return KINDS[self.kind]

    @property
    def kind_label(self):
        kind = self.declared
        return kind.label if (get_language() or "zh").startswith("zh") else kind.label_en

    @property
    def numbers(self):
        """{name: value} of the counts that were given, in the order of the forms."""
        return {name: getattr(self, name) for name in COUNTS if getattr(self, name) is not None}

    @property
    def marked_remark(self):
        """The remark with the words that say how the entry counts, so that a filter 备注~全镇统计数 finds it either way."""
        marks = (
            (self.territory, TERRITORY_WORD),
            (self.reading, READING_WORD),
            (self.counted_above, COUNTED_ABOVE_WORD),
        )
        words = [word for is_so, word in marks if is_so and word not in self.remark]
        return ";".join([*words, self.remark] if self.remark else words)

    @property
    def marks(self):
        """The words of the marks alone, for badges."""
        marks = (
            (self.territory, TERRITORY_WORD),
            (self.reading, READING_WORD),
            (self.counted_above, COUNTED_ABOVE_WORD),
        )
        return [word for is_so, word in marks if is_so]


class PartOfEntry(CountedPart):
    """Something that belongs to an entry and counts with it."""

    whole = "entry"

    class Meta:
        abstract = True


class Organiser(PartOfEntry):
    """A union that organised the event jointly: credited with it, and counted once where both stand below."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="organisers", verbose_name=_("entry"))
    unit = models.ForeignKey("kernel.Unit", models.PROTECT, related_name="+", verbose_name=_("unit"))

    class Meta:
        verbose_name = _("joint organiser")
        verbose_name_plural = _("joint organisers")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["entry", "unit"], name="worklog_organiser_once")]

    def __str__(self):
        return self.unit.name


class Participant(PartOfEntry):
    """Somebody on file who took part, and how often: 人数 counts the person once, 人次 every time."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="participants", verbose_name=_("entry"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("person"))
    times = models.PositiveSmallIntegerField(_("times taken part"), default=1)

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "person"], name="worklog_participant_once"),
            models.CheckConstraint(condition=Q(times__gte=1), name="worklog_participant_at_least_once"),
        ]

    def __str__(self):
        return self.person.name
