"""A check from the file to its end: list, hand in, look, check again, discard, restore."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from taizhang.factcheck import actions, forms, paper, queries, rules, standings
from taizhang.factcheck.models import Check
from taizhang.kernel import jobs
from taizhang.kernel.access import can
from taizhang.kernel.tables import Job
from taizhang.kernel.verdicts import Refused
from taizhang.ui.pages import act_page, list_page
from taizhang.ui.places import chosen_period, chosen_unit

FILTERS = ("verdict", "kind", "section", "problems")
LIST_MOST = 400


def own_check(request, pk):
    """The check, if the user may see it."""
    return get_object_or_404(Check.objects.visible_to(request.user).select_related("unit", "by"), pk=pk)


@require_GET
def check_list(request):
    """The reports that were checked at a unit and below it."""
    unit = chosen_unit(request)
    filters = forms.CheckFilter(request.GET)
    checks = queries.visible_checks(request.user, unit)
    narrowed = any(request.GET.get(name) for name in ("q", "state"))
    return list_page(
        request, checks, "factcheck/check_list.html", {"unit": unit, "narrowed": narrowed, "shown": _shown}, filters=filters
    )  # fmt: skip


def _shown(counts):
    return [(standing, counts[standing.code]) for standing in standings.STANDINGS if counts.get(standing.code)]


def check_create(request):
    """Hand a report in: a file or its text, and the period it tells of."""
    unit = chosen_unit(request)
    context = {
        "title": _("Check a report"),
        "unit": unit,
        "verdict": can(request.user, "factcheck.check", unit),
        "back": reverse("factcheck:check_list"),
    }
    initial = {"period": chosen_period(request, unit).code()}
    return act_page(
        request,
        forms.HandInForm,
        "factcheck/check_create.html",
        context,
        then=lambda data: _hand_in(request, unit, data),
        said=_("Handed in. The report is being read."),
        form_kwargs={"initial": initial},
    )


def _hand_in(request, unit, data):
    form = forms.HandInForm(request.POST, request.FILES)
    form.is_valid()
    content, file_name = form.handed_in()
    return actions.check(
        unit, by=request.user, content=content, file_name=file_name, name=data["name"], period=data["period"], last_year=form.before()
    )  # fmt: skip


@require_GET
def check_detail(request, pk):
    """The report with every figure marked, the list beside it, and what a superior officer wants to know in a minute."""
    check = own_check(request, pk)
    context = {
        "check": check,
        "unit": check.unit,
        "period": check.period,
        "may_discard": rules.may_discard(check, check.acceptances.standing().exists(), "-"),
    }
    if check.state != Check.State.READ:
        return render(request, "factcheck/check_detail.html", {**context, "progress": _progress(check)})
    opened = queries.Opened(check)
    chosen = {name: request.GET.get(name, "") for name in FILTERS}
    listed = [claim for claim in opened.figures if _fits(claim, chosen, opened)]
    pages = paper.parts(paper.laid_out(opened))
    part = _part(request, pages, opened)
    context |= {
        "opened": opened,
        "chosen": chosen,
        "narrowed": any(chosen.values()),
        "listed": len(listed),
        "groups": _groups(listed),
        "dimmed": {claim.id for claim in opened.figures} - {claim.id for claim in listed},
        "counts": check.counts,
        "strip": _strip(check.counts),
        "worst": opened.worst(),
        "broken": [one for one in opened.relations if one.holds is False],
        "holding": [one for one in opened.relations if one.holds],
        "paragraphs": pages[part - 1],
        "part": part,
        "parts": range(1, len(pages) + 1) if len(pages) > 1 else (),
        "holds": not queries.does_not_hold(check.counts),
        "verdicts": standings.STANDINGS,
        "kinds": queries.kinds_told(opened),
        "acceptances": check.acceptances.standing().select_related("unit"),
        "moved_on": queries.moved_on(check),
    }
    return render(request, "factcheck/check_detail.html", context)


def _fits(claim, chosen, opened):
    """Whether the filters of the page let a claim through."""
    if chosen["verdict"] and claim.standing.code != chosen["verdict"]:
        return False
    if chosen["kind"] and claim.kind != chosen["kind"]:
        return False
    if chosen["section"] and claim.heading != chosen["section"]:
        return False
    return not chosen["problems"] or claim.standing.open or claim.id in opened.damaged


def _groups(listed):
    """[(standing, claims shown, how many more)] worst first."""
    found, room = [], LIST_MOST
    for standing in standings.STANDINGS:
        claims = [claim for claim in listed if claim.standing is standing]
        if claims:
            found.append((standing, claims[:room], max(0, len(claims) - room)))
            room = max(0, room - len(claims))
    return found


def _strip(counts):
    """[(standing, how many)] for the strip above the text."""
    return [(standing, counts.get(standing.code, 0)) for standing in standings.STANDINGS if counts.get(standing.code)]


def _part(request, pages, opened):
    """Which part of a long text is shown: the one asked for, or the one of the claim asked for."""
    claim = opened.by_id.get(request.GET.get("claim", ""))
    if claim is not None:
        return paper.part_of(pages, claim.start)
    asked = request.GET.get("part", "1")
    return min(max(1, int(asked)), len(pages)) if asked.isdecimal() and len(asked) < 5 else 1


def _progress(check):
    job = queries.job_of(check)
    return jobs.progress(job) if job else None


@require_GET
def check_progress(request, pk):
    """How far the reading is; the page asks every second, and is loaded anew when it is through."""
    check = own_check(request, pk)
    job = queries.job_of(check)
    done = check.state != Check.State.WAITING or job is None or job.state == Job.State.FAILED
    answer = render(
        request, "factcheck/check_progress.html", {"check": check, "progress": jobs.progress(job) if job else None, "done": done}
    )  # fmt: skip
    if done and request.htmx:
        answer["HX-Refresh"] = "true"
    return answer


@require_POST
def check_recheck(request, pk):
    """Check once more against the ledger of today."""
    check = own_check(request, pk)
    try:
        actions.recheck(check, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect(check)


def check_discard(request, pk):
    """Take a check off the list."""
    check = own_check(request, pk)
    return act_page(
        request,
        forms.ReasonForm,
        "ui/act.html",
        {
            "title": _("Discard the check"),
            "unit": check.unit,
            "lead": _("“%(name)s” leaves the list. The file stays on record, nothing in the ledger changes, and it can be restored.")
            % {"name": check.name},
            "button": _("Discard"),
            "back": check.get_absolute_url(),
            "danger": True,
        },
        then=lambda data: actions.discard(check, by=request.user, **data),
        said=_("Discarded. It can be restored from its page."),
    )  # fmt: skip


@require_POST
def check_restore(request, pk):
    """Undo a discarding."""
    check = own_check(request, pk)
    try:
        actions.restore(check, by=request.user)
        messages.success(request, _("The check is back on the list."))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect(check)
