"""Pages of transfers: who is on the way, one transfer seen by both unions, its letter, and every step."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from taizhang.kernel import ledger, sealing
from taizhang.kernel.access import can
from taizhang.kernel.models import Unit
from taizhang.kernel.periods import Period
from taizhang.members import actions, forms, own, papers, queries
from taizhang.members.models import Membership, Transfer
from taizhang.members.views.reading import own_membership
from taizhang.members.views.shapes import PAGES
from taizhang.ui.pages import act_page, page_of
from taizhang.ui.places import chosen_unit
from taizhang.ui.registers import Button, File, Table, Way, deadline, link, narrowed, state, workbook
from taizhang.word.download import paper_response

EXPORTED = 20_000
FIGURES = (
    "members.transferred_in",
    "members.transferred_out",
    "members.net_transferred",
    "members.on_the_way",
    "members.transfers_failed_number",
)
State, Way_ = Transfer.State, Transfer.Way


def own_transfer(request, pk):
    """A transfer from or to what the user reads; 404 for everybody else."""
    return get_object_or_404(queries.transfers.transfers(request.user), pk=pk)


def _row(one):
    today = timezone.localdate()
    return (
        link(one.person.name, one), one.from_name, one.to_name, one.number, one.asked_on, one.released_on, one.received_on,
        deadline(one.due_on, late=bool(one.due_on and one.due_on < today)), state(one),
    )  # fmt: skip


def _heads():
    labels = (
        _("Name"), _("From"), _("To"), _("Letter no."), _("Asked for on"), _("Released on"), _("Received on"), _("Next step until"),
        _("State"),
    )  # fmt: skip
    return tuple((label, False) for label in labels)


def _asked(request):
    unit = chosen_unit(request)
    return unit, forms.TransferFilter(request.GET, unit=unit), queries.transfers.transfers(request.user, under=unit)


@require_safe
def transfer_list(request):
    """Transfers from and to the unit and everything below it."""
    unit, filters, rows = _asked(request)
    year = Period.year(timezone.localdate().year)
    here = f"?unit={unit.code}"
    return PAGES.register(
        request, rows, unit=unit, title=_("Transfers"), tab="transfers", heads=_heads(), row=_row, filters=filters,
        lead=_("Each transfer is one event that both unions see; the member belongs to the old one until she is received."),
        figures=[ledger.value(code, unit, year) for code in FIGURES],
        buttons=(
            Button("members.ask_for_member", reverse("members:transfer_ask") + here, picture="user-plus"),
            Button("members.release_batch", reverse("members:transfer_batch") + here, picture="users"),
            Button("members.receive_from_outside", reverse("members:transfer_in") + here, picture="inbox"),
        ),
        ways=(Way(reverse("members:transfer_export") + f"?{request.GET.urlencode()}", _("Export")),),
        empty=_("Release a member on her page, or ask for somebody who works here now."),
    )  # fmt: skip


@require_safe
def transfer_export(request):
    """The list as a workbook."""
    _unit, filters, rows = _asked(request)
    heads = (
        "姓名", "转出工会", "转入工会", "方向", "转接函号", "申请日期", "放行日期", "接收日期", "办理期限", "办结日期", "状态", "原因",
        "结果说明", "批次",
    )  # fmt: skip
    lines = (
        (
            one.person.name, one.from_name, one.to_name, one.way, one.number, one.asked_on, one.released_on, one.received_on,
            one.due_on, one.ended_on, one.state, one.why, one.end_why, one.batch_no,
        )
        for one in narrowed(rows, filters)[:EXPORTED]
    )  # fmt: skip
    return workbook(_("Transfers of members"), heads, lines)


def _buttons(request, one):
    """The verbs that fit the state, each with the verdict of its own side."""
    verdicts, of = queries.transfers.verdicts(request.user, one), lambda name: reverse(f"members:{name}", args=[one.pk])
    found = []
    if one.state == State.ASKED:
        found.append(
            Button(
                "members.release",
                of("transfer_release"),
                _("Release"),
                "primary",
                "arrow-up-right",
                verdicts["release"],
            )
        )
        found.append(
            Button("members.refuse_transfer", of("transfer_refuse"), _("Refuse"), "danger", "x", verdicts["refuse_old"])
        )
    if one.state == State.RELEASED and one.to_id:
        found.append(
            Button("members.receive", of("transfer_receive"), _("Receive"), "primary", "inbox", verdicts["receive"])
        )
        found.append(
            Button("members.refuse_transfer", of("transfer_refuse"), _("Refuse"), "danger", "x", verdicts["refuse_new"])
        )
    if one.state == State.RELEASED and not one.to_id:
        found.append(
            Button(
                "members.return_slip",
                of("transfer_return"),
                picture="check",
                kind="primary",
                verdict=verdicts["return_slip"],
            )
        )
    if one.is_open:
        side = "recall_new" if one.asked_by == Transfer.Asker.NEW else "recall_old"
        found.append(
            Button(
                "members.recall",
                of("transfer_recall"),
                pgettext("request", "Take back"),
                picture="arrow-back-up",
                verdict=verdicts[side],
            )
        )
    if one.state == State.RECEIVED:
        found.append(
            Button(
                "members.close_transfer",
                of("transfer_close"),
                picture="check",
                kind="primary",
                verdict=verdicts["close"],
            )
        )
    return found


def _side(request, one):
    """The union from which the user looks at a transfer: the old one, or the new one for somebody who reads that alone."""
    old = Unit.objects.visible_to(request.user).filter(pk=one.unit_id).exists()
    return one.unit if old or one.to is None else one.to


@require_safe
def transfer_detail(request, pk):
    """One transfer, as both unions see it."""
    one = own_transfer(request, pk)
    readable = Membership.objects.visible_to(request.user)
    mine = [pk for pk in (one.membership_id, one.became_id) if pk and readable.filter(pk=pk).exists()]
    ways = (
        [Way(reverse("members:transfer_letter", args=[one.pk]), _("Letter (Word)"), "file-text")] if one.number else []
    )
    ways += [Way(reverse("members:membership_detail", args=[key]), _("The member's file"), "user") for key in mine]
    steps = [
        (_("Asked for"), one.asked_on, one.get_asked_by_display()),
        (_("Released"), one.released_on, one.number),
        (_("Received"), one.received_on, ""),
        (one.get_state_display() if one.ended_on else _("Closed"), one.ended_on, one.end_why),
    ]
    shape = File(
        heading=one.person.name, unit=_side(request, one), tab="transfers", state=one.get_state_display(), tone=one.tone,
        lead=f"{one.from_name} → {one.to_name}",
        facts=[
            (_("From"), one.from_name), (_("To"), one.to_name), (_("Direction"), one.get_way_display()),
            (_("Reason"), one.why), (_("Letter no."), one.number), (_("Next step until"), one.due_on), (_("Batch"), one.batch_no),
        ],
        buttons=_buttons(request, one), ways=ways,
        tables=[Table(_("Steps"), ((_("Step"), False), (_("Day"), False), (_("Remark"), False)), steps)],
        notes=[("amber", _("The last day of this step is over."))] if one.due_on and one.due_on < timezone.localdate() else [],
    )  # fmt: skip
    return PAGES.show(request, one, shape)


@require_safe
def transfer_letter(request, pk):
    """The letter as a Word file, with its number and a code that leads to the public page."""
    one = own_transfer(request, pk)
    if not one.number:
        messages.warning(request, _("The letter is written when the member is released."))
        return redirect(one)
    address = request.build_absolute_uri(reverse("members:letter_check", args=[queries.transfers.letter_token(one)]))
    return paper_response(papers.letter(one, address))


@login_not_required
@never_cache
@require_safe
def letter_check(request, token):
    """Behind the code of a letter, for everybody: is it genuine, and where does the transfer stand. The name stays masked."""
    one = queries.transfers.by_token(token)
    context = {
        "title": _("Letter of transfer"),
        "transfer": one,
        "name": sealing.mask_name(one.person.name) if one else "",
    }
    answer = render(request, "members/letter_check.html", context, status=200 if one else 404)
    answer["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return answer


# --- the steps ----------------------------------------------------------------------------------------------------------------


def membership_ask(request, pk):
    """Ask for a transfer as the old union, or for the member at the counter."""
    membership = own_membership(request, pk)
    return PAGES.verb(
        request, membership, forms.AskForm, _("Ask for a transfer of %s") % membership.person.name,
        lambda data: actions.ask_transfer(membership, by=request.user, **data),
        lead=_("The union releases within the days of the rulebook; the request is on its desk."),
        verdict=can(request.user, "members.ask_transfer", membership.unit), url=lambda done: done.get_absolute_url(),
        said=_("Asked for."),
    )  # fmt: skip


def membership_release(request, pk):
    """Release a member: to a union of the federation, or with a letter to one outside."""
    membership = own_membership(request, pk)
    return PAGES.verb(
        request, membership, forms.ReleaseForm, _("Release %s to another union") % membership.person.name,
        lambda data: actions.release(membership, by=request.user, **data),
        lead=_("Until the other union has received the member, nothing changes here."), button=_("Release"),
        verdict=can(request.user, "members.release", membership.unit), url=lambda done: done.get_absolute_url(),
        said=_("Released; the other union sees it on its desk."),
    )  # fmt: skip


def transfer_release(request, pk):
    """Release somebody for whom a transfer was asked for."""
    one = own_transfer(request, pk)
    given = {"to": one.to, "outside": one.outside}
    return PAGES.verb(
        request, one, forms.OnForm, _("Release %s") % one.person.name,
        lambda data: actions.release(one.membership, by=request.user, **data, **given), lead=f"{one.from_name} → {one.to_name}",
        button=_("Release"), verdict=can(request.user, "members.release", one.unit), said=_("Released; the other union sees it on its desk."),
    )  # fmt: skip


def transfer_receive(request, pk):
    """Receive somebody who was released to one's own union."""
    one = own_transfer(request, pk)
    if one.to is None:
        raise Http404
    employment = one.membership.employment if one.membership else ""
    kept = bool(one.membership and one.membership.status == Membership.Status.KEPT)
    return PAGES.verb(
        request, one, forms.ReceiveForm, _("Receive %s") % one.person.name,
        lambda data: actions.receive(one, by=request.user, **data), lead=f"{one.from_name} → {one.to_name}", button=_("Receive"),
        verdict=can(request.user, "members.receive", one.to), said=_("Received."), url=lambda done: done.get_absolute_url(),
        form_kwargs={"unit": one.to, "initial": {"on": timezone.localdate(), "employment": employment, "kept": kept}},
    )  # fmt: skip


