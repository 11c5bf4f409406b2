"""Statistics: tables of figures by unit, and the yearly survey of unions.

Its words: statistics table 统计表 (a saved question: which units are the rows, which indicators the columns), annual return 年报调查表 (one
union's survey of a year), declared 填报 (what the ledger cannot answer and somebody answers for, with its source), summary 汇总. Statistics
Law of 1983 as amended in 2024: figures are given truly, completely and in time (article 7), and no leader alters them (article 6).
"""
