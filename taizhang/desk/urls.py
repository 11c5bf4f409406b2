"""Pages of the desk. Home stands at the root."""

from django.urls import path

from taizhang.desk.views import accounts, dashboard, entry, figure, finding, help, home, log, mine

app_name = "desk"
urlpatterns = [
    path("", home.home, name="home"),
    path("due/", home.due, name="due"),
    path("due/count/", home.due_count, name="due_count"),
    path("units/tree/", dashboard.unit_tree, name="unit_tree"),
    path("units/<str:code>/", dashboard.dashboard, name="dashboard"),
    path("units/<str:code>/export/", dashboard.dashboard_export, name="dashboard_export"),
    path("figures/<str:code>/", figure.figure, name="figure"),
    path("figures/<str:code>/export/", figure.figure_export, name="figure_export"),
    path("search/", finding.search, name="search"),
    path("log/", log.act_log, name="act_log"),
    path("people/", accounts.account_list, name="account_list"),
    path("people/new/", accounts.account_create, name="account_create"),
    path("people/<int:pk>/", accounts.account_detail, name="account_detail"),
    path("people/<int:pk>/link/", accounts.account_reissue_link, name="account_reissue_link"),
    path("people/<int:pk>/disable/", accounts.account_disable, name="account_disable"),
    path("people/<int:pk>/appoint/", accounts.post_appoint, name="post_appoint"),
    path("posts/<int:pk>/end/", accounts.post_end, name="post_end"),
    path("welcome/<str:token>/", entry.welcome, name="welcome"),
    path("mine/", mine.mine, name="mine"),
    path("settings/", mine.settings, name="settings"),
    path("help/", help.help, name="help"),
]
