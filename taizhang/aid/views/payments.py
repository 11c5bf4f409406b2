"""Pages of money: funds, accounts, payment runs."""

import csv

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from taizhang.aid import actions, queries, rules
from taizhang.aid.forms import money as forms
from taizhang.aid.models import Account, Fund, FundLine, Payment, PaymentRun
from taizhang.aid.papers.roster import roster_paper
from taizhang.aid.views.applications import member_named
from taizhang.aid.views.programmes import own_programme, parts, today
from taizhang.kernel import evidence
from taizhang.kernel.access import can
from taizhang.kernel.verdicts import Allowed, Refused
from taizhang.ui.fields import WhyForm
from taizhang.ui.pages import act_page, list_page, page_of
from taizhang.ui.places import chosen_unit
from taizhang.word.download import word_response

Run = PaymentRun.State


# --- funds ----------------------------------------------------------------------------------------------------------------------


def own_fund(request, pk):
    """A fund that the user may read."""
    return get_object_or_404(Fund.objects.visible_to(request.user).standing().select_related("unit"), pk=pk)


@require_safe
def fund_list(request):
    """Funds with their balances, and the sums by source."""
    unit = chosen_unit(request)
    shown = list(queries.payments.funds(request.user, unit))
    sums = queries.payments.balances(shown)
    for fund in shown:
        fund.left = sums[fund.pk]
    context = {
        "title": _("Funds"),
        "unit": unit,
        "sources": queries.payments.by_source(shown, sums),
        **parts(request, "funds"),
    }
    return list_page(request, shown, "aid/fund_list.html", context)


@require_safe
def fund_detail(request, pk):
    """A fund: balance, budget, by-laws, every line."""
    fund = own_fund(request, pk)
    year = timezone.localdate().year
    latest = fund.lines.standing().order_by("-on").first()
    year = latest.on.year if latest else year
    context = {
        "fund": fund,
        "unit": fund.unit,
        "year": year,
        "balance": fund.balance(),
        "budget": fund.budget(year),
        "spent": fund.spent(year),
        "page": page_of(request, fund.lines.standing().select_related("run")),
        "files": evidence.of(fund),
        "is_open": fund.closed_on is None,
    }
    return render(request, "aid/fund_detail.html", context)


def fund_create(request):
    """Set up a fund."""
    unit = chosen_unit(request)
    context = {
        "title": _("Set up a fund"),
        "unit": unit,
        "lead": _("Money of one source for one purpose, at %s.") % unit.name,
        "button": _("Set up"),
        "back": reverse("aid:fund_list"),
    }
    return act_page(
        request, forms.FundForm, "ui/act.html", context, form_kwargs=today(), said=_("The fund is set up."),
        then=lambda data: actions.funds.set_up_fund(unit, by=request.user, **{**data, "match": data["match"] or 0}),
    )  # fmt: skip


def _of_fund(request, pk, form_class, words, then, **more):
    fund = own_fund(request, pk)
    context = {"unit": fund.unit, "back": fund.get_absolute_url(), **words(fund)}
    return act_page(
        request, form_class, "ui/act.html", context, then=lambda data: then(fund, data), said=_("Booked."),
        url=fund.get_absolute_url(), form_kwargs=more.pop("form_kwargs", today()),
    )  # fmt: skip


def fund_book(request, pk):
    """A line of the fund."""
    return _of_fund(
        request,
        pk,
        forms.BookForm,
        lambda fund: {
            "title": _("Book on %s") % fund.name,
            "lead": _("%(source)s, for %(purpose)s") % {"source": fund.get_source_display(), "purpose": fund.earmark},
            "button": _("Book"),
        },
        lambda fund, data: actions.funds.book(fund, by=request.user, **data),
    )


def fund_close(request, pk):
    """The fund is closed."""
    return _of_fund(
        request,
        pk,
        forms.DayWhyForm,
        lambda fund: {"title": _("Close the fund %s") % fund.name, "button": _("Close the fund"), "danger": True},
        lambda fund, data: actions.funds.close_fund(fund, by=request.user, **data),
    )


def fund_attach(request, pk):
    """By-laws or a receipt."""
    return _of_fund(
        request,
        pk,
        forms.PaperForm,
        lambda fund: {"title": _("Papers of %s") % fund.name, "button": _("Put on file")},
        lambda fund, data: actions.applications.attach(fund, data["file"], by=request.user, kind=data["kind"]),
        form_kwargs={"initial": {"kind": "章程"}},
    )


