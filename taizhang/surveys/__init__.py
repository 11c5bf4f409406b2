"""Surveys and quizzes (问卷与测试): forms with branching, anonymous answers with one answer a person, return rates, statistics, question banks and papers."""
