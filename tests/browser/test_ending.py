"""What stands at the end of a quiz: what is left, what came of it, what to look at again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from lesson_utils import open_lesson
from tests.browser.bare import bare, quiz_view
from tests.browser.quizzes import ALL, RIGHT, WRONG, answer, question, tables, words
from tests.lessons import PHARE, SCORED

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

#: The numbers of the questions that earn points, and that of the open one.
NUMBERS = {kind: number for number, kind in enumerate(tables(), start=1)}
OPEN = f"question {NUMBERS['reflect']}"


def view(mode: str) -> dict[str, Any]:
    """Give a quiz with a question of every type, the last of them open."""
    return quiz_view({**open_lesson(PHARE, language="fr").quiz("tout").payload, "mode": mode})


def test_what_came_of_a_quiz_is_told_before_its_open_question_is_answered(browser: Browser) -> None:
    with bare(browser, [view("practice")]) as page:
        quiz = page.locator(".lesson-quiz")
        end = quiz.locator(".ending")
        for kind in SCORED:
            expect(quiz.locator(".ending.done")).to_have_count(0)
            answer(quiz, kind, (WRONG if kind == "single" else RIGHT)[kind])
        expect(quiz.locator(".ending.done .verdict")).to_contain_text(
            f"{ALL - 1} réponses justes sur {ALL}"
        )
        assert "Quiz terminé" not in end.inner_text()
        assert [way.inner_text() for way in end.locator("button").all()] == [
            "question 1",
            OPEN,
        ]
        end.get_by_role("button", name=OPEN).click()
        expect(question(quiz, "reflect")).to_be_focused()
        answer(quiz, "reflect", RIGHT["reflect"])
        expect(end.locator(".verdict")).to_contain_text("Quiz terminé")
        expect(end.get_by_role("button")).to_have_count(1)


def test_a_check_that_is_finished_sends_nobody_to_questions_that_take_no_answer(
    browser: Browser,
) -> None:
    with bare(browser, [view("check")]) as page:
        quiz = page.locator(".lesson-quiz")
        end = quiz.locator(".ending")
        answer(quiz, "single", RIGHT["single"])
        expect(end.get_by_role("button")).to_have_text(["question 2"])
        quiz.get_by_role("button", name=words("ui.quiz.finish")).click()
        expect(quiz.locator(".ending.done .verdict")).to_contain_text(f"1 réponse juste sur {ALL}")
        assert words("ui.ending.left") not in end.inner_text()
        _, *left = [f"question {number}" for kind, number in NUMBERS.items() if kind in SCORED]
        expect(end.get_by_role("button")).to_have_text(left)
        quiz.get_by_role("button", name=words("ui.quiz.again")).click()
        expect(quiz.locator(".ending.done")).to_have_count(0)
        expect(end.get_by_role("button")).to_have_text(["question 2"])


def test_a_survey_thanks_for_all_answers_and_judges_none(browser: Browser) -> None:
    with bare(browser, [view("survey")]) as page:
        quiz = page.locator(".lesson-quiz")
        for kind, given in RIGHT.items():
            expect(quiz.locator(".ending.done")).to_have_count(0)
            answer(quiz, kind, given)
        expect(quiz.locator(".ending.done")).to_have_text(words("ui.ending.given"))
