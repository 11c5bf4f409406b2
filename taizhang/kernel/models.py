"""The kernel's tables: the tree of units, users and posts, acts, and the ledger that is derived from the work."""

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from treebeard.mp_tree import MP_Node, MP_NodeManager, MP_NodeQuerySet

from taizhang.kernel import context
from taizhang.kernel.manifest import registry


def path_end(path):
    """The first path after the subtree of `path`: subtree = path ≤ p < path_end(path). A range, because LIKE scans."""
    return path + "\uffff"


def within(paths, field="path"):
    """Q: the row's path lies in the subtree of one of `paths`."""
    condition = models.Q(pk__in=[])
    for path in paths:
        condition |= models.Q(**{f"{field}__gte": path, f"{field}__lt": path_end(path)})
    return condition


class UnitQuerySet(MP_NodeQuerySet):
    def visible_to(self, user):
        """Units that the user may see: those of his posts and everything below. Administrators see the whole tree."""
        if not user.is_authenticated:
            return self.none()
        if user.is_administrator:
            return self
        return self.filter(within(user.paths(reading=False)))

    def below(self, unit):
        """The unit and everything below it."""
        return self.filter(within([unit.path]))


class UnitManager(MP_NodeManager.from_queryset(UnitQuerySet)):
    """The tree's manager with the house's questions; treebeard's own would hand out its plain queryset."""

    def get_queryset(self):
        return UnitQuerySet(self.model, using=self._db).order_by("path")


class Unit(MP_Node):
    """A place in the organisation tree: a union, or an employer or community that has none yet."""

    code = models.CharField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=40, db_index=True)
    since = models.DateField(_("founded on"), null=True, blank=True)
    until = models.DateField(_("dissolved on"), null=True, blank=True)

    objects = UnitManager()
    node_order_by = []

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = ["path"]

    def __str__(self):
        return self.name

    @property
    def label(self):
        return self.name

    @property
    def kind_label(self):
        kind = registry.unit_kinds.get(self.kind)
        return kind.label if kind else self.kind

    def ancestor_paths(self):
        return [self.path[:end] for end in range(self.steplen, len(self.path), self.steplen)]

    def ancestors(self):
        return Unit.objects.filter(path__in=self.ancestor_paths())

    def parent(self):
        paths = self.ancestor_paths()
        return Unit.objects.filter(path=paths[-1]).first() if paths else None

    def children(self):
        return Unit.objects.filter(path__gt=self.path, path__lt=path_end(self.path), depth=self.depth + 1).order_by(
            "path"
        )

    def is_in(self, other):
        """Whether this unit is `other` or stands below it."""
        return self.path.startswith(other.path)


class UserManager(BaseUserManager):
    def get_by_natural_key(self, username):
        return self.get(username=username)


class User(AbstractBaseUser):
    """Somebody who signs in. What he may do comes from his posts."""

    class TextSize(models.TextChoices):
        NORMAL = "normal", _("normal")
        LARGE = "large", _("large")
        LARGER = "larger", _("larger")

    username = models.CharField(_("user name"), max_length=150, unique=True)
    name = models.CharField(_("name"), max_length=60)
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, default="zh-hans")
    text_size = models.CharField(_("text size"), max_length=10, choices=TextSize, default=TextSize.NORMAL)
    is_administrator = models.BooleanField(_("administrator of this installation"), default=False)
    is_active = models.BooleanField(_("may sign in"), default=True)
    joined_at = models.DateTimeField(_("created at"), default=timezone.now)

    objects = UserManager()
    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        ordering = ["username"]

    def __str__(self):
        return self.name or self.username

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return self.name

    def standing_posts(self, on=None):
        return self.posts.in_force(on or timezone.localdate()).select_related("unit")

    def paths(self, *, reading=True):
        """Paths of the units whose subtree the user sees today (records when `reading`)."""
        posts = self.standing_posts()
        if reading:
            posts = posts.filter(role__in=registry.readers())
        return list(posts.values_list("unit__path", flat=True).distinct())


class PostQuerySet(models.QuerySet):
    def in_force(self, on):
        return self.filter(since__lte=on).filter(models.Q(until=None) | models.Q(until__gt=on))


