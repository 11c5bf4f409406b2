"""What belongs to an entry: evidence, joint organisers, participants."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from taizhang.kernel import evidence
from taizhang.kernel.verdicts import Refused
from taizhang.members.models import Person
from taizhang.ui.pages import act_page
from taizhang.worklog import actions
from taizhang.worklog.forms import AttachForm, OrganiserForm, ParticipantForm, ReasonForm
from taizhang.worklog.views.entry import found

PEOPLE = 20


def entry_attach(request, pk):
    """Add a file to an entry."""
    entry = found(request, pk)
    context = {
        "title": _("Add evidence"), "unit": entry.unit, "lead": entry.title(), "button": _("Add"),
        "back": entry.get_absolute_url(),
    }  # fmt: skip
    return act_page(
        request, AttachForm, "worklog/entry_attach.html", context, form_kwargs={"kind": entry.declared}, url=entry.get_absolute_url(),
        then=lambda data: actions.attach(entry, data["file"], by=request.user, kind=data["kind"] or entry.declared.evidence[0]),
        said=_("The file is on record."),
    )  # fmt: skip


def entry_withdraw(request, pk, evidence_pk):
    """Take a file off an entry."""
    entry = found(request, pk)
    file = get_object_or_404(evidence.of(entry), pk=evidence_pk)
    context = {
        "title": _("Withdraw evidence"), "unit": entry.unit, "lead": f"{entry.title()} · {file.name}", "button": pgettext("photo", "Withdraw"),
        "back": entry.get_absolute_url(), "danger": True,
    }  # fmt: skip
    return act_page(
        request, ReasonForm, "worklog/entry_withdraw.html", context, url=entry.get_absolute_url(),
        then=lambda data: actions.withdraw(entry, file, by=request.user, **data), said=_("The file is withdrawn; the archive keeps it."),
    )  # fmt: skip


def organiser_add(request, pk):
    """Name another union that organised the event."""
    entry = found(request, pk)
    context = {
        "title": _("Add a joint organiser"), "unit": entry.unit, "lead": entry.title(), "button": _("Add"),
        "back": entry.get_absolute_url(),
    }  # fmt: skip
    return act_page(
        request, OrganiserForm, "worklog/organiser_add.html", context, url=entry.get_absolute_url(),
        then=lambda data: actions.add_organiser(entry, data["unit"], by=request.user), said=_("The union is credited with the event."),
    )  # fmt: skip


def organiser_remove(request, pk, organiser_pk):
    """Take a joint organiser off."""
    entry = found(request, pk)
    organiser = get_object_or_404(entry.organisers.select_related("unit"), pk=organiser_pk)
    context = {"title": _("Remove a joint organiser"), "lead": organiser.unit.name, "button": _("Remove")}
    return _removal(
        request,
        entry,
        context,
        lambda: actions.remove_organiser(organiser, by=request.user),
        "worklog/organiser_remove.html",
    )


def participant_add(request, pk):
    """Name somebody on the register who took part: find by name, then choose."""
    entry = found(request, pk)
    text = request.GET.get("text", "").strip()[:30]
    people = Person.objects.visible_to(request.user)
    shown = people.filter(name__contains=text).order_by("name", "pk")[:PEOPLE] if text else people.none()
    form = ParticipantForm(request.POST or None, people=people if request.POST else shown)
    if form.is_bound and form.is_valid():
        try:
            actions.add_participants(entry, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(entry)
    context = {"entry": entry, "unit": entry.unit, "form": form, "text": text, "shown": shown}
    return render(request, "worklog/participant_add.html", context, status=422 if form.errors else 200)


def participant_remove(request, pk, participant_pk):
    """Take a name off."""
    entry = found(request, pk)
    participant = get_object_or_404(entry.participants.select_related("person"), pk=participant_pk)
    context = {"title": _("Remove a participant"), "lead": participant.person.name, "button": _("Remove")}
    return _removal(
        request,
        entry,
        context,
        lambda: actions.remove_participant(participant, by=request.user),
        "worklog/participant_remove.html",
    )


def _removal(request, entry, context, do, template):
    """Ask once, then do it."""
    context.update({"unit": entry.unit, "entry": entry, "back": entry.get_absolute_url(), "refusal": ""})
    if request.method == "POST":
        try:
            do()
        except Refused as refusal:
            context["refusal"] = str(refusal)
        else:
            return redirect(entry)
    return render(request, template, context, status=422 if context["refusal"] else 200)
