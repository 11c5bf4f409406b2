"""Addresses of the work with retirees."""

from django.urls import path

from taizhang.retirees import views

app_name = "retirees"
urlpatterns = [
    path("", views.retiree_list, name="retiree_list"),
    path("register.xlsx", views.retiree_export, name="retiree_export"),
    path("register/", views.retiree_register, name="retiree_register"),
    path("take-over/", views.retiree_take_over, name="retiree_take_over"),
    path("evidence/<str:kind>/<int:pk>/add/", views.evidence_add, name="evidence_add"),
    path("evidence/<int:pk>/", views.evidence_file, name="evidence_file"),
    path("void/<str:kind>/<int:pk>/", views.record_void, name="record_void"),
    path("<int:pk>/", views.retiree_detail, name="retiree_detail"),
    path("<int:pk>/change/", views.retiree_change, name="retiree_change"),
    path("<int:pk>/visit/", views.retiree_visit, name="retiree_visit"),
    path("<int:pk>/leave/", views.retiree_leave, name="retiree_leave"),
    path("<int:pk>/reveal/", views.retiree_reveal, name="retiree_reveal"),
    path("groups/", views.group_list, name="group_list"),
    path("groups/found/", views.group_found, name="group_found"),
    path("groups/<int:pk>/", views.group_detail, name="group_detail"),
    path("groups/<int:pk>/hand-over/", views.group_hand_over, name="group_hand_over"),
    path("milestones/", views.celebration_list, name="celebration_list"),
    path("milestones/list.xlsx", views.celebration_export, name="celebration_export"),
    path("milestones/make/", views.celebration_make, name="celebration_make"),
    path("milestones/<int:pk>/celebrate/", views.celebration_celebrate, name="celebration_celebrate"),
    path("milestones/<int:pk>/skip/", views.celebration_skip, name="celebration_skip"),
]
