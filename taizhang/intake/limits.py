"""How large a workbook may be, and the sentences for one that is larger, locked, broken or something else."""

from django.utils.translation import gettext as _

MEGABYTE = 1024 * 1024
FILE_SIZE = 30 * MEGABYTE
UNPACKED_SIZE = 300 * MEGABYTE
RATIO = 250
RATIO_COUNTS_FROM = 5 * MEGABYTE
PACKED_FILES = 2_000
ROWS = 300_000
COLUMNS = 300
CELLS = 6_000_000
SHEETS = 60
TEXT_LENGTH = 32_767


class Unreadable(Exception):
    """A file that cannot be read as a workbook; its text is the sentence for the user."""


def too_large(size):
    """The file itself is too large."""
    return Unreadable(
        _("The file is %(size)d MB large; at most %(limit)d MB can be read. Please split it.")
        % {"size": size // MEGABYTE + 1, "limit": FILE_SIZE // MEGABYTE}
    )


def unpacks_too_large():
    """A small file that unpacks to something huge."""
    return Unreadable(
        _(
            "The file unpacks to an unreasonable size and was not opened. Please save the workbook again, "
            "with only the table in it."
        )
    )


def too_many_rows(sheet):
    """More rows than we read."""
    return Unreadable(
        _("Sheet “%(sheet)s” reaches beyond %(limit)d rows. Please split it, or delete the empty rows below the table.")
        % {"sheet": sheet, "limit": ROWS}
    )


def too_many_columns(sheet):
    """More columns than we read."""
    return Unreadable(
        _("Sheet “%(sheet)s” reaches beyond %(limit)d columns. Please delete the columns beside the table.")
        % {"sheet": sheet, "limit": COLUMNS}
    )


def too_many_sheets():
    """More sheets than we read."""
    return Unreadable(
        _("The workbook has more than %(limit)d sheets. Please keep only those to be imported.") % {"limit": SHEETS}
    )


def locked():
    """Protected by a password."""
    return Unreadable(_("The workbook is protected by a password. Please save it without one and try again."))


def broken():
    """Cut off or damaged."""
    return Unreadable(
        _("The workbook is damaged and cannot be read. Please open it in Excel or WPS, save it again and retry.")
    )


def empty():
    """Nothing in it."""
    return Unreadable(_("The file is empty."))


def wrong_kind(what):
    """Something else than a table."""
    return Unreadable(
        _("This is %(what)s, not a workbook. Files ending in .xlsx, .xls, .ods, .csv or .tsv can be read.")
        % {"what": what}
    )


def wrong_encoding():
    """Text in an encoding that we cannot tell."""
    return Unreadable(
        _(
            "The characters of this text file cannot be read: it is neither UTF-8 nor GB18030. "
            "Please save it as .xlsx, or as CSV in UTF-8."
        )
    )