def line_correct(request, pk):
    """A line booked by mistake."""
    line = get_object_or_404(FundLine.objects.visible_to(request.user).standing().select_related("fund", "unit"), pk=pk)
    context = {
        "title": _("Take back a line of %s") % line.fund.name,
        "unit": line.unit,
        "lead": f"{line} {line.amount}",
        "button": _("Take back"),
        "danger": True,
        "back": line.fund.get_absolute_url(),
    }
    return act_page(
        request, WhyForm, "ui/act.html", context, said=_("Taken back."), url=line.fund.get_absolute_url(),
        then=lambda data: actions.funds.correct_line(line, by=request.user, **data),
    )  # fmt: skip


# --- accounts -------------------------------------------------------------------------------------------------------------------


@require_safe
def account_list(request):
    """Bank accounts: those that wait for confirmation first."""
    unit = chosen_unit(request)
    found = Account.objects.visible_to(request.user).standing().below(unit)
    found = found.exclude(state__in=(Account.State.REPLACED, Account.State.REJECTED))
    found = found.select_related("person", "unit", "proposed_by", "decided_by").order_by("state", "unit__path", "pk")
    page = page_of(request, found)
    for one in page:
        one.verdict = rules.payments.may_confirm(one, by=request.user)
    context = {
        "title": _("Bank accounts"),
        "unit": unit,
        "page": page,
        "may_confirm": can(request.user, "aid.confirm_account", unit) and any(one.verdict for one in page),
        **parts(request, "accounts"),
    }
    return render(request, "aid/account_list.html", context)


@require_POST
def account_confirm_many(request):
    """A second person has compared those that were ticked with the cards or the signed list."""
    keys = [key for key in request.POST.getlist("pick") if key.isdigit() and len(key) < 18]
    readable = Account.objects.visible_to(request.user).standing().filter(pk__in=keys).select_related("person", "unit")
    outcomes = actions.payments.confirm_accounts(readable.order_by("pk"), by=request.user, on=timezone.localdate())
    right = sum(bool(verdict) for _one, verdict in outcomes)
    if right:
        messages.success(request, ngettext("%d account confirmed.", "%d accounts confirmed.", right) % right)
    left = [f"{one.person.name}: {verdict.reason}" for one, verdict in outcomes if not verdict]
    if left:
        messages.warning(request, "\n".join(left))
    if not outcomes:
        messages.error(request, _("Tick the accounts first that you have compared."))
    return redirect("aid:account_list")


def account_propose(request):
    """Enter an account."""
    unit = chosen_unit(request)
    context = {
        "title": _("Enter a bank account"),
        "unit": unit,
        "lead": _("It is paid to only after somebody else has confirmed it."),
        "button": _("Enter"),
        "back": reverse("aid:account_list"),
    }

    def then(data):
        membership = member_named(unit, data.pop("who"), request.user)
        return actions.payments.propose_account(
            membership.person, by=request.user, on=timezone.localdate(), unit=membership.unit, **data
        )

    return act_page(
        request, forms.AccountForm, "ui/act.html", context, then=then, said=_("Entered; it waits for confirmation.")
    )


def _own_account(request, pk):
    readable = Account.objects.visible_to(request.user).standing().select_related("person", "unit")
    return get_object_or_404(readable, pk=pk)


def account_confirm(request, pk):
    """Somebody else compared it with the card."""
    account = _own_account(request, pk)
    context = {
        "title": _("Confirm the account of %s") % account.person.name,
        "unit": account.unit,
        "lead": _("%(holder)s, %(bank)s, %(number)s: compare it with the card.")
        % {"holder": account.holder, "bank": account.bank, "number": account.number},
        "button": _("It is right"),
        "back": reverse("aid:account_list"),
    }
    return act_page(
        request, forms.ConfirmForm, "ui/act.html", context, form_kwargs=today(), said=_("Confirmed."),
        then=lambda data: actions.payments.confirm_account(account, by=request.user, **data),
    )  # fmt: skip


def account_reject(request, pk):
    """It does not fit the card."""
    account = _own_account(request, pk)
    context = {
        "title": _("Reject the account of %s") % account.person.name,
        "unit": account.unit,
        "button": _("Reject"),
        "danger": True,
        "back": reverse("aid:account_list"),
    }
    return act_page(
        request, forms.DayWhyForm, "ui/act.html", context, form_kwargs=today(), said=_("Rejected."),
        then=lambda data: actions.payments.reject_account(account, by=request.user, **data),
    )  # fmt: skip


