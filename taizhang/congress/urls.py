"""The pages of the congress app."""

app_name = "congress"
urlpatterns = []
