"""Who leads a union, for how long, and by which duties (机构、换届、双亮双促): bodies with posts, terms with elections, officers on display.

Catalogue OM-12 – OM-14. Its words: body 机构, post 任职, union group 工会小组, term 届, re-election 换届, extension 延期, handing over 交接,
plaque 亮牌子, identity 亮身份. Its regulation: Trade Union Law, articles 10, 11, 16 and 45; 工会基层组织选举工作条例.
"""
