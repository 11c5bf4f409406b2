"""What the regulation on openness allows. No table, no clock: days, figures and records are handed in."""

from taizhang.kernel.steps import may_happen_on, needs_reason, needs_words, not_before

__all__ = ["may_happen_on", "needs_reason", "needs_words", "not_before"]
