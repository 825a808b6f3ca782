"""Notebooks that other tools have saved: one problem says what they did, build puts it right."""

from __future__ import annotations

import copy
import json
import shutil
import warnings
from typing import TYPE_CHECKING, Any

import nbformat
import pytest
from click.testing import CliRunner
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from lesson_utils.checks import CHECKS, CONTENT_CHECKS, load_workspace
from lesson_utils.checks.notebooks import NOTEBOOK_CHECKS, notebooks_tidy
from lesson_utils.checks.repository import languages_match
from lesson_utils.checks.running import run_checks
from lesson_utils.cli import main
from lesson_utils.content.problems import Problem
from lesson_utils.notebooks.celltwins import settle_ids, twin_ids
from lesson_utils.notebooks.running import run_all, tidiness
from lesson_utils.notebooks.tidying import KERNEL, strip
from lesson_utils.notebooks.validation import validate_all

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

SPANISH, ENGLISH = "notebooks/es/00_hola.ipynb", "notebooks/en/00_hello.ipynb"
IDS = ["title", "open", "task", "quiz", "end"]


def stored(language: str) -> dict[str, Any]:
    """Give a notebook as it is stored: what it shows is written by hand."""
    opening = f'lesson = open_lesson("faro", language="{language}")'
    cells = [
        new_markdown_cell(f"# Faro ({language})", id="title"),
        new_code_cell(f"from lesson_utils import open_lesson\n{opening}", id="open"),
        new_markdown_cell("## Quiz", id="task"),
        new_code_cell('print("uno")', id="quiz", metadata={"jupyter": {"source_hidden": True}}),
        new_markdown_cell("## End", id="end"),
    ]
    cells[1].execution_count, cells[3].execution_count = 1, 2
    cells[3].outputs = [new_output("stream", text="uno\n")]
    metadata = {"kernelspec": dict(KERNEL), "language_info": {"name": "python"}}
    return dict(new_notebook(cells=cells, metadata=metadata))


@pytest.fixture
def lesson(tiny_lesson: Path) -> Path:
    """Put the tiny lesson where notebooks stand beside it, in two languages; give the whole."""
    home = tiny_lesson.parent / "cours d’été"
    (home / "data").mkdir(parents=True)
    tiny_lesson.rename(home / "data" / "faro")
    for name in (SPANISH, ENGLISH):
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        text: str = nbformat.writes(nbformat.from_dict(stored(name.split("/")[1])), version=4)
        (home / name).write_text(text + "\n", encoding="utf-8")
    return home


def save(path: Path, notebook: dict[str, Any]) -> None:
    text = json.dumps(notebook, indent=1, sort_keys=True, ensure_ascii=False)
    path.write_text(text + "\n", encoding="utf-8")


