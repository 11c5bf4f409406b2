"""The only writers of mutual aid, by subject."""

from taizhang.mutualaid.actions import claims, enrolments, health, leave, payments, products

__all__ = ["claims", "enrolments", "health", "leave", "payments", "products"]
