"""``lesson edit``: the studio's notebook, made beside a lesson's files and kept out of the way."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat
import pytest
from click.testing import CliRunner
from nbformat.sign import NotebookNotary

from lesson_utils.authoring.studio import opening
from lesson_utils.authoring.studio.notebook import put_notebook
from lesson_utils.cli import main
from lesson_utils.content import locating
from lesson_utils.notebooks.running import lesson_notebooks
from lesson_utils.server.cells import is_own
from tests.fresh import unknown_settings
from tests.lessons import REPOSITORY
from tests.servers import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator

FILES = {"fr": "atelier.ipynb", "en": "studio.ipynb"}


@pytest.fixture(autouse=True)
def _data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "jupyter"))


@pytest.fixture
def shelved(tiny_lesson: Path, tmp_path: Path) -> Path:
    """Put the lesson where lessons are: into a folder ``data``."""
    return shutil.copytree(tiny_lesson, tmp_path / "course" / "data" / "faro")


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[tuple[list[str], Path]]:
    """Note what would be started, and start nothing."""
    found: list[tuple[list[str], Path]] = []

    def serve(command: list[str], _: object, folder: Path) -> int:
        found.append((command, folder))
        return 0

    monkeypatch.setattr(opening, "serve", serve)
    return found


def edit(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["edit", *arguments], prog_name="lesson")
    return done.exit_code, done.output


def is_trusted(path: Path, tmp_path: Path) -> bool:
    notary = NotebookNotary(data_dir=str(tmp_path / "jupyter"))
    try:
        return bool(notary.check_signature(nbformat.read(path, as_version=4)))
    finally:
        notary.store.close()


@pytest.mark.parametrize("language", FILES)
def test_the_notebook_is_made_once_and_is_the_same_at_every_time(
    shelved: Path, tmp_path: Path, language: str
) -> None:
    path, ours = put_notebook(shelved, language)
    first = path.read_bytes()
    assert (path.name, ours) == (FILES[language], True)
    assert is_trusted(path, tmp_path)
    path.unlink()
    put_notebook(shelved, language)
    assert path.read_bytes() == first
    notebook = nbformat.reads(first.decode(), as_version=4)
    nbformat.validate(notebook)
    kinds = [cell.cell_type for cell in notebook.cells]
    assert kinds == ["markdown", "code"]
    assert notebook.cells[1].source.startswith("from lesson_utils.authoring.studio import")
    assert not is_own(notebook.cells[1].source)


def test_a_lesson_that_stands_alone_is_found_from_its_own_folder(tiny_lesson: Path) -> None:
    path, _ = put_notebook(tiny_lesson, "en")
    source = nbformat.read(path, as_version=4).cells[1].source
    assert source.endswith('edit_lesson(".", language="en")')


def alter(cells: list[dict[str, object]], how: str) -> None:
    if how == "code":
        cells[1]["source"] = "print('mine')"
    elif how == "added":
        cells.append({**cells[0], "id": "mine", "source": "My notes"})
    elif how == "text":
        cells[0]["source"] = "My notes"
    elif how == "taken out":
        del cells[0]


@pytest.mark.parametrize("how", ["code", "added", "text", "taken out"])
def test_what_a_person_changed_stays_and_is_trusted_no_more_than_before(
    shelved: Path, tmp_path: Path, started: list[object], how: str
) -> None:
    path, _ = put_notebook(shelved, "en")
    content = json.loads(path.read_text(encoding="utf-8"))
    alter(content["cells"], how)
    path.write_text(json.dumps(content), encoding="utf-8")
    before = path.read_bytes()
    code, output = edit(str(shelved), "--language", "en")
    assert code == 0
    assert "studio.ipynb” is not as “lesson edit” makes it" in output
    assert path.read_bytes() == before
    assert not is_trusted(path, tmp_path)
    assert len(started) == 1


@pytest.mark.parametrize("left", ["outputs", "metadata"])
def test_what_a_run_left_is_taken_out_again(shelved: Path, left: str) -> None:
    path, _ = put_notebook(shelved, "en")
    before = path.read_bytes()
    content = json.loads(before)
    if left == "outputs":
        content["cells"][1]["outputs"] = [
            {"output_type": "stream", "name": "stdout", "text": ["run"]}
        ]
    else:
        content["metadata"]["language_info"]["version"] = "3.14"
    path.write_text(json.dumps(content), encoding="utf-8")
    put_notebook(shelved, "en")
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", ["", "{", '{"cells": 1}'])
def test_what_is_no_notebook_is_told_and_left(
    shelved: Path, started: list[object], content: str
) -> None:
    path = shelved / "studio.ipynb"
    path.write_text(content, encoding="utf-8")
    code, output = edit(str(shelved), "--language", "en")
    assert code == 1
    assert "studio.ipynb" in output
    assert path.read_text(encoding="utf-8") == content
    assert not started


def test_a_lesson_opens_by_name_by_path_and_where_one_is(
    shelved: Path, started: list[tuple[list[str], Path]], monkeypatch: pytest.MonkeyPatch
) -> None:
    above = shelved.parent.parent
    monkeypatch.chdir(above)
    for arguments in ([shelved.name], [str(shelved)], [str(above)], []):
        code, output = edit(*arguments, "--language", "fr", "--no-browser")
        assert code == 0, output
        address = f"/doc/tree/data/{shelved.name}/atelier.ipynb?token="
        assert re.search(rf"http://127\.0\.0\.1:\d+{re.escape(address)}\S+", output)
    for command, folder in started:
        assert folder == above
        assert "--ServerApp.open_browser=False" in command
        assert f"--LabApp.default_url=/doc/tree/data/{shelved.name}/atelier.ipynb" in command


def test_an_unknown_lesson_and_none_at_all_list_those_there_are(
    shelved: Path, started: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(shelved, shelved.parent / "other")
    monkeypatch.chdir(shelved.parent.parent)
    for arguments, status in ((["nowhere"], 1), ([], 2)):
        code, output = edit(*arguments, "--language", "en")
        assert code == status
        assert shelved.name in output
        assert "other" in output
    assert not started


@pytest.mark.parametrize("missing", list(opening.TOOLS))
def test_a_missing_tool_is_named_with_what_installs_it(
    shelved: Path, started: list[object], monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    monkeypatch.setattr(
        opening, "find_spec", lambda name: None if name == missing else find_spec(name)
    )
    code, output = edit(str(shelved), "--language", "en")
    assert code == 1
    assert f"Missing here: {missing}. “python start.py edit” installs what is needed" in output
    assert not started
    assert not (shelved / "studio.ipynb").exists()


def test_a_lesson_of_the_installed_package_is_not_written_to(
    shelved: Path, started: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lesson_utils.commands.edit.PACKAGE", shelved.parent)
    code, output = edit(str(shelved), "--language", "fr")
    assert code == 1
    assert "fait partie du paquet installé" in output
    assert not (shelved / "atelier.ipynb").exists()
    assert not started


def test_a_folder_that_cannot_be_written_is_told(
    shelved: Path, started: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("lesson_utils.authoring.studio.notebook.replace", refuse)
    code, output = edit(str(shelved), "--language", "en")
    assert code == 1
    assert str(shelved) in output
    assert not started


def test_without_a_place_for_signatures_the_studio_opens_all_the_same(
    shelved: Path, tmp_path: Path, started: list[object]
) -> None:
    (tmp_path / "jupyter").write_text("a file", encoding="utf-8")
    code, _ = edit(str(shelved), "--language", "en")
    assert code == 0
    assert len(started) == 1


def test_a_taken_port_gives_the_next_one(shelved: Path, started: list[object]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, output = edit(str(shelved), "--language", "en", "--port", str(port))
    assert code == 0
    assert f"Port {port} is already taken" in output
    assert len(started) == 1


def test_the_notebook_is_none_of_the_students(shelved: Path) -> None:
    repository = shelved.parent.parent
    before = lesson_notebooks(repository)
    for language in FILES:
        put_notebook(shelved, language)
    assert lesson_notebooks(repository) == before
    assert locating.lesson_folders(repository) == [shelved]


def test_git_and_the_package_leave_the_notebooks_out() -> None:
    ignored = (REPOSITORY / ".gitignore").read_text(encoding="utf-8").splitlines()
    wheel = (REPOSITORY / "pyproject.toml").read_text(encoding="utf-8")
    for name in FILES.values():
        assert f"/data/*/{name}" in ignored
        assert f'"/data/*/{name}"' in wheel


def test_strict_nbval_over_the_whole_folder_leaves_the_studio_alone(shelved: Path) -> None:
    for language in FILES:
        put_notebook(shelved, language)
    command = [sys.executable, "-m", "pytest", "--nbval", "-q", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [*command, str(shelved)], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout
    assert "2 skipped" in done.stdout


@pytest.fixture
def running(shelved: Path, tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run the command itself, JupyterLab and all; give it, and the address that it names."""
    values = {**os.environ, "HOME": str(tmp_path), "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "lesson_utils", "edit", str(shelved), "--no-browser"]
    with subprocess.Popen(
        [*command, "--language", "en", "--port", str(free_port())],
        env=values,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    ) as process:
        assert process.stdout
        lines = iter(process.stdout)
        address = next(line.strip() for line in lines if "http" in line)
        yield process, address
        process.kill()


@pytest.mark.skipif(os.name == "nt", reason="Ctrl+C is sent otherwise on Windows")
@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_ends_jupyterlab_too(
    running: tuple[subprocess.Popen[str], str], end: signal.Signals
) -> None:
    process, address = running
    site, _, token = address.partition("/doc/")
    status = f"{site}/api/status?{token.partition('?')[2]}"
    for _ in range(600):
        try:
            urllib.request.urlopen(status, timeout=2).close()
            break
        except OSError:
            assert process.poll() is None
            time.sleep(0.2)
    # A terminal sends Ctrl+C to all that run in it.
    (os.killpg if end == signal.SIGINT else os.kill)(process.pid, end)
    said = process.communicate(timeout=60)[0]
    if end == signal.SIGINT:
        assert process.returncode == 0
        assert "The studio is closed" in said
    with pytest.raises(OSError, match="refused"):
        urllib.request.urlopen(status, timeout=2)


def test_the_settings_are_those_that_jupyterlab_knows(tmp_path: Path) -> None:
    opening.write_settings(tmp_path, "fr")
    schemas = Path(sys.prefix) / "share/jupyter/lab/schemas"
    assert unknown_settings(tmp_path / "overrides.json", schemas) == []
    # Else what is sent after a kernel was started again is heard by nobody.
    settings = json.loads((tmp_path / "overrides.json").read_text("utf-8"))
    assert "disabled" in settings["@jupyterlab/apputils-extension:kernels-settings"].values()