def load(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def numbered(notebook: dict[str, Any]) -> None:
    """Do what nbstripout does, but for the outputs."""
    for number, cell in enumerate(notebook["cells"]):
        cell["id"] = str(number)


def by_colab(notebook: dict[str, Any]) -> None:
    """Save as Colab does: an older format, the ids in the metadata."""
    notebook["nbformat_minor"] = 0
    notebook["metadata"]["colab"] = {"provenance": []}
    notebook["metadata"]["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
    for cell, drawn in zip(notebook["cells"], "abcde", strict=True):
        del cell["id"]
        cell["metadata"]["id"] = f"Ndo4ERqnwQO{drawn}"
        if cell["cell_type"] == "code":
            cell["metadata"] |= {"colab": {"height": 35}, "outputId": "e2a8"}


def without(notebook: dict[str, Any]) -> None:
    for cell in notebook["cells"]:
        del cell["id"]


def older(notebook: dict[str, Any]) -> None:
    without(notebook)
    notebook["nbformat_minor"] = 4


def drawn(notebook: dict[str, Any]) -> None:
    """Draw ids as JupyterLab and nbformat do."""
    for number, cell in enumerate(notebook["cells"]):
        cell["id"] = (
            ["3b4c07d4", "9f1c2a44-0c1e-4b5a-9d53-0f6a2a7b8c9d"][number % 2]
            if (number < 2)
            else f"{number}b4c07d4"
        )


def twice(notebook: dict[str, Any]) -> None:
    notebook["cells"][2]["id"] = "title"


def some(notebook: dict[str, Any]) -> None:
    notebook["cells"][0]["id"], notebook["cells"][3]["id"] = "a1b2c3d4", "7"


def invalid(notebook: dict[str, Any]) -> None:
    notebook["cells"][0]["id"] = "un titre"


REWRITINGS: dict[str, Callable[[dict[str, Any]], None]] = {
    "numbered": numbered,
    "Colab": by_colab,
    "no ids": without,
    "an older format": older,
    "drawn": drawn,
    "an id twice": twice,
    "some": some,
    "an invalid id": invalid,
}
PAPERS = [check for check in CHECKS if check.name in {"languages_match", "notebooks_tidy"}]


def change(lesson: Path, name: str, how: Callable[[dict[str, Any]], object]) -> None:
    notebook = load(lesson / name)
    how(notebook)
    save(lesson / name, notebook)


def told(lesson: Path) -> list[Problem]:
    found = run_checks(lesson / "data" / "faro", PAPERS).problems
    for problem in found:
        for language in ("fr", "en"):
            assert problem.what(language)
            assert problem.todo(language)
    return found


def test_a_notebook_as_it_is_stored_has_no_problem(lesson: Path) -> None:
    assert told(lesson) == []


@pytest.mark.parametrize("name", [SPANISH, ENGLISH])
@pytest.mark.parametrize("rewriting", REWRITINGS)
def test_ids_that_a_tool_rewrote_are_one_problem(lesson: Path, name: str, rewriting: str) -> None:
    change(lesson, name, REWRITINGS[rewriting])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        (problem,) = told(lesson)
    assert (problem.code, problem.file) == ("notebook-ids", name)
    assert "ids" in problem.what("en")
    assert "lesson build" in problem.todo("fr")


def test_what_the_tool_did_besides_is_told_with_it(lesson: Path) -> None:
    def nbstripout(notebook: dict[str, Any]) -> None:
        numbered(notebook)
        for cell in notebook["cells"]:
            if cell["cell_type"] == "code":
                cell |= {"execution_count": None, "outputs": []}

    change(lesson, SPANISH, nbstripout)
    (problem,) = told(lesson)
    assert (problem.code, problem.file) == ("notebook-ids", SPANISH)
    assert "cleared the outputs" in problem.what("en")


def test_what_colab_does_besides_is_told_with_it(lesson: Path) -> None:
    change(lesson, ENGLISH, by_colab)
    (problem,) = told(lesson)
    assert "another machine’s kernel" in problem.what("en")
    assert "settings" in problem.what("en")


def test_what_a_tool_that_keeps_the_ids_did_is_told_at_once(lesson: Path) -> None:
    """Do what papermill does to a notebook that it cannot run."""

    def papermill(notebook: dict[str, Any]) -> None:
        notebook["metadata"]["papermill"] = {"duration": 0.1}
        notebook["metadata"]["kernelspec"] = {"name": "geo", "display_name": "geo"}
        for cell in notebook["cells"]:
            cell["metadata"] |= {"papermill": {"status": "failed"}, "tags": []}
            if cell["cell_type"] == "code":
                cell |= {"execution_count": None, "outputs": []}

    change(lesson, SPANISH, papermill)
    (problem,) = told(lesson)
    assert (problem.code, problem.file) == ("notebook-changed", SPANISH)
    assert problem.what("en") == (
        "a tool has changed this notebook: it has written another machine’s kernel, "
        "it has left its settings there, it has cleared the outputs"
    )
    notebook = nbformat.read(lesson / SPANISH, as_version=4)
    strip(notebook)
    assert [set(cell.metadata) for cell in notebook.cells] == [
        *(set(), set(), set(), {"jupyter"}, set())
    ]


def test_a_lesson_of_one_language_is_told_of_ids_that_are_none(lesson: Path) -> None:
    (lesson / ENGLISH).unlink()
    change(lesson, SPANISH, numbered)
    assert told(lesson) == []
    change(lesson, SPANISH, without)
    assert [problem.code for problem in told(lesson)] == ["notebook-ids"]


def test_a_cell_that_lacks_is_told_beside_the_ids(lesson: Path) -> None:
    def fewer(notebook: dict[str, Any]) -> None:
        del notebook["cells"][3]
        numbered(notebook)

    change(lesson, ENGLISH, fewer)
    assert [(p.code, p.id) for p in told(lesson)] == [
        ("cell-missing", "quiz"),
        ("notebook-ids", ""),
    ]


def test_where_both_are_numbered_one_cell_more_does_not_shift_all(lesson: Path) -> None:
    change(lesson, SPANISH, numbered)

    def more(notebook: dict[str, Any]) -> None:
        notebook["cells"].insert(1, dict(new_code_cell("1 + 1", id="x", execution_count=1)))
        numbered(notebook)

    change(lesson, ENGLISH, more)
    assert [(p.code, p.id) for p in told(lesson)] == [("cell-extra", "1"), ("notebook-ids", "")]


def test_cells_that_stand_elsewhere_are_told_as_moved_whatever_their_ids(lesson: Path) -> None:
    def moved(notebook: dict[str, Any]) -> None:
        cells = notebook["cells"]
        notebook["cells"] = [cells[0], *cells[2:4], cells[1], cells[4]]
        numbered(notebook)

    change(lesson, ENGLISH, moved)
    codes = {problem.code for problem in told(lesson)}
    assert codes == {"cell-moved", "notebook-ids"}
    # As lesson build does: what is left is the order alone.
    cells = nbformat.read(lesson / ENGLISH, as_version=4).cells
    ids = twin_ids(stored("es")["cells"], cells)
    assert sorted(ids) == sorted(IDS)
    change(
        lesson, ENGLISH, lambda n: [c.update(id=i) for c, i in zip(n["cells"], ids, strict=True)]
    )
    assert {problem.code for problem in told(lesson)} == {"cell-moved"}


def emptied(notebook: dict[str, Any]) -> None:
    notebook["cells"] = []


def replaced(notebook: dict[str, Any]) -> None:
    own = new_code_cell("2 + 2", id="mine", execution_count=1)
    notebook["cells"] = [dict(own), dict(new_code_cell("3", id="3b4c07d4", execution_count=2))]


@pytest.mark.parametrize("name", [SPANISH, ENGLISH])
@pytest.mark.parametrize("how", [emptied, replaced])
def test_a_notebook_that_is_another_is_one_problem(
    lesson: Path, name: str, how: Callable[[dict[str, Any]], None]
) -> None:
    change(lesson, name, how)
    (problem,) = told(lesson)
    assert (problem.code, problem.file) == ("notebook-unlike", name)
    assert {problem.file, problem.values["other"]} == {SPANISH, ENGLISH}


def test_code_that_was_changed_under_another_id_is_told_as_changed(lesson: Path) -> None:
    def other(notebook: dict[str, Any]) -> None:
        numbered(notebook)
        notebook["cells"][3]["source"] = 'print("dos")'

    change(lesson, ENGLISH, other)
    assert [(p.code, p.id) for p in told(lesson)] == [("cell-code", "3"), ("notebook-ids", "")]


@pytest.mark.parametrize("rewriting", REWRITINGS)
def test_the_ids_are_those_of_the_other_language(rewriting: str) -> None:
    changed = copy.deepcopy(stored("en"))
    REWRITINGS[rewriting](changed)
    settle_ids(changed["cells"])
    assert twin_ids(stored("es")["cells"], changed["cells"]) == IDS


@pytest.mark.slow
def test_build_puts_right_what_tools_did_and_loses_nothing(lesson: Path) -> None:
    before = {name: (lesson / name).read_bytes() for name in (SPANISH, ENGLISH)}
    change(lesson, SPANISH, numbered)
    change(lesson, ENGLISH, by_colab)

    def edit(notebook: dict[str, Any]) -> None:
        notebook["metadata"]["kernelspec"] = {"name": "conda-env-geo-py", "display_name": "geo"}
        notebook["cells"][3]["metadata"]["scrolled"] = True
        notebook["cells"][3]["metadata"]["jupyter"]["outputs_hidden"] = True

    change(lesson, ENGLISH, edit)
    done = CliRunner().invoke(main, ["build", str(lesson)])
    assert done.exit_code == 0, done.output
    assert done.stderr == ""
    # Neither has ids that a person chose: the first language's are kept.
    for name, content in before.items():
        number = {cell["id"]: str(place) for place, cell in enumerate(json.loads(content)["cells"])}
        expected = content.decode()
        for chosen, given in number.items():
            expected = expected.replace(f'"id": "{chosen}"', f'"id": "{given}"')
        assert (lesson / name).read_text(encoding="utf-8") == expected
    assert told(lesson) == []
    # Once one has its own back, the other takes them.
    (lesson / ENGLISH).write_bytes(before[ENGLISH])
    reports = list(run_all([lesson / SPANISH, lesson / ENGLISH], lesson))
    assert [report.built.encode() for report in reports] == [before[SPANISH], before[ENGLISH]]


#: what may be set on purpose
KEPT: dict[str, Any] = {
    "tags": ["devoir"],
    "slideshow": {"slide_type": "slide"},
    "editable": False,
    "deletable": False,
    "name": "quiz",
    "nbgrader": {"grade": True},
    "jupyter": {"source_hidden": True},
}
#: what tools leave, and whether it hides an output
LEFT: dict[str, tuple[dict[str, Any], bool]] = {
    "ExecuteTime": ({"ExecuteTime": {"end_time": "2026-11-26"}}, False),
    "execution": ({"execution": {"iopub.status.busy": "2026-11-26"}}, False),
    "vscode": ({"vscode": {"languageId": "python"}}, False),
    "colab": ({"colab": {"height": 35}}, False),
    "id": ({"id": "Ndo4ERqnwQOa"}, False),
    "papermill": ({"papermill": {"duration": 0.01}}, False),
    "pycharm": ({"pycharm": {"name": "#%%"}}, False),
    "hide_input": ({"hide_input": True}, False),
    "a tool of tomorrow": ({"tomorrow": {"x": 1}}, False),
    "collapsed: no": ({"collapsed": False}, False),
    "scrolled: no": ({"scrolled": False}, False),
    "jupyter.outputs_hidden: no": ({"jupyter": {"outputs_hidden": False}}, False),
    "collapsed": ({"collapsed": True}, True),
    "scrolled": ({"scrolled": True}, True),
    "jupyter.outputs_hidden": ({"jupyter": {"outputs_hidden": True}}, True),
}


def test_what_an_author_sets_stays_and_is_not_told(lesson: Path) -> None:
    change(lesson, SPANISH, lambda notebook: notebook["cells"][3].update(metadata=KEPT))
    change(lesson, SPANISH, lambda notebook: notebook["metadata"].update(title="Faro", rise={}))
    assert list(tidiness(lesson / SPANISH, lesson)) == []
    notebook = nbformat.read(lesson / SPANISH, as_version=4)
    strip(notebook)
    assert dict(notebook.cells[3].metadata) == KEPT
    assert set(notebook.metadata) == {"title", "rise", "kernelspec", "language_info"}


@pytest.mark.parametrize("name", LEFT)
def test_what_a_tool_leaves_is_told_once_and_taken_out(lesson: Path, name: str) -> None:
    left, hides = LEFT[name]

    def leave(notebook: dict[str, Any]) -> None:
        for place in (1, 3):
            notebook["cells"][place]["metadata"] |= copy.deepcopy(left)

    change(lesson, SPANISH, leave)
    (problem,) = tidiness(lesson / SPANISH, lesson)
    code = "notebook-hidden" if hides else "notebook-untidy"
    assert (problem.code, problem.id, problem.notice) == (code, "open", False)
    assert name.partition(":")[0] in problem.values["detail"] or name == "a tool of tomorrow"
    assert "lesson build" in problem.todo("en")
    notebook = nbformat.read(lesson / SPANISH, as_version=4)
    strip(notebook)
    assert notebook.cells[1].metadata == {}


@pytest.mark.parametrize("name", ["toc", "varInspector", "vscode", "papermill", "widgets", "colab"])
def test_what_a_tool_leaves_on_the_whole_is_told_and_taken_out(lesson: Path, name: str) -> None:
    change(lesson, SPANISH, lambda notebook: notebook["metadata"].update({name: {"x": 1}}))
    (problem,) = tidiness(lesson / SPANISH, lesson)
    assert (problem.code, problem.values["detail"]) == ("notebook-untidy", f"metadata.{name}")
    notebook = nbformat.read(lesson / SPANISH, as_version=4)
    strip(notebook)
    assert name not in notebook.metadata


def test_a_format_older_than_the_ids_it_has_is_told(lesson: Path) -> None:
    change(lesson, SPANISH, lambda notebook: notebook.update(nbformat_minor=4))
    (problem,) = told(lesson)
    assert (problem.code, problem.values["detail"]) == ("notebook-untidy", "nbformat_minor")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (
            {"name": "conda-env-geo-py", "display_name": "Python [conda env:geo]"},
            "conda-env-geo-py",
        ),
        ({"name": "python311", "display_name": "Python 3.11"}, "python311"),
        ({"name": "ir", "display_name": "R", "language": "R"}, "ir"),
        ({"name": "python3", "display_name": ".venv (3.11.4)"}, ".venv (3.11.4)"),
        ({"name": ""}, ""),
        ({}, ""),
        (None, ""),
    ],
)
def test_the_kernel_of_another_machine_is_told_plainly(
    lesson: Path, asked: dict[str, str] | None, said: str
) -> None:
    def ask(notebook: dict[str, Any]) -> None:
        notebook["metadata"] = {} if asked is None else {"kernelspec": asked}

    change(lesson, SPANISH, ask)
    (problem,) = notebooks_tidy(load_workspace(lesson / "data" / "faro"))
    assert problem.code == ("notebook-kernel" if said else "notebook-kernel-none")
    assert said in problem.what("fr")
    assert "lesson build" in problem.todo("fr")


