"""The first way in: the page behind a one-time link."""

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.cache import never_cache

from taizhang.desk.forms import WelcomeForm
from taizhang.kernel import onetime
from taizhang.kernel.verdicts import Refused


@login_not_required
@never_cache
def welcome(request, token):
    """Set the name and the first password; then the link is used up and the person is in."""
    try:
        user = onetime.read(token)
    except Refused as refusal:
        return render(request, "desk/welcome_refused.html", {"reason": str(refusal)}, status=410)
    form = WelcomeForm(request.POST if request.method == "POST" else None, user=user)
    if form.is_bound and form.is_valid():
        try:
            user = onetime.use(token)
        except Refused as refusal:
            return render(request, "desk/welcome_refused.html", {"reason": str(refusal)}, status=410)
        user.name = form.cleaned_data["name"]
        user.language = translation.get_language() or user.language
        user.set_password(form.cleaned_data["password"])
        user.save(update_fields=["name", "password", "language"])
        login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
        return redirect("desk:home")
    return render(request, "desk/welcome.html", {"form": form, "account": user}, status=422 if form.errors else 200)
