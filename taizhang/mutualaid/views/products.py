"""Pages of products: the list, one product with its editions on a line of time, drafting and announcing terms, years of enrolment."""

from datetime import date, timedelta

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from taizhang.kernel import ledger
from taizhang.kernel.access import can
from taizhang.kernel.periods import Period
from taizhang.kernel.tracing import acts_on
from taizhang.kernel.verdicts import Refused
from taizhang.mutualaid import actions, forms, queries, rules
from taizhang.mutualaid.models import Edition, Product, Season
from taizhang.ui.fields import LongWhyForm
from taizhang.ui.pages import act_page
from taizhang.ui.places import chosen_unit


def stage_words(stage):
    """A stage of an edition in the reader's words, with its colour."""
    return {
        "draft": (_("draft"), "grey"),
        "announced": (_("announced"), "blue"),
        "in_force": (_("now in force"), "green"),
        "replaced": (_("replaced"), "grey"),
    }[stage]


def own_product(request, pk):
    """A product that concerns the user; 404 for everybody else."""
    return get_object_or_404(Product.objects.visible_to(request.user).standing().select_related("unit"), pk=pk)


def own_edition(request, pk):
    """An edition of such a product."""
    found = Edition.objects.visible_to(request.user).standing().select_related("product__unit", "unit")
    return get_object_or_404(found, pk=pk)


def own_season(request, pk):
    """A year of enrolment of such a product."""
    found = Season.objects.visible_to(request.user).standing().select_related("product__unit", "unit")
    return get_object_or_404(found, pk=pk)


def _names():
    """The templates in the reader's language: [(code, name, words)]."""
    tongue = "zh" if (get_language() or "zh").startswith("zh") else "en"
    return [(code, one[tongue], one[f"words_{tongue}"]) for code, one in queries.products.templates().items()]


@require_safe
def product_list(request):
    """Products that concern the unit, each with what is in force and which year is open."""
    unit, today = chosen_unit(request), timezone.localdate()
    rows = []
    for product in queries.products.products_for(request.user, unit):
        editions = queries.products.editions_of(product)
        current = next((one for one in editions if rules.product.stage(one, editions, today) == "in_force"), None)
        coming = next((one for one in editions if rules.product.stage(one, editions, today) == "announced"), None)
        rows.append((product, current, coming, queries.products.seasons_of(product)[:1]))
    context = {
        "title": _("Medical mutual aid"),
        "unit": unit,
        "rows": rows,
        "year": Period.year(today.year),
        "figures": _figures(unit, Period.year(today.year)),
        "templates": _names(),
        "may_start": can(request.user, "mutualaid.start_product", unit),
    }
    return render(request, "mutualaid/product_list.html", context)


BOARD = (
    "mutualaid.covered_persons",
    "mutualaid.coverage",
    "mutualaid.premium_income",
    "mutualaid.paid_out",
    "mutualaid.loss_ratio",
    "mutualaid.reserve_left",
)


def _figures(unit, period):
    return [ledger.value(code, unit, period) for code in BOARD]


def product_start(request):
    """Begin a product, from a template or from nothing."""
    unit, code = chosen_unit(request), request.GET.get("template", "")
    template = queries.products.templates().get(code)
    name = next((name for key, name, _words in _names() if key == code), "")
    initial = {"on": timezone.localdate()}
    if template:
        initial |= {"name": template["zh"], "line": template["line"], "audience": template["audience"]}
    lead = (
        _("From the template “%s”: its terms are drafted too; you change the figures before you announce them.") % name
        if template
        else ""
    )
    context = {
        "title": _("Begin a product"), "unit": unit, "lead": lead, "button": pgettext("mutual aid", "Begin"),
        "back": reverse("mutualaid:product_list"),
        "verdict": can(request.user, "mutualaid.start_product", unit),
    }  # fmt: skip
    return act_page(
        request, forms.acts.ProductForm, "mutualaid/product_start.html", context,
        then=lambda data: actions.products.start_product(unit, by=request.user, template=code if template else "", **data),
        said=_("The product stands; now announce its terms and open a year of enrolment."), form_kwargs={"initial": initial},
    )  # fmt: skip