def test_the_cells_run_whatever_the_kernel_is_called(lesson: Path) -> None:
    spec = {"name": "conda-env-geo-py", "display_name": "geo"}
    change(lesson, SPANISH, lambda notebook: notebook["metadata"].update(kernelspec=spec))
    ((_, problems),) = validate_all([lesson / SPANISH], lesson)
    assert problems == ()


def test_outputs_taken_out_with_the_counts_left_are_one_problem(lesson: Path) -> None:
    def empty(notebook: dict[str, Any]) -> None:
        for cell in notebook["cells"][1:4:2]:
            cell |= {"source": "print(1)", "outputs": []}

    change(lesson, SPANISH, empty)
    ((_, problems),) = validate_all([lesson / SPANISH], lesson)
    assert [(problem.code, problem.id) for problem in problems] == [("notebook-stripped", "open")]


LFS = f"version https://git-lfs.github.com/spec/v1\noid sha256:{'0a' * 32}\nsize 59\n".encode()
INSTEAD: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "LFS": (lambda _: LFS, "pointer-lfs"),
    "annex": (lambda _: b"/annex/objects/MD5E-s59--0a0a.ipynb\n", "pointer-annex"),
    "merge": (
        lambda text: b"<<<<<<< HEAD\n" + text + b"=======\n" + text + b">>>>>>> otra\n",
        "merge-conflict",
    ),
    "merge by nbdime": (
        lambda text: text.replace(
            b'"## Quiz"', b'"<<<<<<< local\\nUno\\n=======\\nDos\\n>>>>>>> remote"'
        ),
        "merge-conflict",
    ),
    "BOM": (lambda text: b"\xef\xbb\xbf" + text, "file-mark"),
    "UTF-16": (lambda text: text.decode().encode("utf-16"), "file-encoding"),
    "nothing": (lambda _: b"", "notebook-unreadable"),
    "half": (lambda text: text[:200], "notebook-unreadable"),
    "too deep": (lambda _: b"[" * 100_000, "notebook-unreadable"),
}


