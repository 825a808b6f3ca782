"""Changes of a YAML text as a person would make them: nothing but what is changed differs.

Comments, order, quotes, brackets, unknown fields, blank lines and line ends stay. Whatever was done
is read again: a text that does not say exactly what was asked for is refused, never returned.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from lesson_utils.authoring.studio.listing import list_edits
from lesson_utils.authoring.studio.values import (
    Edit,
    NoPlaceError,
    Path,
    at,
    changed,
    same,
    written,
)
from lesson_utils.authoring.studio.yamlsplice import Splicer
from lesson_utils.authoring.studio.yamltree import Tree, UneditableError, load

_BOM = "\ufeff"
#: The order in which the lessons' own files have their fields.
_HOUSE = (
    "paragraph", "chapter", "id", "draft", "type", "kind", "level", "skill", "name", "title",
    "date", "by", "label", "shown", "language", "languages", "prompt", "left", "right", "text",
    "quote", "occurrence", "prefix", "suffix", "correct", "points", "evidence", "listen",
    "paragraphs", "holder", "mode", "when", "gist", "gloss", "class", "example", "family", "note",
    "at", "side", "fact", "source", "url", "article", "file", "sha256", "metadata", "rights",
    "chapters", "holders", "outlines", "bounds", "credits", "done", "places", "quizzes", "answer",
    "tolerance", "unit", "value", "accept", "options", "items", "pairs", "distractors",
    "sentences", "gaps", "feedback", "wrong", "unsaid", "anticipated", "near", "otherwise", "hint",
    "explanation", "model", "criteria", "starters", "questions", "fr", "en",
)  # fmt: skip


def edited(text: str, edits: Iterable[Edit]) -> str:
    r"""Make changes in a YAML text.

    Parameters
    ----------
    text
        The text, with any line ends.
    edits
        The changes, one after the other. A new field goes where the lessons' own files have it.

    Raises
    ------
    UneditableError
        If a change cannot be made without changing something else too.

    Examples
    --------
    >>> text = "# Ours\n- id: tide   # the first\n  gloss: 'High'\n"
    >>> print(edited(text, [Edit("set", (0, "gloss"), "Low")]), end="")
    # Ours
    - id: tide   # the first
      gloss: 'Low'
    >>> print(edited("- {id: a}\n", [Edit("insert", (1,), {"id": "b", "text": "c"})]), end="")
    - {id: a}
    - {id: b, text: "c"}
    """
    mark = _BOM if text.startswith(_BOM) else ""
    body = text.removeprefix(mark)
    ended = not body or body.endswith("\n")
    newline = "\r\n" if "\r\n" in body else "\n"
    now = body if ended else body + newline
    value = before = load(body)
    for edit in edits:
        try:
            after = changed(value, edit)
        except NoPlaceError:
            raise UneditableError("edit-nowhere") from None
        for step in _steps(value, after, edit):
            now = _made(now, step)
        value = after
    if same(before, value):
        return text
    if not ended:
        now = now.removesuffix(newline)
    if not same(load(now), value):
        raise UneditableError("edit-unsafe")
    return mark + now


def _steps(value: Any, after: Any, edit: Edit) -> Iterator[Edit]:
    """Cut a change into single ones: of what is set, only what differs is touched."""
    path = edit.path
    if edit.act == "move":
        if path[-1] != edit.to:
            yield edit
        return
    if edit.act == "set" and edit.value is not None:
        try:
            yield from differing(path, at(value, path), at(after, path))
        except NoPlaceError:
            yield Edit("set", path, at(after, path))
        return
    try:
        at(value, path)
    except NoPlaceError:
        if edit.act != "insert":
            return  # a field without a value, which is not there
    if edit.act == "insert" and path and at(value, path[:-1]) is None:
        yield Edit("set", path[:-1], [written(edit.value)])
    else:
        yield Edit("insert" if edit.act == "insert" else "remove", path, written(edit.value))


def differing(path: Path, old: Any, new: Any) -> Iterator[Edit]:
    """Give the changes that make one value of another, each as small as can be.

    Examples
    --------
    >>> [edit.path for edit in differing((), {"a": {"fr": 1, "en": 2}}, {"a": {"fr": 1, "en": 3}})]
    [('a', 'en')]
    """
    if same(old, new):
        return
    if isinstance(old, dict) and isinstance(new, dict) and old.keys() & new.keys():
        for key in old:
            if key in new:
                yield from differing((*path, key), old[key], new[key])
        yield from (Edit("set", (*path, key), new[key]) for key in new if key not in old)
        yield from (Edit("remove", (*path, key)) for key in old if key not in new)
    elif isinstance(old, list) and isinstance(new, list) and old and new:
        edits, pairs = list_edits(path, old, new)
        yield from edits
        for index, (one, other) in enumerate(pairs):
            yield from differing((*path, index), one, other)
    else:
        yield Edit("set", path, new)


@lru_cache(maxsize=4)
def _tree(text: str) -> Tree:
    """Find the parts of a text; what a change leaves is where the next one starts."""
    return Tree(text)


def _made(text: str, edit: Edit) -> str:
    tree = _tree(text)
    splicer = Splicer(tree)
    if edit.act == "move":
        made = splicer.move(edit.path, edit.to)
    elif edit.act == "remove":
        made = splicer.remove(edit.path)
    elif edit.act == "insert":
        made = splicer.insert(edit.path, edit.value)
    elif _is_new(tree, edit.path):
        *above, key = edit.path
        made = splicer.add_field(tuple(above), str(key), edit.value, _HOUSE)
    else:
        made = splicer.put(edit.path, edit.value)
    start, end = splicer.gone
    kept = Counter(words for place, words in tree.comments if not start <= place < end)
    if kept - Counter(words for _, words in _tree(made).comments):
        raise UneditableError("edit-comment", tree.line(start))
    return made


def _is_new(tree: Tree, path: Path) -> bool:
    """Tell whether a path leads to a field that is not there."""
    if not path or tree.root is None:
        return False
    *above, key = path
    around = tree.chain(tuple(above))[-1]
    return around.kind == "map" and key not in tree.names(around)
