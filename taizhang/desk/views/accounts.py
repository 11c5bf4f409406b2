"""Accounts and posts: who may sign in, and what each may do where."""

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from taizhang.desk import actions, queries, rules
from taizhang.desk.forms import AccountForm, AppointForm, EndPostForm, PeopleFilter, WhyForm
from taizhang.kernel.models import within
from taizhang.organisation import actions as organisation
from taizhang.ui.fields import SureForm
from taizhang.ui.pages import act_page, page_of
from taizhang.ui.places import here


def account_list(request):
    """Everybody with a post in the user's units, and what each may do where."""
    filters = PeopleFilter(request.GET)
    users = queries.accounts_seen(request.user)
    if filters.is_valid():
        users = filters.narrow(users)
    page = page_of(request, users.distinct().order_by("name", "username"))
    posts = queries.posts_by_user(page.object_list, timezone.localdate())
    rows = [(user, posts.get(user.pk, [])) for user in page.object_list]
    return render(
        request, "desk/account_list.html", {"page": page, "filters": filters, "rows": rows, "unit": here(request)}
    )


def _account(request, pk):
    return get_object_or_404(queries.accounts_seen(request.user).distinct(), pk=pk)


def _place_of(user, keeper):
    """Where an act on the account is done: at the highest unit of its posts that the keeper sees."""
    posts = user.standing_posts()
    if not keeper.is_administrator:
        posts = posts.filter(within(keeper.paths(reading=False), "unit__path"))
    post = posts.order_by("unit__path").first()
    return post.unit if post else None


def account_detail(request, pk):
    """One account: its posts now and before, and what can be done."""
    user = _account(request, pk)
    posts = queries.posts_seen(request.user).filter(user=user).order_by("until", "-since")
    context = {
        "account": user,
        "posts": posts,
        "today": timezone.localdate(),
        "unit": here(request),
        "place": _place_of(user, request.user) or here(request),
        "link_verdict": rules.may_get_link(user, by=request.user) or None,
        "link": request.session.pop("fresh_link", None) if request.session.get("fresh_link_of") == user.pk else None,
    }
    return render(request, "desk/account_detail.html", context)


def _hand_over(request, user, token):
    """Keep the link for the next page, where it is shown once."""
    request.session["fresh_link"] = request.build_absolute_uri(reverse("desk:welcome", args=[token]))
    request.session["fresh_link_of"] = user.pk


def account_create(request):
    """A new account at the unit where the user is working."""
    unit = here(request)
    if unit is None:
        return redirect("desk:home")

    def then(data):
        user, token = actions.create(unit, by=request.user, username=data["username"], name=data["name"])
        if data["role"]:
            organisation.appoint(user, unit, data["role"], by=request.user, on=timezone.localdate())
        _hand_over(request, user, token)
        return user

    context = {
        "title": _("Open an account"),
        "unit": unit,
        "button": _("Open the account"),
        "back": reverse("desk:account_list"),
        "lead": _("For somebody who works for %(unit)s. You get a link that opens once, to hand over in person.")
        % {"unit": unit.name},
    }
    return act_page(
        request, AccountForm, "desk/account_create.html", context, then=then, url=_page, said=_("The account is open.")
    )


def _page(user):
    return reverse("desk:account_detail", args=[user.pk])


def account_reissue_link(request, pk):
    """A new link for somebody who lost his own, or his password."""
    user = _account(request, pk)
    place = _place_of(user, request.user) or here(request)

    def then(data):
        _hand_over(request, user, actions.reissue_link(user, place, by=request.user))
        return user

    context = {
        "title": _("New link for %s") % user,
        "unit": place,
        "button": _("Make the link"),
        "back": _page(user),
        "lead": _(
            "The old password and older links stop working at once. The new link holds for a day and opens once."
        ),
    }
    return act_page(
        request,
        SureForm,
        "desk/account_reissue_link.html",
        context,
        then=then,
        url=_page,
        said=_("The new link is made."),
    )


def account_disable(request, pk):
    """Close an account; what it did stays under its name."""
    user = _account(request, pk)
    place = _place_of(user, request.user) or here(request)
    context = {
        "title": _("Close the account of %s") % user,
        "unit": place,
        "button": _("Close the account"),
        "back": _page(user),
        "danger": True,
        "lead": _("%s can no longer sign in. Everything noted so far stays, under the same name.") % user,
    }
    return act_page(
        request,
        WhyForm,
        "desk/account_disable.html",
        context,
        said=_("The account is closed."),
        url=_page,
        then=lambda data: actions.disable(user, place, by=request.user, why=data["why"]),
    )


def post_appoint(request, pk):
    """Give somebody a post at a unit."""
    user = _account(request, pk)
    context = {
        "title": _("Appoint %s") % user,
        "unit": here(request),
        "button": pgettext("account", "Appoint"),
        "back": _page(user),
        "lead": _("A post at a union also counts for all units below it."),
    }
    return act_page(
        request,
        AppointForm,
        "desk/post_appoint.html",
        context,
        said=_("The post is filled."),
        url=lambda post: _page(user),
        then=lambda data: organisation.appoint(
            user, data["unit"], data["role"], by=request.user, on=data["since"], until=data["until"]
        ),
        form_kwargs={"keeper": request.user, "today": timezone.localdate(), "here": here(request)},
    )


def post_end(request, pk):
    """A post ends on a day."""
    post = get_object_or_404(queries.posts_seen(request.user), pk=pk, until=None)
    context = {
        "title": pgettext("account", "End the post of %s") % post.user,
        "unit": post.unit,
        "button": pgettext("account", "End the post"),
        "danger": True,
        "back": _page(post.user),
        "lead": _("%(role)s at %(unit)s. What was done in this post stays signed.")
        % {"role": post.role_label, "unit": post.unit.name},
    }
    return act_page(
        request,
        EndPostForm,
        "desk/post_end.html",
        context,
        said=pgettext("account", "The post has ended."),
        url=lambda done: _page(post.user),
        then=lambda data: organisation.end_post(post, by=request.user, **data),
        form_kwargs={"today": timezone.localdate()},
    )
