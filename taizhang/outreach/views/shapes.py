"""The registers and files of outreach: its parts, and how a record is found among those that the user may read."""

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
from taizhang.ui.registers import Registers, finder

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
own_establishment = finder(Establishment, "approved_by")
own_sector, own_programme, own_quota = finder(Sector), finder(Programme), finder(Quota)
own_assignment = finder(Assignment, "firm", "sector")
own_census, own_registration = finder(Census), finder(Registration)
own_listing = finder(Listing, "census", "surveyor__user", "firm", "establishment")
own_affiliation = finder(Affiliation, "firm", "establishment")
FINDERS = {
    "establishment": own_establishment, "sector": own_sector, "assignment": own_assignment, "programme": own_programme, "quota": own_quota,
    "census": own_census, "listing": own_listing, "affiliation": own_affiliation, "registration": own_registration,
}  # fmt: skip