@require_safe
def product_detail(request, pk):
    """A product: its editions on a line of time with what changed, its years of enrolment, its figures."""
    product, today = own_product(request, pk), timezone.localdate()
    timeline = [
        (edition, *stage_words(stage), stage, changed)
        for edition, stage, changed in queries.products.timeline(product, today)
    ]
    seasons = queries.products.seasons_of(product)
    unit = chosen_unit(request) if chosen_unit(request).is_in(product.unit) else product.unit
    year = Period.year(seasons[0].year if seasons else today.year)
    context = {
        "product": product, "unit": product.unit, "timeline": timeline, "today": today, "here": unit, "year": year,
        "figures": _product_figures(product, unit, year),
        "seasons": [(season, season.opens_on <= today <= season.closes_on) for season in seasons],
        "waiting": queries.claims.at_product(request.user, ("checked",)).filter(enrolment__season__product=product).count(),
        "payable": queries.claims.payable(product).count() if product.unit in _own_units(request) else 0,
        "acts": acts_on(product), "runs": product.unit in _own_units(request),
        "verdicts": {verb: can(request.user, f"mutualaid.{verb}", product.unit) for verb in PRODUCT_ACTS},
        "may_enrol": can(request.user, "mutualaid.enrol", unit),
    }  # fmt: skip
    return render(request, "mutualaid/product_detail.html", context)


PRODUCT_ACTS = (
    "change_product",
    "close_product",
    "draft_edition",
    "announce_edition",
    "withdraw_edition",
    "open_season",
    "compute",
    "prepare_payment",
)


def _own_units(request):
    """Whether a unit is one the user's posts reach: `unit in …`."""
    return _Reach(request.user.paths())


class _Reach:
    def __init__(self, paths):
        self.paths = paths

    def __contains__(self, unit):
        return any(unit.path.startswith(path) for path in self.paths)


def _product_figures(product, unit, year):
    where = f"互助产品={product.name}"
    codes = (
        "mutualaid.covered_persons", "mutualaid.premium_income", "mutualaid.paid_out", "mutualaid.loss_ratio", "mutualaid.per_claim",
        "mutualaid.reserve_left",
    )  # fmt: skip
    return [(ledger.value(code, unit, year, where=where), where) for code in codes]


def product_change(request, pk):
    """Name, audience and remark."""
    product = own_product(request, pk)
    words = {
        "title": _("Change “%s”") % product.name,
        "unit": product.unit,
        "button": _("Save"),
        "back": product.get_absolute_url(),
    }
    initial = {"name": product.name, "audience": product.audience, "remark": product.remark}
    return act_page(
        request, forms.acts.ChangeProductForm, context=words, form_kwargs={"initial": initial}, said=_("Saved."),
        then=lambda data: actions.products.change_product(product, by=request.user, **data),
    )  # fmt: skip


def product_close(request, pk):
    """No more enrolment."""
    product = own_product(request, pk)
    words = {
        "title": _("Close “%s”") % product.name, "unit": product.unit, "button": _("Close"), "danger": True,
        "lead": _("Nobody is enrolled any more. Claims on cover that was paid for are still settled."), "back": product.get_absolute_url(),
    }  # fmt: skip
    return act_page(
        request, forms.acts.DayWhyForm, context=words, form_kwargs={"initial": {"on": timezone.localdate()}}, said=_("Closed."),
        then=lambda data: actions.products.close_product(product, by=request.user, **data),
    )  # fmt: skip


# --- editions -----------------------------------------------------------------------------------------------------------------


def edition_draft(request, pk):
    """New terms: the rates of the edition before stand in the table; change what changes."""
    product = own_product(request, pk)
    before = next((one for one in queries.products.editions_of(product) if one.announced_on), None)
    words = {
        "title": _("New terms of “%s”") % product.name, "unit": product.unit, "back": product.get_absolute_url(), "product": product,
        "lead": _("The terms in force stand in the table; change what changes. Nothing binds before the announcement."),
    }  # fmt: skip
    return _edition_page(
        request, before, words,
        lambda terms, benefits: actions.products.draft_edition(product, by=request.user, on=timezone.localdate(), benefits=benefits, **terms),
        keep_day=False,
    )  # fmt: skip


def edition_edit(request, pk):
    """Terms that are not announced yet."""
    edition = own_edition(request, pk)
    words = {
        "title": _("Change the draft of “%s”") % edition.product.name, "unit": edition.unit, "product": edition.product,
        "back": edition.get_absolute_url(), "lead": _("Edition %s, not announced yet.") % edition.number,
    }  # fmt: skip
    return _edition_page(
        request,
        edition,
        words,
        lambda terms, benefits: actions.products.edit_edition(edition, by=request.user, benefits=benefits, **terms),
    )


