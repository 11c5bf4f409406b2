"""The only writers of mutual aid, by subject."""

from taizhang.mutualaid.actions import claims, enrolments, payments, products

__all__ = ["claims", "enrolments", "payments", "products"]
