"""An item as it is being written, held against the same rules as the files; nothing is written."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import msgspec

from lesson_utils.authoring.studio.changes import MOST_TEXT
from lesson_utils.authoring.studio.desk import Desk, problems_of, shelf_of
from lesson_utils.authoring.studio.forms import FILES
from lesson_utils.authoring.studio.preview import preview
from lesson_utils.authoring.studio.troubles import trouble_of
from lesson_utils.content.model import Annotation
from lesson_utils.content.problems import Problem
from lesson_utils.content.yamlfile import HeldFile
from lesson_utils.questions import TYPES

#: What an item that has no id yet is called meanwhile.
UNNAMED = "new-item"


def tried(  # noqa: PLR0913, PLR0917 - what is asked
    desk: Desk, name: str, path: list[str | int], value: Any, language: str, shown: str
) -> dict[str, Any]:
    """Hold an item against the rules.

    Parameters
    ----------
    desk
        Reads the lesson.
    name, path
        The file, and where the item would stand in it.
    value
        The item as it is being written.
    language
        Of what is said.
    shown
        In which a question is shown, if as much is written in it as in another.

    Returns
    -------
    dict
        ``troubles``, with paths inside the item, and ``quiz``: of a question that can be asked.
    """
    if long := list(_long(value)):
        problem = Problem(code="edit-long", file=name, values={"most": str(MOST_TEXT)})
        said = trouble_of(problem, desk.root.name, {}, language)
        return {"troubles": [{**said, "path": each} for each in long], "quiz": None}
    named = _named(name, path, value)
    files = desk.files()
    before = files.get(name)
    of_quiz = shelf_of(name) == "quiz" and not path
    if of_quiz and isinstance(named, dict):  # its questions are not in its form
        known = before.value if before and isinstance(before.value, dict) else {}
        named = {**named, "questions": known.get("questions", [])}
    whole, path = _put(before.value if before else None, name, path, named)
    held = HeldFile(f"{desk.root.name}/{name}", whole, before)
    space = desk.space({name: held})
    here = tuple(path)
    told = [
        trouble_of(problem, desk.root.name, space.files, language) for problem in problems_of(space)
    ]
    inside = [
        {**trouble, "path": trouble["path"][len(here) :], "item": _id(value)}
        for trouble in told
        if trouble["file"] == name and tuple(trouble["path"][: len(here)]) == here
        if not (of_quiz and trouble["path"][:1] == ["questions"])
    ]
    once = [trouble for number, trouble in enumerate(inside) if trouble not in inside[:number]]
    quiz = None
    if shelf_of(name) == "quiz" and path[:1] == ["questions"] and isinstance(named, dict):
        quiz = preview(space, named, shown)
    return {"troubles": once, "quiz": quiz}


def _long(value: Any) -> Iterator[list[str | int]]:
    """Give the paths of texts that are longer than anything that is to be kept."""
    pending: list[tuple[list[str | int], Any]] = [([], value)]
    while pending:
        path, inner = pending.pop()
        if isinstance(inner, str) and len(inner) > MOST_TEXT:
            yield path
        elif isinstance(inner, dict):
            pending += [([*path, str(key)], part) for key, part in inner.items()]
        elif isinstance(inner, list):
            pending += [([*path, index], part) for index, part in enumerate(inner)]


def _id(value: Any) -> str:
    given = value.get("id") if isinstance(value, dict) else None
    return given if isinstance(given, str) else ""


def _named(name: str, path: list[str | int], value: Any) -> Any:
    """Give an item without an id a name: it is made when the item is kept."""
    if not isinstance(value, dict) or value.get("id") or not path:
        return value
    shelf = shelf_of(name)
    model: type[msgspec.Struct] | None = Annotation if shelf == "annotations" else FILES.get(shelf)
    if shelf == "quiz":
        kind = TYPES.get(str(value.get("type")))
        model = kind.model if kind else None
    has_id = model is not None and "id" in model.__struct_fields__
    return {"id": UNNAMED, **{k: v for k, v in value.items() if k != "id"}} if has_id else value


def _put(before: Any, name: str, path: list[str | int], value: Any) -> tuple[Any, list[str | int]]:
    """Give a file's value with the item in its place, and that place.

    What cannot hold it is made anew; behind the end of a list is its end.
    """
    whole = copy.deepcopy(before)
    if not path:
        return value, []
    if path[0] == "questions" and shelf_of(name) == "quiz":
        questions = whole.get("questions") if isinstance(whole, dict) else None
        whole = {
            # What else is wrong with the quiz is told of the quiz.
            "title": "…",
            "questions": questions if isinstance(questions, list) else [],
        }
    root: list[Any] = [whole]
    place: Any = root
    for step, following in zip([0, *path[:-1]], path, strict=True):
        inner = _inner(place, step)
        wanted = list if isinstance(following, int) else dict
        if not isinstance(inner, wanted):
            inner = wanted()
            _set(place, step, inner)
        place = inner
    last = path[-1]
    if isinstance(place, list) and isinstance(last, int) and not 0 <= last < len(place):
        last = len(place)
    _set(place, last, value)
    return root[0], [*path[:-1], last]


def _inner(place: Any, step: str | int) -> Any:
    if isinstance(place, list):
        return place[step] if isinstance(step, int) and 0 <= step < len(place) else None
    return place.get(step)


def _set(place: Any, step: str | int, value: Any) -> None:
    if isinstance(place, dict):
        place[str(step)] = value
    elif isinstance(step, int) and 0 <= step < len(place):
        place[step] = value
    else:
        place.append(value)
