"""The pages of factcheck; each is named like its view and its template."""

from django.urls import path

from taizhang.factcheck.views import checks, claims, exports

app_name = "factcheck"
urlpatterns = [
    path("", checks.check_list, name="check_list"),
    path("new/", checks.check_create, name="check_create"),
    path("meanings/", claims.meaning_list, name="meaning_list"),
    path("meanings/<int:pk>/forget/", claims.meaning_forget, name="meaning_forget"),
    path("accepted/", claims.acceptance_list, name="acceptance_list"),
    path("accepted/<int:pk>/", claims.acceptance_detail, name="acceptance_detail"),
    path("accepted/<int:pk>/withdraw/", claims.acceptance_withdraw, name="acceptance_withdraw"),
    path("<int:pk>/", checks.check_detail, name="check_detail"),
    path("<int:pk>/progress/", checks.check_progress, name="check_progress"),
    path("<int:pk>/recheck/", checks.check_recheck, name="check_recheck"),
    path("<int:pk>/discard/", checks.check_discard, name="check_discard"),
    path("<int:pk>/restore/", checks.check_restore, name="check_restore"),
    path("<int:pk>/word/", exports.check_word, name="check_word"),
    path("<int:pk>/sheet/", exports.check_sheet, name="check_sheet"),
    path("<int:pk>/file/", exports.check_file, name="check_file"),
    path("<int:pk>/claims/<slug:claim>/", claims.claim_detail, name="claim_detail"),
    path("<int:pk>/claims/<slug:claim>/learn/", claims.claim_learn, name="claim_learn"),
    path("<int:pk>/claims/<slug:claim>/accept/", claims.claim_accept, name="claim_accept"),
]
