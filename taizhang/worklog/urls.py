"""Addresses of the worklog; each is named like its view and its template."""

from django.urls import path

from taizhang.worklog.views import catalogue, entry, lists, parts, recording

app_name = "worklog"
urlpatterns = [
    path("", lists.entry_list, name="entry_list"),
    path("print/", lists.entry_print, name="entry_print"),
    path("export/", lists.entry_export, name="entry_export"),
    path("record/", recording.entry_record, name="entry_record"),
    path("kinds/", catalogue.kind_list, name="kind_list"),
    path("kinds/find/", recording.kind_find, name="kind_find"),
    path("evidence/<int:pk>/", lists.evidence_file, name="evidence_file"),
    path("<int:pk>/", entry.entry_detail, name="entry_detail"),
    path("<int:pk>/correct/", entry.entry_correct, name="entry_correct"),
    path("<int:pk>/void/", entry.entry_void, name="entry_void"),
    path("<int:pk>/restore/", entry.entry_restore, name="entry_restore"),
    path("<int:pk>/reverse/", entry.entry_reverse, name="entry_reverse"),
    path("<int:pk>/attach/", parts.entry_attach, name="entry_attach"),
    path("<int:pk>/withdraw/<int:evidence_pk>/", parts.entry_withdraw, name="entry_withdraw"),
    path("<int:pk>/organisers/add/", parts.organiser_add, name="organiser_add"),
    path("<int:pk>/organisers/<int:organiser_pk>/remove/", parts.organiser_remove, name="organiser_remove"),
    path("<int:pk>/participants/add/", parts.participant_add, name="participant_add"),
    path("<int:pk>/participants/<int:participant_pk>/remove/", parts.participant_remove, name="participant_remove"),
]
