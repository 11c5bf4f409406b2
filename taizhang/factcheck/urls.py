"""The pages of factcheck."""

from django.urls import URLPattern

app_name = "factcheck"

urlpatterns: list[URLPattern] = []
