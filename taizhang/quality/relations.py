"""The relations that ship with the house (DOMAIN B2, 校验关系), told by the codes of figures. An app may declare further ones itself.

Beside these every figure that says of what parts it is made is checked by them, and every rate that cannot exceed its base by 100 %.
"""

from django.utils.translation import gettext_lazy as _

from taizhang.kernel.manifest import Relation, registry

STATISTICS = _("statistical review, DOMAIN B2")
ABOVE_ALL = (  # rates of which more than everything is possible: more was done than asked for, or the base is of another moment
    "welfare.quota_share", "outreach.quota_rate", "aid.fund_use_rate", "members.retention_rate", "mutualaid.loss_ratio",
    "members.off_establishment_rate", "organisation.coverage_rate", "members.admission_rate_all", "members.reregistered_share",
)  # fmt: skip
LOOSE_PARTS = ("worklog.",)  # told by the words of plain entries, which nobody has to choose


def _at_most(code, label, left, right, *, firm=True):
    return Relation(f"quality.{code}", label, _side(left), _side(right), "<=", STATISTICS, firm)


def _equal(code, label, left, right, *, firm=True):
    return Relation(f"quality.{code}", label, _side(left), _side(right), "=", STATISTICS, firm)


def _side(codes):
    return (codes,) if isinstance(codes, str) else tuple(codes)


SHIPPED = (
    _at_most("women", _("Women are at most all members"), "members.women", "members.in_membership"),
    _at_most("migrants", _("Migrant workers are at most all members"), "members.migrants", "members.in_membership"),
    _at_most("staff", _("Members are at most the staff"), "members.in_membership", "organisation.union_staff", firm=False),
    _equal(
        "movement", _("Members at the end are those before, and who came, without who went"), "members.standing",
        ("members.standing@opening", "members.joined_standing", "members.moved_in", "-members.moved_out", "-members.left"), firm=False,
    ),
    _at_most("filed", _("Filed proposals are at most those received"), "proposals.filed", "proposals.received_count"),
    _at_most("answered", _("Answered proposals are at most those filed"), "proposals.answered_count", "proposals.filed", firm=False),
    _at_most("suggestions", _("Adopted suggestions are at most those made"), "proposals.suggestions_adopted", "proposals.suggestions", firm=False),
    _equal(
        "hardship", _("Hardship files at the end are those before, and the new ones, without those closed"), "aid.files_standing",
        ("aid.files_standing@opening", "aid.files_new", "-aid.files_removed"),
    ),
    _at_most("settled", _("Disputes settled are at most those taken up"), "worklog.disputes_settled", "worklog.disputes", firm=False),
)  # fmt: skip


def all_relations():
    """Every relation: what apps declare, and what figures say of their parts."""
    parts = (
        Relation(f"parts:{one.code}", one.label, (one.code,), one.parts, "=", STATISTICS, not one.code.startswith(LOOSE_PARTS))
        for one in registry.indicators.values()
        if one.parts
    )  # fmt: skip
    return [*registry.relations.values(), *parts]


def bounded_rates():
    """The codes of rates that must lie between 0 and 100."""
    return [one.code for one in registry.indicators.values() if one.percent and one.code not in ABOVE_ALL]
