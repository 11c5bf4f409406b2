"""Pages of enrolment: the register, one enrolment, everybody at once, premiums, certificates."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from taizhang.kernel import ledger
from taizhang.kernel.access import can
from taizhang.kernel.periods import Period
from taizhang.kernel.tracing import acts_on
from taizhang.mutualaid import actions, forms, papers, queries
from taizhang.mutualaid.models import Enrolment, Product
from taizhang.mutualaid.views.products import own_season
from taizhang.ui.fields import LongWhyForm
from taizhang.ui.pages import act_page, page_of
from taizhang.ui.places import chosen_unit
from taizhang.ui.sheets import sheet_response
from taizhang.word.download import word_response

VERBS = ("pay_premium", "end_cover", "withdraw_enrolment", "submit")
PRINTED_AT_ONCE, EXPORTED_AT_ONCE = 300, 50_000


def own_enrolment(request, pk):
    """An enrolment that the user may read; 404 for everybody else."""
    found = Enrolment.objects.visible_to(request.user).standing()
    return get_object_or_404(
        found.select_related("season__product__unit", "person", "unit", "membership", "renews__season"), pk=pk
    )


def _asked(request):
    unit = chosen_unit(request)
    products = Product.objects.visible_to(request.user).standing().order_by("name")
    form = forms.filters.EnrolmentFilter(request.GET, products=products)
    found = queries.enrolments.register(request.user, under=unit)
    return unit, form, form.narrow(found) if form.is_valid() else found


@require_safe
def enrolment_list(request):
    """The register of enrolments at the unit and below."""
    unit, form, found = _asked(request)
    today = timezone.localdate()
    context = {
        "title": _("Enrolments"), "unit": unit, "filters": form, "page": page_of(request, found),
        "totals": queries.enrolments.totals(found), "open": queries.products.open_seasons(unit, today),
        "coverage": ledger.value("mutualaid.coverage", unit, Period.year(today.year)), "year": Period.year(today.year),
        "may_import": can(request.user, "mutualaid.import", unit),
    }  # fmt: skip
    return render(request, "mutualaid/enrolment_list.html", context)


@require_safe
def enrolment_export(request):
    """The register as a workbook, with the heads that the import understands; numbers stay masked."""
    _unit, _form, found = _asked(request)
    if found.order_by().count() > EXPORTED_AT_ONCE:
        messages.warning(request, _("More than %d lines: narrow the list first.") % EXPORTED_AT_ONCE)
        return redirect("mutualaid:enrolment_list")
    heads = (
        "姓名", "身份证号", "所在工会编码", "所在工会", "参保产品", "参保年度", "互助金", "工会承担", "缴费日期",
        "保障起", "保障止", "等待期至", "凭证编号", "状态",
    )  # fmt: skip
    rows = (
        (
            one.person.name, one.person.id_number.masked, one.unit.code, one.unit.name, one.season.product.name, one.season.year,
            one.premium, one.union_share, one.paid_on, one.covers_from, one.covers_until, one.waits_until, one.certificate,
            one.get_state_display(),
        )
        for one in found.iterator(chunk_size=2000)
    )  # fmt: skip
    return sheet_response(_("Register of enrolments"), [("参保", heads, rows)])


@require_safe
def enrolment_certificates(request):
    """The certificates of the list, one to a page."""
    _unit, _form, found = _asked(request)
    paid = found.exclude(certificate="")
    if paid.count() > PRINTED_AT_ONCE or not paid.exists():
        messages.warning(
            request, _("Between 1 and %d certificates are printed at once: narrow the list.") % PRINTED_AT_ONCE
        )
        return redirect("mutualaid:enrolment_list")
    return word_response(
        "certificates", papers.certificates(paid.select_related("season__product__unit", "person", "unit"))
    )


@require_safe
def enrolment_certificate(request, pk):
    """One certificate."""
    enrolment = own_enrolment(request, pk)
    if not enrolment.certificate:
        messages.warning(request, _("The certificate is given when the premium is paid."))
        return redirect(enrolment)
    return word_response(enrolment.certificate, papers.certificates([enrolment]))


@require_safe
def enrolment_detail(request, pk):
    """One enrolment: cover, premium, claims on it, what is left of the ceilings."""
    enrolment = own_enrolment(request, pk)
    claims = [one for one in queries.claims.claims_of(enrolment.person) if one.enrolment_id == enrolment.pk]
    readable = set(queries.claims.register(request.user).filter(enrolment=enrolment).values_list("pk", flat=True))
    context = {
        "enrolment": enrolment, "unit": enrolment.unit, "product": enrolment.season.product,
        "claims": [one for one in claims if one.pk in readable],
        "used": queries.claims.used_of(enrolment.person, enrolment.season.product).whole.get(enrolment.season.year, 0),
        "others": [one for one in queries.enrolments.covers_of(enrolment.person) if one.pk != enrolment.pk and one.unit_id == enrolment.unit_id],
        "acts": acts_on(enrolment),
        "verdicts": {verb: can(request.user, f"mutualaid.{verb}", enrolment.unit) for verb in VERBS},
    }  # fmt: skip
    return render(request, "mutualaid/enrolment_detail.html", context)


def _verb(request, enrolment, form, words, then, **more):
    context = {"unit": enrolment.unit, "back": enrolment.get_absolute_url(), **words}
    return act_page(request, form, context=context, then=then, **more)


def enrolment_add(request, pk):
    """Enrol one member."""
    season, unit = own_season(request, pk), chosen_unit(request)
    words = {
        "title": _("Enrol in %s") % season, "unit": unit, "button": _("Enrol"), "back": reverse("mutualaid:enrolment_list"),
        "lead": _("Premium %(premium)s yuan a head, of which the union pays %(share)s yuan.")
        % {"premium": season.premium, "share": season.union_share},
    }  # fmt: skip
    return act_page(
        request, forms.acts.EnrolForm, context=words, said=_("Enrolled; cover begins when the premium is paid."),
        then=lambda data: actions.enrolments.enrol(season, data["member"], by=request.user, on=data["on"]),
        form_kwargs={"user": request.user, "unit": unit, "initial": {"on": timezone.localdate()}},
    )  # fmt: skip


def enrolment_all(request, pk):
    """Everybody at once: who would be enrolled, and who not for which reason; written only when the button is pressed."""
    season, unit = own_season(request, pk), chosen_unit(request)
    renewing = bool(request.GET.get("renewing"))
    proposed = queries.enrolments.candidates(season, unit, renewing=renewing)
    chosen = [one for one, verdict in proposed if verdict]
    words = {
        "title": _("Enrol everybody in %s") % season, "unit": unit, "season": season, "chosen": chosen,
        "left_out": [(one, verdict.reason) for one, verdict in proposed if not verdict], "premium": season.premium * len(chosen),
        "share": season.union_share * len(chosen), "renewing": renewing, "back": reverse("mutualaid:enrolment_list"),
        "button": ngettext("Enrol %(count)s person", "Enrol %(count)s persons", len(chosen)) % {"count": len(chosen)},
        "verdict": can(request.user, "mutualaid.enrol_all", unit),
    }  # fmt: skip
    return act_page(
        request, forms.acts.DayForm, "mutualaid/enrolment_all.html", words,
        then=lambda data: actions.enrolments.enrol_all(season, unit, by=request.user, renewing=renewing, **data),
        url=reverse("mutualaid:enrolment_list"), said=_("Enrolled; cover begins when the premiums are paid."),
        form_kwargs={"initial": {"on": timezone.localdate()}},
    )  # fmt: skip


def premium_record(request, pk):
    """The premiums of the unit and below came in."""
    season, unit = own_season(request, pk), chosen_unit(request)
    open_ones = queries.enrolments.of_season(season, unit).filter(state=Enrolment.State.ENROLLED)
    totals = queries.enrolments.totals(open_ones)
    words = {
        "title": _("Premiums of %s") % season, "unit": unit, "button": _("Premiums are paid"), "back": reverse("mutualaid:enrolment_list"),
        "lead": _("%(count)s enrolments of %(unit)s are open, %(premium)s yuan in all; they are covered from the day that the season says.")
        % {"count": totals["count"], "unit": unit.name, "premium": totals["premium"] or 0},
    }  # fmt: skip
    return act_page(
        request, forms.acts.DayForm, context=words, url=reverse("mutualaid:enrolment_list"), said=_("Paid; the certificates are numbered."),
        then=lambda data: actions.enrolments.pay_premiums(season, unit, by=request.user, **data),
        form_kwargs={"initial": {"on": timezone.localdate()}},
    )  # fmt: skip


def enrolment_pay(request, pk):
    """One premium."""
    enrolment = own_enrolment(request, pk)
    words = {
        "title": _("Premium of %s") % enrolment.person.name,
        "button": _("Premium is paid"),
        "lead": _("%s yuan.") % enrolment.premium,
    }
    return _verb(
        request, enrolment, forms.acts.DayForm, words, lambda data: actions.enrolments.pay_premium(enrolment, by=request.user, **data),
        said=_("Paid."), form_kwargs={"initial": {"on": timezone.localdate()}},
    )  # fmt: skip


def enrolment_end(request, pk):
    """Cover ends early."""
    enrolment = own_enrolment(request, pk)
    words = {
        "title": _("End the cover of %s") % enrolment.person.name, "button": _("End"), "danger": True,
        "lead": _("The day you give is the last one that is covered."),
    }  # fmt: skip
    return _verb(
        request, enrolment, forms.acts.DayWhyForm, words, lambda data: actions.enrolments.end_cover(enrolment, by=request.user, **data),
        said=_("Recorded."), form_kwargs={"initial": {"on": timezone.localdate()}},
    )  # fmt: skip


def enrolment_withdraw(request, pk):
    """An enrolment entered by mistake."""
    enrolment = own_enrolment(request, pk)
    words = {
        "title": _("Withdraw the enrolment of %s") % enrolment.person.name, "button": _("Withdraw"), "danger": True,
        "lead": _("For an enrolment that was entered by mistake. Its premium disappears from every figure."),
    }  # fmt: skip
    return _verb(
        request, enrolment, LongWhyForm, words, lambda data: actions.enrolments.withdraw_enrolment(enrolment, by=request.user, **data),
        said=_("Withdrawn."), url=reverse("mutualaid:enrolment_list"),
    )  # fmt: skip
