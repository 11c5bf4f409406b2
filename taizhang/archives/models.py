"""The tables of rules and archives: regulations with their editions and displays; dossiers with what they hold; lists for destruction."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.intake.models import Batch
from taizhang.kernel.models import WorkRecord
from taizhang.kernel.parts import Part


class Regulation(WorkRecord):
    """A rule that a union gave itself, from the draft to its withdrawal; what it said is in its editions."""

    class Kind(models.TextChoices):
        SYSTEM = "制度", pgettext_lazy("regulation", "rules")
        MEASURES = "办法", pgettext_lazy("regulation", "measures")
        DUTIES = "职责", pgettext_lazy("regulation", "duties")
        PROCEDURE = "流程", pgettext_lazy("regulation", "procedure")
        OTHER = "其他", pgettext_lazy("regulation", "other")

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("regulation", "draft")
        ADOPTED = "adopted", pgettext_lazy("regulation", "adopted")
        REVISING = "revising", pgettext_lazy("regulation", "in force, being revised")
        WITHDRAWN = "withdrawn", pgettext_lazy("regulation", "withdrawn")

    name = models.CharField(_("name"), max_length=80)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.SYSTEM)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    in_force_from = models.DateField(_("in force from"), null=True, blank=True)
    withdrawn_on = models.DateField(pgettext_lazy("regulation", "withdrawn on"), null=True, blank=True)
    withdrawn_by = models.CharField(_("withdrawn by"), max_length=120, blank=True)
    why = models.CharField(_("reason"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("regulation of a union")
        verbose_name_plural = _("regulations of unions")
        ordering = ["unit", "name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "name"],
                condition=Q(voided_at=None, withdrawn_on=None),
                name="archives_a_regulation_of_a_name",
                violation_error_message=_("A regulation of this name is on file already."),
            )
        ]

    def __str__(self):
        return self.name

    def title(self):
        return self.name

    def get_absolute_url(self):
        return reverse("archives:regulation_detail", args=[self.pk])

    @property
    def tone(self):
        return {"draft": "blue", "adopted": "green", "revising": "amber"}.get(self.state, "grey")


class Edition(Part):
    """What a regulation says from a day to a day (half open); the one that is not adopted yet is the draft."""

    regulation = models.ForeignKey(Regulation, models.PROTECT, related_name="editions", verbose_name=_("regulation"))
    number = models.PositiveSmallIntegerField(pgettext_lazy("archives", "edition"))
    text = models.TextField(_("text"))
    changes = models.CharField(_("what was changed and why"), max_length=300, blank=True)
    drafted_on = models.DateField(_("drafted on"))
    adopted_on = models.DateField(_("adopted on"), null=True, blank=True)
    adopted_by = models.CharField(_("adopted by"), max_length=120, blank=True)
    document_no = models.CharField(_("document no."), max_length=60, blank=True)
    since = models.DateField(_("in force from"), null=True, blank=True)
    until = models.DateField(_("no longer from"), null=True, blank=True)

    class Meta:
        verbose_name = _("edition of a regulation")
        verbose_name_plural = _("editions of regulations")
        ordering = ["regulation", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["regulation", "number"], name="archives_edition_number"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("since")), name="archives_edition_ends_after_it_begins"
            ),
        ]

    def __str__(self):
        return f"{self.regulation.name} {self.number}"


class Display(Part):
    """Where an edition hangs, from a day to a day; the photograph is evidence of the regulation."""

    regulation = models.ForeignKey(Regulation, models.PROTECT, related_name="displays", verbose_name=_("regulation"))
    edition = models.ForeignKey(
        Edition, models.PROTECT, related_name="displays", verbose_name=pgettext_lazy("archives", "edition")
    )
    where = models.CharField(pgettext_lazy("archives", "where it hangs"), max_length=120)
    on = models.DateField(_("put up on"))
    until = models.DateField(_("taken down on"), null=True, blank=True)

    class Meta:
        verbose_name = _("display of a regulation")
        verbose_name_plural = _("displays of regulations")
        ordering = ["regulation", "-on", "-pk"]

    def __str__(self):
        return self.where


class Dossier(WorkRecord):
    """A file of the archives: what it holds, how long it is kept."""

    class Category(models.TextChoices):
        ACTIVITY = "活动", pgettext_lazy("archives", "activities")
        DOCUMENT = "文书", pgettext_lazy("archives", "correspondence")
        MEETING = "会议", pgettext_lazy("archives", "meetings")
        CONGRESS = "职代会", pgettext_lazy("archives", "congress")
        ELECTION = "换届选举", pgettext_lazy("archives", "elections")
        HONOUR = "表彰", pgettext_lazy("archives", "commendation")
        AID = "帮扶", pgettext_lazy("archives", "aid")
        PETITION = "信访", pgettext_lazy("archives", "petitions")
        ACCOUNT = "会计", pgettext_lazy("archives", "accounts")
        WAGE = "工资台账", pgettext_lazy("archives", "wage ledgers")
        CONTRACT = "劳动合同", pgettext_lazy("archives", "ended labour contracts")
        OTHER = "其他", pgettext_lazy("archives", "other")

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("dossier", "being filled")
        CLOSED = "closed", pgettext_lazy("dossier", "archived")
        LISTED = "listed", pgettext_lazy("dossier", "listed for destruction")
        DESTROYED = "destroyed", pgettext_lazy("dossier", "destroyed")

    number = models.CharField(_("file no."), max_length=40)
    title_words = models.CharField(_("title"), max_length=120)
    category = models.CharField(pgettext_lazy("archives", "category"), max_length=10, choices=Category)
    year = models.PositiveSmallIntegerField(_("year"))
    opened_on = models.DateField(pgettext_lazy("archives", "opened on"))
    place = models.CharField(pgettext_lazy("archives", "where it stands"), max_length=80, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    closed_on = models.DateField(_("archived on"), null=True, blank=True)
    keep_until = models.DateField(_("kept until"), null=True, blank=True)
    keep_words = models.CharField(_("retention in words"), max_length=300, blank=True)
    paper_items = models.PositiveIntegerField(_("papers counted"), null=True, blank=True)
    destroyed_on = models.DateField(_("destroyed on"), null=True, blank=True)
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("import"))

    class Meta:
        verbose_name = _("file of the archives")
        verbose_name_plural = _("files of the archives")
        ordering = ["unit", "-year", "number", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "number"],
                condition=Q(voided_at=None),
                name="archives_file_number",
                violation_error_message=_("A file bears this number already."),
            ),
            models.CheckConstraint(
                condition=Q(state="open") | Q(closed_on__isnull=False), name="archives_closed_on_a_day"
            ),
        ]
        indexes = [models.Index(fields=["unit", "state", "keep_until"], name="archives_unit_state")]

    def __str__(self):
        return self.title_words

    def title(self):
        return f"{self.number} {self.title_words}"

    def get_absolute_url(self):
        return reverse("archives:dossier_detail", args=[self.pk])

    @property
    def tone(self):
        return {"open": "blue", "closed": "green", "listed": "amber"}.get(self.state, "grey")


class Item(Part):
    """A paper in a file, or a record of the house that the file points to."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="items", verbose_name=_("file of the archives"))
    position = models.PositiveIntegerField(pgettext_lazy("archives", "number"))
    words = models.CharField(_("what it is"), max_length=200)
    on = models.DateField(_("day"), null=True, blank=True)
    pages = models.PositiveIntegerField(pgettext_lazy("archives", "pages"), null=True, blank=True)
    record_type = models.CharField(_("record"), max_length=60, blank=True)
    record_id = models.BigIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = _("item of a file")
        verbose_name_plural = _("items of files")
        ordering = ["dossier", "position"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "position"], name="archives_item_position"),
            models.UniqueConstraint(
                fields=["dossier", "record_type", "record_id"],
                condition=Q(record_id__isnull=False),
                name="archives_a_record_once_in_a_file",
            ),
        ]
        indexes = [models.Index(fields=["record_type", "record_id"], name="archives_item_record")]

    def __str__(self):
        return self.words


