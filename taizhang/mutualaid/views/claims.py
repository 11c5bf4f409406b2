"""Pages of claims: the register, one claim with its explanation, every step, and the calculator that writes nothing."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from taizhang.kernel import approvals, evidence
from taizhang.kernel.access import can
from taizhang.kernel.tracing import acts_on
from taizhang.kernel.verdicts import Refused
from taizhang.mutualaid import actions, forms, papers, queries, rules
from taizhang.mutualaid.models import Appeal, Claim, Product
from taizhang.mutualaid.rules.sentences import told
from taizhang.mutualaid.rules.settlement import Bill, Standing, settle
from taizhang.mutualaid.views.enrolments import own_enrolment
from taizhang.mutualaid.views.products import own_product
from taizhang.ui.fields import LongWhyForm
from taizhang.ui.pages import act_page, page_of
from taizhang.ui.places import chosen_unit
from taizhang.ui.sheets import sheet_response
from taizhang.word.download import word_response

EXPORTED_AT_ONCE = 50_000
AT_CLAIM = ("submit", "attach", "check", "compute", "appeal", "correct", "reveal", "set_account", "send_up")
AT_PRODUCT = ("approve", "refuse", "decide_appeal")


def own_claim(request, pk):
    """A claim that the user may read; 404 for everybody else."""
    found = Claim.objects.visible_to(request.user).standing()
    return get_object_or_404(
        found.select_related("enrolment__season__product__unit", "person", "unit", "payment", "corrects"), pk=pk
    )


def _asked(request):
    unit = chosen_unit(request)
    products = Product.objects.visible_to(request.user).standing().order_by("name")
    form = forms.filters.ClaimFilter(request.GET, products=products)
    found = queries.claims.register(request.user, under=unit)
    return unit, form, form.narrow(found) if form.is_valid() else found


@require_safe
def claim_list(request):
    """The register of claims at the unit and below."""
    unit, form, found = _asked(request)
    waiting = queries.claims.at_product(request.user, ("computed",)).count()
    context = {
        "title": _("Claims"), "unit": unit, "filters": form, "page": page_of(request, found), "totals": queries.claims.totals(found),
        "waiting": waiting,
    }  # fmt: skip
    return render(request, "mutualaid/claim_list.html", context)


@require_safe
def claim_export(request):
    """The register as a workbook: no illness, no account."""
    _unit, _form, found = _asked(request)
    if found.order_by().count() > EXPORTED_AT_ONCE:
        messages.warning(request, _("More than %d lines: narrow the list first.") % EXPORTED_AT_ONCE)
        return redirect("mutualaid:claim_list")
    heads = (
        "申请编号",
        "姓名",
        "所在工会",
        "互助产品",
        "报销类别",
        "申请日期",
        "自付金额",
        "报销金额",
        "状态",
        "拨付日期",
    )
    found = found.prefetch_related("expenses")
    rows = (
        (
            one.number, one.person.name, one.unit.name, one.product.name, "、".join(dict.fromkeys(line.category for line in one.expenses.all())),
            one.submitted_on, one.claimed, one.amount, one.get_state_display(), one.paid_on,
        )
        for one in found.iterator(chunk_size=1000)
    )  # fmt: skip
    return sheet_response(_("Register of claims"), [("报销", heads, rows)])


@require_safe
def claim_detail(request, pk):
    """One claim: where it stands, how each line was settled in words, its documents, its steps."""
    claim = own_claim(request, pk)
    product = claim.product
    verdicts = {verb: can(request.user, f"mutualaid.{verb}", claim.unit) for verb in AT_CLAIM}
    verdicts |= {verb: can(request.user, f"mutualaid.{verb}", product.unit) for verb in AT_PRODUCT}
    lines = queries.claims.explained(claim)
    context = {
        "claim": claim, "unit": claim.unit, "product": product, "lines": lines, "amount": queries.claims.amount_of(claim),
        "claimed": sum(line.self_paid for line, _awards, _amount in lines), "files": evidence.of(claim),
        "missing": queries.claims.documents_missing(claim) if claim.state == Claim.State.SUBMITTED else (),
        "steps": claim.steps.select_related("by"), "appeals": claim.appeals.standing(), "verdicts": verdicts,
        "acts": acts_on(claim), "corrections": claim.corrections.standing(),
        "path": _path(claim), "under_approval": not approvals.may_change(claim),
    }  # fmt: skip
    return render(request, "mutualaid/claim_detail.html", context)


def _path(claim):
    """The way of a claim as [(state in words, reached, here)]."""
    states = [Claim.State.SUBMITTED, Claim.State.CHECKED, Claim.State.COMPUTED, Claim.State.APPROVED, Claim.State.PAID]
    if claim.state not in states:
        return []
    at = states.index(claim.state)
    return [(state.label, place <= at, place == at) for place, state in enumerate(states)]


# --- submitting ---------------------------------------------------------------------------------------------------------------


def claim_submit(request, pk):
    """A claim on an enrolment: its lines in a table."""
    enrolment = own_enrolment(request, pk)
    words = {
        "title": _("Claim of %s") % enrolment.person.name, "unit": enrolment.unit, "back": enrolment.get_absolute_url(),
        "button": _("Submit"), "enrolment": enrolment,
        "lead": _("%(season)s, covered from %(first)s to %(last)s.")
        % {"season": enrolment.season, "first": enrolment.covers_from or "—", "last": enrolment.covers_until or "—"},
    }  # fmt: skip
    return _lines_page(
        request, words, {"on": timezone.localdate()}, (),
        lambda data, lines: actions.claims.submit(enrolment, by=request.user, expenses=lines, **data),
        said=_("Submitted; now attach the documents."),
    )  # fmt: skip


def claim_amend(request, pk):
    """The lines of a claim that was not checked yet."""
    claim = own_claim(request, pk)
    words = {"title": _("Amend claim %s") % claim.number, "unit": claim.unit, "back": claim.get_absolute_url(), "button": _("Save"),
             "lead": _("What is sealed stays as it is when you leave it empty.")}  # fmt: skip
    initial = {"on": claim.submitted_on, "bank_name": claim.bank_name, "remark": claim.remark}
    return _lines_page(
        request, words, initial, _initial(claim),
        lambda data, lines: _amend(request, claim, data, lines),
        said=_("Saved."),
    )  # fmt: skip


def _amend(request, claim, data, lines):
    details = {name: value for name, value in data.items() if name != "confirmed"}
    return actions.claims.amend(claim, by=request.user, expenses=lines, **details)


def claim_correct(request, pk):
    """A paid claim is corrected: the lines as they should have been; the difference becomes a claim of its own."""
    claim = own_claim(request, pk)
    words = {
        "title": _("Correct claim %s") % claim.number, "unit": claim.unit, "back": claim.get_absolute_url(), "button": _("Correct"),
        "lead": _("Write the lines as they should have been. What was paid stays on file; the difference is approved and paid by itself."),
        "correcting": True,
    }  # fmt: skip
    return _lines_page(
        request, words, {"on": timezone.localdate()}, _initial(claim),
        lambda data, lines: actions.claims.correct(claim, by=request.user, on=data["on"], expenses=lines, why=data["remark"]),
        said=_("The correction waits to be approved."),
    )  # fmt: skip


def _initial(claim):
    names = ("on", "category", "self_paid", "total", "invoice")
    return [{name: getattr(line, name) for name in names} for line in claim.expenses.all()]


def _lines_page(request, words, initial, rows, save, *, said):
    """The head of a claim and its lines; a doubt is shown once and confirmed with a tick."""
    posted = request.POST if request.method == "POST" else None
    form = forms.acts.ClaimForm(posted, initial=initial)
    lines = forms.lines.ExpenseSet(posted, initial=rows, prefix="lines")
    if posted is not None and form.is_valid() and lines.is_valid():
        try:
            done = save(form.cleaned_data, forms.lines.expenses(lines))
        except actions.claims.Confirm as doubt:
            form.ask_to_confirm(str(doubt))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, said)
            return redirect(done)
    wrong = posted is not None and (form.errors or lines.total_error_count())
    return render(
        request, "mutualaid/claim_form.html", {"form": form, "lines": lines, **words}, status=422 if wrong else 200
    )


# --- steps ----------------------------------------------------------------------------------------------------------------------


def _verb(request, claim, form, words, then, **more):
    """The page of one verb on a claim."""
    context = {"unit": claim.unit, "back": claim.get_absolute_url(), "claim": claim, **words}
    more.setdefault("form_kwargs", {"initial": {"on": timezone.localdate()}})
    return act_page(
        request, form, more.pop("template", "ui/act.html"), context, then=then, url=claim.get_absolute_url(), **more
    )


def claim_attach(request, pk):
    """A document."""
    claim = own_claim(request, pk)
    missing = queries.claims.documents_missing(claim)
    words = {
        "title": _("Add a document to %s") % claim.number, "button": _("Add"),
        "lead": _("Still missing: %(kinds)s.") % {"kinds": "、".join(missing)} if missing else "",
    }  # fmt: skip
    return _verb(
        request, claim, forms.acts.DocumentForm, words, lambda data: actions.claims.attach(claim, by=request.user, **data),
        said=_("Added."), form_kwargs={"initial": {"kind": missing[0] if missing else None}},
    )  # fmt: skip


def claim_detach(request, pk, evidence_pk):
    """A document is taken off."""
    claim = own_claim(request, pk)
    file = get_object_or_404(evidence.of(claim), pk=evidence_pk)
    words = {"title": _("Take “%s” off") % file.name, "button": _("Take off"), "danger": True}
    return _verb(
        request,
        claim,
        LongWhyForm,
        words,
        lambda data: actions.claims.detach(claim, file, by=request.user, **data),
        said=_("Taken off."),
    )


@require_safe
def document(request, pk):
    """The download of one document."""
    return evidence.response(request, pk)


def claim_check(request, pk):
    """Documents and lines agree."""
    claim = own_claim(request, pk)
    words = {
        "title": _("Check claim %s") % claim.number,
        "button": _("Checked"),
        "lead": _("Documents are complete and agree with the lines."),
    }
    return _verb(
        request,
        claim,
        forms.acts.DayNoteForm,
        words,
        lambda data: actions.claims.check(claim, by=request.user, **data),
        said=_("Checked; now it can be settled."),
    )


def claim_return(request, pk):
    """Back to be put right."""
    claim = own_claim(request, pk)
    words = {"title": _("Send claim %s back") % claim.number, "button": _("Send back")}
    return _verb(
        request,
        claim,
        forms.acts.DayWhyForm,
        words,
        lambda data: actions.claims.send_back(claim, by=request.user, **data),
        said=_("Sent back."),
    )


def claim_compute(request, pk):
    """Settle line by line."""
    claim = own_claim(request, pk)
    words = {
        "title": _("Settle claim %s") % claim.number, "button": _("Settle"),
        "lead": _("Each expense by the terms of its own day, within what is left of the ceilings."),
    }  # fmt: skip
    return _verb(
        request,
        claim,
        forms.acts.DayForm,
        words,
        lambda data: actions.claims.compute(claim, by=request.user, **data),
        said=_("Settled."),
    )


def claim_approve(request, pk):
    """The chair of the union that runs the product approves."""
    claim = own_claim(request, pk)
    amount = queries.claims.amount_of(claim)
    words = {
        "title": _("Approve claim %s") % claim.number, "button": _("Approve"),
        "lead": _("%(name)s, %(amount)s yuan from “%(product)s”.") % {"name": claim.person.name, "amount": amount, "product": claim.product.name},
    }  # fmt: skip
    return _verb(
        request,
        claim,
        forms.acts.DayNoteForm,
        words,
        lambda data: actions.claims.approve(claim, by=request.user, **data),
        said=_("Approved."),
    )


def claim_send_up(request, pk):
    """Through the levels: the own chair, the union that runs the fund, large sums one level further."""
    claim = own_claim(request, pk)
    words = {
        "title": _("Send claim %s up") % claim.number, "button": _("Send up"),
        "lead": _("The levels decide one after the other; where it stands is shown on the page of the claim."),
    }  # fmt: skip
    return _verb(
        request,
        claim,
        forms.acts.DayForm,
        words,
        lambda data: actions.claims.send_up(claim, by=request.user, **data),
        said=_("Sent up."),
    )


def claim_refuse(request, pk):
    """Refused, with the reason that the member reads."""
    claim = own_claim(request, pk)
    words = {
        "title": _("Refuse claim %s") % claim.number,
        "button": _("Refuse"),
        "danger": True,
        "lead": _("The member reads the reason, and may appeal."),
    }
    return _verb(
        request,
        claim,
        forms.acts.DayWhyForm,
        words,
        lambda data: actions.claims.refuse(claim, by=request.user, **data),
        said=_("Refused."),
    )


def claim_withdraw(request, pk):
    """A claim entered by mistake."""
    claim = own_claim(request, pk)
    words = {
        "title": _("Withdraw claim %s") % claim.number,
        "button": _("Withdraw"),
        "danger": True,
        "unit": claim.unit,
        "back": claim.get_absolute_url(),
    }
    return act_page(
        request, forms.acts.DayWhyForm, context=words, url=reverse("mutualaid:claim_list"), said=_("Withdrawn."),
        then=lambda data: actions.claims.withdraw(claim, by=request.user, **data), form_kwargs={"initial": {"on": timezone.localdate()}},
    )  # fmt: skip


def claim_appeal(request, pk):
    """The member does not agree."""
    claim = own_claim(request, pk)
    words = {
        "title": _("Appeal on claim %s") % claim.number,
        "button": _("Take the appeal in"),
        "lead": _("Somebody who did not decide before answers it."),
    }
    return _verb(
        request,
        claim,
        forms.acts.DayWhyForm,
        words,
        lambda data: actions.claims.appeal(claim, by=request.user, **data),
        said=_("Taken in."),
    )


def appeal_decide(request, pk):
    """The answer to an appeal."""
    found = Appeal.objects.visible_to(request.user).standing().select_related("claim__unit", "claim__person")
    made = get_object_or_404(found, pk=pk)
    words = {
        "title": _("Answer the appeal on %s") % made.claim.number,
        "button": pgettext("claim", "Answer"),
        "lead": made.why,
    }
    return _verb(
        request,
        made.claim,
        forms.acts.AnswerForm,
        words,
        lambda data: actions.claims.decide_appeal(made, by=request.user, **data),
        said=_("Answered."),
    )


def claim_account(request, pk):
    """Another account."""
    claim = own_claim(request, pk)
    words = {
        "title": _("Account for claim %s") % claim.number,
        "button": _("Save"),
        "lead": _("The change is in the log; a batch with this claim must still be released by a second person."),
    }
    return _verb(
        request,
        claim,
        forms.acts.AccountForm,
        words,
        lambda data: actions.payments.set_account(claim, by=request.user, **data),
        said=_("Saved."),
        form_kwargs={},
    )


@never_cache
def claim_reveal(request, pk):
    """Illness, hospital and account in full, once, after the reason was written down."""
    claim = own_claim(request, pk)
    form, shown = LongWhyForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        try:
            shown = actions.claims.reveal(claim, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {
        "title": _("Sealed details of %s") % claim.number, "unit": claim.unit, "lead": _("Who looked, when and why is written into the log."),
        "button": _("Show"), "back": claim.get_absolute_url(), "form": form, "shown": shown,
    }  # fmt: skip
    return render(request, "mutualaid/claim_reveal.html", context, status=422 if form.errors else 200)


@require_safe
def claim_paper(request, pk):
    """The explanation for the member, on paper."""
    claim = own_claim(request, pk)
    return word_response(claim.number, papers.explanation(claim))


def claims_settle(request, pk):
    """Every checked claim of a product in one act."""
    product = own_product(request, pk)
    waiting = queries.claims.at_product(request.user, ("checked",)).filter(enrolment__season__product=product).count()
    words = {
        "title": _("Settle the claims of “%s”") % product.name, "unit": product.unit, "button": _("Settle all"), "back": product.get_absolute_url(),
        "lead": _("%s checked claims wait. Each expense is settled by the terms of its own day, in the order in which the claims came in.") % waiting,
    }  # fmt: skip
    return act_page(
        request, forms.acts.DayForm, context=words, url=f"{reverse('mutualaid:claim_approvals')}", said=_("Settled; now they can be approved."),
        then=lambda data: actions.claims.compute_all(product, by=request.user, **data), form_kwargs={"initial": {"on": timezone.localdate()}},
    )  # fmt: skip


@require_safe
def claim_approvals(request):
    """What waits for the approval of whoever runs the product: a list with each one's verdict, approved together."""
    waiting = queries.claims.with_amounts(queries.claims.at_product(request.user, ("computed",))).order_by(
        "submitted_on", "id"
    )
    page = page_of(request, waiting)
    rows = [(one, _may_approve(request, one)) for one in page]
    context = {
        "title": _("Claims to approve"),
        "page": page,
        "rows": rows,
        "total": sum(one.amount for one in page),
        "today": timezone.localdate(),
    }
    return render(request, "mutualaid/claim_approvals.html", context)


