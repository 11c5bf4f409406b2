"""Reads of surveys, quizzes and reviews."""

from taizhang.surveys.queries import doors, due, own, patterns, quizzes, reviews, surveys

__all__ = ["doors", "due", "own", "patterns", "quizzes", "reviews", "surveys"]
