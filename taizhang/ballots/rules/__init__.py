"""Rules of ballots: pure functions over whole numbers."""

from taizhang.ballots.rules import counting, life, sheets, slips, strokes, thresholds

__all__ = ["counting", "life", "sheets", "slips", "strokes", "thresholds"]
