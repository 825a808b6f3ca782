"""The notebooks as they are stored: readable, tidy, the same after another build."""

from __future__ import annotations

import re
import shutil
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import nbformat
import pytest
import yaml
from click.testing import CliRunner

from lesson_utils import open_lesson
from lesson_utils.cli import main
from lesson_utils.notebooks.running import lesson_notebooks, tidiness
from tests.lessons import REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path

PATHS = lesson_notebooks(REPOSITORY)
NAMES = [
    "en/00_welcome",
    "en/01_reading",
    "en/02_context",
    "en/03_liquidation",
    "en/04_security_outlook",
    "en/05_synthesis",
    "fr/00_accueil",
    "fr/01_lecture",
    "fr/02_contexte",
    "fr/03_liquidation",
    "fr/04_perspectives_securitaires",
    "fr/05_synthese",
]


def notebooks(*languages: str) -> pytest.MarkDecorator:
    """Run a test for each notebook in these languages."""
    chosen = [path for path in PATHS if path.parent.name in languages]
    return pytest.mark.parametrize("path", chosen, ids=label)


def label(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def read(path: Path) -> Any:
    return nbformat.read(path, as_version=4)


def code_cells(path: Path) -> list[Any]:
    return [cell for cell in read(path).cells if cell.cell_type == "code"]


def prose(path: Path) -> list[tuple[str, str]]:
    """Give the id of each text cell and its text, without code, addresses and HTML."""
    markup = r"`[^`]*`|\]\([^)]*\)|<[^>]*>"
    texts = [cell for cell in read(path).cells if cell.cell_type == "markdown"]
    return [(cell.id, re.sub(markup, "", cell.source)) for cell in texts]


def test_the_six_notebooks_are_there_in_both_languages() -> None:
    assert [label(path) for path in PATHS] == NAMES


@notebooks("fr", "en")
def test_code_is_short_and_hidden(path: Path) -> None:
    for cell in code_cells(path):
        assert len(cell.source.splitlines()) <= 3
        assert cell.metadata["jupyter"]["source_hidden"] is True


@notebooks("fr", "en")
def test_a_link_within_a_notebook_has_the_name_that_its_heading_gets(path: Path) -> None:
    texts = [cell.source for cell in read(path).cells if cell.cell_type == "markdown"]
    headings = re.findall(r"^#+ (.+)$", "\n".join(texts), re.MULTILINE)
    links = re.findall(r"\]\(#([^)]+)\)", "\n".join(texts))
    assert len(links) == 1
    # As JupyterLab and nbconvert name them: a no-break space is none of theirs.
    assert set(links) <= {heading.replace(" ", "-") for heading in headings}


@notebooks("fr", "en")
def test_no_slip_takes_a_cell_away_and_prose_can_be_edited(path: Path) -> None:
    for cell in read(path).cells:
        assert cell.metadata["deletable"] is False
        assert cell.metadata.get("editable", True) is (cell.cell_type == "markdown")


@notebooks("fr", "en")
def test_no_text_sends_a_student_to_a_menu_but_where_a_page_is_not_alive(path: Path) -> None:
    menus = [c.id for c in read(path).cells if re.search("Exécution|“Run”", c.source)]
    assert menus == (["accueil-vivant"] if path.name.startswith("00") else [])


@notebooks("fr", "en")
def test_every_notebook_leads_on_below_its_last_quiz(path: Path) -> None:
    cells = read(path).cells
    last = max(i for i, cell in enumerate(cells) if cell.source.startswith("lesson.quiz"))
    links = [
        name
        for cell in cells[last:]
        if cell.cell_type == "markdown"
        for name in re.findall(r"\]\(([^)#]+\.ipynb)\)", cell.source)
    ]
    assert links
    assert all((path.parent / name).exists() for name in links)


@notebooks("fr", "en")
def test_nothing_is_stored_that_changes_or_hides(path: Path) -> None:
    assert list(tidiness(path, REPOSITORY)) == []


@notebooks("fr", "en")
def test_the_last_cell_simulates_a_student_on_the_quizzes_of_the_notebook(path: Path) -> None:
    cells = code_cells(path)
    shown = re.findall(r"lesson\.quiz\((\".*?\")\)", "\n".join(cell.source for cell in cells))
    assert cells[-1].source == f"lesson.self_check({', '.join(shown)})"
    assert read(path).cells[-1].id == cells[-1].id
    assert "✗" not in cells[-1].outputs[0].text
    assert re.search(r"\d+ questions", cells[-1].outputs[0].text)


#: How many questions a text may announce, from two on.
WORDS = {
    "fr": "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize "
    "dix-sept dix-huit dix-neuf vingt",
    "en": "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty",
}
NUMBERS = {language: dict(enumerate(words.split(), 2)) for language, words in WORDS.items()}


@notebooks("fr", "en")
def test_the_text_before_a_quiz_says_how_many_questions_it_has(path: Path) -> None:
    language = path.parent.name
    lesson = open_lesson("minusma", language)
    cells = read(path).cells
    for before, cell in pairwise(cells):
        if found := re.search(r"lesson\.quiz\(\"(\w+)\"\)", cell.source):
            questions = lesson.quiz(found[1]).payload["questions"]
            if all(question["type"] == "reflect" for question in questions):  # boxes to write in
                continue
            count = len(questions)
            said = NUMBERS[language][count]
            assert re.search(rf"\b{said} questions\b", before.source, re.IGNORECASE), found[1]


@notebooks("fr", "en")
def test_headings_start_at_one_and_never_jump(path: Path) -> None:
    text = "\n\n".join(text for _, text in prose(path))
    levels = [len(marks) for marks in re.findall(r"^(#+) ", text, re.MULTILINE)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@notebooks("fr")
def test_french_typography_in_the_prose(path: Path) -> None:
    for cell, text in prose(path):
        assert "'" not in text, cell
        assert not re.search(r"[\w»)] [;?!»]|« |\w :(?:\s|$)", text), cell


@notebooks("en")
def test_english_typography_in_the_prose(path: Path) -> None:
    for cell, text in prose(path):
        assert not re.search(r"['\"‘«»]", text), cell
        assert not re.search(r"\s[;:?!]|“\s|\s”", text), cell
        assert text.count("“") == text.count("”"), cell


@notebooks("fr", "en")
def test_links_stay_in_the_language_and_lead_somewhere(path: Path) -> None:
    sources = "\n".join(cell.source for cell in read(path).cells if cell.cell_type == "markdown")
    found = re.findall(r"\]\(([^)]*)\)", sources)
    links = [link for link in found if "://" not in link and not link.startswith("#")]
    assert links
    assert [link for link in links if not (path.parent / link).is_file()] == []
    assert [link for link in links if "/" in link] == []


@pytest.mark.slow
def test_building_twice_gives_the_same_bytes_as_are_stored(tmp_path: Path) -> None:
    for name in ("data", "notebooks"):
        shutil.copytree(REPOSITORY / name, tmp_path / name)
    done = CliRunner().invoke(main, ["build", str(tmp_path)])
    assert done.exit_code == 0, done.output
    for path in PATHS:
        built = tmp_path / path.relative_to(REPOSITORY)
        assert built.read_bytes() == path.read_bytes(), path.name


@pytest.mark.slow
def test_check_tells_an_output_that_is_out_of_date(tmp_path: Path) -> None:
    shutil.copytree(REPOSITORY / "data", tmp_path / "data")
    (tmp_path / "notebooks" / "fr").mkdir(parents=True)
    path = tmp_path / "notebooks" / "fr" / "00_accueil.ipynb"
    notebook = read(REPOSITORY / "notebooks" / "fr" / "00_accueil.ipynb")
    last = notebook.cells[-1]
    last.outputs[0].text = "rien\n"
    nbformat.write(notebook, path)
    folder = str(tmp_path / "data" / "minusma")
    done = CliRunner().invoke(main, ["check", folder, "--language", "en"])
    assert done.exit_code == 1
    lines = path.read_text(encoding="utf-8").splitlines()
    number = lines.index(f'   "id": "{last.id}",') + 1
    place = f"notebooks/fr/00_accueil.ipynb:{number}: {last.id}"
    assert f"{place}: the stored output is not what the cell gives: “rien” has" in done.output


def test_there_are_enough_questions_of_every_skill() -> None:
    counts = {}
    skills: set[str] = set()
    for path in sorted((REPOSITORY / "data/minusma/quizzes").glob("*.yml")):
        questions = yaml.safe_load(path.read_text(encoding="utf-8"))["questions"]
        counts[path.stem] = len(questions)
        skills |= {question["skill"] for question in questions}
    assert sum(counts.values()) >= 40
    assert all(counts[name] >= 8 for name in ("contexte", "liquidation", "perspectives"))
    assert skills == {"repérer", "comprendre", "inférer", "évaluer"}
