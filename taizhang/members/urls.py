"""Addresses of the register of members."""

from django.urls import path

from taizhang.members import views

app_name = "members"
urlpatterns = [
    path("", views.membership_list, name="membership_list"),
    path("register.xlsx", views.membership_export, name="membership_export"),
    path("roster/", views.membership_roster, name="membership_roster"),
    path("join/", views.membership_join, name="membership_join"),
    path("arrivals/", views.arrival_list, name="arrival_list"),
    path("duplicates/", views.duplicate_list, name="duplicate_list"),
    path("duplicates/<int:pk>/<int:other>/", views.duplicate_decide, name="duplicate_decide"),
    path("<int:pk>/", views.membership_detail, name="membership_detail"),
    path("<int:pk>/leave/", views.membership_leave, name="membership_leave"),
    path("<int:pk>/keep/", views.membership_keep, name="membership_keep"),
    path("<int:pk>/restore/", views.membership_restore, name="membership_restore"),
    path("<int:pk>/release/", views.membership_release, name="membership_release"),
    path("<int:pk>/recall/", views.membership_recall, name="membership_recall"),
    path("<int:pk>/receive/", views.membership_receive, name="membership_receive"),
    path("<int:pk>/transfer/", views.membership_transfer, name="membership_transfer"),
    path("<int:pk>/correct/", views.membership_correct, name="membership_correct"),
    path("<int:pk>/withdraw/", views.membership_withdraw, name="membership_withdraw"),
    path("own/", views.own_page, name="own_page"),
    path("own/<int:pk>/<str:token>/", views.own_open, name="own_open"),
    path("<int:pk>/link/", views.membership_link, name="membership_link"),
    path("<int:pk>/reveal/", views.membership_reveal, name="membership_reveal"),
]
