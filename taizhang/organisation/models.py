"""The tables of the organisation: what is on file about a unit, and how many staff it had since when."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from taizhang.intake.models import Batch
from taizhang.kernel.models import Unit, WorkRecord, WorkRecordQuerySet
from taizhang.kernel.parts import Part
from taizhang.organisation import kinds


class SeenWithUnit(WorkRecordQuerySet):
    """Who sees the unit sees what is on file about it; that holds for administrators too."""

    def visible_to(self, user):
        return self.filter(unit__in=Unit.objects.visible_to(user))


class Profile(WorkRecord):
    """What is on file about one unit: a union, or an employer or community that has none yet. One per unit."""

    class Ownership(models.TextChoices):
        """单位性质 as the union form lists them; workbooks write further words, which are kept as written."""

        STATE = "国有", _("state-owned")
        COLLECTIVE = "集体", _("collective")
        SHARED = "股份合作", _("joint-stock cooperative")
        ASSOCIATED = "联营", _("associated")
        STATE_SOLE = "国有独资公司", _("solely state-owned company")
        LIMITED = "有限责任公司", _("limited company")
        STATE_HELD = "国有控股", _("state-controlled company")
        STOCK = "股份有限公司", _("stock company")
        PRIVATE = "私营", _("private")
        OTHER_DOMESTIC = "其他内资", _("other domestic")
        HONG_KONG = "港澳台", _("Hong Kong, Macao, Taiwan")
        FOREIGN = "外商", _("foreign")
        INSTITUTION = "事业单位", _("public institution")
        ORGAN = "机关", _("public office")
        INDIVIDUAL = "个体经济组织", _("individual business")
        NON_ENTERPRISE = "民办非企业", _("private non-enterprise")
        COMMUNITY = "社区", _("community")

    kind_words = models.CharField(_("kind as it is called here"), max_length=40, blank=True)
    founded_on = models.DateField(_("union founded on"), null=True, blank=True)
    community = models.CharField(_("community or village"), max_length=60, blank=True)
    party = models.CharField(_("Party organisation"), max_length=60, blank=True)
    ownership = models.CharField(_("ownership"), max_length=30, blank=True)
    staff = models.PositiveIntegerField(_("staff"), null=True, blank=True)
    credit_code = models.CharField(_("unified social credit code"), max_length=18, blank=True)
    remark = models.CharField(_("remark"), max_length=500, blank=True)
    aliases = models.CharField(
        _("former names and other spellings"), max_length=300, blank=True, help_text=_("Separate several by “、”.")
    )
    chair_name = models.CharField(_("chair"), max_length=30, blank=True)
    phone = models.CharField(_("office telephone"), max_length=30, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    industry = models.CharField(_("industry"), max_length=60, blank=True)
    approval_no = models.CharField(
        _("approval of the level above, document no."),
        max_length=60,
        blank=True,
        help_text=_("Trade Union Law, article 12: every union is approved by the union one level up."),
    )
    legal_person_no = models.CharField(_("legal person certificate no."), max_length=60, blank=True)
    legal_person_on = models.DateField(_("registered as a legal person on"), null=True, blank=True)
    term_since = models.DateField(_("present term since"), null=True, blank=True)
    term_until = models.DateField(_("present term ends on"), null=True, blank=True)
    covered_by = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("covered by the joint union"),
        help_text=_("For an employer without a union of its own whose staff belong to a joint union."),
    )
    # An employer that was on the list before its union was founded keeps counting as one without a union up to that day.
    was_kind = models.CharField(_("kind before the founding"), max_length=40, blank=True)
    # What it was called and which kind it was before, oldest first: [{"until": day, "name": …, "kind": …, "words": …}, …].
    earlier = models.JSONField(default=list, blank=True, editable=False)
    dissolved_on = models.DateField(_("dissolved on"), null=True, blank=True)
    dissolved_why = models.CharField(_("reason for dissolving"), max_length=200, blank=True)
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("import"))

    objects = SeenWithUnit.as_manager()

    class Meta:
        verbose_name = _("unit file")
        verbose_name_plural = _("unit files")
        constraints = [
            models.UniqueConstraint(
                fields=["unit"], condition=models.Q(voided_at=None), name="organisation_one_profile_of_a_unit"
            ),
            models.CheckConstraint(
                condition=models.Q(dissolved_on=None)
                | models.Q(founded_on=None)
                | models.Q(dissolved_on__gte=models.F("founded_on")),
                name="organisation_dissolved_after_founded",
            ),
        ]
        indexes = [models.Index(fields=["community"], name="organisation_community")]

    def __str__(self):
        return self.unit.name

    def get_absolute_url(self):
        return reverse("organisation:unit_detail", args=[self.unit_id])

    @property
    def type_words(self):
        """类型 as people here say it: the workbook's own word, or the label of the kind."""
        return self.kind_words or self.unit.kind_label

    @property
    def type_shown(self):
        """The kind in the reader's language; the workbook's own word where it has one."""
        return self.kind_words or kinds.name(kinds.of(self.unit.kind))

    @property
    def is_open(self):
        return self.dissolved_on is None and self.voided_at is None

    def called_on(self, day):
        """(name, words of its kind) on a day."""
        for one in self.earlier:
            if day.isoformat() < one["until"]:
                return one["name"], one["words"]
        return self.unit.name, self.type_words


