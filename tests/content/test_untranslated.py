"""A text that is not translated yet: told, and the lesson is used meanwhile."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import yaml

from lesson_utils import LessonError, open_lesson
from lesson_utils.content.loading import load_info
from lesson_utils.content.localized import change_texts, walk_texts
from lesson_utils.lesson import Lesson
from lesson_utils.questions.wholelesson import WholeLesson
from lesson_utils.shown.display import Shown
from tests.lessons import REPOSITORY

OTHER = {"fr": "en", "en": "fr"}
#: What stands before a text that is shown in the other language.
MARKS = {"en": "[FR\u00a0– not translated yet] ", "fr": "[EN\u00a0– pas encore traduit] "}
#: Where the texts of a file are shown.
SHOWN: dict[str, Callable[[Lesson], list[Shown]]] = {
    "annotations.yml": lambda lesson: [lesson.read(), lesson.words()],
    "facts.yml": lambda lesson: [lesson.facts()],
    "gists.yml": lambda lesson: [lesson.read()],
    "lesson.yml": lambda lesson: [lesson, lesson.read(), lesson.voices()],
    "places.yml": lambda lesson: [lesson.map()],
    "steps.yml": lambda lesson: [lesson.steps()],
    "timeline.yml": lambda lesson: [lesson.timeline()],
}


def bare(value: Any, language: str) -> Any:
    """Take a language out of every text in two languages."""
    if isinstance(value, dict):
        if value.keys() == OTHER.keys():
            return {OTHER[language]: value[OTHER[language]]}
        return {key: bare(inner, language) for key, inner in value.items()}
    return [bare(inner, language) for inner in value] if isinstance(value, list) else value


def texts(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], str]]:
    """Give the texts in one language of a file, and where they are."""
    if isinstance(value, dict):
        if len(value) == 1 and (one := next(iter(value))) in OTHER:
            yield path, value[one]
            return
        for key, inner in value.items():
            yield from texts(inner, (*path, key))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from texts(inner, (*path, place))


@pytest.fixture(scope="module", params=["fr", "en"])
def gone(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def lesson(gone: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the lesson of the repository with no text in one of its languages."""
    folder = tmp_path_factory.mktemp(f"no-{gone}") / "data" / "minusma"
    shutil.copytree(REPOSITORY / "data" / "minusma", folder)
    for path in folder.rglob("*.yml"):
        value = bare(yaml.safe_load(path.read_text(encoding="utf-8")), gone)
        path.write_text(yaml.safe_dump(value, allow_unicode=True), encoding="utf-8")
    return folder


def shown(lesson: Lesson, file: str) -> list[Shown]:
    if file.startswith("quizzes/"):
        return [lesson.quiz(Path(file).stem)]
    return SHOWN[file](lesson)


