"""The kernel's tables: the tree of units, users and posts, acts, and the ledger that is derived from the work."""

from datetime import date

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.expressions import RawSQL
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from treebeard.mp_tree import MP_Node, MP_NodeManager, MP_NodeQuerySet

from taizhang.kernel import context
from taizhang.kernel.manifest import registry
from taizhang.kernel.requests import memory
from taizhang.kernel.verdicts import Allowed, Denied
from taizhang.kernel.wording import told

FEW = 100  # children, beside everything that stands below a root


def path_end(path):
    """The first path after the subtree of `path`: subtree = path ≤ p < path_end(path). A range, because LIKE scans."""
    return path + "\uffff"


def within(paths, field="path"):
    """Q: the row's path lies in the subtree of one of `paths`."""
    condition = models.Q(pk__in=[])
    for path in paths:
        condition |= models.Q(**{f"{field}__gte": path, f"{field}__lt": path_end(path)})
    return condition


def outside(paths, field="path"):
    """Q: the row's path lies in none of these subtrees, said as the ranges between them, which an index finds."""
    condition, start = models.Q(pk__in=[]), ""
    for path in sorted(paths):
        if path >= start:  # else it stands below the one before
            condition |= models.Q(**{f"{field}__gte": start, f"{field}__lt": path})
            start = path_end(path)
    return condition | models.Q(**{f"{field}__gte": start})


class UnitQuerySet(MP_NodeQuerySet):
    def visible_to(self, user):
        """Units that the user may see: those of his posts and everything below. Administrators see the whole tree."""
        if not user.is_authenticated:
            return self.none()
        if user.is_administrator:
            return self.below(user.narrowed_to) if getattr(user, "narrowed_to", None) else self
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
    # Where it stood before, oldest first: [[the day up to which, its path then], …]. Written by kernel.tree only.
    places = models.JSONField(default=list, blank=True, editable=False)
    # The highest step ever given to a child: a path is never given twice, or old facts would count below a stranger.
    last_step = models.PositiveIntegerField(default=0, editable=False)

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
        level = Unit.objects.filter(depth=self.depth + 1).order_by("path")
        if self.depth == 1 and self.numchild <= FEW:
            return level.filter(path__in=self._paths_of_children())
        return level.filter(path__gt=self.path, path__lt=path_end(self.path))

    def _paths_of_children(self):
        """SQL: from one child past everything below it to the next. A root has the whole tree below it, and few children."""
        return RawSQL(
            """WITH RECURSIVE child(path) AS (SELECT MIN(path) FROM kernel_unit WHERE path > %s AND path < %s UNION ALL
            SELECT (SELECT MIN(u.path) FROM kernel_unit u WHERE u.path > child.path || %s AND u.path < %s) FROM child
            WHERE child.path IS NOT NULL) SELECT path FROM child WHERE path IS NOT NULL""",
            [self.path, path_end(self.path), path_end(""), path_end(self.path)],
        )

    def is_in(self, other):
        """Whether this unit is `other` or stands below it."""
        return self.path.startswith(other.path)

    @property
    def paths(self):
        """Every place where it ever stood, today's last."""
        return [path for _until, path in self.places] + [self.path]

    def was_below(self, paths):
        """Those of its places that lie directly below one of `paths`."""
        return tuple(dict.fromkeys(path for path in self.paths if path[: -self.steplen] in paths))

    def path_on(self, day):
        """Where it stood on a day: its path then; today's for a unit that was never moved since."""
        for until, path in self.places:
            if day.isoformat() < until:
                return path
        return self.path

    def moves_after(self, day):
        """[(day, path before, path from then on)] of its moves after a day, oldest first."""
        paths = [path for _until, path in self.places[1:]] + [self.path]
        moves = zip(self.places, paths, strict=False)
        return [(date.fromisoformat(on), old, new) for (on, old), new in moves if day.isoformat() < on]


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

    # The unit of the token by which a machine comes in this person's name: nothing outside it is seen or done.
    narrowed_to = None

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

    def posts_today(self):
        """The posts that the user holds today with their units, the highest first. A page asks a hundred times, the database once."""
        known = memory("posts")
        if self.pk not in known:
            known[self.pk] = tuple(self.standing_posts())
        return known[self.pk]

    def paths(self, *, reading=True):
        """Paths of the units whose subtree the user sees today (records when `reading`)."""
        readers = registry.readers() if reading else ()
        posts = (post for post in self.posts_today() if not reading or post.role in readers)
        paths = list(dict.fromkeys(post.unit.path for post in posts))
        return paths if self.narrowed_to is None else self.inside(paths, self.narrowed_to.path)

    @staticmethod
    def inside(paths, narrow):
        """What of the paths lies within `narrow`: itself where a post stands at it or above, and the posts below it."""
        if any(narrow.startswith(path) for path in paths):
            return [narrow]
        return [path for path in paths if path.startswith(narrow)]


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
            # The first page behind a figure: the newest lines of a kind, without looking at the others.
            models.Index(fields=["measure", "kind", "occurred_on", "id"], name="fact_newest"),
            models.Index(fields=["subject"], name="fact_subject"),  # what a person took part in
        ]

    def __str__(self):
        return f"{self.measure} {self.kind} {self.value}"


