"""A student simulated on a quiz: what a notebook's last cell runs."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from lesson_utils.content.model import Article
from lesson_utils.questions.grading import key_of, wrong_responses
from lesson_utils.questions.outcomes import Open
from lesson_utils.shown.quiz import Answer, Quiz
from lesson_utils.texts import word


class SelfCheck(msgspec.Struct, frozen=True, kw_only=True):
    """What the simulated student counted; ``failures`` names the questions that misbehaved."""

    questions: int
    keys: int
    wrong: int
    evidence: int
    failures: tuple[str, ...]

    def report(self, language: str) -> str:
        """Say in stable lines how it went, then the numbers, and each failure on its own."""
        said = word(
            language,
            "static.selfcheck.failed" if self.failures else "static.selfcheck",
            count=len(self.failures),
            questions=self.questions,
            keys=self.keys,
            wrong=self.wrong,
            evidence=self.evidence,
        )
        return "\n".join([said, *(f"✗ {failure}" for failure in self.failures)])


def check_quizzes(quizzes: Iterable[Quiz], article: Article) -> SelfCheck:
    """Answer every question of some quizzes with its key and with every wrong option.

    The key must earn the maximum, a wrong response less, and every piece of evidence must stand in
    the article where the table says.
    """
    questions = keys = wrong = evidence = 0
    failures: list[str] = []
    for quiz in quizzes:
        failures += [f"{left['id']}/?" for left in quiz.payload["omitted"]]
        for question_id in quiz.question_ids:
            table = quiz.table(question_id)
            questions += 1
            right = quiz.answer(question_id, key_of(table))
            if isinstance(right, Open) or (
                isinstance(right, Answer) and right.correct and right.score == right.maximum
            ):
                keys += 1
            else:
                failures.append(f"{question_id}/key")
            for response in wrong_responses(table):
                given = quiz.answer(question_id, response)
                if isinstance(given, Answer) and not given.correct and given.score < given.maximum:
                    wrong += 1
                else:
                    failures.append(f"{question_id}/{response}")
            for passage in table["evidence"]:
                if article.text[passage["start"] : passage["end"]] == passage["quote"]:
                    evidence += 1
                else:
                    failures.append(f"{question_id}/{passage['quote']}")
    return SelfCheck(
        questions=questions,
        keys=keys,
        wrong=wrong,
        evidence=evidence,
        failures=tuple(failures),
    )
