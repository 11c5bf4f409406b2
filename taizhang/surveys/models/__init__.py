"""The tables of surveys, quizzes and reviews."""

from taizhang.surveys.models.answers import Box, NamedAnswer, Respondent
from taizhang.surveys.models.quiz import Attempt, Entrant, Item, Paper, PaperItem
from taizhang.surveys.models.review import Appraisal, Candidate, Review, Reviewed
from taizhang.surveys.models.survey import Question, Survey

__all__ = [
    "Appraisal",
    "Attempt",
    "Box",
    "Candidate",
    "Entrant",
    "Item",
    "NamedAnswer",
    "Paper",
    "PaperItem",
    "Question",
    "Respondent",
    "Review",
    "Reviewed",
    "Survey",
]
