"""Strict nbval means something: whatever is changed in a lesson, it or `lesson check` says so."""

from __future__ import annotations

import base64
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import nbformat
import pytest
import yaml
from click.testing import CliRunner
from nbformat.v4 import new_code_cell, new_notebook

from lesson_utils.cli import main
from lesson_utils.notebooks.running import run
from lesson_utils.questions import TYPES
from tests.lessons import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Mutation = tuple[str, "Callable[[Any], None]", str]


def first(questions: list[dict[str, Any]], kind: str) -> dict[str, Any]:
    return next(question for question in questions if question["type"] == kind)


def other(text: str) -> str:
    """Change a text by as little as a reader would notice."""
    return text[:-2] + "…" + text[-1]


def set_text(holder: dict[str, Any], field: str) -> None:
    value = holder[field]
    holder[field] = other(value) if isinstance(value, str) else {**value, "fr": other(value["fr"])}


def prompt(quiz: Any) -> None:
    set_text(quiz["questions"][0], "prompt")


def option(quiz: Any) -> None:
    set_text(first(quiz["questions"], "single")["options"][1], "text")


def key(quiz: Any) -> None:
    options = first(quiz["questions"], "single")["options"]
    right = next(option for option in options if option.get("correct"))
    wrong = next(option for option in options if not option.get("correct"))
    del right["correct"]
    wrong["correct"] = True


def multiple_key(quiz: Any) -> None:
    options = first(quiz["questions"], "multiple")["options"]
    next(option for option in options if not option.get("correct"))["correct"] = True


def truefalse_key(quiz: Any) -> None:
    question = first(quiz["questions"], "truefalse")
    question["answer"] = "wrong" if question["answer"] != "wrong" else "right"


def order_key(quiz: Any) -> None:
    items = first(quiz["questions"], "order")["items"]
    items[0], items[1] = items[1], items[0]


def match_key(quiz: Any) -> None:
    pairs = first(quiz["questions"], "match")["pairs"]
    pairs[0]["right"], pairs[1]["right"] = pairs[1]["right"], pairs[0]["right"]


def feedback(quiz: Any) -> None:
    set_text(first(quiz["questions"], "single")["options"][-1], "feedback")


def hint(quiz: Any) -> None:
    set_text(quiz["questions"][-1], "hint")


def explanation(quiz: Any) -> None:
    set_text(quiz["questions"][-1], "explanation")


def evidence(quiz: Any) -> None:
    quiz["questions"][0]["evidence"] = "Cette phrase n’est pas dans le texte."


def gloss(annotations: Any) -> None:
    set_text(next(item for item in annotations if item["kind"] == "term"), "gloss")


def annotation_quote(annotations: Any) -> None:
    annotations[0]["quote"] += " changé"


def claim_mode(annotations: Any) -> None:
    claim = next(item for item in annotations if item["kind"] == "claim")
    claim["mode"] = "concern" if claim["mode"] != "concern" else "fact"


def timeline_date(timeline: Any) -> None:
    timeline[0]["date"] = "2011"


def fact_text(facts: Any) -> None:
    for fact in facts:
        set_text(fact, "text")


CONTEXT = "quizzes/contexte.yml"
MUTATIONS: dict[str, tuple[str, Callable[[Any], None], str, str]] = {
    "question text": (CONTEXT, prompt, "02_contexte", "nbval"),
    "option": (CONTEXT, option, "02_contexte", "nbval"),
    "key of a single choice": (CONTEXT, key, "02_contexte", "nbval"),
    "key of a multiple choice": (CONTEXT, multiple_key, "02_contexte", "nbval"),
    "key of a true or false": (CONTEXT, truefalse_key, "02_contexte", "nbval"),
    "key of an order": (CONTEXT, order_key, "02_contexte", "nbval"),
    "key of a match": (CONTEXT, match_key, "02_contexte", "nbval"),
    "feedback": (CONTEXT, feedback, "02_contexte", "nbval"),
    "hint": (CONTEXT, hint, "02_contexte", "nbval"),
    "explanation": (CONTEXT, explanation, "02_contexte", "nbval"),
    "evidence": (CONTEXT, evidence, "02_contexte", "lesson check"),
    "gloss": ("annotations.yml", gloss, "01_lecture", "nbval"),
    "quote of an annotation": ("annotations.yml", annotation_quote, "01_lecture", "lesson check"),
    "mode of a claim": ("annotations.yml", claim_mode, "01_lecture", "lesson check"),
    "date on the timeline": ("timeline.yml", timeline_date, "02_contexte", "nbval"),
    "fact from outside": ("facts.yml", fact_text, "02_contexte", "nbval"),
}


