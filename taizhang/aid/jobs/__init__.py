"""What aid does by itself, by noun."""

from taizhang.aid.jobs.households import empty_lapsed_files, see_who_was_aided
from taizhang.aid.jobs.notices import end_notices

FILE_JOBS = (see_who_was_aided, empty_lapsed_files, end_notices)

__all__ = ["FILE_JOBS"]
