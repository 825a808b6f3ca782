"""A type of question in another installed package works as one of this package's own does."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.lessons import PHARE, REPOSITORY
from tests.programs import run_node

OUTSIDE = REPOSITORY / "tests" / "outside"
QUIZ = """\
title: {fr: "Oui ou non", en: "Yes or no"}
questions:
  - id: lit
    type: yes-no
    skill: repérer
    prompt: {fr: "Le phare a été allumé en 1862.", en: "The lighthouse was lit in 1862."}
    evidence: "a été allumé en 1862"
    hint: {fr: "Première phrase.", en: "First sentence."}
    explanation: {fr: "La première phrase le dit.", en: "The first sentence says so."}
    answer: "yes"
    "yes": {fr: "Oui, en 1862.", en: "Yes, in 1862."}
    "no": {fr: "Relisez la première phrase.", en: "Read the first sentence again."}
"""
PROGRAM = """
import json, sys
from pathlib import Path
from lesson_utils import open_lesson
from lesson_utils.exports.registry import exporter
from lesson_utils.questions import TYPES
from lesson_utils.questions.lacking import lacking
from lesson_utils.results.responses import in_words
from lesson_utils.shown.widgets.assets import module

lesson = open_lesson(Path(sys.argv[1]), language="en")
quiz = lesson.quiz("oui")
table = quiz.table("lit")
exported = {}
for name in ("moodle", "qti", "csv", "page", "scorm"):
    found = exporter(name)(lesson)
    exported[name] = [[note.code for note in found.notes if note.item == "lit"], len(found.files)]
print(json.dumps({
    "lacking": lacking(TYPES["yes-no"]),
    "last": list(TYPES)[-1],
    "html": quiz.html(), "text": quiz.text(), "table": table,
    "score": quiz.answer("lit", "yes").score,
    "said": quiz.answer("lit", "no").feedback[0].text,
    "words": in_words(table, "no"),
    "exported": exported,
    "script": module("quiz"),
}))
"""


def installed(folder: Path, value: str = "yes_no:TYPE") -> dict[str, str]:
    """Give the environment of a Python in which the package is installed."""
    about = folder / "yes_no-1.0.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: yes-no\nVersion: 1.0\n", "utf-8")
    points = f"[lesson_utils.questions]\nyes-no = {value}\n"
    (about / "entry_points.txt").write_text(points, "utf-8")
    shutil.copytree(OUTSIDE / "yes_no", folder / "yes_no")
    # The library of this tree, not one that is installed.
    path = os.pathsep.join([str(folder), *sys.path])
    return {**os.environ, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"}


def lesson_in(folder: Path) -> Path:
    root = shutil.copytree(PHARE, folder / "data" / "phare")
    (root / "quizzes" / "oui.yml").write_text(QUIZ, encoding="utf-8")
    return root


def run(environment: dict[str, str], *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *command],
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("outside")
    done = run(installed(folder / "site"), "-c", PROGRAM, str(lesson_in(folder)))
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_it_lacks_nothing_and_comes_after_those_of_this_package(told: dict[str, Any]) -> None:
    assert told["lacking"] == []
    assert told["last"] == "yes-no"


def test_it_is_shown_graded_and_said_in_words(told: dict[str, Any]) -> None:
    assert "<li>Yes</li>" in told["html"]
    assert "Read the first sentence again." in told["text"]
    assert (told["score"], told["said"]) == (1, "Read the first sentence again.")
    assert told["words"] == "No"


def test_every_export_has_it_and_says_what_it_becomes(told: dict[str, Any]) -> None:
    for name in ("moodle", "qti"):
        codes, files = told["exported"][name]
        assert f"{name}-yes-no" in codes
        assert files == 1


def test_the_browser_grades_it_as_python_does(told: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "quiz.mjs"
    graded = f"['yes', 'no', null, 'x'].map((one) => grade({json.dumps(told['table'])}, one))"
    source = f"{told['script']}\nexport const outcomes = {graded};"
    path.write_text(source, encoding="utf-8")
    code = f"import({str(path)!r}).then((m) => console.log(JSON.stringify(m.outcomes)))"
    done = run_node("-e", code)
    assert done.stderr == ""
    outcomes = json.loads(done.stdout)
    assert [outcome.get("score") for outcome in outcomes] == [1, 0, None, None]
    assert [outcome.get("reason") for outcome in outcomes[2:]] == ["empty", "unknown"]


def test_the_check_knows_it_and_its_own_rule(tmp_path: Path) -> None:
    environment = installed(tmp_path / "site")
    root = lesson_in(tmp_path)
    command = ("-m", "lesson_utils", "check", str(root), "--language", "en")
    fine = run(environment, *command)
    assert fine.stderr == ""
    assert "oui.yml" not in fine.stdout
    same = QUIZ.replace("Relisez la première phrase.", "Oui, en 1862.")
    (root / "quizzes" / "oui.yml").write_text(same, encoding="utf-8")
    assert "both answers are told the same" in " ".join(run(environment, *command).stdout.split())


def test_what_it_lacks_is_told_and_no_other_type_lacks_a_word_for_it(tmp_path: Path) -> None:
    environment = installed(tmp_path / "site")
    folder = tmp_path / "site" / "yes_no"
    (folder / "access.md").unlink()
    french = json.loads((folder / "words.fr.json").read_text(encoding="utf-8"))
    del french["ui.yes-no.no"]
    (folder / "words.fr.json").write_text(json.dumps(french), encoding="utf-8")
    words = json.loads((folder / "words.en.json").read_text(encoding="utf-8"))
    del words["ui.yes-no.yes"], words["schema.yes-no.yes"]
    words["ui.kind.term"] = "Taken"
    (folder / "words.en.json").write_text(json.dumps(words), encoding="utf-8")
    view = folder / "view.js"
    view.write_text(view.read_text(encoding="utf-8") + '// "ui.yes-no.yes"\n', encoding="utf-8")
    code = """
