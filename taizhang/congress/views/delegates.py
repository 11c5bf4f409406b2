"""Pages of delegates: the register, one delegate, elections, recall, training."""

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from taizhang.congress import actions, forms, queries
from taizhang.congress.models import Congress
from taizhang.congress.views.congresses import verdicts
from taizhang.congress.views.finding import own_congress, own_delegate, own_training
from taizhang.kernel.tracing import acts_on
from taizhang.ui.fields import SureForm, WhyForm
from taizhang.ui.pages import act_page, list_page, page_of, verb_page
from taizhang.ui.places import chosen_unit
from taizhang.ui.sheets import sheet_response

HEADS = (
    "姓名", "性别", "选区", "代表类别", "岗位类别", "教师", "职务", "代表证号", "当选日期", "应到人数", "实到人数", "赞成票", "状态", "离任日期",
    "离任原因", "参加培训次数",
)  # fmt: skip


@require_safe
def delegate_list(request):
    """Delegates of the unit and below: whoever serves, and who has served."""
    unit = chosen_unit(request)
    found = queries.delegates.register(request.user, under=unit)
    context = {"title": _("Delegates"), "unit": unit, "tab": "delegates"}
    return list_page(
        request, found, "congress/delegate_list.html", context, filters=forms.filters.DelegateFilter(request.GET)
    )


@require_safe
def congress_delegates(request, pk):
    """All delegates of one term."""
    congress = own_congress(request, pk)
    rows = queries.delegates.of(congress)
    filters = forms.filters.DelegateFilter(request.GET)
    if filters.is_valid():
        rows = filters.narrow(rows)
    context = {
        "congress": congress, "unit": congress.unit, "tab": "congresses", "page": page_of(request, rows, 100), "filters": filters,
        "is_school": congress.kind == Congress.Kind.SCHOOL, "composition": queries.congresses.composition(congress),
        "may": verdicts(request.user, congress.unit, "elect", "call_everybody", "import"),
    }  # fmt: skip
    return render(request, "congress/congress_delegates.html", context)


@require_safe
def delegate_export(request, pk):
    """The delegates of a term as a workbook that can be imported again."""
    congress = own_congress(request, pk)
    rows = (
        (
            one.name, one.sex, one.constituency.name if one.constituency else "", one.standing_as, one.post, "是" if one.teacher else "",
            one.position, one.badge, one.elected_on, one.entitled, one.took_part, one.in_favour, one.get_state_display(), one.ended_on,
            one.ended_why, one.trained,
        )
        for one in queries.delegates.of(congress)
    )  # fmt: skip
    return sheet_response(f"{congress.name}代表名册", [("代表", HEADS, rows)])


def delegate_elect(request, pk):
    """A delegate who was elected."""
    congress = own_congress(request, pk)
    context = {
        "title": _("Enter a delegate"), "unit": congress.unit, "button": _("Enter"), "back": reverse("congress:congress_delegates", args=[pk]),
        "lead": _("%s. A whole list is quicker by workbook: Import.") % congress.name,
    }  # fmt: skip
    return act_page(
        request, forms.congresses.ElectForm, context=context, said=_("Entered."), url=reverse("congress:congress_delegates", args=[pk]),
        then=lambda data: actions.delegates.elect(congress, by=request.user, **data),
        form_kwargs={"congress": congress, "user": request.user, "initial": {"on": timezone.localdate()}},
    )  # fmt: skip


delegate_call_everybody = verb_page(
    own_congress, forms.fields.DayForm, actions.delegates.call_everybody, title=lambda c: _("Enter everybody for %s") % c.name,
    button=gettext_lazy("Enter everybody"), said=gettext_lazy("Entered."),
    lead=gettext_lazy("Everybody in membership at this union and below is entitled; those who joined since are added."),
    url=lambda c: reverse("congress:congress_delegates", args=[c.pk]),
)  # fmt: skip


delegate_take_over = verb_page(
    own_congress, forms.congresses.TakeOverForm, actions.delegates.take_over_elected, title=lambda c: _("Delegates elected by ballot: %s") % c.name,
    button=gettext_lazy("Enter those elected"), said=gettext_lazy("Entered."),
    lead=gettext_lazy("Everybody whom the ballot elected is entered with its figures, held against the rules once more."),
    start=lambda c: {"congress": c, "ballots": queries.votes.elections(c.unit), "initial": {"on": timezone.localdate()}},
    url=lambda c: reverse("congress:congress_delegates", args=[c.pk]),
)  # fmt: skip