@pytest.mark.parametrize("name", INSTEAD)
def test_what_stands_in_a_notebook_s_place_is_one_problem(lesson: Path, name: str) -> None:
    how, code = INSTEAD[name]
    (lesson / ENGLISH).unlink()
    (lesson / SPANISH).write_bytes(how((lesson / SPANISH).read_bytes()))
    checks = [*PAPERS, *NOTEBOOK_CHECKS[1:]]
    found = run_checks(lesson / "data" / "faro", checks).problems
    assert [(problem.code, problem.file) for problem in found] == [(code, SPANISH)]


def test_a_file_s_fault_is_not_told_again_by_the_cells_that_need_it(lesson: Path) -> None:
    path = lesson / "data" / "faro" / "annotations.yml"
    path.write_bytes(LFS)
    shows = {"source": "lesson.read()", "outputs": []}
    for name in (SPANISH, ENGLISH):
        change(lesson, name, lambda notebook: notebook["cells"][3].update(shows))
    checks = [check for check in CHECKS if not check.name.endswith(("free", "kept"))]
    result = run_checks(lesson / "data" / "faro", checks)
    assert [problem.code for problem in result.problems] == ["pointer-lfs"]
    states = {check.name: check.state for check in result.checks}
    assert states["notebooks_run"] == states["outputs_current"] == "unchecked"


