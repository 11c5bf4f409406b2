"""The named figures of the organisation (DOMAIN B2, ORG-1 to ORG-8): how many unions, how many should be, and what share that is."""

from django.utils.translation import gettext_lazy as _

from taizhang.kernel.manifest import Indicator, Term
from taizhang.organisation import kinds

GROUP = "organisation"
UNIONS = _("unions")
ENTERPRISES = _("enterprises")
GRASSROOTS = kinds.codes(grassroots=True)
COMPANY = ("company_union", "state_company_union")
EMPLOYER = ("employer",)
COMMUNITY, VILLAGE = ("community_union",), ("village_union",)
TEAMS = ("sub_union", "department_union", "union_group")
UPPER = tuple(
    code for code, kind in kinds.all_kinds().items() if kind.is_union and not kind.grassroots and code not in TEAMS
)
NOT_STATE = "单位性质!=国有;单位性质!=国有独资公司;单位性质!=国有控股;单位性质!=国有控股股份公司"


def _units(kind=(), where=""):
    return Term("organisation.units", kind=kind, where=where)


def _staff(kind=(), where=""):
    return Term("organisation.staff", kind=kind, where=where)


# Every kind of grassroots union has a figure of its own, so that the whole closes: 28 = 10 + 1 + 17.
OF_KIND = tuple(
    Indicator(
        f"organisation.of_kind.{code}",
        kinds.shown(code),
        of=_units(code),
        unit=UNIONS,
        words=_(
            "Unions of this kind that exist on the last day of the period; a union without a founding date always counts."
        ),
        group=GROUP,
        catalogue="OM-01",
    )
    for code in GRASSROOTS
)
PARTS = tuple(part.code for part in OF_KIND)

SIZES = (8, 25, 50, 100, 1000)


_SIZE_LABELS = {
    8: (_("Enterprise unions, 8 staff or more"), _("Founding rate, enterprises with 8 staff or more")),
    25: (_("Enterprise unions, 25 staff or more"), _("Founding rate, enterprises with 25 staff or more")),
    50: (_("Enterprise unions, 50 staff or more"), _("Founding rate, enterprises with 50 staff or more")),
    100: (_("Enterprise unions, 100 staff or more"), _("Founding rate, enterprises with 100 staff or more")),
    1000: (_("Enterprise unions, 1,000 staff or more"), _("Founding rate, enterprises with 1,000 staff or more")),
}


def _size(least):
    """Of the enterprises with this many staff or more, the share that has a union of its own (ORG-1)."""
    where = f"职工人数>={least}"
    return (
        Indicator(
            f"organisation.company_unions_from_{least}",
            _SIZE_LABELS[least][0],
            of=_units(COMPANY, where),
            unit=UNIONS,
            words=_("Enterprise unions whose enterprise has at least that many staff on the last day of the period."),
            group="organisation.size",
            catalogue="CB-10",
        ),
        Indicator(
            f"organisation.founding_rate_from_{least}",
            _SIZE_LABELS[least][1],
            of=_units(COMPANY, where),
            over=_units(COMPANY + EMPLOYER, where),
            percent=True,
            words=_(
                "Enterprises of that size with a union of their own, of all enterprises of that size on the list (ORG-1)."
            ),
            group="organisation.size",
            catalogue="CB-10",
        ),
    )


