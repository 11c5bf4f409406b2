"""Pages of re-registration: the campaign and how far it has come, each form against the file, the member's own form."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from taizhang.kernel import sealing
from taizhang.kernel.access import can
from taizhang.members import actions, forms, own, queries
from taizhang.members.models import Confirmation, Membership
from taizhang.members.views.shapes import PAGES
from taizhang.ui.pages import act_page
from taizhang.ui.places import chosen_unit
from taizhang.ui.registers import Button, Cell, File, Table, Way, link, state, workbook

EXPORTED = 50_000
State = Confirmation.State
LABELS = {
    "name": gettext_lazy("Name"), "sex": gettext_lazy("Sex"), "birth_on": gettext_lazy("Born on"), "id_number": gettext_lazy("Identity number"),
    "phone": gettext_lazy("Mobile telephone"), "ethnic": gettext_lazy("Ethnic group"), "education": gettext_lazy("Education"),
    "political": gettext_lazy("Political status"), "household": gettext_lazy("Registered household"), "group": gettext_lazy("Union group"),
    "position": gettext_lazy("Position"), "employment": gettext_lazy("Form of employment"), "migrant": gettext_lazy("Rural migrant worker"),
    "contract_since": gettext_lazy("Contract from"), "contract_until": gettext_lazy("Contract until"),
}  # fmt: skip
COLUMNS = {
    "name": "姓名", "sex": "性别", "birth_on": "出生日期", "id_number": "身份证号", "phone": "手机号", "ethnic": "民族", "education": "学历",
    "political": "政治面貌", "household": "户籍类型", "group": "工会小组", "position": "岗位", "employment": "用工形式", "migrant": "农民工",
    "contract_since": "合同起", "contract_until": "合同止",
}  # fmt: skip
MASKS = {"id_number": sealing.mask_id, "phone": sealing.mask_phone}


def own_campaign(request, pk):
    """A re-registration that concerns the user's units; 404 for everybody else."""
    return get_object_or_404(queries.reregistration.visible(request.user), pk=pk)


def own_form(request, pk):
    """A form of what the user reads; 404 for everybody else."""
    found = Confirmation.objects.visible_to(request.user).standing()
    return get_object_or_404(
        found.select_related("reregistration__unit", "membership__unit", "membership__person", "person", "unit"), pk=pk
    )


def _of(name, one):
    return reverse(f"members:{name}", args=[one.pk])


@require_safe
def reregistration_list(request):
    """Campaigns of the user's units and of those above."""
    unit = chosen_unit(request)
    labels = (_("Name"), _("Announced by"), _("From"), _("To"), _("Closed on"))
    return PAGES.register(
        request, queries.reregistration.visible(request.user), unit=unit, title=_("Re-registration"), tab="campaigns",
        heads=tuple((label, False) for label in labels),
        row=lambda one: (link(one.name, one), one.unit.name, one.since, one.until, one.closed_on),
        lead=_("Everybody in membership fills in the form once; differences from the file are taken over one by one."),
        buttons=(
            Button(
                "members.announce_reregistration", reverse("members:reregistration_announce") + f"?unit={unit.code}", kind="primary", picture="plus"
            ),
        ),
        empty=_("Announce a re-registration."),
    )  # fmt: skip


def reregistration_announce(request):
    """Announce a campaign."""
    unit, today = chosen_unit(request), timezone.localdate()
    return PAGES.begin(
        request, unit, forms.AnnounceForm, _("Announce a re-registration"),
        lambda data: actions.announce_reregistration(unit, by=request.user, **data), code="members.announce_reregistration",
        back="members:reregistration_list", lead=_("For %s and everything below it.") % unit.name, said=_("Announced."),
        form_kwargs={"initial": {"since": today}},
    )  # fmt: skip


STEPS = ("roster", "filled", "checked", "cards")
STEP_HEADS = ("应登记", "已填表", "已核对", "登记率", "有效会员证")


def _numbers(row):
    """What the table of progress says of a union or group, in the order of the steps."""
    return row["roster"], row["filled"], row["checked"], _percent(row["checked"], row["roster"]), row["cards"]


def _percent(part, whole):
    return f"{100 * part / whole:.1f}%" if whole else "—"


