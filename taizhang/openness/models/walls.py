"""What project sites put on their walls (OP-05), and openness in private enterprises (OP-07)."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from taizhang.kernel.models import WorkRecord
from taizhang.kernel.parts import CountedPart
from taizhang.openness.models.parts import Channel


class Wall(WorkRecord):
    """The wall of a project site: five subjects, renewed and checked."""

    name = models.CharField(_("project site"), max_length=120)
    place = models.CharField(_("place"), max_length=80, blank=True)
    since = models.DateField(_("since"))
    until = models.DateField(_("site closed on"), null=True, blank=True)

    class Meta:
        verbose_name = _("wall of a project site")
        verbose_name_plural = _("walls of project sites")
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "name"],
                condition=models.Q(until=None, voided_at=None),
                name="openness_one_wall_of_a_site",
                violation_error_message=_("This site has its wall already."),
            ),
        ]

    def __str__(self):
        return self.name

    def title(self):
        return self.name

    def get_absolute_url(self):
        return reverse("openness:wall_detail", args=[self.pk])


class Sheet(WorkRecord):
    """One subject on the wall, put up on a day; the next one of the subject renews it."""

    class Subject(models.TextChoices):
        EVENTS = "events", _("major events")
        PRODUCTION = "production", pgettext_lazy("wall", "production")
        SAFETY = "safety", _("safety")
        WAGES = "wages", _("wage allocation")
        CANTEEN = "canteen", _("canteen accounts")

    wall = models.ForeignKey(Wall, models.PROTECT, related_name="sheets", verbose_name=_("wall"))
    subject = models.CharField(pgettext_lazy("openness", "subject"), max_length=12, choices=Subject)
    on = models.DateField(_("put up on"))
    about = models.CharField(_("content in a line"), max_length=160, blank=True)
    checked_on = models.DateField(pgettext_lazy("openness", "checked on"), null=True, blank=True)
    checked_by = models.CharField(pgettext_lazy("openness", "checked by"), max_length=60, blank=True)
    finding = models.CharField(_("finding"), max_length=200, blank=True)
    asked = models.PositiveSmallIntegerField(_("workers asked"), null=True, blank=True)
    satisfied = models.PositiveSmallIntegerField(pgettext_lazy("openness", "satisfied"), null=True, blank=True)

    class Meta:
        verbose_name = _("sheet on a wall")
        verbose_name_plural = _("sheets on walls")
        ordering = ["-on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(satisfied=None) | models.Q(asked__gte=models.F("satisfied")),
                name="openness_satisfied_among_those_asked",
            ),
        ]

    def __str__(self):
        return f"{self.get_subject_display()} {self.on}"

    def title(self):
        return f"{self.wall} · {self.get_subject_display()}"

    def get_absolute_url(self):
        return reverse("openness:sheet_detail", args=[self.pk])


class Practice(WorkRecord):
    """Openness in one enterprise: introduced, published regularly by the employer, checked by the union."""

    name = models.CharField(_("enterprise"), max_length=120)
    staff = models.PositiveIntegerField(_("staff"), null=True, blank=True)
    introduced_on = models.DateField(_("introduced on"))
    ended_on = models.DateField(_("given up on"), null=True, blank=True)
    why = models.CharField(_("reason"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("openness of an enterprise")
        verbose_name_plural = _("openness of enterprises")
        ordering = ["unit__path", "name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "name"],
                condition=models.Q(ended_on=None, voided_at=None),
                name="openness_introduced_once",
                violation_error_message=_("Openness is practised in this enterprise already."),
            ),
        ]

    def __str__(self):
        return gettext("Openness in %s") % self.name

    def title(self):
        return str(self)

    def get_absolute_url(self):
        return reverse("openness:practice_detail", args=[self.pk])


class Publication(CountedPart):
    """What an employer published, or what the union found when it looked."""

    whole = "practice"

    class Kind(models.TextChoices):
        MAJOR = "major", _("major questions")
        PRODUCTION = "production", _("production and business")
        STAFF = "staff", _("interests of staff")
        CHECK = "check", _("check by the union")

    practice = models.ForeignKey(Practice, models.PROTECT, related_name="publications", verbose_name=_("openness"))
    kind = models.CharField(_("subject class"), max_length=12, choices=Kind)
    on = models.DateField(_("day"))
    channel = models.CharField(_("channel"), max_length=10, choices=Channel, blank=True)
    words = models.CharField(_("content or finding"), max_length=200)

    class Meta:
        verbose_name = _("publication of an employer")
        verbose_name_plural = _("publications of employers")
        ordering = ["-on", "-id"]

    def __str__(self):
        return f"{self.get_kind_display()} {self.on}"


class Book(WorkRecord):
    """A volume of the two books and one board (OP-03): prepared, shown to the right level, signed for."""

    class Kind(models.TextChoices):
        RECORD = "record", _("record book of disclosures")
        OPINIONS = "opinions", _("record book of opinions and answers")
        BOARD = "board", _("notice board")

    class State(models.TextChoices):
        PREPARED = "prepared", _("prepared")
        SHOWN = "shown", pgettext_lazy("book", "shown")
        SIGNED = "signed", pgettext_lazy("book", "signed")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    first = models.DateField(_("first day"))
    last = models.DateField(_("last day"))
    lines = models.JSONField(pgettext_lazy("wall", "lines"), default=list)  # as prepared: what the paper prints
    per_level = models.JSONField(_("items per level"), default=dict)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PREPARED)
    prepared_on = models.DateField(_("prepared on"))
    shown_on = models.DateField(pgettext_lazy("book", "shown on"), null=True, blank=True)
    shown_to = models.CharField(_("shown to"), max_length=120, blank=True)
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    signed_by = models.CharField(_("signed by"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("openness book")
        verbose_name_plural = _("openness books")
        ordering = ["-last", "-id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(last__gte=models.F("first")), name="openness_book_has_days"),
            models.CheckConstraint(
                condition=~models.Q(state="signed") | ~models.Q(signed_by=""),
                name="openness_a_signed_book_says_by_whom",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.first}–{self.last}"

    def title(self):
        return str(self)

    def get_absolute_url(self):
        return reverse("openness:book_detail", args=[self.pk])

    @property
    def tone(self):
        return {"prepared": "amber", "shown": "blue"}.get(self.state, "green")