class Headcount(WorkRecord):
    """A dated change of the staff of a unit. Its facts are the unit file's: only there the change has a before and an after."""

    profile = models.ForeignKey(Profile, models.PROTECT, related_name="headcounts", verbose_name=_("unit file"))
    on = models.DateField(_("from the day"))
    staff = models.PositiveIntegerField(_("staff"))
    source = models.CharField(_("according to"), max_length=100, blank=True)

    objects = SeenWithUnit.as_manager()

    class Meta:
        verbose_name = _("headcount")
        verbose_name_plural = _("headcounts")
        ordering = ["on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "on"], condition=models.Q(voided_at=None), name="organisation_one_headcount_a_day"
            )
        ]

    def __str__(self):
        return f"{self.unit.name} {self.on:%Y-%m-%d} {self.staff}"

    def get_absolute_url(self):
        return reverse("organisation:unit_detail", args=[self.unit_id])


class ReorganisationQuerySet(WorkRecordQuerySet):
    def visible_to(self, user):
        """Those decided at a unit that the user sees, and those that concern one."""
        units = Unit.objects.visible_to(user)
        concerned = ReorganisedUnit.objects.filter(models.Q(unit__in=units) | models.Q(into__in=units))
        return self.filter(models.Q(unit__in=units) | models.Q(pk__in=concerned.values("whole")))


