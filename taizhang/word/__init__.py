"""The paper: a report as GB/T 9704 asks for it, in Word, with every figure in a box of its own.

Nothing here knows Django or the ledger. `document` says what a paper is made of, `markup` and `styles` write it, `package` puts it
into a file whose bytes depend on nothing but the paper, `reading` takes a file apart again and `checking` says what was changed by hand.
"""