def transfer_return(request, pk):
    """The return slip of a union outside."""
    one = own_transfer(request, pk)
    return PAGES.verb(
        request, one, forms.OnForm, _("Note the return slip of %s") % one.person.name,
        lambda data: actions.return_slip(one, by=request.user, **data),
        lead=_("From that day on the person is not a member here any more."), button=_("Note it"),
        verdict=can(request.user, "members.return_slip", one.unit), said=_("Noted."),
    )  # fmt: skip


def transfer_close(request, pk):
    """The papers are handed over."""
    one = own_transfer(request, pk)
    return PAGES.verb(
        request, one, forms.OnForm, _("Close the transfer of %s") % one.person.name,
        lambda data: actions.close_transfer(one, by=request.user, **data),
        lead=_("When file and card are handed over and the return slip is back."), button=_("Close"),
        verdict=can(request.user, "members.close_transfer", one.unit), said=_("Closed."),
    )  # fmt: skip


def transfer_refuse(request, pk):
    """One side refuses, with the reason."""
    one = own_transfer(request, pk)
    side = one.unit if one.state == State.ASKED or one.to is None else one.to
    return PAGES.verb(
        request, one, forms.EndForm, _("Refuse the transfer of %s") % one.person.name,
        lambda data: actions.refuse_transfer(one, by=request.user, **data), lead=_("The member stays at the old union; both sides see the reason."),
        button=_("Refuse"), danger=True, verdict=can(request.user, "members.refuse_transfer", side), said=_("Refused."),
    )  # fmt: skip


