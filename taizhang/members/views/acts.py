"""Pages that change the register: one page per verb."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from taizhang.kernel.access import can
from taizhang.kernel.verdicts import Refused
from taizhang.members import actions, forms, queries
from taizhang.members.views.reading import REASONS, own_membership
from taizhang.ui.pages import act_page
from taizhang.ui.places import chosen_unit


def _verb(request, membership, form, words, then, **more):
    """The page of one verb on a membership."""
    context = {"unit": membership.unit, "back": membership.get_absolute_url(), "membership": membership, **words}
    return act_page(request, form, more.pop("template", "ui/act.html"), context, then=then, **more)


def _today(**more):
    return {"initial": {"on": timezone.localdate(), **more}}


def membership_join(request):
    """Admit a person at the chosen union."""
    unit = chosen_unit(request)
    return act_page(
        request,
        forms.AdmitForm,
        "members/membership_join.html",
        {
            "title": _("Admit a member"),
            "unit": unit,
            "lead": _("After the application, at %s.") % unit.name,
            "button": _("Admit"),
            "back": reverse("members:membership_list"),
            "verdict": can(request.user, "members.admit", unit),
        },
        then=lambda data: actions.admit(unit, by=request.user, **data),
        said=_("Admitted."),
        form_kwargs={"unit": unit, **_today()},
    )


def membership_leave(request, pk):
    """A member leaves."""
    membership = own_membership(request, pk)
    words = {
        "title": _("%s leaves") % membership.person.name,
        "lead": _("From that day on the person is not counted as a member; the figures up to that day stay."),
        "button": _("Record the leaving"),
        "danger": True,
    }
    return _verb(
        request,
        membership,
        forms.LeaveForm,
        words,
        lambda data: actions.leave(membership, by=request.user, **data),
        said=_("Recorded."),
        form_kwargs=_today(),
    )


def membership_keep(request, pk):
    """The membership is kept."""
    membership = own_membership(request, pk)
    words = {
        "title": _("Keep the membership of %s") % membership.person.name,
        "lead": _("For the retired, the unemployed and soldiers: no dues, no vote, and not counted as in membership."),
        "button": _("Keep"),
    }
    return _verb(
        request,
        membership,
        forms.KeepForm,
        words,
        lambda data: actions.keep(membership, by=request.user, **data),
        said=_("The membership is kept."),
        form_kwargs=_today(),
    )


def membership_restore(request, pk):
    """A kept membership comes alive again."""
    membership = own_membership(request, pk)
    words = {"title": _("Restore the membership of %s") % membership.person.name, "button": _("Restore")}
    return _verb(
        request,
        membership,
        forms.DayForm,
        words,
        lambda data: actions.restore(membership, by=request.user, **data),
        said=_("The membership is restored."),
        form_kwargs=_today(),
    )


def membership_release(request, pk):
    """The member goes to another union, which has to receive her."""
    membership = own_membership(request, pk)
    words = {
        "title": _("Release %s to another union") % membership.person.name,
        "lead": _("Until the other union has received the member, nothing changes here."),
        "button": _("Release"),
    }
    return _verb(
        request,
        membership,
        forms.ReleaseForm,
        words,
        lambda data: actions.release(membership, by=request.user, **data),
        said=_("Released; the other union sees it on its desk."),
        form_kwargs=_today(),
    )


def membership_recall(request, pk):
    """A release is taken back."""
    membership = own_membership(request, pk)
    words = {"title": _("Take the release of %s back") % membership.person.name, "button": _("Take back")}
    return _verb(
        request,
        membership,
        forms.MaybeWhyForm,
        words,
        lambda data: actions.recall(membership, by=request.user, **data),
        said=_("The release was taken back."),
    )


def membership_receive(request, pk):
    """The new union takes the member over. Whoever reads the new union sees the arrival, not the old union's file."""
    membership = get_object_or_404(queries.arrivals(request.user), pk=pk)
    words = {
        "title": _("Receive %s") % membership.person.name,
        "lead": _("Released by %(unit)s on %(day)s.")
        % {"unit": membership.unit.name, "day": date_format(membership.bound_on)},
        "button": _("Receive"),
        "unit": membership.bound_for,
        "back": reverse("members:arrival_list"),
    }
    return _verb(
        request,
        membership,
        forms.ReceiveForm,
        words,
        lambda data: actions.receive(membership, by=request.user, **data),
        said=_("Received."),
        form_kwargs={"unit": membership.bound_for, **_today(employment=membership.employment)},
    )


