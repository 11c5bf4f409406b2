"""The conditions that a programme may set, as declarations: what they ask, how the register answers, and the sentence that excludes.

A condition in a programme is data: {"what": "age", "from": 18, "to": 60}. It is evaluated over the whole register at once: each one
gives a Q on memberships, so that 200,000 members are one question to the database and not 200,000.
"""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from taizhang.aid.models import Assessment, FamilyMember, Household, Payment
from taizhang.aid.models.applications import STAGES as WORDS
from taizhang.members.models import Person


@dataclass(frozen=True)
class Field:
    """One thing that a condition asks the clerk for: `type` is int, money, choices or text."""

    name: str
    label: object
    type: str
    choices: tuple = ()


@dataclass(frozen=True)
class Criterion:
    """A condition. `scope`: who does not meet it is not looked at further, and counted, not listed."""

    code: str
    label: object
    fields: tuple
    meets: Callable  # (params, on) → Q on memberships
    asks: Callable  # params → the condition in words
    lacks: Callable  # params → why somebody is excluded, in words
    scope: bool = False


def _listed(values):
    return pgettext("list", ", ").join(str(value) for value in values)


def _filed(on):
    """Heads of households with a file in force on the day."""
    valid = Household.objects.standing().filter(status=Household.Status.FILED)
    return valid.filter(Q(valid_until=None) | Q(valid_until__gte=on))


def _heads(households):
    return Q(person__in=households.values("head"))


def _months_before(on, months):
    """The corresponding day so many months earlier; the last of the month where there is none."""
    year, month = divmod(on.year * 12 + on.month - 1 - int(months), 12)
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))


def _age(params, on):
    youngest = _months_before(on, 12 * int(params.get("from") or 0))
    oldest = _months_before(on, 12 * (int(params["to"]) + 1)) if params.get("to") else None
    born = Q(person__birth_on__lte=youngest)
    return born & Q(person__birth_on__gt=oldest) if oldest else born


def _age_words(params):
    return _("aged %(least)s to %(most)s") % {"least": params.get("from") or 0, "most": params.get("to") or "—"}


def _per_head(params, on):
    latest = Assessment.objects.filter(household=OuterRef("pk"), on__lte=on).order_by("-on", "-pk")
    known = _filed(on).annotate(latest_per_head=Subquery(latest.values("per_head")[:1]))
    return _heads(known.filter(latest_per_head__lte=Decimal(str(params["most"]))))


def _wage(params, on):
    earning = FamilyMember.objects.filter(counts=True, monthly_income__lte=Decimal(str(params["most"])))
    return Q(person__in=earning.exclude(person=None).values("person"))


def _schooling(params, on):
    levels = params.get("stages") or []
    children = FamilyMember.objects.filter(counts=True, left_on=None, study_level__in=levels)
    return _heads(_filed(on).filter(pk__in=children.values("household")))


def _aided(params, on):
    since = _months_before(on, params["months"])
    paid = Payment.objects.standing().filter(state=Payment.State.PAID, paid_on__gt=since)
    if params.get("kinds"):
        paid = paid.filter(run__programme__kind__in=params["kinds"])
    return paid


def _no_bars(params, on):
    barred = Assessment.objects.exclude(bars=[]).filter(on__lte=on)
    newer = Assessment.objects.filter(household=OuterRef("household"), on__gt=OuterRef("on"), on__lte=on)
    latest = barred.annotate(newer=Subquery(newer.values("pk")[:1])).filter(newer=None)
    return ~Q(person__in=Household.objects.filter(pk__in=latest.values("household")).values("head"))


CATEGORIES = Field("categories", gettext_lazy("categories"), "choices", tuple(Household.Category.choices[:-1]))
CAUSES = Field("causes", gettext_lazy("causes"), "choices", tuple(Household.Cause.choices))
STAGES = tuple((stage, stage) for stage in WORDS)

