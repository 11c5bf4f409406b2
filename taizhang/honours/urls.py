"""Addresses of commendation."""

from django.urls import path

from taizhang.honours import views

app_name = "honours"
urlpatterns = [
    path("", views.round_list, name="round_list"),
    path("open/", views.round_open, name="round_open"),
    path("rounds/<int:pk>/", views.round_detail, name="round_detail"),
    path("rounds/<int:pk>/nominees.xlsx", views.round_export, name="round_export"),
    path("rounds/<int:pk>/category/", views.category_add, name="category_add"),
    path("rounds/<int:pk>/nominate/", views.nominee_nominate, name="nominee_nominate"),
    path("rounds/<int:pk>/post/", views.round_propose, name="round_propose"),
    path("rounds/<int:pk>/decide/", views.round_decide, name="round_decide"),
    path("rounds/<int:pk>/commend/", views.round_commend, name="round_commend"),
    path("rounds/<int:pk>/abandon/", views.round_abandon, name="round_abandon"),
    path("rounds/<int:pk>/notice.docx", views.round_notice, name="round_notice"),
    path("rounds/<int:pk>/decision.docx", views.round_decision, name="round_decision"),
    path("rounds/<int:pk>/certificates.docx", views.round_certificates, name="round_certificates"),
    path("given/", views.honour_list, name="honour_list"),
    path("given.xlsx", views.honour_export, name="honour_export"),
    path("nominees/<int:pk>/", views.nominee_detail, name="nominee_detail"),
    path("nominees/<int:pk>/assess/", views.nominee_assess, name="nominee_assess"),
    path("nominees/<int:pk>/object/", views.nominee_object, name="nominee_object"),
    path("nominees/<int:pk>/withdraw/", views.nominee_withdraw, name="nominee_withdraw"),
    path("objections/<int:pk>/answer/", views.objection_answer, name="objection_answer"),
    path("evidence/<str:kind>/<int:pk>/", views.evidence_add, name="evidence_add"),
    path("file/<int:pk>/", views.evidence_file, name="evidence_file"),
    path("void/<str:kind>/<int:pk>/", views.record_void, name="record_void"),
]