def test_build_tells_a_file_s_fault_once_and_not_by_each_cell_that_needs_it(lesson: Path) -> None:
    (lesson / "data" / "faro" / "annotations.yml").write_bytes(LFS)
    for name in (SPANISH, ENGLISH):
        change(lesson, name, lambda notebook: notebook["cells"][3].update(source="lesson.read()"))
    before = [(lesson / name).read_bytes() for name in (SPANISH, ENGLISH)]
    done = CliRunner().invoke(main, ["build", str(lesson), "--language", "en"])
    assert done.exit_code == 1
    (line,) = done.stdout.splitlines()
    assert line.startswith("faro/annotations.yml:1: Git LFS has put only a pointer here")
    assert [(lesson / name).read_bytes() for name in (SPANISH, ENGLISH)] == before


@pytest.mark.parametrize("alike", [True, False])
def test_a_machine_without_a_kernel_is_one_problem(
    lesson: Path, monkeypatch: pytest.MonkeyPatch, *, alike: bool
) -> None:
    def validate(paths: Sequence[Path], *_: object) -> Iterator[tuple[Path, tuple[Problem, ...]]]:
        for path in paths:
            said = "python3" if alike else path.name
            name = path.relative_to(lesson).as_posix()
            yield path, (Problem(code="kernel-missing", file=name, values={"detail": said}),)

    monkeypatch.setattr("lesson_utils.checks.workspace.validate_all", validate)
    result = run_checks(lesson / "data" / "faro", NOTEBOOK_CHECKS)
    files = [problem.file for problem in result.problems if problem.code == "kernel-missing"]
    assert files == ([ENGLISH] if alike else [ENGLISH, SPANISH])


