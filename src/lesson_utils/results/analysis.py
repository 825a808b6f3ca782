"""Item analysis: how hard each question was, which wrong answers were given, which never.

Sources of the rules
--------------------
facility index
    The mean of the scores as a share of the maximum (Moodle Docs, "Quiz statistics report"); with
    right or wrong only, the share of right answers. Here over the answers given: a question not
    answered is not a wrong answer, as in ``docs/grading.md``.
missed by nearly all
    A facility index of 0.20 at most: Moodle's "difficult" and all below it.
a distractor that does not work
    One that fewer than 5 % choose (Haladyna and Downing 1993; Tarrant, Ware and Mohammed 2009,
    doi:10.1186/1472-6920-9-40). Only those that nobody chose are listed: the counts are in the
    table of questions.

Our own: nothing is said of a question with fewer than :data:`FEWEST` answers, and, since in
practice a student tries until it is right, a question that few get right at the first try is told
too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

import msgspec

from lesson_utils.questions import SKILLS
from lesson_utils.questions.grading import taken
from lesson_utils.questions.judging.wording import plain
from lesson_utils.results.gradebook import Answer, Gradebook, Place, Question
from lesson_utils.results.remarks import shown
from lesson_utils.results.responses import distractors, offered

MISSED = 0.20
FEWEST = 5
#: Of a wrong answer in words.
_LONGEST = 200


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of one question.

    ``facility`` and ``first_try`` are shares from 0 to 1, None where no answer was scored.
    ``retried`` counts the students whose earlier answers are not known. ``mistakes`` are wrong
    answers with their counts, the most frequent first. ``options`` are the choices there were, with
    their counts; ``untaken`` the distractors among them that nobody chose.
    """

    question: Question
    answered: int
    facility: float | None = None
    first_try: float | None = None
    retried: int = 0
    mistakes: tuple[tuple[str, int], ...] = ()
    options: tuple[tuple[str, int], ...] = ()
    untaken: tuple[str, ...] = ()

    @property
    def missed(self) -> bool:
        """Whether nearly all miss it, or the few who answered gave one wrong answer."""
        if self.answered < FEWEST:
            return (
                self.answered > 1 and bool(self.mistakes) and self.mistakes[0][1] == self.answered
            )
        return self.facility is not None and self.facility <= MISSED

    @property
    def rarely_at_once(self) -> bool:
        """Whether it comes out right, but for few at the first try."""
        few = self.first_try is not None and self.first_try <= MISSED
        return self.answered >= FEWEST and few and not self.missed


def mean_share(answers: Iterable[Answer]) -> float | None:
    """Give the mean share of points of answers that are scored; None without any."""
    shares = [answer.share for answer in answers if answer.share is not None]
    return fmean(shares) if shares else None


def analyse_item(question: Question, answers: Sequence[Answer]) -> Item:
    """Analyse one question."""
    table = question.table
    shown_options = offered(table)
    chosen = Counter(
        part for answer in answers if shown_options for part in taken(table, answer.response)
    )
    options = tuple((part.text, chosen[part.id]) for part in shown_options)
    if not question.scored:
        return Item(question=question, answered=len(answers), options=options)
    unchosen = [text for part, text in distractors(table).items() if not chosen[part]]
    return Item(
        question=question,
        answered=len(answers),
        facility=mean_share(answers),
        first_try=fmean(answer.first_try for answer in answers) if answers else None,
        retried=sum(answer.attempts > 1 for answer in answers),
        mistakes=_counted(answers),
        options=options,
        untaken=tuple(unchosen) if len(answers) >= FEWEST else (),
    )


def _counted(answers: Sequence[Answer]) -> tuple[tuple[str, int], ...]:
    """Count wrong answers; wordings that differ in capitals or signs around count as one."""
    written = Counter(said for answer in answers for said in answer.mistakes)
    counts: Counter[str] = Counter()
    wording: dict[str, str] = {}
    for said, count in written.most_common():
        key = plain(said).casefold()
        counts[key] += count
        wording.setdefault(key, shown(said, _LONGEST))
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple((wording[key], count) for key, count in ranked)


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """What answers come to: how many, points, mean shares of all, by skill and by quiz."""

    answered: int
    points: int
    maximum: int
    share: float | None
    skills: dict[str, float | None]
    quizzes: dict[str, float | None]


@dataclass(frozen=True)
class Analysis:
    """A gradebook with what it comes to: by question, of all students, and of each in turn."""

    book: Gradebook
    items: tuple[Item, ...]
    whole: Summary
    each: tuple[Summary, ...]


def analyse(book: Gradebook) -> Analysis:
    """Analyse all answers; questions and quizzes in the order of the lesson."""
    skills = {question.place: question.table["skill"] for question in book.questions}
    return Analysis(
        book=book,
        items=tuple(analyse_item(q, book.of_question(q)) for q in book.questions),
        whole=_summary(skills, book.answers),
        each=tuple(_summary(skills, [kept]) for kept in book.answers),
    )


def _summary(skills: dict[Place, str], kept: Sequence[dict[Place, Answer]]) -> Summary:
    """Sum up answers; ``skills`` has that of each question, in the order of the lesson."""
    asked = set(skills.values())
    by_skill: dict[str, list[Answer]] = {skill: [] for skill in SKILLS if skill in asked}
    by_quiz: dict[str, list[Answer]] = {quiz: [] for quiz, _ in skills}
    found = [pair for one in kept for pair in one.items()]
    for place, answer in found:
        by_skill[skills[place]].append(answer)
        by_quiz[place[0]].append(answer)
    return Summary(
        answered=len(found),
        points=sum(answer.score or 0 for _, answer in found),
        maximum=sum(answer.maximum for _, answer in found),
        share=mean_share(answer for _, answer in found),
        skills={skill: mean_share(answers) for skill, answers in by_skill.items()},
        quizzes={quiz: mean_share(answers) for quiz, answers in by_quiz.items()},
    )
