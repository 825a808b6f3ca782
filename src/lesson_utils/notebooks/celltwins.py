"""The cells of two notebooks that are one notebook in two languages, paired with each other.

By their ids first. Tools rewrite ids: nbstripout numbers the cells, Colab drops the ids, an editor
that copies a notebook draws new ones. What is left over is paired by kind, code and order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import chain, zip_longest
from typing import Any, TypeVar

T = TypeVar("T")

_LANGUAGE = re.compile(r"""(?P<name>\blanguage *= *)(?P<mark>["'])(?P<code>[\w-]*)(?P=mark)""")
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_COPY = re.compile(r"[-_ (](?:copy|copie|\d+\))", re.IGNORECASE)
_NUMBER = re.compile(r"\d+")
#: What Jupyter and editors draw by lot.
_DRAWN = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{8}|[0-9a-f]{32}")


def in_language(code: str, language: str = "") -> str:
    """Give a cell's code with another language argument.

    Examples
    --------
    >>> in_language('open_lesson("faro", language="es")', "en")
    'open_lesson("faro", language="en")'
    """
    return _LANGUAGE.sub(rf"\g<name>\g<mark>{language}\g<mark>", code)


def settle_ids(cells: Iterable[Any]) -> frozenset[str]:
    """Give every cell an id of its own; say which ids were not there.

    An id in the cell's metadata, where Colab keeps it, is taken where there is no other.
    """
    listed = list(cells)
    taken: set[str] = set()
    lacking = []
    for cell in listed:
        given = cell.get("id")
        if isinstance(given, str) and _ID.fullmatch(given) and given not in taken:
            taken.add(given)
        else:
            lacking.append(cell)
    for cell in lacking:
        kept = cell.get("metadata", {}).get("id")
        usable = isinstance(kept, str) and _ID.fullmatch(kept)
        cell["id"] = free_id(str(kept) if usable else "cell", taken)
        taken.add(cell["id"])
    return frozenset(cell["id"] for cell in lacking)


def free_id(wanted: str, taken: set[str]) -> str:
    """Give an id that is not taken, the wanted one if possible."""
    number, found = 1, wanted
    while found in taken:
        number += 1
        found = f"{wanted[:56]}-{number}"
    return found


def is_chosen(given: str) -> bool:
    """Tell whether a person chose an id, as far as one can.

    Examples
    --------
    >>> is_chosen("contexte-titre"), is_chosen("12"), is_chosen("3b4c07d4")
    (True, False, False)
    """
    return not (_NUMBER.fullmatch(given) or _DRAWN.fullmatch(given))


def pair_numbered(
    first: Sequence[T], second: Sequence[T], name: Callable[[T], str]
) -> Iterator[tuple[T | None, T | None]]:
    """Pair the notebooks of two languages by the number that their file names begin with.

    Of several with one number those come last that a program has named as copies.
    """

    def number(notebook: T) -> str:
        digits = _NUMBER.match(name(notebook))
        return digits[0] if digits else name(notebook)

    for wanted in dict.fromkeys(map(number, chain(first, second))):
        one, two = (
            sorted(
                (n for n in side if number(n) == wanted),
                key=lambda n: (bool(_COPY.search(name(n))), name(n)),
            )
            for side in (first, second)
        )
        yield from zip_longest(one, two)


def pair_cells(model: Sequence[Any], cells: Sequence[Any]) -> dict[int, int]:
    """Pair cells of two notebooks.

    Parameters
    ----------
    model, cells
        The cells of each, every one with an id.

    Returns
    -------
    dict of int to int
        The place in ``cells`` of the counterpart of a cell of ``model``, by that one's place.
    """
    # A number says where a cell stood, not which it is: one cell more shifts them all.
    known = {c["id"]: place for place, c in enumerate(cells) if not _NUMBER.fullmatch(c["id"])}
    pairs = {place: known[c["id"]] for place, c in enumerate(model) if c["id"] in known}
    back = {other: place for place, other in pairs.items()}
    one = [pairs.get(place, _shape(cell)) for place, cell in enumerate(model)]
    two = [place if place in back else _shape(cell) for place, cell in enumerate(cells)]
    matcher = SequenceMatcher(None, one, two, autojunk=False)
    for tag, start, end, begin, stop in matcher.get_opcodes():
        left = [place for place in range(start, end) if place not in pairs]
        right = [place for place in range(begin, stop) if place not in back]
        alike = tag == "replace" and _kinds(model, left) == _kinds(cells, right)
        if tag == "equal" or alike:
            pairs |= dict(zip(left, right, strict=True))
    return pairs | _pair_moved(model, cells, pairs)


def _pair_moved(
    model: Sequence[Any], cells: Sequence[Any], pairs: dict[int, int]
) -> dict[int, int]:
    """Pair what is left over, if each side has as many of a shape: they stand elsewhere."""
    left = _by_shape(model, pairs.keys())
    right = _by_shape(cells, pairs.values())
    found: dict[int, int] = {}
    for shape, places in left.items():
        if len(places) == len(right.get(shape, ())):
            found |= dict(zip(places, right[shape], strict=True))
    return found


def _by_shape(cells: Sequence[Any], paired: Collection[int]) -> dict[tuple[str, str], list[int]]:
    """Group the places of the cells that are not paired yet."""
    found: dict[tuple[str, str], list[int]] = {}
    for place, cell in enumerate(cells):
        if place not in paired:
            found.setdefault(_shape(cell), []).append(place)
    return found


def twin_ids(model: Sequence[Any], cells: Sequence[Any]) -> list[str]:
    """Give the ids that the second notebook's cells have if paired cells have the first one's."""
    back = {other: place for place, other in pair_cells(model, cells).items()}
    taken = {cell["id"] for cell in model}
    found = []
    for place, cell in enumerate(cells):
        new = model[back[place]]["id"] if place in back else free_id(cell["id"], taken)
        taken.add(new)
        found.append(new)
    return found


def _shape(cell: Any) -> tuple[str, str]:
    code = in_language(cell["source"]) if cell["cell_type"] == "code" else ""
    return cell["cell_type"], code


def _kinds(cells: Sequence[Any], places: Iterable[int]) -> list[str]:
    return [cells[place]["cell_type"] for place in places]
