"""What all types of question share, and what a type has to bring."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import msgspec

from lesson_utils.content.localized import Localized
from lesson_utils.content.model import Anchor, Article, Span, Value
from lesson_utils.content.reporting import MARKUP
from lesson_utils.content.signs import seen
from lesson_utils.questions.forms import Form
from lesson_utils.questions.outcomes import Outcome, Response

Skill = Literal["repérer", "comprendre", "inférer", "évaluer"]
SKILLS: tuple[Skill, ...] = ("repérer", "comprendre", "inférer", "évaluer")

Evidence = str | Anchor | tuple[str | Anchor, ...]

#: Where in a question something stands, as steps into its YAML.
Where = tuple[str | int, ...]
#: A rule a question breaks: the problem's code, the field it is about, values for its message.
Breach = tuple[str, Where, dict[str, str]]
#: A quote of the article inside a question.
Quote = tuple[Where, Anchor]


class Question(Value, frozen=True, kw_only=True):
    """The fields of every question.

    ``evidence`` may be left out by the types whose own quotes are the evidence. A ``draft`` is a
    proposal that no author has confirmed.
    """

    id: str
    type: str
    draft: bool = False
    skill: Skill
    prompt: Localized
    evidence: Evidence = ()
    hint: Localized
    explanation: Localized


class Heard(Question, frozen=True, kw_only=True):
    """A question that may come with a text to be heard.

    It is in the article's language, which the browser speaks; on paper it is to be read aloud.
    """

    listen: str | msgspec.UnsetType = msgspec.UNSET


def heard(question: Question) -> str:
    """Give the text of a question that is to be heard; nothing where there is none."""
    return question.listen or "" if isinstance(question, Heard) else ""


def heard_breaches(question: Heard) -> Iterator[Breach]:
    """Ask for a text to be heard that can be spoken."""
    if question.listen is msgspec.UNSET:
        return
    if not question.listen.strip():
        yield "text-empty", ("listen",), {"field": "listen"}
    if markup := MARKUP.search(question.listen):
        yield "text-markup", ("listen",), {"field": "listen", "markup": markup.group()}


class Option(Value, frozen=True, kw_only=True):
    """One option to choose, and what is said to who chose it."""

    text: Localized
    feedback: Localized
    correct: bool = False


@dataclass(frozen=True)
class Setting:
    """What a table is made for: a language, the article, and where evidence and quotes stand.

    ``quotes`` has the places of what :attr:`QuestionType.quotes` gives, in its order.
    """

    language: str
    article: Article
    evidence: tuple[Span, ...] = ()
    quotes: tuple[Span, ...] = ()

    def text(self, span: Span) -> str:
        """Give a quote as it stands in the article."""
        return self.article.text[span.start : span.end]


def _no_quotes(_: Any) -> Iterable[Quote]:
    return ()


def _no_breaches(_: Any) -> Iterable[Breach]:
    return ()


def _taken(_: Any, response: Response) -> list[str]:
    if isinstance(response, str):
        return [response]
    return sorted(set(response.values())) if isinstance(response, dict) else list(response)


def _no_misplaced(_: Any, __: Setting) -> Iterable[Breach]:
    return ()


@dataclass(frozen=True, kw_only=True)
class QuestionType:
    """One type of question: a folder, and a line in ``questions/__init__.py``.

    A type of another package is found by its entry point (:mod:`lesson_utils.questions.registry`).

    Attributes
    ----------
    name
        The ``type`` in quiz files; its vectors have this name.
    model
        The fields of a question of this type.
    table
        The question's own part of the grading table, in one language: a ``TypedDict``.
    plain
        The plain form that such a table comes to.
    grade
        Grade a response by a table; must agree with the JavaScript of the same name.
    key
        The response that earns the maximum.
    wrong
        The wrong responses a self-check tries: each must earn less than the maximum.
    breaches
        The rules of this type that a question breaks, whatever the article.
    quotes
        The quotes of the article inside the question, beside its evidence.
    quotes_are_evidence
        True if those quotes stand in for an ``evidence`` that is not given.
    least
        The fewest parts that each list of parts takes, by field.
    sole
        The field of its parts that is true of one part alone; empty if there is none such.
    evidence_is_key
        True if the evidence is what is to be found.
    misplaced
        The rules it breaks in this article; asked once all quotes have their place.
    taken
        The ids of the options, passages or right sides that a response takes; asked of those
        forms alone, once the response can be graded.
    """

    name: str
    model: type[Question]
    table: Callable[[Any, Setting], Any]
    plain: Callable[[Any], Form]
    grade: Callable[[Any, Response], Outcome]
    key: Callable[[Any], Response]
    wrong: Callable[[Any], Iterator[Response]]
    breaches: Callable[[Any], Iterable[Breach]] = _no_breaches
    quotes: Callable[[Any], Iterable[Quote]] = _no_quotes
    quotes_are_evidence: bool = False
    sole: str = ""
    evidence_is_key: bool = False
    least: Mapping[str, int] = field(default_factory=dict)
    misplaced: Callable[[Any, Setting], Iterable[Breach]] = _no_misplaced
    taken: Callable[[Any, Response], list[str]] = _taken

    @property
    def folder(self) -> Path:
        """Where the type's view, static forms, note and words stand: beside its model."""
        return Path(str(sys.modules[self.model.__module__].__file__)).parent


