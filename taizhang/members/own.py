"""What a member may know about the own data: what the union gave, what the capabilities have on file, who can see it, who has looked.

Personal Information Protection Law, articles 44, 45 and 50. The hardship file has a page of its own, with more in it.
"""

from decimal import Decimal

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from taizhang.kernel.manifest import registry
from taizhang.kernel.models import ActLog, Fact, Post, Unit
from taizhang.members.models import Membership

LINK_HOURS = 72
SESSION = "members_own"
LOOKS = ("members.reveal", "members.open_file", "members.open_link")
COUNTED = ("work.persons", "work.person_times", "work.money", "work.goods")


def purpose(membership):
    """What a one-time link is for: this membership and nothing else."""
    return f"members-own:{membership.pk}"


def standing():
    """Memberships that were not withdrawn, with person and union."""
    return Membership._base_manager.filter(voided_at=None).select_related("person", "unit")


def visitor(request):
    """The membership of the member who came in by a one-time link within the last half hour; 404 for everybody else.

    The door of every page on which a member acts without an account.
    """
    kept = request.session.get(SESSION)
    if not kept or timezone.now().timestamp() > kept[1]:
        raise Http404
    return get_object_or_404(standing(), pk=kept[0])


def received(person):
    """What the ledger says of the person, newest first: [{"day", "what", "matter", "money", "goods": [(quantity, article)]}]."""
    standing = Fact.objects.filter(
        subject=person.subject, measure__in=COUNTED, posting__reverses=None, posting__reversal=None
    )
    rows = {}
    for fact in standing.select_related("posting__wording").order_by("-occurred_on", "-id"):
        row = rows.setdefault((fact.posting.record_type, fact.posting.record_id, fact.occurred_on), _row(fact))
        if fact.measure == "work.money":
            row["money"] = (row["money"] or 0) + Decimal(fact.value).scaleb(-2)
        elif fact.measure == "work.goods":
            about = fact.posting.wording.words
            article = f"{about.get('measure_unit', '')} {about.get('goods', '')}".strip()
            row["goods"].append((Decimal(fact.value).scaleb(-3), article))
    return list(rows.values())


def _row(fact):
    declared = registry.catalogue.get(fact.kind)
    return {
        "day": fact.occurred_on,
        "what": declared.label if declared else fact.kind,
        "matter": fact.matter,
        "money": None,
        "goods": [],
    }


def total(rows):
    """The money of all rows; goods are never added to it."""
    return sum((row["money"] or 0 for row in rows), Decimal(0))


def who_can_see(membership, on):
    """Posts whose role reads the register at its union and above (access follows the tree)."""
    paths = [*membership.unit.ancestor_paths(), membership.unit.path]
    posts = Post.objects.in_force(on).filter(unit__in=Unit.objects.filter(path__in=paths), role__in=registry.readers())
    return list(posts.select_related("user", "unit").order_by("-unit__path", "role"))


def who_looked(person):
    """Audit lines of everybody who saw the numbers in full, newest first."""
    cards = Membership.objects.filter(person=person).values("pk")
    looks = ActLog.objects.filter(record_type="members.membership", record_id__in=cards, code__in=LOOKS)
    return list(looks.select_related("by", "unit").order_by("-id"))
