"""`lesson check`: every fault is told, with file, line, id, what is wrong and what to do."""

from __future__ import annotations

import copy
import re
import shutil
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from click.testing import CliRunner

from lesson_utils.checks import CHECKS, CONTENT_CHECKS, load_workspace
from lesson_utils.checks.machine import MACHINE_CHECKS
from lesson_utils.cli import main
from lesson_utils.questions import TYPES
from tests.lessons import PHARE, REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lesson_utils.content.problems import Problem

Steps = tuple[Any, ...]


def problems(folder: Path) -> list[Problem]:
    space = load_workspace(folder)
    return [problem for check in CONTENT_CHECKS for problem in check.run(space)]


def change(folder: Path, name: str, old: str, new: str) -> int:
    """Replace a piece of a file, once, and give the line it stands on."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    path.write_text(text.replace(old, new), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def test_a_sound_lesson_has_no_problem(tiny_lesson: Path) -> None:
    assert problems(tiny_lesson) == []


def test_a_date_of_the_timeline_that_is_not_its_facts_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "minusma"
    shutil.copytree(REPOSITORY / "data" / "minusma", folder)
    line = change(folder, "timeline.yml", 'date: "2022-08-15"', 'date: "2022-08-25"')
    (found,) = problems(folder)
    assert (found.code, found.line, found.id) == ("date-differs", line, "tl-barkhane")
    change(folder, "timeline.yml", 'date: "2022-08-25"', 'date: "2022-08"')
    assert problems(folder) == []


def test_the_documentation_names_every_check_in_its_order() -> None:
    page = (REPOSITORY / "docs" / "checking.md").read_text(encoding="utf-8")
    (section,) = [part for part in page.split("\n## ") if part.startswith("The checks\n")]
    firsts = re.findall(r"^\| (`.*?) \|", section, re.MULTILINE)
    assert re.findall(r"`(\w+)`", " ".join(firsts)) == [check.name for check in CHECKS]


ANNOTATIONS, QUIZ, INFO = "annotations.yml", "quizzes/faro.yml", "lesson.yml"

#: file, what stands there, what it becomes, the problem's code, its id
FAULTS = [
    (ANNOTATIONS, 'quote: "1952"', 'quote: "1925"', "anchor-missing", "apagon"),
    (ANNOTATIONS, "occurrence: 2", "occurrence: 5", "anchor-occurrence", "faro"),
    (ANNOTATIONS, "id: hecho", "id: faro", "id-double", "faro"),
    (ANNOTATIONS, "holder: texto", "holder: nadie", "holder-unknown", "hecho"),
    (ANNOTATIONS, "mode: fact", "mode: rumour", "field-choice", "hecho"),
    (ANNOTATIONS, "kind: date", "kind: day", "field-choice", "apagon"),
    (ANNOTATIONS, 'when: "1952"', 'when: "MCMLII"', "date-form", "apagon"),
    (ANNOTATIONS, 'es: "Una torre con luz.", ', "", "translation-missing", "faro"),
    (ANNOTATIONS, '"A tower with a light."', '"A <b>tower</b>."', "text-markup", "faro"),
    (ANNOTATIONS, '"A tower with a light."', '""', "translation-missing", "faro"),
    (ANNOTATIONS, "mode: forecast", "mode: forecast\n  mode: fact", "key-double", ""),
    (ANNOTATIONS, "mode: forecast", "mode: forecast\n  colour: red", "unknown-field", "promesa"),
    (ANNOTATIONS, "  holder: alcaldesa\n", "", "missing-field", "promesa"),
    (QUIZ, ", correct: true", "", "single-keys", "faro-ano"),
    (QUIZ, '"1925", feedback', '"1925", correct: true, feedback', "single-keys", "faro-ano"),
    (QUIZ, ', feedback: {es: "Lea otra vez.", en: "Read again."}', "", "missing-field", "faro-ano"),
    (QUIZ, 'text: "1925"', 'text: "1952"', "option-double", "faro-ano"),
    (QUIZ, 'text: "1925"', 'text: "19\u200b52"', "option-double", "faro-ano"),
    (QUIZ, "type: single", "type: riddle", "question-type", "faro-ano"),
    (QUIZ, 'evidence: "se apagó en 1952"', 'evidence: "se apago"', "anchor-missing", "faro-ano"),
    (QUIZ, '    hint: {es: "Primera frase.", en: "First sentence."}\n', "", "missing-field",
     "faro-ano"),
    (QUIZ, 'prompt: {es: "¿Cuándo se apagó?", en: "When did it go dark?"}', 'prompt: "When?"',
     "translation-none", "faro-ano"),
    (INFO, "id: todo, ", "id: todo, paragraphs: [7], ", "chapter-paragraph", "todo"),
    ("article.txt", "apagó", "apago", "article-hash", ""),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "code", "item"), FAULTS)
def test_each_fault_is_told_with_its_place(  # noqa: PLR0913, PLR0917 - one row a fault
    tiny_lesson: Path, name: str, old: str, new: str, code: str, item: str
) -> None:
    line = change(tiny_lesson, name, old, new)
    found = [problem for problem in problems(tiny_lesson) if problem.code == code]
    assert found, [problem.code for problem in problems(tiny_lesson)]
    problem = found[0]
    assert problem.file == f"faro/{name}"
    assert problem.id == item
    assert problem.line is not None
    assert abs(problem.line - line) <= 6
    for language in ("fr", "en"):
        assert problem.what(language)
        assert problem.todo(language)


def test_what_both_translations_have_wrong_alike_is_told_once(tiny_lesson: Path) -> None:
    both = 'gloss: {es: "Una <b>torre</b>.", en: "A <b>tower</b>."}'
    old = 'gloss: {es: "Una torre con luz.", en: "A tower with a light."}'
    change(tiny_lesson, ANNOTATIONS, old, both)
    found = [problem for problem in problems(tiny_lesson) if problem.code == "text-markup"]
    assert [problem.values["markup"] for problem in found] == ["<b>"]


def test_a_sentence_without_claim_is_told(tiny_lesson: Path) -> None:
    change(tiny_lesson, ANNOTATIONS, '"«Volverá», dice la alcaldesa."', '"«Volverá», dice"')
    found = [p for p in problems(tiny_lesson) if p.code == "sentence-uncovered"]
    assert [p.values["passage"] for p in found] == ["la alcaldesa"]


def test_as_long_as_some_sentences_have_no_claim_one_remark_says_how_many(
    tiny_lesson: Path,
) -> None:
    path = tiny_lesson / ANNOTATIONS
    entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    claims = [entry for entry in entries if entry["kind"] == "claim"]
    entries.remove(claims[0])
    path.write_text(yaml.safe_dump(entries, allow_unicode=True), encoding="utf-8")
    found = [p for p in problems(tiny_lesson) if p.code.startswith("sentence")]
    assert [(p.code, p.notice, p.values["count"]) for p in found] == [
        ("sentences-unclaimed", True, "1")
    ]
    assert found[0].values["passage"] in claims[0]["quote"]
    assert found[0].file == f"faro/{ANNOTATIONS}"


def test_a_holder_without_claim_is_told(tiny_lesson: Path) -> None:
    change(tiny_lesson, ANNOTATIONS, "holder: alcaldesa", "holder: texto")
    assert [(p.code, p.id) for p in problems(tiny_lesson)] == [("holder-unused", "alcaldesa")]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [(ANNOTATIONS, "  kind: date", "\tkind: date"), (QUIZ, "type: single", "type: 'single")],
)
def test_a_file_that_cannot_be_read_is_told_once_in_the_readers_words(
    tiny_lesson: Path, name: str, old: str, new: str
) -> None:
    change(tiny_lesson, name, old, new)
    (problem,) = problems(tiny_lesson)
    assert (problem.code, problem.file) == ("yaml-syntax", f"faro/{name}")
    assert problem.values["detail"] not in problem.what("fr")


def test_a_holder_whose_claim_has_a_fault_is_not_told_as_unused(tiny_lesson: Path) -> None:
    change(tiny_lesson, ANNOTATIONS, "mode: forecast", "mode: rumour")
    assert "holder-unused" not in {problem.code for problem in problems(tiny_lesson)}


GISTS = """\
- paragraph: 1
  gist: {es: "Volverá, dice la alcaldesa.", en: "It will be back, the mayor says."}
