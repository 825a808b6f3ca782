"""What reading one data file needs: decode, look at texts, find quotes, and report."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from lesson_utils.content.anchors import Resolved, resolve
from lesson_utils.content.decoding import Model, decode
from lesson_utils.content.localized import (
    change_texts,
    languages_missing,
    walk_ids,
    walk_texts,
)
from lesson_utils.content.model import Anchor, Article, LessonInfo, Span
from lesson_utils.content.problems import Cost, LessonError, Problem, ValuePath
from lesson_utils.content.untranslated import completed, is_unwritten
from lesson_utils.content.wellformed import CONTROL, is_id
from lesson_utils.content.yamlfile import YamlFile

T = TypeVar("T")

#: Fields that may be one string for all languages: numbers, dates, names, sources, quotes.
SAME_FOR_ALL = {"text", "left", "right", "distractors", "name", "source", "word_class"}
#: What is told of what is not there at all, or in no language.
_ABSENT = {"missing-field", "text-empty", "translation-missing"}
#: What looks like HTML in a text that is shown as it stands.
MARKUP = re.compile(r"<[A-Za-z/!][^>]*>|&[a-z]+;|&#\d+;")


class Reporter:
    """Collects the problems of one file.

    Parameters
    ----------
    file
        The file being read.
    languages
        The languages every text must have.
    """

    def __init__(self, file: YamlFile, languages: tuple[str, ...] = ()) -> None:
        self.file = file
        self.languages = languages
        self.problems: list[Problem] = []

    def add(
        self,
        code: str,
        path: ValuePath,
        item: str = "",
        *,
        notice: bool = False,
        costs: Cost = "file",
        **values: str,
    ) -> None:
        """Report a problem with the value at a path."""
        self.problems.append(
            Problem(
                code=code,
                file=self.file.name,
                line=self.file.line(path),
                path=path,
                id=item,
                values=values,
                notice=notice,
                costs=costs,
            )
        )

    def lacks(self, before: int) -> bool:
        """Tell whether an entry lacks something altogether, and so is left out alone.

        Where more is wrong with it, its file cannot be used.

        Parameters
        ----------
        before
            How many problems had been told when the entry began.
        """
        found = self.problems[before:]
        faults = [problem for problem in found if problem.refuses]
        if not faults or not all(problem.code in _ABSENT for problem in faults):
            return False
        self.problems[before:] = [
            msgspec.structs.replace(problem, costs="entry") if problem.refuses else problem
            for problem in found
        ]
        return True

    def decode(self, model: type[Model], value: object, path: ValuePath) -> Model | None:
        """Make a model of the value at a path; None, and reports, if anything is wrong."""
        made = decode(model, value, self.file, path, self.problems)
        for where, given in walk_ids(made):
            if not is_id(given):
                self.add("id-form", (*path, *where), value=given)
        return made

    def texts(self, value: T, item: str, path: ValuePath) -> T:
        """Report texts of a model that are empty, hold HTML, or lack a language.

        Returns
        -------
        model
            The same, each text in every language: where one is not translated yet, another's
            stands in (:mod:`lesson_utils.content.untranslated`).
        """
        whole = True
        for where, field, text in walk_texts(value):
            here = (*path, *where)
            name = [step for step in where if isinstance(step, str)][-1]
            if isinstance(text, str):
                if len(self.languages) > 1 and field not in SAME_FOR_ALL:
                    self._lacking("translation-none", here, item, self.languages, "nothing")
                self.plain(text, item, here, name)
                continue
            if missing := languages_missing(text, self.languages):
                whole = False
                costs: Cost = "file" if is_unwritten(text) else "nothing"
                self._lacking("translation-missing", here, item, missing, costs)
            self._markup(text.values(), item, here, name)
        return value if whole else change_texts(value, lambda text: completed(text, self.languages))

    def _lacking(
        self, code: str, path: ValuePath, item: str, languages: Iterable[str], costs: Cost
    ) -> None:
        field = [step for step in path if isinstance(step, str)][-1]
        self.add(code, path, item, costs=costs, field=field, languages=", ".join(languages))

    def plain(self, text: str, item: str, path: ValuePath, field: str) -> None:
        """Report a text in one language that is empty or holds HTML."""
        if not text.strip():
            self.add("text-empty", path, item, field=field)
        self._markup([text], item, path, field)

    def _markup(self, written: Collection[str], item: str, path: ValuePath, field: str) -> None:
        found = (MARKUP.search(words) for words in written)
        # A translation has most often the same.
        for markup in dict.fromkeys(match.group() for match in found if match):
            self.add("text-markup", path, item, field=field, markup=markup)
        hidden = (CONTROL.search(words) for words in written)
        for sign in dict.fromkeys(match.group() for match in hidden if match):
            self.add("text-control", path, item, field=field, sign=f"U+{ord(sign):04X}")

    def place(self, anchor: Anchor, article: Article, item: str, path: ValuePath) -> Span | None:
        """Find where a quote stands; report a failure, or a variant that was tolerated."""
        found = resolve(anchor, article)
        if not isinstance(found, Resolved):
            self.add(
                f"anchor-{found.reason}" if anchor.quote.strip() else "anchor-empty",
                path,
                item,
                quote=anchor.quote,
                nearest=found.nearest,
                count=str(found.count),
            )
            return None
        if not found.exact:
            stands = article.text[found.start : found.end]
            self.add("anchor-variant", path, item, notice=True, quote=anchor.quote, found=stands)
        return Span(start=found.start, end=found.end)


class Loaded(msgspec.Struct, Generic[T], frozen=True):
    """What a file gave, with the problems met on the way."""

    value: T
    problems: tuple[Problem, ...] = ()

    def or_raise(self, language: str) -> T:
        """Give the value, or raise a :class:`LessonError` that lists all that keeps it from use.

        What costs an entry alone, or nothing, is told by ``lesson check``.
        """
        errors = [problem for problem in self.problems if problem.refuses]
        if any(problem.costs == "file" for problem in errors):
            raise LessonError(errors, language)
        return self.value


def is_there(path: Path) -> bool:
    """Tell whether there is a file, or a link that leads nowhere: that is a fault of its own."""
    return os.path.lexists(path)


def listed(path: Path, root: Path, info: LessonInfo) -> tuple[Reporter, list[object]]:
    """Open a file that is a list: what reports on it, and its items."""
    file = YamlFile(path, root)
    if not isinstance(file.value, list):
        raise LessonError([Problem(code="not-a-list", file=file.name, line=1)])
    return Reporter(file, info.languages), file.value