class ChainLink(AppendOnly):
    """存证: one act with its ledger lines under their hashes, tied to the link before it (kernel/chain.py)."""

    position = models.BigIntegerField(_("position"), unique=True)
    # Without a constraint of the database: a link must outlive a line that somebody removed, and tell of it.
    act = models.OneToOneField(ActLog, models.PROTECT, related_name="link", db_constraint=False, verbose_name=_("act"))
    method = models.CharField(_("hash"), max_length=10)
    act_digest = models.CharField(_("hash of the act"), max_length=64)
    lines_digest = models.CharField(_("hash of its ledger lines"), max_length=64)
    postings = models.IntegerField(_("postings"))
    facts = models.IntegerField(_("ledger lines"))
    sealed_at = models.DateTimeField(_("sealed at"))
    link = models.CharField(_("link"), max_length=64)

    class Meta:
        verbose_name = _("link of the chain")
        verbose_name_plural = _("chain of hashes")
        ordering = ["position"]

    def __str__(self):
        return f"{self.position} {self.link[:12]}"


class Definition(AppendOnly):
    """One version of a figure's definition, from when it was first in use (kernel/definitions.py)."""

    code = models.CharField(_("figure"), max_length=120)
    version = models.CharField(_("version"), max_length=12)
    content = models.JSONField(_("definition"), default=dict)
    seen_at = models.DateTimeField(_("first in use"))

    class Meta:
        verbose_name = _("definition of a figure")
        verbose_name_plural = _("definitions of figures")
        ordering = ["code", "seen_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["code", "version"], name="definition_kept_once")]

    def __str__(self):
        return f"{self.code} {self.version}"


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


# --- approvals ------------------------------------------------------------------------------------------------------------------


class ApprovalQuerySet(WorkRecordQuerySet):
    def visible_to(self, user):
        """Cases of the units whose records the user reads, and those that he asked for, decided on or was asked to decide."""
        if not user.is_authenticated:
            return self.none()
        if user.pk is None:  # the system
            return self
        part = models.Q(requested_by=user) | models.Q(beneficiary=user)
        for table in (ApprovalTrail.objects.filter(by=user), Delegation.objects.filter(to=user)):
            part |= models.Q(pk__in=table.values("approval"))
        return self.filter(within(user.paths(), "unit__path") | part)

    def pending(self):
        """Those that wait for a decision: they alone have a last day (a constraint holds that)."""
        return self.filter(due_on__isnull=False)  # said without a value, so that SQLite sees that the index fits


class Approval(WorkRecord):
    """A case on its way through a route of steps: who asked for what, as it was then, and where it stands now.

    Steps, route and subject are frozen when it is asked for; `at_…`, `due_on` and `raised_to` repeat the open step, so that an
    inbox is one question to one table. Written by kernel.approvals only.
    """

    class State(models.TextChoices):
        PENDING = "pending", _("waiting for a decision")
        RETURNED = "returned", _("returned for correction")
        APPROVED = "approved", _("approved")
        REFUSED = "refused", _("refused")
        WITHDRAWN = "withdrawn", _("withdrawn")

    route = models.CharField(_("route"), max_length=60)
    route_words = models.JSONField(_("name of the route"), default=dict)
    version = models.CharField(_("version of the route"), max_length=16)
    source = models.CharField(_("laid down by"), max_length=300, blank=True, default="")
    subject_type = models.CharField(_("record"), max_length=60)
    subject_id = models.BigIntegerField()
    name = models.CharField(_("matter"), max_length=200)
    shown = models.JSONField(_("as it was asked for"), default=list)  # [[label, text], …]
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2, null=True, blank=True)
    person_key = models.CharField(
        _("person"), max_length=40, blank=True, default=""
    )  # as facts name persons: person:12
    requested_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("asked for by"))
    beneficiary = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("whom it is for")
    )
    requested_on = models.DateField(_("asked for on"))
    round = models.PositiveSmallIntegerField(_("round"), default=1)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PENDING)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(_("step"), default=0)
    at_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, related_name="+", db_index=False, verbose_name=_("where it waits")
    )
    at_roles = models.CharField(_("who decides"), max_length=120, blank=True, default="")  # |chair|clerk|
    raised_to = models.ForeignKey(
        Unit, models.PROTECT, null=True, related_name="+", db_index=False, verbose_name=_("raised to")
    )
    opened_on = models.DateField(_("waiting since"), null=True)
    remind_on = models.DateField(_("reminder from"), null=True)
    due_on = models.DateField(_("due on"), null=True)

    objects = ApprovalQuerySet.as_manager()

    class Meta:
        verbose_name = _("approval")
        verbose_name_plural = _("approvals")
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(fields=["subject_type", "subject_id"], name="approval_subject"),
            models.Index(  # an inbox is counted and put in order without looking at the table
                fields=[
                    "due_on",
                    "id",
                    "at_unit",
                    "raised_to",
                    "at_roles",
                    "remind_on",
                    "requested_by",
                    "beneficiary",
                ],
                name="approval_inbox",
                condition=models.Q(due_on__isnull=False),
            ),
            models.Index(fields=["requested_by", "state"], name="approval_asked"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_type", "subject_id", "route"],
                condition=models.Q(state__in=["pending", "returned"]),
                name="one_open_case_of_a_record_and_route",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    state="pending", at_unit__isnull=False, due_on__isnull=False, opened_on__isnull=False
                )
                | (~models.Q(state="pending") & models.Q(due_on__isnull=True)),
                name="a_pending_case_waits_somewhere",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("desk:case_detail", args=[self.pk])

    def title(self):
        return f"{told(self.route_words)} · {self.name}"

    @property
    def route_label(self):
        """The route's name as it was, in the reader's language."""
        return told(self.route_words)

    def entitles(self, record):
        """Verdict for the act that this approval ends in: `act(by, code, record, entitled=approval.entitles(record))`.

        The decider need not hold a post at the record's union; the route has given him the right, for this record and this moment.
        """
        is_subject = (record._meta.label_lower, record.pk) == (self.subject_type, self.subject_id)
        if is_subject and getattr(self, "carried_out", False):
            return Allowed
        return Denied(_("This is done by the approval only, when it is decided."))

    @property
    def is_open(self):
        """Waiting for a decision or for a correction."""
        return self.state in (self.State.PENDING, self.State.RETURNED)

    @property
    def mark(self):
        """Round and step, so that a page that has grown old is noticed: 1.2."""
        return f"{self.round}.{self.position}"


