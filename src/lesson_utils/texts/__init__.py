"""The words of the interface and of the messages, one JSON file a language.

``ui`` is what the widgets say, ``static`` what stands in the static forms, ``platform`` what a page
says in a school's platform, ``problems`` what is wrong with a lesson, and each other file what the
command of its name says (``command``: what several say). A type of question has its own words in
its own folder (:func:`add_words`).
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

INTERFACE_LANGUAGES = ("fr", "en")

#: Languages whose usual script is written from right to left.
_RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi"})

#: ``{count:answer|answers}``: the word that a number takes.
_PLURAL = re.compile(r"\{(?P<name>\w+):(?P<one>[^|{}]*)\|(?P<many>[^|{}]*)\}")
#: How the package's commands are typed by whoever has no ``lesson`` on the path.
TYPED = "LESSON_TYPED"
_COMMAND = re.compile(r"\blesson (?=(?:answers|build|check|edit|export|new|results|site)\b)")


def as_typed(text: str) -> str:
    """Name the commands in a text as the person who reads it typed this one.

    Examples
    --------
    >>> as_typed("run “lesson build”")
    'run “lesson build”'
    """
    typed = os.environ.get(TYPED)
    return _COMMAND.sub(lambda _: f"{typed} ", text) if typed else text


#: Where words stand beside those of this folder.
_folders: list[Path] = []


def add_words(folder: Path) -> None:
    """Take in the words of a folder: ``words.<language>.json``, for whichever catalogue.

    The part of a key before the first dot names the catalogue; the messages of
    :mod:`lesson_utils.content.problems` have ``problems`` before their own key. A key that is there
    already keeps its text.
    """
    _folders.append(folder)


def words_of(folder: Path) -> dict[str, dict[str, str]]:
    """Give the words of a folder, by language.

    Raises
    ------
    ValueError, OSError
        If a file is not there, or is no object of texts.
    """
    found = {}
    for language in INTERFACE_LANGUAGES:
        words: object = json.loads((folder / f"words.{language}.json").read_text(encoding="utf-8"))
        if not isinstance(words, dict) or not all(isinstance(t, str) for t in words.values()):
            raise ValueError(f"words.{language}.json")
        found[language] = words
    return found


def _read(path: Path) -> dict[str, str]:
    words: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return words


def _catalogue(name: str, language: str) -> dict[str, str]:
    return _joined(name, language, len(_folders))


@cache
def _joined(name: str, language: str, folders: int) -> dict[str, str]:
    words = _read(Path(__file__).parent / f"{name}.{language}.json")
    for folder in _folders[:folders]:
        path = folder / f"words.{language}.json"
        # Of a type that is not whole, `lacking` tells what is not there; all others have theirs.
        for key, text in (_read(path) if path.is_file() else {}).items():
            catalogue, _, own = key.partition(".")
            if catalogue == name:
                words.setdefault(own if name == "problems" else key, text)
    return words


def interface_language(language: str) -> str:
    """Give the language of the interface for a lesson shown in ``language``.

    Examples
    --------
    >>> interface_language("fr"), interface_language("ar")
    ('fr', 'en')
    """
    return language if language in INTERFACE_LANGUAGES else "en"


def base_language(language: str) -> str:
    """Give a language code without its region, script or variant.

    Examples
    --------
    >>> base_language("pt-BR")
    'pt'
    """
    return language.partition("-")[0].lower()


def direction(language: str) -> str:
    """Give the direction in which a language is written, as HTML's ``dir`` says it.

    Examples
    --------
    >>> direction("fr"), direction("ar"), direction("fa-IR")
    ('ltr', 'rtl', 'rtl')
    """
    return "rtl" if base_language(language) in _RIGHT_TO_LEFT else "ltr"


def interface(language: str) -> dict[str, str]:
    """Give all words of the interface in a language, by key.

    Examples
    --------
    >>> interface("fr")["ui.kind.term"]
    'Terme'
    """
    return _interface(interface_language(language), len(_folders))


@cache
def _interface(language: str, folders: int) -> dict[str, str]:
    return _joined("ui", language, folders) | _joined("static", language, folders)


def word(language: str, key: str, **values: object) -> str:
    """Give one text of the interface, with its ``{placeholders}`` filled in.

    Examples
    --------
    >>> word("en", "ui.paragraph", number=3)
    '§3'
    """
    return fill(interface(language)[key], interface_language(language), values)


def fill(text: str, language: str, values: Mapping[str, object]) -> str:
    """Fill a text's ``{placeholders}`` in; ``{count:point|points}`` gives the word a number takes.

    Nothing takes the singular in French, and the plural in English, as in CLDR's plural rules.

    Examples
    --------
    >>> fill("{n} {n:point|points}", "fr", {"n": 0}), fill("{n} {n:point|points}", "en", {"n": 0})
    ('0 point', '0 points')
    """

    def form(found: re.Match[str]) -> str:
        count = values[found["name"]]
        single = count == 1 or (count == 0 and language == "fr")
        return found["one" if single else "many"]

    return _PLURAL.sub(form, text).format_map(values)


def problem_words(language: str) -> dict[str, str]:
    """Give all messages of :mod:`lesson_utils.content.problems` in a language, by key."""
    return _catalogue("problems", interface_language(language))


def command_word(language: str, key: str, **values: object) -> str:
    """Give one text of the command ``lesson``, with its ``{placeholders}`` filled in.

    The part of the key before the first dot names the file: ``check.ids_once`` stands in
    ``check.<language>.json``.
    """
    known = interface_language(language)
    return as_typed(fill(_catalogue(key.partition(".")[0], known)[key], known, values))


def studio_texts(language: str) -> dict[str, str]:
    """Give what the studio says in a language, by key."""
    return {key: as_typed(text) for key, text in _catalogue("studio", language).items()}


def platform_texts(language: str) -> dict[str, str]:
    """Give what a page says in a school's platform, by key."""
    return dict(_catalogue("platform", interface_language(language)))


def command_has(language: str, key: str) -> bool:
    """Tell whether there is such a text of the command."""
    return key in _catalogue(key.partition(".")[0], interface_language(language))


def field_keys(model: str, field: str) -> tuple[str, str]:
    """Give the keys of what a field of a data file is, that of the one model first."""
    spelt = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", model.lstrip("_")).lower()
    return f"schema.{spelt}.{field}", f"schema.{field}"