def membership_transfer(request, pk):
    """A superior of both moves a member from one union to another."""
    membership = own_membership(request, pk)
    words = {
        "title": _("Transfer %s") % membership.person.name,
        "lead": _(
            "In one step, for whoever answers for both unions. Otherwise release the member, and let the other union receive her."
        ),
        "button": _("Transfer"),
    }
    return _verb(
        request,
        membership,
        forms.TransferForm,
        words,
        lambda data: actions.transfer(membership, by=request.user, **data),
        said=_("Transferred."),
        form_kwargs=_today(),
    )


def membership_correct(request, pk):
    """What was wrong on file is put right."""
    membership = own_membership(request, pk)
    names = ("name", "sex", "birth_on", "id_kind", "ethnic", "education", "political", "household")
    initial = {name: getattr(membership.person, name) for name in names}
    initial |= {
        name: getattr(membership, name)
        for name in ("joined_on", "group", "position", "employment", "migrant", "card_no", "remark")
    }
    words = {
        "title": _("Correct the file of %s") % membership.person.name,
        "lead": _("What you change here is put right from the start, also in the figures of the past."),
        "button": _("Correct"),
    }
    return _verb(
        request,
        membership,
        forms.CorrectForm,
        words,
        lambda data: actions.correct(membership, by=request.user, **data),
        said=_("Corrected."),
        form_kwargs={"unit": membership.unit, "initial": initial},
    )


def membership_withdraw(request, pk):
    """A membership entered by mistake is taken back."""
    membership = own_membership(request, pk)
    words = {
        "title": _("Withdraw the membership of %s") % membership.person.name,
        "lead": _("For a membership that was entered by mistake. It disappears from every figure, also of the past."),
        "button": _("Withdraw"),
        "danger": True,
    }
    return _verb(
        request,
        membership,
        forms.WhyForm,
        words,
        lambda data: actions.withdraw(membership, by=request.user, **data),
        url=reverse("members:membership_list"),
        said=_("The membership was withdrawn."),
    )


@never_cache
def membership_reveal(request, pk):
    """The numbers in full, once, after the reason was written down. They stand in this answer only and are not kept by the browser."""
    membership = own_membership(request, pk)
    form, numbers = forms.WhyForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        try:
            numbers = actions.reveal(membership, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {
        "title": _("Numbers of %s in full") % membership.person.name,
        "unit": membership.unit,
        "lead": _("Who looked, when and why is written into the log."),
        "button": _("Show"),
        "back": membership.get_absolute_url(),
        "form": form,
        "numbers": numbers,
    }
    return render(request, "members/membership_reveal.html", context, status=422 if form.errors else 200)


def duplicate_decide(request, pk, other):
    """These two are two."""
    first, second = own_membership(request, pk), own_membership(request, other)
    reasons = queries.reasons_of(first.person, second.person)
    words = {
        "title": _("Are they one person?"),
        "button": _("They are two persons"),
        "pair": (first, second),
        "reasons": [str(REASONS[reason]) for reason in reasons],
        "back": reverse("members:duplicate_list"),
    }
    return _verb(
        request,
        first,
        forms.MaybeWhyForm,
        words,
        lambda data: actions.tell_apart(first, second, by=request.user, **data),
        template="members/duplicate_decide.html",
        url=reverse("members:duplicate_list"),
        said=_("Kept as two persons."),
    )