class ApprovalStep(models.Model):
    """One step of a case as it was frozen: where, which roles, how many, until when; and what became of it."""

    class State(models.TextChoices):
        AHEAD = "ahead", _("still ahead")
        OPEN = "open", _("waiting for a decision")
        PASSED = "passed", _("consented")
        KEPT = "kept", _("consented in an earlier round")
        SKIPPED = "skipped", _("skipped")
        RETURNED = "returned", _("returned for correction")
        REFUSED = "refused", _("refused")
        CUT = "cut", _("no longer needed")

    approval = models.ForeignKey(Approval, models.PROTECT, related_name="steps", verbose_name=_("approval"))
    round = models.PositiveSmallIntegerField(_("round"), default=1)
    position = models.PositiveSmallIntegerField(_("step"))
    code = models.CharField(_("code"), max_length=40)
    words = models.JSONField(_("name of the step"), default=dict)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", verbose_name=_("unit"))
    level = models.CharField(_("level"), max_length=12, blank=True, default="")
    roles = models.JSONField(_("who decides"), default=list)
    needs = models.CharField(_("how many must agree"), max_length=4, default="any")
    days = models.PositiveSmallIntegerField(_("working days"), default=10)
    remind = models.PositiveSmallIntegerField(_("reminder before the last day"), default=2)
    escalate = models.PositiveSmallIntegerField(_("raised before the last day"), null=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.AHEAD)
    opened_on = models.DateField(_("waiting since"), null=True)
    due_on = models.DateField(_("due on"), null=True)
    raise_on = models.DateField(_("is raised on"), null=True)
    raised_to = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", verbose_name=_("raised to"))
    closed_on = models.DateField(_("closed on"), null=True)
    why = models.JSONField(_("remark"), default=dict)  # why it was skipped or handed up, in both languages

    class Meta:
        verbose_name = _("step of an approval")
        verbose_name_plural = _("steps of approvals")
        ordering = ["round", "position"]
        constraints = [
            models.UniqueConstraint(fields=["approval", "round", "position"], name="one_step_at_a_position"),
            models.UniqueConstraint(
                fields=["approval"], condition=models.Q(state="open"), name="one_open_step_of_a_case"
            ),
        ]
        indexes = [models.Index(fields=["raise_on"], name="approvalstep_raise", condition=models.Q(state="open"))]

    def __str__(self):
        return self.label

    def save(self, *args, **kwargs):
        context.open_act()
        super().save(*args, **kwargs)

    @property
    def label(self):
        return told(self.words)

    @property
    def remark(self):
        return told(self.why)

    @property
    def role_labels(self):
        """The roles in words."""
        return [registry.roles[code].label if code in registry.roles else code for code in self.roles]


