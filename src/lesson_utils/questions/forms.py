"""The plain forms of a question: what a type comes to, for whatever knows no type by name.

A learning platform, a sheet of paper, a table of results: each has its own way with options,
pairs or gaps, and none with "truefalse". A type says which form it takes
(:attr:`QuestionType.plain`), and with the form goes the shape of a response:

============== ==========================================================
form           response
============== ==========================================================
Choices        an option's id; a list of ids where several may be chosen
Passages       what :attr:`QuestionType.taken` reads as a list of ids
Pairs          left id → right id
Ordering       the list of all ids
Gaps           gap id → what was typed
Wording        what was typed
Amount         what was typed, or a number
Essay          ``{"text": …, "ticked": [ids]}``, or ``"levels"``: id → one of ``LEVELS``
============== ==========================================================
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

#: How far a criterion is met: for nothing, for half or for all of its points.
LEVELS = ("no", "partly", "yes")


def halves(points: float) -> str:
    """Write whole and half points as every language does.

    Examples
    --------
    >>> halves(12.5), halves(0.5), halves(3.0)
    ('12½', '½', '3')
    """
    whole, half = int(points), "½" if points % 1 else ""
    return f"{whole or ''}{half}" if half else str(whole)


@dataclass(frozen=True)
class Shown:
    """Something shown under an id, and what is said of it (nothing where nobody says anything)."""

    id: str
    text: str
    said: str = ""


@dataclass(frozen=True)
class Choice(Shown):
    """Something to choose."""

    correct: bool = False


@dataclass(frozen=True, kw_only=True)
class Choices:
    """Options; ``several`` if several may be chosen.

    ``standing`` are the options that every question of a type has, in an order of their own: they
    are not mixed, and no author has thought them out.
    """

    options: tuple[Choice, ...]
    several: bool = False
    standing: bool = False


@dataclass(frozen=True)
class Passage(Choice):
    """A stretch of the article to choose, in the paragraph of this number; None in a heading.

    What is said of it is what its choice deserves; ``near`` if that is said of it in particular.
    """

    paragraph: int | None = None
    near: bool = False


@dataclass(frozen=True, kw_only=True)
class Passages:
    """The article's stretches, in its order, and how many answers are in them.

    ``right`` is said of what is to be found, ``otherwise`` of anything else.
    """

    passages: tuple[Passage, ...]
    targets: int
    right: str
    otherwise: str

    @property
    def several(self) -> bool:
        """Whether more than one is to be chosen."""
        return sum(passage.correct for passage in self.passages) > 1


@dataclass(frozen=True, kw_only=True)
class Pairs:
    """Left sides, each with one right side; ``key`` leads from id to id.

    ``otherwise`` is said of the right sides that fit nothing. ``quoted`` if the left sides are the
    article's. ``standing`` are the right sides that every question of a type has, as above: the
    left sides are sorted into them.
    """

    lefts: tuple[Shown, ...]
    rights: tuple[Shown, ...]
    key: Mapping[str, str]
    otherwise: str = ""
    quoted: bool = False
    standing: bool = False

    @property
    def idle(self) -> tuple[Shown, ...]:
        """The right sides that fit nothing."""
        fitting = set(self.key.values())
        return tuple(side for side in self.rights if side.id not in fitting)

    @property
    def distractors(self) -> tuple[Shown, ...]:
        """The right sides that fit nothing, with what is said of them; none if nothing is."""
        if not self.otherwise:
            return ()
        return tuple(Shown(side.id, side.text, self.otherwise) for side in self.idle)


@dataclass(frozen=True, kw_only=True)
class Ordering:
    """Items in the right order, and their ids as first shown."""

    items: tuple[Shown, ...]
    shown: tuple[str, ...]

    @property
    def first_shown(self) -> tuple[Shown, ...]:
        """The items as first shown."""
        by_id = {item.id: item for item in self.items}
        return tuple(by_id[part] for part in self.shown)


@dataclass(frozen=True)
class Gap:
    """A gap: the wording that stands there, those that count, and what is said of any other."""

    id: str
    text: str
    accepted: tuple[str, ...]
    said: str


@dataclass(frozen=True, kw_only=True)
class Gaps:
    """A passage in pieces, one more than there are gaps between them."""

    pieces: tuple[str, ...]
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, kw_only=True)
class Wording:
    """A few words to type: those that count, and wrong ones with what is said of them.

    ``right`` is said of what counts, ``otherwise`` of anything else.
    """

    accepted: tuple[str, ...]
    right: str
    anticipated: tuple[tuple[tuple[str, ...], str], ...]
    otherwise: str


@dataclass(frozen=True, kw_only=True)
class Amount:
    """A number to type, give or take a tolerance; ``thousands`` is the mark between its groups.

    ``anticipated`` are wrong numbers with what is said of them, the rest as above.
    """

    answer: float
    tolerance: float
    thousands: str
    unit: str
    right: str
    anticipated: tuple[tuple[float, str], ...]
    otherwise: str


@dataclass(frozen=True)
class Criterion(Shown):
    """What to look for in free words, and how many points it is worth; 0 if it is ticked."""

    points: int = 0

    @property
    def worded(self) -> str:
        """The text, with its points where it has some."""
        return f"{self.text} ({self.points})" if self.points else self.text


@dataclass(frozen=True, kw_only=True)
class Essay:
    """Free words, never scored: the model to compare them with, and what to look for in them.

    ``starters`` are beginnings of sentences. Where criteria have points, writers say themselves how
    far each is met, in three levels: not yet, partly, yes.
    """

    model: str
    criteria: tuple[Criterion, ...]
    starters: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """The points of all criteria; 0 if they have none."""
        return sum(criterion.points for criterion in self.criteria)

    def earned(self, levels: Mapping[str, str]) -> float:
        """Give the points that writers give themselves: none, half or all of a criterion's."""
        met = {row.id: LEVELS.index(levels.get(row.id, LEVELS[0])) for row in self.criteria}
        return sum(row.points * met[row.id] for row in self.criteria) / (len(LEVELS) - 1)


Form = Choices | Passages | Pairs | Ordering | Gaps | Wording | Amount | Essay
