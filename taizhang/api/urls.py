"""Addresses for machines, and the pages of their tokens."""

from django.urls import path, re_path

from taizhang.api import views
from taizhang.api.resources import addresses

app_name = "api"
urlpatterns = [
    path("health/", views.health, name="health"),
    path("health/live/", views.live, name="live"),
    path("metrics", views.metrics, name="metrics"),
    path("tokens/", views.token_list, name="token_list"),
    path("tokens/new/", views.token_make, name="token_make"),
    path("tokens/<int:pk>/", views.token_detail, name="token_detail"),
    path("tokens/<int:pk>/revoke/", views.token_revoke, name="token_revoke"),
    path("api/openapi.json", views.openapi, name="openapi"),
    path("api/docs/", views.reference, name="reference"),
    *addresses("api/"),
    re_path(r"^api/(?P<rest>.*)$", views.nowhere, name="nowhere"),
]
