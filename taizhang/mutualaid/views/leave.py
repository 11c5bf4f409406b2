"""Pages of convalescence."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from taizhang.kernel.access import can
from taizhang.kernel.tracing import acts_on
from taizhang.mutualaid import actions, forms, queries, rules
from taizhang.mutualaid.models import Quota, Stay
from taizhang.ui.pages import act_page, list_page
from taizhang.ui.places import chosen_unit
from taizhang.ui.sheets import sheet_response


def own_quota(request, pk):
    """A quota that the user may read; 404 for everybody else."""
    return get_object_or_404(Quota.objects.visible_to(request.user).standing().select_related("unit", "giver"), pk=pk)


def own_stay(request, pk):
    """A nomination that the user may read."""
    found = (
        Stay.objects.visible_to(request.user).standing().select_related("quota__unit", "quota__giver", "person", "unit")
    )
    return get_object_or_404(found, pk=pk)


@require_safe
def quota_list(request):
    """Quotas of the unit and below, with how many places are nominated, given and taken."""
    unit = chosen_unit(request)
    context = {"title": _("Convalescence"), "unit": unit, "may_allot": can(request.user, "mutualaid.allot_quota", unit)}
    return list_page(request, queries.leave.quotas(request.user, under=unit), "mutualaid/quota_list.html", context)


@require_safe
def quota_export(request):
    """Everybody nominated at the unit and below as a workbook."""
    unit = chosen_unit(request)
    heads = ("年度", "单位", "姓名", "劳模", "荣誉", "状态", "起", "止", "地点", "费用")
    rows = (
        (
            quota.year, quota.unit.name, one.person.name, "是" if one.model_worker else "", one.honour, one.get_state_display(), one.starts_on,
            one.ends_on, one.place, one.cost,
        )
        for quota in queries.leave.quotas(request.user, under=unit)
        for one in queries.leave.stays(quota)
    )  # fmt: skip
    return sheet_response(_("Convalescence"), [("疗休养", heads, rows)])


def quota_allot(request):
    """Places for a union below."""
    unit, today = chosen_unit(request), timezone.localdate()
    words = {
        "title": _("Allot places of convalescence"),
        "unit": unit,
        "button": _("Allot"),
        "back": reverse("mutualaid:quota_list"),
    }
    return act_page(
        request, forms.life.QuotaForm, context=words, said=_("Allotted; the union nominates its members."),
        then=lambda data: actions.leave.allot(data.pop("to"), by=request.user, giver=unit, **data),
        form_kwargs={"initial": {"on": today, "year": today.year}},
    )  # fmt: skip


@require_safe
def quota_detail(request, pk):
    """One quota: its nominations, model workers first."""
    quota = own_quota(request, pk)
    given, models = queries.leave.given(quota), queries.leave.waiting_models(quota)
    may = can(request.user, "mutualaid.approve_stay", quota.giver)
    rows = [
        (one, may and rules.leave.may_approve(one, approved=given, waiting_models=models) if one.state == Stay.State.NOMINATED else None)
        for one in queries.leave.stays(quota)
    ]  # fmt: skip
    context = {
        "quota": quota, "unit": quota.unit, "rows": rows, "given": given, "left": quota.places - given,
        "acts": acts_on(quota),
        "verdicts": {verb: can(request.user, f"mutualaid.{verb}", quota.unit) for verb in ("nominate_stay", "take_stay")},
    }  # fmt: skip
    return render(request, "mutualaid/quota_detail.html", context)


def stay_nominate(request, pk):
    """A member is nominated."""
    quota = own_quota(request, pk)
    words = {
        "title": _("Nominate for convalescence"), "unit": quota.unit, "button": _("Nominate"), "back": quota.get_absolute_url(),
        "lead": _("Model workers go first: who is one is approved before the others."),
    }  # fmt: skip
    return act_page(
        request, forms.life.NominateForm, context=words, said=_("Nominated."),
        then=lambda data: actions.leave.nominate(quota, data.pop("member"), by=request.user, **data),
        form_kwargs={"user": request.user, "unit": quota.unit, "initial": {"on": timezone.localdate()}},
    )  # fmt: skip


def _verb(request, stay, form, words, then, **more):
    more.setdefault("form_kwargs", {"initial": {"on": timezone.localdate()}})
    return act_page(
        request, form, context={"unit": stay.quota.unit, "back": stay.get_absolute_url(), **words}, then=then, **more
    )


def stay_approve(request, pk):
    """The giver of the quota approves."""
    stay = own_stay(request, pk)
    words = {"title": _("Approve the convalescence of %s") % stay.person.name, "button": _("Approve")}
    return _verb(
        request,
        stay,
        forms.acts.DayForm,
        words,
        lambda data: actions.leave.approve(stay, by=request.user, **data),
        said=_("Approved."),
    )


def stay_take(request, pk):
    """The stay is over."""
    stay = own_stay(request, pk)
    words = {"title": _("Convalescence of %s") % stay.person.name, "button": _("Note")}
    return _verb(
        request, stay, forms.life.StayForm, words, lambda data: actions.leave.take(stay, by=request.user, **data), said=_("Noted."),
        form_kwargs={"initial": {"place": stay.place}},
    )  # fmt: skip


def stay_decline(request, pk):
    """Somebody does not go."""
    stay = own_stay(request, pk)
    words = {"title": _("%s does not go") % stay.person.name, "button": _("Free the place"), "danger": True}
    return _verb(
        request,
        stay,
        forms.acts.DayWhyForm,
        words,
        lambda data: actions.leave.decline(stay, by=request.user, **data),
        said=_("The place is free again."),
    )
