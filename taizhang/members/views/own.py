"""A member's own data: the officer hands out a link; behind it, without an account, the member reads what is on file."""

from datetime import timedelta

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from taizhang.kernel import onetime
from taizhang.kernel.manifest import registry
from taizhang.kernel.verdicts import Refused
from taizhang.members import actions, own
from taizhang.members.views.reading import own_membership
from taizhang.ui.fields import WhyForm

OPEN_FOR = timedelta(minutes=30)


@never_cache
def membership_link(request, pk):
    """A link for the member, shown once, to be handed over in person."""
    membership = own_membership(request, pk)
    form, address = WhyForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        try:
            token = actions.issue_link(membership, by=request.user, **form.cleaned_data)
            address = request.build_absolute_uri(reverse("members:own_open", args=[membership.pk, token]))
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {
        "title": _("A link for %s to the own data") % membership.person.name,
        "unit": membership.unit,
        "lead": _("Opens once, on any phone, without an account. Hand it over to the member and to nobody else."),
        "button": _("Make the link"),
        "back": membership.get_absolute_url(),
        "form": form,
        "address": address,
        "hours": own.LINK_HOURS,
    }
    return render(request, "members/membership_link.html", context, status=422 if form.errors else 200)


@login_not_required
@never_cache
def own_open(request, pk, token):
    """The page behind the link: pressing the button uses it up and opens the data for half an hour."""
    membership = own.standing().filter(pk=pk).first()
    try:
        if membership is None:
            raise Refused(_("This link is not valid. Copy it whole, or ask your union for a new one."))
        onetime.read(token, purpose=own.purpose(membership))
        if request.method == "POST":
            actions.open_link(membership, token)
            request.session[own.SESSION] = [membership.pk, (timezone.now() + OPEN_FOR).timestamp()]
            return redirect("members:own_page")
    except Refused as refusal:
        context = {"title": _("This link does not open"), "reason": str(refusal)}
        return render(request, "members/own_open_refused.html", context, status=410)
    context = {"title": _("Your data at the union"), "unit": membership.unit}
    return render(request, "members/own_open.html", context)


@login_not_required
@never_cache
@require_safe
def own_page(request):
    """What I received, my cover and claims, who can see it, who has looked."""
    membership = own.visitor(request)
    person = membership.person
    rows = own.received(person)
    context = {
        "title": _("My data at the union"),
        "membership": membership,
        "person": person,
        "rows": rows,
        "total": own.total(rows),
        "parts": registry.own_parts(person),
        "seers": own.who_can_see(membership, timezone.localdate()),
        "looks": own.who_looked(person),
    }
    return render(request, "members/own_page.html", context)
