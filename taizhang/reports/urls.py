"""Addresses of the reports."""

from django.urls import path

from taizhang.reports import views

app_name = "reports"
urlpatterns = [
    path("", views.report_list, name="report_list"),
    path("new/", views.report_create, name="report_create"),
    path("verify/", views.report_verify, name="report_verify"),
    path("<int:pk>/", views.report_detail, name="report_detail"),
    path("<int:pk>/save/", views.report_save, name="report_save"),
    path("<int:pk>/text/", views.report_text, name="report_text"),
    path("<int:pk>/figures/<str:key>/", views.report_figure, name="report_figure"),
    path("<int:pk>/insert/", views.report_insert, name="report_insert"),
    path("<int:pk>/sentences/", views.report_sentences, name="report_sentences"),
    path("<int:pk>/drift/", views.report_drift, name="report_drift"),
    path("<int:pk>/freeze/", views.report_freeze, name="report_freeze"),
    path("<int:pk>/sign/", views.report_sign, name="report_sign"),
    path("<int:pk>/reopen/", views.report_reopen, name="report_reopen"),
    path("<int:pk>/withdraw/", views.report_withdraw, name="report_withdraw"),
    path("<int:pk>/discard/", views.report_discard, name="report_discard"),
    path("<int:pk>/export/", views.report_export, name="report_export"),
]