class Post(models.Model):
    """A person in a role at a unit for a time (half open). Written by organisation.appoint and end_post only."""

    user = models.ForeignKey(User, models.PROTECT, related_name="posts", verbose_name=_("user"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posts", verbose_name=_("unit"))
    role = models.CharField(_("role"), max_length=20)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        ordering = ["unit", "role", "since"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                name="post_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["user", "unit", "role"], condition=models.Q(until=None), name="one_standing_post_of_a_role"
            ),
        ]

    def __str__(self):
        return f"{self.user} · {self.role_label} · {self.unit}"

    @property
    def role_label(self):
        role = registry.roles.get(self.role)
        return role.label if role else self.role


class AppendOnlyViolation(RuntimeError):
    """Somebody tried to change or remove a line that may only be added."""


class AppendOnlyQuerySet(models.QuerySet):
    def update(self, **kwargs):
        raise AppendOnlyViolation(self.model.__name__)

    def delete(self):
        raise AppendOnlyViolation(self.model.__name__)

    def bulk_update(self, *args, **kwargs):
        raise AppendOnlyViolation(self.model.__name__)


class AppendOnly(models.Model):
    """A table to which lines are only added; database triggers refuse the rest on both engines."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if self.pk is not None and not self._state.adding:
            raise AppendOnlyViolation(type(self).__name__)
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise AppendOnlyViolation(type(self).__name__)


class ActLog(AppendOnly):
    """One line per act: who did what, where, to which record, when."""

    code = models.CharField(_("act"), max_length=60)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="acts", verbose_name=_("by"))
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="acts", verbose_name=_("unit"))
    record_type = models.CharField(_("record"), max_length=60, blank=True)
    record_id = models.BigIntegerField(null=True)
    at = models.DateTimeField(_("at"), db_index=True)
    on = models.DateField(_("date of the matter"), null=True)
    notes = models.JSONField(_("notes"), default=dict)
    request_id = models.CharField(max_length=40, blank=True)

    class Meta:
        verbose_name = _("act log")
        verbose_name_plural = _("act log")
        ordering = ["-id"]
        indexes = [models.Index(fields=["record_type", "record_id"], name="actlog_record")]

    def __str__(self):
        return f"{self.code} #{self.pk}"

    @property
    def label(self):
        act = registry.acts.get(self.code)
        return act.label if act else self.code


class Wording(AppendOnly):
    """The words that records say of themselves and that a filter may ask for, each combination kept once."""

    digest = models.CharField(max_length=32, unique=True)
    words = models.JSONField(_("words"), default=dict)

    class Meta:
        verbose_name = _("wording")
        verbose_name_plural = _("wordings")

    def __str__(self):
        return self.digest


class Posting(AppendOnly):
    """What a record said when an act posted it. A correction is a posting that reverses this one and a new one beside it."""

    act = models.ForeignKey(ActLog, models.PROTECT, related_name="postings", verbose_name=_("act"))
    record_type = models.CharField(_("record"), max_length=60)
    record_id = models.BigIntegerField()
    wording = models.ForeignKey(Wording, models.PROTECT, related_name="+", db_index=False, verbose_name=_("wording"))
    reverses = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="reversal", verbose_name=_("reverses")
    )
    posted_at = models.DateTimeField(_("posted at"))

    class Meta:
        verbose_name = _("posting")
        verbose_name_plural = _("postings")
        indexes = [models.Index(fields=["record_type", "record_id"], name="posting_record")]

    def __str__(self):
        return f"{self.record_type} {self.record_id}"

    @property
    def about(self):
        """The words: {"matter": …, "remark": …}."""
        return self.wording.words


class Fact(AppendOnly):
    """A line of the ledger: a measure at a unit on a day, in the measure's smallest unit."""

    posting = models.ForeignKey(Posting, models.PROTECT, related_name="facts", verbose_name=_("posting"))
    measure = models.CharField(_("measure"), max_length=60)
    kind = models.CharField(_("kind"), max_length=40, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name=_("unit"))
    path = models.CharField(_("path as it stood"), max_length=255)
    occurred_on = models.DateField(_("occurred on"))
    value = models.BigIntegerField(_("value"))
    sign = models.SmallIntegerField(_("sign"), default=1)
    subject = models.CharField(_("subject"), max_length=40, blank=True)
    matter = models.CharField(_("matter"), max_length=200, blank=True)
    reach = models.SmallIntegerField(_("counts for paths at least this long"), default=0)
    basis = models.CharField(_("basis"), max_length=20, blank=True)
    wording = models.ForeignKey(Wording, models.PROTECT, related_name="+", db_index=False, verbose_name=_("wording"))
    posted_at = models.DateTimeField(_("posted at"))

    class Meta:
        verbose_name = _("fact")
        verbose_name_plural = _("facts")
        indexes = [
            # Covers the grouped questions of a dashboard: they are answered without looking at the table (docs/performance.md).
            models.Index(
                fields=["measure", "kind", "path", "occurred_on", "reach", "basis", "subject", "wording", "value"],
                name="fact_question",
            ),
            models.Index(fields=["path", "occurred_on"], name="fact_path_day"),
            models.Index(fields=["subject"], name="fact_subject"),  # what a person took part in
        ]

    def __str__(self):
        return f"{self.measure} {self.kind} {self.value}"


class WorkRecordQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Records of the units that the user's posts let him read."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(within(user.paths(), "unit__path"))

    def below(self, unit):
        """Records of the unit and of everything below it."""
        return self.filter(within([unit.path], "unit__path"))

    def standing(self):
        """Without the voided ones."""
        return self.filter(voided_at=None)

    def _refuse(self, *args, **kwargs):
        raise context.OutsideAct(
            f"{self.model.__name__}: records change inside an act, one by one or by Act.create_all."
        )

    update = delete = bulk_update = bulk_create = _refuse


class WorkRecord(models.Model):
    """A piece of work on file. It is written inside an act, and its facts follow it into the ledger."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    voided_at = models.DateTimeField(_("voided at"), null=True, blank=True, editable=False)

    objects = WorkRecordQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        act = context.open_act()
        super().save(*args, **kwargs)
        act.touch(self)

    def delete(self, *args, **kwargs):
        raise context.OutsideAct("A record is voided, never deleted.")

    def title(self):
        """What the record is, in words, for lists and the trace."""
        return str(self)

    @property
    def record_type(self):
        return self._meta.label_lower


# Tables of the services beside the ledger stand in a file of their own.
from taizhang.kernel.tables import Evidence, Job, Link, Rule  # noqa: E402, F401
