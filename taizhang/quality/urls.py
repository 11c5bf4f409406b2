"""Addresses of data quality."""

from django.urls import path

from taizhang.quality import views

app_name = "quality"
urlpatterns = [
    path("", views.home, name="home"),
    path("check/", views.unit_check, name="unit_check"),
    path("findings/", views.finding_list, name="finding_list"),
    path("findings/list.xlsx", views.finding_export, name="finding_export"),
    path("findings/<int:pk>/", views.finding_detail, name="finding_detail"),
    path("findings/<int:pk>/explain/", views.finding_explain, name="finding_explain"),
    path("findings/<int:pk>/reopen/", views.finding_reopen, name="finding_reopen"),
    path("months/", views.month_list, name="month_list"),
    path("months/list.xlsx", views.month_export, name="month_export"),
    path("excuses/", views.excuse_list, name="excuse_list"),
    path("excuses/new/", views.excuse_create, name="excuse_create"),
    path("excuses/<int:pk>/end/", views.excuse_end, name="excuse_end"),
]