class ApprovalTrail(AppendOnly):
    """A line of a case's history: who did what at which step, for whom, and with which words."""

    class Verb(models.TextChoices):
        REQUEST = "request", _("asked for approval")
        APPROVE = "approve", _("consented")
        SEND_BACK = "send_back", _("returned for correction")
        REFUSE = "refuse", _("refused")
        WITHDRAW = "withdraw", _("withdrew")
        RESUBMIT = "resubmit", _("submitted again")
        DELEGATE = "delegate", _("handed over")
        RECALL = "recall", _("took back")
        SKIP = "skip", _("skipped")
        RAISE = "raise", _("raised")

    approval = models.ForeignKey(Approval, models.PROTECT, related_name="trail", verbose_name=_("approval"))
    step = models.ForeignKey(ApprovalStep, models.PROTECT, null=True, related_name="trail", verbose_name=_("step"))
    round = models.PositiveSmallIntegerField(_("round"))
    verb = models.CharField(_("what was done"), max_length=10, choices=Verb)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("by"))
    instead_of = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("on behalf of"))
    mandate = models.CharField(
        _("by which right"), max_length=10, blank=True, default=""
    )  # post, deputy, delegate, raised
    to = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("handed to"))
    on = models.DateField(_("done on"))
    at = models.DateTimeField(_("at"), default=timezone.now)
    note = models.TextField(_("note"), blank=True, default="")
    frozen = models.JSONField(_("as it was asked for"), default=dict)  # with request and resubmit: what was shown

    class Meta:
        verbose_name = _("line of an approval's history")
        verbose_name_plural = _("histories of approvals")
        ordering = ["pk"]
        indexes = [models.Index(fields=["by", "verb"], name="approvaltrail_by")]

    def __str__(self):
        return f"{self.approval_id} {self.verb}"


