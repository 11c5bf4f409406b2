"""Reads about care and benefits that pages, actions and imports share."""
