"""The checker (核对): reads a narrative work report and says which of its figures hold.

`reading/` finds every figure in a text, `judging/` tests the figures against each other, against the ledger and against last year's
report; both are pure enough to serve the command line without a database of records. This package keeps the check, shows it, lets an
officer confirm what a phrase means (learned for that union) and accept a figure into the ledger as told by a report, not by records.
"""