def _edition_page(request, shown, words, save, *, keep_day=True):
    """The head of an edition and its benefits in a table; one button saves both."""
    posted = request.POST if request.method == "POST" else None
    form = forms.acts.EditionForm(posted, initial=_head(shown, keep_day))
    lines = forms.lines.BenefitSet(posted, initial=_benefits(shown), prefix="lines")
    if posted is not None and form.is_valid() and lines.is_valid():
        try:
            done = save(form.cleaned_data, forms.lines.benefits(lines))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The draft is kept; announce it when it is decided."))
            return redirect(done.get_absolute_url())
    wrong = posted is not None and (form.errors or lines.total_error_count())
    context = {"form": form, "lines": lines, "button": _("Keep the draft"), **words}
    return render(request, "mutualaid/edition_form.html", context, status=422 if wrong else 200)


def _head(edition, keep_day):
    if edition is None:
        return {}
    names = (
        "document",
        "waiting_days",
        "window_days",
        "claim_ceiling",
        "year_ceiling",
        *(("valid_from",) if keep_day else ()),
    )
    return {name: getattr(edition, name) for name in names}


def _benefits(edition):
    names = (
        "layer", "layer_name", "category", "bands", "fixed_sum", "deductible", "deductible_yearly", "claim_ceiling", "year_ceiling",
    )  # fmt: skip
    rows = edition.benefits.all() if edition else ()
    return [
        {name: getattr(row, name) or None if name == "deductible" else getattr(row, name) for name in names}
        for row in rows
    ]


def edition_announce(request, pk):
    """The terms bind from their day on; the page shows what they change."""
    edition = own_edition(request, pk)
    before = next(
        (one for one in queries.products.editions_of(edition.product) if one.announced_on and one.pk != edition.pk),
        None,
    )
    changed = rules.product.differences(list(edition.benefits.all()), list(before.benefits.all()) if before else [])
    words = {
        "title": _("Announce the terms of “%s”") % edition.product.name, "unit": edition.unit, "button": _("Announce"),
        "lead": _("From %s on they bind every expense; earlier expenses stay with the earlier terms.") % date_format(edition.valid_from),
        "back": edition.get_absolute_url(), "edition": edition, "changed": changed, "before": before,
    }  # fmt: skip
    return act_page(
        request, forms.acts.DayForm, "mutualaid/edition_announce.html", words,
        then=lambda data: actions.products.announce_edition(edition, by=request.user, **data),
        said=_("Announced."), form_kwargs={"initial": {"on": timezone.localdate()}},
    )  # fmt: skip


def edition_withdraw(request, pk):
    """Terms that are not in force yet are taken back."""
    edition = own_edition(request, pk)
    words = {
        "title": _("Withdraw edition %s") % edition.number, "unit": edition.unit, "button": _("Withdraw"), "danger": True,
        "back": edition.get_absolute_url(),
    }  # fmt: skip
    return act_page(
        request, LongWhyForm, context=words, said=_("Withdrawn."), url=edition.product.get_absolute_url(),
        then=lambda data: actions.products.withdraw_edition(edition, by=request.user, **data),
    )  # fmt: skip


# --- years of enrolment ---------------------------------------------------------------------------------------------------------


def season_open(request, pk):
    """A year of enrolment."""
    product, today = own_product(request, pk), timezone.localdate()
    last = next(iter(queries.products.seasons_of(product)), None)
    year = last.year + 1 if last else today.year
    template = queries.products.templates().get(product.started_from, {})
    initial = {
        "year": year, "opens_on": today, "closes_on": max(date(year, 3, 31), today + timedelta(days=30)),
        "covers_from": date(year, 1, 1), "covers_until": date(year, 12, 31),
        "premium": last.premium if last else template.get("premium"), "union_share": last.union_share if last else template.get("union_share"),
    }  # fmt: skip
    words = {
        "title": _("Open a year of enrolment of “%s”") % product.name,
        "unit": product.unit,
        "button": _("Open enrolment"),
        "back": product.get_absolute_url(),
    }
    return act_page(
        request, forms.acts.SeasonForm, context=words, form_kwargs={"initial": initial}, said=_("Enrolment is open."),
        then=lambda data: actions.products.open_season(product, by=request.user, on=timezone.localdate(), **data),
    )  # fmt: skip


def season_extend(request, pk):
    """Another last day."""
    season = own_season(request, pk)
    words = {
        "title": _("Extend the enrolment of %s") % season,
        "unit": season.unit,
        "button": _("Save"),
        "back": season.get_absolute_url(),
    }
    return act_page(
        request, forms.acts.ExtendForm, context=words, form_kwargs={"initial": {"closes_on": season.closes_on}}, said=_("Saved."),
        then=lambda data: actions.products.extend_season(season, by=request.user, **data),
    )  # fmt: skip
