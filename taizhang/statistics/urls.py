"""Addresses of statistics."""

from django.urls import path

from taizhang.statistics.views import returns, tables

app_name = "statistics"
urlpatterns = [
    path("", tables.table_list, name="table_list"),
    path("define/", tables.table_define, name="table_define"),
    path("<int:pk>/", tables.table_detail, name="table_detail"),
    path("<int:pk>/table.xlsx", tables.table_export, name="table_export"),
    path("<int:pk>/change/", tables.table_change, name="table_change"),
    path("<int:pk>/copy/", tables.table_copy, name="table_copy"),
    path("<int:pk>/void/", tables.table_void, name="table_void"),
    path("<int:pk>/columns/", tables.table_columns, name="table_columns"),
    path("<int:pk>/columns/move/", tables.column_move, name="column_move"),
    path("<int:pk>/columns/remove/", tables.column_remove, name="column_remove"),
    path("survey/", returns.return_list, name="return_list"),
    path("survey/begin/", returns.return_begin, name="return_begin"),
    path("survey/summary/", returns.return_summary, name="return_summary"),
    path("survey/summary.xlsx", returns.return_summary_export, name="return_summary_export"),
    path("survey/summary/<str:line>/", returns.return_compare, name="return_compare"),
    path("survey/<int:pk>/", returns.return_detail, name="return_detail"),
    path("survey/<int:pk>/fill/", returns.return_fill, name="return_fill"),
    path("survey/<int:pk>/import/", returns.return_import, name="return_import"),
    path("survey/<int:pk>/submit/", returns.return_submit, name="return_submit"),
    path("survey/<int:pk>/void/", returns.return_void, name="return_void"),
    path("survey/<int:pk>/return.xlsx", returns.return_export, name="return_export"),
]