def files(folder: Path) -> list[str]:
    found = [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.yml"))]
    return [name for name in found if name != "levels.yml"]  # in the article's language alone


def test_each_missing_text_is_told_with_its_line_and_costs_nothing(gone: str, lesson: Path) -> None:
    found = WholeLesson.load(lesson).problems
    wanted = {
        (f"minusma/{name}", path)
        for name in files(lesson)
        for path, _ in texts(yaml.safe_load((lesson / name).read_text(encoding="utf-8")))
    }
    assert {(problem.file, problem.path) for problem in found} == {
        # A criterion with points is told as a whole.
        (name, path[:-1] if "criteria" in path and path[-1] == "text" else path)
        for name, path in wanted
    }
    assert len(wanted) > 1000
    assert {problem.values["languages"] for problem in found} == {gone}
    assert {(problem.code, problem.costs) for problem in found} == {
        ("translation-missing", "nothing")
    }
    assert not any(problem.refuses or problem.notice for problem in found)
    for problem in found[:20]:
        assert f"{problem.file}:{problem.line}: " in problem.sentence("fr")


def test_the_other_text_is_shown_marked_and_in_its_language(gone: str, lesson: Path) -> None:
    opened = open_lesson(lesson, gone)
    other = OTHER[gone]
    start = f'{MARKS[gone]}<span lang="{other}">'
    unseen = []
    for name in files(lesson):
        displays = shown(opened, name)
        html = "\n".join(display.html() for display in displays)
        text = "\n".join(display.text() for display in displays)
        plain = unescape(html)
        for path, written in texts(yaml.safe_load((lesson / name).read_text(encoding="utf-8"))):
            first = re.split(r"[\n…]", written.strip())[0]  # starters end in a blank to write on
            if start + first not in plain:
                unseen.append((name, path))
            if gone == "fr":  # what is in French may be the article's own
                assert f">{first}<" not in plain.replace(start, MARKS[gone]), (name, path)
        assert MARKS[gone] in text
    # On the map and in other drawings, names stand in the picture; a chapter has its own reading.
    assert {(name, path[0], path[-1]) for name, path in unseen} <= {
        ("lesson.yml", "holders", "name"),
        ("places.yml", "title", "title"),
        ("places.yml", "done", "done"),
    }


def test_nothing_changes_in_the_language_that_is_whole(gone: str, lesson: Path) -> None:
    mine, whole = (open_lesson(place, OTHER[gone]) for place in (lesson, "minusma"))
    for name in files(lesson):
        for one, other in zip(shown(mine, name), shown(whole, name), strict=True):
            assert one.html() == other.html()
            assert one.text() == other.text()


def test_every_text_of_a_model_can_be_changed() -> None:
    """What is walked to tell what is missing is walked to fill it in."""
    whole = WholeLesson.load(REPOSITORY / "data" / "minusma")
    quizzes = [placed.question for quiz in whole.quizzes for placed in quiz.questions]
    for value in (whole.info, *whole.facts, *whole.timeline, whole.map, *quizzes):
        changed = change_texts(value, lambda _: {"fr": "x"})
        found = [(path, text) for path, _, text in walk_texts(changed)]
        assert found
        assert found == [(path, {"fr": "x"}) for path, _, _ in walk_texts(value)]


PAIR = '{es: "Una torre con luz.", en: "A tower with a light."}'


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('{es: "Una torre."}', "[ES\u00a0– not translated yet] Una torre."),
        ('{es: "Una torre.", en: " "}', "[ES\u00a0– not translated yet] Una torre."),
        ('{es: "Una torre.", en: ""}', "[ES\u00a0– not translated yet] Una torre."),
        # Not one of the lesson's languages, but written.
        ('{fr: "Une tour."}', "[FR\u00a0– not translated yet] Une tour."),
        # In which language it is, nobody says: it is shown as it stands.
        ('"Una torre."', "Una torre."),
    ],
)
def test_what_stands_in_for_a_text(tiny_lesson: Path, written: str, said: str) -> None:
    change(tiny_lesson, "annotations.yml", PAIR, written)
    reading = open_lesson(tiny_lesson, "en").read()
    row = next(row for row in reading.payload["annotations"] if row["id"] == "faro")
    assert row["gloss"] == said
    assert said in reading.text()


ADDED = {
    "facts.yml": """\
- {id: uno, date: "1952", text: {es: "Se apagó.", en: "It went dark."}, source: "El diario"}
- {id: dos, date: "1953", text: {es: "Nada.", en: "Nothing."}, source: "El diario"}
""",
    "timeline.yml": """\
- {id: uno, date: "1952", label: {es: "Se apaga", en: "It goes dark"}, quote: "1952"}
- {id: dos, date: "1953", label: {es: "Después", en: "Afterwards"}, quote: "1952"}
""",
    "steps.yml": """\
- {id: uno, label: {es: "Se apaga", en: "It goes dark"}, quote: "1952"}
- {id: dos, label: {es: "Después", en: "Afterwards"}, quote: "1952"}
""",
}


