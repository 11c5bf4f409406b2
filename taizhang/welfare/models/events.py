"""What happens in a member's life, the visits that follow, and the days on which retirees come together."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.intake.models import Batch
from taizhang.kernel import sealing
from taizhang.kernel.models import Unit, WorkRecord, WorkRecordQuerySet, within
from taizhang.kernel.parts import CountedPart
from taizhang.welfare.models.named import Named
from taizhang.welfare.models.stock import Item


class Event(Named, WorkRecord):
    """Something in a member's life that the union answers with a visit (有事必访): illness, injury, birth, death, marriage, retirement."""

    class Kind(models.TextChoices):
        ILLNESS = "生病住院", pgettext_lazy("event", "illness")
        INJURY = "工伤", pgettext_lazy("event", "injury at work")
        BIRTH = "生育", pgettext_lazy("event", "birth of a child")
        MARRIAGE = "结婚", pgettext_lazy("event", "marriage")
        DEATH = "本人去世", pgettext_lazy("event", "death of the member")
        BEREAVEMENT = "亲属去世", pgettext_lazy("event", "death of a close relative")
        RETIREMENT = "退休", pgettext_lazy("event", "retirement")
        HARDSHIP = "突发困难", pgettext_lazy("event", "sudden hardship")

    class State(models.TextChoices):
        WAITING = "待走访", pgettext_lazy("event", "visit due")
        VISITED = "已走访", pgettext_lazy("event", "visited")
        EXCUSED = "不需走访", pgettext_lazy("event", "no visit needed")

    kind = models.CharField(_("what happened"), max_length=10, choices=Kind)
    on = models.DateField(_("happened on"))
    reported_on = models.DateField(_("reported on"))
    detail = sealing.SealedField(_("details"))
    remark = models.CharField(_("remark"), max_length=200, blank=True)
    due_on = models.DateField(_("visit due by"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    visited_on = models.DateField(_("visited on"), null=True, blank=True)
    excused_why = models.CharField(_("why no visit"), max_length=200, blank=True)
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("import"))

    class Meta:
        verbose_name = _("event in a member's life")
        verbose_name_plural = _("events in members' lives")
        ordering = ["-on", "-id"]
        indexes = [
            models.Index(fields=["unit", "state", "due_on"], name="welfare_event_due"),
            models.Index(fields=["kind", "on"], name="welfare_event_kind"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "on"],
                condition=Q(voided_at=None, person__isnull=False),
                name="welfare_event_once",
                violation_error_message=_("This event is on file already."),
            ),
            models.CheckConstraint(
                condition=Q(state="已走访", visited_on__isnull=False) | ~Q(state="已走访"),
                name="welfare_event_visited_on",
            ),
        ]

    def __str__(self):
        return self.title()

    def title(self):
        return f"{self.name} · {self.get_kind_display()}"

    def get_absolute_url(self):
        return reverse("welfare:event_detail", args=[self.pk])

    @property
    def tone(self):
        return {self.State.WAITING: "amber", self.State.VISITED: "green"}.get(self.state, "grey")


class VisitQuerySet(WorkRecordQuerySet):
    def visible_to(self, user):
        """Visits of the units that the user may read, and joint ones that those units made with others."""
        if not user.is_authenticated:
            return self.none()
        paths = user.paths()
        joint = Companion.objects.filter(within(paths, "unit__path")).values("visit")
        return self.filter(within(paths, "unit__path") | Q(pk__in=joint))


class Visit(WorkRecord):
    """Somebody went and saw them: a day, who went, whom they saw, what they brought."""

    class Occasion(models.TextChoices):
        EVENT = "看望慰问", pgettext_lazy("visit", "after an event")
        HOME = "上门看望", pgettext_lazy("visit", "at home, for those who could not come")
        COOL = "夏送凉风", pgettext_lazy("visit", "in summer heat")
        WARM = "冬送温暖", pgettext_lazy("visit", "in winter cold")
        SEND_OFF = "退休欢送", pgettext_lazy("visit", "send-off at retirement")

    KINDS = {Occasion.EVENT: "AW-10", Occasion.HOME: "RW-02"}  # the others are rows of RW-04

    on = models.DateField(_("date"))
    occasion = models.CharField(_("occasion"), max_length=10, choices=Occasion, default=Occasion.EVENT)
    visitors = models.CharField(_("who went"), max_length=200)
    remark = models.CharField(_("remark"), max_length=300, blank=True)

    objects = VisitQuerySet.as_manager()

    class Meta:
        verbose_name = _("visit")
        verbose_name_plural = _("visits")
        ordering = ["-on", "-id"]
        indexes = [models.Index(fields=["unit", "-on"], name="welfare_visit_unit_on")]

    def __str__(self):
        return self.title()

    def title(self):
        return f"{self.on:%Y-%m-%d} {self.get_occasion_display()}"

    def get_absolute_url(self):
        return reverse("welfare:visit_detail", args=[self.pk])

    @property
    def catalogue(self):
        """The row of the catalogue that the visit counts under."""
        return self.KINDS.get(self.occasion, "RW-04")


