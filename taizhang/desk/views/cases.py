"""The inbox of approvals and the page of a case: what waits for me, decide, return, refuse, hand over, take back."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from taizhang.desk import queries
from taizhang.desk.forms import CaseFilter, DecideForm, DelegateForm, NoteForm
from taizhang.kernel import approvals
from taizhang.kernel.models import Approval
from taizhang.kernel.verdicts import Refused
from taizhang.ui import sheets
from taizhang.ui.cases import view_of
from taizhang.ui.fields import SureForm
from taizhang.ui.pages import PER_PAGE, act_page

SHOWS = ("waiting", "asked", "decided", "all")
WITH = ("unit", "at_unit", "requested_by")


def _case(request, pk):
    approval = approvals.case_of(request.user, pk)
    if approval is None:
        raise Http404
    return approval


def _page_of(approval):
    return reverse("desk:case_detail", args=[approval.pk])


# --- lists ----------------------------------------------------------------------------------------------------------------------


def case_list(request):
    """The inbox: what waits for my decision; besides, what I asked for, what I decided, everything that I may see."""
    today = timezone.localdate()
    show = request.GET.get("show") if request.GET.get("show") in SHOWS else "waiting"
    sitting = approvals.Sitting(request.user, today)
    filters = CaseFilter(request.GET, today=today, waiting=show == "waiting")
    cases = _narrowed(request, show, sitting, filters)
    counts = _counts(approvals.inbox(request.user, today, sitting=sitting), today)
    # Keys first: they come from the index alone, and only the rows of this page are fetched.
    paginator = Paginator(cases.order_by(*_order(show)).values_list("pk", flat=True), PER_PAGE)
    if show == "waiting" and not _is_narrowed(filters):
        paginator.count = counts["waiting"]  # asked already
    page = paginator.get_page(request.GET.get("page", 1))
    rows = _rows(queries.cases_by_key(page.object_list), request.user, sitting, show, today)
    chosen = next((row for row in rows if str(row["case"].pk) == request.GET.get("case")), rows[0] if rows else None)
    context = {
        "page": page,
        "rows": rows,
        "filters": filters,
        "show": show,
        "counts": counts,
        "tabs": [(code, label, f"?show={code}") for code, label in _tabs(counts)],
        "narrowed": _is_narrowed(filters),
        "chosen": chosen["case"] if chosen else None,
        "view": view_of(chosen["case"], request.user, sitting=sitting) if chosen and not chosen["hidden"] else None,
        "query": request.GET.urlencode(),
        "deputising": sorted({str(seat.instead_of) for seat in sitting.seats if seat.instead_of}),
    }
    return render(request, "desk/case_list.html", context)


def _narrowed(request, show, sitting, filters):
    valid = filters.is_valid()
    how = filters.cleaned_data.get("how", "") if valid else ""
    cases = {
        "waiting": lambda: approvals.inbox(request.user, sitting.on, which=how, sitting=sitting),
        "asked": lambda: Approval.objects.filter(requested_by=request.user),
        "decided": lambda: queries.cases_decided(request.user),
        "all": lambda: Approval.objects.visible_to(request.user),
    }[show]()
    return filters.narrow(cases) if valid else cases


def _order(show):
    return {"waiting": ("due_on", "pk"), "asked": ("-pk",), "decided": ("-pk",), "all": ("-pk",)}[show]


def _is_narrowed(filters):
    return any(filters.data.get(name) for name in ("q", "route", "when", "how", "least", "most"))


def _counts(inbox, today):
    """How many wait, are overdue, are due soon."""
    return inbox.aggregate(
        waiting=Count("pk"),
        late=Count("pk", filter=Q(due_on__lt=today)),
        soon=Count("pk", filter=Q(due_on__gte=today, remind_on__lte=today)),
    )


def _tabs(counts):
    yield (
        "waiting",
        _("Waiting for me (%(n)s)") % {"n": counts["waiting"]} if counts["waiting"] else _("Waiting for me"),
    )
    yield "asked", _("Asked for by me")
    yield "decided", _("Decided by me")
    yield "all", _("All cases")


def _rows(cases, user, sitting, show, today):
    hidden = approvals.unseen(user, cases) if show == "all" else set()
    if show == "waiting":
        sitting.look_at(cases)
    rows = []
    for case in cases:
        mandate = sitting.mandate(case) if show == "waiting" else None
        rows.append(
            {
                "case": case,
                "hidden": case.pk in hidden,
                "mandate": mandate,
                "late": case.state == Approval.State.PENDING and case.due_on < today,
                "soon": case.state == Approval.State.PENDING and case.remind_on <= today <= case.due_on,
            }
        )
    return rows


def case_export(request):
    """The list as a workbook."""
    today = timezone.localdate()
    show = request.GET.get("show") if request.GET.get("show") in SHOWS else "waiting"
    sitting = approvals.Sitting(request.user, today)
    filters = CaseFilter(request.GET, today=today, waiting=show == "waiting")
    cases = _narrowed(request, show, sitting, filters).order_by(*_order(show)).select_related(*WITH)[:20_000]
    hidden = approvals.unseen(request.user, list(cases)) if show == "all" else set()
    heads = [
        _("Kind of approval"), _("Matter"), _("Union"), _("Amount"), _("Asked for by"), _("Asked for on"), _("State"),
        _("Where it waits"), _("Waiting since"), _("To be decided by"),
    ]  # fmt: skip
    rows = [
        [
            case.route_label, case.name, case.unit.name, case.amount, str(case.requested_by or ""), case.requested_on,
            case.get_state_display(), case.at_unit.name if case.at_unit else "", case.opened_on, case.due_on,
        ]
        for case in cases if case.pk not in hidden
    ]  # fmt: skip
    return sheets.sheet_response(_("Approvals"), [(_("Approvals"), heads, rows)])


# --- one case -------------------------------------------------------------------------------------------------------------------


def case_detail(request, pk):
    """One case: what was asked for as it was then, where it stands, who decided what, what comes next."""
    return render(request, "desk/case_detail.html", _context(request, _case(request, pk)))


def case_panel(request, pk):
    """The same, for the side of the inbox."""
    approval = _case(request, pk)
    return render(
        request, "desk/case_panel.html", {**_context(request, approval), "query": request.GET.get("back", "")}
    )


def _context(request, approval, **rest):
    record = queries.record_of(approval, request.user)
    return {"view": view_of(approval, request.user), "approval": approval, "record": record, **rest}


@require_POST
def case_decide(request, pk):
    """Approve, return or refuse; a refusal by the rules shows its sentence and keeps what was typed."""
    approval, form = _case(request, pk), DecideForm(request.POST)
    if not form.is_valid():
        return redirect(_page_of(approval))
    data, trouble = form.cleaned_data, ""
    try:
        approvals.decide(
            approval,
            by=request.user,
            on=timezone.localdate(),
            decision=data["decision"],
            note=data["note"],
            seen=data["seen"],
        )
    except Refused as refused:
        trouble = str(refused)
    if trouble:
        approval = _case(request, pk)
        return render(
            request,
            "desk/case_decide.html",
            _context(request, approval, trouble=trouble, note=data["note"]),
            status=422,
        )
    messages.success(request, queries.said_of(approval, data["decision"]))
    back = request.POST.get("back", "")
    return redirect(f"{reverse('desk:case_list')}?{back}" if "back" in request.POST else _page_of(approval))


@require_POST
def case_decide_many(request):
    """A list decided at once, each case for itself: those that fail keep their sentence, the others go through."""
    form, today = DecideForm(request.POST), timezone.localdate()
    keys = [int(key) for key in request.POST.getlist("case") if key.isdecimal() and len(key) < 18][:PER_PAGE]
    found = {case.pk: case for key in keys if (case := approvals.case_of(request.user, key, today))}
    back = f"{reverse('desk:case_list')}?{request.POST.get('back', '')}"
    if not form.is_valid() or not found:
        messages.error(request, _("Tick the cases first that you want to decide."))
        return redirect(back)
    data = form.cleaned_data
    seen = {key: request.POST.get(f"seen-{key}", "") for key in found}
    outcomes = approvals.decide_many(
        found.values(), by=request.user, on=today, decision=data["decision"], note=data["note"], seen=seen
    )
    if all(verdict for _case_, verdict in outcomes):
        messages.success(request, _decided_words(data["decision"]) % {"n": len(outcomes)})
        return redirect(back)
    context = {"outcomes": outcomes, "passed": sum(bool(v) for _case_, v in outcomes), "back": back}
    return render(request, "desk/case_decide_many.html", context)


def _decided_words(decision):
    return {
        "approve": _("%(n)s cases are approved."),
        "return": _("%(n)s cases are returned for correction."),
        "refuse": _("%(n)s cases are refused."),
    }[decision]


def case_delegate(request, pk):
    """Hand the open step to a named person."""
    approval = _case(request, pk)

    def then(data):
        approvals.delegate(approval, to=data["to"], by=request.user, on=timezone.localdate(), note=data["note"])
        return approval

    context = {
        "title": _("Hand over: %s") % approval.name,
        "unit": approval.at_unit,
        "button": _("Hand over"),
        "back": _page_of(approval),
        "lead": _("For this step only. The person decides in your place; you may take it back until then."),
    }
    people = queries.colleagues(approval.at_unit or approval.unit, but=request.user)
    return act_page(
        request, DelegateForm, context=context, then=then, url=_page_of, said=_("The step is handed over."),
        form_kwargs={"people": people},
    )  # fmt: skip


def case_recall(request, pk):
    """Take back what was handed over."""
    approval = _case(request, pk)
    context = {
        "title": _("Take back: %s") % approval.name,
        "unit": approval.at_unit,
        "button": _("Take back"),
        "back": _page_of(approval),
    }
    return act_page(
        request,
        SureForm,
        context=context,
        then=lambda data: approvals.recall(approval, by=request.user, on=timezone.localdate()),
        url=_page_of,
        said=_("You have it back."),
    )


def case_withdraw(request, pk):
    """Take the request back."""
    approval = _case(request, pk)
    context = {
        "title": _("Withdraw the request: %s") % approval.name,
        "unit": approval.unit,
        "button": _("Withdraw the request"),
        "back": _page_of(approval),
        "danger": True,
        "lead": _("The case ends here. What was decided so far stays in its history."),
    }
    return act_page(
        request,
        NoteForm,
        context=context,
        then=lambda data: approvals.withdraw(approval, by=request.user, on=timezone.localdate(), note=data["note"]),
        url=_page_of,
        said=_("The request is withdrawn."),
    )


def case_resubmit(request, pk):
    """Submit again what was returned, as the record says now."""
    approval = _case(request, pk)
    context = {
        "title": _("Submit again: %s") % approval.name,
        "unit": approval.unit,
        "button": _("Submit again"),
        "back": _page_of(approval),
        "lead": _("Correct the record first: the case goes on with what the record says now."),
    }
    return act_page(
        request,
        NoteForm,
        context=context,
        then=lambda data: approvals.resubmit(approval, by=request.user, on=timezone.localdate(), note=data["note"]),
        url=_page_of,
        said=_("The case is on its way again."),
    )
