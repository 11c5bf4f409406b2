"""Templates of programmes: what a town union does every year, as data to start from. Figures come from the rulebook; a clerk changes them."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from taizhang.aid.models import Programme

Concern, Method = Programme.Concern, Programme.Method


@dataclass(frozen=True)
class Scheme:
    """A template: the row of the catalogue, who is meant, the usual conditions, amounts, papers and way of approval."""

    code: str
    label: object
    name: str  # the name that a programme made from it gets
    kind: str
    words: object
    concerns: str = Concern.MEMBER
    rules: tuple = ()
    amounts: tuple = (("how", "open"),)
    ceiling: str = ""
    documents: tuple = ("申请书",)
    route: str = "aid.own"
    method: str = Method.BANK
    public_notice: bool = True


FILED = {"what": "filed"}
NO_BARS = {"what": "no_bars"}
HIGH, COLLEGE = ("高中", "中专"), ("大专", "大学", "研究生")

SCHEMES = {
    scheme.code: scheme
    for scheme in (
        Scheme(
            "hardship",
            _("Hardship aid (AW-03)"),
            "困难职工帮扶",
            "AW-03",
            _("For households on file; base union, town and city decide in turn."),
            Concern.HOUSEHOLD,
            (FILED, {"what": "category", "categories": ["深度困难", "相对困难", "意外致困"]}, NO_BARS),
            (
                ("how", "bands"),
                ("by", "category"),
                ("bands", (("深度困难", "1000"), ("相对困难", "1000"), ("意外致困", "1000"))),
            ),
            "aid.ceiling.hardship",
            ("申请书", "身份证复印件", "收入证明"),
            "aid.three_levels",
        ),
        Scheme(
            "festival",
            _("Festival condolence visits (AW-05)"),
            "元旦春节送温暖",
            "AW-05",
            _("One campaign over New Year and Spring Festival; cash handed over on visits, against signature."),
            Concern.HOUSEHOLD,
            (FILED,),
            (("how", "fixed"), ("amount", "500")),
            "aid.ceiling.festival",
            (),
            "aid.own",
            Method.CASH,
        ),
        Scheme(
            "students",
            _("Golden-autumn student aid (AW-07)"),
            "金秋助学",
            "AW-07",
            _("For children of households on file, by grade of schooling; paid before school starts."),
            Concern.STUDENT,
            (FILED, {"what": "schooling", "stages": [*HIGH, *COLLEGE]}),
            (
                ("how", "bands"),
                ("by", "stage"),
                ("bands", tuple((stage, "1000") for stage in HIGH) + tuple((stage, "2000") for stage in COLLEGE)),
            ),
            "aid.ceiling.students",
            ("申请书", "录取通知书或在读证明"),
            "aid.two_levels",
        ),
        Scheme(
            "living",
            _("Living aid (AW-12)"),
            "生活救助",
            "AW-12",
            _("For households on file below the line of the place."),
            Concern.HOUSEHOLD,
            (FILED, NO_BARS, {"what": "not_aided", "months": 12, "kinds": "AW-12"}),
            ceiling="aid.ceiling.living",
            documents=("申请书", "收入证明"),
            route="aid.two_levels",
        ),
        Scheme(
            "medical",
            _("Major-illness subsidy (AW-12)"),
            "大病医疗救助",
            "AW-12",
            _("For what is left after all insurance; the union above decides."),
            Concern.MEMBER,
            (),
            ceiling="aid.ceiling.medical",
            documents=("申请书", "诊断证明", "医疗费用结算单"),
            route="aid.two_levels",
        ),
        Scheme(
            "emergency",
            _("Emergency aid (AW-12)"),
            "应急救助",
            "AW-12",
            _("Within the own union, for a sudden event; the notice follows the payment."),
            Concern.MEMBER,
            (),
            ceiling="aid.ceiling.emergency",
            route="aid.own",
            public_notice=False,
        ),
        Scheme(
            "hardship_subsidy",
            _("Hardship subsidy of the own union (AW-12)"),
            "困难补助",
            "AW-12",
            _("Discussed and decided by the own union."),
            Concern.MEMBER,
            (),
            ceiling="aid.ceiling.living",
            route="aid.own",
        ),
        Scheme(
            "travel",
            _("Travel and lost-work subsidy (AW-04)"),
            "交通和误工补贴",
            "AW-04",
            _("Own union, town, city and province decide in turn; the closing date is the scheme's."),
            Concern.MEMBER,
            ({"what": "joined", "months": 12},),
            (("how", "fixed"), ("amount", "200")),
            "aid.ceiling.travel",
            ("申请表", "单位证明"),
            "aid.four_levels",
        ),
        Scheme(
            "sunshine",
            _("Student grant from the sunshine fund (AW-07)"),
            "阳光基金助学",
            "AW-07",
            _("By the fund's own by-laws, which the congress adopted."),
            Concern.STUDENT,
            (FILED, {"what": "schooling", "stages": ["小学", "初中", *HIGH, *COLLEGE]}),
            ceiling="aid.ceiling.students",
            route="aid.own",
        ),
        Scheme(
            "mutual",
            _("Help from the mutual-help fund (AW-12)"),
            "互助帮困",
            "AW-12",
            _("For members who pay in, by the fund's own by-laws."),
            Concern.MEMBER,
            ({"what": "joined", "months": 6},),
            ceiling="aid.ceiling.living",
            route="aid.own",
        ),
    )
}


def amounts_of(scheme):
    """The amounts of a template as the programme keeps them."""
    found = dict(scheme.amounts)
    if "bands" in found:
        found["bands"] = dict(found["bands"])
    return found
