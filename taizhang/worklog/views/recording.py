"""记一笔: find the kind by typing, fill five fields, see at once what it adds to."""

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from taizhang.kernel import access, ledger
from taizhang.kernel.models import Unit
from taizhang.kernel.verdicts import Refused
from taizhang.ui.places import chosen_unit
from taizhang.worklog import actions, queries
from taizhang.worklog.forms import RecordForm, kind_of
from taizhang.worklog.kinds import AREAS, find, kinds_of

SHOWN = 12
PLACES = 400  # so many unions fit a select; beyond that one goes to the union first


def entry_record(request):
    """Record one thing that happened."""
    unit = chosen_unit(request)
    verdict = access.can(request.user, "worklog.record", unit)
    kind = kind_of(request.POST.get("kind") or request.GET.get("kind"))
    text = request.GET.get("text", "").strip()[:60]
    if kind is None:
        return _choose_kind(request, unit, verdict, text)
    form = RecordForm(
        request.POST or None, request.FILES or None, kind=kind, places=places_of(request.user, unit),
        matters=queries.matters_used(request.user, unit, kind.id), initial=_initial(request, unit),
    )  # fmt: skip
    if form.is_bound and form.is_valid():
        saved = _record(request, unit, form)
        if saved is not None:
            again = {
                "kind": kind.id,
                "unit": unit.code,
                "on": saved.on.isoformat(),
                "place": saved.unit.code,
                "saved": saved.pk,
            }
            return redirect(f"{reverse('worklog:entry_record')}?{urlencode(again)}")
    context = {"unit": unit, "kind": kind, "form": form, "verdict": verdict, "saved": _saved(request), "text": text}
    return render(request, "worklog/entry_record.html", context, status=422 if form.errors or form.doubts else 200)


def _choose_kind(request, unit, verdict, text):
    found = find(text, on=timezone.localdate()) if text else []
    if found and "go" in request.GET:
        return redirect(f"{reverse('worklog:entry_record')}?{urlencode({'kind': found[0].id, 'unit': unit.code})}")
    context = {
        "unit": unit, "text": text, "found": found[:SHOWN], "verdict": verdict, "kind": None, "saved": None,
        "used": queries.kinds_used(request.user, unit), "areas": [(area, kinds_of(area.code)) for area in AREAS],
    }  # fmt: skip
    return render(request, "worklog/entry_record.html", context)


def kind_find(request):
    """The kinds that the typed words may mean, while they are typed."""
    unit = chosen_unit(request)
    text = request.GET.get("text", "").strip()[:60]
    found = find(text, on=timezone.localdate()) if text else queries.kinds_used(request.user, unit)
    return render(request, "worklog/kind_find.html", {"found": found[:SHOWN], "text": text, "unit": unit})


def places_of(user, unit):
    """The union and those below it at which the user may record; none to choose from where there is only one."""
    below = Unit.objects.visible_to(user).below(unit).exclude(Q(code__contains="~") & ~Q(pk=unit.pk)).order_by("path")
    found = list(below[: PLACES + 1])
    return found if 1 < len(found) <= PLACES else ()


def _initial(request, unit):
    on = request.GET.get("on", "")
    place = request.GET.get("place", "")
    return {"on": on if len(on) == 10 else timezone.localdate().isoformat(), "place": place or unit.code}


def _record(request, unit, form):
    """The saved entry, or None when the form has something to say."""
    values = form.values()
    code = form.cleaned_data.get("place")
    place = Unit.objects.visible_to(request.user).filter(code=code).first() if code else unit
    try:
        entry = actions.record(
            place,
            by=request.user,
            confirmed=form.cleaned_data["confirmed"],
            organisers=form.cleaned_data["organisers"],
            **values,
        )
    except actions.Doubtful as doubt:
        form.ask(doubt.doubts)
        return None
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None
    _attach(request, form, entry)
    return entry


def _attach(request, form, entry):
    """The file of the form; if it is not taken, the entry stands all the same."""
    file = form.cleaned_data.get("file")
    if not file:
        return
    try:
        actions.attach(entry, file, by=request.user, kind=form.cleaned_data["file_kind"] or form.kind.evidence[0])
    except Refused as refusal:
        messages.warning(request, _("The entry is saved, but the file was not taken: %s") % refusal)


def _saved(request):
    """The entry saved a moment ago with the figures that it adds to: {entry, figures}."""
    number = request.GET.get("saved", "")
    if not number.isdecimal() or len(number) > 18:
        return None
    entry = queries.listed(request.user).filter(pk=int(number)).first()
    return {"entry": entry, "figures": figures_of(entry, entry.unit)} if entry else None


def figures_of(entry, unit):
    """[(figure, where)] of the year, for the figures that an entry adds to."""
    period = queries.year_of(entry)
    return [
        (ledger.value(code, unit, period, where=where, nature=nature), where)
        for code, nature, where in queries.fed_by(entry)
    ]