@require_safe
def reregistration_detail(request, pk):
    """How far a campaign has come, by union and group."""
    one = own_campaign(request, pk)
    unit = chosen_unit(request)
    here = unit if unit.is_in(one.unit) else one.unit
    rows = queries.reregistration.progress(one, request.user, here)
    total = {key: sum(row[key] for row in rows) for key in STEPS}
    lines = [(row["unit"], row["group"], *_numbers(row)) for row in rows]
    if request.GET.get("as") == "xlsx":
        return workbook(one.name, ("所在工会", "工会小组", *STEP_HEADS), [*lines, ("合计", "", *_numbers(total))])
    lines.append((_("In all"), "", *_numbers(total)))
    alike = queries.reregistration.by_establishment(one, request.user, here)
    kinds = [
        (label, *_numbers(alike[key]))
        for key, label in (("on", _("On the establishment")), ("off", _("Off-establishment")))
    ]
    counted = tuple(
        (label, True)
        for label in (_("On the roster"), _("Filled in"), _("Checked"), _("Share"), _("With a valid card"))
    )
    heads = ((_("Union"), False), (_("Union group"), False), *counted)
    query = f"?unit={here.code}"
    buttons = []
    if one.is_open:
        verdict = can(request.user, "members.check_all", here)
        buttons = [
            Button(
                "members.check_all", _of("confirmation_check_all", one) + query, picture="circle-check", verdict=verdict
            )
        ]
        buttons.append(Button("members.issue_cards", reverse("members:card_issue_many") + query, picture="id"))
        if can(request.user, "members.close_reregistration", one.unit):
            buttons.append(Button("members.close_reregistration", _of("reregistration_close", one), picture="lock"))
    shape = File(
        heading=one.name, unit=here, tab="campaigns", state=_("running") if one.is_open else _("closed"), tone=one.tone,
        facts=[
            (_("Announced by"), one.unit.name), (_("From"), one.since), (_("To"), one.until), (_("Closed on"), one.closed_on),
            (_("On the roster when closed"), one.roster), (_("Remark"), one.remark),
        ],
        buttons=buttons,
        ways=[
            Way(_of("confirmation_list", one) + query, _("Forms"), "list"),
            Way(_of("unconfirmed_list", one) + query, _("Not filled in yet"), "users"),
            Way(reverse("intake:batch_take") + f"?importer=reregistration&unit={here.code}", _("Import forms"), "file-import"),
            Way(f"{request.path}{query}&as=xlsx", _("Export")),
        ],
        tables=[
            Table(_("Progress"), heads, lines),
            Table(_("Staff on the establishment and off it"), ((_("Form of employment"), False), *counted), kinds),
        ],
    )  # fmt: skip
    return PAGES.show(request, one, shape)


def _place(request, campaign):
    unit = chosen_unit(request)
    return unit if unit.is_in(campaign.unit) else campaign.unit


@require_safe
def unconfirmed_list(request, pk):
    """Who has not filled in the form; a workbook for the group leaders with ?as=xlsx."""
    one = own_campaign(request, pk)
    unit = _place(request, one)
    rows = queries.reregistration.unconfirmed(one, request.user, unit)
    if request.GET.get("as") == "xlsx":
        heads = ("姓名", "所在工会编码", "所在工会", "工会小组", "用工形式", "手机号")
        lines = (
            (o.person.name, o.unit.code, o.unit.name, o.group, o.employment, o.person.phone.masked)
            for o in rows[:EXPORTED]
        )
        return workbook(_("Not filled in yet"), heads, lines)
    labels = (_("Name"), _("Union"), _("Union group"), _("Mobile telephone"), _("Form"))
    return PAGES.register(
        request, rows, unit=unit, title=_("Not filled in yet"), tab="campaigns", heads=tuple((label, False) for label in labels),
        row=lambda o: (
            link(o.person.name, o), o.unit.name, o.group, str(o.person.phone),
            Cell(_("Enter"), reverse("members:confirmation_fill", args=[one.pk, o.pk])) if one.is_open else "",
        ),
        lead=one.name, ways=(Way(f"{request.path}?unit={unit.code}&as=xlsx", _("Export")),
              Way(one.get_absolute_url(), _("Progress"), "arrow-back-up")),
        empty=_("Everybody has filled in the form."),
    )  # fmt: skip


@require_safe
def confirmation_list(request, pk):
    """The forms that came in."""
    one = own_campaign(request, pk)
    unit = _place(request, one)
    labels = (_("Name"), _("Union"), _("Union group"), _("Filled in on"), _("How it came"), _("State"))
    rows = queries.reregistration.confirmations(one, request.user, unit).order_by("-state", "id")
    if request.GET.get("as") == "xlsx":
        heads = (
            "姓名",
            "所在工会",
            "工会小组",
            "填表日期",
            "登记方式",
            "状态",
            "核对日期",
            "采纳项目",
            "未采纳项目",
            "会员证号",
        )
        return workbook(_("Forms"), heads, (_result(o) for o in rows[:EXPORTED]))
    return PAGES.register(
        request, rows, unit=unit, title=_("Forms"), tab="campaigns",
        heads=tuple((label, False) for label in labels),
        row=lambda o: (link(o.person.name, o), o.unit.name, o.membership.group, o.filled_on, o.get_source_display(), state(o)),
        lead=one.name, empty=_("No form has come in yet."),
        ways=(Way(f"{request.path}?unit={unit.code}&as=xlsx", _("Export")), Way(one.get_absolute_url(), _("Progress"), "arrow-back-up")),
    )  # fmt: skip


