"""The pages of the ballots app."""

app_name = "ballots"
urlpatterns = []