CRITERIA = {
    criterion.code: criterion
    for criterion in (
        Criterion(
            "filed",
            gettext_lazy("Hardship file in force"),
            (),
            lambda params, on: _heads(_filed(on)),
            lambda params: _("has a hardship file in force"),
            lambda params: _("no hardship file in force"),
            scope=True,
        ),
        Criterion(
            "category",
            gettext_lazy("Category of hardship"),
            (CATEGORIES,),
            lambda params, on: _heads(_filed(on).filter(category__in=params["categories"])),
            lambda params: _("category: %s") % _listed(params["categories"]),
            lambda params: _("category of hardship is not one of: %s") % _listed(params["categories"]),
        ),
        Criterion(
            "cause",
            gettext_lazy("Main cause"),
            (CAUSES,),
            lambda params, on: _heads(_filed(on).filter(main_cause__in=params["causes"])),
            lambda params: _("main cause: %s") % _listed(params["causes"]),
            lambda params: _("main cause is not one of: %s") % _listed(params["causes"]),
        ),
        Criterion(
            "schooling",
            gettext_lazy("Child at school"),
            (Field("stages", gettext_lazy("stages of schooling"), "choices", STAGES),),
            _schooling,
            lambda params: _("a child at: %s") % _listed(params.get("stages") or []),
            lambda params: _("no child at: %s, in the family table") % _listed(params.get("stages") or []),
        ),
        Criterion(
            "per_head",
            gettext_lazy("Income a head"),
            (Field("most", gettext_lazy("at most (yuan a month)"), "money"),),
            _per_head,
            lambda params: _("income a head and month at most %s yuan") % params["most"],
            lambda params: _("income a head is above %s yuan a month, or not reckoned") % params["most"],
        ),
        Criterion(
            "wage",
            gettext_lazy("Own wage"),
            (Field("most", gettext_lazy("at most (yuan a month)"), "money"),),
            _wage,
            lambda params: _("own wage at most %s yuan a month") % params["most"],
            lambda params: _("own wage is above %s yuan a month, or not on file") % params["most"],
        ),
        Criterion(
            "no_bars",
            gettext_lazy("No ground of exclusion"),
            (),
            _no_bars,
            lambda params: _("no ground of exclusion in the last reckoning"),
            lambda params: _("the last reckoning names a ground of exclusion"),
        ),
        Criterion(
            "joined",
            gettext_lazy("Member for some time"),
            (Field("months", gettext_lazy("months of membership"), "int"),),
            lambda params, on: Q(joined_on__lte=_months_before(on, params["months"])),
            lambda params: _("member for %s months or longer") % params["months"],
            lambda params: _("a member for less than %s months") % params["months"],
        ),
        Criterion(
            "age",
            gettext_lazy("Age"),
            (Field("from", gettext_lazy("from (years)"), "int"), Field("to", gettext_lazy("up to (years)"), "int")),
            _age,
            _age_words,
            lambda params: _("not %s") % _age_words(params),
        ),
        Criterion(
            "sex",
            gettext_lazy("Sex"),
            (Field("sex", gettext_lazy("sex"), "choices", tuple(Person.Sex.choices)),),
            lambda params, on: Q(person__sex__in=params["sex"]),
            lambda params: _("sex: %s") % _listed(params["sex"]),
            lambda params: _("sex is not %s") % _listed(params["sex"]),
        ),
        Criterion(
            "migrant",
            gettext_lazy("Rural migrant workers"),
            (),
            lambda params, on: Q(migrant=True),
            lambda params: _("rural migrant worker"),
            lambda params: _("not a rural migrant worker by the register"),
        ),
        Criterion(
            "employment",
            gettext_lazy("Form of employment"),
            (Field("forms", gettext_lazy("forms, separated by commas"), "text"),),
            lambda params, on: Q(employment__in=_words(params["forms"])),
            lambda params: _("form of employment: %s") % _listed(_words(params["forms"])),
            lambda params: _("form of employment is not one of: %s") % _listed(_words(params["forms"])),
        ),
        Criterion(
            "group",
            gettext_lazy("Union group"),
            (Field("groups", gettext_lazy("groups, separated by commas"), "text"),),
            lambda params, on: Q(group__in=_words(params["groups"])),
            lambda params: _("union group: %s") % _listed(_words(params["groups"])),
            lambda params: _("not of the union group: %s") % _listed(_words(params["groups"])),
        ),
        Criterion(
            "unit",
            gettext_lazy("Unions"),
            (Field("codes", gettext_lazy("codes of unions, separated by commas"), "text"),),
            lambda params, on: Q(unit__code__in=_words(params["codes"])),
            lambda params: _("of the unions: %s") % _listed(_words(params["codes"])),
            lambda params: _("not of the unions: %s") % _listed(_words(params["codes"])),
        ),
        Criterion(
            "not_aided",
            gettext_lazy("Not aided recently"),
            (
                Field("months", gettext_lazy("in the last … months"), "int"),
                Field("kinds", gettext_lazy("by programmes of the kinds (codes, separated by commas)"), "text"),
            ),
            lambda params, on: (
                ~Q(person__in=_aided({**params, "kinds": _words(params.get("kinds") or "")}, on).values("person"))
            ),
            lambda params: _("not aided in the last %s months") % params["months"],
            lambda params: _("aided in the last %s months already") % params["months"],
        ),
    )
}


def _words(text):
    """The words of a text separated by commas of either kind."""
    if isinstance(text, (list, tuple)):
        return [str(word) for word in text]
    for sign in ("，", "、", ";", "；"):
        text = text.replace(sign, ",")
    return [word.strip() for word in text.split(",") if word.strip()]


def asked(rules):
    """The conditions in words, in their order."""
    return [CRITERIA[rule["what"]].asks(rule) for rule in rules if rule["what"] in CRITERIA]


def lacking(rules, places):
    """Why somebody is excluded, in words: the conditions at these places."""
    return [CRITERIA[rules[place]["what"]].lacks(rules[place]) for place in places if place < len(rules)]


__all__ = ["CRITERIA", "Criterion", "Field", "asked", "lacking"]