def test_build_shows_what_is_not_translated_yet_marked_and_lists_it(lesson: Path) -> None:
    file = lesson / "data" / "faro" / "quizzes" / "faro.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(', en: "When did it go dark?"', ""), encoding="utf-8")
    shows = 'lesson.quiz("faro")'
    for name in (SPANISH, ENGLISH):
        change(lesson, name, lambda notebook: notebook["cells"][3].update(source=shows))
    done = CliRunner().invoke(main, ["build", str(lesson), "--language", "en"])
    assert done.exit_code == 0
    *_, line = done.stdout.splitlines()
    assert line == (
        "faro/quizzes/faro.yml:6: faro-ano: the field “prompt” has no text in the language: en: "
        "add the translation"
    )
    assert "[ES\u00a0– not translated yet] ¿Cuándo" in (lesson / ENGLISH).read_text("utf-8")
    assert "not translated yet" not in (lesson / SPANISH).read_text("utf-8")


def test_build_says_once_that_a_lesson_does_not_open(lesson: Path) -> None:
    article = lesson / "data" / "faro" / "article.txt"
    article.write_bytes(article.read_bytes() + b"\r\n")
    before = [(lesson / name).read_bytes() for name in (SPANISH, ENGLISH)]
    done = CliRunner().invoke(main, ["build", str(lesson), "--language", "en"])
    assert done.exit_code == 1
    assert len(done.stdout.splitlines()) == 1
    assert "--fix" in done.stdout
    assert [(lesson / name).read_bytes() for name in (SPANISH, ENGLISH)] == before


def test_the_marks_that_hide_a_cell_are_not_for_build_to_take_out(lesson: Path) -> None:
    tags = {"tags": ["nbval-skip", "devoir"]}
    change(lesson, SPANISH, lambda notebook: notebook["cells"][3]["metadata"].update(tags))
    (problem,) = tidiness(lesson / SPANISH, lesson)
    assert (problem.code, problem.id) == ("notebook-mark", "quiz")
    assert "build" not in problem.todo("en")


def test_a_stored_output_that_tells_of_a_machine_is_told(lesson: Path) -> None:
    says = [new_output("stream", name="stderr", text="/home/élève/.cache is not writable\n")]
    change(lesson, SPANISH, lambda notebook: notebook["cells"][3].update(outputs=says))
    (problem,) = tidiness(lesson / SPANISH, lesson)
    assert (problem.code, problem.id) == ("notebook-machine-stored", "quiz")


