"""The pages of mutualaid."""

from django.urls import URLPattern

app_name = "mutualaid"

urlpatterns: list[URLPattern] = []