INDICATORS = (
    Indicator(
        "organisation.listed",
        _("Units on the list"),
        of=_units(),
        unit=_("units"),
        words=_("All units on the last day of the period: unions, and employers and communities that have none yet."),
        group=GROUP,
        aliases=(
            "OM-01:单位数",
            "OM-02:单位数",
            "OM-03:单位数",
            "OM-04:单位数",
            "OM-05:单位数",
            "OM-06:单位数",
            "OM-07:单位数",
            "CB-10:单位数",
            "CB-02:单位数",
        ),
        catalogue="OM-01",
    ),
    Indicator(
        "organisation.grassroots",
        _("Grassroots unions"),
        of=_units(GRASSROOTS),
        unit=UNIONS,
        words=_(
            "Grassroots unions of every kind that exist on the last day of the period, without branches and groups."
        ),
        group=GROUP,
        parts=PARTS,
        catalogue="OM-01",
    ),
    *OF_KIND,
    Indicator(
        "organisation.upper",
        _("Federations and unions above the grassroots"),
        of=_units(UPPER),
        unit=UNIONS,
        words=_("Federations of every level, industrial unions, and unions of towns, streets and development zones."),
        group=GROUP,
        catalogue="OM-01",
    ),
    Indicator(
        "organisation.teams",
        _("Branches and union groups"),
        of=_units(TEAMS),
        unit=_("units"),
        words=_("Branches, department unions and union groups below a grassroots union."),
        group=GROUP,
        catalogue="OM-12",
    ),
    Indicator(
        "organisation.founded_in_period",
        _("Unions founded"),
        of=Term("organisation.founded", kind=GRASSROOTS),
        unit=UNIONS,
        words=_("Grassroots unions whose founding date lies in the period."),
        group=GROUP,
        catalogue="OM-03",
    ),
    Indicator(
        "organisation.dissolved_in_period",
        _("Unions dissolved"),
        of=Term("organisation.dissolved", kind=GRASSROOTS),
        unit=UNIONS,
        words=_("Grassroots unions that were dissolved in the period."),
        group=GROUP,
        catalogue="OM-01",
    ),
    Indicator(
        "organisation.communities",
        _("Communities and villages"),
        of=_units(COMMUNITY + VILLAGE + ("community", "village")),
        unit=_("places"),
        words=_("Communities and villages on the list, with a union or without one."),
        group=GROUP,
        catalogue="OM-04",
    ),
    Indicator(
        "organisation.community_rate",
        _("Founding rate of communities and villages"),
        of=_units(COMMUNITY + VILLAGE),
        over=_units(COMMUNITY + VILLAGE + ("community", "village")),
        percent=True,
        words=_("Communities and villages with a union, of all on the list (ORG-1)."),
        group=GROUP,
        catalogue="OM-04",
    ),
    Indicator(
        "organisation.non_public_unions",
        _("Unions of non-public enterprises"),
        of=_units(COMPANY, NOT_STATE),
        unit=UNIONS,
        words=_("Enterprise unions whose enterprise is neither state-owned nor state-controlled."),
        group=GROUP,
        catalogue="OM-01",
    ),
    Indicator(
        "organisation.enterprises",
        _("Enterprises on the list"),
        of=_units(COMPANY + EMPLOYER),
        unit=ENTERPRISES,
        words=_("Enterprises with a union of their own and enterprises without one."),
        group=GROUP,
        catalogue="CB-10",
    ),
    Indicator(
        "organisation.founding_rate",
        _("Founding rate of enterprises"),
        of=_units(COMPANY),
        over=_units(COMPANY + EMPLOYER),
        percent=True,
        words=_(
            "Enterprises with a union of their own, of all enterprises on the list (ORG-1, the variant over all enterprises)."
        ),
        group=GROUP,
        catalogue="CB-10",
    ),
    Indicator(
        "organisation.coverage_rate",
        _("Union coverage of enterprises"),
        of=(_units(COMPANY), _units(EMPLOYER, "联合工会覆盖=是")),
        over=_units(COMPANY + EMPLOYER),
        percent=True,
        words=_(
            "Enterprises with a union of their own or covered by a joint union, of all enterprises on the list (ORG-2)."
        ),
        group=GROUP,
        catalogue="OM-06",
    ),
    *(indicator for least in SIZES for indicator in _size(least)),
    Indicator(
        "organisation.assigned_per_community",
        _("Enterprise unions per community union"),
        of=_units(COMPANY),
        over=_units(COMMUNITY),
        words=_("Enterprise unions for each community union that answers for them (territorial management)."),
        group=GROUP,
        catalogue="OM-02",
    ),
    Indicator(
        "organisation.legal_persons",
        _("Unions registered as legal persons"),
        of=_units(GRASSROOTS, "统一社会信用代码!="),
        unit=UNIONS,
        words=_("Grassroots unions with a unified social credit code on the last day of the period."),
        group=GROUP,
        catalogue="OM-07",
    ),
    Indicator(
        "organisation.legal_rate",
        _("Rate of legal persons"),
        of=_units(GRASSROOTS, "统一社会信用代码!="),
        over=_units(GRASSROOTS),
        percent=True,
        words=_("Grassroots unions registered as legal persons, of all grassroots unions (ORG-8)."),
        group=GROUP,
        catalogue="OM-07",
    ),
    Indicator(
        "organisation.staff_listed",
        _("Staff of all units"),
        of=_staff(),
        unit=_("persons"),
        words=_("Staff of all units on the list on the last day of the period, with a union or without one."),
        group=GROUP,
        aliases=("OM-01:职工人数", "CB-10:职工人数", "CB-09:职工人数", "OM-02:职工人数", "OM-07:职工人数"),
        catalogue="CB-10",
    ),
    Indicator(
        "organisation.union_staff",
        _("Staff of unionised units"),
        of=_staff(GRASSROOTS),
        unit=_("persons"),
        words=_("Staff of the units that have a grassroots union, on the last day of the period."),
        group=GROUP,
        catalogue="CB-10",
    ),
)