def transfer_recall(request, pk):
    """Whoever asked or released takes it back."""
    one = own_transfer(request, pk)
    side = one.to if one.asked_by == Transfer.Asker.NEW else one.unit
    return PAGES.verb(
        request, one, forms.EndForm, _("Take the transfer of %s back") % one.person.name,
        lambda data: actions.recall(one, by=request.user, **data), lead=f"{one.from_name} → {one.to_name}", button=pgettext("request", "Take back"),
        verdict=can(request.user, "members.recall", side), said=_("The transfer was taken back."),
    )  # fmt: skip


def transfer_ask(request):
    """The new union asks for somebody who works there now."""
    unit = chosen_unit(request)
    return PAGES.begin(
        request, unit, forms.AskForMemberForm, _("Ask for a member of another union"),
        lambda data: actions.ask_for_member(unit, by=request.user, **data), code="members.ask_for_member", back="members:transfer_list",
        lead=_("The person works at %s now. The old union is asked to release her.") % unit.name, button=_("Ask"),
        said=_("Asked for; the old union sees it on its desk."), form_kwargs={"initial": {"on": timezone.localdate()}},
    )  # fmt: skip


def transfer_in(request):
    """Somebody comes with the letter of a union outside the federation."""
    unit = chosen_unit(request)
    return PAGES.begin(
        request, unit, forms.FromOutsideForm, _("Take over from a union outside"),
        lambda data: actions.receive_from_outside(unit, by=request.user, **data), code="members.receive_from_outside",
        back="members:transfer_list", lead=_("With the letter of the old union; counted as a transfer, not as an admission."),
        button=_("Receive"), said=_("Received."), form_kwargs={"unit": unit, "initial": {"on": timezone.localdate()}},
    )  # fmt: skip


