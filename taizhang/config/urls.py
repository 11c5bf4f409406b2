"""Every page of the house, by app; the desk stands at the root because it is home."""

from importlib.util import find_spec

from django.urls import include, path

ROOMS = (
    ("organisation/", "taizhang.organisation.urls"),
    ("members/", "taizhang.members.urls"),
    ("worklog/", "taizhang.worklog.urls"),
    ("intake/", "taizhang.intake.urls"),
    ("reports/", "taizhang.reports.urls"),
    ("", "taizhang.desk.urls"),
)


def exists(module):
    """While the house is being built, a room may still be missing."""
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False


urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    *[path(prefix, include(module)) for prefix, module in ROOMS if exists(module)],
]
