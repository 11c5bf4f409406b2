"""Surveys and quizzes (问卷与测试): forms with branching, anonymous answers with one answer a person, return rates, question banks, papers, reviews.

An anonymous sheet is never a row beside its register line: see `models/answers.py` and decision 13.
"""
