"""A site as it is made: what goes into it, what is looked at, what is told where it cannot be."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from jupyterlite_pyodide_kernel.constants import PYODIDE_VERSION
from markupsafe import escape

from lesson_utils import open_lesson
from lesson_utils.cli import main
from lesson_utils.content.problems import LessonError
from lesson_utils.exports.archive import zipped
from lesson_utils.shown.widgets.quiz import plain
from lesson_utils.site import checking, sources
from lesson_utils.site.checking import faults
from lesson_utils.site.making import MARK, make_site, may_hold
from lesson_utils.site.notebooks import LIVE, LiveParts, live_notebooks
from lesson_utils.site.wheels import browser_wheel, own_wheel
from lesson_utils.student.folders import progress_folders
from lesson_utils.student.progress import ProgressStore
from lesson_utils.student.records import Entry, QuizRecord, Record
from tests.lessons import PHARE, REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path

MINUSMA = REPOSITORY / "data" / "minusma"


def codes(error: LessonError) -> set[str]:
    return {problem.code for problem in error.problems}


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Give a copy of the lesson with its two shortest notebooks."""
    shutil.copytree(MINUSMA, tmp_path / "data" / "minusma")
    for name in ("fr/00_accueil.ipynb", "en/00_welcome.ipynb"):
        (tmp_path / "notebooks" / name).parent.mkdir(parents=True)
        shutil.copy(REPOSITORY / "notebooks" / name, tmp_path / "notebooks" / name)
    return tmp_path


def test_the_lists_name_no_address_and_the_pyodide_that_the_kernel_wants() -> None:
    assert json.loads(sources.PYODIDE.read_text("utf-8"))["version"] == PYODIDE_VERSION
    lines = sources.PACKAGES.read_text("utf-8").splitlines()
    assert len(sources.pinned()) == len(lines) - 1
    assert not [line for line in lines if "//" in line or "@" in line]


def test_a_site_has_no_package_that_only_draws() -> None:
    assert not {"matplotlib", "numpy", "pillow", "fonttools"} & sources.pinned().keys()


def test_of_a_wheel_for_another_machine_only_the_python_is_taken(tmp_path: Path) -> None:
    info = "tiny-1.0.dist-info"
    files = {
        "tiny/__init__.py": b"try:\n    from tiny._fast import f\nexcept ImportError:\n    f = 1\n",
        "tiny/_fast.cpython-314-x86_64-linux-gnu.so": b"\x7fELF",
        f"{info}/METADATA": b"Metadata-Version: 2.1\nName: Tiny\nVersion: 1.0\n"
        b"Requires-Dist: jinja2>=3\nRequires-Dist: pytest; extra == 'dev'\n",
        f"{info}/WHEEL": b"Root-Is-Purelib: false\nTag: cp314-cp314-manylinux2014_x86_64\n",
        f"{info}/RECORD": b"",
    }
    path = tmp_path / "tiny-1.0-cp314-cp314-manylinux2014_x86_64.whl"
    path.write_bytes(zipped(files))
    wheel = browser_wheel(path)
    assert wheel.file == "tiny-1.0-py3-none-any.whl"
    assert (wheel.name, wheel.version, wheel.imports, wheel.needs) == (
        "tiny",
        "1.0",
        ["tiny"],
        ["jinja2"],
    )
    with zipfile.ZipFile(io.BytesIO(wheel.content)) as packed:
        assert not [name for name in packed.namelist() if name.endswith(".so")]
        told = packed.read(f"{info}/WHEEL").decode()
        assert told.splitlines() == ["Root-Is-Purelib: true", "Tag: py3-none-any"]
        recorded = packed.read(f"{info}/RECORD").decode()
    assert [line.split(",")[0] for line in recorded.splitlines()][-1] == f"{info}/RECORD"
    assert ".so" not in recorded


def test_the_lesson_s_wheel_holds_the_lesson_and_what_its_cells_need() -> None:
    wheel = own_wheel([MINUSMA], {"abc": "<svg/>"})
    with zipfile.ZipFile(io.BytesIO(wheel.content)) as packed:
        names = set(packed.namelist())
    assert "lesson_utils/lessons/minusma/article.txt" in names
    assert "lesson_utils/shown/figures/drawn/abc.svg" in names
    assert "lesson_utils/lesson.py" in names
    wings = {name.split("/")[1] for name in names if name.startswith("lesson_utils/")}
    assert not wings & {"authoring", "checks", "commands", "exports", "results", "server", "site"}
    assert own_wheel([MINUSMA], {"abc": "<svg/>"}) == wheel
    assert own_wheel([MINUSMA], {}).file != wheel.file


