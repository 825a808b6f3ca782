"""A lesson's notebook through Jupyter Server's contents: alive when read, static when saved."""

from __future__ import annotations

import asyncio
import copy
import inspect
import json
import shutil
import subprocess
import sys
import tomllib
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import nbformat
import pytest
from jupyter_server.services.contents.filemanager import (
    AsyncFileContentsManager,
    FileContentsManager,
)
from jupyter_server.services.contents.largefilemanager import (
    AsyncLargeFileManager,
    LargeFileManager,
)
from nbformat.sign import NotebookNotary

from lesson_utils.content.locating import find_lesson
from lesson_utils.server import _jupyter_server_extension_points, _load_jupyter_server_extension
from lesson_utils.server.contents import accompany, obstacle
from lesson_utils.shown.display import WIDGET_VIEW
from tests.lessons import REPOSITORY
from tests.programs import run_python

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

STATE = "application/vnd.jupyter.widget-state+json"
CONTEXT = "notebooks/fr/02_contexte.ipynb"
NOTEBOOKS = sorted(
    path.relative_to(REPOSITORY).as_posix()
    for path in (REPOSITORY / "notebooks").rglob("*.ipynb")
    if ".ipynb_checkpoints" not in path.parts
)
MANAGERS = [
    AsyncLargeFileManager,
    AsyncFileContentsManager,
    LargeFileManager,
    FileContentsManager,
]
LIVE = {"read", "quiz", "map", "progress"}


@pytest.fixture(autouse=True)
def progress_elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LESSON_PROGRESS", str(tmp_path / "progress"))


class Server:
    """A contents manager with the companion, asked as Jupyter Server's handlers ask it."""

    def __init__(self, folder: Path, secrets: Path, kind: type = AsyncLargeFileManager) -> None:
        self.folder = folder
        self.manager = kind(root_dir=str(folder))
        self.manager.notary = NotebookNotary(data_dir=str(secrets))
        accompany(self.manager, lambda path: f"/answers/{path}")

    def do(self, name: str, *given: Any, **named: Any) -> Any:
        async def answer() -> Any:
            found = getattr(self.manager, name)(*given, **named)
            return await found if inspect.isawaitable(found) else found

        return asyncio.run(answer())

    def read(self, path: str) -> Any:
        """Read a notebook as JupyterLab does."""
        model = self.do("get", path=path, type="notebook", format=None, content=1, require_hash=1)
        # What travels is JSON.
        return json.loads(json.dumps(model["content"]))

    def save(self, path: str, content: Any) -> None:
        self.do("save", {"type": "notebook", "format": "json", "content": content}, path)

    def bytes_of(self, path: str) -> bytes:
        return (self.folder / path).read_bytes()

    def lines_of(self, path: str) -> list[bytes]:
        return self.bytes_of(path).splitlines(keepends=True)

    def change(self, path: str, change: Callable[[Any], object], new: str = "changed.ipynb") -> str:
        """Write a changed copy beside a notebook, not through the server; give its path."""
        notebook = nbformat.read(self.folder / path, 4)
        change(notebook)
        name = f"{path.rpartition('/')[0]}/{new}"
        nbformat.write(notebook, self.folder / name)
        return name


@pytest.fixture
def server(course: Path, tmp_path: Path) -> Server:
    return Server(course, tmp_path)


def cell(notebook: Any, start: str) -> Any:
    """Give the code cell whose code starts so."""
    return next(c for c in notebook["cells"] if c["source"].startswith(start))


def viewed(notebook: Any) -> list[str]:
    """Give the code of the cells that hold a view, and check that it has its state."""
    states = notebook["metadata"].get("widgets", {}).get(STATE, {}).get("state", {})
    found = []
    for each in notebook["cells"]:
        for output in each.get("outputs", []):
            if view := output.get("data", {}).get(WIDGET_VIEW):
                assert states[view["model_id"]]["state"]["_esm"]
                found.append(each["source"])
    return found


def trusted(notebook: Any) -> list[bool]:
    return [bool(c["metadata"].get("trusted")) for c in notebook["cells"] if "outputs" in c]


# What is read


