"""Data quality: what does not agree, what stands out, what is missing, and who puts it right by when.

Its words: finding 数据问题, relation 校验关系, outlier 离群值, told twice 重复记账, silent 未记账, excused 免记. Its regulation: Statistics Law,
articles 24 and 25 (original records, and who answers for them being true, exact and complete); thresholds are keys `quality.…` of the rulebook.
"""