# --- runs -----------------------------------------------------------------------------------------------------------------------


def own_run(request, pk):
    """A payment run that the user may read."""
    readable = PaymentRun.objects.visible_to(request.user).standing()
    return get_object_or_404(
        readable.select_related("programme", "fund", "unit", "prepared_by", "approved_by", "released_by", "again"),
        pk=pk,
    )


@require_safe
def payment_run_list(request):
    """Payment runs of the unit and below."""
    unit = chosen_unit(request)
    context = {"title": _("Payment runs"), "unit": unit, **parts(request, "runs")}
    return list_page(request, queries.payments.runs(request.user, unit), "aid/payment_run_list.html", context)


def payment_run_prepare(request, pk):
    """Everybody who can be paid, and why the others cannot."""
    programme = own_programme(request, pk)
    good, blocked = queries.payments.payable(programme)
    initial = {"on": timezone.localdate(), "fund": programme.fund_id}
    context = {
        "title": _("Prepare payment: %s") % programme.name,
        "unit": programme.unit,
        "programme": programme,
        "good": good[:200],
        "number": len(good),
        "total": sum(one.amount for one in good),
        "blocked": blocked[:200],
        "button": _("Prepare the run"),
        "back": programme.get_absolute_url(),
    }
    return act_page(
        request,
        forms.PrepareForm,
        "aid/payment_run_prepare.html",
        context,
        then=lambda data: actions.payments.prepare_run(programme, by=request.user, **data),
        said=_("Prepared. Somebody else approves it."),
        form_kwargs={"funds": queries.payments.funds_for(programme.unit), "initial": initial},
    )


@require_safe
def payment_run_detail(request, pk):
    """A run: who did what, what the fund has, every payment."""
    run = own_run(request, pk)
    sums = queries.payments.sums_of(run)
    failed = list(queries.payments.failed_of(run)[:1]) if run.state == Run.RECONCILED else []
    user, unit = request.user, run.unit
    context = {
        "run": run,
        "programme": run.programme,
        "unit": unit,
        "sums": [(Payment.State(state).label, *found) for state, found in sums.items() if state],
        "number": sums[""][0],
        "total": sums[""][1],
        "balance": run.fund.balance(),
        "page": page_of(request, queries.payments.payments_of(run)),
        "files": evidence.of(run),
        "bank": run.method == "bank",
        "verdicts": {
            "approve": can(user, "aid.approve_run", unit) and rules.payments.may_approve(run, by=user),
            "release": can(user, "aid.release_run", unit) and rules.payments.may_release(run, by=user),
            "reconcile": can(user, "aid.reconcile", unit) and rules.payments.may_reconcile(run),
            "cancel": can(user, "aid.cancel_run", unit) and rules.payments.may_cancel(run),
            "repeat": can(user, "aid.repeat_run", unit)
            and (rules.payments.may_repeat(run, failed) if failed else Allowed),
        },
        "failed": failed,
    }
    return render(request, "aid/payment_run_detail.html", context)


def _of_run(request, pk, form_class, title, button, then, said, **more):
    run = own_run(request, pk)
    context = {
        "title": title % run.number,
        "unit": run.unit,
        "button": button,
        "back": run.get_absolute_url(),
        "lead": str(run),
        **more,
    }
    return act_page(
        request, form_class, "ui/act.html", context, then=lambda data: then(run, data), said=said, form_kwargs=today()
    )


def payment_run_approve(request, pk):
    """A second person approves."""
    return _of_run(
        request,
        pk,
        forms.DayForm,
        _("Approve payment run %s"),
        _("Approve"),
        lambda run, data: actions.payments.approve_run(run, by=request.user, **data),
        _("Approved. Somebody else releases it."),
    )


def payment_run_release(request, pk):
    """The money goes."""
    return _of_run(
        request,
        pk,
        forms.DayForm,
        _("Release payment run %s"),
        _("Release"),
        lambda run, data: actions.payments.release_run(run, by=request.user, **data),
        _("Released; the fund is charged."),
    )


def payment_run_reconcile(request, pk):
    """What the bank or the roster says."""
    return _of_run(
        request,
        pk,
        forms.ReconcileForm,
        _("Reconcile payment run %s"),
        _("Reconcile"),
        lambda run, data: actions.payments.reconcile(run, by=request.user, **data),
        _("Written down; what failed went back into the fund."),
    )


