"""Papers of a ballot for the printer, in Chinese as the rules lay down."""

from taizhang.ballots.papers import elections
from taizhang.ballots.papers.votes import ballot_paper, count_sheet, how_to_mark, result_notice

__all__ = ["ballot_paper", "count_sheet", "elections", "how_to_mark", "result_notice"]