def test_a_site_carries_nothing_of_whoever_makes_it(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = {"acc-qui-part": Entry(at=1, response="SECRET-OF-THE-MAKER")}
    mine = Record(lesson="minusma", quizzes={"accueil": QuizRecord(answers=answers)})
    monkeypatch.setenv("LESSON_PROGRESS", str(repository / "mine"))
    monkeypatch.setenv("JUPYTERHUB_USER", "somebody-of-the-hub")
    store = ProgressStore("minusma", [repository / "mine"])
    store.save(mine, "fr")
    ProgressStore("minusma", progress_folders(repository / "data" / "minusma")).save(mine, "fr")
    parts = LiveParts({}, {})
    notebooks = live_notebooks(repository / "data" / "minusma", parts)
    everything = b"".join([*(n.content for n in notebooks), *parts.files.values()])
    assert b"SECRET-OF-THE-MAKER" not in everything
    assert b"somebody-of-the-hub" not in everything


def test_a_notebook_of_a_site_is_the_stored_one_with_live_forms_beside(repository: Path) -> None:
    parts = LiveParts({}, {})
    found = live_notebooks(repository / "data" / "minusma", parts)
    assert [(each.place, each.language) for each in found] == [
        ("en/00_welcome.ipynb", "en"),
        ("fr/00_accueil.ipynb", "fr"),
    ]
    for each in found:
        made = json.loads(each.content)
        stored = json.loads((repository / "notebooks" / each.place).read_text("utf-8"))
        forms = []
        for cell, before in zip(made["cells"], stored["cells"], strict=True):
            assert cell["source"] == "".join(before["source"])
            for output, old in zip(cell.get("outputs", ()), before.get("outputs", ()), strict=True):
                form = output.get("data", {}).pop(LIVE, None)
                forms += [form] if form else []
                html = old.get("data", {}).get("text/html")
                assert output.get("data", {}).get("text/html") == (html and "".join(html))
        assert len(forms) == each.alive == 2
        for form in forms:
            assert set(form.values()) <= parts.files.keys()


def test_a_notebook_that_shows_something_else_than_the_lesson_is_refused(repository: Path) -> None:
    path = repository / "data" / "minusma" / "quizzes" / "accueil.yml"
    text = path.read_text(encoding="utf-8")
    assert "Which mission" in text
    path.write_text(text.replace("Which mission", "What mission"), encoding="utf-8")
    with pytest.raises(LessonError) as caught:
        live_notebooks(repository / "data" / "minusma", LiveParts({}, {}))
    assert codes(caught.value) == {"site-stale"}
    assert {problem.file for problem in caught.value.problems} == {"notebooks/en/00_welcome.ipynb"}


def test_a_lesson_without_notebooks_is_told(tmp_path: Path) -> None:
    root = shutil.copytree(PHARE, tmp_path / "data" / "phare")
    with pytest.raises(LessonError) as caught:
        live_notebooks(root, LiveParts({}, {}))
    assert codes(caught.value) == {"site-no-notebook"}


def test_two_lessons_of_one_name_make_no_site(tmp_path: Path) -> None:
    roots = [shutil.copytree(PHARE, tmp_path / each / "phare") for each in ("a", "b")]
    with pytest.raises(LessonError) as caught:
        make_site(roots, tmp_path / "site", lambda _: None)
    assert codes(caught.value) == {"site-name"}
    assert not (tmp_path / "site").exists()


def nothing_reached(monkeypatch: pytest.MonkeyPatch, cache: Path) -> None:
    monkeypatch.setenv("LESSON_SITE_CACHE", str(cache))
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", "")


def test_without_a_network_one_sentence_says_so_and_nothing_is_lost(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nothing_reached(monkeypatch, repository / "cache")
    folder = repository / "site"
    folder.mkdir()
    (folder / MARK).write_text("{}", encoding="utf-8")
    (folder / "index.html").write_text("earlier", encoding="utf-8")
    with pytest.raises(LessonError) as caught:
        make_site([repository / "data" / "minusma"], folder, lambda _: None)
    assert codes(caught.value) == {"site-network"}
    assert (folder / "index.html").read_text(encoding="utf-8") == "earlier"
    assert sorted(path.name for path in repository.iterdir()) == [
        "cache",
        "data",
        "notebooks",
        "site",
    ]


def test_a_file_that_is_not_what_the_list_says_is_not_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nothing_reached(monkeypatch, tmp_path)
    for name in sources.pinned():
        (tmp_path / f"{name}-1.0-py3-none-any.whl").write_bytes(b"altered")
    with pytest.raises(LessonError) as caught:
        sources.fetched()
    assert codes(caught.value) == {"site-network"}


@pytest.mark.parametrize(
    ("held", "may"), [(None, True), ("", True), ("letter.txt", False), (MARK, True)]
)
def test_a_folder_of_somebody_s_is_left_alone(tmp_path: Path, held: str | None, may: bool) -> None:  # noqa: FBT001
    folder = tmp_path / "site"
    if held is not None:
        folder.mkdir()
        if held:
            (folder / held).touch()
    assert may_hold(folder) is may


def test_the_command_says_what_is_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").touch()
    for language, said in (("fr", "n’est pas vide"), ("en", "is not empty")):
        command = ["--language", language, "site", "minusma", "--output", str(tmp_path)]
        done = CliRunner().invoke(main, command)
        assert done.exit_code == 1
        assert said in done.output
    assert (tmp_path / "letter.txt").exists()


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    """Give a tiny folder that has all that is looked for."""
    site = tmp_path / "whole"
    kernel = {
        "pyodideUrl": "./static/pyodide/pyodide.mjs",
        "disablePyPIFallback": True,
        "loadPyodideOptions": {"lockFileURL": "./static/pyodide/lock-1.json"},
    }
    page = {
        "federated_extensions": [{"name": "room", "load": "./static/entry.js?v=1"}],
        "litePluginSettings": {"@jupyterlite/pyodide-kernel-extension:kernel": kernel},
    }
    wheel = b"wheel"
    digest = hashlib.sha256(wheel).hexdigest()
    lock = {"packages": {"tiny": {"file_name": "tiny.whl", "sha256": digest}}}
    files = {
        "index.html": b"",
        "lab/index.html": b"",
        "service-worker.js": b"",
        "overrides.json": b"{}",
        "jupyter-lite.json": json.dumps({"jupyter-config-data": page}).encode(),
        "extensions/room/static/entry.js": b"",
        "static/pyodide/pyodide.mjs": b"",
        "static/pyodide/lock-1.json": json.dumps(lock).encode(),
        "static/pyodide/tiny.whl": wheel,
        "static/lesson/a.js": b"1",
        "files/l/fr/a.ipynb": b"{}",
        "api/contents/l/fr/all.json": json.dumps({"content": [{"name": "a.ipynb"}]}).encode(),
    }
    for name, content in files.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_bytes(content)
    return site


def test_a_whole_site_has_no_fault(whole: Path) -> None:
    assert faults(whole, {"l/fr/a.ipynb": b"{}"}, {"a.js": b"1"}) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("jupyter-lite.json", '"pyodideUrl": "./static/pyodide/pyodide.mjs", ', "", "pyodideUrl"),
        ("jupyter-lite.json", '"./static/entry.js?v=1"', '"//cdn.test/a.js"', "//cdn.test/a.js"),
        ("jupyter-lite.json", "lock-1", "lock-2", "lock-2"),
        ("jupyter-lite.json", "true", "false", "disablePyPIFallback"),
        ("static/pyodide/lock-1.json", "tiny.whl", "other.whl", "other.whl"),
        ("static/pyodide/tiny.whl", "wheel", "whole", "tiny.whl"),
        ("static/lesson/a.js", "1", "2", "static/lesson/a.js"),
        ("files/l/fr/a.ipynb", "{}", "[]", "files/l/fr/a.ipynb"),
        ("api/contents/l/fr/all.json", "a.ipynb", "b.ipynb", "files/l/fr/a.ipynb"),
    ],
)
def test_what_a_site_lacks_is_found(whole: Path, name: str, old: str, new: str, told: str) -> None:
    path = whole / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    found = faults(whole, {"l/fr/a.ipynb": b"{}"}, {"a.js": b"1"})
    assert [fault for fault in found if told in fault], found


def test_a_file_that_is_gone_and_a_site_that_is_too_large_are_found(
    whole: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (whole / "lab" / "index.html").unlink()
    (whole / "extensions" / "room" / "static" / "entry.js").unlink()
    monkeypatch.setattr(checking, "MOST_BYTES", 10)
    found = faults(whole, {"l/fr/a.ipynb": b"{}"}, {"a.js": b"1"})
    assert found[:2] == ["lab/index.html", "extensions/room/static/entry.js"]
    assert found[-1].endswith("> 10")


def test_a_null_of_the_browser_is_none() -> None:
    class JsNull:
        """As Pyodide gives it."""

    sent = {"response": JsNull(), "parts": ["a", JsNull()], "at": 5}
    assert plain(sent) == {"response": None, "parts": ["a", None], "at": 5}


def test_where_nothing_can_be_drawn_the_words_and_the_open_table_stand(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    monkeypatch.chdir(tmp_path)
    shown = open_lesson(MINUSMA, "fr").timeline()
    html = shown.html()
    assert "<img" not in html
    assert f"<p>{escape(shown.payload['alt'])}</p>" in html
    assert "<details open>" in html
    assert shown.widget is None