def _result(one):
    """A line of the workbook of forms: what came in, what was taken over, and the card."""
    columns = lambda fields: "、".join(COLUMNS[field] for field in fields)  # noqa: E731
    return (
        one.person.name, one.unit.name, one.membership.group, one.filled_on, one.source, one.state, one.checked_on,
        columns(one.taken), columns(one.left), one.membership.card_no,
    )  # fmt: skip


def _start(membership):
    known = queries.reregistration.on_file(membership)
    return {field: queries.reregistration.as_value(field, text) for field, text in known.items() if field not in MASKS}


def confirmation_fill(request, pk, membership):
    """The clerk enters a form that came on paper."""
    campaign = own_campaign(request, pk)
    readable = Membership.objects.visible_to(request.user).standing().select_related("person", "unit")
    found = get_object_or_404(readable, pk=membership)
    back = reverse("members:unconfirmed_list", args=[campaign.pk])
    return PAGES.verb(
        request, found, forms.FillForm, _("Enter the form of %s") % found.person.name,
        lambda data: actions.fill_in(campaign, found, by=request.user, **data), lead=campaign.name, button=_("Enter"), back=back,
        url=lambda done: done.get_absolute_url(), verdict=can(request.user, "members.fill_in", found.unit),
        said=_("Entered; now compare it with the file."),
        form_kwargs={"unit": found.unit, "initial": {"on": timezone.localdate(), **_start(found)}},
    )  # fmt: skip


def confirmation_detail(request, pk):
    """One form against the file: mark what is to be taken over."""
    one = own_form(request, pk)
    told = [
        (field, LABELS[field], MASKS.get(field, str)(known), MASKS.get(field, str)(said))
        for field, known, said in queries.reregistration.differences(one)
    ]
    if one.state == State.CHECKED:
        return PAGES.show(request, one, _checked(one))
    take = [field for field, *_rest in told if field in request.POST.getlist("take")]
    return act_page(
        request, forms.OnForm, "members/confirmation_detail.html",
        {
            "title": _("Form of %s") % one.person.name, "unit": one.unit, "confirmation": one, "rows": told, "button": _("Checked"),
            "marked": take if request.method == "POST" else [field for field, *_rest in told],
            "lead": one.reregistration.name, "back": reverse("members:confirmation_list", args=[one.reregistration_id]),
            "verdict": can(request.user, "members.check_confirmation", one.unit),
        },
        then=lambda data: actions.check_confirmation(one, by=request.user, take=take, **data),
        url=reverse("members:confirmation_list", args=[one.reregistration_id]), said=_("Checked."),
        form_kwargs={"initial": {"on": timezone.localdate()}},
    )  # fmt: skip


def _checked(one):
    names = lambda fields: _("; ").join(str(LABELS[field]) for field in fields)  # noqa: E731
    return File(
        heading=one.person.name, unit=one.unit, tab="campaigns", state=one.get_state_display(), tone=one.tone, lead=one.reregistration.name,
        facts=[
            (_("Filled in on"), one.filled_on), (_("How it came"), one.get_source_display()), (_("Checked on"), one.checked_on),
            (_("Taken over"), names(one.taken)), (_("Left as it was"), names(one.left)),
        ],
        ways=[Way(one.membership.get_absolute_url(), _("The member's file"), "user")],
    )  # fmt: skip


def confirmation_check_all(request, pk):
    """Check every form that agrees with the file."""
    one = own_campaign(request, pk)
    unit = _place(request, one)
    return PAGES.verb(
        request, one, forms.OnForm, _("Check forms without differences"),
        lambda data: actions.check_all(one, by=request.user, unit=unit, **data), lead=unit.name,
        verdict=can(request.user, "members.check_all", unit),
        said=lambda done: ngettext("%(count)d form checked.", "%(count)d forms checked.", done) % {"count": done},
    )  # fmt: skip


def reregistration_close(request, pk):
    """Close the campaign."""
    one = own_campaign(request, pk)
    return PAGES.verb(
        request, one, forms.OnForm, _("Close the re-registration"), lambda data: actions.close_reregistration(one, by=request.user, **data),
        verdict=can(request.user, "members.close_reregistration", one.unit), said=_("Closed."),
    )  # fmt: skip


@login_not_required
@never_cache
def own_confirmation(request, pk):
    """The member fills in the form behind the own link."""
    membership, today = own.visitor(request), timezone.localdate()
    campaign = next((one for one in queries.reregistration.open_for(membership.unit, today) if one.pk == pk), None)
    if campaign is None:
        raise Http404
    return act_page(
        request, forms.OwnFillForm, "members/own_confirmation.html",
        {
            "title": campaign.name, "unit": membership.unit, "button": _("Send"), "back": reverse("members:own_page"),
            "lead": _("Correct what is wrong. Numbers are filled in only if they have changed."),
        },
        then=lambda data: actions.fill_in_myself(campaign, membership, on=today, **data),
        url=reverse("members:own_page"), said=_("Sent to your union; it compares your form with the file."),
        form_kwargs={"initial": _start(membership)},
    )  # fmt: skip
