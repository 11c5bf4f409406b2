"""The named figures of outreach: foundings against what was asked, firms assigned, communities covered, census, joint unions, registration."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.kernel.manifest import Indicator, Term
from taizhang.organisation import kinds
from taizhang.outreach.models import Affiliation, Establishment, Listing

GROUP = "outreach"
FIRMS, PERSONS, UNIONS = pgettext_lazy("count", "enterprises"), pgettext_lazy("count", "persons"), _("unions")
TIMES, COMMUNITIES = pgettext_lazy("count", "sessions"), _("communities")
GRASSROOTS = kinds.codes(grassroots=True)
COMPANY, EMPLOYER = ("company_union", "state_company_union"), ("employer",)
FOREIGN = "单位性质=外商|港澳台"
STEPS = {
    "identified": _("Firms identified for a founding"),
    "publicised": _("Firms in which the law was explained"),
    "willing": _("Firms whose employer consented"),
    "applied": _("Foundings applied for"),
    "approved": _("Foundings approved"),
    "founded": _("Founding meetings held"),
    "registered": _("Foundings completed by registration"),
}
CAPITAL = {
    "domestic": _("Firms in joint unions, domestic capital"),
    "hong_kong": _("Firms in joint unions, capital of Hong Kong or Macao"),
    "taiwan": _("Firms in joint unions, capital of Taiwan"),
    "foreign": _("Firms in joint unions, foreign capital"),
}


def _plain(code, label, term, words, unit=FIRMS, **more):
    return Indicator(f"outreach.{code}", label, of=term, unit=unit, words=words, group=GROUP, **more)


def _share(code, label, of, over, words, **more):
    return Indicator(f"outreach.{code}", label, of=of, over=over, percent=True, words=words, group=GROUP, **more)


def _units(kind, where=""):
    return Term("organisation.units", kind=kind, where=where)


BY_STEP = tuple(
    _plain(
        f"step.{state.value}",
        STEPS[state.value],
        Term("outreach.reached", state.value),
        _("Establishments that reached this step in the period."),
        catalogue="OM-03",
    )
    for state in Establishment.STEPS
)
BY_CAPITAL = tuple(
    _plain(
        f"joint.{capital.value}",
        CAPITAL[capital.value],
        Term("outreach.affiliated", capital.value),
        _("Firms that belong to a joint union on the last day of the period, by the origin of their capital."),
        catalogue="OM-06",
    )
    for capital in Affiliation.Capital
)
INDICATORS = (
    *BY_STEP,
    _plain(
        "under_way",
        _("Establishments under way"),
        Term("outreach.under_way"),
        _("Firms identified whose union is neither founded nor given up on the last day of the period."),
        catalogue="OM-03",
    ),
    _plain(
        "visits",
        _("Visits to firms without a union"),
        Term("outreach.visits"),
        _("Visits in the period, before the founding."),
        unit=TIMES,
        catalogue="OM-03",
    ),
    _plain(
        "given_up",
        _("Establishments given up"),
        Term("outreach.given_up"),
        _("Firms that closed, moved, or whose staff did not want a union, in the period."),
        catalogue="OM-03",
    ),
    _plain(
        "quota",
        _("Unions asked for"),
        Term("outreach.quota"),
        _("Unions that the union above asked for in the year."),
        unit=UNIONS,
        catalogue="OM-03",
    ),
    _share(
        "quota_rate",
        _("Foundings against what was asked for"),
        Term("work.enterprises", "OM-03"),
        Term("outreach.quota"),
        _("Unions founded in the year, of those that the union above asked for; above 100 % more was done than asked."),
        catalogue="OM-03",
    ),
    _plain(
        "assigned",
        _("Firms assigned"),
        Term("outreach.assigned"),
        _("Firms for which a union of the territory answers on the last day of the period."),
        catalogue="OM-02",
    ),
    _plain(
        "assigned_bare",
        _("Assigned firms without a union"),
        Term("outreach.assigned", "none"),
        _(
            "Firms for which somebody answers and that have no union on the last day of the period; by 片区=… for one sector."
        ),
        catalogue="OM-02",
    ),
    _share(
        "assigned_rate",
        _("Share of enterprises assigned"),
        Term("outreach.assigned"),
        _units(COMPANY + EMPLOYER),
        _("Firms for which a union of the territory answers, of all enterprises on the list."),
        catalogue="OM-02",
    ),
    _plain(
        "communities_selected",
        _("Communities selected for full coverage"),
        Term("outreach.selected"),
        _("Communities and villages selected in the period."),
        unit=COMMUNITIES,
        catalogue="OM-04",
    ),
    _plain(
        "communities_covered",
        _("Communities covered whole"),
        Term("outreach.covered"),
        _("Communities in which every qualifying firm had a union on a day of the period."),
        unit=COMMUNITIES,
        catalogue="OM-04",
    ),
    _plain(
        "covered_firms",
        _("Firms in communities covered whole"),
        Term("outreach.covered_firms"),
        _("Qualifying firms of the communities that were covered in the period, as counted on that day."),
        catalogue="OM-04",
    ),
    _plain(
        "census_listed",
        _("Firms on the list of a census"),
        Term("outreach.listed"),
        _("Firms on the list of a census whose first day lies in the period."),
        catalogue="OM-05",
    ),
    _plain(
        "census_verified",
        _("Firms verified on site"),
        Term("outreach.verified"),
        _("Firms that a surveyor went to in the period, whatever was found."),
        catalogue="OM-05",
        parts=tuple(f"outreach.census.{found.value}" for found in Listing.Found),
    ),
    *(
        _plain(
            f"census.{found.value}",
            label,
            Term("outreach.verified", found.value),
            _("Firms of a census verified in the period, by what was found."),
            catalogue="OM-05",
        )
        for found, label in (
            (Listing.Found.EXISTS, _("Firms found to exist")),
            (Listing.Found.CLOSED, _("Firms found closed")),
            (Listing.Found.MOVED, _("Firms found moved away")),
            (Listing.Found.MISSING, _("Firms not to be found")),
        )
    ),
    _share(
        "census_rate",
        _("Share of the list verified"),
        Term("outreach.verified"),
        Term("outreach.listed"),
        _("Firms verified on site in the period, of those on the list of a census that began in it."),
        catalogue="OM-05",
    ),
    _plain(
        "census_tasks",
        _("Establishments out of a census"),
        Term("outreach.tasks"),
        _("Firms of a census that became a task of establishment in the period."),
        catalogue="OM-05",
    ),
    _plain(
        "census_unionised",
        _("Unions founded out of a census"),
        Term("work.enterprises", "OM-03", where="建会来源=普查"),
        _("Unions founded in the period whose firm was found in a census."),
        unit=UNIONS,
        catalogue="OM-05",
    ),
    _plain(
        "surveyors_trained",
        _("Surveyors trained"),
        Term("outreach.trained"),
        _("Surveyors trained in the period."),
        unit=PERSONS,
        catalogue="OM-05",
    ),
    _plain(
        "in_joint_unions",
        _("Firms in joint unions"),
        Term("outreach.affiliated"),
        _("Firms that belong to a joint union on the last day of the period."),
        catalogue="OM-06",
        parts=tuple(one.code for one in BY_CAPITAL),
    ),
    *BY_CAPITAL,
    _share(
        "foreign_rate",
        _("Share of foreign-funded firms with a union"),
        (_units(COMPANY, FOREIGN), _units(EMPLOYER, f"{FOREIGN};联合工会覆盖=是")),
        _units(COMPANY + EMPLOYER, FOREIGN),
        _(
            "Firms of foreign, Hong Kong, Macao or Taiwan capital with a union of their own or covered by a joint one, of all such firms."
        ),
        catalogue="OM-06",
    ),
    _plain(
        "registering",
        _("Registrations under way"),
        Term("outreach.registering"),
        _("Unions whose registration as a legal person was begun and is not complete on the last day of the period."),
        unit=UNIONS,
        catalogue="OM-07",
    ),
    _plain(
        "registered",
        _("Unions registered through the register"),
        Term("outreach.registered"),
        _("Unions registered as legal persons on the last day of the period, as followed step by step here."),
        unit=UNIONS,
        catalogue="OM-07",
    ),
    _plain(
        "with_account",
        _("Registered unions with an account"),
        Term("outreach.accounts"),
        _("Unions registered as legal persons that have their own bank account on the last day of the period."),
        unit=UNIONS,
        catalogue="OM-07",
    ),
    _share(
        "account_rate",
        _("Rate of registration with an account"),
        Term("outreach.accounts"),
        _units(GRASSROOTS),
        _("Grassroots unions registered with an account of their own, of all grassroots unions (ORG-8)."),
        catalogue="OM-07",
    ),
)
