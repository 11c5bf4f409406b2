"""Reads of mutual aid, by subject."""

from taizhang.mutualaid.queries import claims, enrolments, products

__all__ = ["claims", "enrolments", "products"]
