"""What ``lesson results`` writes: a page, a heat map, and three tables for a spreadsheet."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from lesson_utils.commands.common import os_reason
from lesson_utils.content.files import replace
from lesson_utils.content.localized import localize
from lesson_utils.lesson import Lesson
from lesson_utils.results.analysis import Analysis
from lesson_utils.results.folder import OWN
from lesson_utils.results.report import heatmap_data, report
from lesson_utils.results.tables import answer_rows, question_rows, student_rows, to_csv
from lesson_utils.shown.rendering import render_html
from lesson_utils.texts import command_word

#: A drawing is sharper than a picture, but that of a whole school is slow to make and to open.
_MOST_DRAWN = 100


@dataclass(frozen=True)
class Shows:
    """The gathered answers in all their forms, in one language."""

    lesson: Lesson
    analysis: Analysis
    labels: Sequence[str]
    language: str

    @cached_property
    def page(self) -> dict[str, Any]:
        """What the page says, and the terminal."""
        title = localize(self.lesson.info.title, self.lesson.language)
        rest = report(self.analysis, self.labels, self.language)
        return {"title": title, "contentLanguage": self.lesson.language, **rest}

    def files(self, sentences: Sequence[str], *, texts: bool) -> dict[str, bytes]:
        """Make every file, by its name.

        Parameters
        ----------
        sentences
            What is to be said on the page about the files that were read.
        texts
            Whether the answers to open questions are given.
        """
        from lesson_utils.shown.figures.heatmap import (  # noqa: PLC0415 - matplotlib takes a while
            HeatMap,
            heatmap_png,
            heatmap_svg,
        )

        given = HeatMap(**heatmap_data(self.analysis, self.labels, self.language))
        images = {"png": heatmap_png(given)}
        if len(self.labels) <= _MOST_DRAWN:
            images["svg"] = heatmap_svg(given)
        kind, image = ("svg+xml", images["svg"]) if "svg" in images else ("png", images["png"])
        page = {
            **self.page,
            "say": partial(command_word, self.language),
            "sentences": sentences,
            "image": f"data:image/{kind};base64,{base64.b64encode(image).decode()}",
        }
        answers = answer_rows(self.analysis.book, self.labels, self.language, texts=texts)
        tables = {
            "students": student_rows(self.analysis, self.labels, self.language),
            "questions": question_rows(self.analysis.items, self.language),
            "answers": list(answers),
        }
        name = partial(command_word, self.language)
        return {
            f"{name('results.name.page')}.html": render_html("results", page).encode(),
            **{
                f"{name('results.name.map')}.{ending}": content
                for ending, content in images.items()
            },
            **{
                f"{name(f'results.name.{key}')}.csv": to_csv(rows, self.language)
                for key, rows in tables.items()
            },
        }


def write_files(
    target: Path, files: Mapping[str, bytes], language: str
) -> tuple[list[str], list[str]]:
    """Write files that only their owner can read.

    Returns
    -------
    tuple of two lists
        The names of those written, and a sentence for each of those that could not be.
    """
    with suppress(OSError):
        # What cannot be made is told for each file. A folder that is there stays as it is.
        target.mkdir(mode=0o700, parents=True)
        replace(target / ".gitignore", OWN)
    written, failures = [], []
    for name, content in files.items():
        try:
            replace(target / name, content)
        except OSError as error:
            reason = os_reason(error, language)
            failures.append(command_word(language, "results.unwritten", file=name, reason=reason))
        else:
            written.append(name)
    return written, failures
