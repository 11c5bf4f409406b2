"""Benefits and their lists."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from taizhang.kernel.access import can
from taizhang.ui.places import chosen_unit
from taizhang.ui.registers import Button, Cell, File, Table, Way, today, within, workbook
from taizhang.welfare import actions, forms, papers
from taizhang.welfare.models import Benefit, Entitlement
from taizhang.welfare.queries import benefits as queries
from taizhang.welfare.rules import benefits as rules
from taizhang.welfare.views.events import own
from taizhang.welfare.views.shapes import PAGES
from taizhang.word.download import paper_response

SHOWN = 1000


@require_safe
def benefit_list(request):
    """Benefits, newest first."""
    unit = chosen_unit(request)
    heads = (
        (_("Benefit"), False),
        (pgettext("welfare", "Occasion"), False),
        (_("From"), False),
        (_("To"), False),
        (_("Each gets"), False),
        (_("On the list"), True),
        (_("Served"), True),
        (_("Union"), False),
        (_("State"), False),
    )
    return PAGES.register(
        request,
        queries.of_unit(request.user, unit).order_by("-since", "-id"),
        unit=unit,
        title=_("Benefits"),
        tab="benefits",
        heads=heads,
        filters=forms.NamedFilter(
            request.GET, kinds=Benefit.Occasion.choices, kind="occasion", states=Benefit.State.choices
        ),
        lead=_("Everybody entitled gets it, once: the list comes from the register and the calendar."),
        row=lambda one: (
            Cell(one.name, one.get_absolute_url()),
            one.get_occasion_display(),
            one.since.isoformat(),
            one.until.isoformat(),
            one.each,
            one.listed,
            one.served,
            one.unit.name,
            Cell(one.get_state_display(), tone=one.tone),
        ),
        buttons=(
            Button("welfare.plan_benefit", reverse("welfare:benefit_plan"), _("Plan a benefit"), "primary", "plus"),
        ),
        empty=_("Plan the first benefit: birthdays of the year, a festival, weddings. Who gets it is found by itself."),
    )


def benefit_plan(request):
    """Plan a benefit."""
    unit = chosen_unit(request)
    return PAGES.begin(
        request,
        unit,
        forms.BenefitForm,
        _("Plan a benefit"),
        lambda data: actions.plan_benefit(unit, by=request.user, **data),
        code="welfare.plan_benefit",
        back="welfare:benefit_list",
        lead=_("For %s and the unions below it.") % unit.name,
        form_kwargs=within(request, unit),
        said=_("Planned. Now make the list."),
    )


@require_safe
def benefit_detail(request, pk):
    """One benefit: its list, who has had it, who has signed."""
    one = own(request, Benefit, pk)
    rows = list(queries.listed(one))
    served = sum(row.state in Entitlement.SERVED for row in rows)
    signed = sum(row.state == Entitlement.State.SIGNED for row in rows)
    shape = File(
        one.name,
        one.unit,
        "benefits",
        one.get_state_display(),
        one.tone,
        f"{one.get_occasion_display()} · {one.since.isoformat()} – {one.until.isoformat()}",
        facts=[
            (_("Each gets"), one.each),
            (_("Price for each (yuan)"), one.price),
            (_("On the list"), len(rows)),
            (_("Served"), served),
            (pgettext("welfare", "Signed"), signed),
            (_("Supplier"), one.supplier),
            (_("List last made on"), one.listed_on and one.listed_on.isoformat()),
            (_("Catalogue"), one.catalogue),
        ],
        buttons=_buttons(request, one, rows),
        ways=[
            Way(reverse("welfare:benefit_roster", args=[pk]), _("Signature list (Word)"), "file-word"),
            Way(reverse("welfare:benefit_export", args=[pk]), _("Excel")),
        ],
        tables=[_list(rows)],
    )
    if one.occasion in (Benefit.Occasion.BIRTHDAY, Benefit.Occasion.MILESTONE):
        unborn = queries.unborn(one.unit)
        if unborn:
            shape.notes.append(
                ("amber", _("%s members have no birth date on the register and cannot be on this list.") % unborn)
            )
    return PAGES.show(request, one, shape)


def _buttons(request, one, rows):
    user, unit, runs = request.user, one.unit, rules.may_list(one)
    first = not rows

    def button(code, page, label, kind="quiet", picture=""):
        return Button(
            code, reverse(f"welfare:{page}", args=[one.pk]), label, kind, picture, can(user, code, unit) and runs
        )

    return [
        button("welfare.make_list", "benefit_make", _("Make the list"), "primary" if first else "quiet", "refresh"),
        button("welfare.deliver", "benefit_deliver", _("Delivered"), "quiet" if first else "primary", "package"),
        button("welfare.sign_benefit", "benefit_sign", _("Signatures"), "quiet", "signature"),
        button("welfare.finish", "benefit_finish", _("Finish"), "quiet", "check"),
    ]


def _list(rows):
    lines = []
    for row in rows[:SHOWN]:
        done = row.state in Entitlement.SERVED
        page = "welfare:entitlement_return" if done else "welfare:entitlement_strike"
        when = row.signed_on or row.delivered_on
        name = Cell(row.name)
        state = Cell(row.get_state_display(), tone=row.tone)
        label = _("Came back") if done else _("Strike off")
        late = _("added later") if row.late else row.why
        lines.append(
            (
                name,
                row.group,
                row.unit.name,
                row.due_on.isoformat(),
                state,
                when and when.isoformat(),
                late,
                Cell(label, reverse(page, args=[row.pk])),
            )
        )
    heads = (
        (pgettext("person", "Name"), False),
        (_("Union group"), False),
        (_("Union"), False),
        (_("Due on"), False),
        (_("State"), False),
        (_("On"), False),
        (_("Remark"), False),
        (_("Next step"), False),
    )
    return Table(_("List"), heads, lines, _("The list has not been made, or nobody is entitled in this period."))


def benefit_make(request, pk):
    """Make the list, or bring it up to date."""
    one = own(request, Benefit, pk)
    dues = queries.entitled(one)
    elsewhere = queries.had_elsewhere(one, dues)
    lead = _(
        "%(count)s persons are entitled by the register and the calendar; %(elsewhere)s of them stand on another list for the same."
    ) % {
        "count": len(dues),
        "elsewhere": len(elsewhere),
    }
    return PAGES.sure(
        request, one, _("Make the list"), lambda: actions.make_list(one, by=request.user, on=today()), lead=lead
    )


def benefit_deliver(request, pk):
    """Record deliveries."""
    one = own(request, Benefit, pk)
    rows = queries.listed(one).exclude(state__in=Entitlement.SERVED)
    return PAGES.verb(
        request,
        one,
        forms.DeliverForm,
        _("Delivered"),
        lambda data: actions.deliver(one, by=request.user, entitlements=data["chosen"], on=data["on"]),
        button=_("Save"),
        form_kwargs={"rows": rows, "initial": {"on": today()}},
    )


def benefit_sign(request, pk):
    """Record signatures."""
    one = own(request, Benefit, pk)
    rows = queries.listed(one).exclude(state=Entitlement.State.SIGNED)
    return PAGES.verb(
        request,
        one,
        forms.SignForm,
        _("Signatures"),
        lambda data: actions.sign_benefit(
            one, by=request.user, entitlements=data["chosen"], on=data["on"], signed_by=data["signed_by"]
        ),
        button=_("Save"),
        form_kwargs={"rows": rows, "initial": {"on": today()}},
    )


def benefit_finish(request, pk):
    """The benefit is finished."""
    one = own(request, Benefit, pk)
    return PAGES.sure(request, one, _("Finish"), lambda: actions.finish(one, by=request.user))


@require_safe
def benefit_roster(request, pk):
    """签领表 in Word."""
    return paper_response(papers.benefit_roster(own(request, Benefit, pk)))


@require_safe
def benefit_export(request, pk):
    """The list as a workbook."""
    one = own(request, Benefit, pk)
    heads = ("姓名", "工会小组", "工会名称", "应享日期", "发放标准", "状态", "送达日期", "签收日期", "代领人", "备注")
    rows = (
        (
            row.name,
            row.group,
            row.unit.name,
            row.due_on,
            one.each,
            row.state,
            row.delivered_on,
            row.signed_on,
            row.signed_by,
            row.why,
        )
        for row in queries.listed(one)
    )
    return workbook(one.name, heads, rows)


def _entitlement(request, pk):
    readable = Entitlement.objects.visible_to(request.user).standing().select_related("benefit", "unit")
    return get_object_or_404(readable, pk=pk)


def entitlement_return(request, pk):
    """The benefit came back."""
    row = _entitlement(request, pk)
    return PAGES.why(
        request,
        row,
        _("The benefit of %s came back") % row.name,
        lambda reason: actions.send_back(row, by=request.user, why=reason),
        danger=False,
    )


def entitlement_strike(request, pk):
    """Somebody is not entitled after all."""
    row = _entitlement(request, pk)
    return PAGES.why(
        request,
        row,
        _("Take %s off the list") % row.name,
        lambda reason: actions.strike(row, by=request.user, why=reason),
    )
