"""What is shown above the results: help in danger, meanings, promoted answers."""

from search.answers.finding import Answers, answers_for

__all__ = ["Answers", "answers_for"]