@pytest.mark.parametrize("kind", MANAGERS, ids=lambda kind: kind.__name__)
def test_every_manager_of_jupyter_server_gives_the_lesson_alive(
    course: Path, tmp_path: Path, kind: type
) -> None:
    server = Server(course, tmp_path, kind)
    notebook = server.read(CONTEXT)
    assert {'lesson.read("contexte")', 'lesson.quiz("contexte")'} <= set(viewed(notebook))
    assert all(trusted(notebook))


@pytest.mark.parametrize("path", NOTEBOOKS)
def test_every_notebook_comes_alive_and_its_static_forms_stay_beside(
    server: Server, path: str
) -> None:
    notebook, stored = server.read(path), json.loads(server.bytes_of(path))
    asked = [c["source"] for c in stored["cells"] if "outputs" in c]
    calls = ("".join(source) for source in asked)
    expected = [call for call in calls if call.partition("(")[0].removeprefix("lesson.") in LIVE]
    assert set(expected) <= set(viewed(notebook))
    assert all(trusted(notebook))
    nbformat.validate(nbformat.from_dict(notebook))
    for one, two in zip(notebook["cells"], stored["cells"], strict=True):
        for shown, kept in zip(one.get("outputs", []), two.get("outputs", []), strict=True):
            for form, lines in kept.get("data", {}).items():
                assert shown["data"][form] == "".join(lines)


def test_two_readings_give_the_same(server: Server) -> None:
    assert server.read(CONTEXT) == server.read(CONTEXT)


def test_what_a_student_answered_is_in_the_state(server: Server, tmp_path: Path) -> None:
    entry = {"at": 5, "response": "b", "edition": "x", "attempts": 1, "draft": None}
    record = {"format": "lesson-record", "version": 1, "lesson": "minusma", "seed": "s"}
    record["quizzes"] = {"contexte": {"answers": {"q": entry}, "phase": "open"}}
    (tmp_path / "progress").mkdir()
    (tmp_path / "progress" / "minusma.json").write_text(json.dumps(record), encoding="utf-8")
    states = server.read(CONTEXT)["metadata"]["widgets"][STATE]["state"].values()
    kept = [state["state"]["record"] for state in states if "record" in state["state"]]
    assert kept
    assert all(r["quizzes"]["contexte"]["answers"]["q"]["response"] == "b" for r in kept)


@pytest.mark.parametrize(
    "asked",
    [{}, {"type": "file", "format": "text"}, {"type": None}, {"type": "notebook", "content": 0}],
    ids=str,
)
def test_who_copies_or_converts_a_notebook_gets_it_as_stored(
    server: Server, asked: dict[str, Any]
) -> None:
    model = server.do("get", CONTEXT, **asked)
    assert WIDGET_VIEW not in json.dumps(model["content"])


def test_a_copy_made_by_the_server_is_static(server: Server) -> None:
    made = server.do("copy", CONTEXT, "notebooks/fr/copy-of.ipynb")
    assert WIDGET_VIEW.encode() not in server.bytes_of(made["path"])
    assert viewed(server.read(made["path"]))


def test_matplotlib_is_never_imported_by_the_server(course: Path, tmp_path: Path) -> None:
    code = f"""
import sys, pathlib
from tests.server.test_companion import NOTEBOOKS, Server
server = Server(pathlib.Path({str(course)!r}), pathlib.Path({str(tmp_path)!r}))
alive = sum(bool(server.read(path)["metadata"].get("widgets")) for path in NOTEBOOKS)
print(alive == len(NOTEBOOKS), "matplotlib" in sys.modules)
"""
    assert run_python(code).split() == ["True", "False"]


# What is trusted

FOREIGN_CODE = [
    'import os\nlesson.quiz("contexte")',
    'lesson.quiz("contexte"); print(1)',
    'lesson.quiz("contexte" if 1 else "x")',
    'lesson.quiz(*["contexte"])',
    "lesson.root.unlink()",
    'lesson.quiz("contexte").payload',
    'lesson.__class__("contexte")',
    'from os import open_lesson\nlesson.quiz("contexte")',
    'from lesson_utils import open_lesson as lesson\nlesson.quiz("contexte")',
    '%run x.py\nlesson.quiz("contexte")',
    '!ls\nlesson.quiz("contexte")',
    "%%html\n<script></script>",
    "lesson" + ".read()" * 20_000,
    "(" * 2_000,
    'open_lesson("minusma").quiz(name=open("x"))',
    '[lesson.quiz("contexte")][0]',
    "lesson.quiz('contexte')\x00",
]


