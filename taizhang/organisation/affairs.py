"""What people at a unit call things: openness is 厂务公开 at a factory and 校务公开 at a school, the congress 职代会 or 教代会.

The words follow the kind of the unit; a branch or a group speaks like the union that it belongs to.
"""

from django.utils.translation import gettext_lazy as _

TEAM = ("sub_union", "department_union", "union_group")
OPENNESS = {
    "school_union": _("Openness of school affairs"),
    "hospital_union": _("Openness of hospital affairs"),
    "bank_union": _("Openness of bank affairs"),
    "organ_union": _("Openness of office affairs"),
    "village_union": _("Openness of village affairs"),
    "village": _("Openness of village affairs"),
    "community_union": _("Openness of community affairs"),
    "community": _("Openness of community affairs"),
    "company_union": _("Openness of factory affairs"),
    "state_company_union": _("Openness of factory affairs"),
    "group_union": _("Openness of factory affairs"),
    "single_union": _("Openness of factory affairs"),
    "employer": _("Openness of factory affairs"),
}
CONGRESS = {
    "school_union": _("Congress of school staff"),
}


def _kind(unit):
    """The kind that gives the words: that of the union which a team belongs to."""
    while unit is not None and unit.kind in TEAM:
        unit = unit.parent()
    return unit.kind if unit is not None else ""


def openness_of(unit):
    """What openness is called at a unit: 校务公开, 院务公开, 厂务公开; the general 事务公开 where no kind says more."""
    return OPENNESS.get(_kind(unit), _("Openness of affairs"))


def congress_of(unit):
    """What the congress of the staff is called at a unit: 教代会 at a school, 职代会 elsewhere."""
    return CONGRESS.get(_kind(unit), _("Workers' congress"))
