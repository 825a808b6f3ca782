"""What a type of question still lacks, all at once: for who adds one, here or elsewhere."""

from __future__ import annotations

import ast
import itertools
import re
from collections.abc import Callable, Iterator
from typing import Any, get_args, get_type_hints, is_typeddict

import msgspec

from lesson_utils.questions.base import QuestionType
from lesson_utils.questions.forms import Gaps, Passages
from lesson_utils.texts import (
    INTERFACE_LANGUAGES,
    command_has,
    field_keys,
    interface,
    problem_words,
    words_of,
)

#: What stands in the folder of a type, beside its module; ``view.css`` may.
FILES = ("view.js", "static.html", "static.txt", "access.md")
#: The macros of a static form: the question, its key, and the key in the answer book.
_MACROS = {"static.html": ("body", "key"), "static.txt": ("body", "key", "answers")}
#: The formats that say of each type what they cannot carry over.
_FORMATS = ("moodle", "qti", "handout")
_ASKED = re.compile(r"[\"'`](ui\.[\w.-]+)[\"'`]")
_SAID = re.compile(r'\bt\(language, "([\w.-]+)"')


def lacking(kind: QuestionType) -> list[str]:
    """Tell what a type lacks.

    Returns
    -------
    list of str
        A sentence each, with the file it is about; empty if the type is whole.

    Examples
    --------
    >>> from lesson_utils.questions import TYPES
    >>> lacking(TYPES["single"])
    []
    """
    return [*_hints(kind), *_files(kind), *_words(kind), *_described(kind), *_told(kind)]


def _hints(kind: QuestionType) -> Iterator[str]:
    for name in ("table", "plain"):
        if _returned(getattr(kind, name)) is None:
            yield f"__init__.py: what {name}() returns has no type"
    if not is_typeddict(_returned(kind.table)):
        yield "__init__.py: table() returns no TypedDict"


def _files(kind: QuestionType) -> Iterator[str]:
    for file in (*FILES, *(f"words.{language}.json" for language in INTERFACE_LANGUAGES)):
        path = kind.folder / file
        if not path.is_file():
            yield f"{file}: is not there"
            continue
        text = path.read_text(encoding="utf-8")
        if file == "view.js" and not re.search(rf'register\(\{{\s*name: "{kind.name}"', text):
            yield f'view.js: no register({{ name: "{kind.name}", …'
        for macro in _MACROS.get(file, ()):
            if not re.search(rf"{{%-? macro {macro}\(|{{% set {macro} =", text):
                yield f"{file}: no macro {macro}"


def _returned(function: Callable[..., Any]) -> Any:
    """Give what a function says that it returns; None where it says nothing that can be read."""
    try:
        return get_type_hints(function).get("return")
    except (NameError, TypeError):
        return None


def _words(kind: QuestionType) -> Iterator[str]:
    """Ask for the words that others say of a type, and for those that its view asks for."""
    form = _returned(kind.plain)
    wanted = [f"export.note.{target}-{kind.name}" for target in _FORMATS]
    wanted += [f"export.type.{kind.name}", f"schema.type.{kind.name}"]
    how = f"handout.how.{kind.name}"
    wanted += [f"{how}.one", f"{how}.several"] if form is Passages else [how]
    if form is not Gaps:
        wanted.append(f"export.note.anki-none-{kind.name}")
    asked = [
        (key, file)
        for file, pattern in (("view.js", _ASKED), ("static.html", _SAID), ("static.txt", _SAID))
        if (path := kind.folder / file).is_file()
        for key in pattern.findall(path.read_text(encoding="utf-8"))
    ]
    for language in INTERFACE_LANGUAGES:
        for key in wanted:
            if not command_has(language, key):
                yield f"words.{language}.json: no {key}"
        for key, file in dict.fromkeys(asked):
            if key not in interface(language):
                yield f"words.{language}.json: no {key}, which {file} asks for"
    yield from _one_sided(kind)


def _described(kind: QuestionType) -> Iterator[str]:
    """Ask for the description of each field, which an editor shows while an author writes."""
    for model in _models(kind.model):
        for field in msgspec.structs.fields(model):
            keys = field_keys(model.__name__, field.encode_name)
            for language in INTERFACE_LANGUAGES:
                if field.name != "type" and not any(command_has(language, key) for key in keys):
                    yield f"words.{language}.json: no {keys[0]} nor {keys[1]}"


def _models(model: Any) -> list[type[msgspec.Struct]]:
    """Give a model and those of its fields, however deep."""
    if isinstance(model, type) and issubclass(model, msgspec.Struct):
        inner = [_models(hint) for hint in get_type_hints(model).values()]
        return list(dict.fromkeys([model, *itertools.chain.from_iterable(inner)]))
    return list(itertools.chain.from_iterable(map(_models, get_args(model))))


def _one_sided(kind: QuestionType) -> Iterator[str]:
    try:
        words = words_of(kind.folder)
    except FileNotFoundError:
        return  # that is told of the file
    except ValueError as error:
        yield f"words: {error}"
        return
    for language, own in words.items():
        for key in sorted(set().union(*words.values()) - own.keys()):
            yield f"words.{language}.json: no {key}, which another language has"


def _told(kind: QuestionType) -> Iterator[str]:
    """Ask for a message for each rule that a question may break."""
    codes = {
        node.value.elts[0].value
        for path in kind.folder.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Yield)
        and isinstance(node.value, ast.Tuple)
        and isinstance(node.value.elts[0], ast.Constant)
    }
    for language in INTERFACE_LANGUAGES:
        known = problem_words(language)
        for code in sorted(map(str, codes)):
            for end in ("what", "todo"):
                if f"{code}.{end}" not in known:
                    yield f"words.{language}.json: no problems.{code}.{end}"
