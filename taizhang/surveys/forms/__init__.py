"""The shape of what is typed in about surveys, tests and reviews."""

from taizhang.surveys.forms import answers, fields, quizzes, reviews, surveys

__all__ = ["answers", "fields", "quizzes", "reviews", "surveys"]
