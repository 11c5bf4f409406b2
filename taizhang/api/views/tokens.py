"""Access tokens: one's own to make and revoke, those of others below one's seat to see and revoke."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taizhang.api import actions, queries, rules
from taizhang.api.forms import TokenFilter, TokenForm
from taizhang.kernel.access import can
from taizhang.ui.fields import WhyForm
from taizhang.ui.pages import act_page, page_of, verb_page
from taizhang.ui.places import here


def token_list(request):
    """The user's own tokens, and those that he may revoke as an officer."""
    filters = TokenFilter(request.GET, user=request.user)
    tokens = queries.seen(request.user)
    if filters.is_valid():
        tokens = filters.narrow(tokens)
    context = {
        "page": page_of(request, tokens),
        "filters": filters,
        "unit": here(request),
        "narrowed": any(value for name, value in request.GET.items() if name != "page"),
    }
    return render(request, "api/token_list.html", context)


def _own(request, pk):
    return get_object_or_404(queries.seen(request.user), pk=pk)


def token_detail(request, pk):
    """One token: what it opens, who used it when, and for one that was just made its secret, once."""
    token = _own(request, pk)
    fresh = request.session.pop("fresh_token", None) if request.session.get("fresh_token_of") == token.pk else None
    context = {
        "token": token,
        "unit": token.unit,
        "secret": fresh,
        "acts": queries.acts_by(token),
        "standing": token.is_live and queries.is_standing(token),
        "may_revoke": rules.may_revoke(token)
        and (token.user_id == request.user.pk or can(request.user, "api.revoke_token", token.unit)),
        "address": request.build_absolute_uri(reverse("api:me")),
    }
    return render(request, "api/token_detail.html", context)


def token_make(request):
    """A new token in one's own name."""
    unit = here(request)

    def then(data):
        token, secret = actions.make(data.pop("unit"), by=request.user, **data)
        request.session["fresh_token"], request.session["fresh_token_of"] = secret, token.pk
        return token

    context = {
        "title": _("Make an access token"),
        "unit": unit,
        "button": _("Make the token"),
        "back": reverse("api:token_list"),
        "lead": _(
            "A programme that shows this token comes in your name. It sees and does at most what you may at that moment."
        ),
    }
    return act_page(
        request,
        TokenForm,
        "api/token_make.html",
        context,
        then=then,
        said=_("The token is made."),
        form_kwargs={"user": request.user, "here": unit, "today": timezone.localdate()},
    )


token_revoke = verb_page(
    _own,
    WhyForm,
    actions.revoke,
    title=gettext_lazy("Revoke the access token"),
    lead=lambda token: (
        _("Programmes that use “%(token)s” of %(user)s get no answer from now on.")
        % {"token": token.name, "user": token.user}
    ),
    button=gettext_lazy("Revoke"),
    said=gettext_lazy("The token is revoked."),
    start=lambda token: {},
    danger=True,
)