@pytest.mark.parametrize("code", FOREIGN_CODE, ids=[code[:30] for code in FOREIGN_CODE])
def test_code_that_is_not_the_lessons_is_not_trusted(server: Server, code: str) -> None:
    def change(notebook: Any) -> None:
        cell(notebook, "lesson.quiz").source = code

    notebook = server.read(server.change(CONTEXT, change))
    theirs = next(c for c in notebook["cells"] if c["source"] == code)
    assert not theirs["metadata"].get("trusted")
    assert not any(WIDGET_VIEW in output["data"] for output in theirs["outputs"])


def mischief(html: str) -> Callable[[Any], None]:
    def change(notebook: Any) -> None:
        output = cell(notebook, "lesson.quiz").outputs[0]
        output.data["text/html"] = html.replace("{old}", output.data["text/html"])

    return change


def add_script(notebook: Any) -> None:
    cell(notebook, "lesson.quiz").outputs[0].data["application/javascript"] = "alert(1)"


def add_output(notebook: Any) -> None:
    data = {"text/html": "<script>alert(1)</script>"}
    cell(notebook, "lesson.quiz").outputs.append(nbformat.v4.new_output("display_data", data))


def change_picture(notebook: Any) -> None:
    data = cell(notebook, "lesson.timeline").outputs[0].data
    data["text/html"] = data["text/html"].replace("base64,", "base64,PHN2Zz4=", 1)


@pytest.mark.parametrize(
    ("change", "start"),
    [
        (mischief("<script>alert(1)</script>"), "lesson.quiz"),
        (mischief("{old}<img src=x onerror=alert(1)>"), "lesson.quiz"),
        (mischief(""), "lesson.quiz"),
        (add_script, "lesson.quiz"),
        (add_output, "lesson.quiz"),
        (change_picture, "lesson.timeline"),
    ],
)
def test_an_output_that_is_not_the_lessons_is_not_trusted(
    server: Server, change: Callable[[Any], None], start: str
) -> None:
    notebook = server.read(server.change(CONTEXT, change))
    theirs = cell(notebook, start)
    assert not theirs["metadata"].get("trusted")
    assert not any(WIDGET_VIEW in output["data"] for output in theirs["outputs"])
    # The rest of the notebook is the lesson's own, and alive.
    assert cell(notebook, "lesson.read")["metadata"]["trusted"] is True


def test_a_view_that_came_with_the_file_is_replaced_and_its_state_with_it(server: Server) -> None:
    def change(notebook: Any) -> None:
        cell(notebook, "lesson.quiz").outputs[0].data[WIDGET_VIEW] = {"model_id": "theirs"}
        state = {"model_module": "anywidget", "state": {"_esm": "alert(1)"}}
        notebook.metadata["widgets"] = {STATE: {"state": {"theirs": state}}}

    notebook = server.read(server.change(CONTEXT, change))
    assert "alert(1)" not in json.dumps(notebook)
    assert 'lesson.quiz("contexte")' in viewed(notebook)


def model(code: str) -> dict[str, Any]:
    """Give the state of a widget whose code comes with the file."""
    inner = {"_esm": code, "_view_name": "AnyView", "_model_name": "AnyModel"}
    return {"model_name": "AnyModel", "model_module": "anywidget", "state": inner}


def view_of(name: str) -> dict[str, Any]:
    return {"version_major": 2, "version_minor": 0, "model_id": name}


