"""我的: one's own settings, and the way to what does not fit on the phone's bottom bar."""

from django.conf import settings as django_settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _

from taizhang.desk.forms import SettingsForm

LANGUAGE_COOKIE_NAME = django_settings.LANGUAGE_COOKIE_NAME
A_YEAR = 365 * 24 * 3600


def mine(request):
    """My posts, my settings, sign out: the fourth button of the phone."""
    return render(request, "desk/mine.html", {"posts": request.user.posts_today()})


def settings(request):
    """Name, language, size of letters; the ways to the password and the second factor."""
    user = request.user
    start = {"name": user.name, "language": user.language, "text_size": user.text_size}
    form = SettingsForm(request.POST if request.method == "POST" else None, initial=start)
    if form.is_bound and form.is_valid():
        for field, value in form.cleaned_data.items():
            setattr(user, field, value)
        user.save(update_fields=list(form.cleaned_data))
        translation.activate(user.language)
        messages.success(request, _("Your settings are kept."))
        response = redirect("desk:settings")
        keep_language(response, user.language)
        return response
    return render(
        request,
        "desk/settings.html",
        {"form": form, "posts": user.posts_today()},
        status=422 if form.errors else 200,
    )


def keep_language(response, language):
    """Django's own cookie, which the language button sets too."""
    response.set_cookie(LANGUAGE_COOKIE_NAME, language, max_age=A_YEAR, samesite="Lax", httponly=True)
