"""Pages of suggestions."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_safe

from taizhang.kernel import evidence, ledger
from taizhang.kernel.access import can
from taizhang.kernel.periods import Period
from taizhang.kernel.tracing import acts_on
from taizhang.proposals import actions, forms, queries, rules, sheets
from taizhang.proposals.models import Suggestion
from taizhang.proposals.views.shapes import button, started, tabs, today
from taizhang.ui.pages import act_page, list_page, verb_page
from taizhang.ui.places import chosen_unit
from taizhang.ui.sheets import sheet_response

State = Suggestion.State
TILES = (
    "suggestions",
    "suggestions_adopted",
    "adoption_rate",
    "carrying_out_rate",
    "suggestion_benefit",
    "suggestion_reward",
)


def own_suggestion(request, pk):
    """A suggestion that the user may read; 404 for everybody else."""
    return get_object_or_404(
        Suggestion.objects.visible_to(request.user).standing().select_related("unit", "origin"), pk=pk
    )


@require_safe
def suggestion_list(request):
    """The register, filtered, with the figures of the year."""
    unit, year = chosen_unit(request), Period.year(today().year)
    found = ledger.values([f"proposals.{code}" for code in TILES], unit, year)
    context = {
        "title": _("Suggestions for improvement"),
        "unit": unit,
        "year": year,
        "figures": list(found.values()),
        "tabs": tabs(),
        "may_suggest": can(request.user, "proposals.suggest", unit),
    }
    return list_page(
        request,
        queries.suggestions.register(request.user, under=unit),
        "proposals/suggestion_list.html",
        context,
        filters=forms.SuggestionFilter(request.GET),
    )


@require_safe
def suggestion_export(request):
    """What the filter shows, as a workbook in the usual layout."""
    unit = chosen_unit(request)
    filters = forms.SuggestionFilter(request.GET)
    found = queries.suggestions.register(request.user, under=unit)
    found = filters.narrow(found) if filters.is_valid() else found
    return sheet_response(
        f"{unit.name}合理化建议登记表", [("合理化建议", sheets.SUGGESTION_HEADS, sheets.suggestion_rows(found[:20000]))]
    )


def suggestion_make(request):
    """The union enters a suggestion."""
    unit = chosen_unit(request)
    words = {
        "title": _("Enter a suggestion"),
        "unit": unit,
        "button": _("Enter"),
        "back": reverse("proposals:suggestion_list"),
    }
    return act_page(
        request,
        forms.SuggestForm,
        context=words,
        said=_("Entered."),
        then=lambda data: actions.suggestions.suggest(unit, by=request.user, **data),
        form_kwargs={"user": request.user, "unit": unit, **started()},
    )


@require_safe
def suggestion_detail(request, pk):
    """One suggestion: who made it, what experts think, what became of it."""
    one = own_suggestion(request, pk)
    context = {
        "suggestion": one,
        "unit": one.unit,
        "tabs": tabs(),
        "contributors": list(one.contributors.select_related("person")),
        "assessments": list(one.assessments.all()),
        "alike": queries.suggestions.alike(one.unit, one.name, besides=one),
        "files": evidence.of(one),
        "acts": acts_on(one),
        "buttons": _buttons(request, one),
        "may_attach": can(request.user, "proposals.attach", one.unit),
    }
    return render(request, "proposals/suggestion_detail.html", context)


def _buttons(request, one):
    if one.state == State.SUBMITTED:
        yield button(request, one, "adopt", "suggestion_adopt", _("Adopt it"), kind="primary", picture="check")
        yield button(request, one, "adopt", "suggestion_decline", _("Do not adopt it"), picture="x")
        yield button(request, one, "assess", "suggestion_assess", _("Opinion of an expert"), picture="message-circle")
        yield button(request, one, "suggest", "suggestion_withdraw", _("Withdraw it"), picture="arrow-back-up")
    if one.state == State.ADOPTED:
        yield button(
            request,
            one,
            "carry_out",
            "suggestion_carry_out",
            pgettext("suggestion", "Carried out"),
            kind="primary",
            picture="circle-check",
        )
    if one.state == State.DONE:
        yield button(request, one, "state_benefit", "suggestion_benefit", _("State the benefit"), picture="coins")
    if one.state in (State.ADOPTED, State.DONE):
        yield button(
            request,
            one,
            "reward",
            "suggestion_reward",
            _("Reward"),
            picture="award",
            rule=rules.suggestion.may_reward(one),
        )


def _verb(form, do, *, title, button, said, **more):
    more.setdefault("url", lambda one: one.get_absolute_url())
    more.setdefault("lead", lambda one: one.title())
    return verb_page(own_suggestion, form, do, title=title, button=button, said=said, **more)


suggestion_assess = _verb(
    forms.AssessForm,
    actions.suggestions.assess,
    title=gettext_lazy("Opinion of an expert"),
    button=gettext_lazy("Enter"),
    said=gettext_lazy("Entered."),
    start=lambda one: started(for_it="yes"),
)
suggestion_adopt = _verb(
    forms.AdoptForm,
    actions.suggestions.adopt,
    title=gettext_lazy("Adopt the suggestion"),
    button=gettext_lazy("Adopt"),
    said=gettext_lazy("Adopted."),
)
suggestion_decline = _verb(
    forms.DayWhyForm,
    actions.suggestions.decline,
    title=gettext_lazy("Do not adopt the suggestion"),
    button=gettext_lazy("Do not adopt"),
    said=gettext_lazy("Noted; those who made it read the reason."),
)
suggestion_carry_out = _verb(
    forms.DoneForm,
    actions.suggestions.carry_out,
    title=gettext_lazy("The suggestion was carried out"),
    button=gettext_lazy("Note it"),
    said=gettext_lazy("Noted."),
)
suggestion_benefit = _verb(
    forms.BenefitForm,
    actions.suggestions.state_benefit,
    title=gettext_lazy("Benefit of the suggestion"),
    button=gettext_lazy("Note it"),
    said=gettext_lazy("Noted."),
    lead=gettext_lazy("A benefit is a statement of somebody who answers for it; add the proof to the file."),
)
suggestion_reward = _verb(
    forms.RewardForm,
    actions.suggestions.reward,
    title=gettext_lazy("Reward the suggestion"),
    button=gettext_lazy("Reward"),
    said=gettext_lazy("Rewarded."),
)
suggestion_withdraw = _verb(
    forms.DayWhyForm,
    actions.suggestions.withdraw,
    title=gettext_lazy("Withdraw the suggestion"),
    button=gettext_lazy("Withdraw"),
    said=gettext_lazy("Withdrawn."),
    danger=True,
)
