"""`lesson answers`: every question with its key, its reasons and its evidence, as Markdown."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from lesson_utils import open_lesson
from lesson_utils.cli import main
from lesson_utils.questions import TYPES
from lesson_utils.shown.rendering.answers import answer_book
from lesson_utils.shown.rendering.markdown import escape_markdown
from tests.lessons import PHARE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from click.testing import Result

PAYLOAD = open_lesson(PHARE, language="fr").quiz("tout").payload
BOOK = answer_book("Le phare", "fr", [PAYLOAD])


def shown(markdown: str) -> str:
    """Give the text a reader sees of Markdown."""
    words = [
        "".join("\n" if "break" in child.type else child.content for child in token.children or ())
        for token in MarkdownIt("commonmark").parse(markdown)
        if token.type == "inline"
    ]
    return "\n".join(words)


SHOWN = shown(BOOK)


def part(kind: str) -> str:
    """Give the part of the book on the question of a type."""
    return BOOK.split(f"\nq-{kind} · ")[1].split("\n### ")[0]


def texts_of(value: Any, names: set[str]) -> Iterator[str]:
    """Give every text in fields of these names, at any depth."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name in names and isinstance(inner, str):
                yield inner
            yield from texts_of(inner, names)
    elif isinstance(value, list):
        for inner in value:
            yield from texts_of(inner, names)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["answers", *arguments])


def test_every_question_has_number_id_skill_and_prompt() -> None:
    assert {table["type"] for table in PAYLOAD["questions"]} == set(TYPES)
    for number, table in enumerate(PAYLOAD["questions"], start=1):
        assert f"\n### {number}. {table['prompt']}\n\n{table['id']} · {table['skillLabel']}" in BOOK


def test_every_feedback_explanation_and_model_is_there() -> None:
    for table in PAYLOAD["questions"]:
        for text in texts_of(table, {"feedback", "otherwise", "explanation", "model"}):
            assert text in part(table["type"]), table["id"]


def test_all_evidence_is_quoted_with_its_paragraph() -> None:
    for table in PAYLOAD["questions"]:
        assert table["evidence"]
        for passage in table["evidence"]:
            quoted = (
                f"\n> §{passage['paragraph']} "
                f"{passage['before']}**{passage['quote']}**{passage['after']}"
            )
            assert quoted in part(table["type"]), table["id"]


@pytest.mark.parametrize(
    ("kind", "lines"),
    [
        ("single", ["- ✗ 1826 — Relisez l’année.", "- **✓ 1862** — Oui, 1862."]),
        ("multiple", ["- **✓ la mairie** — ", "- **✓ les pêcheurs** — ", "- ✗ les touristes — "]),
        ("truefalse", ["- **✓ L’article ne le dit pas** — ", "- ✗ Vrai — ", "- ✗ Faux — "]),
        ("order", ["1. **le phare est allumé** — ", "3. **les travaux finissent** — "]),
        ("match", ["- la mairie → **affirme** — La mairie affirme.", "- ✗ interdisent"]),
        ("classify", ["- *Ils commenceront en 2027.* → **Annonce** — Le futur annonce."]),
        ("cloze", ["1. **pêcheurs** (aussi\u00a0: marins) — ", "2. **fermeture** — "]),
        (
            "short",
            ["- **✓ la mairie** (aussi\u00a0: mairie / the town hall) — ", "- ✗ les pêcheurs — "],
        ),
        ("number", ["- **✓ 3,5 ± 0,05 millions d’euros** — ", "- ✗ 35 — "]),
        ("locate", ["- **✓ Les pêcheurs redoutent pourtant sa fermeture.** — ", "- ✗ *La mairie"]),
        ("reflect", ["- **Une réponse possible** — Selon le texte", "- ☐ J’ai cité le texte."]),
    ],
)
def test_the_key_of_each_type_is_told_from_the_rest(kind: str, lines: list[str]) -> None:
    for line in lines:
        assert f"\n{line}" in part(kind)


def test_what_is_to_be_heard_is_quoted_for_who_reads_it_aloud() -> None:
    heard = "À écouter (ou à faire lire)\u00a0: «\u00a0Ils ont peur qu’on ferme le phare.\u00a0»"
    assert f"\n\n{heard}\n\n" in part("locate")
    assert BOOK.count("À écouter") == 2


def test_markdown_is_shown_as_it_was_meant() -> None:
    assert "*" not in SHOWN
    assert "✓ 1862 — Oui, 1862." in SHOWN
    assert "§2 La mairie affirme vouloir garder le phare." in SHOWN


