"""What the pages without an account read: few questions, and nothing but what was published."""

from django.db.models import Count, Max, Q

from taizhang.kernel.manifest import registry
from taizhang.kernel.models import Unit
from taizhang.openness.models import Audience, Disclosure, Edition, Opinion

FOUND = 200


def edition(code):
    """The edition at an address, with its disclosure and union; None where there is none for everybody."""
    found = Edition.objects.filter(code=code, disclosure__voided_at=None)
    return found.select_related("disclosure__item", "disclosure__unit").first()


def is_for(edition, audiences):
    """Whether the edition was published on a page for one of these audiences."""
    return edition.content["audience"] in audiences and "page" in edition.content["channels"]


def is_public(edition):
    """Whether everybody may read the edition."""
    return is_for(edition, (Audience.PUBLIC,))


def editions_of(disclosure):
    """All editions, the newest first: [(version, code, at, why)]."""
    return list(disclosure.editions.order_by("-version").values_list("version", "code", "at", "why"))


def answers(disclosure):
    """Questions that were published with their answers, oldest first."""
    found = disclosure.opinions.standing().filter(published=True)
    return list(found.order_by("received_on", "id"))


def stand(disclosure):
    """A mark that changes whenever another answer is published."""
    found = (
        disclosure.opinions.standing()
        .filter(published=True)
        .aggregate(many=Count("id"), last=Max("id"), day=Max("answered_on"))
    )
    return f"{found['many']}.{found['last']}.{found['day']}"


def listing(unit, *, text="", year=None):
    """The public disclosures of a unit, newest first."""
    found = Disclosure.objects.standing().filter(unit=unit, state__in=Disclosure.SHOWN).exclude(address="")
    found = found.filter(audience=Audience.PUBLIC)
    if year:
        found = found.filter(year=year)
    if text:
        found = found.filter(Q(name__contains=text) | Q(item__name__contains=text))
    return found.select_related("item").order_by("-year", "-number")


def rows(disclosures):
    """[(disclosure, its current edition)] of a page of disclosures, in one question."""
    found = Edition.objects.filter(code__in=[one.address for one in disclosures])
    by_code = {one.code: one for one in found}
    return [(one, by_code[one.address]) for one in disclosures if one.address in by_code]


def years(unit):
    """The years in which a unit published, newest first."""
    found = listing(unit).order_by().values_list("year", flat=True).distinct()
    return sorted(found, reverse=True)


def units(text=""):
    """Units that have published something for everybody, in the order of the tree."""
    shown = Disclosure.objects.standing().filter(state__in=Disclosure.SHOWN, audience=Audience.PUBLIC)
    found = Unit.objects.filter(pk__in=shown.exclude(address="").values("unit"))
    return found.filter(name__contains=text) if text else found


def unit_of(code):
    """The unit of a public list, if it has published anything."""
    return units().filter(code=code).first()


def readable_by(membership):
    """Disclosures that a member reads on the own page: for everybody, for the staff of the union and of those above it, and, of a
    congress in which the member is a delegate, those for its delegates."""
    paths = [*membership.unit.ancestor_paths(), membership.unit.path]
    found = Disclosure.objects.standing().filter(unit__path__in=paths, state__in=Disclosure.SHOWN).exclude(address="")
    mine = Q(audience__in=(Audience.PUBLIC, Audience.MEMBERS))
    keys = found.filter(audience=Audience.DELEGATES).order_by().values_list("unit", flat=True).distinct()
    for unit in Unit.objects.filter(pk__in=keys):
        if is_delegate(membership.person_id, unit):
            mine |= Q(audience=Audience.DELEGATES, unit=unit)
    found = found.filter(mine)
    return found.select_related("item", "unit").order_by("-posted_on", "-id")


def is_delegate(person, unit):
    """Whether a person sits in a congress of the unit, as the app that keeps congresses tells; the latest session speaks for its term."""
    terms = {}
    for assembly in registry.assemblies_of(unit):
        terms.setdefault(assembly.term, assembly)
    return any(person == key for one in terms.values() for key, _group in one.delegates())


def own_opinions(person):
    """What a person said on disclosures, newest first."""
    return Opinion.objects.standing().filter(person=person).select_related("disclosure").order_by("-received_on", "-id")
