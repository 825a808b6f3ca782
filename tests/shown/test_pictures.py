"""A picture that a notebook holds is shown instead of one drawn anew; who checks, draws."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from lesson_utils import open_lesson
from lesson_utils.shown.figures.pictures import key_of, picture_in, stored_picture
from tests.lessons import REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path

FRENCH = REPOSITORY / "notebooks" / "fr"
KEY = "0123456789abcdef"
SVG = '<svg xmlns="http://www.w3.org/2000/svg"><text>é</text></svg>'


def image(svg: str | bytes, key: str = KEY) -> str:
    data = svg if isinstance(svg, bytes) else svg.encode()
    encoded = base64.b64encode(data).decode()
    return f'<img data-picture="{key}" src="data:image/svg+xml;base64,{encoded}" alt="">'


def kernel(folder: Path, code: str, **more: str) -> str:
    """Run code as a kernel of a notebook in this folder would; nothing is being checked."""
    usual = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST", "LESSON_DRAW"))}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env=usual | more,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout.strip()


SHOWS_ALL = """
import sys
from lesson_utils import open_lesson
lesson = open_lesson("minusma", language="fr")
for show in (lesson.timeline, lesson.steps, lesson.map, lesson.voices, lesson.modes):
    show()._repr_mimebundle_()
lesson.progress().html()
print("matplotlib" in sys.modules)
"""


def test_a_kernel_beside_the_notebooks_draws_nothing() -> None:
    assert kernel(FRENCH, SHOWS_ALL) == "False"


def test_a_kernel_elsewhere_draws() -> None:
    assert kernel(REPOSITORY, SHOWS_ALL) == "True"


@pytest.mark.parametrize("name", ["PYTEST_VERSION", "LESSON_DRAW"])
def test_a_kernel_of_nbval_and_of_lesson_check_draws(name: str) -> None:
    assert kernel(FRENCH, SHOWS_ALL, **{name: "1"}) == "True"


def test_the_stored_picture_is_the_one_that_would_be_drawn() -> None:
    code = "from lesson_utils import open_lesson\nprint(open_lesson('minusma').timeline().svg())"
    assert kernel(FRENCH, code) == kernel(FRENCH, code, LESSON_DRAW="1")


def test_another_datum_is_drawn(tmp_path: Path) -> None:
    for name in ("data", "notebooks"):
        shutil.copytree(REPOSITORY / name, tmp_path / name)
    file = tmp_path / "data" / "minusma" / "timeline.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace("fr:", "fr: Ici,", 1).replace('Ici, "', '"Ici, '), encoding="utf-8"
    )
    assert file.read_text(encoding="utf-8") != text
    code = SHOWS_ALL.replace("lesson.steps, lesson.map, lesson.voices, lesson.modes", "")
    assert kernel(tmp_path / "notebooks" / "fr", code) == "True"


def test_an_unchanged_lesson_elsewhere_has_the_same_pictures(tmp_path: Path) -> None:
    for name in ("data", "notebooks"):
        shutil.copytree(REPOSITORY / name, tmp_path / name)
    assert kernel(tmp_path / "notebooks" / "fr", SHOWS_ALL) == "False"


def test_equal_payloads_share_a_key_whatever_their_order() -> None:
    one = {"title": "é", "rows": [1, {"a": None, "b": 2.5}]}
    other = {"rows": [1, {"b": 2.5, "a": None}], "title": "é"}
    assert key_of(one) == key_of(other)
    assert key_of(one) != key_of({**one, "title": "e"})


def test_a_picture_is_found_in_an_output_and_in_a_file(tmp_path: Path) -> None:
    html = f"<figure>{image('<svg/>', 'ff00')}{image(SVG)}</figure>"
    assert picture_in(html, KEY) == SVG
    (tmp_path / "a.ipynb").write_bytes(b"\xff\xfe no text")
    (tmp_path / "b.ipynb").write_text(json.dumps({"html": [html]}), encoding="utf-8")
    assert stored_picture(KEY, tmp_path) == SVG
    assert stored_picture("beef", tmp_path) is None


@pytest.mark.parametrize(
    "stored",
    [
        image("<svg>"),
        image("<svg><a></svg></a>"),
        image(b"\xff\xfe"),
        image(""),
        image('<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>'),
        image(SVG).replace("base64,", "base64,="),
        image(SVG).replace("image/svg+xml", "text/html"),
        image(SVG).replace(KEY, "fedcba"),
        KEY,
        "",
    ],
)
def test_what_is_no_picture_of_this_key_is_not_shown(stored: str) -> None:
    assert picture_in(stored, KEY) is None


def test_a_figure_gives_its_forms_from_what_is_stored_and_none_without() -> None:
    lesson = open_lesson("minusma", language="fr")
    drawn = lesson.steps().html()
    forms: dict[str, Any] | None = lesson.steps().forms(drawn)
    assert forms is not None
    assert forms["text/html"] == drawn
    assert lesson.steps().forms("") is None
    assert lesson.steps().forms(lesson.timeline().html()) is None
