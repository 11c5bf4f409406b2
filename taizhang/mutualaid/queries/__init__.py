"""Reads of mutual aid, by subject."""

from taizhang.mutualaid.queries import claims, due, enrolments, health, leave, own, products, solvency

__all__ = ["claims", "due", "enrolments", "health", "leave", "own", "products", "solvency"]
