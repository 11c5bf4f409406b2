"""Pages of the question bank and of tests for the office."""

from datetime import timedelta

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from taizhang.kernel import ledger
from taizhang.kernel.access import can
from taizhang.kernel.periods import Period
from taizhang.kernel.tracing import acts_on
from taizhang.kernel.verdicts import Refused
from taizhang.surveys import actions, forms, queries
from taizhang.surveys.models import Item, Paper
from taizhang.ui.pages import act_page, list_page, page_of, verb_page
from taizhang.ui.places import chosen_unit
from taizhang.ui.sheets import sheet_response

VERBS = ("issue_paper", "close_paper", "discard_paper", "hand_out_tests")
KINDS = {"single": "单选", "multiple": "多选", "truth": "判断", "blank": "填空"}


def own_item(request, pk):
    """A question of the bank that the user may read."""
    return get_object_or_404(Item.objects.visible_to(request.user).standing().select_related("unit"), pk=pk)


def own_paper(request, pk):
    """A test that the user may read."""
    return get_object_or_404(Paper.objects.visible_to(request.user).standing().select_related("unit"), pk=pk)


@require_safe
def item_list(request):
    """The question bank of the unit and below."""
    unit = chosen_unit(request)
    items = queries.quizzes.bank(request.user, under=unit)
    topics = list(items.order_by("topic").values_list("topic", flat=True).distinct())
    filters = forms.quizzes.BankFilter(request.GET or None, topics=topics)
    context = {"title": _("Question bank"), "unit": unit, "may_keep": can(request.user, "surveys.keep_item", unit)}
    return list_page(request, items, "surveys/item_list.html", context, filters=filters)


@require_safe
def item_export(request):
    """The bank as the workbook that the import reads."""
    unit = chosen_unit(request)
    heads = (
        "类别",
        "题型",
        "题目",
        "选项A",
        "选项B",
        "选项C",
        "选项D",
        "选项E",
        "选项F",
        "正确答案",
        "解析",
        "工会编码",
    )
    rows = []
    for one in queries.quizzes.bank(request.user, under=unit).filter(retired_on=None):
        options = one.options if one.kind in ("single", "multiple") else []
        rows.append(
            (
                one.topic,
                KINDS[one.kind],
                one.text,
                *[*options, *[""] * 6][:6],
                one.key_words,
                one.explanation,
                one.unit.code,
            )
        )
    return sheet_response(_("Question bank"), [("题库", heads, rows)])


def item_keep(request):
    """A new question."""
    unit = chosen_unit(request)
    words = {
        "title": _("Add a question to the bank"),
        "unit": unit,
        "button": _("Add"),
        "back": reverse("surveys:item_list"),
    }
    return act_page(
        request, forms.quizzes.ItemForm, context=words, said=_("Added."), url=reverse("surveys:item_list"),
        then=lambda data: actions.items.keep_item(unit, by=request.user, on=timezone.localdate(), **data),
    )  # fmt: skip


def item_change(request, pk):
    """A question of the bank is changed; tests that went out keep what they asked."""
    item = own_item(request, pk)
    words = {
        "title": _("Change a question of the bank"),
        "unit": item.unit,
        "button": _("Save"),
        "back": reverse("surveys:item_list"),
        "item": item,
    }
    return act_page(
        request, forms.quizzes.ItemForm, "surveys/item_change.html", words, said=_("Changed."), url=reverse("surveys:item_list"),
        then=lambda data: actions.items.change_item(item, by=request.user, on=timezone.localdate(), **data),
        form_kwargs={"initial": forms.quizzes.item_initial(item)},
    )  # fmt: skip


@require_POST
def item_retire(request, pk):
    """A question is no longer drawn, or is again."""
    item = own_item(request, pk)
    try:
        actions.items.retire_item(item, by=request.user, on=timezone.localdate())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("No longer drawn.") if item.retired_on else _("Drawn again."))
    return redirect("surveys:item_list")


@require_safe
def paper_list(request):
    """Tests of the unit and below, with the pass rate of the year."""
    unit, now = chosen_unit(request), timezone.now()
    year = Period.year(timezone.localdate().year)
    page = page_of(request, queries.quizzes.papers(request.user, under=unit))
    context = {
        "title": _("Tests"), "unit": unit, "page": page, "rows": [(one, *one.stage(now)) for one in page], "year": year,
        "figures": [ledger.value(code, unit, year) for code in ("surveys.pass_rate", "AC-10:人数", "AC-10:件数")],
        "may_create": can(request.user, "surveys.create_paper", unit),
    }  # fmt: skip
    return render(request, "surveys/paper_list.html", context)


