"""Reads of outreach, by noun."""
