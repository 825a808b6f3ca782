"""What a student could not tell apart is refused, in every language and every type."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml

from lesson_utils.checks import CONTENT_CHECKS
from lesson_utils.checks.running import run_checks

if TYPE_CHECKING:
    from pathlib import Path


def both(text: str) -> dict[str, str]:
    return {"es": text, "en": text}


def codes(lesson: Path, **fields: Any) -> list[str]:
    """Give what is wrong with the tiny lesson once its quiz has one more question."""
    (path,) = (lesson / "quizzes").glob("*.yml")
    quiz = yaml.safe_load(path.read_text("utf-8"))
    model = quiz["questions"][0]
    shared = {name: model[name] for name in ("skill", "evidence", "explanation", "hint")}
    quiz["questions"].append({"id": "twin", "prompt": both("?"), **shared, **fields})
    path.write_text(yaml.safe_dump(quiz, allow_unicode=True), encoding="utf-8")
    return [problem.code for problem in run_checks(lesson, CONTENT_CHECKS).problems]


def match(*rights: object, distractors: tuple[object, ...] = ()) -> dict[str, Any]:
    pairs = [
        {"left": both(f"left {number}"), "right": right, "feedback": both("no")}
        for number, right in enumerate(rights)
    ]
    more = {"distractors": list(distractors), "otherwise": both("no")} if distractors else {}
    return {"type": "match", "pairs": pairs, **more}


SAME = [
    (both("a"), both("a ")),
    (both("été"), both("e\u0301te\u0301")),
    (both("1 a"), both("1\u00a0a")),
    (both("a"), both("a\u200b")),
    ({"es": "uno", "en": "fisher"}, {"es": "dos", "en": "fisher"}),
]


@pytest.mark.parametrize(("one", "two"), SAME[4:])
def test_right_sides_that_one_language_cannot_tell_apart_are_told(
    tiny_lesson: Path, one: object, two: object
) -> None:
    assert codes(tiny_lesson, **match(one, two, both("c"))) == ["option-double"]


@pytest.mark.parametrize(("one", "two"), SAME[:4])
def test_right_sides_that_look_the_same_everywhere_are_one(
    tiny_lesson: Path, one: object, two: object
) -> None:
    assert codes(tiny_lesson, **match(one, two, both("c"))) == []
    from lesson_utils import open_lesson  # noqa: PLC0415 - the lesson is written by now

    lesson = open_lesson(tiny_lesson, language="en")
    table = lesson.quiz(lesson.quiz_names[0]).payload["questions"][-1]
    assert len(table["rights"]) == 2
    assert len(set(table["key"].values())) == 2


@pytest.mark.parametrize(("one", "two"), SAME)
def test_a_distractor_that_looks_like_a_right_side_is_told(
    tiny_lesson: Path, one: object, two: object
) -> None:
    assert codes(tiny_lesson, **match(one, both("c"), distractors=(two,))) == ["match-distractor"]


@pytest.mark.parametrize(("one", "two"), SAME)
def test_items_and_criteria_that_look_the_same_are_told(
    tiny_lesson: Path, one: object, two: object
) -> None:
    items = [{"text": text, "feedback": both("no")} for text in (one, two, both("c"))]
    assert codes(tiny_lesson, type="order", items=items) == ["option-double"]
