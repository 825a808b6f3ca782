"""What lets a student guess without reading, or leads to no source: remarks, never errors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import urlsplit

import msgspec

from lesson_utils.checks.workspace import Check, Workspace
from lesson_utils.content.problems import Problem
from lesson_utils.content.signs import seen, without_marks
from lesson_utils.content.wellformed import is_address
from lesson_utils.questions.compiling import compile_question
from lesson_utils.questions.forms import Amount, Choices, Form, Gaps, Wording
from lesson_utils.questions.grading import form_of
from lesson_utils.questions.judging.amounts import show
from lesson_utils.questions.outcomes import Table
from lesson_utils.questions.quizfiles import QuizContent
from lesson_utils.questions.truefalse import TrueFalse

#: From so many questions on, a habit of their author can be used by who has not read.
_HABIT_SINGLES, _HABIT_TRUEFALSE = 3, 2
#: More than one key in so many is the longest: with three or four options, chance makes no more.
_LONGEST_SHARE = 3
#: A shorter key of one word stands in many a hint by chance.
_KEY_LETTERS, _KEY_DIGITS = 6, 3
_WORDS = re.compile(r"\w+")
#: What stands between the groups of digits of one number.
_GROUPED = re.compile(r"(?<=\d)[\s,](?=\d{3}(?!\d))")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


def lengths_mixed(space: Workspace) -> Iterator[Problem]:
    """Keys are not the longest options too often: who always ticks the longest learns nothing."""
    for language in space.info.languages:
        told = False
        every: list[tuple[str, bool]] = []
        for quiz in space.quizzes:
            singles = list(_singles(space, quiz, language))
            every += singles
            if values := _habit(singles):
                told = True
                file = f"quizzes/{quiz.name}.yml"
                yield _remark(space, "key-longest", file, language=language, **values)
        # What is told of its quizzes is not told of the lesson again.
        if not told and (values := _habit(every)):
            yield _remark(space, "key-longest", "lesson.yml", language=language, **values)


def _singles(space: Workspace, quiz: QuizContent, language: str) -> Iterator[tuple[str, bool]]:
    """Give each question with one choice, and whether its key is longer than any other option."""
    for table, form in _forms(space, quiz, language):
        if not isinstance(form, Choices) or form.several or form.standing:
            continue
        lengths = dict.fromkeys((True, False), 0)
        for option in form.options:
            lengths[option.correct] = max(lengths[option.correct], len(seen(option.text)))
        yield table["id"], lengths[True] > lengths[False]


def _habit(singles: Sequence[tuple[str, bool]]) -> dict[str, str]:
    """Give what is said of a habit, if there is one."""
    longest = [item for item, is_longest in singles if is_longest]
    if len(singles) < _HABIT_SINGLES or len(longest) * _LONGEST_SHARE <= len(singles):
        return {}
    return {"count": str(len(longest)), "total": str(len(singles)), "ids": ", ".join(longest)}


def hints_silent(space: Workspace) -> Iterator[Problem]:
    """No hint has the answer in it, in any language."""
    for quiz in space.quizzes:
        for language in space.info.languages:
            for table, form in _forms(space, quiz, language):
                if key := _told(table, form):
                    values = {"language": language, "key": key}
                    file = f"quizzes/{quiz.name}.yml"
                    yield _remark(space, "hint-tells", file, table["id"], "hint", **values)


def _told(table: Table, form: Form) -> str:
    """Give the key that a hint tells; nothing if it tells none.

    What the prompt says too, or the wrong options beside the key, tells nothing.
    """
    hint, prompt = _plain(table["hint"]), _plain(table["prompt"])
    if isinstance(form, Amount):
        shown = show(form.answer)
        numbers, asked = (_numbers(table[field]) for field in ("hint", "prompt"))
        long = sum(sign.isdigit() for sign in shown) >= _KEY_DIGITS
        return shown if long and form.answer in numbers - asked else ""
    keys, others = _keys(form)
    if any(_plain(other) in hint for other in others if _is_long(other)):
        return ""
    told = (key for key in keys if _is_long(key) and _plain(key) in hint)
    return next((key for key in told if _plain(key) not in prompt), "")


def _keys(form: Form) -> tuple[list[str], list[str]]:
    """Give the texts of the key, and of what else there is to choose."""
    match form:
        case Choices(standing=False):
            right = [option.text for option in form.options if option.correct]
            return right, [option.text for option in form.options if not option.correct]
        case Gaps():
            return [wording for gap in form.gaps for wording in gap.accepted], []
        case Wording():
            return list(form.accepted), []
        case _:
            return [], []


def _plain(text: str) -> str:
    """Give the words of a text alone, with a space around each, in small letters without accents.

    Examples
    --------
    >>> _plain("L’Élève, ici.")
    ' l eleve ici '
    """
    return f" {' '.join(_WORDS.findall(without_marks(text).casefold()))} "


def _is_long(key: str) -> bool:
    words = _plain(key).split()
    return len(words) > 1 or len("".join(words)) >= _KEY_LETTERS


def _numbers(text: str) -> set[float]:
    """Give the numbers in a text, whichever decimal mark it has.

    Examples
    --------
    >>> sorted(_numbers("11 200 en 2013, soit 3,5 %"))
    [3.5, 2013.0, 11200.0]
    """
    return {float(found.replace(",", ".")) for found in _NUMBER.findall(_GROUPED.sub("", text))}


def sources_exact(space: Workspace) -> Iterator[Problem]:
    """Facts have the address of a page, and not that of a whole site."""
    for fact in space.facts:
        if fact.url is None or not is_address(fact.url):
            continue  # the latter is told where it is read
        address = urlsplit(fact.url)
        if address.netloc and not address.path.strip("/") and not address.query:
            yield _remark(space, "source-home", "facts.yml", fact.id, "url", url=fact.url)


def falses_given(space: Workspace) -> Iterator[Problem]:
    """Where several statements are to be judged, one at least is false."""
    for quiz in space.quizzes:
        asked = [p.question for p in quiz.questions if isinstance(p.question, TrueFalse)]
        if len(asked) >= _HABIT_TRUEFALSE and all(question.answer != "wrong" for question in asked):
            ids = ", ".join(question.id for question in asked)
            file = f"quizzes/{quiz.name}.yml"
            yield _remark(space, "false-never", file, count=str(len(asked)), ids=ids)


def _forms(space: Workspace, quiz: QuizContent, language: str) -> Iterable[tuple[Table, Form]]:
    tables = (compile_question(placed, space.article, language) for placed in quiz.questions)
    return ((table, form_of(table)) for table in tables)


def _remark(
    space: Workspace, code: str, file: str, item: str = "", *path: str, **values: str
) -> Problem:
    problem = space.problem(code, file, item, path, **values)
    return msgspec.structs.replace(problem, notice=True)


GIVEAWAY_CHECKS = tuple(
    Check(function.__name__, function)
    for function in (lengths_mixed, hints_silent, falses_given, sources_exact)
)
