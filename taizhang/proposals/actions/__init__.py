"""The only writers of proposals and suggestions."""

from taizhang.proposals.actions import appraisal, handling, life, rounds, screening, suggestions

__all__ = ["appraisal", "handling", "life", "rounds", "screening", "suggestions"]
