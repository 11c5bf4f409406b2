"""Every page of the house, by app; the desk stands at the root because it is home."""

from allauth.account import views as account
from django.urls import include, path

from taizhang.config.accounts import CLOSED, closed

ROOMS = (
    ("organisation/", "taizhang.organisation.urls"),
    ("", "taizhang.members.urls"),  # members/ for the union, card/, letter/ and join/ for everybody
    ("worklog/", "taizhang.worklog.urls"),
    ("intake/", "taizhang.intake.urls"),
    ("reports/", "taizhang.reports.urls"),
    ("factcheck/", "taizhang.factcheck.urls"),
    ("aid/", "taizhang.aid.urls"),
    ("welfare/", "taizhang.welfare.urls"),
    ("mutualaid/", "taizhang.mutualaid.urls"),
    ("retirees/", "taizhang.retirees.urls"),
    ("quality/", "taizhang.quality.urls"),
    ("meetings/", "taizhang.meetings.urls"),
    ("honours/", "taizhang.honours.urls"),
    ("archives/", "taizhang.archives.urls"),
    ("committees/", "taizhang.committees.urls"),
    ("congress/", "taizhang.congress.urls"),
    ("proposals/", "taizhang.proposals.urls"),
    ("", "taizhang.openness.urls"),  # openness/ for the union, public/ for everybody
    ("outreach/", "taizhang.outreach.urls"),
    ("ballots/", "taizhang.ballots.urls"),
    ("surveys/", "taizhang.surveys.urls"),
    ("statistics/", "taizhang.statistics.urls"),
    ("", "taizhang.api.urls"),  # health/ and metrics, for machines
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


urlpatterns = [
    path("accounts/", include(ACCOUNTS)),
    path("i18n/", include("django.conf.urls.i18n")),
    *[path(prefix, include(module)) for prefix, module in ROOMS],
]
