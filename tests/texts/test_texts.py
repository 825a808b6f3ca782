"""The words of the interface: both languages complete, French set as French is."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from lesson_utils.content.problems import Problem
from lesson_utils.texts import INTERFACE_LANGUAGES, as_typed, fill, interface, studio_texts
from tests.lessons import REPOSITORY
from tests.programs import run_node

if TYPE_CHECKING:
    from pathlib import Path

PACKAGE = REPOSITORY / "src" / "lesson_utils"
FRENCH = sorted(PACKAGE.rglob("*.fr.json"))
BOTH = sorted(PACKAGE.rglob("*.??.json"))
PLACEHOLDER = re.compile(r"\{\w+\}")


def name(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def read(path: Path) -> dict[str, str]:
    words: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return words


@pytest.mark.parametrize("path", FRENCH, ids=name)
def test_both_languages_have_the_same_keys_and_placeholders(path: Path) -> None:
    french = read(path)
    english = read(path.with_name(path.name.replace(".fr.", ".en.")))
    assert list(french) == sorted(french)
    assert list(english) == sorted(english)
    assert set(french) == set(english)
    for key, text in french.items():
        assert text.strip(), key
        wanted = set(PLACEHOLDER.findall(text))
        assert wanted == set(PLACEHOLDER.findall(english[key])), key


@pytest.mark.parametrize("path", FRENCH, ids=name)
def test_french_typography(path: Path) -> None:
    for key, text in read(path).items():
        assert "'" not in text, key
        assert not re.search(r"[\w»)}] [;?!»]|« |[\w»)}] :(?:\s|$)", text), key


SOURCES = sorted(
    path
    for suffix in ("html", "js", "md", "py", "txt", "typ")
    for path in (REPOSITORY / "src" / "lesson_utils").rglob(f"*.{suffix}")
)


def test_what_templates_and_scripts_put_between_french_quotes_does_not_part_from_them() -> None:
    """An example in a docstring is typed as a person types."""
    for path in SOURCES:
        for line in path.read_text(encoding="utf-8").splitlines():
            if ">>>" not in line and not line.lstrip().startswith("#"):
                assert not re.search(r"« (?=[$\[{])|[}\])] »", line), f"{path.name}: {line}"


@pytest.mark.parametrize("path", BOTH, ids=name)
def test_a_number_and_its_unit_stay_on_one_line(path: Path) -> None:
    for key, text in read(path).items():
        assert not re.search(
            r"(?:\d|\}) (?:points?|caractères|characters|[kM]?[oB]|s(?!’)|%)\b", text
        ), key


def test_messages_name_a_command_as_it_was_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = Problem(code="notebook-unrun", file="a.ipynb")
    assert "lesson build" in problem.todo("en")
    monkeypatch.setenv("LESSON_TYPED", "python3 start.py")
    for language in ("fr", "en"):
        said = problem.todo(language)
        assert "python3 start.py build" in said
        assert "lesson build" not in said
    assert "the lesson is" in as_typed("the lesson is")


def test_a_number_has_the_word_it_takes_in_python_and_in_the_browser() -> None:
    text = "{n} {n:point|points} of {m}"
    for language, zero in (("fr", "one"), ("en", "many")):
        counts = [0, 1, 2, 21]
        mine = [fill(text, language, {"n": n, "m": 3}) for n in counts]
        assert mine[1:] == ["1 point of 3", "2 points of 3", "21 points of 3"]
        assert mine[0] == ("0 point of 3" if language == "fr" else "0 points of 3")
        assert interface(language)["ui.plural.zero"] == zero
        code = f"""
          import {{ say }} from "./src/lesson_utils/browser/dom.js";
          const texts = {json.dumps({"key": text, "ui.plural.zero": zero})};
          const said = {counts}.map((n) => say(texts, "key", {{ n, m: 3 }}));
          console.log(JSON.stringify(said));
        """
        done = run_node("--input-type=module", "-e", code)
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout) == mine


ASKING = {".html", ".js", ".md", ".py", ".txt"}
#: Look like a key and are a part of one, or an example.
NO_KEYS = {
    "commands/export.py: handout.answers",
    "commands/export.py: handout.student",
    "commands/help.py: export.moodle",
    "commands/help.py: export.moodle.help",
    "notebooks/studiocell.py: studio.ipynb",
    "server/labextension/static/entry.js: studio.js",
    "student/counting.py: ui.p",
}


def test_whatever_text_the_code_asks_for_is_there() -> None:
    """A key without a text would be read as it is written, by a student."""
    keys = {key for path in FRENCH for key in read(path)}
    first = "|".join(sorted({re.escape(key.partition(".")[0]) for key in keys}))
    spelt = re.compile(rf"[\"'`]((?:{first})\.[\w.${{}}-]*)[\"'`]")
    unknown = set()
    asked: set[str] = set()
    for path in PACKAGE.rglob("*"):
        if path.suffix not in ASKING:
            continue
        for key in spelt.findall(path.read_text(encoding="utf-8")):
            # What is put in stands between braces, or is put behind.
            parts = [re.escape(part) for part in re.split(r"\$?\{[^}]*\}?", key)]
            end = ".*" if key.endswith((".", "{")) else ""
            pattern = re.compile(r"[\w.-]+".join(parts) + end)
            found = {known for known in keys if pattern.fullmatch(known)}
            asked |= found
            # A name that ends so is a file's.
            file = key in {"static.html", "static.txt"} or key.endswith((".ipynb", ".js"))
            if not found and not file:
                unknown.add(f"{path.relative_to(PACKAGE)}: {key}")
    assert sorted(unknown - NO_KEYS) == []
    assert len(asked) > 400


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
@pytest.mark.parametrize("group", ["proposals", "article"])
def test_each_key_of_the_studio_does_one_thing(language: str, group: str) -> None:
    start = f"studio.{group}.key."
    keys = {name: key for name, key in studio_texts(language).items() if name.startswith(start)}
    assert len(keys) > 5
    assert len(set(keys.values())) == len(keys)
    for name, key in keys.items():
        assert re.fullmatch("[a-z]", key)
        if group == "proposals":  # a teacher finds the letter in the word
            assert key in studio_texts(language)[name.replace(".key.", ".")].lower()
