"""Every page of the house, by app; the desk stands at the root because it is home."""

from importlib.util import find_spec

from allauth.account import views as account
from django.conf import settings
from django.urls import include, path

from taizhang.config.accounts import CLOSED, closed

ROOMS = (
    ("organisation/", "taizhang.organisation.urls"),
    ("members/", "taizhang.members.urls"),
    ("worklog/", "taizhang.worklog.urls"),
    ("intake/", "taizhang.intake.urls"),
    ("reports/", "taizhang.reports.urls"),
    ("", "taizhang.desk.urls"),
)

ACCOUNTS = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("2fa/", include("allauth.mfa.urls")),
    *[path(route, closed, name=name) for route, name in CLOSED],
]


def exists(module):
    """While the house is being built, a room may still be missing."""
    package = module.rsplit(".", 1)[0]
    return package in settings.INSTALLED_APPS and find_spec(module) is not None


urlpatterns = [
    path("accounts/", include(ACCOUNTS)),
    path("i18n/", include("django.conf.urls.i18n")),
    *[path(prefix, include(module)) for prefix, module in ROOMS if exists(module)],
]
