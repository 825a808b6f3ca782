"""Whatever is changed in a question or an annotation: the checks tell, or both static forms show.

Strict nbval compares the static forms alone, so a field they leave out could change in silence.
"""

from __future__ import annotations

import copy
import shutil
from dataclasses import dataclass
from itertools import pairwise
from operator import delitem, setitem
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
import yaml

from lesson_utils.checks import CONTENT_CHECKS, load_workspace
from lesson_utils.content.chapter import compile_reading
from lesson_utils.content.levels import CEFR, Level, compile_easy
from lesson_utils.content.model import ANNOTATION_KINDS, MODES, Annotation, Gist
from lesson_utils.questions import SKILLS, TYPES
from lesson_utils.questions.compiling import compile_quiz
from lesson_utils.questions.truefalse import ANSWERS
from lesson_utils.shown.quiz import Quiz
from lesson_utils.shown.reading import Reading
from tests.lessons import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from lesson_utils.checks import Workspace
    from lesson_utils.shown.display import Shown

LESSON = REPOSITORY / "tests" / "lesson" / "phare"
LANGUAGES = ("fr", "en")

QUIZ, ANNOTATIONS, GISTS = "quizzes/tout.yml", "annotations.yml", "gists.yml"
LEVELS = "levels.yml"

Steps = tuple[str | int, ...]
Change = tuple[Steps, str, "Callable[[Any], None]"]
#: A language's HTML and plain text.
Forms = dict[str, tuple[str, str]]

#: What a field may be instead; other strings are free texts.
ALLOWED: dict[str, tuple[str, ...]] = {
    "type": tuple(TYPES),
    "skill": SKILLS,
    "mode": MODES,
    "answer": ANSWERS,
    "kind": ANNOTATION_KINDS,
    "holder": ("article", "mairie", "pecheurs"),
    "level": CEFR,
}
#: These are no matter of what a reader sees: the plain text is enough.
IN_TEXT = {"id", "shuffle"}
#: These choose a place in the article: one of the two forms is enough.
CHOOSING = {"quote", "occurrence", "prefix", "suffix", "evidence"}
#: What an optional field gets where it is absent.
TEXT = {"fr": "Du neuf", "en": "Something new"}
ADDED: dict[str, Any] = {
    "accept": ["du neuf"],
    "class": TEXT,
    "correct": True,
    "distractors": [TEXT],
    "draft": True,
    "evidence": "Le phare de la pointe",
    "example": "Du neuf",
    "family": ["du neuf"],
    "gloss": TEXT,
    "holder": "mairie",
    "mode": "concern",
    "near": [{"quote": "Ils commenceront en 2027.", "feedback": TEXT}],
    "note": TEXT,
    "occurrence": 2,
    "paragraphs": [2],
    "prefix": "Hier",
    "suffix": "hier",
    "tolerance": 1,
    "unit": TEXT,
    "when": "1863",
}
#: What changes nothing: both paragraphs of the article are shown, in whichever way it is said.
EQUAL = {(("paragraphs",), "removed"), (("paragraphs",), "0 and 1 swapped")}


@dataclass(frozen=True)
class Mutation:
    """A changed copy of an entry, and where and how it was changed."""

    entry: Any
    where: Steps
    how: str

    @property
    def language(self) -> str | None:
        """The language whose text was changed; None if it is not a matter of language."""
        return next((step for step in LANGUAGES if step in self.where), None)

    def __str__(self) -> str:
        return f"{'.'.join(map(str, self.where))}: {self.how}"


def mutations(entry: Any, model: type[msgspec.Struct]) -> Iterator[Mutation]:
    """Change an entry in one place at a time."""
    typed = msgspec.convert(entry, model)
    for where, how, change in (*_changes(entry, ()), *_additions(entry, typed, ())):
        mutated = copy.deepcopy(entry)
        change(mutated)
        yield Mutation(mutated, where, how)


