"""Addresses of the imports."""

from django.urls import path

from . import views

app_name = "intake"
urlpatterns = [
    path("", views.batch_list, name="batch_list"),
    path("take/", views.batch_take, name="batch_take"),
    path("templates/<slug:code>.xlsx", views.importer_template, name="importer_template"),
    path("<int:pk>/", views.batch_detail, name="batch_detail"),
    path("<int:pk>/columns/", views.batch_columns, name="batch_columns"),
    path("<int:pk>/run/", views.batch_run, name="batch_run"),
    path("<int:pk>/progress/", views.batch_progress, name="batch_progress"),
    path("<int:pk>/undo/", views.batch_undo, name="batch_undo"),
    path("<int:pk>/rejected.xlsx", views.batch_rejected, name="batch_rejected"),
]