"""


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ("", "", []),
        ("paragraph: 1", "paragraph: 2", ["chapter-paragraph", "gist-missing"]),
        ("- para", f"{GISTS}- para", ["gist-double"]),
        (', en: "It will be back, the mayor says."', "", ["translation-missing"]),
        ("gist: ", "jist: ", ["missing-field", "unknown-field", "gist-missing"]),
        (GISTS, "[]", ["gist-missing"]),
    ],
    ids=["sound", "no such paragraph", "twice", "untranslated", "no gist", "none"],
)
def test_a_gist_that_does_not_fit_is_told(
    tiny_lesson: Path, old: str, new: str, codes: list[str]
) -> None:
    (tiny_lesson / "gists.yml").write_text(GISTS.replace(old, new, 1), encoding="utf-8")
    found = problems(tiny_lesson)
    assert sorted(problem.code for problem in found) == sorted(codes)
    assert {problem.file for problem in found} <= {"faro/gists.yml"}
    assert all(problem.todo(language) for problem in found for language in ("fr", "en"))


def reasons(value: Any, where: Steps = ()) -> Iterator[Steps]:
    """Give the place of everything that says why an answer is right or wrong."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in {"feedback", "otherwise"}:
                yield (*where, key)
            yield from reasons(inner, (*where, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from reasons(inner, (*where, index))


PHARE_QUIZ = yaml.safe_load((PHARE / "quizzes" / "tout.yml").read_text(encoding="utf-8"))
REASONS = list(reasons(PHARE_QUIZ))


def test_each_type_of_question_but_the_open_one_gives_reasons() -> None:
    types = {PHARE_QUIZ["questions"][where[1]]["type"] for where in REASONS}
    assert types == set(TYPES) - {"reflect"}


@pytest.mark.parametrize("where", REASONS, ids=lambda where: ".".join(map(str, where)))
def test_an_option_without_its_reason_is_told(tmp_path: Path, where: Steps) -> None:
    folder = tmp_path / "phare"
    shutil.copytree(PHARE, folder)
    quiz = copy.deepcopy(PHARE_QUIZ)
    value = quiz
    for step in where[:-1]:
        value = value[step]
    del value[where[-1]]
    text = yaml.safe_dump(quiz, allow_unicode=True, sort_keys=False)
    (folder / "quizzes" / "tout.yml").write_text(text, encoding="utf-8")
    told = [(problem.code, problem.id) for problem in problems(folder)]
    given = quiz["questions"][where[1]]["id"]
    code = "distractor-bare" if given == "q-match" and len(where) == 3 else "missing-field"
    assert (code, given) in told


def test_a_tolerated_variant_is_a_notice_and_no_error(tiny_lesson: Path) -> None:
    change(tiny_lesson, QUIZ, '"se apagó en 1952"', '"se  apagó en 1952"')
    assert [(p.code, p.notice) for p in problems(tiny_lesson)] == [("anchor-variant", True)]
    done = CliRunner().invoke(main, ["check", str(tiny_lesson), "--no-run"])
    assert done.exit_code == 0


def test_all_problems_are_told_at_once_one_a_line(tiny_lesson: Path) -> None:
    change(tiny_lesson, ANNOTATIONS, 'quote: "1952"', 'quote: "1925"')
    change(tiny_lesson, QUIZ, ", correct: true", "")
    command = ["check", str(tiny_lesson), "--no-run", "--language", "en"]
    done = CliRunner().invoke(main, command)
    lines = [line for line in done.output.splitlines() if line.startswith("faro/")]
    assert done.exit_code == 1
    assert lines[0] == (
        "faro/annotations.yml:8: apagon: the quote “1925” is not in the article: "
        "did you mean “1952”?"
    )
    assert lines[1].startswith("faro/quizzes/faro.yml:10: faro-ano: a single choice has one right")
    assert len(lines) == 2
    assert "2 problems to mend" in done.output.splitlines()[-1]


def test_yaml_that_cannot_be_read_is_told_and_the_rest_checked(tiny_lesson: Path) -> None:
    (tiny_lesson / ANNOTATIONS).write_text("- id: [\n", encoding="utf-8")
    change(tiny_lesson, QUIZ, ", correct: true", "")
    codes = {problem.code for problem in problems(tiny_lesson)}
    assert {"yaml-syntax", "single-keys"} <= codes


def test_messages_come_in_french_too(tiny_lesson: Path) -> None:
    change(tiny_lesson, ANNOTATIONS, 'quote: "1952"', 'quote: "1925"')
    command = ["check", str(tiny_lesson), "--no-run", "--language", "fr"]
    done = CliRunner().invoke(main, command)
    assert "n’est pas dans l’article" in done.output


def test_a_wrong_name_is_one_clear_line() -> None:
    done = CliRunner().invoke(main, ["check", "nowhere", "--language", "en"])
    assert done.exit_code == 1
    assert "there is no such lesson" in done.output
    assert "minusma" in done.output
    assert "Traceback" not in done.output


def test_the_lesson_of_this_repository_is_sound() -> None:
    space = load_workspace(REPOSITORY / "data" / "minusma")
    about_files = [check for check in CHECKS if not check.executes and check not in MACHINE_CHECKS]
    assert [problem for check in about_files for problem in check.run(space)] == []
