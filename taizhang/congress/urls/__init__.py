"""The pages of the congress app."""

from taizhang.congress.urls import sessions

app_name = "congress"
urlpatterns = [*sessions.urlpatterns]