@pytest.mark.parametrize("start", ["lesson.facts", "lesson.timeline", "lesson.voices"])
def test_what_has_no_live_form_shows_no_view_that_came_with_the_file(
    server: Server, start: str
) -> None:
    def change(notebook: Any) -> None:
        kept = [cell(notebook, "from lesson_utils"), cell(notebook, start)]
        notebook.cells[:] = kept
        kept[1].outputs[0].data[WIDGET_VIEW] = view_of("theirs")
        notebook.metadata["widgets"] = {STATE: {"state": {"theirs": model("alert(1)")}}}

    path = {"lesson.voices": "notebooks/fr/04_perspectives_securitaires.ipynb"}.get(start, CONTEXT)
    text = json.dumps(server.read(server.change(path, change)))
    assert "alert(1)" not in text
    assert "theirs" not in text


def with_slider(notebook: Any) -> None:
    """Add a student's own widget, beside HTML, with a layout and a link of its own."""
    data = {"text/plain": "x", "text/html": "<b>chart</b>", WIDGET_VIEW: view_of("abc")}
    outputs = [nbformat.v4.new_output("display_data", data)]
    notebook["cells"].append(nbformat.v4.new_code_cell("slider", outputs=outputs))
    box = {"_view_name": "B", "layout": "IPY_MODEL_lay", "children": ["IPY_MODEL_in"]}
    states = {
        "abc": {"model_name": "BoxModel", "state": box},
        "in": {"model_name": "IntSliderModel", "state": {"_view_name": "S", "value": 7}},
        "lay": {"model_name": "LayoutModel", "state": {"_view_name": "L"}},
        "link": {"model_name": "LinkModel", "state": {"source": ["IPY_MODEL_in", "value"]}},
    }
    widgets = notebook["metadata"].setdefault("widgets", {STATE: {"state": {}}})
    widgets[STATE]["state"].update(states)


def test_a_students_own_widget_lives_beside_the_lesson_and_is_saved(server: Server) -> None:
    path = server.change(CONTEXT, with_slider, "slider.ipynb")
    notebook = server.read(path)
    states = notebook["metadata"]["widgets"][STATE]["state"]
    assert {"abc", "in", "lay", "link"} <= set(states)
    others = viewed({**notebook, "cells": notebook["cells"][:-1]})
    assert others == viewed(server.read(CONTEXT))
    assert len(others) >= 3
    server.save(path, notebook)
    saved = nbformat.read(server.folder / path, 4)
    assert set(saved.metadata["widgets"][STATE]["state"]) == {"abc", "in", "lay", "link"}
    assert saved.cells[-1].outputs[0].data[WIDGET_VIEW] == view_of("abc")
    assert saved.cells[-1].outputs[0].data["text/html"] == "<b>chart</b>"
    assert viewed({"cells": saved.cells[:-1], "metadata": {}}) == []


def test_what_came_with_the_file_reaches_no_model_of_the_companion(server: Server) -> None:
    ours = set(server.read(CONTEXT)["metadata"]["widgets"][STATE]["state"])

    def change(notebook: Any) -> None:
        with_slider(notebook)
        states = notebook["metadata"]["widgets"][STATE]["state"]
        for number, name in enumerate(sorted(ours)):
            ends = {"source": ["IPY_MODEL_in", "value"], "target": [f"IPY_MODEL_{name}", "_esm"]}
            states[f"link-{number}"] = {"model_name": "LinkModel", "state": ends}
            states["abc"]["state"]["children"].append(f"IPY_MODEL_{name}")

    states = server.read(server.change(CONTEXT, change))["metadata"]["widgets"][STATE]["state"]
    foreign = {name: state for name, state in states.items() if name not in ours}
    assert foreign
    assert not [name for name in ours if f"IPY_MODEL_{name}" in json.dumps(foreign)]


def test_states_of_a_kernels_lesson_are_not_kept_beside_a_students_own_widget(
    server: Server,
) -> None:
    path = server.change(CONTEXT, with_slider, "slider.ipynb")
    notebook = server.read(path)
    quiz = cell(notebook, "lesson.quiz")
    quiz["outputs"][0]["data"][WIDGET_VIEW] = view_of("run-by-hand")
    notebook["metadata"]["widgets"][STATE]["state"]["run-by-hand"] = model("record")
    server.save(path, notebook)
    assert b"run-by-hand" not in server.bytes_of(path)
    assert b"IntSliderModel" in server.bytes_of(path)