class Delegation(models.Model):
    """A case handed to a named person for one step."""

    approval = models.ForeignKey(Approval, models.PROTECT, related_name="delegations", verbose_name=_("approval"))
    step = models.ForeignKey(ApprovalStep, models.PROTECT, related_name="delegations", verbose_name=_("step"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("by"))
    to = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("handed to"))
    on = models.DateField(_("done on"))
    note = models.CharField(_("note"), max_length=300, blank=True, default="")
    ended = models.BooleanField(_("ended"), default=False)

    class Meta:
        verbose_name = _("delegation")
        verbose_name_plural = _("delegations")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["step", "by"], condition=models.Q(ended=False), name="one_delegation_of_a_step_and_person"
            ),
        ]
        indexes = [models.Index(fields=["to"], name="delegation_to", condition=models.Q(ended=False))]

    def __str__(self):
        return f"{self.by} → {self.to}"

    def save(self, *args, **kwargs):
        context.open_act()
        super().save(*args, **kwargs)


class Duty(WorkRecord):
    """A duty pair (AB岗): who stands in for the holder of a post while he is away. Written by kernel.deputies only."""

    role = models.CharField(_("role"), max_length=20)
    officer = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("officer A"))
    deputy = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("deputy B"))
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)
    counted_until = models.DateField(_("hours counted until"), null=True, editable=False)

    class Meta:
        verbose_name = _("duty pair")
        verbose_name_plural = _("duty pairs")
        ordering = ["unit", "role", "pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(officer=models.F("deputy")), name="a_deputy_is_somebody_else"),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                name="duty_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["unit", "role", "officer", "deputy"],
                condition=models.Q(until=None, voided_at=None),
                name="one_standing_duty_pair",
            ),
        ]

    def __str__(self):
        return f"{self.officer} · {self.deputy}"

    def get_absolute_url(self):
        return reverse("desk:duty_list")

    def title(self):
        return f"{self.unit} · {self.role_label} · {self.officer} / {self.deputy}"

    @property
    def role_label(self):
        role = registry.roles.get(self.role)
        return role.label if role else self.role


class Absence(WorkRecord):
    """Days on which an officer is away (the last one included). Written by kernel.deputies only."""

    class Part(models.TextChoices):
        DAY = "day", _("whole days")
        MORNING = "morning", _("mornings")
        AFTERNOON = "afternoon", _("afternoons")

    user = models.ForeignKey(User, models.PROTECT, related_name="absences", verbose_name=_("who is away"))
    first = models.DateField(_("first day"))
    last = models.DateField(_("last day"))
    part = models.CharField(_("part of the day"), max_length=10, choices=Part, default=Part.DAY)
    why = models.CharField(_("reason"), max_length=100, blank=True, default="")

    class Meta:
        verbose_name = _("absence")
        verbose_name_plural = _("absences")
        ordering = ["-first", "pk"]
        indexes = [models.Index(fields=["user", "first", "last"], name="absence_days")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last__gte=models.F("first")), name="absence_ends_after_it_begins"
            ),
        ]

    def __str__(self):
        return f"{self.user} {self.first} – {self.last}"

    def get_absolute_url(self):
        return reverse("desk:duty_list")


class AbsenceCover(models.Model):
    """What an absence means for one post with a duty pair in one month: hours away, and those that nobody covered."""

    absence = models.ForeignKey(Absence, models.PROTECT, related_name="covers", verbose_name=_("absence"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    role = models.CharField(_("role"), max_length=20)
    on = models.DateField(_("first day of the month that counts"))
    hours = models.DecimalField(_("hours away"), max_digits=7, decimal_places=1)
    uncovered = models.DecimalField(_("hours uncovered"), max_digits=7, decimal_places=1)

    class Meta:
        verbose_name = _("cover of an absence")
        verbose_name_plural = _("covers of absences")
        ordering = ["absence", "on", "pk"]

    def __str__(self):
        return f"{self.absence_id} {self.on}"


# Tables of the services beside the ledger stand in a file of their own.
from taizhang.kernel.tables import (  # noqa: E402, F401
    Evidence,
    Job,
    Link,
    RollMark,
    RollPeople,
    RollPlace,
    RollSeries,
    RollSum,
    Rule,
)
