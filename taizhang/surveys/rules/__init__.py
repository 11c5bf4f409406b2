"""What surveys, quizzes and reviews allow, and how they count. Nothing here touches the database or the clock."""

from taizhang.surveys.rules import answering, box, branching, counting, life, reviewing, scoring

__all__ = ["answering", "box", "branching", "counting", "life", "reviewing", "scoring"]