def _may_approve(request, claim):
    verdict = can(request.user, "mutualaid.approve", claim.product.unit)
    if not verdict:
        return verdict
    return rules.claim.may_approve(claim, amount=claim.amount, by=request.user, involved=queries.claims.involved(claim))


@require_POST
def claim_approve_all(request):
    """The ticked claims are approved, each on its own; what could not be is said."""
    chosen = Claim.objects.visible_to(request.user).standing().filter(pk__in=request.POST.getlist("claim")[:200])
    answers = actions.claims.approve_all(
        chosen.select_related("enrolment__season__product__unit", "unit"), by=request.user, on=timezone.localdate()
    )
    done = sum(not why for _claim, why in answers)
    if done:
        messages.success(request, _("%s claims approved.") % done)
    for claim, why in answers:
        if why:
            messages.warning(request, f"{claim.number}: {why}")
    return redirect("mutualaid:claim_approvals")


# --- what if ------------------------------------------------------------------------------------------------------------------------


def what_if(request):
    """What would be reimbursed: a calculator that writes nothing. With ?enrolment= it knows what is used up already."""
    enrolment = _asked_for(request)
    products = Product.objects.visible_to(request.user).standing().order_by("name")
    posted = request.POST if request.method == "POST" else None
    initial = {"on": timezone.localdate(), "product": enrolment.season.product_id if enrolment else None}
    form = forms.acts.WhatIfForm(posted, initial=initial, products=products)
    lines = forms.lines.BillSet(posted, prefix="lines")
    answer = None
    if posted is not None and form.is_valid() and lines.is_valid():
        answer = _answer(form.cleaned_data, forms.lines.expenses(lines), enrolment)
    context = {
        "title": _("What would be reimbursed?"), "form": form, "lines": lines, "answer": answer, "enrolment": enrolment,
        "unit": enrolment.unit if enrolment else chosen_unit(request),
    }  # fmt: skip
    return render(
        request, "mutualaid/what_if.html", context, status=422 if posted is not None and answer is None else 200
    )


def _asked_for(request):
    key = request.GET.get("enrolment", "")
    return own_enrolment(request, int(key)) if key.isdecimal() and len(key) < 12 else None


def _answer(asked, expenses, enrolment):
    """The settlement of what was typed in: lines with sentences, and the total. Nothing is saved."""
    bills = [Bill(number, one["on"], one["category"], one["self_paid"]) for number, one in enumerate(expenses, 1)]
    if not bills:
        return None
    product, used, standing = asked["product"], None, _whole_time(bills)
    if enrolment and enrolment.season.product_id == product.pk and enrolment.covers_from:
        used, standing = queries.claims.used_of(enrolment.person, product), queries.claims.standing_of(enrolment)
    done = settle(bills, queries.products.terms_of(product), standing, submitted_on=asked["on"], used=used)
    return {"lines": [(line, told(line.steps)) for line in done.lines], "total": done.total, "knows": used is not None}


def _whole_time(bills):
    """Without a person, everybody counts as covered on the days asked about."""
    days = [bill.on for bill in bills]
    return Standing(min(days), max(days))
