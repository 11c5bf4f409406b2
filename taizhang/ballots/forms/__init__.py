"""What is typed in about ballots: setting up, the electorate, sheets of paper ballots, and the ballot itself."""

from taizhang.ballots.forms import electorate, filters, setting_up, sheets, voting

__all__ = ["electorate", "filters", "setting_up", "sheets", "voting"]
