"""The pages of aid."""

from django.urls import URLPattern, path

from taizhang.aid.views import households, own, surveys

app_name = "aid"

FILES = [
    path("files/", households.household_list, name="household_list"),
    path("files/roster.xlsx", households.household_export, name="household_export"),
    path("files/roster-in-full/", households.household_export_full, name="household_export_full"),
    path("files/open/", households.household_open, name="household_open"),
    path("files/<int:pk>/", households.household_detail, name="household_detail"),
    path("files/<int:pk>/family/", households.household_family, name="household_family"),
    path("files/<int:pk>/means/", households.household_means, name="household_means"),
    path("files/<int:pk>/papers/", households.household_papers, name="household_papers"),
    path("files/<int:pk>/aid/", households.household_aid, name="household_aid"),
    path("files/<int:pk>/own/", households.household_own, name="household_own"),
    path("files/<int:pk>/log/", households.household_log, name="household_log"),
    path("files/<int:pk>/correct/", households.household_correct, name="household_correct"),
    path("files/<int:pk>/family/add/", households.member_keep, name="member_keep"),
    path("files/<int:pk>/family/<int:member>/", households.member_change, name="member_change"),
    path("files/<int:pk>/family/<int:member>/leave/", households.member_leave, name="member_leave"),
    path("files/<int:pk>/assess/", households.household_assess, name="household_assess"),
    path("files/<int:pk>/verify/", households.household_verify, name="household_verify"),
    path("files/<int:pk>/file/", households.household_file, name="household_file"),
    path("files/<int:pk>/decline/", households.household_decline, name="household_decline"),
    path("files/<int:pk>/remove/", households.household_remove, name="household_remove"),
    path("files/<int:pk>/withdraw/", households.household_withdraw, name="household_withdraw"),
    path("files/<int:pk>/consent/", households.consent_take, name="consent_take"),
    path("files/<int:pk>/consent/<int:consent>/withdraw/", households.consent_withdraw, name="consent_withdraw"),
    path("files/<int:pk>/papers/add/", households.paper_attach, name="paper_attach"),
    path("files/<int:pk>/papers/<int:paper>/", households.paper_open, name="paper_open"),
    path("files/<int:pk>/papers/<int:paper>/withdraw/", households.paper_withdraw, name="paper_withdraw"),
    path("files/<int:pk>/reveal/", households.household_reveal, name="household_reveal"),
    path("files/<int:pk>/print/", households.household_print, name="household_print"),
    path("files/<int:pk>/empty/", households.household_empty, name="household_empty"),
    path("files/<int:pk>/sheet/", own.household_sheet, name="household_sheet"),
    path("files/<int:pk>/request/", own.request_take, name="request_take"),
    path("files/<int:pk>/link/", own.link_issue, name="link_issue"),
    path("requests/<int:pk>/answer/", own.request_answer, name="request_answer"),
    path("own/<int:pk>/<str:token>/", own.own_open, name="own_open"),
    path("own/", own.own_page, name="own_page"),
    path("own/copy.json", own.own_copy, name="own_copy"),
    path("own/request/", own.own_request, name="own_request"),
    path("lines/", households.line_list, name="line_list"),
    path("lines/set/", households.line_set, name="line_set"),
    path("surveys/", surveys.survey_list, name="survey_list"),
    path("surveys/launch/", surveys.survey_launch, name="survey_launch"),
    path("surveys/<int:pk>/", surveys.survey_detail, name="survey_detail"),
    path("surveys/<int:pk>/counts.xlsx", surveys.survey_export, name="survey_export"),
    path("surveys/<int:pk>/close/", surveys.survey_close, name="survey_close"),
    path("surveys/returns/<int:pk>/", surveys.survey_return, name="survey_return"),
    path("surveys/returns/<int:pk>/send/", surveys.return_send, name="return_send"),
    path("surveys/returns/<int:pk>/report/", surveys.finding_report, name="finding_report"),
    path("surveys/findings/<int:pk>/verify/", surveys.finding_verify, name="finding_verify"),
    path("surveys/findings/<int:pk>/file/", surveys.finding_file, name="finding_file"),
    path("surveys/findings/<int:pk>/withdraw/", surveys.finding_withdraw, name="finding_withdraw"),
]

urlpatterns: list[URLPattern] = [*FILES]
