"""Pages of payment batches."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from taizhang.kernel.access import can
from taizhang.kernel.tracing import acts_on
from taizhang.kernel.verdicts import Refused
from taizhang.mutualaid import actions, forms, queries
from taizhang.mutualaid.models import Payment
from taizhang.mutualaid.views.products import own_product
from taizhang.ui.fields import LongWhyForm
from taizhang.ui.pages import act_page, list_page
from taizhang.ui.places import chosen_unit
from taizhang.ui.sheets import sheet_response

VERBS = ("release_payment", "confirm_payment", "export_bank", "prepare_payment")


def own_payment(request, pk):
    """A batch that the user may read; 404 for everybody else."""
    return get_object_or_404(
        Payment.objects.visible_to(request.user).standing().select_related("product", "unit"), pk=pk
    )


@require_safe
def payment_list(request):
    """Batches of the unit and below."""
    unit = chosen_unit(request)
    context = {"title": _("Payment batches"), "unit": unit}
    return list_page(request, queries.claims.payments(request.user, under=unit), "mutualaid/payment_list.html", context)


@require_safe
def payment_detail(request, pk):
    """One batch: its claims, its sum, what comes next."""
    payment = own_payment(request, pk)
    claims = list(queries.claims.claims_in(payment))
    context = {
        "payment": payment, "unit": payment.unit, "claims": claims, "total": sum(one.amount for one in claims),
        "acts": acts_on(payment),
        "verdicts": {verb: can(request.user, f"mutualaid.{verb}", payment.unit) for verb in VERBS},
    }  # fmt: skip
    return render(request, "mutualaid/payment_detail.html", context)


def payment_prepare(request, pk):
    """Every approved claim of a product into one batch."""
    product = own_product(request, pk)
    waiting = (
        list(queries.claims.payable(product)) if can(request.user, "mutualaid.prepare_payment", product.unit) else []
    )
    words = {
        "title": _("Prepare a payment of “%s”") % product.name, "unit": product.unit, "button": _("Prepare"), "back": product.get_absolute_url(),
        "lead": _("%(count)s approved claims wait, %(amount)s yuan in all.") % {"count": len(waiting), "amount": sum(one.amount for one in waiting)},
    }  # fmt: skip
    return act_page(
        request, forms.acts.DayForm, context=words, said=_("Prepared; a second person releases it."),
        then=lambda data: actions.payments.prepare(product, by=request.user, **data), form_kwargs={"initial": {"on": timezone.localdate()}},
    )  # fmt: skip


def _verb(request, payment, form, words, then, **more):
    context = {"unit": payment.unit, "back": payment.get_absolute_url(), **words}
    more.setdefault("form_kwargs", {"initial": {"on": timezone.localdate()}})
    return act_page(request, form, context=context, then=then, url=payment.get_absolute_url(), **more)


def payment_release(request, pk):
    """A second person releases it."""
    payment = own_payment(request, pk)
    words = {
        "title": _("Release batch %s") % payment.number,
        "button": _("Release"),
        "lead": _("Whoever prepared it does not release it."),
    }
    return _verb(
        request,
        payment,
        forms.acts.DayForm,
        words,
        lambda data: actions.payments.release(payment, by=request.user, **data),
        said=_("Released."),
    )


def payment_confirm(request, pk):
    """The bank has paid."""
    payment = own_payment(request, pk)
    words = {
        "title": _("Batch %s is paid") % payment.number,
        "button": _("Paid"),
        "lead": _("From this day on the figures count it. Take out first what the bank sent back."),
    }
    return _verb(
        request,
        payment,
        forms.acts.ConfirmForm,
        words,
        lambda data: actions.payments.confirm(payment, by=request.user, **data),
        said=_("Paid out."),
    )


def payment_dissolve(request, pk):
    """A batch that was not released is dissolved."""
    payment = own_payment(request, pk)
    words = {
        "title": _("Dissolve batch %s") % payment.number,
        "button": _("Dissolve"),
        "danger": True,
        "lead": _("Its claims wait for the next batch."),
    }
    return _verb(
        request,
        payment,
        LongWhyForm,
        words,
        lambda data: actions.payments.dissolve(payment, by=request.user, **data),
        said=_("Dissolved."),
        form_kwargs={},
    )


def payment_take_out(request, pk, claim_pk):
    """One claim leaves the batch."""
    payment = own_payment(request, pk)
    claim = get_object_or_404(payment.claims.standing().select_related("payment", "person"), pk=claim_pk)
    words = {
        "title": _("Take claim %s out") % claim.number,
        "button": _("Take out"),
        "lead": _("The account is wrong, or the bank sent the money back. It waits for the next batch."),
    }
    return _verb(
        request,
        payment,
        LongWhyForm,
        words,
        lambda data: actions.payments.take_out(claim, by=request.user, **data),
        said=_("Taken out."),
        form_kwargs={},
    )


@never_cache
def payment_bank(request, pk):
    """The list for the bank with accounts in full, after the purpose was written down."""
    payment = own_payment(request, pk)
    form = LongWhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            rows = actions.payments.export_bank(payment, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _bank_list(payment, rows)
    context = {
        "title": _("List for the bank, %s") % payment.number, "unit": payment.unit, "form": form, "button": _("Take the list out"),
        "lead": _("Accounts stand in it in full: who took it out, when and why is written into the log."), "back": payment.get_absolute_url(),
    }  # fmt: skip
    return render(request, "ui/act.html", context, status=422 if form.errors else 200)


def _bank_list(payment, rows):
    heads = ("序号", "收款人", "开户银行", "账号", "金额", "用途", "申请编号")
    paid = [
        (number, claim.person.name, claim.bank_name, account, amount, "医疗互助报销", claim.number)
        for number, (claim, account, amount) in enumerate([row for row in rows if row[2] > 0], 1)
    ]
    back = [
        (number, claim.person.name, claim.bank_name, "", -amount, "更正应收回", claim.number)
        for number, (claim, _account, amount) in enumerate([row for row in rows if row[2] < 0], 1)
    ]
    total = ("合计", "", "", "", sum((row[4] for row in paid), 0), "", "")
    sheets = [("代发名单", heads, [*paid, total])] + ([("应收回", heads, back)] if back else [])
    return sheet_response(payment.number, sheets)