def copy_lesson(folder: Path) -> Path:
    for name in ("data", "notebooks"):
        shutil.copytree(REPOSITORY / name, folder / name)
    shutil.copy(REPOSITORY / "pyproject.toml", folder)
    return folder


def strict_nbval(folder: Path, *notebooks: Path) -> subprocess.CompletedProcess[str]:
    """Run notebooks as a teacher does; anew where a kernel did not start.

    nbval calls that an error and no failure: on a busy machine another program may take a port
    between its choice and its use. It says nothing of the notebook.
    """
    command = [sys.executable, "-m", "pytest", "--nbval", "-q", *map(str, notebooks)]
    for _ in range(5):
        done = subprocess.run(
            command, cwd=folder, capture_output=True, encoding="utf-8", check=False
        )
        if not re.search(r"^ERROR ", done.stdout, re.MULTILINE):
            return done
    pytest.fail(f"nbval could not start its kernels:\n{done.stdout}{done.stderr}")


def french(folder: Path, notebook: str) -> Path:
    return folder / "notebooks" / "fr" / f"{notebook}.ipynb"


def lesson_check(folder: Path) -> tuple[int, str]:
    arguments = ["check", str(folder / "data" / "minusma"), "--no-run", "--language", "en"]
    done = CliRunner().invoke(main, arguments)
    return done.exit_code, done.output


@pytest.mark.slow
def test_an_unchanged_copy_passes(tmp_path: Path) -> None:
    folder = copy_lesson(tmp_path)
    code, output = lesson_check(folder)
    assert code == 0, output
    assert "minusma: all in order" in output
    done = strict_nbval(folder, french(folder, "02_contexte"))
    assert done.returncode == 0, done.stdout


@pytest.mark.slow
def test_every_mutation_is_caught_and_by_what_it_should_be(tmp_path: Path) -> None:
    shutil.copy(REPOSITORY / "pyproject.toml", tmp_path)
    found = dict.fromkeys(MUTATIONS, "nothing")
    left: dict[str, Path] = {}
    for name, (file, change, notebook, _) in MUTATIONS.items():
        folder = copy_lesson(tmp_path / name.replace(" ", "-"))
        path = folder / "data" / "minusma" / file
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        change(content)
        text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
        path.write_text(text, encoding="utf-8")
        if lesson_check(folder)[0] == 1:
            found[name] = "lesson check"
        else:
            left[name] = french(folder, notebook)
    done = strict_nbval(tmp_path, *left.values())
    assert done.returncode == 1, f"{done.stdout}{done.stderr}"
    failed = set(re.findall(r"^FAILED (.*?\.ipynb)::", done.stdout, re.MULTILINE))
    for name, path in left.items():
        if path.relative_to(tmp_path).as_posix() in failed:
            found[name] = "nbval"
    for name, by in found.items():
        print(f"{name}: caught by {by}")
    expected = {name: by for name, (_, _, _, by) in MUTATIONS.items()}
    assert found == expected, f"{done.stdout}{done.stderr}"


