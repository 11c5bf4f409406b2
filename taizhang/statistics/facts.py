"""What statistics say to the ledger."""


def no_lines(record):
    """A table is a question; it counts nothing."""
    return ()
