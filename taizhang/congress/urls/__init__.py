"""The pages of the congress app."""

from taizhang.congress.urls import following, sessions

app_name = "congress"
urlpatterns = [*sessions.urlpatterns, *following.urlpatterns]
