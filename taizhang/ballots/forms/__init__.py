"""What is typed in about ballots: setting up, the electorate, sheets of paper ballots, and the ballot itself."""

from taizhang.ballots.forms import electorate, filters, outside, setting_up, sheets, voting

__all__ = ["electorate", "filters", "outside", "setting_up", "sheets", "voting"]
