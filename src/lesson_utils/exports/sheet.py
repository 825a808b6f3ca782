"""A lesson as what stands on paper: plain values that the HTML and the PDF are both made of."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from lesson_utils.content.dates import show_date
from lesson_utils.content.localized import localize
from lesson_utils.content.model import ANNOTATION_KINDS, Span
from lesson_utils.content.payload import Payload
from lesson_utils.content.segments import cut
from lesson_utils.exports.lines import NumberedLines
from lesson_utils.exports.worksheet import Row, form, key_rows
from lesson_utils.lesson import Lesson
from lesson_utils.questions.outcomes import Table
from lesson_utils.texts import command_word, direction, interface_language, word

Sheet = dict[str, Any]

#: Every so many lines have their number in the margin.
_NUMBERED = 5


def make_sheet(lesson: Lesson, *, answers: bool) -> Sheet:
    """Give a student's copy or an answer book as plain values, all texts in one language.

    Parameters
    ----------
    lesson
        The lesson.
    answers
        Whether it is the answer book: keys, reasons and evidence in the place of room to write,
        claims and gists in the place of the article.
    """
    return _Maker(lesson).sheet(answers=answers)


class _Maker:
    def __init__(self, lesson: Lesson) -> None:
        self.lesson = lesson
        self.language = lesson.language
        self.say: Callable[..., str] = partial(command_word, lesson.language)
        self.reading: Payload = lesson.read().payload
        self.lines = NumberedLines(lesson.article)
        shown = {paragraph["start"] for paragraph in self.reading["paragraphs"]}
        #: A part of a lesson keeps the numbers that its lines have in the whole article.
        self._printed = [pair for pair in self.lines.by_paragraph if pair[0].start in shown]

    def sheet(self, *, answers: bool) -> Sheet:
        kind = "answers" if answers else "student"
        title = localize(self.lesson.info.title, self.language)
        quizzes = [quiz.payload for quiz in self.lesson.readable_quizzes()]
        return {
            "kind": kind,
            "language": interface_language(self.language),
            "contentLanguage": self.language,
            "contentDirection": direction(self.language),
            "articleLanguage": self.lesson.article.language,
            "articleDirection": direction(self.lesson.article.language),
            "title": title,
            "documentTitle": f"{title} – {self.say(f'handout.kind.{kind}')}",
            "words": self._words(kind),
            "rights": self.reading["rights"],
            "article": [] if answers else self._article(),
            "glosses": [] if answers else self._glosses(),
            "facts": [] if answers else self._facts(),
            "quizzes": [self._quiz(quiz, answers=answers) for quiz in quizzes],
            "claims": self._claims() if answers else [],
            "gists": self._gists() if answers else [],
        }

    def _words(self, kind: str) -> dict[str, str]:
        """Give the words of the sheet itself, by the names the templates use."""
        names = (
            "article", "claims", "class", "criteria", "criterion", "date", "facts", "found",
            "gists", "glosses", "levels", "name", "notes", "points", "student", "teacher", "total",
            "where",
        )  # fmt: skip
        return {
            **{name: self.say(f"handout.{name}") for name in names},
            "kind": self.say(f"handout.kind.{kind}"),
            "lead": self.say(f"handout.lead.{kind}"),
            "colon": word(self.language, "static.colon"),
            "example": word(self.language, "static.word.example"),
            "explanation": word(self.language, "static.quiz.explanation"),
            "family": word(self.language, "static.word.family"),
            "hint": word(self.language, "static.quiz.hint"),
            "passage": word(self.language, "static.passage"),
            "listen": word(self.language, "ui.listen.label"),
            "mode": word(self.language, "static.mode"),
            "source": word(self.language, "static.facts.source"),
            "starters": word(self.language, "ui.reflect.starters"),
            "who": word(self.language, "static.holder"),
            "why": word(self.language, "static.why"),
        }

    def _article(self) -> list[dict[str, Any]]:
        """Give the article line by line, each cut where a term begins or ends."""
        terms = self._terms()
        spans = [(row["start"], row["start"] + len(row["quoted"].rstrip())) for row in terms]
        printed = [line for _, lines in self._printed for line in lines]
        stretches = [(line.start, line.end) for line in printed]
        rows = iter(zip(printed, cut(self.lesson.article.text, stretches, spans), strict=True))
        return [
            {
                "heading": paragraph.heading,
                "label": "" if paragraph.heading else self._paragraph(paragraph.number),
                "lines": [self._line(*next(rows), spans) for _ in lines],
            }
            for paragraph, lines in self._printed
        ]

    @staticmethod
    def _line(line: Any, segments: Any, spans: list[tuple[int, int]]) -> dict[str, Any]:
        runs = []
        position = line.start
        for text, covering in segments:
            position += len(text)
            ending = [index + 1 for index in covering if spans[index][1] == position]
            runs.append(
                {"text": _flat(text), "term": bool(covering), "notes": ", ".join(map(str, ending))}
            )
        shown = line.number if line.number and line.number % _NUMBERED == 0 else None
        return {"number": line.number, "shown": shown, "runs": runs}

    def _terms(self) -> list[dict[str, Any]]:
        text = self.lesson.article.text
        return [
            {**row, "quoted": text[row["start"] : row["end"]]}
            for row in self.reading["annotations"]
            if row["kind"] == "term"
        ]

    def _glosses(self) -> list[dict[str, Any]]:
        """Give the explanations by kind; terms have the numbers they have in the text."""
        return [
            {
                "title": word(self.language, f"ui.kinds.{kind}"),
                "rows": [
                    {
                        "number": number if kind == "term" else None,
                        "quote": _flat(row["quote"]),
                        "when": show_date(row["when"], self.language) if row["when"] else "",
                        "where": self._where(row["start"], row["end"]),
                        "gloss": row["gloss"],
                        "class": row["class"],
                        "example": _flat(row["example"]),
                        "family": _flat(", ".join(row["family"])),
                    }
                    for number, row in enumerate(rows, start=1)
                ],
            }
            for kind in ANNOTATION_KINDS
            if kind != "claim"
            if (rows := [row for row in self.reading["annotations"] if row["kind"] == kind])
        ]

    def _facts(self) -> list[dict[str, str]]:
        """Give the facts from outside the article, which some questions refer to."""
        return [
            {**fact, "when": show_date(fact["date"], self.language)}
            for fact in self.lesson.facts().payload["facts"]
        ]

    def _claims(self) -> list[dict[str, Any]]:
        return [
            {
                "where": self._where(row["start"], row["end"]),
                "quote": _flat(row["quote"]),
                "mode": row["modeLabel"],
                "holder": row["holderLabel"],
                "note": row["note"],
            }
            for row in self.reading["annotations"]
            if row["kind"] == "claim"
        ]

    def _gists(self) -> list[dict[str, Any]]:
        return [
            {"where": self._paragraph(paragraph["number"]), "text": paragraph["gist"]}
            for paragraph in self.reading["paragraphs"]
            if paragraph["gist"]
        ]

    def _quiz(self, payload: Payload, *, answers: bool) -> dict[str, Any]:
        maximum = sum(table["maximum"] for table in payload["questions"])
        return {
            "title": payload["title"],
            "points": self._points(maximum) if maximum else "",
            "omitted": [
                word(self.language, "static.quiz.omitted", id=left["id"])
                for left in payload["omitted"]
            ],
            "questions": [
                self._question(number, table, answers=answers)
                for number, table in enumerate(payload["questions"], start=1)
            ],
        }

    def _question(self, number: int, table: Table, *, answers: bool) -> dict[str, Any]:
        common = {
            "number": number,
            "prompt": table["prompt"],
            "listen": _flat(table["listen"]),
            "skill": table["skillLabel"],
            "points": self._points(table["maximum"]),
        }
        if not answers:
            return {**common, "form": form(table, self.language)}
        return {
            **common,
            "id": table["id"],
            "rows": [self._key(row) for row in key_rows(table, self.language)],
            "explanation": table["explanation"],
            "hint": table["hint"],
            "evidence": [
                {
                    "where": self._where(passage["start"], passage["end"]),
                    **{name: _flat(passage[name]) for name in ("before", "quote", "after")},
                }
                for passage in table["evidence"]
            ],
        }

    def _key(self, row: Row) -> Row:
        text = _flat(row["text"])
        return {**row, "text": self.say("handout.quoted", text=text) if row["quoted"] else text}

    def _points(self, count: int) -> str:
        key = "points" if count > 1 else "point" if count else "open"
        return word(self.language, f"static.answers.{key}", count=count)

    def _paragraph(self, number: int | None) -> str:
        return word(self.language, "ui.paragraph", number=number)

    def _where(self, start: int, end: int) -> str:
        """Say where a stretch of the article stands: paragraph and lines."""
        lines = self.lines.of(Span(start=start, end=end))
        if lines is None:
            return self.say("handout.heading")
        first, last = lines
        key = "handout.at.line" if first == last else "handout.at.lines"
        paragraph = self.lesson.article.paragraph_at(start).number
        return self.say(key, paragraph=paragraph, first=first, last=last)


def _flat(text: str) -> str:
    """Give a text on one line, with its characters where they were."""
    return text.translate({ord(sign): " " for sign in "\n\r\t"})
