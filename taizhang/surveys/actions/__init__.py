"""The only writers of surveys, quizzes and reviews."""

from taizhang.surveys.actions import answering, items, quizzes, reviews, surveys

__all__ = ["answering", "items", "quizzes", "reviews", "surveys"]
