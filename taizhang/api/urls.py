"""Addresses for machines."""

from django.urls import path

from taizhang.api import views

app_name = "api"
urlpatterns = [
    path("health/", views.health, name="health"),
    path("health/live/", views.live, name="live"),
    path("metrics", views.metrics, name="metrics"),
]