class Reorganisation(WorkRecord):
    """One dated change of the tree: drafted, approved by the union above, carried out on its day. `unit` is where it is decided: the
    lowest union that has everything concerned below it. `memo` is what taking it back needs; `foreseen` what was shown when it was asked for.
    """

    class Kind(models.TextChoices):
        FOUND = "found", _("founding")
        MOVE = "move", _("re-parenting")
        RENAME = "rename", _("renaming")
        MERGE = "merge", _("merger")
        SPLIT = "split", _("split")
        DISSOLVE = "dissolve", _("dissolution")
        UNDO = "undo", _("taking back")

    class State(models.TextChoices):
        DRAFT = "draft", _("being drafted")
        ASKED = "asked", _("waiting for approval")
        RETURNED = "returned", _("returned for correction")
        APPROVED = "approved", _("approved, waits for its day")
        DONE = "done", _("carried out")
        REFUSED = "refused", _("refused")
        WITHDRAWN = "withdrawn", _("called off")
        UNDONE = "undone", _("taken back")

    kind = models.CharField(_("kind of change"), max_length=10, choices=Kind)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    drafted_on = models.DateField(_("drafted on"))
    effective_on = models.DateField(_("takes effect on"))
    document_no = models.CharField(_("document no."), max_length=60, blank=True)
    reason = models.CharField(_("reason"), max_length=300)
    approved_on = models.DateField(_("approved on"), null=True, blank=True)
    done_on = models.DateField(_("carried out on"), null=True, blank=True)
    undoes = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="undone_by", verbose_name=_("takes back")
    )
    problem = models.CharField(_("why it could not be carried out"), max_length=500, blank=True)
    foreseen = models.JSONField(_("what was foreseen"), default=dict, blank=True)
    memo = models.JSONField(default=list, blank=True, editable=False)
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("import"))

    objects = ReorganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("reorganisation")
        verbose_name_plural = _("reorganisations")
        ordering = ["-effective_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["undoes"],
                condition=models.Q(voided_at=None, state__in=["draft", "asked", "returned", "approved", "done"]),
                name="organisation_taken_back_once",
            ),
            models.CheckConstraint(
                condition=models.Q(kind="undo", undoes__isnull=False) | ~models.Q(kind="undo") & models.Q(undoes=None),
                name="organisation_undo_names_what_it_undoes",
            ),
        ]
        indexes = [models.Index(fields=["state", "effective_on"], name="organisation_reorganise_due")]

    def __str__(self):
        return self.title()

    def get_absolute_url(self):
        return reverse("organisation:reorganisation_detail", args=[self.pk])

    def title(self):
        """What changes, in a line: 合并 · 东镇总工会、西镇总工会 → 河湾镇总工会."""
        if self.undoes_id:
            return f"{self.get_kind_display()} · {self.undoes.title()}"
        parts = list(self.parts.all())
        before = (
            _("%s and others") % parts[0].words_before
            if len(parts) > SHOWN
            else "、".join(filter(None, (part.words_before for part in parts)))
        )
        after = "、".join(dict.fromkeys(filter(None, (part.words_after for part in parts))))
        return f"{self.get_kind_display()} · " + " → ".join(filter(None, (before, after)))

    @property
    def tone(self):
        """The colour that goes with the words of the state."""
        State = self.State
        return {State.DONE: "green", State.ASKED: "amber", State.APPROVED: "blue", State.RETURNED: "amber"}.get(
            self.state, "grey"
        )

    @property
    def is_draft(self):
        """Whether it may still be changed and asked for."""
        return self.state in (self.State.DRAFT, self.State.RETURNED) and self.voided_at is None


SHOWN = 4  # units named in the title of a reorganisation


class ReorganisedUnit(Part):
    """A unit's part in a reorganisation: it is founded, moves, is renamed, ends, takes over, or is split."""

    class Role(models.TextChoices):
        NEW = "new", _("is founded")
        MOVES = "moves", _("moves")
        RENAMED = "renamed", _("is renamed")
        ENDS = "ends", _("ends")
        SUCCESSOR = "successor", _("takes over")
        SOURCE = "source", _("is split")

    whole = models.ForeignKey(Reorganisation, models.PROTECT, related_name="parts", verbose_name=_("reorganisation"))
    role = models.CharField(_("what happens to it"), max_length=10, choices=Role)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit"))
    into = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("below"))
    name = models.CharField(_("name"), max_length=120, blank=True)
    code = models.CharField(_("code"), max_length=40, blank=True)
    kind = models.CharField(_("kind"), max_length=40, blank=True)
    was = models.CharField(_("name before"), max_length=120, blank=True)
    choice = models.JSONField(
        default=dict, blank=True, editable=False
    )  # members, groups, share, units (see actions.reorganising)

    class Meta:
        verbose_name = _("unit in a reorganisation")
        verbose_name_plural = _("units in reorganisations")
        ordering = ["id"]

    def __str__(self):
        return self.words_before or self.words_after

    @property
    def words_before(self):
        """The unit as it was called when the change was drafted."""
        return "" if self.role in (self.Role.NEW, self.Role.SUCCESSOR) else self.was

    @property
    def words_after(self):
        """What becomes of it: its new name, or the unit below which it stands."""
        Role = self.Role
        if self.role in (Role.NEW, Role.RENAMED):
            return self.name
        if self.role == Role.SUCCESSOR:
            return self.was
        return self.into.name if self.role == Role.MOVES and self.into_id else ""