@require_safe
def delegate_detail(request, pk):
    """One delegate: election, sessions, trainings, what came after."""
    delegate = own_delegate(request, pk)
    context = {
        "delegate": delegate, "congress": delegate.congress, "unit": delegate.unit, "tab": "delegates",
        "attended": queries.delegates.attended(delegate), "trained": queries.delegates.trained(delegate),
        "replaced_by": queries.delegates.replaced_by(delegate), "acts": acts_on(delegate),
        "may": verdicts(request.user, delegate.unit, "change_delegate", "resign", "recall", "elect"),
    }  # fmt: skip
    return render(request, "congress/delegate_detail.html", context)


def _kept(delegate):
    names = ("constituency", "standing_as", "post", "teacher", "position", "sex")
    return {"congress": delegate.congress, "initial": {name: getattr(delegate, name) for name in names}}


delegate_change = verb_page(
    own_delegate, forms.congresses.DelegateForm, actions.delegates.change_delegate, title=lambda d: _("Change %s") % d.name,
    button=gettext_lazy("Save"), said=gettext_lazy("Saved."), start=_kept,
)  # fmt: skip
delegate_resign = verb_page(
    own_delegate, forms.congresses.ResignForm, actions.delegates.resign, title=lambda d: _("%s serves no longer") % d.name,
    button=gettext_lazy("Note the vacancy"), said=gettext_lazy("Noted; the constituency elects somebody else."),
)  # fmt: skip
delegate_recall = verb_page(
    own_delegate, forms.congresses.RecallForm, actions.delegates.recall, title=lambda d: _("Recall of %s") % d.name, button=gettext_lazy("Recall"),
    said=gettext_lazy("Recalled."), danger=True, lead=lambda d: queries.regimes.words(d.congress, "recall", timezone.localdate()),
    start=lambda d: {"initial": {"on": timezone.localdate(), "entitled": d.constituency.staff if d.constituency else None}},
)  # fmt: skip
delegate_card = verb_page(
    own_delegate, SureForm, actions.delegates.new_card, title=lambda d: _("A new card for %s") % d.name,
    button=gettext_lazy("Give a new number"), said=gettext_lazy("The old number opens no door any more."),
    lead=gettext_lazy("When the delegate card is lost: the number changes, the old one opens no door."), start=lambda d: {},
)  # fmt: skip


def delegate_replace(request, pk):
    """Somebody is elected in the vacant seat."""
    gone = own_delegate(request, pk)
    context = {
        "title": _("Elected in place of %s") % gone.name, "unit": gone.unit, "button": _("Enter"), "back": gone.get_absolute_url(),
        "lead": str(gone.constituency or ""),
    }  # fmt: skip

    def then(data):
        data.pop("constituency")
        return actions.delegates.replace(gone, by=request.user, **data)

    initial = {"on": timezone.localdate(), "constituency": gone.constituency_id, "post": gone.post}
    return act_page(
        request, forms.congresses.ElectForm, context=context, said=_("Entered."), then=then,
        form_kwargs={"congress": gone.congress, "user": request.user, "initial": initial},
    )  # fmt: skip


training_note = verb_page(
    own_congress, forms.congresses.TrainForm, actions.delegates.train, title=lambda c: _("A training of the delegates of %s") % c.name,
    button=gettext_lazy("Note the training"), said=gettext_lazy("Noted."),
    start=lambda c: {"delegates": queries.congresses.serving(c), "initial": {"on": timezone.localdate()}},
    url=lambda c: c.get_absolute_url() + "#trainings",
)  # fmt: skip
training_withdraw = verb_page(
    own_training, WhyForm, actions.delegates.withdraw_training, title=lambda t: _("Withdraw the training %s") % t.topic,
    button=gettext_lazy("Withdraw"), said=gettext_lazy("Withdrawn."), danger=True, start=lambda t: {}, url=lambda t: t.get_absolute_url(),
)  # fmt: skip