def payment_run_cancel(request, pk):
    """Given up before release."""
    return _of_run(
        request,
        pk,
        forms.DayWhyForm,
        _("Cancel payment run %s"),
        _("Cancel the run"),
        lambda run, data: actions.payments.cancel_run(run, by=request.user, **data),
        _("Cancelled; everybody in it can be paid in another run."),
        danger=True,
    )


def payment_run_repeat(request, pk):
    """Only what failed."""
    return _of_run(
        request,
        pk,
        forms.DayForm,
        _("Pay again what failed in run %s"),
        _("Prepare the run"),
        lambda run, data: actions.payments.repeat_run(run, by=request.user, **data),
        _("Prepared for what had failed, and nothing else."),
    )


def payment_run_attach(request, pk):
    """The signed roster or the bank's receipt."""
    run = own_run(request, pk)
    context = {
        "title": _("Papers of %s") % run.number,
        "unit": run.unit,
        "button": _("Put on file"),
        "back": run.get_absolute_url(),
    }
    return act_page(
        request, forms.PaperForm, "ui/act.html", context, said=_("On file."), url=run.get_absolute_url(),
        then=lambda data: actions.applications.attach(run, data["file"], by=request.user, kind=data["kind"]),
        form_kwargs={"initial": {"kind": "签领表" if run.method == "cash" else "银行回单"}},
    )  # fmt: skip


@never_cache
def payment_run_file(request, pk):
    """The file for the bank, once, after the reason was written down. Layout: docs/capabilities/aid.md."""
    run = own_run(request, pk)
    form = WhyForm(request.POST or None, initial={"why": _("for the bank")})
    if request.method == "POST" and form.is_valid():
        try:
            rows = actions.payments.bank_file(run, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _bank_csv(run, rows)
    context = {
        "title": _("File for the bank: run %s") % run.number,
        "unit": run.unit,
        "lead": _("It holds account numbers in full. Who took it, when and why is written into the log."),
        "button": _("Download"),
        "back": run.get_absolute_url(),
        "form": form,
    }
    return render(request, "ui/act.html", context, status=422 if form.errors else 200)


def _bank_csv(run, rows):
    """UTF-8 with a mark, so that an office program opens it right; what could be a formula is text."""
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="bank-{run.number}.csv"'
    writer = csv.writer(response)
    writer.writerow(["批次号", "付款编号", "户名", "账号", "开户行", "金额", "币种", "用途"])
    for key, holder, number, bank, amount in rows:
        writer.writerow(
            [
                run.number,
                key,
                harmless(holder),
                f"\t{number}",
                harmless(bank),
                f"{amount:.2f}",
                "CNY",
                harmless(run.programme.matter),
            ]
        )
    return response


def harmless(text):
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if str(text)[:1] in ("=", "+", "-", "@", "\t", "\r") else text


@require_safe
def payment_run_roster(request, pk):
    """The roster with signatures (签领表), for the printer."""
    run = own_run(request, pk)
    rows = list(queries.payments.payments_of(run)[:5000])
    total = sum(one.amount for one in rows)
    context = {"run": run, "unit": run.unit, "rows": rows, "total": total, "programme": run.programme}
    return render(request, "aid/payment_run_roster.html", context)


@require_safe
def payment_run_paper(request, pk):
    """The roster as a Word file."""
    run = own_run(request, pk)
    rows = list(queries.payments.payments_of(run)[:5000])
    return word_response(f"roster-{run.number}", roster_paper(run, rows))


def payment_recover(request, pk):
    """Money that came back."""
    payment = get_object_or_404(
        Payment.objects.visible_to(request.user).standing().select_related("person", "unit", "run"), pk=pk
    )
    context = {
        "title": _("Money come back from %s") % payment.person.name,
        "unit": payment.unit,
        "lead": _("A new line: the payment of %(amount)s yuan stays as it was, the fund gets the money back.")
        % {"amount": payment.amount},
        "button": _("Note it"),
        "back": payment.get_absolute_url(),
    }
    return act_page(
        request, forms.RecoverForm, "ui/act.html", context, said=_("Noted."), url=payment.get_absolute_url(),
        then=lambda data: actions.payments.recover(payment, by=request.user, **data), form_kwargs=today(),
    )  # fmt: skip