@pytest.mark.parametrize("empty", ['{es: "", en: ""}', "{}", None])
@pytest.mark.parametrize(
    ("file", "text", "kept", "lost"),
    [
        ("facts.yml", '{es: "Nada.", en: "Nothing."}', "It went dark.", "1953"),
        ("timeline.yml", '{es: "Después", en: "Afterwards"}', "It goes dark", "1953"),
        ("steps.yml", '{es: "Después", en: "Afterwards"}', "It goes dark", "Afterwards"),
    ],
)
def test_what_is_missing_in_every_language_costs_its_entry_alone(  # noqa: PLR0913, PLR0917 - a row
    tiny_lesson: Path, empty: str | None, file: str, text: str, kept: str, lost: str
) -> None:
    written = ADDED[file]
    field = "text" if file == "facts.yml" else "label"
    new = written.replace(f" {field}: {text},", "" if empty is None else f" {field}: {empty},")
    assert new != written
    (tiny_lesson / file).write_text(new, encoding="utf-8")
    (problem,) = WholeLesson.load(tiny_lesson).problems
    assert (problem.file, problem.line, problem.id) == (f"faro/{file}", 2, "dos")
    assert (problem.costs, problem.refuses) == ("entry", True)
    html = shown(open_lesson(tiny_lesson, "en"), file)[0].html()
    assert kept in html
    assert lost not in html


def test_an_annotation_without_a_gloss_costs_itself_alone(tiny_lesson: Path) -> None:
    change(tiny_lesson, "annotations.yml", f"  gloss: {PAIR}\n", "")
    (problem,) = WholeLesson.load(tiny_lesson).problems
    assert (problem.code, problem.id, problem.costs) == ("missing-field", "faro", "entry")
    ids = {row["id"] for row in open_lesson(tiny_lesson, "en").read().payload["annotations"]}
    assert ids
    assert "faro" not in ids


def test_a_fact_without_a_text_is_told_where_it_is_asked_for(tiny_lesson: Path) -> None:
    written = ADDED["facts.yml"].replace('{es: "Nada.", en: "Nothing."}', "{}")
    (tiny_lesson / "facts.yml").write_text(written, encoding="utf-8")
    lesson = open_lesson(tiny_lesson, "en")
    assert "It went dark." in lesson.facts("uno").text()
    with pytest.raises(LessonError, match=r"faro/facts\.yml:2: dos: the field “text”"):
        lesson.facts("dos")


def test_a_title_that_nobody_wrote_still_keeps_a_lesson_closed(tiny_lesson: Path) -> None:
    change(tiny_lesson, "lesson.yml", 'title: {es: "El faro", en: "The lighthouse"}', "title: {}")
    assert load_info(tiny_lesson).value.title == {}
    with pytest.raises(LessonError, match=r"faro/lesson\.yml:1"):
        open_lesson(tiny_lesson)


def change(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_names_on_the_map_have_no_room_for_the_mark_which_its_table_has(
    gone: str, lesson: Path
) -> None:
    figure = open_lesson(lesson, gone).map()
    assert any(place["name"].startswith(MARKS[gone]) for place in figure.payload["places"])
    assert MARKS[gone].strip() not in figure.svg()
    assert MARKS[gone] in figure.text()


def test_an_easier_text_with_an_empty_sentence_costs_itself_alone(tmp_path: Path) -> None:
    folder = tmp_path / "minusma"
    shutil.copytree(REPOSITORY / "data" / "minusma", folder)
    levels = yaml.safe_load((folder / "levels.yml").read_text(encoding="utf-8"))
    lost, kept = levels[0], levels[-1]
    lost["sentences"][0]["text"] = " "
    (folder / "levels.yml").write_text(yaml.safe_dump(levels, allow_unicode=True), "utf-8")
    faults = [problem for problem in WholeLesson.load(folder).problems if problem.refuses]
    assert [(problem.code, problem.costs) for problem in faults] == [("text-empty", "entry")]
    lesson = open_lesson(folder, "en")
    assert kept["sentences"][0]["text"] in lesson.read(kept["chapter"], level=kept["level"]).text()
    with pytest.raises(LessonError, match=r"minusma/levels\.yml:\d+: .*“text”"):
        lesson.read(lost["chapter"], level=lost["level"])
