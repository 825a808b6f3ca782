"""Texts in several languages: to give one, to find those that are missing, to walk them all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, TypeVar, cast

import msgspec

V = TypeVar("V")

#: A text in one form for all languages, or in one form a language.
Localized = str | dict[str, str]
#: A text, or one with what it is worth: ``{text: {fr: …, en: …}, points: 5}``.
Weighed = str | dict[str, Any]


def localize(text: Localized, language: str) -> str:
    """Give a text in a language.

    Parameters
    ----------
    text
        A string (the same in all languages) or a mapping from language code to string.
    language
        The language code wanted.

    Raises
    ------
    KeyError
        If the mapping has no such language; :mod:`lesson_utils.checks` reports it beforehand.

    Examples
    --------
    >>> localize({"fr": "la paix", "en": "peace"}, "en")
    'peace'
    >>> localize("2013", "fr")
    '2013'
    """
    return text if isinstance(text, str) else text[language]


def weighed_text(written: Weighed) -> Localized | None:
    """Give the text of what may have points; None where there is none.

    Examples
    --------
    >>> weighed_text({"text": {"fr": "oui"}, "points": 5}), weighed_text({"fr": "oui"})
    ({'fr': 'oui'}, {'fr': 'oui'})
    """
    text = written.get("text", written) if isinstance(written, dict) else written
    if isinstance(text, str):
        return text
    if not isinstance(text, dict) or not all(isinstance(part, str) for part in text.values()):
        return None
    return text


def languages_missing(text: Localized, languages: tuple[str, ...]) -> list[str]:
    """List the languages a text lacks; a plain string lacks none.

    Examples
    --------
    >>> languages_missing({"fr": "oui"}, ("fr", "en"))
    ['en']
    """
    if isinstance(text, str):
        return []
    return [language for language in languages if not text.get(language, "").strip()]


def walk_texts(value: object) -> Iterator[tuple[tuple[str | int, ...], str, Localized]]:
    """Walk every localized text of a value: its path, field name and text.

    A field counts as localized when its value is a string or a mapping from language to string
    and its declared type is :data:`Localized`.
    """
    for path, field, item in _walk_fields(value):
        if is_localized(field.type):
            if item is not None:
                yield path, field.name, item
        elif field.type in {tuple[Localized, ...], tuple[Weighed, ...]}:
            for index, written in enumerate(item):
                if (text := weighed_text(written)) is not None:
                    yield (*path, index), field.name, text


def walk_ids(value: object) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Walk the ``id`` of a value and of all that stands in it: its path, and the id."""
    for path, field, item in _walk_fields(value):
        if field.name == "id":
            yield path, item


def _walk_fields(
    value: object, path: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], msgspec.structs.FieldInfo, Any]]:
    """Walk the fields of a value and of all that stands in it: their path, and what they hold."""
    if isinstance(value, msgspec.Struct):
        for field in _fields(type(value)):
            item = getattr(value, field.name)
            here = (*path, field.encode_name)
            yield here, field, item
            yield from _walk_fields(item, here)
    elif isinstance(value, (tuple, list)):
        for index, item in enumerate(value):
            yield from _walk_fields(item, (*path, index))


def change_texts(value: V, change: Callable[[Localized], Localized]) -> V:
    """Give a value with each of its localized texts changed: those of :func:`walk_texts`."""
    if isinstance(value, msgspec.Struct):
        changed: dict[str, Any] = {}
        for field in _fields(type(value)):
            item = getattr(value, field.name)
            if is_localized(field.type):
                changed[field.name] = None if item is None else change(item)
            elif field.type in {tuple[Localized, ...], tuple[Weighed, ...]}:
                changed[field.name] = tuple(_change_weighed(each, change) for each in item)
            else:
                changed[field.name] = change_texts(item, change)
        return msgspec.structs.replace(value, **changed)
    if isinstance(value, (tuple, list)):
        return cast("V", type(value)(change_texts(item, change) for item in value))
    return value


def _change_weighed(written: Weighed, change: Callable[[Localized], Localized]) -> Weighed:
    text = weighed_text(written)
    if text is None:
        return written
    if isinstance(written, dict) and "text" in written:
        return {**written, "text": change(text)}
    return change(text)


@cache
def _fields(model: type[msgspec.Struct]) -> tuple[msgspec.structs.FieldInfo, ...]:
    return msgspec.structs.fields(model)


def is_localized(declared: object) -> bool:
    """Tell whether a declared field type is :data:`Localized` (or that and None)."""
    return declared in {Localized, Localized | None}