def importing(notebook: Any) -> None:
    cell(notebook, "from lesson_utils")["source"] += "\nimport pandas as pd"


def half_typed(notebook: Any) -> None:
    cell(notebook, "from lesson_utils")["source"] += "\nprint("


def without_opening(notebook: Any) -> None:
    notebook["cells"].remove(cell(notebook, "from lesson_utils"))


@pytest.mark.parametrize("change", [importing, half_typed, without_opening])
def test_what_opens_its_lesson_no_more_is_saved_static_too(
    server: Server, change: Callable[[Any], None]
) -> None:
    notebook = server.read(CONTEXT)
    change(notebook)
    for name in ("companion", "kernel"):
        if name == "kernel":
            cell(notebook, "lesson.quiz")["outputs"][0]["data"][WIDGET_VIEW] = view_of(
                "run-by-hand"
            )
        path = f"notebooks/fr/{name}.ipynb"
        server.save(path, notebook)
        saved = nbformat.read(server.folder / path, 4)
        assert WIDGET_VIEW.encode() not in server.bytes_of(path)
        assert "widgets" not in saved.metadata
        assert "lesson-static" in cell(saved, "lesson.quiz").outputs[0].data["text/html"]


def test_a_live_cell_copied_into_another_notebook_is_saved_static(server: Server) -> None:
    copied = cell(server.read(CONTEXT), "lesson.quiz")
    own = nbformat.v4.new_code_cell("1 + 1")
    notebook = json.loads(json.dumps(nbformat.v4.new_notebook(cells=[own])))
    notebook["cells"].append(copied)
    server.save("mine.ipynb", notebook)
    assert WIDGET_VIEW.encode() not in server.bytes_of("mine.ipynb")
    assert b"lesson-static" in server.bytes_of("mine.ipynb")


def test_what_comes_back_from_the_file_is_trusted_no_more_than_it_was(server: Server) -> None:
    harm = nbformat.v4.new_output("display_data", {"text/html": "<img src=x onerror='a()'>"})

    def change(notebook: Any) -> None:
        cell(notebook, "lesson.quiz").outputs = [harm]

    path = server.change(CONTEXT, change, "harm.ipynb")
    for outputs in (
        [nbformat.v4.new_output("error", ename="NameError", evalue="x", traceback=[])],
        [],
    ):
        notebook = server.read(path)
        quiz = cell(notebook, "lesson.quiz")
        assert not quiz["metadata"].get("trusted")
        quiz["outputs"] = outputs
        quiz["metadata"]["trusted"] = True  # as JupyterLab does with what was run
        server.save(path, notebook)
    assert b"onerror" in server.bytes_of(path)
    assert not cell(server.read(path), "lesson.quiz")["metadata"].get("trusted")


DAMAGED = ["[]", "null", "3", '"x"', "", "<<<<<<<", '{"nbformat":4,"nbformat_minor":5,"cells":[]}',
           '{"nbformat":4,"nbformat_minor":5,"metadata":{}}',
           '{"nbformat":4,"nbformat_minor":5,"metadata":{},"cells":[{}]}']  # fmt: skip


@pytest.mark.parametrize("stored", DAMAGED)
def test_over_a_damaged_file_it_is_saved_static_too(server: Server, stored: str) -> None:
    notebook = server.read(CONTEXT)
    (server.folder / "notebooks/fr/damaged.ipynb").write_text(stored, encoding="utf-8")
    server.save("notebooks/fr/damaged.ipynb", notebook)
    assert server.lines_of("notebooks/fr/damaged.ipynb") == server.lines_of(CONTEXT)


def test_what_a_course_has_noted_on_a_cell_stays(server: Server) -> None:
    def change(notebook: Any) -> None:
        cell(notebook, "lesson.quiz").metadata["course"] = {"x": 1}

    path = server.change(CONTEXT, change, "noted.ipynb")
    before = server.bytes_of(path)
    server.save(path, server.read(path))
    assert server.bytes_of(path) == before