def _changes(value: Any, where: Steps) -> Iterator[Change]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield (*where, key), "removed", _out((*where, key))
            yield from _changes(inner, (*where, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            here = (*where, index)
            yield here, "removed", _out(here)
            yield from _changes(inner, here)
        for first, second in pairwise(range(len(value))):
            swapped = [*value[:first], value[second], value[first], *value[second + 1 :]]
            yield where, f"{first} and {second} swapped", _put(where, swapped)
    else:
        for other in _others(value, where):
            yield where, f"{value!r} became {other!r}", _put(where, other)


def _others(value: str | float, where: Steps) -> Iterator[str | float]:
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, (int, float)):
        yield value + 1
    elif allowed := ALLOWED.get(str(where[-1])):
        yield from (other for other in allowed if other != value)
    else:
        place = max(index for index, letter in enumerate(value) if letter.isalnum())
        new = {"7": "8", "x": "y"}.get(value[place], "7" if value[place].isdigit() else "x")
        yield value[:place] + new + value[place + 1 :]


def _additions(value: Any, typed: Any, where: Steps) -> Iterator[Change]:
    """Add each field that the models allow and the entry does not have."""
    if isinstance(typed, msgspec.Struct):
        for field in msgspec.structs.fields(typed):
            here = (*where, field.encode_name)
            if field.encode_name not in value:
                yield here, "added", _put(here, ADDED[field.encode_name])
            elif field.encode_name == "evidence":
                yield from _written_out(value["evidence"], here)
            else:
                yield from _additions(value[field.encode_name], getattr(typed, field.name), here)
    elif isinstance(typed, tuple):
        for index, inner in enumerate(typed):
            yield from _additions(value[index], inner, (*where, index))


def _written_out(evidence: Any, where: Steps) -> Iterator[Change]:
    quotes = [evidence] if isinstance(evidence, str) else evidence
    for index, quote in enumerate(quotes):
        for field in ("occurrence", "prefix", "suffix"):
            anchors = [*quotes]
            anchors[index] = {"quote": quote, field: ADDED[field]}
            yield (*where, index, field), "added", _put(where, anchors)
    added = [*quotes, "Le phare de la pointe a été"]
    yield (*where, len(quotes)), "added", _put(where, added)


def _holder(entry: Any, where: Steps) -> Any:
    for step in where[:-1]:
        entry = entry[step]
    return entry


def _out(where: Steps) -> Callable[[Any], None]:
    return lambda entry: delitem(_holder(entry, where), where[-1])


def _put(where: Steps, value: Any) -> Callable[[Any], None]:
    return lambda entry: setitem(_holder(entry, where), where[-1], value)


class Bench:
    """A copy of the lesson, to write one of its files and see what is told and shown."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder = folder / "phare"
        self.name = name
        shutil.copytree(LESSON, self.folder)
        if name != QUIZ:
            shutil.rmtree(self.folder / "quizzes")

    def write(self, content: Any) -> None:
        text = yaml.dump(content, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
        (self.folder / self.name).write_text(text, encoding="utf-8")

    def look(self) -> tuple[list[str], Forms]:
        """Give what `lesson check` tells; where nothing, the forms of what is shown."""
        space = load_workspace(self.folder)
        problems = [problem for check in CONTENT_CHECKS for problem in check.run(space)]
        told = [
            problem.sentence("en")
            for problem in problems
            if not problem.notice or problem.code == "draft-left"
        ]
        if told:
            return told, {}
        make = {QUIZ: quiz_of, LEVELS: easy_of}.get(self.name, reading_of)
        shown = {language: make(space, language) for language in LANGUAGES}
        return [], {language: (item.html(), item.text()) for language, item in shown.items()}

    def survivors(self, found: Iterable[tuple[Mutation, Any]]) -> str:
        """Write each mutated file; give what is not told and not in both forms, one a line."""
        told, before = self.look()
        assert told == []
        lived = []
        for mutation, content in found:
            self.write(content)
            told, after = self.look()
            if not told and (same := missed(mutation, before, after)):
                lived.append(f"{mutation}: not seen in {', '.join(same)}")
        return "\n".join(lived)


def quiz_of(space: Workspace, language: str) -> Shown:
    return Quiz(compile_quiz("phare", space.quizzes[0], space.article, language))


def reading_of(space: Workspace, language: str) -> Shown:
    payload = compile_reading(
        lesson="phare",
        info=space.info,
        article=space.article,
        annotations=space.annotations,
        gists=space.gists,
        chapter=space.info.chapters[0],
        language=language,
    )
    return Reading(payload)


def easy_of(space: Workspace, language: str) -> Shown:
    (easy,) = space.levels
    shown = reading_of(space, language)
    assert isinstance(shown, Reading)
    return Reading({**shown.payload, "easy": compile_easy(easy, space.article)})


def missed(mutation: Mutation, before: Forms, after: Forms) -> list[str]:
    """Say which forms should have changed and did not."""
    last = mutation.where[-1]
    wanted = ["text"] if last in IN_TEXT else ["html", "text"]
    same = []
    for language in [mutation.language] if mutation.language else LANGUAGES:
        pairs = zip(("html", "text"), before[language], after[language], strict=True)
        changed = {name for name, old, new in pairs if old != new}
        if not (changed and CHOOSING & set(mutation.where)):
            same += [f"{name} ({language})" for name in wanted if name not in changed]
    return same


def read(name: str) -> Any:
    return yaml.safe_load((LESSON / name).read_text(encoding="utf-8"))


def test_the_lesson_has_every_type() -> None:
    asked = [question["type"] for question in read(QUIZ)["questions"]]
    assert sorted(asked) == sorted(TYPES.own)


@pytest.mark.parametrize("name", TYPES)
def test_no_change_in_a_question_goes_unseen(name: str, tmp_path: Path) -> None:
    quiz = read(QUIZ)
    question = next(q for q in quiz["questions"] if q["type"] == name)
    found = [m for m in mutations(question, TYPES[name].model) if (m.where, m.how) not in EQUAL]
    assert len(found) > 40
    bench = Bench(tmp_path, QUIZ)
    bench.write({**quiz, "questions": [question]})
    contents = [(mutation, {**quiz, "questions": [mutation.entry]}) for mutation in found]
    assert bench.survivors(contents) == ""


@pytest.mark.parametrize(
    ("where", "value"),
    [(("title", "fr"), "Le pharx"), (("title", "en"), "The lighthousx"), (("mode",), "check"),
     (("mode",), "survey"), (("shuffle",), True)],
)  # fmt: skip
def test_no_change_in_a_quiz_goes_unseen(where: Steps, value: Any, tmp_path: Path) -> None:
    quiz = read(QUIZ)
    _put(where, value)(quiz)
    mutation = Mutation(quiz, where, f"became {value!r}")
    assert Bench(tmp_path, QUIZ).survivors([(mutation, quiz)]) == ""


@pytest.mark.parametrize("index", range(8), ids=[item["id"] for item in read(ANNOTATIONS)])
def test_no_change_in_an_annotation_goes_unseen(index: int, tmp_path: Path) -> None:
    items = read(ANNOTATIONS)
    found = list(mutations(items[index], Annotation))
    assert len(found) > 20
    contents = [(m, [*items[:index], m.entry, *items[index + 1 :]]) for m in found]
    contents.append((Mutation(None, (index,), "removed"), [*items[:index], *items[index + 1 :]]))
    assert Bench(tmp_path, ANNOTATIONS).survivors(contents) == ""


def test_no_change_in_a_gist_goes_unseen(tmp_path: Path) -> None:
    items = read(GISTS)
    bench = Bench(tmp_path, GISTS)
    found = [
        (mutation, [*items[:index], mutation.entry, *items[index + 1 :]])
        for index, item in enumerate(items)
        for mutation in mutations(item, Gist)
    ]
    assert len(found) > 10
    assert bench.survivors([*found, (Mutation(None, (0,), "removed"), items[1:])]) == ""


def test_no_change_in_an_easier_text_goes_unseen(tmp_path: Path) -> None:
    (item,) = read(LEVELS)
    found = [(mutation, [mutation.entry]) for mutation in mutations(item, Level)]
    assert len(found) > 20
    assert Bench(tmp_path, LEVELS).survivors(found) == ""


@pytest.mark.parametrize("kind", ANNOTATION_KINDS)
def test_an_annotation_that_moves_is_seen(kind: str, tmp_path: Path) -> None:
    """A quote that stands twice in one paragraph is marked at one of the two places."""
    entry: dict[str, Any] = {"id": "deux", "kind": kind, "quote": "mairie", "occurrence": 1}
    if kind == "claim":
        entry |= {"holder": "mairie", "mode": "statement", "note": TEXT}
    else:
        entry |= {"gloss": TEXT} | ({"when": "2027"} if kind == "date" else {})
    items = read(ANNOTATIONS)
    bench = Bench(tmp_path, ANNOTATIONS)
    bench.write([*items, entry])
    moved = {**entry, "occurrence": 2}
    mutation = Mutation(moved, ("occurrence",), "1 became 2")
    assert bench.survivors([(mutation, [*items, moved])]) == ""


def test_the_walk_reaches_every_field_of_every_type() -> None:
    """A field added to a model and to no question of the lesson is walked too, or fails here."""
    for question in read(QUIZ)["questions"]:
        model = TYPES[question["type"]].model
        walked = {str(m.where[0]) for m in mutations(question, model)}
        assert walked == {field.encode_name for field in msgspec.structs.fields(model)}
