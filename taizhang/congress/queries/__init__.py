"""Reads of congresses, by noun."""
