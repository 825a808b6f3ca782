"""What is wrong, at its field, in words that name fields as the forms do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from lesson_utils.authoring.studio.choices import language_name
from lesson_utils.authoring.studio.desk import SHELVES
from lesson_utils.authoring.studio.fieldwords import label_of
from lesson_utils.checks import Workspace
from lesson_utils.content.problems import Problem, ValuePath
from lesson_utils.content.yamlfile import YamlFile
from lesson_utils.texts import studio_texts, word

Trouble = dict[str, Any]
#: What else in a message names a field of a file.
_FIELD = "field"
#: Codes of languages, which a teacher knows by their names.
_LANGUAGES = "languages"
_PARTS = ("what", "todo")


def words_of(problem: Problem, language: str) -> str:
    """Say what is wrong and what to do, without the place: the field says it."""
    named = problem.values.get(_FIELD)
    if named:
        label = label_of(language, "", named)
        problem = msgspec.structs.replace(problem, values={**problem.values, _FIELD: label})
    listed = problem.values.get(_LANGUAGES)
    if listed:
        names = ", ".join(language_name(code, language) for code in listed.split(", "))
        problem = msgspec.structs.replace(problem, values={**problem.values, _LANGUAGES: names})
    own = studio_texts(language)
    what, todo = (own.get(f"studio.field.problem.{problem.code}.{part}") for part in _PARTS)
    what = what.format_map(problem.values) if what else problem.what(language)
    sentence = f"{what}{word(language, 'static.colon')} {todo or problem.todo(language)}"
    return sentence[:1].upper() + sentence[1:]


def trouble_of(
    problem: Problem, lesson: str, files: Mapping[str, YamlFile], language: str
) -> Trouble:
    """Give a problem of a lesson as the browser has it."""
    name = problem.file.removeprefix(f"{lesson}/")
    path: ValuePath = problem.path
    if not path and problem.id and name in files:
        path = files[name].path_of(problem.id)
    return {
        "file": name,
        "path": list(path),
        "item": problem.id,
        "words": words_of(problem, language),
        "line": problem.line,
        "notice": problem.notice,
    }


def troubles_by_file(
    problems: Iterable[Problem], space: Workspace, language: str
) -> dict[str, list[Trouble]]:
    """Give the troubles of each file; those of no data file are the lesson's own."""
    found: dict[str, list[Trouble]] = {}
    for problem in problems:
        trouble = trouble_of(problem, space.root.name, space.files, language)
        known = trouble["file"] in space.files or trouble["file"] in SHELVES
        if not known and not trouble["file"].startswith("quizzes/"):
            trouble |= {"path": [], "file": "lesson.yml"}
        mine = found.setdefault(trouble["file"], [])
        if trouble not in mine:
            mine.append(trouble)
    return found