def transfer_batch(request):
    """Release many members at once: filter, mark, name the union."""
    unit = chosen_unit(request)
    found = queries.standing_at(unit).filter(bound_for=None).select_related("person", "unit").order_by("group", "id")
    group = request.GET.get("group", "")
    if group:
        found = found.filter(group=group)
    visible = found.filter(pk__in=Membership.objects.visible_to(request.user).values("pk"))
    page = page_of(request, visible, per_page=200)
    marked = [one for one in page if str(one.pk) in request.POST.getlist("chosen")]
    return act_page(
        request, forms.BatchForm, "members/transfer_batch.html",
        {
            "title": _("Release many members"), "unit": unit, "page": page, "groups": queries.groups_of(unit), "group": group,
            "marked": {one.pk for one in marked}, "button": _("Release those marked"), "back": reverse("members:transfer_list"),
            "lead": _("Each gets a letter of his own; all of them are one batch."),
            "verdict": can(request.user, "members.release_batch", unit),
        },
        then=lambda data: actions.release_batch(unit, by=request.user, memberships=marked, **data),
        url=lambda done: reverse("members:transfer_list") + f"?unit={unit.code}&q={done[0].number if len(done) == 1 else ''}",
        said=lambda done: ngettext("%(count)d member released.", "%(count)d members released.", len(done)) % {"count": len(done)},
        form_kwargs={"initial": {"on": timezone.localdate()}},
    )  # fmt: skip


@login_not_required
@never_cache
def own_transfer_ask(request):
    """The member asks, behind the own link."""
    membership = own.visitor(request)
    return act_page(
        request, forms.OwnTransferForm, "members/own_transfer_ask.html",
        {
            "title": _("Ask to be transferred"), "unit": membership.unit, "button": _("Send"), "back": reverse("members:own_page"),
            "lead": _("Your union is asked to release you; until the new one has received you, you stay a member where you are."),
        },
        then=lambda data: actions.ask_as_member(membership, on=timezone.localdate(), **data),
        url=reverse("members:own_page"), said=_("Sent to your union."),
    )  # fmt: skip


BALANCE = (
    ("members.standing_before", "期初"), ("members.joined_standing", "发展入会"), ("members.transferred_in", "转入"),
    ("members.transferred_out", "转出"), ("members.gone", "离会"), ("members.standing", "期末"),
)  # fmt: skip


@require_safe
def membership_balance(request):
    """What stood at the beginning, what came, what went, what stands at the end: for the unit and each unit below, for a year."""
    unit, year = chosen_unit(request), _year(request)
    period, codes = Period.year(year), [code for code, _head in BALANCE]
    this_year, whole = timezone.localdate().year, ledger.values(codes, unit, period)
    below = ledger.values_by_child(codes, unit, period)
    context = {
        "title": _("Balance of the register"), "unit": unit, "year": year, "years": range(this_year, this_year - 6, -1),
        "tabs": PAGES.tabs(), "tab": "balance", "whole": [whole[code] for code in codes], "period": period,
        "rows": [(child, [figures[code] for code in codes]) for child, figures in below],
    }  # fmt: skip
    if request.GET.get("as") == "xlsx":
        lines = [[child.name, *(figure.number for figure in figures)] for child, figures in context["rows"]]
        lines.append([unit.name, *(figure.number for figure in context["whole"])])
        return workbook(_("Balance of the register"), ("单位", *(head for _code, head in BALANCE)), lines)
    return render(request, "members/membership_balance.html", context)


def _year(request):
    asked = request.GET.get("year", "")
    today = timezone.localdate()
    return int(asked) if asked.isdecimal() and len(asked) == 4 and 1900 < int(asked) <= today.year else today.year