def test_languages_match_alone_tells_of_the_ids(lesson: Path) -> None:
    change(lesson, ENGLISH, numbered)
    found = list(languages_match(load_workspace(lesson / "data" / "faro")))
    assert [problem.code for problem in found] == ["notebook-ids"]


def codes_of(notebook: dict[str, Any]) -> list[dict[str, Any]]:
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def no_counts(notebook: dict[str, Any]) -> None:
    for cell in codes_of(notebook):
        del cell["execution_count"]


def outputs_below_texts(notebook: dict[str, Any]) -> None:
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            cell |= {"outputs": [], "execution_count": None}


def transient(notebook: dict[str, Any]) -> None:
    for cell in codes_of(notebook):
        for output in cell["outputs"]:
            output["transient"] = {"display_id": "x"}
        cell["transient"] = {}


def no_metadata(notebook: dict[str, Any]) -> None:
    for cell in codes_of(notebook):
        for output in cell["outputs"]:
            output.pop("metadata", None)
        cell["metadata"] = {"jupyter": None}


def windows_lines(notebook: dict[str, Any]) -> None:
    for cell in notebook["cells"]:
        cell["source"] = "".join(cell["source"]).replace("\n", "\r\n")


def last_lines(notebook: dict[str, Any]) -> None:
    for cell in codes_of(notebook):
        cell["source"] = "".join(cell["source"]) + "\n"


FORMS = {
    "PyCharm": no_counts,
    "VS Code, texts": outputs_below_texts,
    "VS Code, transient": transient,
    "no metadata": no_metadata,
    "CRLF": windows_lines,
    "a last line": last_lines,
    "on the cell": lambda notebook: codes_of(notebook)[0].update(ExecuteTime={"start": 1}),
    "on top": lambda notebook: notebook.update(tool={"x": 1}),
}


@pytest.mark.parametrize("name", FORMS)
def test_a_form_that_another_tool_gave_is_one_problem_with_its_cure(
    lesson: Path, name: str
) -> None:
    change(lesson, SPANISH, FORMS[name])
    (problem,) = told(lesson)
    assert problem.file == SPANISH
    assert problem.code in {"notebook-changed", "notebook-untidy"}
    assert "lesson build" in problem.todo("en")


@pytest.mark.slow
def test_build_puts_every_such_form_right(lesson: Path) -> None:
    before = (lesson / SPANISH).read_bytes()
    for name, how in FORMS.items():
        if name != "no metadata":  # what an author had set there is gone
            change(lesson, SPANISH, how)
    done = CliRunner().invoke(main, ["build", str(lesson)])
    assert done.exit_code == 0, done.output
    assert (lesson / SPANISH).read_bytes() == before
    assert told(lesson) == []


@pytest.mark.parametrize("kernel", [None, {}, {"name": ""}])
def test_a_kernel_that_says_nothing_is_told_as_none(lesson: Path, kernel: object) -> None:
    change(lesson, SPANISH, lambda notebook: notebook["metadata"].update(kernelspec=kernel))
    assert [problem.code for problem in told(lesson)] == ["notebook-kernel-none"]


def test_a_language_that_says_nothing_is_no_problem(lesson: Path) -> None:
    change(lesson, SPANISH, lambda notebook: notebook["metadata"].update(language_info={}))
    assert told(lesson) == []


@pytest.mark.parametrize("copy", ["00_hola-Copy1", "00_hola (1)", "00_hola copie", "00_hola_copy"])
def test_of_a_notebook_and_its_copy_the_copy_is_named(lesson: Path, copy: str) -> None:
    name = f"{SPANISH.rpartition('/')[0]}/{copy}.ipynb"
    shutil.copy(lesson / SPANISH, lesson / name)
    assert [(p.code, p.file) for p in told(lesson)] == [("notebook-alone", name)]


@pytest.mark.parametrize("name", ["._faro.yml", ".#faro.yml", "~$faro.yml"])
def test_what_systems_and_editors_leave_is_no_quiz_and_no_notebook(lesson: Path, name: str) -> None:
    (lesson / "data" / "faro" / "quizzes" / name).write_bytes(b"\0\5\x16\7")
    (lesson / SPANISH).with_name(name.replace("faro.yml", "00_hola.ipynb")).write_bytes(b"\0\5")
    assert told(lesson) == []
    assert run_checks(lesson / "data" / "faro", CONTENT_CHECKS).errors == 0
