"""Addresses of the organisation."""

from django.urls import path

from taizhang.organisation import views

app_name = "organisation"
urlpatterns = [
    path("", views.unit_tree, name="unit_tree"),
    path("search/", views.unit_search, name="unit_search"),
    path("list/", views.unit_list, name="unit_list"),
    path("list.xlsx", views.unit_export, name="unit_export"),
    path("found/", views.root_found, name="root_found"),
    path("<int:pk>/", views.unit_detail, name="unit_detail"),
    path("<int:pk>/branch/", views.unit_branch, name="unit_branch"),
    path("<int:pk>/found/", views.unit_found, name="unit_found"),
    path("<int:pk>/amend/", views.unit_amend, name="unit_amend"),
    path("<int:pk>/unionise/", views.unit_unionise, name="unit_unionise"),
    path("<int:pk>/headcount/", views.unit_headcount, name="unit_headcount"),
    path("<int:pk>/register/", views.unit_register, name="unit_register"),
    path("<int:pk>/dissolve/", views.unit_dissolve, name="unit_dissolve"),
    path("<int:pk>/withdraw/", views.unit_withdraw, name="unit_withdraw"),
    path("<int:pk>/appoint/", views.unit_appoint, name="unit_appoint"),
    path("<int:pk>/rules/", views.rule_list, name="rule_list"),
    path("<int:pk>/rules/set/", views.rule_set, name="rule_set"),
    path("<int:pk>/history/", views.unit_history, name="unit_history"),
    path("<int:pk>/tree-of-a-day/", views.tree_as_of, name="tree_as_of"),
    path("<int:pk>/reorganise/", views.reorganisation_choose, name="reorganisation_choose"),
    path("<int:pk>/reorganise/<slug:kind>/", views.reorganisation_draft, name="reorganisation_draft"),
    path("tiers/", views.tier_list, name="tier_list"),
    path("changes/", views.reorganisation_list, name="reorganisation_list"),
    path("changes/<int:pk>/", views.reorganisation_detail, name="reorganisation_detail"),
    path("changes/<int:pk>/ask/", views.reorganisation_ask, name="reorganisation_ask"),
    path("changes/<int:pk>/amend/", views.reorganisation_amend, name="reorganisation_amend"),
    path("changes/<int:pk>/add/", views.reorganisation_add, name="reorganisation_add"),
    path("changes/<int:pk>/call-off/", views.reorganisation_call_off, name="reorganisation_call_off"),
    path("changes/<int:pk>/carry-out/", views.reorganisation_carry_out, name="reorganisation_carry_out"),
    path("changes/<int:pk>/take-back/", views.reorganisation_undo, name="reorganisation_undo"),
    path("evidence/<slug:kind>/<int:pk>/add/", views.evidence_add, name="evidence_add"),
    path("evidence/<int:pk>/", views.evidence_file, name="evidence_file"),
    path("posts/<int:pk>/end/", views.post_end, name="post_end"),
]
