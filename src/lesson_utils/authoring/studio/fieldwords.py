"""What the fields and choices of a form are called: from the studio's words, or a type's own."""

from __future__ import annotations

from functools import cache

from lesson_utils.questions import TYPES
from lesson_utils.texts import command_has, command_word, field_keys, interface


def said(language: str, *keys: str) -> str:
    """Give the first of some texts that there is; nothing if there is none.

    Examples
    --------
    >>> said("en", "studio.field.hint", "studio.field.text")
    'Hint'
    """
    key = next((key for key in keys if command_has(language, key)), None)
    return "" if key is None else command_word(language, key)


def label_of(language: str, model: str, field: str) -> str:
    """Name a field; one that nobody has named is called as it is in the file."""
    return said(language, *_keys(model, field)) or field.replace("_", " ").replace("-", " ")


def help_of(language: str, model: str, field: str) -> str:
    """Say in a sentence what belongs into a field.

    What another package's type says of its own fields to who writes them in an editor will do.
    """
    own, _ = field_keys(model, field)
    foreign = () if _is_ours(model) else (own,)
    return said(language, *(f"{key}.help" for key in _keys(model, field)), *foreign)


def choice_of(language: str, form: str, model: str, field: str, value: object) -> str:
    """Name one of the values that a field may have; a type's own are said by its view too."""
    special, plain = _keys(model, field)
    words = interface(language)
    shown = (f"ui.{form}.{value}", f"ui.{field}.{value}")
    return (
        said(language, f"{special}.{value}")
        or next((words[key] for key in shown if key in words), "")
        or said(language, f"{plain}.{value}")
        or str(value)
    )


def form_label(language: str, name: str) -> str:
    """Name a form: a type of question, a kind of annotation, a file."""
    known = said(language, f"studio.field.form.{name}", f"export.type.{name}")
    return known[:1].upper() + known[1:] or name


def form_help(language: str, name: str) -> str:
    """Say what a form is for."""
    return said(language, f"studio.field.form.{name}.help", f"schema.type.{name}")


def _keys(model: str, field: str) -> tuple[str, str]:
    special, plain = field_keys(model, field)
    return tuple(f"studio.field.{key.removeprefix('schema.')}" for key in (special, plain))  # type: ignore[return-value] # two of two


@cache
def _is_ours(model: str) -> bool:
    """Tell whether a model is one of this package's."""
    return model not in {
        kind.model.__name__ for kind in TYPES.values() if kind.name not in TYPES.own
    }
