"""What an acceptance contributes to the ledger: one line of the standard counts, marked as told by a report."""

from taizhang.kernel.ledger import Line

REPORTED = "据报告，无记录"  # the word of the ledger, in every language: filters ask for it


def check_facts(check):
    """A check is no work of the union: it counts nothing."""
    return ()


def acceptance_facts(acceptance):
    """The line that the records lacked. It counts like any other; `Record.mark` says everywhere where it comes from."""
    measure = f"work.{'reading.' if acceptance.reading else ''}{acceptance.count}"
    about = {"matter": acceptance.matter, "remark": REPORTED, "grounds": REPORTED}
    yield Line(measure, acceptance.on, acceptance.value, kind=acceptance.kind, matter=acceptance.matter, about=about)
