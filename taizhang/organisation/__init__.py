"""Organisation: the tree of unions, and the employers and communities that have none yet.

Its words: unit 单位, union 工会, grassroots union 基层工会, employer 用人单位, founding 建会, post 职务. Its regulation: Trade Union Law,
articles 10–15 (how unions are built, approved and dissolved), and the rules on the legal person of grassroots unions.
"""
