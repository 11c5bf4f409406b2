"""One entry: everything that is known about it, and the acts that change it."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from taizhang.kernel import evidence
from taizhang.kernel.models import Unit
from taizhang.kernel.verdicts import Refused
from taizhang.ui.pages import act_page
from taizhang.worklog import actions, queries, rules, stories
from taizhang.worklog.forms import CorrectForm, ReasonForm, ReverseForm, initial_of
from taizhang.worklog.models import Entry
from taizhang.worklog.views.lists import words_of
from taizhang.worklog.views.recording import figures_of, places_of


def found(request, pk):
    """The entry, if the user may see it."""
    return get_object_or_404(
        Entry.objects.visible_to(request.user).select_related("unit", "corrects__unit", "batch"), pk=pk
    )


def entry_detail(request, pk):
    """The page of an entry: numbers, evidence, who took part, what corrected it, its history, its lines in the ledger."""
    entry = found(request, pk)
    kind = entry.declared
    context = {
        "entry": entry, "unit": entry.unit, "kind": kind,
        "numbers": [(words_of(name), name, value) for name, value in entry.numbers.items()],
        "own_fields": stories.own_fields(entry), "files": evidence.of(entry), "missing": evidence.missing(entry, kind.evidence),
        "organisers": entry.organisers.select_related("unit"), "participants": entry.participants.select_related("person"),
        "corrections": entry.corrections.order_by("on", "id"), "history": stories.history(entry),
        "lines": stories.lines(entry), "figures": figures_of(entry, entry.unit) if not entry.voided_at else [],
        "period": queries.year_of(entry), "sentence": queries.sentence(entry), "may_change": rules.may_change(entry),
    }  # fmt: skip
    return render(request, "worklog/entry_detail.html", context)


def entry_correct(request, pk):
    """Edit an entry: first see which figures change, then save."""
    entry = found(request, pk)
    form = CorrectForm(
        request.POST or None, kind=entry.declared, entry=entry, places=places_of(request.user, _top(request, entry)), initial=initial_of(entry),
        matters=queries.matters_used(request.user, entry.unit, entry.kind),
    )  # fmt: skip
    effects = None
    if form.is_bound and form.is_valid():
        try:
            if form.cleaned_data["seen"] == form.fingerprint():
                return redirect(_correct(request, entry, form, confirmed=True))
            effects, form.doubts = _foresee_correction(request, entry, form)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {"entry": entry, "unit": entry.unit, "kind": entry.declared, "form": form, "effects": effects,
               "verdict": rules.may_change(entry), "seen": form.fingerprint() if effects is not None else ""}  # fmt: skip
    return render(request, "worklog/entry_correct.html", context, status=422 if form.errors else 200)


def _top(request, entry):
    """The highest union above the entry that the user sees: an entry noted at the wrong one moves within its reach."""
    return (queries.units_concerned(entry, request.user) or [entry.unit])[-1]


def _correct(request, entry, form, *, confirmed):
    code = form.cleaned_data.get("place")
    place = Unit.objects.visible_to(request.user).filter(code=code).first() if code else None
    return actions.correct(
        entry, by=request.user, confirmed=confirmed, unit=place, why=form.cleaned_data["why"], **form.values()
    )


def _foresee_correction(request, entry, form):
    """(effects, doubts): what would change, and what deserves a second look."""
    try:
        return actions.foresee(entry, lambda copy: _correct(request, copy, form, confirmed=False), by=request.user), []
    except actions.Doubtful as doubt:
        effects = actions.foresee(entry, lambda copy: _correct(request, copy, form, confirmed=True), by=request.user)
        return effects, doubt.doubts


def entry_void(request, pk):
    """Take an entry off the ledger; the page shows what that takes away."""
    entry = found(request, pk)
    verdict = rules.may_void(entry, "-")
    effects = _effects(request, entry, lambda copy: actions.void(copy, by=request.user, why="-"))
    return act_page(
        request, ReasonForm, "worklog/entry_void.html",
        {"title": _("Void an entry"), "unit": entry.unit, "entry": entry, "effects": effects, "verdict": verdict, "button": _("Void"),
         "back": entry.get_absolute_url(), "danger": True},
        then=lambda data: actions.void(entry, by=request.user, **data),
        said=_("The entry is voided. It stays on file and can be restored."),
    )  # fmt: skip


def entry_restore(request, pk):
    """Undo a voiding."""
    entry = found(request, pk)
    if request.method == "POST":
        try:
            return redirect(actions.restore(entry, by=request.user))
        except Refused as refusal:
            return _restore_page(request, entry, str(refusal), 422)
    return _restore_page(request, entry, "", 200)


def _restore_page(request, entry, refusal, status):
    effects = _effects(request, entry, lambda copy: actions.restore(copy, by=request.user))
    context = {
        "entry": entry,
        "unit": entry.unit,
        "effects": effects,
        "refusal": refusal,
        "back": entry.get_absolute_url(),
    }
    return render(request, "worklog/entry_restore.html", context, status=status)


def _effects(request, entry, change):
    """What a change would do; nothing to tell where it would be refused."""
    try:
        return actions.foresee(entry, change, by=request.user)
    except Refused:
        return []


def entry_reverse(request, pk):
    """冲正: take back part of an entry by an entry of its own."""
    entry = found(request, pk)
    remaining = rules.compute_remaining(entry, entry.corrections.all())
    form = ReverseForm(request.POST or None, entry=entry, remaining=remaining, initial={"on": timezone.localdate()})
    effects = None
    if form.is_bound and form.is_valid():
        given = {"on": form.cleaned_data["on"], "why": form.cleaned_data["why"], **form.values()}
        try:
            if form.cleaned_data["seen"] == form.fingerprint():
                return redirect(actions.reverse(entry, by=request.user, **given))
            effects = actions.foresee(
                entry, lambda copy: actions.reverse(copy, by=request.user, **given), by=request.user
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {"entry": entry, "unit": entry.unit, "form": form, "effects": effects, "back": entry.get_absolute_url(),
               "seen": form.fingerprint() if effects is not None else ""}  # fmt: skip
    return render(request, "worklog/entry_reverse.html", context, status=422 if form.errors else 200)
