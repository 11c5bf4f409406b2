"""Members: who belongs to which union, since when and how.

Its words: person 人, membership 会籍, in membership 在会, kept membership 保留会籍, transfer 会员关系接转. Its regulation: Trade Union Law
article 3, the Constitution of the unions (joining and leaving) and the rules on membership of 2016: where the work is, there is the
membership; joined once, then carried along.
"""