def test_a_lesson_opened_by_a_path_has_no_address_of_anothers(course: Path, server: Server) -> None:
    shutil.copytree(course / "data" / "minusma", course / "autres" / "data" / "minusma")

    def change(notebook: Any) -> None:
        opening = cell(notebook, "from lesson_utils")
        opening.source = opening.source.replace('"minusma"', '"../../autres/data/minusma"')

    def addresses(path: str) -> set[str]:
        states = server.read(path)["metadata"]["widgets"][STATE]["state"]
        return {state["state"]["companion"] for state in states.values() if "quiz" in str(state)
                and "companion" in state["state"]}  # fmt: skip

    assert addresses(server.change(CONTEXT, change, "elsewhere.ipynb")) == {""}
    assert addresses(CONTEXT) == {f"/answers/{CONTEXT}"}
    shutil.rmtree(course / "autres")


def test_a_students_own_cells_take_nothing_from_the_lesson(server: Server) -> None:
    def change(notebook: Any) -> None:
        notebook.cells.insert(1, nbformat.v4.new_markdown_cell("Mes notes <b onclick=x>ici</b>"))
        notebook.cells.insert(3, nbformat.v4.new_code_cell("1 + 1"))

    notebook = server.read(server.change(CONTEXT, change))
    assert 'lesson.quiz("contexte")' in viewed(notebook)
    assert "trusted" not in notebook["cells"][1]["metadata"]
    assert not cell(notebook, "1 + 1")["metadata"]["trusted"]


def test_outputs_that_were_cleared_come_alive_all_the_same(server: Server) -> None:
    def change(notebook: Any) -> None:
        for each in notebook.cells:
            if each.cell_type == "code":
                each.outputs, each.execution_count = [], None

    path = server.change(CONTEXT, change)
    assert 'lesson.quiz("contexte")' in viewed(server.read(path))


