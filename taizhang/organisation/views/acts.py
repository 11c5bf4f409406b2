"""Pages that change units, posts and rules: one page per verb."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from taizhang.kernel.access import can
from taizhang.kernel.models import Post, Unit
from taizhang.organisation import actions, forms, kinds, queries
from taizhang.organisation.facts import staff_on
from taizhang.organisation.views.reading import own_profile, own_unit
from taizhang.ui.fields import WhyForm
from taizhang.ui.pages import act_page


def _page_of(unit):
    return reverse("organisation:unit_detail", args=[unit.pk])


def root_found(request):
    """The first unit of a tree: a matter of the administrator."""
    if not request.user.is_administrator:
        raise Http404
    allowed = [code for code, kind in kinds.all_kinds().items() if kind.is_union and kind.level <= 6]
    return act_page(
        request,
        forms.FoundForm,
        context={"title": _("Found the first unit"), "button": _("Found"), "back": reverse("organisation:unit_tree")},
        then=lambda data: actions.found(None, by=request.user, **data),
        url=_page_of,
        said=_("The unit is on file."),
        form_kwargs={"allowed": allowed},
    )


def unit_found(request, pk):
    """A new unit below this one."""
    parent = own_unit(request, pk)
    return act_page(
        request,
        forms.FoundForm,
        "organisation/unit_found.html",
        {
            "title": _("Found a unit below %s") % parent.name,
            "unit": parent,
            "lead": _("A union, or an employer or community that has none yet."),
            "button": _("Found"),
            "back": _page_of(parent),
            "verdict": can(request.user, "organisation.found", parent),
        },
        then=lambda data: actions.found(parent, by=request.user, **data),
        url=_page_of,
        said=_("The unit is on file."),
        form_kwargs={"allowed": kinds.of(parent.kind).children},
    )


def unit_amend(request, pk):
    """Put the file of a unit right."""
    profile = own_profile(request, pk)
    unit = profile.unit
    allowed = kinds.of(unit.parent().kind).children if unit.depth > 1 else tuple(kinds.all_kinds())
    initial = {name: getattr(profile, name) for name in forms.AmendForm.base_fields if hasattr(profile, name)}
    return act_page(
        request,
        forms.AmendForm,
        context={
            "title": _("Amend the file of %s") % unit.name,
            "unit": unit,
            "lead": _(
                "What you change here is put right from the start. A change from a day on has a page of its own: "
                "staff by “Record staff”, name and place by “Reorganise”."
            ),
            "back": _page_of(unit),
        },
        then=lambda data: actions.amend(profile, by=request.user, **data),
        said=_("The file was amended."),
        form_kwargs={
            "allowed": dict.fromkeys((*allowed, unit.kind)),
            "initial": initial | {"name": unit.name, "kind": unit.kind},
        },
    )


def unit_unionise(request, pk):
    """The employer founds its union."""
    profile = own_profile(request, pk)
    unit = profile.unit
    place = kinds.of(unit.kind).level == 6
    above = kinds.of(unit.parent().kind).children if unit.depth > 1 else ()
    allowed = [
        code
        for code in above
        if kinds.of(code).grassroots and (kinds.of(code).code in ("community_union", "village_union")) == place
    ]
    initial = {"name": unit.name + "工会", "on": timezone.localdate()}
    return act_page(
        request,
        forms.UnioniseForm,
        context={
            "title": _("Found the union of %s") % unit.name,
            "unit": unit,
            "lead": _("Up to the day of the founding it keeps counting as a unit without a union."),
            "button": _("Found"),
            "back": _page_of(unit),
        },
        then=lambda data: actions.unionise(profile, by=request.user, **data),
        said=_("The union is founded."),
        form_kwargs={"allowed": allowed, "initial": initial},
    )


def unit_headcount(request, pk):
    """So many staff from a day on."""
    profile = own_profile(request, pk)
    today = timezone.localdate()
    return act_page(
        request,
        forms.HeadcountForm,
        context={
            "title": _("Record staff of %s") % profile.unit.name,
            "unit": profile.unit,
            "lead": _("The figures up to that day stay as they were."),
            "button": _("Record"),
            "back": _page_of(profile.unit),
        },
        then=lambda data: actions.record_headcount(profile, by=request.user, **data),
        said=_("Recorded."),
        form_kwargs={"initial": {"on": today, "staff": staff_on(profile, today)}},
    )


def unit_register(request, pk):
    """The union is a legal person now."""
    profile = own_profile(request, pk)
    return act_page(
        request,
        forms.LegalPersonForm,
        context={
            "title": _("Register %s as a legal person") % profile.unit.name,
            "unit": profile.unit,
            "button": _("Register"),
            "back": _page_of(profile.unit),
        },
        then=lambda data: actions.register_legal_person(profile, by=request.user, **data),
        said=_("Registered."),
        form_kwargs={"initial": {"on": timezone.localdate(), "credit_code": profile.credit_code}},
    )


def unit_dissolve(request, pk):
    """The unit ends; the page says first what that changes."""
    profile = own_profile(request, pk)
    return act_page(
        request,
        forms.EndForm,
        "organisation/unit_dissolve.html",
        {
            "title": _("Dissolve %s") % profile.unit.name,
            "unit": profile.unit,
            "button": _("Dissolve"),
            "danger": True,
            "back": _page_of(profile.unit),
            "staff": staff_on(profile, timezone.localdate()),
            "members": queries.members_at(profile.unit),
            "children": queries.open_children(profile.unit).count(),
        },
        then=lambda data: actions.dissolve(profile, by=request.user, **data),
        said=_("The unit is dissolved; its history stays."),
        form_kwargs={"initial": {"on": timezone.localdate()}},
    )


def unit_withdraw(request, pk):
    """A unit entered by mistake is taken back."""
    profile = own_profile(request, pk)
    return act_page(
        request,
        WhyForm,
        context={
            "title": _("Withdraw %s") % profile.unit.name,
            "unit": profile.unit,
            "lead": _(
                "For a unit that was entered by mistake. It disappears from every figure, also of the past, and its code becomes free."
            ),
            "button": _("Withdraw"),
            "danger": True,
            "back": _page_of(profile.unit),
        },
        then=lambda data: actions.withdraw(profile, by=request.user, **data),
        url=reverse("organisation:unit_tree"),
        said=_("The unit was withdrawn."),
    )


def unit_appoint(request, pk):
    """Somebody gets a post at the unit."""
    unit = own_unit(request, pk)
    return act_page(
        request,
        forms.AppointForm,
        context={"title": _("Appoint at %s") % unit.name, "unit": unit, "button": _("Appoint"), "back": _page_of(unit)},
        then=lambda data: actions.appoint(data["username"], unit, data["role"], by=request.user, on=data["on"]),
        url=_page_of(unit),
        said=_("Appointed."),
        form_kwargs={"initial": {"on": timezone.localdate()}},
    )


def post_end(request, pk):
    """A post ends."""
    post = get_object_or_404(
        Post.objects.filter(unit__in=Unit.objects.visible_to(request.user)).select_related("user", "unit"), pk=pk
    )
    return act_page(
        request,
        forms.EndForm,
        context={
            "title": _("End the post of %s") % post.user,
            "lead": str(post),
            "unit": post.unit,
            "button": _("End the post"),
            "danger": True,
            "back": _page_of(post.unit),
        },
        then=lambda data: actions.end_post(post, by=request.user, **data),
        url=_page_of(post.unit),
        said=_("The post has ended."),
        form_kwargs={"initial": {"on": timezone.localdate()}},
    )


def rule_set(request, pk):
    """A federation's own figure of regulation."""
    unit = own_unit(request, pk)
    back = reverse("organisation:rule_list", args=[unit.pk])
    return act_page(
        request,
        forms.RuleForm,
        context={
            "title": _("Set a figure for %s") % unit.name,
            "unit": unit,
            "lead": _("It binds this unit and everything below it from that day on; what held before is kept."),
            "back": back,
        },
        then=lambda data: actions.set_rule(unit, by=request.user, **data),
        url=back,
        said=_("The figure is set."),
        form_kwargs={
            "unit": unit,
            "on": timezone.localdate(),
            "initial": {"since": timezone.localdate(), "key": request.GET.get("key")},
        },
    )
