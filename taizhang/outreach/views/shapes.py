"""The registers and files of outreach: its parts, and how a record is found among those that the user may read."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from taizhang.outreach.models import (
    Affiliation,
    Assignment,
    Census,
    Establishment,
    Listing,
    Programme,
    Quota,
    Registration,
    Sector,
)
from taizhang.ui.registers import Registers

PAGES = Registers(
    "outreach",
    (
        ("home", _("What is due"), "outreach:home"),
        ("foundings", _("Foundings"), "outreach:establishment_list"),
        ("firms", _("Firms without a union"), "outreach:firm_list"),
        ("territory", _("Territory"), "outreach:assignment_list"),
        ("coverage", _("Full coverage"), "outreach:programme_list"),
        ("census", _("Census"), "outreach:census_list"),
        ("joint", _("Joint unions"), "outreach:affiliation_list"),
        ("registrations", _("Legal persons"), "outreach:registration_list"),
    ),
    tells_missing=True,
)
WITH = {
    Establishment: ("unit", "approved_by"),
    Assignment: ("unit", "firm", "sector"),
    Listing: ("unit", "census", "surveyor__user", "firm", "establishment"),
    Affiliation: ("unit", "firm", "establishment"),
}
KINDS = {
    one._meta.model_name: one
    for one in (Establishment, Sector, Assignment, Programme, Quota, Census, Listing, Affiliation, Registration)
}


def finder(model):
    """A function (request, pk) → the record, or 404."""

    def find(request, pk):
        readable = model.objects.visible_to(request.user).standing().select_related(*WITH.get(model, ("unit",)))
        return get_object_or_404(readable, pk=pk)

    return find


def iso(day):
    """A day in a cell; nothing where there is none."""
    return day.isoformat() if day else ""
