"""Reads about the census: who has how many firms, how far each community is."""

from django.db.models import Count, Q

from taizhang.outreach.models import Census, Listing

DONE = Q(state__in=Listing.DONE)


def censuses(user, unit):
    """Censuses of the unit and below, with how many firms were listed and verified."""
    found = Census.objects.visible_to(user).standing().below(unit).select_related("unit")
    standing = Q(listings__voided_at=None, listings__id__isnull=False)
    return found.annotate(
        listed=Count("listings", filter=standing),
        verified=Count("listings", filter=standing & Q(listings__state__in=Listing.DONE)),
    )


def listings(user, census=None):
    """Lines of a census, as far as the user sees them."""
    found = Listing.objects.visible_to(user).standing().select_related("unit", "census", "surveyor", "firm")
    return found if census is None else found.filter(census=census)


def mine(user, today):
    """The lines that a surveyor still has to verify, in the order of their addresses."""
    found = Listing.objects.standing().filter(surveyor__user=user, census__closed_on=None).exclude(DONE)
    found = found.filter(census__voided_at=None, census__last__gte=today)
    return found.select_related("unit", "census", "surveyor").order_by("address", "id")


def _counted(found, *by):
    return (
        found.order_by()
        .values(*by)
        .annotate(
            listed=Count("id"),
            verified=Count("id", filter=DONE),
            exists=Count("id", filter=Q(found=Listing.Found.EXISTS)),
            gone=Count("id", filter=Q(found__in=(Listing.Found.CLOSED, Listing.Found.MOVED, Listing.Found.MISSING))),
            bare=Count("id", filter=Q(found=Listing.Found.EXISTS, union=Listing.Standing.NONE)),
            tasks=Count("id", filter=Q(state=Listing.State.TASK)),
        )
        .order_by(*by)
    )


def by_community(user, census):
    """Progress by union of the territory: [{unit__name, listed, verified, exists, gone, bare, tasks}]."""
    return list(_counted(listings(user, census), "unit__path", "unit__name"))


def by_surveyor(user, census):
    """Progress by surveyor, those without one last."""
    rows = list(_counted(listings(user, census), "surveyor_id", "surveyor__name", "surveyor__trained_on"))
    return sorted(rows, key=lambda row: (row["surveyor_id"] is None, row["surveyor_id"] or 0))


def running(unit):
    """Censuses that are open at a unit, above it or below it, for an import: [Census, …]."""
    paths = [*unit.ancestor_paths(), unit.path]
    here = Census.objects.standing().filter(closed_on=None)
    found = here.filter(Q(unit__path__in=paths)) | here.below(unit)
    return list(found.select_related("unit").order_by("id"))


def free(user, census):
    """Lines that nobody was given yet, in the order of the list."""
    return listings(user, census).filter(surveyor=None).exclude(DONE).order_by("id")