@pytest.mark.parametrize(
    "name", [r"\\elsewhere\share\lesson", "//elsewhere/share/lesson", "C:/lesson", "missing"]
)
def test_a_lesson_elsewhere_is_not_even_looked_for(
    server: Server, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []

    def look(wanted: str, start: Path) -> Path:
        asked.append(wanted)
        return find_lesson(wanted, start)

    monkeypatch.setattr("lesson_utils.server.cells.find_lesson", look)

    def change(notebook: Any) -> None:
        opening = next(c for c in notebook.cells if "open_lesson" in c.source)
        opening.source = f"from lesson_utils import open_lesson\nlesson = open_lesson({name!r})"

    path = server.change(CONTEXT, change)
    assert viewed(server.read(path)) == []
    assert asked == (["missing"] if name == "missing" else [])


# What is saved


@pytest.mark.parametrize("path", NOTEBOOKS)
def test_a_notebook_opened_and_saved_has_the_same_bytes(server: Server, path: str) -> None:
    before = server.lines_of(path)
    server.save(path, server.read(path))
    assert server.lines_of(path) == before


def used(notebook: Any) -> None:
    """Do to a notebook what a kernel and JupyterLab do when all cells are run."""
    notebook["metadata"]["language_info"] = {"name": "python", "version": "3.12.1", "mimetype": "x"}
    notebook["metadata"]["kernelspec"]["display_name"] = "Python 3"
    notebook["metadata"]["toc-showtags"] = False
    for number, each in enumerate(c for c in notebook["cells"] if "outputs" in c):
        each["execution_count"] = 40 + number
        each["metadata"] |= {"trusted": True, "execution": {"iopub.status.busy": "2026"}}
        for output in each["outputs"]:
            if "execution_count" in output:
                output["execution_count"] = 40 + number
            if "data" in output:
                output["data"][WIDGET_VIEW] = {"model_id": f"{number:032x}"}


def cleared(notebook: Any) -> None:
    for each in notebook["cells"]:
        if "outputs" in each:
            each["outputs"], each["execution_count"] = [], None


def failed(notebook: Any) -> None:
    """Do what happens where a cell is run before the first one."""
    error = nbformat.v4.new_output(
        "error", ename="NameError", evalue="name 'lesson' is not defined", traceback=["x"]
    )
    cell(notebook, "lesson.quiz")["outputs"] = [error]


def folded(notebook: Any) -> None:
    for each in notebook["cells"]:
        each["metadata"] |= {"scrolled": True} if "outputs" in each else {}
    cell(notebook, "lesson.quiz")["metadata"]["jupyter"]["outputs_hidden"] = True


@pytest.mark.parametrize("use", [used, cleared, failed, folded], ids=lambda use: use.__name__)
def test_whatever_was_done_with_the_lessons_cells_the_file_stays_as_it_was(
    server: Server, use: Callable[[Any], None]
) -> None:
    before = server.lines_of(CONTEXT)
    notebook = server.read(CONTEXT)
    use(notebook)
    server.save(CONTEXT, notebook)
    assert server.lines_of(CONTEXT) == before


def test_a_students_own_cells_are_saved_with_what_they_show(server: Server) -> None:
    path = server.change(CONTEXT, lambda _: None, "own.ipynb")
    notebook = server.read(path)
    own = nbformat.v4.new_code_cell("2 + 3", execution_count=41, metadata={"scrolled": True})
    own["outputs"] = [
        nbformat.v4.new_output("execute_result", {"text/plain": "5"}, execution_count=41)
    ]
    slider = nbformat.v4.new_code_cell("slider", execution_count=42)
    data = {"text/plain": "IntSlider()", WIDGET_VIEW: {"model_id": "abc"}}
    slider["outputs"] = [nbformat.v4.new_output("display_data", data)]
    notebook["cells"] += [own, slider, nbformat.v4.new_markdown_cell("Mes notes")]
    server.save(path, notebook)
    saved = nbformat.read(server.folder / path, 4)
    assert saved.cells[-1].source == "Mes notes"
    assert saved.cells[-2].outputs[0].data == data
    assert saved.cells[-3] == own
    assert viewed({"cells": saved.cells[:-3], "metadata": saved.metadata}) == []


def test_a_cell_that_shows_something_new_is_saved_as_it_shows(server: Server) -> None:
    path = server.change(CONTEXT, lambda _: None, "new.ipynb")
    notebook = server.read(path)
    quiz = cell(notebook, "lesson.quiz")
    quiz["outputs"][0]["data"] |= {"text/html": "<p>new</p>", "text/plain": "new"}
    server.save(path, notebook)
    kept = cell(nbformat.read(server.folder / path, 4), "lesson.quiz").outputs[0].data
    assert kept == {"text/html": "<p>new</p>", "text/plain": "new"}


def test_saved_under_another_name_it_is_static_too(server: Server) -> None:
    notebook = server.read(CONTEXT)
    server.save("notebooks/fr/other-name.ipynb", notebook)
    assert server.lines_of("notebooks/fr/other-name.ipynb") == server.lines_of(CONTEXT)


def test_where_a_run_had_been_saved_alive_the_next_save_makes_it_static(server: Server) -> None:
    path = server.change(CONTEXT, used, "alive.ipynb")
    assert WIDGET_VIEW.encode() in server.bytes_of(path)
    server.save(path, server.read(path))
    assert WIDGET_VIEW.encode() not in server.bytes_of(path)


FOREIGN = {
    "no lesson": {"cells": [nbformat.v4.new_code_cell("import os")]},
    "its own words": {"cells": [nbformat.v4.new_markdown_cell("open_lesson")]},
    "its own code": {"cells": [nbformat.v4.new_code_cell("import os\nopen_lesson('minusma')")]},
    "empty": {"cells": []},
}


@pytest.mark.parametrize("kind", FOREIGN)
def test_notebooks_that_are_no_lessons_pass_as_they_are(server: Server, kind: str) -> None:
    notebook = nbformat.v4.new_notebook(**copy.deepcopy(FOREIGN[kind]))
    view = {WIDGET_VIEW: {"model_id": "abc"}, "text/html": "<b>x</b>"}
    for each in notebook.cells:
        if each.cell_type == "code":
            each.outputs = [nbformat.v4.new_output("display_data", view)]
            each.metadata["scrolled"] = True
    notebook.metadata = {"widgets": {STATE: {"state": {"abc": {}}}}, "toc": {"a": 1}}
    server.save("foreign.ipynb", json.loads(json.dumps(notebook)))
    before = server.bytes_of("foreign.ipynb")
    assert nbformat.reads(before.decode(), 4) == notebook
    read = server.read("foreign.ipynb")
    assert read["metadata"] == notebook.metadata
    server.save("foreign.ipynb", read)
    assert server.bytes_of("foreign.ipynb") == before


# Where something fails


def test_a_failure_stops_no_read_and_no_save(
    server: Server, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("broken")

    server.manager.log.propagate = True
    monkeypatch.setattr("lesson_utils.server.contents.enliven", fail)
    monkeypatch.setattr("lesson_utils.server.contents.settle", fail)
    before = server.lines_of(CONTEXT)
    notebook = server.read(CONTEXT)
    assert viewed(notebook) == []
    server.save(CONTEXT, notebook)
    assert server.lines_of(CONTEXT) == before
    assert "is shown as it is stored" in caplog.text
    assert "is saved as it is shown" in caplog.text


def test_a_broken_question_costs_one_display(course: Path, tmp_path: Path) -> None:
    shutil.copytree(course, tmp_path / "broken")
    server = Server(tmp_path / "broken", tmp_path)
    (server.folder / "data/minusma/quizzes/contexte.yml").write_text("- [", encoding="utf-8")
    notebook = server.read(CONTEXT)
    assert 'lesson.read("contexte")' in viewed(notebook)
    assert 'lesson.quiz("contexte")' not in viewed(notebook)
    assert cell(notebook, "lesson.quiz")["outputs"]


class OwnManager(AsyncLargeFileManager):
    """One that reads from somewhere else."""

    async def get(self, *_: Any, **__: Any) -> Any:
        raise NotImplementedError


@pytest.mark.parametrize("name", ["jupyter_server_ydoc", "jupyter_collaboration"])
def test_beside_collaboration_it_steps_aside(name: str) -> None:
    assert name in (obstacle(AsyncLargeFileManager(), {name: True}) or "")
    assert obstacle(AsyncLargeFileManager(), {name: False}) is None


def test_beside_another_contents_manager_it_steps_aside() -> None:
    assert "OwnManager" in (obstacle(OwnManager(), {}) or "")
    assert [obstacle(kind(), {}) for kind in MANAGERS] == [None] * len(MANAGERS)


# How it is found, and switched off


@pytest.mark.parametrize("value", [None, "on", "", "off", " OFF ", "0", "no", "false"])
def test_one_variable_switches_it_off(
    course: Path, monkeypatch: pytest.MonkeyPatch, value: str | None
) -> None:
    monkeypatch.delenv("LESSON_COMPANION", raising=False)
    if value is not None:
        monkeypatch.setenv("LESSON_COMPANION", value)
    manager = AsyncLargeFileManager(root_dir=str(course))
    told: list[str] = []
    say = SimpleNamespace(info=lambda text, *more: told.append(text % more))
    served: list[Any] = []
    app = SimpleNamespace(
        contents_manager=manager,
        jpserver_extensions={},
        log=say,
        base_url="/",
        web_app=SimpleNamespace(add_handlers=lambda _, added: served.extend(added)),
    )
    _load_jupyter_server_extension(app)  # type: ignore[arg-type]
    model = asyncio.run(manager.get(CONTEXT, type="notebook"))  # type: ignore[no-untyped-call]
    off = value is not None and value.strip().lower() in {"off", "0", "no", "false"}
    assert bool(viewed(model["content"])) is not off
    assert bool(told) is off
    assert bool(served) is not off


def test_a_server_with_the_package_loads_it_by_a_file_of_the_package() -> None:
    settings = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    shared = settings["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"]
    place = "etc/jupyter/jupyter_server_config.d/"
    [source] = [source for source, target in shared.items() if target.startswith(place)]
    enabled = json.loads((REPOSITORY / source).read_text(encoding="utf-8"))
    modules = [point["module"] for point in _jupyter_server_extension_points()]
    assert enabled["ServerApp"]["jpserver_extensions"] == dict.fromkeys(modules, True)
    listed = subprocess.run(
        [sys.executable, "-m", "jupyter", "server", "extension", "list"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert "lesson_utils.server" in listed.stdout + listed.stderr