def paper_create(request):
    """A new test from the bank."""
    unit = chosen_unit(request)
    now = timezone.localtime().replace(second=0, microsecond=0)
    words = {
        "title": _("Draft a test"), "unit": unit, "button": _("Draft it"), "back": reverse("surveys:paper_list"),
        "lead": _("Questions come from the bank of %s. Everybody in membership there and below takes it.") % unit.name,
    }  # fmt: skip
    return act_page(
        request, forms.quizzes.PaperForm, context=words, said=_("Drafted."),
        then=lambda data: actions.quizzes.create_paper(unit, by=request.user, on=timezone.localdate(), **data),
        form_kwargs={"pool": queries.quizzes.pool(unit), "initial": {"opens_at": now, "closes_at": now + timedelta(days=7)}},
    )  # fmt: skip


@require_safe
def paper_detail(request, pk):
    """One test: how many must take it, took it, passed; by union; the hardest questions."""
    paper, now = own_paper(request, pk), timezone.now()
    words, tone = paper.stage(now)
    page = page_of(request, queries.quizzes.entrants(paper), 100)
    context = {
        "paper": paper, "unit": paper.unit, "stage": words, "tone": tone, "page": page, "standing": queries.quizzes.standing(paper),
        "units": queries.quizzes.by_unit(paper), "hardest": queries.quizzes.hardest(paper), "acts": acts_on(paper),
        "verdicts": {verb: can(request.user, f"surveys.{verb}", paper.unit) for verb in VERBS},
    }  # fmt: skip
    return render(request, "surveys/paper_detail.html", context)


paper_issue = verb_page(
    own_paper, forms.fields.DayForm, actions.quizzes.issue_paper,
    title=gettext_lazy("Issue the test"), button=gettext_lazy("Send out"), said=gettext_lazy("Issued; the clock opens and closes it."),
    lead=gettext_lazy("The questions are frozen as they stand, and everybody in membership is put on the list."),
)  # fmt: skip
paper_close = verb_page(
    own_paper, forms.fields.DayForm, actions.quizzes.close_paper,
    title=gettext_lazy("Close the test"), button=gettext_lazy("Close"), said=gettext_lazy("Closed; the figures are posted."),
    lead=gettext_lazy("Whoever is in the middle of it can still send, but too late. Without you it closes by itself."),
)  # fmt: skip
paper_discard = verb_page(
    own_paper, forms.fields.DayForm, actions.quizzes.discard_paper, url=lambda paper: reverse("surveys:paper_list"),
    title=gettext_lazy("Discard the draft"), button=gettext_lazy("Discard"), said=gettext_lazy("Discarded."), danger=True,
)  # fmt: skip


@require_POST
def paper_hand_out(request, pk):
    """The personal links of those who have not passed, as a workbook; taking them out is written into the log."""
    paper = own_paper(request, pk)
    try:
        people = actions.quizzes.hand_out_tests(paper, by=request.user, on=timezone.localdate())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(paper)
    rows = [
        (one.unit.name, one.person.name, request.build_absolute_uri(queries.own.address("surveys:quiz_own", one)))
        for one in people
    ]
    return sheet_response(f"{paper.name}-答题链接", [("答题链接", ("所在工会", "姓名", "链接"), rows)])


@require_safe
def paper_export(request, pk):
    """Everybody's best result as a workbook, with the certificates, and the pass rate by union."""
    paper = own_paper(request, pk)
    rows = [
        (
            one.unit.name,
            one.person.name,
            one.best_percent,
            "合格" if one.passed_on else "",
            one.passed_on,
            one.certificate,
        )
        for one in queries.quizzes.entrants(paper)
    ]
    units = [
        (one["name"], one["required"], one["sat"], one["passed"], one["rate"]) for one in queries.quizzes.by_unit(paper)
    ]
    return sheet_response(
        paper.name,
        [
            ("成绩", ("所在工会", "姓名", "最好成绩（%）", "结果", "合格日期", "证书编号"), rows),
            ("各单位", ("所在工会", "应考人数", "参考人数", "合格人数", "合格率（%）"), units),
        ],
    )
