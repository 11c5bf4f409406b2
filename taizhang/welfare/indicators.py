"""The named figures of care and benefits: in time, served, handed over; what is in store and in hand."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.kernel.manifest import Indicator, Term
from taizhang.welfare.facts import measures

GROUP = "aid"
PERSONS = pgettext_lazy("count", "persons")
YUAN = pgettext_lazy("count", "yuan")
CASES = pgettext_lazy("count", "cases")


def _sum(code, label, measure, words, unit, catalogue="", how="sum", aliases=()):
    return Indicator(
        f"welfare.{code}",
        label,
        of=Term(measure.code, how=how),
        unit=unit,
        words=words,
        group=GROUP,
        catalogue=catalogue,
        aliases=aliases,
    )


def _share(code, label, part, whole, words, catalogue=""):
    over = tuple(Term(one.code) for one in whole) if isinstance(whole, tuple) else Term(whole.code)
    return Indicator(
        f"welfare.{code}",
        label,
        of=Term(part.code),
        over=over,
        percent=True,
        words=words,
        group=GROUP,
        catalogue=catalogue,
    )


INDICATORS = (
    _sum(
        "event_cases",
        _("Events in members' lives"),
        measures.EVENTS,
        _(
            "Illness, injury, birth, marriage, death and retirement reported to the union, by the day they happened; "
            "without those for which no visit was needed."
        ),
        CASES,
        "AW-10",
    ),
    _share(
        "answered_share",
        _("Share of events answered by a visit"),
        measures.ANSWERED,
        measures.EVENTS,
        _("Events that were answered by a visit, of all events of the period for which a visit was due."),
        "AW-10",
    ),
    _share(
        "in_time_share",
        _("Share of events visited in time"),
        measures.IN_TIME,
        measures.EVENTS,
        _(
            "Events visited within the working days that the rulebook sets after the report, of all events of the period for which a visit was due."
        ),
        "AW-10",
    ),
    _share(
        "home_share",
        _("Share of absent retirees seen at home"),
        measures.SEEN_AT_HOME,
        measures.UNABLE,
        _("Retirees who could not come to a gathering and were seen at home, of all who could not come."),
        "RW-02",
    ),
    _sum(
        "retirees_invited",
        _("Retirees invited"),
        measures.INVITED,
        _("Retirees invited to gatherings of the period, each counted once."),
        PERSONS,
        "RW-02",
        "distinct",
    ),
    _sum(
        "stock",
        _("Goods in store"),
        measures.STOCK,
        _(
            "Quantity in store on the last day of the period. Ask for one kind of goods or one unit of measure "
            "(实物=大米, 计量单位=斤): unlike goods are not added up."
        ),
        "",
        "AW-06",
    ),
    _sum(
        "goods_bought",
        _("Spent on goods"),
        measures.BOUGHT,
        _("Money spent on goods that came into the store; the goods themselves are counted apart."),
        YUAN,
        "AW-06",
    ),
    _share(
        "list_signed_share",
        _("Share of a list that has signed"),
        measures.LIST_SIGNED,
        measures.LISTED,
        _("Persons who have signed for their portion, of all on the lists of hand-outs that began in the period."),
        "AW-06",
    ),
    _sum(
        "entitled_persons",
        _("Entitled to a benefit"),
        measures.ENTITLED,
        _("Times that somebody was entitled to a birthday, festival or life-event benefit due in the period."),
        PERSONS,
        "AW-18",
    ),
    _share(
        "served_share",
        _("Share of the entitled who were served"),
        measures.SERVED,
        measures.ENTITLED,
        _("Benefits delivered or signed for, of all benefits due in the period."),
        "AW-18",
    ),
    _share(
        "signed_share",
        _("Share of the entitled who have signed"),
        measures.SIGNED,
        measures.ENTITLED,
        _("Benefits signed for, of all benefits due in the period."),
        "AW-18",
    ),
    _sum(
        "collected_money",
        _("Collected by the unions themselves"),
        measures.COLLECTED,
        _(
            "Donations in cash from persons, units and anonymous givers; without money from charities and without statistics of the territory."
        ),
        YUAN,
        "AW-14",
    ),
    _sum(
        "granted_money",
        _("Obtained from charities"),
        measures.GRANTED,
        _("Money that charities and public funds gave to the unions' appeals."),
        YUAN,
        "AW-13",
    ),
    _sum(
        "handed_over_money",
        _("Donations handed over"),
        measures.HANDED_OVER,
        _("Donated money that was handed over to whom it was meant for."),
        YUAN,
        "AW-13",
    ),
    _sum(
        "held_money",
        _("Donations held"),
        measures.HELD,
        _(
            "Donated money not yet handed over on the last day of the period: own collection and charities, less what was handed over."
        ),
        YUAN,
        "AW-13",
    ),
    _share(
        "handed_over_share",
        _("Share of donations handed over"),
        measures.HANDED_OVER,
        (measures.COLLECTED, measures.GRANTED),
        _("Donated money handed over in the period, of what was collected and obtained from charities in it."),
        "AW-13",
    ),
    _sum(
        "volunteers",
        _("Volunteers for blood donation"),
        measures.VOLUNTEERED,
        _("Persons who came forward to give blood, each counted once."),
        PERSONS,
        "AW-20",
        "distinct",
    ),
    _share(
        "quota_share",
        _("Blood quota fulfilled"),
        measures.GAVE,
        measures.BLOOD_QUOTA,
        _("Volunteers who gave blood, of the quota set from above."),
        "AW-20",
    ),
    _sum(
        "blood_years",
        _("Years in a row with blood donors"),
        measures.STREAK,
        _(
            "Years without a gap in which somebody of the union gave blood, as of its last drive. Ask for one union: years of several are added up."
        ),
        pgettext_lazy("count", "years"),
        "AW-20",
    ),
    _share(
        "placed_share",
        _("Share of school places found"),
        measures.SCHOOL_PLACED,
        measures.SCHOOL_ASKED,
        _("Children placed, of all for whom a place was asked in the period."),
        "AW-19",
    ),
)
