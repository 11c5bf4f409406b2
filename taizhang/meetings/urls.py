"""Addresses of the register of meetings."""

from django.urls import path

from taizhang.meetings import views

app_name = "meetings"
urlpatterns = [
    path("", views.meeting_list, name="meeting_list"),
    path("meetings.xlsx", views.meeting_export, name="meeting_export"),
    path("call/", views.meeting_call, name="meeting_call"),
    path("<int:pk>/", views.meeting_detail, name="meeting_detail"),
    path("<int:pk>/change/", views.meeting_change, name="meeting_change"),
    path("<int:pk>/attendance/", views.meeting_hold, name="meeting_hold"),
    path("<int:pk>/minutes/", views.meeting_minute, name="meeting_minute"),
    path("<int:pk>/cancel/", views.meeting_cancel, name="meeting_cancel"),
    path("<int:pk>/notice.docx", views.meeting_notice, name="meeting_notice"),
    path("<int:pk>/minutes.docx", views.meeting_minutes, name="meeting_minutes"),
    path("<int:pk>/resolve/", views.resolution_enter, name="resolution_enter"),
    path("regular/", views.regular_list, name="regular_list"),
    path("regular.xlsx", views.regular_export, name="regular_export"),
    path("resolutions/", views.resolution_list, name="resolution_list"),
    path("resolutions.xlsx", views.resolution_export, name="resolution_export"),
    path("resolutions/<int:pk>/", views.resolution_detail, name="resolution_detail"),
    path("resolutions/<int:pk>/report/", views.resolution_report, name="resolution_report"),
    path("resolutions/<int:pk>/finish/", views.resolution_finish, name="resolution_finish"),
    path("resolutions/<int:pk>/drop/", views.resolution_drop, name="resolution_drop"),
    path("resolutions/<int:pk>/assign/", views.resolution_assign, name="resolution_assign"),
    path("evidence/<str:kind>/<int:pk>/", views.evidence_add, name="evidence_add"),
    path("file/<int:pk>/", views.evidence_file, name="evidence_file"),
    path("void/<str:kind>/<int:pk>/", views.record_void, name="record_void"),
]
