"""Addresses of congresses, delegates and sessions."""

urlpatterns: list = []
