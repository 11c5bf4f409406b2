"""What the terms and the by-laws allow, and how a claim is settled."""

from taizhang.mutualaid.rules import claim, enrolment, health, leave, product, sentences, settlement

__all__ = ["claim", "enrolment", "health", "leave", "product", "sentences", "settlement"]
