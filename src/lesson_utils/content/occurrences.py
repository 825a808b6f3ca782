"""Every place where a string stands in a text, found without reading the whole text each time.

A text is cut once into blocks of a few characters. Wherever a string of twice that length stands,
it covers a whole block: its own beginnings, looked up among the blocks, lead to the few places
where it can stand. What is shorter is looked for in the text itself.
"""

from __future__ import annotations

from collections.abc import Iterator

#: The lengths of blocks. The longest that a string is sure to cover is used: it stands most rarely.
_LENGTHS = (64, 32, 16, 8, 4)


class Occurrences:
    """Where strings stand in one text.

    Parameters
    ----------
    text
        The text to look in.

    Examples
    --------
    >>> Occurrences("La paix, la paix et la guerre.").of("la paix")
    [9]
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._blocks: dict[int, dict[str, int | list[int]]] = {}

    def of(self, wanted: str) -> list[int]:
        """Give the offsets of a string in the text, ascending; places may overlap.

        Raises
        ------
        ValueError
            If the string is empty.
        """
        if not wanted:
            raise ValueError("an empty string stands everywhere")
        length = next((n for n in _LENGTHS if 2 * n - 1 <= len(wanted)), 0)
        if not length:
            return list(self._read(wanted))
        return sorted(self._looked_up(wanted, length))

    def _read(self, wanted: str) -> Iterator[int]:
        place = self.text.find(wanted)
        while place >= 0:
            yield place
            place = self.text.find(wanted, place + 1)

    def _looked_up(self, wanted: str, length: int) -> Iterator[int]:
        blocks = self._cut(length)
        for before in range(length):
            found = blocks.get(wanted[before : before + length], [])
            for block in [found] if isinstance(found, int) else found:
                place = block - before
                if place >= 0 and self.text.startswith(wanted, place):
                    yield place

    def _cut(self, length: int) -> dict[str, int | list[int]]:
        """Give the blocks of a length with their offsets: most stand at one place alone."""
        if length not in self._blocks:
            blocks: dict[str, int | list[int]] = {}
            for place in range(0, len(self.text) - length + 1, length):
                block = self.text[place : place + length]
                known = blocks.setdefault(block, place)
                if isinstance(known, list):
                    known.append(place)
                elif known != place:
                    blocks[block] = [known, place]
            self._blocks[length] = blocks
        return self._blocks[length]
