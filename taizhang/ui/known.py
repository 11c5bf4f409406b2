"""As known when, and in which tree, a page draws its figures: read from its address, carried on to every figure, said in a notice."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taizhang.kernel.models import Fact

TREES = {
    "then": gettext_lazy("as it stood when recorded"),
    "now": gettext_lazy("as it stands today"),
    "same": gettext_lazy("the same units in both years"),
}


@dataclass(frozen=True)
class Known:
    """A moment of knowledge and a tree. Nothing chosen: what is known now, in the tree of then. `trouble`: what could not be read."""

    day: date | None = None
    clock: time | None = None  # without one, the end of the day is meant
    tree: str = "then"
    trouble: str = ""

    @property
    def as_of(self):
        """The moment, or None for now."""
        if not self.day:
            return None
        if self.clock:
            return timezone.make_aware(datetime.combine(self.day, self.clock))
        return timezone.make_aware(datetime.combine(self.day + timedelta(1), time()))

    @property
    def options(self):
        """The same as the ledger understands it."""
        return {"as_of": self.as_of, "tree": self.tree}

    @property
    def query(self):
        """What an address carries on."""
        query = {"known": self.day.isoformat()} if self.day else {}
        query |= {"at": self.clock.strftime("%H:%M")} if self.day and self.clock else {}
        return query | ({"tree": self.tree} if self.tree != "then" else {})

    @property
    def is_special(self):
        """Whether the page shows anything but what is known now in the tree of then."""
        return bool(self.query)

    @property
    def words(self):
        """The moment in words, empty for now."""
        if not self.day:
            return ""
        day = self.day.isoformat()
        return f"{day} {self.clock:%H:%M}" if self.clock else _("the end of %s") % day

    @property
    def tree_words(self):
        """The tree in words, empty for the usual one."""
        return TREES[self.tree] if self.tree != "then" else ""


NOW = Known()


EARLIEST = 1900  # the year before which no moment is meant


def chosen_known(request, suffix=""):
    """What the address asks for by `known` (a day), `at` (a time of that day) and `tree`; each name with the suffix.

    A moment that has not come yet is not taken; of one before the ledger's first line it is said that nothing was known.
    """
    text, clock, tree = (request.GET.get(name + suffix, "").strip() for name in ("known", "at", "tree"))
    tree = tree if tree in TREES else "then"
    try:
        day = date.fromisoformat(text) if text or clock else None  # a time without its day is none
        at = time.fromisoformat(clock).replace(second=0, microsecond=0, tzinfo=None) if clock else None
    except ValueError:
        day, at = date.min, None
    if day and day.year < EARLIEST:
        said = f"{text} {clock}".strip()[:30]
        return Known(tree=tree, trouble=_("“%s” is no moment; write it like 2008-06-30 and 09:30.") % said)
    known = Known(day, at, tree)
    if day and (day > timezone.localdate() or (at and known.as_of > timezone.now())):
        said = f"{text} {clock}".strip()
        return Known(tree=tree, trouble=_("%s has not come yet; what is known now is shown.") % said)
    return replace(known, trouble=_said_of_the_beginning(known)) if day else known


def _said_of_the_beginning(known):
    """That nothing was known yet, for a moment before the ledger's first line; else empty."""
    first = Fact.objects.order_by("pk").values_list("posted_at", flat=True).first()
    if first is None or known.as_of > first:
        return ""
    began = f"{timezone.localtime(first):%Y-%m-%d %H:%M}"
    return _("The first line of the ledger was written at %s: at the moment chosen nothing was known yet.") % began
