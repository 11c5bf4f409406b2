"""Workbooks of care and benefits: events in members' lives, donations, lists of recipients."""

from taizhang.welfare.imports.donations import DONATIONS
from taizhang.welfare.imports.events import EVENTS
from taizhang.welfare.imports.recipients import RECIPIENTS

IMPORTERS = (EVENTS, DONATIONS, RECIPIENTS)
