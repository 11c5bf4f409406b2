"""Pages that show units: the tree, the list, one unit, the rules that bind it."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from taizhang.kernel import ledger, rulebook
from taizhang.kernel.models import Unit
from taizhang.organisation import kinds, queries
from taizhang.organisation.facts import staff_on
from taizhang.organisation.forms import UnitFilter
from taizhang.organisation.models import Profile
from taizhang.ui.pages import list_page
from taizhang.ui.places import chosen_period, remember
from taizhang.ui.sheets import sheet_response

FIGURES = (
    "organisation.grassroots",
    "organisation.founding_rate",
    "organisation.community_rate",
    "organisation.legal_rate",
    "organisation.founded_in_period",
    "organisation.union_staff",
    "members.in_membership",
    "members.admission_rate",
)


def own_unit(request, pk):
    """A unit that the user may see; 404 for everybody else."""
    return get_object_or_404(Unit.objects.visible_to(request.user), pk=pk)


def own_profile(request, pk):
    """The file of a unit that the user may see."""
    files = Profile.objects.visible_to(request.user).standing().select_related("unit", "covered_by")
    return get_object_or_404(files, unit=pk)


@require_safe
def unit_tree(request):
    """The tree as far as the user sees it; branches open on demand."""
    today = timezone.localdate()
    tops = queries.top_units(request.user)
    return render(
        request,
        "organisation/unit_tree.html",
        {
            "title": _("Organisation"),
            "tops": [(top, *queries.counts_of(top, today), queries.children_with_counts(top, today)) for top in tops],
            "unit": tops[0] if tops else None,
        },
    )


@require_safe
def unit_branch(request, pk):
    """One branch of the tree, for the place where it was opened."""
    unit = own_unit(request, pk)
    return render(
        request, "organisation/unit_branch.html", {"rows": queries.children_with_counts(unit, timezone.localdate())}
    )


@require_safe
def unit_search(request):
    """Units whose name or code holds what was typed; a part of the tree page."""
    text = request.GET.get("q", "").strip()[:60]
    found = queries.search(request.user, text)
    formerly = queries.called_otherwise(found, text)
    rows = [(unit, formerly.get(unit.pk, "")) for unit in found]
    return render(request, "organisation/unit_search.html", {"text": text, "found": rows})


def _filtered(request):
    form = UnitFilter(request.GET, communities=queries.communities(request.user))
    return form, queries.profiles(request.user, **form.wanted())


@require_safe
def unit_list(request):
    """All units in a table, narrowed by kind, community, or whether they have a union."""
    form, found = _filtered(request)
    return list_page(
        request,
        found,
        "organisation/unit_list.html",
        {"title": _("List of units"), "form": form, "today": timezone.localdate()},
    )


@require_safe
def unit_export(request):
    """The list as a workbook, with the heads that the import of units understands."""
    _form, found = _filtered(request)
    today = timezone.localdate()
    parents = dict(Unit.objects.visible_to(request.user).values_list("path", "code"))
    heads = (
        "编码",
        "名称",
        "上级编码",
        "类型",
        "所在社区",
        "单位性质",
        "职工人数",
        "建会日期",
        "统一社会信用代码",
        "备注",
    )
    rows = (
        (
            profile.unit.code,
            profile.unit.name,
            parents.get(profile.unit.path[: -Unit.steplen], ""),
            profile.type_words,
            profile.community,
            profile.ownership,
            staff_on(profile, today),
            profile.founded_on,
            profile.credit_code,
            profile.remark,
        )
        for profile in found.iterator(chunk_size=2000)
    )
    return sheet_response(_("List of units"), [("工会", heads, rows)])


@require_safe
def unit_detail(request, pk):
    """Everything on file about one unit."""
    profile = own_profile(request, pk)
    unit, today = profile.unit, timezone.localdate()
    remember(request, unit)
    period, staff = chosen_period(request, unit), staff_on(profile, today)
    warnings, hints = queries.remarks(profile, today, staff=staff)
    return render(
        request,
        "organisation/unit_detail.html",
        {
            "unit": unit,
            "profile": profile,
            "kind": kinds.of(unit.kind),
            "period": period,
            "staff": staff,
            "warnings": warnings,
            "hints": hints,
            "figures": ledger.values(FIGURES, unit, period).values(),
            "children": queries.children_with_counts(unit, today),
            "posts": queries.posts_at(unit, today),
            "headcounts": queries.headcounts(profile),
            "work": ledger.trace("work.entries", unit, period, viewer=request.user, per_page=8),
            "acts": queries.acts_at(unit),
            "verdicts": queries.verdicts(request.user, unit),
            **after(request.user, unit),
        },
    )


def after(user, unit):
    """What the pages of a unit that ended say: what became of it, and the union that the user may see in its place today."""
    ended, heir = queries.ended(unit), queries.standing_heir(unit)
    seen = heir is not None and Unit.objects.visible_to(user).filter(pk=heir.pk).exists()
    return {"ended": ended, "heir": heir if seen else None}


@require_safe
def rule_list(request, pk):
    """The figures of regulation that bind a unit today, each with its source."""
    unit, today = own_unit(request, pk), timezone.localdate()
    groups = {}
    for value in rulebook.listing(unit, today):
        groups.setdefault(value.key.split(".")[0], []).append(value)
    return render(
        request,
        "organisation/rule_list.html",
        {
            "title": _("Rules that bind this unit"),
            "unit": unit,
            "groups": groups.values(),
            "today": today,
        },
    )
