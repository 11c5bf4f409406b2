"""The named figures of bodies, terms and displays."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.committees.models import Body
from taizhang.kernel.manifest import Indicator, Term

GROUP = "committees"
PERSONS, UNIONS, BODIES = pgettext_lazy("count", "persons"), pgettext_lazy("count", "enterprises"), _("bodies")
WOMEN = "性别=女"
LABELS = {
    Body.Kind.COMMITTEE: _("Union committees"),
    Body.Kind.AUDIT: _("Audit committees"),
    Body.Kind.WOMEN: _("Women workers' committees"),
    Body.Kind.SUB: _("Sub-committees"),
    Body.Kind.GROUP: _("Union groups"),
}


def _plain(code, label, term, words, unit=BODIES, catalogue="OM-12", **more):
    return Indicator(
        f"committees.{code}", label, of=term, unit=unit, words=words, group=GROUP, catalogue=catalogue, **more
    )


def _share(code, label, of, over, words, catalogue="OM-12"):
    return Indicator(
        f"committees.{code}", label, of=of, over=over, percent=True, words=words, group=GROUP, catalogue=catalogue
    )


BY_KIND = tuple(
    _plain(
        f"of.{kind.value}",
        LABELS[kind],
        Term("committees.bodies", kind.value),
        _("Bodies of this kind that stand on the last day of the period."),
    )
    for kind in Body.Kind
)
INDICATORS = (
    _plain(
        "all", _("Bodies and groups"), Term("committees.bodies"),
        _("Committees, sub-committees and groups that stand on the last day of the period."), parts=tuple(one.code for one in BY_KIND),
    ),
    *BY_KIND,
    _plain(
        "committee_members", _("Members of union committees"), Term("committees.seats", "committee", "distinct"),
        _("Persons who hold a post in a union committee on the last day of the period, each once."), unit=PERSONS,
    ),
    _share(
        "women_share", _("Share of women in union committees"), Term("committees.seats", "committee", "distinct", where=WOMEN),
        Term("committees.seats", "committee", "distinct"), _("Women among the members of union committees on the last day of the period."),
    ),
    _share(
        "full_time_share", _("Share of full-time members of union committees"),
        Term("committees.seats", "committee", "distinct", where="专兼职=专职"), Term("committees.seats", "committee", "distinct"),
        _("Full-time members of union committees on the last day of the period, of all members."),
    ),
    _plain(
        "in_groups", _("Members in a union group"), Term("committees.grouped", how="distinct"),
        _("Members placed in a union group on the last day of the period, leaders among them, each once."), unit=PERSONS,
    ),
    _share(
        "in_groups_rate", _("Share of members in a union group"), Term("committees.grouped", how="distinct"), Term("members.members", "在会"),
        _("Members placed in a union group on the last day of the period, of all in membership."),
    ),
    _plain(
        "in_office", _("Committees with a term on file"), Term("committees.terms", "committee"),
        _("Union committees whose term in office is on file on the last day of the period, over or not."), catalogue="OM-13",
    ),
    _plain(
        "due", _("Committees due for re-election"), Term("committees.terms_due", "committee"),
        _("Union committees whose term, extended or not, ends within the period."), catalogue="OM-13",
    ),
    _plain(
        "overdue", _("Committees overdue for re-election"), Term("committees.overdue", "committee"),
        _("Union committees whose term was over without an election on the last day of the period."), catalogue="OM-13",
    ),
    _plain(
        "reelected", _("Committees re-elected"), Term("committees.reelected", ("in_time", "late")),
        _("Union committees whose next term was elected and approved, by the day of the election."), catalogue="OM-13",
        parts=("committees.reelected.in_time", "committees.reelected.late"),
    ),
    _plain(
        "reelected.in_time", _("Committees re-elected in time"), Term("committees.reelected", "in_time"),
        _("Union committees re-elected within the period before their term was over."), catalogue="OM-13",
    ),
    _plain(
        "reelected.late", _("Committees re-elected late"), Term("committees.reelected", "late"),
        _("Union committees re-elected within the period after their term was over."), catalogue="OM-13",
    ),
    _share(
        "in_time_rate", _("Rate of re-election in time"), Term("committees.reelected_in_time", "committee"),
        Term("committees.terms_due", "committee"),
        _("Union committees re-elected in time, of those whose term ends within the period (ORG-7)."), catalogue="OM-13",
    ),
    _plain(
        "under_way", _("Re-elections under way"), Term("committees.preparing"),
        _("Elections prepared and not handed over on the last day of the period."), unit=UNIONS, catalogue="OM-13",
    ),
    _plain(
        "extensions", _("Extensions granted"), Term("committees.extended"), _("Extensions of terms that the union above granted in the period."),
        unit=UNIONS, catalogue="OM-13",
    ),
    _plain(
        "chairs_elected", _("Chairs elected"), Term("committees.leaders_elected", where="任职=正职"),
        _("Chairs of union committees elected within the period, whether they held the post before or not."), unit=PERSONS, catalogue="OM-13",
    ),
    _plain(
        "chairs_again", _("Chairs elected again"), Term("committees.leaders_elected", "again", where="任职=正职"),
        _("Chairs of union committees elected within the period who held the post before."), unit=PERSONS, catalogue="OM-13",
    ),
    _plain(
        "plaque", _("Unions with their plaque hung"), Term("committees.plaques"),
        _("Unions whose plaque hangs on the last day of the period."), unit=UNIONS, catalogue="OM-14",
    ),
    _plain(
        "chairs_displayed", _("Chairs on display"), Term("committees.displayed", "head"),
        _("Chairs whose identity is shown on the last day of the period."), unit=PERSONS, catalogue="OM-14",
    ),
    _plain(
        "officers_displayed", _("Officers whose identity is shown"), Term("committees.displayed"),
        _("Chairs, vice-chairs and other officers whose identity is shown on the last day of the period."), unit=PERSONS, catalogue="OM-14",
    ),
    _share(
        "duties_done", _("Share of duty checks with good result"), Term("committees.duty_checks", "good"), Term("committees.duty_checks"),
        _("Checks of officers' duties within the period with the result “good”, of all checks."), catalogue="OM-14",
    ),
)  # fmt: skip