class Companion(CountedPart):
    """A union that made the visit together with the one that keeps it: credited with it, and counted once above both."""

    whole = "visit"
    visit = models.ForeignKey(Visit, models.CASCADE, related_name="companions", verbose_name=_("visit"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))

    class Meta:
        verbose_name = _("union on a joint visit")
        verbose_name_plural = _("unions on a joint visit")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["visit", "unit"], name="welfare_companion_once")]

    def __str__(self):
        return self.unit.name


class Visited(Named, CountedPart):
    """One person seen on a visit, with the cash and the goods brought; seen for an event, or for the occasion alone."""

    whole = "visit"
    visit = models.ForeignKey(Visit, models.CASCADE, related_name="visited", verbose_name=_("visit"))
    event = models.ForeignKey(
        Event, models.PROTECT, null=True, blank=True, related_name="visits", verbose_name=_("event")
    )
    cash = models.DecimalField(_("cash (yuan)"), max_digits=12, decimal_places=2, null=True, blank=True)
    item = models.ForeignKey(
        Item, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("goods from the store")
    )
    gift = models.CharField(_("gift"), max_length=60, blank=True)
    quantity = models.DecimalField(_("quantity"), max_digits=12, decimal_places=3, null=True, blank=True)
    measure_unit = models.CharField(_("unit of measure"), max_length=20, blank=True)

    class Meta:
        verbose_name = _("person visited")
        verbose_name_plural = _("persons visited")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "person"], condition=Q(person__isnull=False), name="welfare_visited_once_a_visit"
            ),
            models.CheckConstraint(condition=Q(cash=None) | Q(cash__gte=0), name="welfare_visited_cash"),
            models.CheckConstraint(condition=Q(quantity=None) | Q(quantity__gt=0), name="welfare_visited_quantity"),
        ]

    def __str__(self):
        return self.name

    @property
    def gift_words(self):
        """What was brought, with its quantity: 水果1篮."""
        if self.quantity is None:
            return ""
        quantity = f"{self.quantity.normalize():f}"
        return f"{self.gift}{quantity}{self.measure_unit}"


class Gathering(WorkRecord):
    """A day on which retirees come together: invited, who came, and who could not and is seen at home (RW-02)."""

    class Kind(models.TextChoices):
        RETURN = "返校返厂", pgettext_lazy("gathering", "back at the old place of work")
        FESTIVAL = "节日座谈", pgettext_lazy("gathering", "meeting at a festival")
        OUTING = "参观游览", pgettext_lazy("gathering", "outing")
        SEND_OFF = "欢送会", pgettext_lazy("gathering", "send-off")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    name = models.CharField(_("what it is called"), max_length=120)
    on = models.DateField(_("date"))
    place = models.CharField(_("place"), max_length=120, blank=True)
    transport = models.CharField(pgettext_lazy("welfare", "transport"), max_length=120, blank=True)
    lunch = models.BooleanField(_("with lunch"), default=False)
    held = models.BooleanField(_("held"), default=False)
    gift = models.CharField(_("gift"), max_length=60, blank=True)
    measure_unit = models.CharField(_("unit of measure"), max_length=20, blank=True)

    class Meta:
        verbose_name = _("gathering of retirees")
        verbose_name_plural = _("gatherings of retirees")
        ordering = ["-on", "-id"]

    def __str__(self):
        return self.name

    def title(self):
        return f"{self.on:%Y-%m-%d} {self.name}"

    def get_absolute_url(self):
        return reverse("welfare:gathering_detail", args=[self.pk])

    @property
    def catalogue(self):
        return "RW-04" if self.kind == self.Kind.SEND_OFF else "RW-02"


class Guest(Named, CountedPart):
    """Somebody invited to a gathering: came, could not come, or has been seen at home instead."""

    class Answer(models.TextChoices):
        INVITED = "已邀请", pgettext_lazy("guest", "invited")
        CAME = "到会", pgettext_lazy("guest", "came")
        UNABLE = "因故未到", pgettext_lazy("guest", "could not come")
        SEEN = "已上门看望", pgettext_lazy("guest", "seen at home")

    whole = "gathering"
    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="guests", verbose_name=_("gathering"))
    answer = models.CharField(_("answer"), max_length=10, choices=Answer, default=Answer.INVITED)
    why = models.CharField(_("why not"), max_length=100, blank=True)
    visit = models.ForeignKey(
        Visit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("visit at home")
    )

    class Meta:
        verbose_name = _("guest of a gathering")
        verbose_name_plural = _("guests of a gathering")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["gathering", "person"], condition=Q(person__isnull=False), name="welfare_guest_once"
            )
        ]

    def __str__(self):
        return self.name

    @property
    def tone(self):
        return {self.Answer.CAME: "green", self.Answer.UNABLE: "amber", self.Answer.SEEN: "blue"}.get(
            self.answer, "grey"
        )
