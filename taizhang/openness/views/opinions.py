"""What was said on disclosures."""

from django.db.models import F
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from taizhang.kernel.verdicts import Refused
from taizhang.openness import actions, forms
from taizhang.openness.models import Opinion
from taizhang.openness.queries import disclosures as queries
from taizhang.openness.views.finding import own_opinion
from taizhang.openness.views.shapes import PAGES
from taizhang.ui.fields import WhyForm
from taizhang.ui.pages import verb_page
from taizhang.ui.places import chosen_unit
from taizhang.ui.registers import Button, Cell, File, Way, today, workbook


@require_safe
def opinion_list(request):
    """Questions, objections, suggestions: those that wait first."""
    unit, day = chosen_unit(request), today()
    heads = (
        (_("Received on"), False),
        (_("Kind"), False),
        (_("What is said"), False),
        (_("On what"), False),
        (_("How it came"), False),
        (_("To be answered by"), False),
        (_("Union"), False),
        (_("Outcome"), False),
    )

    def row(one):
        late = one.is_open and one.due_on < day
        return (
            one.received_on.isoformat(),
            one.get_kind_display(),
            Cell(one.words[:40], reverse("openness:opinion_detail", args=[one.pk])),
            one.disclosure.name,
            one.get_way_display(),
            Cell(f"{one.due_on.isoformat()} {_('late')}", tone="red") if late else one.due_on.isoformat(),
            one.unit.name,
            Cell(one.get_outcome_display(), tone=one.tone),
        )

    found = Opinion.objects.visible_to(request.user).standing().below(unit).select_related("unit", "disclosure")
    return PAGES.register(
        request,
        found.order_by(F("answered_on").asc(nulls_first=True), "due_on", "id"),
        unit=unit,
        title=_("Opinions"),
        tab="opinions",
        heads=heads,
        row=row,
        filters=forms.OpinionFilter(request.GET),
        lead=_(
            "From the public page, from members' own pages, or written down at the counter; each is answered by its day."
        ),
        ways=(Way(f"{reverse('openness:opinion_export')}?unit={unit.code}", _("Workbook")),),
        empty=_("What is asked or objected to on a disclosure appears here."),
    )


@require_safe
def opinion_detail(request, pk):
    """One opinion and its answer."""
    one = own_opinion(request, pk)
    buttons = []
    if one.is_open:
        buttons.append(Button("openness.answer", reverse("openness:opinion_answer", args=[pk])))
    if one.by_whom or one.contact:
        buttons.append(
            Button("openness.reveal", reverse("openness:opinion_reveal", args=[pk]), kind="quiet", picture="eye")
        )
    shape = File(
        str(one.get_kind_display()),
        one.unit,
        "opinions",
        state=one.get_outcome_display(),
        tone=one.tone,
        lead=one.disclosure.title(),
        facts=[
            (_("Received on"), one.received_on.isoformat()),
            (_("How it came"), one.get_way_display()),
            (_("Who says it"), str(one.by_whom)),
            (_("How to reach"), str(one.contact)),
            (_("To be answered by"), one.due_on.isoformat()),
            (_("Answered on"), one.answered_on.isoformat() if one.answered_on else ""),
            (_("Published with the item"), _("yes") if one.published else _("no")),
        ],
        buttons=buttons,
        ways=[Way(one.disclosure.get_absolute_url(), _("The disclosure"), "arrow-left")],
        notes=[("red", _("The day of the answer has passed."))] if one.is_open and one.due_on < today() else [],
        texts=[
            (
                _("What was said, and the answer"),
                "\n\n".join(filter(None, (one.words, one.answer and _("Answer: %s") % one.answer))),
            )
        ],
    )
    return PAGES.show(request, one, shape)


opinion_answer = verb_page(
    own_opinion,
    forms.AnswerForm,
    actions.answer,
    title=gettext_lazy("Answer an opinion"),
    button=pgettext_lazy("openness", "Answer"),
    said=gettext_lazy("Answered."),
    lead=lambda one: one.words,
    url=lambda one: reverse("openness:opinion_detail", args=[one.pk]),
    template="ui/begin.html",
)


@never_cache
def opinion_reveal(request, pk):
    """Who said it, after a reason was given."""
    one = own_opinion(request, pk)
    form, told = WhyForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        try:
            told = actions.reveal(one, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {
        "title": _("See who said it"),
        "unit": one.unit,
        "lead": one.disclosure.title(),
        "button": pgettext("openness", "Show"),
        "back": reverse("openness:opinion_detail", args=[pk]),
        "form": form,
        "told": told,
        "tabs": PAGES.tabs(),
    }
    return render(request, "openness/opinion_reveal.html", context, status=422 if form.errors else 200)


@require_safe
def opinion_export(request):
    """Opinions with their answers, who said them left out."""
    unit = chosen_unit(request)
    heads = (
        _("Received on"), _("Kind"), _("On what"), _("What is said"), _("To be answered by"), _("Answered on"),
        pgettext("openness", "Answer"), _("Outcome"),
        _("Union"),
    )  # fmt: skip
    found = Opinion.objects.visible_to(request.user).standing().below(unit).select_related("unit", "disclosure")
    rows = [
        (
            one.received_on, str(one.get_kind_display()), one.disclosure.name, one.words, one.due_on, one.answered_on, one.answer,
            str(one.get_outcome_display()), one.unit.name,
        )
        for one in queries.in_order(found)
    ]  # fmt: skip
    return workbook(_("Opinions on disclosures"), heads, rows)