from lesson_utils.questions import TYPES
from lesson_utils.questions.lacking import lacking
from lesson_utils.texts import interface
list(TYPES)
print(*lacking(TYPES["yes-no"]), interface("en")["ui.kind.term"], sep="\\n")
"""
    done = run(environment, "-c", code)
    assert done.returncode == 0, done.stderr
    told = done.stdout.splitlines()
    assert "access.md: is not there" in told
    assert "words.fr.json: no ui.yes-no.no, which another language has" in told
    assert "words.en.json: no ui.yes-no.yes, which view.js asks for" in told
    assert "words.en.json: no schema.yes-no.yes nor schema.yes" in told
    assert told[-1] != "Taken", "the house keeps its words"


def test_its_names_in_javascript_may_be_those_of_the_house(tmp_path: Path) -> None:
    environment = installed(tmp_path / "site")
    folder = tmp_path / "site" / "yes_no"
    (folder / "more.js").write_text("export const make = 2;\n", encoding="utf-8")
    view = folder / "view.js"
    own = "function nothing() {}\nconst questionView = nothing() ?? make;\n"
    view.write_text(f'import {{ make }} from "./more.js";\n{view.read_text("utf-8")}{own}', "utf-8")
    code = "from lesson_utils.shown.widgets.assets import module; print(module('quiz'))"
    done = run(environment, "-c", code)
    path = tmp_path / "quiz.mjs"
    path.write_text(f"{done.stdout}\nexport const known = questionTypes.has('yes-no');", "utf-8")
    said = run_node("-e", f"import({str(path)!r}).then((m) => console.log(m.known))")
    assert (said.stdout, said.stderr) == ("true\n", "")


@pytest.mark.parametrize("name", ["view.js", "static.html", "static.txt"])
def test_a_package_without_a_file_is_named_and_nothing_else_suffers(
    name: str, tmp_path: Path
) -> None:
    """As happens where the package data were left out."""
    environment = installed(tmp_path / "site")
    (tmp_path / "site" / "yes_no" / name).unlink()
    root = lesson_in(tmp_path)
    command = ("-m", "lesson_utils", "check", str(root), "--language", "en")
    said = " ".join(run(environment, *command).stdout.split())
    assert "comes from another package, which cannot be used" in said
    assert f"yes_no:TYPE: {name}?" in said
    code = """
import sys
from lesson_utils import open_lesson
from lesson_utils.shown.widgets.assets import module
open_lesson(sys.argv[1]).quiz("tout").html(), module("quiz")
"""
    assert run(environment, "-c", code, str(root)).returncode == 0


@pytest.mark.parametrize("value", ["yes_no:MISSING", "yes_no.missing:TYPE", "yes_no:ANSWERS"])
def test_a_package_that_cannot_be_used_is_named_and_nothing_else_suffers(
    tmp_path: Path, value: str
) -> None:
    environment = installed(tmp_path / "site", value)
    root = lesson_in(tmp_path)
    command = ("-m", "lesson_utils", "check", str(root), "--language", "en")
    said = " ".join(run(environment, *command).stdout.split())
    assert "comes from another package, which cannot be used" in said
    assert value.partition(":")[0] in said
    code = "from lesson_utils import open_lesson; import sys; open_lesson(sys.argv[1]).quiz('tout')"
    assert run(environment, "-c", code, str(root)).returncode == 0


def spoilt_words(package: Path) -> None:
    (package / "words.en.json").write_text("{", encoding="utf-8")


def no_words(package: Path) -> None:
    (package / "words.fr.json").unlink()


def odd_import(package: Path) -> None:
    view = package / "view.js"
    view.write_text(
        f"import {{ say }} from 'lesson_utils/browser/dom.js'\n{view.read_text('utf-8')}"
    )


def folder_of_ours(package: Path) -> None:
    code = "from dataclasses import replace\nfrom lesson_utils.questions import single\n"
    made = 'TYPE = replace(single.TYPE, name="yes-no")\n'
    (package / "__init__.py").write_text(code + made, encoding="utf-8")


@pytest.mark.parametrize("spoil", [spoilt_words, no_words, odd_import, folder_of_ours])
def test_a_package_that_is_spoilt_costs_its_own_questions_and_no_other(
    spoil: Callable[[Path], None], tmp_path: Path
) -> None:
    environment = installed(tmp_path / "site")
    spoil(tmp_path / "site" / "yes_no")
    code = """
import sys
from lesson_utils import open_lesson
from lesson_utils.questions import TYPES
from lesson_utils.shown.widgets.assets import module
assert "yes-no" not in TYPES and TYPES.why_not("yes-no")
script = module("quiz")
assert script.count('name: "single"') == 1 and "yes-no" not in script
lesson = open_lesson(sys.argv[1], language="en")
print(len(lesson.quiz("tout").text()) > 1000, lesson.quiz("oui").payload["omitted"][0]["problems"])
"""
    done = run(environment, "-c", code, str(lesson_in(tmp_path)))
    assert done.stderr == ""
    assert done.stdout.startswith("True")
    assert "comes from another package, which cannot be used" in done.stdout
