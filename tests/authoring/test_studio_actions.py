"""What is done with a whole lesson from the studio, and its cell and widget."""

from __future__ import annotations

import shutil
import socket
import subprocess
import threading
from pathlib import Path
from typing import Any

import pytest

from lesson_utils.authoring.studio import edit_lesson
from lesson_utils.authoring.studio.session import Session
from lesson_utils.authoring.studio.widget import StudioWidget
from lesson_utils.content.problems import LessonError
from lesson_utils.exports.registry import FORMATS
from lesson_utils.notebooks.running import write
from lesson_utils.shown.widgets.assets import module
from tests.lessons import PHARE
from tests.programs import git, run_python


@pytest.fixture
def lesson(tmp_path: Path) -> Path:
    """Copy the lesson that has a question of every type into a repository."""
    return Path(shutil.copytree(PHARE, tmp_path / "data" / "phare"))


def told(root: Path, **request: Any) -> tuple[dict[str, Any], list[str]]:
    said: list[str] = []
    answer = Session(root, "en").answer(request, said.append)
    assert "error" not in answer
    return answer, said


def with_notebook(root: Path, code: str) -> Path:
    import nbformat  # noqa: PLC0415 - only here

    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code, id="show")])
    notebook.metadata["kernelspec"] = {
        "display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3",
    }  # fmt: skip
    path = root.parents[1] / "notebooks" / "fr" / "01.ipynb"
    path.parent.mkdir(parents=True)
    path.write_text(write(notebook), encoding="utf-8")
    return path


def test_a_check_leads_to_the_fields(lesson: Path) -> None:
    path = lesson / "annotations.yml"
    path.write_text(path.read_text("utf-8").replace("kind: term", "kind: terms", 1), "utf-8")
    report, said = told(lesson, do="check", run=False)
    assert report["good"] is False
    kinds = [each for each in report["troubles"] if each["path"][-1:] == ["kind"]]
    assert kinds
    assert kinds[0]["file"] == "annotations.yml"
    assert said


def test_a_check_names_languages_and_not_the_studio_itself(lesson: Path) -> None:
    path = lesson / "annotations.yml"
    text = path.read_text("utf-8")
    entry = "- id: new-one\n  kind: term\n  quote: phare\n  gloss: {fr: Une tour.}\n"
    path.write_text(f"{text.rstrip()}\n{entry}", "utf-8")
    with socket.create_server(("127.0.0.1", 0)) as server:
        taken = server.getsockname()[1]
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("lesson_utils.checks.machine.PORTS", range(taken, taken + 2))
            report, _ = told(lesson, do="check", run=False)
    words = [each["words"] for each in report["troubles"]]
    assert any("missing in English" in each for each in words), words
    assert not any(str(taken) in each for each in words)


def test_a_build_stores_what_the_notebooks_show(lesson: Path) -> None:
    path = with_notebook(lesson, "1 + 1")
    report, said = told(lesson, do="build")
    assert report["good"] is True
    assert "'2'" in path.read_text(encoding="utf-8") or '"2"' in path.read_text(encoding="utf-8")
    assert report["files"] == [{"label": "01.ipynb", "path": "notebooks/fr/01.ipynb"}]
    assert len(said) >= 2


def test_a_build_says_what_stops_a_notebook(lesson: Path) -> None:
    with_notebook(lesson, "1 / 0")
    report, _ = told(lesson, do="build")
    assert report["good"] is False
    assert any("ZeroDivisionError" in each["words"] for each in report["troubles"])


def test_a_lesson_without_notebooks_has_nothing_to_build(lesson: Path) -> None:
    report, _ = told(lesson, do="build")
    assert report["good"] is False
    assert report["words"]


