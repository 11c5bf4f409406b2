"""Annual commendation (年度表彰): persons and units are nominated, assessed, publicly announced, decided on, commended; withdrawn if need be.

Its words: round 评选表彰, category 表彰类别, nominee 推荐对象, public notice 公示, objection 异议, decision 表彰决定, certificate 荣誉证书.
Its row of the catalogue: HN-08.
"""
