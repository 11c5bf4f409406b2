"""The pages of the proposals app."""

app_name = "proposals"
urlpatterns = []
