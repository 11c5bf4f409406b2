"""Pages that show the register: the list, one member, who waits to be received, who may be on file twice."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from taizhang.kernel import evidence
from taizhang.kernel.access import can
from taizhang.kernel.tracing import acts_on
from taizhang.members import queries, rules
from taizhang.members.forms import MemberFilter
from taizhang.members.models import Card, Membership
from taizhang.members.views.shapes import PAGES
from taizhang.organisation.queries import is_union
from taizhang.ui.pages import PER_PAGE, list_page, page_number, page_of
from taizhang.ui.places import chosen_unit
from taizhang.ui.sheets import sheet_response

EXPORTED_AT_ONCE = 50_000  # a workbook that an office computer still opens

REASONS = {
    "number_one_place_apart": gettext_lazy("same name, and the identity numbers differ in one place"),
    "same_name_and_birth": gettext_lazy("same name and born on the same day"),
    "same_name_without_number": gettext_lazy("same name, and number or birth date are missing"),
    "same_phone": gettext_lazy("same mobile telephone"),
}


def own_membership(request, pk):
    """A membership that the user may read; 404 for everybody else."""
    readable = (
        Membership.objects.visible_to(request.user)
        .standing()
        .select_related("person", "unit", "bound_for", "came_from")
    )
    return get_object_or_404(readable, pk=pk)


def _asked(request):
    """The unit of the page and its filter."""
    unit = chosen_unit(request)
    return unit, MemberFilter(request.GET, unit=unit)


def _page(request, unit, form, per_page):
    """A page of the register, narrowed by the filter."""
    upto = page_number(request) * per_page + 1  # one row more tells whether there is another page
    return page_of(request, queries.sheet(request.user, unit, form.asked(), upto), per_page)


@require_safe
def membership_list(request):
    """The register of the unit and everything below it."""
    unit, form = _asked(request)
    context = {
        "title": _("Members"),
        "unit": unit,
        "tabs": PAGES.tabs(),
        "tab": "roster",
        "arrivals": queries.transfers.arrivals_at(unit),
        "may_have_members": is_union(unit),
        "may_import": can(request.user, "members.import", unit),
        "filters": form,
        "page": _page(request, unit, form, PER_PAGE),
    }
    return render(request, "members/membership_list.html", context)


@require_safe
def membership_export(request):
    """The register as a workbook with the heads that the import of members understands; numbers stay masked."""
    unit, form = _asked(request)
    found = form.asked().narrow(queries.register(request.user, under=unit))
    if found.order_by().count() > EXPORTED_AT_ONCE:
        messages.warning(
            request, _("More than %d members: narrow the list, or export union by union.") % EXPORTED_AT_ONCE
        )
        return redirect("members:membership_list")
    heads = (
        "姓名",
        "性别",
        "出生日期",
        "身份证号",
        "手机号",
        "民族",
        "学历",
        "政治面貌",
        "户籍类型",
        "所在工会编码",
        "所在工会",
        "工会小组",
        "职务",
        "用工形式",
        "农民工",
        "合同起",
        "合同止",
        "会员证号",
        "入会日期",
        "会员状态",
    )
    rows = (
        (
            one.person.name,
            one.person.sex,
            one.person.birth_on,
            one.person.id_number.masked,
            one.person.phone.masked,
            one.person.ethnic,
            one.person.education,
            one.person.political,
            one.person.household,
            one.unit.code,
            one.unit.name,
            one.group,
            one.position,
            one.employment,
            one.migrant_words,
            one.contract_since,
            one.contract_until,
            one.card_no,
            one.joined_on,
            one.status,
        )
        for one in found.iterator(chunk_size=2000)
    )
    return sheet_response(_("Register of members"), [("会员", heads, rows)])


@require_safe
def membership_roster(request):
    """The roster for the printer, with a column to sign in."""
    unit, form = _asked(request)
    page = _page(request, unit, form, 500)
    return render(
        request, "members/membership_roster.html", {"unit": unit, "page": page, "today": timezone.localdate()}
    )


@require_safe
def membership_detail(request, pk):
    """One membership: the person, its history, the work in which the person took part."""
    membership = own_membership(request, pk)
    today = timezone.localdate()
    history, hidden = queries.history(membership, request.user)
    cards = queries.cards.cards_of(membership.person)
    return render(
        request,
        "members/membership_detail.html",
        {
            "membership": membership,
            "person": membership.person,
            "unit": membership.unit,
            "age": membership.person.age_on(today),
            "remarks": rules.remarks(membership.person, membership.person.id_number.reveal()),
            "history": history,
            "hidden": hidden,
            "under_way": queries.transfers.under_way(membership.person),
            "cards": cards,
            "has_card": any(card.state == Card.State.VALID for card in cards),
            "work": queries.participation(membership, request.user),
            "acts": acts_on(membership),
            "evidence": evidence.of(membership),
            "verdicts": queries.verdicts(request.user, membership.unit),
        },
    )


@require_safe
def duplicate_list(request):
    """Persons at the unit and below who may be on file twice, each with the reason in words."""
    unit = chosen_unit(request)
    found = queries.possible_duplicates(request.user, unit)
    rows = [(first, second, [str(REASONS[reason]) for reason in reasons]) for first, second, reasons in found]
    return list_page(
        request,
        rows,
        "members/duplicate_list.html",
        {"title": _("Possible duplicates"), "unit": unit, "closely": queries.looked_at_closely(unit)},
    )