def said_to_a_student(question: dict[str, Any]) -> tuple[dict[str, Any], str]:
    """Give a feedback text of a question: what holds it, and its field."""
    match question["type"]:
        case "truefalse":
            return question["feedback"], "unsaid"
        case "reflect":
            return question, "model"
        case "short" | "number" | "locate":
            return question, "otherwise"
    parts = ("options", "items", "pairs", "sentences", "gaps")
    rows = next((question[field] for field in parts if field in question), None)
    return (rows[1], "feedback") if rows else (question, "explanation")


def one_quiz_a_type(folder: Path) -> None:
    """Copy the lesson that has every type, and write a notebook with a cell for each."""
    lesson = folder / "data" / "phare"
    shutil.copytree(REPOSITORY / "tests" / "lesson" / "phare", lesson)
    shutil.copy(REPOSITORY / "pyproject.toml", folder)
    whole = lesson / "quizzes" / "tout.yml"
    content = yaml.safe_load(whole.read_text(encoding="utf-8"))
    whole.unlink()
    for question in content["questions"]:
        write_quiz(folder, question["type"], {**content, "questions": [question]})
    opening = 'from lesson_utils import open_lesson\n\nlesson = open_lesson("phare", language="fr")'
    sources = [opening, *(f'lesson.quiz("{name}")' for name in TYPES)]
    notebook = new_notebook(cells=[new_code_cell(source) for source in sources])
    path = folder / "notebooks" / "fr" / "types.ipynb"
    path.parent.mkdir(parents=True)
    nbformat.write(notebook, path)
    path.write_text(run(path, folder).built, encoding="utf-8")


def write_quiz(folder: Path, name: str, content: Any) -> None:
    text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
    (folder / "data" / "phare" / "quizzes" / f"{name}.yml").write_text(text, encoding="utf-8")


@pytest.mark.slow
def test_a_changed_feedback_fails_strict_nbval_for_every_type(tmp_path: Path) -> None:
    one_quiz_a_type(tmp_path)
    done = strict_nbval(tmp_path, french(tmp_path, "types"))
    assert done.returncode == 0, done.stdout
    assert f"{len(TYPES) + 1} passed" in done.stdout
    for name in TYPES:
        path = tmp_path / "data" / "phare" / "quizzes" / f"{name}.yml"
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        set_text(*said_to_a_student(content["questions"][0]))
        write_quiz(tmp_path, name, content)
    done = strict_nbval(tmp_path, french(tmp_path, "types"))
    assert done.returncode == 1, done.stdout
    failed = {
        int(cell) for cell in re.findall(r"^FAILED .*::Cell (\d+)", done.stdout, re.MULTILINE)
    }
    assert failed == set(range(1, len(TYPES) + 1)), done.stdout


def test_a_changed_article_is_caught(tmp_path: Path) -> None:
    folder = copy_lesson(tmp_path)
    path = folder / "data" / "minusma" / "article.txt"
    path.write_bytes(path.read_bytes().replace(b"2024", b"2025", 1))
    code, output = lesson_check(folder)
    assert code == 1
    assert "minusma/article.txt:1" in output
    assert "SHA-256" in output


@pytest.mark.slow
def test_a_changed_picture_is_caught_though_its_key_is_the_same(tmp_path: Path) -> None:
    folder = copy_lesson(tmp_path)
    path = french(folder, "02_contexte")
    text = path.read_text(encoding="utf-8")
    (stored,) = re.findall(r"data-picture=[^>]*base64,([A-Za-z0-9+/=]+)", text)
    drawn = base64.b64decode(stored).decode()
    assert "#0072b2" in drawn
    changed = base64.b64encode(drawn.replace("#0072b2", "#0072b3").encode()).decode()
    path.write_text(text.replace(stored, changed), encoding="utf-8")
    done = strict_nbval(folder, path)
    assert done.returncode == 1
    assert "1 failed" in done.stdout
    arguments = ["check", str(folder / "data" / "minusma"), "--language", "en"]
    said = CliRunner().invoke(main, arguments)
    assert said.exit_code == 1
    assert re.search(r"02_contexte\.ipynb:\d+:", said.output), said.output
    assert "1 problem to mend" in said.output
