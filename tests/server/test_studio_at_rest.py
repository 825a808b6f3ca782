"""The studio's notebook as it goes to disk: what says how to open it, and nothing of the studio."""

from __future__ import annotations

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_output

from lesson_utils.authoring.studio.notebook import notebook_text
from lesson_utils.notebooks.studiocell import studio_cells, studio_language, studio_source
from lesson_utils.server.resting import settle_studio
from lesson_utils.shown.display import WIDGET_VIEW
from tests.lessons import PHARE


def run(language: str) -> tuple[nbformat.NotebookNode, str]:
    """Give a notebook as JupyterLab saves it after a run, and the text that is stored."""
    text = notebook_text(PHARE, language)
    notebook = nbformat.reads(text, as_version=4)
    view = {"version_major": 2, "version_minor": 0, "model_id": "m"}
    cell = notebook.cells[1]
    cell.outputs = [new_output("execute_result", {WIDGET_VIEW: view, "text/plain": "x"})]
    cell.execution_count = 3
    cell.metadata["execution"] = {"iopub.execute_input": "now"}
    cell.metadata["trusted"] = True
    notebook.metadata["language_info"]["version"] = "3.12.1"
    state = {"state": {"m": {"model_name": "AnyModel", "state": {}}}}
    notebook.metadata["widgets"] = {"application/vnd.jupyter.widget-state+json": state}
    return notebook, text


@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_was_run_is_stored_as_it_was_made(language: str) -> None:
    notebook, text = run(language)
    settle_studio(notebook, nbformat.reads(text, as_version=4))
    assert notebook.cells[1].metadata.pop("trusted") is True
    assert nbformat.writes(notebook, version=4) + "\n" == text


def test_what_stood_in_its_place_does_not_come_back() -> None:
    notebook, text = run("en")
    stored = nbformat.reads(text, as_version=4)
    stored.cells[1].outputs = [new_output("display_data", {"text/html": "<script>1</script>"})]
    settle_studio(notebook, stored)
    assert "script" not in nbformat.writes(notebook)


def test_other_cells_keep_what_they_show() -> None:
    notebook, text = run("en")
    own = new_code_cell("1 + 1", outputs=[new_output("execute_result", {"text/plain": "2"})])
    notebook.cells.append(own)
    settle_studio(notebook, nbformat.reads(text, as_version=4))
    assert notebook.cells[2].outputs[0].data["text/plain"] == "2"
    assert [language for _, language in studio_cells(notebook)] == ["en"]


def test_an_empty_cell_that_jupyterlab_added_is_left_out() -> None:
    notebook, text = run("en")
    notebook.cells.append(new_code_cell("\n"))
    settle_studio(notebook, nbformat.reads(text, as_version=4))
    assert len(notebook.cells) == 2


@pytest.mark.parametrize(
    "code",
    [
        "",
        "edit_lesson(",
        'edit_lesson("phare", language="en")',
        'from lesson_utils.authoring.studio import edit_lesson\nedit_lesson("phare")',
        studio_source("phare", "en") + "\nimport os",
        studio_source("phare", "de"),
        studio_source("phare", "en").replace("lesson_utils", "other"),
        studio_source("phare", "en").replace('"phare"', "name()"),
        studio_source("phare", "en").replace('language="en"', 'language="en", more=1'),
    ],
)
def test_what_does_anything_else_is_no_cell_of_the_studio(code: str) -> None:
    assert studio_language(code) is None


@pytest.mark.parametrize("name", ["phare", "le port", 'a"b', "a\\b", "é", "."])
def test_any_name_of_a_lesson_can_stand_in_it(name: str) -> None:
    assert studio_language(studio_source(name, "fr")) == "fr"
