"""The demonstration: a federation in five levels with three years of work, made up from a seed and brought in through
the same doors as real work.

Nothing here is about anybody. Persons are synthetic in the way of the sample `shimen`: names are drawn, identity
numbers carry sequence numbers 900 to 995 (hardly ever issued) in area codes that were never given out, telephones
stand in the series 1540000xxxx. The county of Shimen holds the sample town of Chuyang and nothing else, so that its
known figures stay exact.
"""
