"""The pages of the openness app."""

app_name = "openness"
urlpatterns = []