class Destruction(WorkRecord):
    """A list of files whose time is over: asked for, approved, carried out before two witnesses."""

    class State(models.TextChoices):
        ASKED = "asked", pgettext_lazy("destruction", "under approval")
        RETURNED = "returned", pgettext_lazy("destruction", "returned")
        APPROVED = "approved", pgettext_lazy("destruction", "approved")
        REFUSED = "refused", pgettext_lazy("destruction", "not approved")
        DONE = "done", pgettext_lazy("destruction", "carried out")

    name = models.CharField(_("name"), max_length=80)
    on = models.DateField(_("drawn up on"))
    opinion = models.CharField(_("opinion of the appraisal"), max_length=300)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.ASKED)
    approved_on = models.DateField(_("approved on"), null=True, blank=True)
    carried_out_on = models.DateField(pgettext_lazy("archives", "carried out on"), null=True, blank=True)
    witnesses = models.CharField(_("witnesses"), max_length=120, blank=True)
    why = models.CharField(_("reason"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("destruction list")
        verbose_name_plural = _("destruction lists")
        ordering = ["-on", "-id"]

    def __str__(self):
        return self.name

    def title(self):
        return self.name

    def get_absolute_url(self):
        return reverse("archives:destruction_detail", args=[self.pk])

    @property
    def tone(self):
        return {"asked": "amber", "returned": "amber", "approved": "blue", "done": "green"}.get(self.state, "grey")


class DestructionLine(Part):
    """A file on a destruction list."""

    destruction = models.ForeignKey(
        Destruction, models.PROTECT, related_name="lines", verbose_name=_("destruction list")
    )
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="lines", verbose_name=_("file of the archives"))

    class Meta:
        verbose_name = _("line of a destruction list")
        verbose_name_plural = _("lines of destruction lists")
        ordering = ["destruction", "dossier__number", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["destruction", "dossier"], name="archives_a_file_once_on_a_list")
        ]

    def __str__(self):
        return self.dossier.title()
