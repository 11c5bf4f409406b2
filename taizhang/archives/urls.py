"""Addresses of rules and archives."""

from django.urls import path

from taizhang.archives import views

app_name = "archives"
urlpatterns = [
    path("", views.regulation_list, name="regulation_list"),
    path("rules.xlsx", views.regulation_export, name="regulation_export"),
    path("draft/", views.regulation_draft, name="regulation_draft"),
    path("rules/<int:pk>/", views.regulation_detail, name="regulation_detail"),
    path("rules/<int:pk>/rewrite/", views.regulation_rewrite, name="regulation_rewrite"),
    path("rules/<int:pk>/adopt/", views.regulation_adopt, name="regulation_adopt"),
    path("rules/<int:pk>/revise/", views.regulation_revise, name="regulation_revise"),
    path("rules/<int:pk>/put-up/", views.regulation_put_up, name="regulation_put_up"),
    path("rules/<int:pk>/withdraw/", views.regulation_withdraw, name="regulation_withdraw"),
    path("rules/<int:pk>/compare/", views.regulation_compare, name="regulation_compare"),
    path("rules/<int:pk>/<int:number>.docx", views.regulation_paper, name="regulation_paper"),
    path("displays/<int:pk>/take-down/", views.display_take_down, name="display_take_down"),
    path("files/", views.dossier_list, name="dossier_list"),
    path("files.xlsx", views.dossier_export, name="dossier_export"),
    path("files.docx", views.dossier_catalogue, name="dossier_catalogue"),
    path("files/open/", views.dossier_open, name="dossier_open"),
    path("files/<int:pk>/", views.dossier_detail, name="dossier_detail"),
    path("files/<int:pk>/paper/", views.dossier_add, name="dossier_add"),
    path("files/<int:pk>/records/", views.dossier_put, name="dossier_put"),
    path("files/<int:pk>/archive/", views.dossier_close, name="dossier_close"),
    path("files/<int:pk>/index.docx", views.dossier_index, name="dossier_index"),
    path("items/<int:pk>/take-out/", views.item_take_out, name="item_take_out"),
    path("unfiled/", views.unfiled_list, name="unfiled_list"),
    path("unfiled.xlsx", views.unfiled_export, name="unfiled_export"),
    path("destruction/", views.destruction_list, name="destruction_list"),
    path("destruction/ask/", views.destruction_ask, name="destruction_ask"),
    path("destruction/<int:pk>/", views.destruction_detail, name="destruction_detail"),
    path("destruction/<int:pk>/carry-out/", views.destruction_carry_out, name="destruction_carry_out"),
    path("destruction/<int:pk>/list.docx", views.destruction_paper, name="destruction_paper"),
    path("evidence/<str:kind>/<int:pk>/", views.evidence_add, name="evidence_add"),
    path("file/<int:pk>/", views.evidence_file, name="evidence_file"),
    path("void/<str:kind>/<int:pk>/", views.record_void, name="record_void"),
]