def test_the_preview_is_a_page_that_git_leaves_alone(lesson: Path) -> None:
    report, _ = told(lesson, do="preview")
    (made,) = report["files"]
    page = lesson.parents[1] / made["path"]
    assert "<html" in page.read_text(encoding="utf-8")
    program = git()
    subprocess.run([program, "init", "-q", "."], cwd=lesson.parents[1], check=True)
    done = subprocess.run(
        [program, "status", "--porcelain", "--untracked-files=all"],
        cwd=lesson.parents[1],
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    assert "exports" not in done.stdout


@pytest.mark.parametrize(("gone", "shown"), [("en", "fr"), ("fr", "en")])
def test_a_lesson_that_is_not_translated_yet_is_previewed_and_exported(
    lesson: Path, gone: str, shown: str
) -> None:
    path = lesson / "quizzes" / "tout.yml"
    texts = {"fr": "Le phare est-il encore allumé ?", "en": "Is the light still lit?"}
    start = "prompt: {fr: "
    before, _, rest = path.read_text("utf-8").partition(start)
    after = rest.partition("}")[2]
    path.write_text(f"{before}prompt: {{{shown}: {texts[shown]!r}}}{after}", "utf-8")
    for request in ({"do": "preview"}, {"do": "export", "format": "page"}):
        report, _ = told(lesson, **request)
        assert report["good"] is True
        wanted = [("quizzes/tout.yml", "prompt")] if gone == "en" or "format" in request else []
        assert [(each["file"], each["path"][-1]) for each in report["troubles"]] == wanted
        assert all(each["notice"] for each in report["troubles"])
        assert report["files"]


def test_every_format_can_be_exported_and_has_a_name(lesson: Path) -> None:
    formats, _ = told(lesson, do="formats")
    assert [each["value"] for each in formats["formats"]] == list(FORMATS)
    assert all(each["label"] != each["value"] for each in formats["formats"])
    report, _ = told(lesson, do="export", format="csv")
    assert report["good"] is True
    assert [each["label"] for each in report["files"]] == ["phare-fr.csv", "phare-en.csv"]
    unknown, _ = told(lesson, do="export", format="doc")
    assert unknown["good"] is False


def test_an_export_into_a_folder_that_takes_none_is_told(lesson: Path) -> None:
    (lesson.parents[1] / "exports").write_text("in the way", encoding="utf-8")
    report, _ = told(lesson, do="export", format="csv")
    assert report["good"] is False
    assert "exports" in report["words"]


def test_requests_are_answered_while_a_long_one_lasts(lesson: Path) -> None:
    session = Session(lesson, "en")
    begun, go_on = threading.Event(), threading.Event()

    def wait(_: str) -> None:
        begun.set()
        assert go_on.wait(60)

    reports: list[Any] = []
    thread = threading.Thread(
        target=lambda: reports.append(session.answer({"do": "check", "run": False}, wait))
    )
    thread.start()
    assert begun.wait(60)
    assert session.answer({"do": "open"})["name"] == "phare"
    assert "error" in session.answer({"do": "build"})
    go_on.set()
    thread.join(60)
    assert "good" in reports[0]


class Heard(StudioWidget):
    """A studio whose messages go nowhere but here."""

    def send(self, content: Any, buffers: Any = None) -> None:
        del buffers
        self.__dict__.setdefault("sent", []).append(content)


def test_a_message_is_answered_under_its_number(lesson: Path) -> None:
    widget = Heard(Session(lesson, "en"), {"language": "en"})
    widget._handle_custom_msg({"id": "7", "do": "formats"}, [])
    widget._handle_custom_msg("nonsense", [])
    widget._handle_custom_msg({"id": 8, "do": ["x"]}, [])
    sent = widget.__dict__["sent"]
    assert [answer["id"] for answer in sent] == ["7", None, 8]
    assert "formats" in sent[0]
    assert all(answer["error"] for answer in sent[1:])


@pytest.mark.parametrize(("language", "word"), [("fr", "atelier"), ("en", "studio"), (None, "at")])
def test_the_cell_says_how_to_open_the_studio(lesson: Path, language: Any, word: str) -> None:
    shown = edit_lesson(lesson, language)
    assert word in shown.text()
    assert shown.forms() == edit_lesson(lesson, language).forms()
    assert str(lesson.parent) not in shown.html() + shown.text()


def test_there_is_no_studio_without_a_lesson(tmp_path: Path) -> None:
    with pytest.raises(LessonError):
        edit_lesson(tmp_path / "nothing")


def test_a_students_cell_imports_nothing_of_the_studio() -> None:
    code = (
        "import sys; from lesson_utils import open_lesson; lesson = open_lesson('minusma');"
        "lesson.quiz('contexte').widget; lesson.read('contexte').widget;"
        "print([name for name in sys.modules if name.startswith('lesson_utils.authoring')])"
    )
    assert run_python(code).strip() == "[]"
    for name in ("quiz", "reader", "page"):
        assert "studio" not in module(name).lower()