def test_quizzes_stand_in_reading_order_in_both_languages() -> None:
    names = open_lesson("minusma").quiz_names
    for language in ("fr", "en"):
        done = run("minusma", "--language", language)
        assert done.exit_code == 0
        assert tuple(re.findall(r"^## .+ \((\w+)\)$", done.stdout, re.MULTILINE)) == names
        for name in names:
            for table in open_lesson("minusma", language).quiz(name).payload["questions"]:
                assert f"\n{table['id']} · " in done.stdout


@given(st.text(st.characters(exclude_categories=["C", "Z"], include_characters=" \n")))
def test_any_text_is_shown_as_it_is(text: str) -> None:
    text = f"{text}."
    wanted = re.sub(r"[ ]*\n[ \n]*", " ", text).strip(" ")
    for frame in ("{}", "- {}", "### 1. {}", "> {}", "a **b** — {}"):
        seen = shown(frame.format(escape_markdown(text.lstrip(" \n"))))
        assert seen.endswith(wanted), frame
        assert "\n" not in seen


SPECIAL = {
    "Quand le phare a-t-il été allumé": "*Quand* le [phare](x) a_t_il",
    'text: "1826"': 'text: "1. `1826` | # 2 < 3"',
    "Relisez l’année.": "- **Relisez**\\n\\n# l’année & $x$",
}


def special_lesson(folder: Path) -> Path:
    """Copy the lesson, with signs of Markdown where its author may write any."""
    copy = folder / "phare"
    shutil.copytree(PHARE, copy)
    quiz = copy / "quizzes" / "tout.yml"
    text = quiz.read_text(encoding="utf-8")
    for plain, special in SPECIAL.items():
        assert text.count(plain) == 1, plain
        text = text.replace(plain, special)
    quiz.write_text(text, encoding="utf-8")
    return copy


def test_signs_of_markdown_in_the_data_are_escaped(tmp_path: Path) -> None:
    done = run(str(special_lesson(tmp_path)), "--language", "fr")
    assert done.exit_code == 0
    seen = shown(done.stdout)
    assert "1. *Quand* le [phare](x) a_t_il" in seen
    assert "✗ 1. `1826` | # 2 < 3 — - **Relisez** # l’année & $x$" in seen
    assert "\\*Quand\\* le \\[phare\\](x) a\\_t\\_il" in done.stdout


def test_the_book_goes_to_a_file_in_utf8_on_any_terminal(tmp_path: Path) -> None:
    file = tmp_path / "livret.md"
    done = run(str(PHARE), "--language", "fr", "-o", str(file))
    assert done.exit_code == 0
    assert done.output == ""
    assert file.read_bytes() == f"{BOOK}\n".encode()
    command = [sys.executable, "-m", "lesson_utils", "answers", str(PHARE), "--language", "fr"]
    narrow = {**os.environ, "PYTHONIOENCODING": "ascii"}
    assert subprocess.run(command, env=narrow, capture_output=True, check=True).stdout == (
        file.read_bytes()
    )


def test_an_unknown_lesson_is_one_clear_line_and_writes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "book.md"
    done = run("nowhere", "--language", "en", "-o", str(file))
    assert done.exit_code == 1
    assert done.stdout == ""
    assert not file.exists()
    (line,) = done.stderr.splitlines()
    assert line.startswith("nowhere: there is no such lesson")
    assert "minusma" in line


def test_a_question_left_out_is_told_in_the_book_and_by_the_exit_status(tiny_lesson: Path) -> None:
    quiz = tiny_lesson / "quizzes" / "faro.yml"
    text = quiz.read_text(encoding="utf-8")
    quiz.write_text(text.replace(", correct: true", ""), encoding="utf-8")
    done = run(str(tiny_lesson), "--language", "en")
    assert done.exit_code == 1
    assert "A question is missing here (faro-ano)" in done.stdout
    assert "faro/quizzes/faro.yml:10: faro-ano: " in done.stderr


def test_the_language_is_the_locale_s_only_where_the_lesson_has_it(
    tiny_lesson: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    assert "¿Cuándo se apagó?" in run(str(tiny_lesson)).stdout
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    assert "When did it go dark?" in run(str(tiny_lesson)).stdout
    wrong = run(str(tiny_lesson), "--language", "de")
    assert wrong.exit_code == 1
    assert len(wrong.stderr.splitlines()) == 1
    assert "es, en" in wrong.stderr
