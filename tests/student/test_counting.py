"""Progress counted in the browser is progress counted in Python."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING, Any

import msgspec

from lesson_utils import open_lesson
from lesson_utils.questions.grading import key_of, wrong_responses
from lesson_utils.student.counting import counted
from lesson_utils.student.records import QuizRecord
from lesson_utils.student.tally import tally_lesson
from tests.lessons import PHARE, REPOSITORY
from tests.programs import run_node

if TYPE_CHECKING:
    from pathlib import Path

RECORDS = 60
#: A minute's worth of reading over a line that a class shares.
MOST_BYTES = 120_000


def payloads(name: Path | str) -> list[Any]:
    lesson = open_lesson(name, "fr")
    return [quiz.payload for quiz in lesson.readable_quizzes()]


def answer(table: Any, chance: random.Random) -> dict[str, Any] | None:
    """Give an entry as a browser might have kept it: right, wrong, old, hidden, half done, none."""
    kind = chance.randrange(6)
    if kind == 0:
        return None
    response = key_of(table)
    if kind in {1, 2} and (wrong := list(wrong_responses(table))):
        response = chance.choice(wrong)
    return {
        "at": chance.randrange(1000),
        "edition": "another" if kind == 3 else table["edition"],
        "response": None if kind == 4 else response,
        "draft": response if kind == 4 else None,
        "attempts": 1,
        "maximum": chance.choice([0, table["maximum"]]),
    }


def record(quizzes: list[Any], chance: random.Random) -> dict[str, Any]:
    kept = {}
    for payload in quizzes:
        entries = {table["id"]: answer(table, chance) for table in payload["questions"]}
        answers = {name: entry for name, entry in entries.items() if entry is not None}
        if payload["mode"] == "survey":  # nobody is told what an answer was worth
            answers = {name: {**entry, "maximum": 0} for name, entry in answers.items()}
        if answers and chance.random() > 0.2:
            kept[payload["quiz"]] = {"answers": answers}
    return {"format": "lesson-record", "version": 1, "lesson": "l", "seed": "s", "quizzes": kept}


def in_python(quizzes: list[Any], kept: dict[str, Any]) -> dict[str, Any]:
    """Count scored questions alone: those that could earn something."""
    scored = [{**p, "questions": [t for t in p["questions"] if t["maximum"]]} for p in quizzes]
    records = msgspec.convert(kept["quizzes"], dict[str, QuizRecord])
    rows = tally_lesson(scored, records)
    found = {}
    for group in rows:
        for row in group:
            fields = (row["answered"], row["questions"], row["points"], row["maximum"])
            if row["questions"]:
                found[row["id"]] = list(fields)
    return found


def test_both_count_the_same_of_any_record(tmp_path: Path) -> None:
    chance = random.Random(11)  # noqa: S311 - the same records each time
    quizzes = payloads(PHARE) + payloads("minusma")
    quizzes.append({**quizzes[0], "quiz": "survey", "mode": "survey"})
    kept = [record(quizzes, chance) for _ in range(RECORDS)]
    payload = counted(quizzes, "l", "fr", tmp_path)
    (tmp_path / "all.json").write_text(json.dumps([payload["quizzes"], kept]), encoding="utf-8")
    code = f"""
      import {{ readFileSync }} from "node:fs";
      import "./tests/js/types.mjs";
      import {{ standing }} from "./src/lesson_utils/student/standing.js";
      const [quizzes, kept] = JSON.parse(readFileSync({json.dumps(str(tmp_path / "all.json"))}));
      const row = (one) => [one.answered, one.graded, one.points, one.maximum];
      console.log(JSON.stringify(kept.map((record) => {{
        const {{ quizzes: byQuiz, skills }} = standing(quizzes, record);
        const counted = [...byQuiz, ...skills].filter(({{ graded }}) => graded);
        return Object.fromEntries(counted.map((one) => [one.id, row(one)]));
      }})));
    """
    done = run_node("--input-type=module", "-e", code)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [in_python(quizzes, each) for each in kept]


def test_each_quiz_leads_to_its_notebook() -> None:
    payload = counted(payloads("minusma"), "minusma", "fr", REPOSITORY / "notebooks" / "fr")
    where = {quiz["id"]: quiz["notebook"] for quiz in payload["quizzes"]}
    assert where["accueil"] == "00_accueil.ipynb"
    assert where["contexte"] == "02_contexte.ipynb"
    assert where["mots"] == where["nombres"] == "05_synthese.ipynb"


def test_elsewhere_no_quiz_has_a_notebook(tmp_path: Path) -> None:
    (tmp_path / "odd.ipynb").write_bytes(b"\xff")
    payload = counted(payloads(PHARE), "phare", "en", tmp_path)
    assert {quiz["notebook"] for quiz in payload["quizzes"]} == {""}


def test_only_what_grades_travels() -> None:
    quizzes = payloads("minusma")
    text = json.dumps(counted(quizzes, "minusma", "fr", REPOSITORY), ensure_ascii=False)
    assert len(text.encode()) < MOST_BYTES
    for payload in quizzes:
        for table in payload["questions"]:
            assert table["prompt"] not in text or table["prompt"] in json.dumps(
                [
                    t.get("items") or t.get("lefts") or t.get("options")
                    for t in payload["questions"]
                ],
                ensure_ascii=False,
            )
            assert table["explanation"] not in text


def test_a_key_stays_whole_whatever_an_author_calls_its_parts(tmp_path: Path) -> None:
    names = ("evidence", "explanation", "feedback", "hint", "model", "prompt")
    key = dict.fromkeys(names, "a")
    table = {"id": "q", "prompt": "?", "hint": "!", "key": key}
    quiz: Any = {"quiz": "q", "title": "Q", "mode": "practice", "questions": [table]}
    [slim] = counted([quiz], "l", "fr", tmp_path)["quizzes"][0]["tables"]
    assert slim == {"id": "q", "key": key}
