"""Reports: what a union writes about its year, with every figure bound to the records behind it.

A report is drafted from a skeleton for its kind of union (工作总结 of a town, a street, a school, a company, a bank, a department),
edited with figures as chips that cannot be mistyped, frozen (固化: each figure keeps value, definition and moment of knowledge), signed by
the chair and exported as a Word file after GB/T 9704-2012 that can be checked figure by figure. Catalogue row RB-01.
"""
