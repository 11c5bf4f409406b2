"""What regulation and charter allow at a congress: pure verdicts."""

from taizhang.congress.rules import composition, congress, delegate, regime, session, vote

__all__ = ["composition", "congress", "delegate", "regime", "session", "vote"]
