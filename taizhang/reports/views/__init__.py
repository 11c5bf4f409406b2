"""Pages of the reports."""

from taizhang.reports.views.checking import report_verify
from taizhang.reports.views.editor import report_figure, report_insert, report_save, report_sentences, report_text
from taizhang.reports.views.life import (
    report_create,
    report_discard,
    report_export,
    report_freeze,
    report_reopen,
    report_sign,
    report_withdraw,
)
from taizhang.reports.views.reading import report_detail, report_drift, report_list

__all__ = [
    "report_create",
    "report_detail",
    "report_discard",
    "report_drift",
    "report_export",
    "report_figure",
    "report_freeze",
    "report_insert",
    "report_list",
    "report_reopen",
    "report_save",
    "report_sentences",
    "report_sign",
    "report_text",
    "report_verify",
    "report_withdraw",
]
