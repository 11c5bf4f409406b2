"""Pages that change the register: one page per verb."""

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from taizhang.kernel.access import can
from taizhang.kernel.verdicts import Refused
from taizhang.members import actions, forms, queries
from taizhang.members.views.reading import REASONS, own_membership
from taizhang.ui.fields import WhyForm
from taizhang.ui.pages import act_page, verb_page
from taizhang.ui.places import chosen_unit


def _today(**more):
    return {"initial": {"on": timezone.localdate(), **more}}


def _on_file(membership):
    """What the form of correction starts with."""
    person = ("name", "sex", "birth_on", "id_kind", "ethnic", "education", "political", "household")
    own = (
        "joined_on", "group", "position", "employment", "migrant", "contract_since", "contract_until", "card_no", "remark",
    )  # fmt: skip
    return {name: getattr(membership.person, name) for name in person} | {
        name: getattr(membership, name) for name in own
    }


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


membership_leave = verb_page(
    own_membership,
    forms.LeaveForm,
    actions.leave,
    title=lambda membership: _("%s leaves") % membership.person.name,
    lead=gettext_lazy("From that day on the person is not counted as a member; the figures up to that day stay."),
    button=gettext_lazy("Record the leaving"),
    said=gettext_lazy("Recorded."),
    danger=True,
)
membership_keep = verb_page(
    own_membership,
    forms.KeepForm,
    actions.keep,
    title=lambda membership: _("Keep the membership of %s") % membership.person.name,
    lead=gettext_lazy(
        "For the retired, the unemployed and soldiers: no dues, no vote, and not counted as in membership."
    ),
    button=gettext_lazy("Keep"),
    said=gettext_lazy("The membership is kept."),
)
membership_restore = verb_page(
    own_membership,
    forms.DayForm,
    actions.restore,
    title=lambda membership: _("Restore the membership of %s") % membership.person.name,
    button=gettext_lazy("Restore"),
    said=gettext_lazy("The membership is restored."),
)
membership_transfer = verb_page(
    own_membership,
    forms.TransferForm,
    actions.transfer,
    title=lambda membership: _("Transfer %s") % membership.person.name,
    lead=gettext_lazy(
        "In one step, for whoever answers for both unions. Otherwise release the member, and let the other union receive her."
    ),
    button=gettext_lazy("Transfer"),
    said=gettext_lazy("Transferred."),
    start=lambda membership: _today(kept=membership.status == membership.Status.KEPT),
)
membership_correct = verb_page(
    own_membership,
    forms.CorrectForm,
    actions.correct,
    title=lambda membership: _("Correct the file of %s") % membership.person.name,
    lead=gettext_lazy("What you change here is put right from the start, also in the figures of the past."),
    button=gettext_lazy("Correct"),
    said=gettext_lazy("Corrected."),
    start=lambda membership: {"unit": membership.unit, "initial": _on_file(membership)},
)
membership_withdraw = verb_page(
    own_membership,
    WhyForm,
    actions.withdraw,
    title=lambda membership: _("Withdraw the membership of %s") % membership.person.name,
    lead=gettext_lazy(
        "For a membership that was entered by mistake. It disappears from every figure, also of the past."
    ),
    button=gettext_lazy("Withdraw"),
    said=gettext_lazy("The membership was withdrawn."),
    url=lambda membership: reverse("members:membership_list"),
    danger=True,
)


@never_cache
def membership_reveal(request, pk):
    """The numbers in full, once, after the reason was written down. They stand in this answer only and are not kept by the browser."""
    membership = own_membership(request, pk)
    form, numbers = WhyForm(request.POST or None), None
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
    back = reverse("members:duplicate_list")
    return act_page(
        request,
        forms.MaybeWhyForm,
        "members/duplicate_decide.html",
        {
            "title": _("Are they one person?"),
            "unit": first.unit,
            "button": _("They are two persons"),
            "pair": (first, second),
            "reasons": [str(REASONS[reason]) for reason in reasons],
            "back": back,
        },
        then=lambda data: actions.tell_apart(first, second, by=request.user, **data),
        url=back,
        said=_("Kept as two persons."),
    )