_LETTERS = "abcdefghijklmnopqrstuvwxyz"
#: More parts than this in one question are told as a problem.
MOST_PARTS = len(_LETTERS)


def part_ids(count: int) -> list[str]:
    """Give the ids of a number of options or items, from "a" on.

    Examples
    --------
    >>> part_ids(3)
    ['a', 'b', 'c']
    """
    if count > MOST_PARTS:
        raise ValueError(f"a question has at most {MOST_PARTS} options or items")
    return list(_LETTERS[:count])


def count_breaches(field: str, count: int, least: int) -> Iterator[Breach]:
    """Ask for at least so many parts, and for no more than there are letters."""
    if count < least:
        values = {"field": field, "count": str(count), "least": str(least)}
        yield "too-few-options", (field,), values
    if count > MOST_PARTS:
        values = {"field": field, "count": str(count), "most": str(MOST_PARTS)}
        yield "too-many-options", (field,), values


def shuffled(ids: list[str], seed: str) -> list[str]:
    """Put ids in an order that depends on nothing but the seed, and is not their own.

    Examples
    --------
    >>> shuffled(["a", "b"], "x")
    ['b', 'a']
    """
    order = sorted(ids, key=lambda part: hashlib.sha256(f"{seed}/{part}".encode()).digest())
    return [*order[1:], order[0]] if order == ids else order


def looks(text: Localized) -> dict[str, str]:
    """Give what is seen of a text in each language; under no language's name what all share."""
    texts = text if isinstance(text, dict) else {"": text}
    return {language: seen(written) for language, written in texts.items()}


def twin(text: Localized, others: Iterable[Localized]) -> str | None:
    """Give the words by which a text cannot be told from one of the others, in some language.

    Examples
    --------
    >>> twin({"fr": "a", "en": "b "}, ["x", {"fr": "c", "en": "b"}]), twin("a", ["b"])
    ('b', None)
    """
    mine = looks(text)
    for other in map(looks, others):
        for language in sorted(mine.keys() | other.keys()):
            one, two = (each.get(language, each.get("")) for each in (mine, other))
            if one is not None and one == two:
                return one
    return None


def twins(texts: Sequence[Localized], field: str) -> Iterator[Breach]:
    """Ask for texts that can be told apart, in every language."""
    for number, text in enumerate(texts):
        if found := twin(text, texts[:number]):
            yield "option-double", (field, number), {"text": found}
