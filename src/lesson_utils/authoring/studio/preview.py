"""A question as a student would be asked it, as soon as there is enough of it."""

from __future__ import annotations

import copy
from typing import Any, get_args

import msgspec

from lesson_utils.checks import Workspace
from lesson_utils.content.localized import Localized
from lesson_utils.content.payload import Payload
from lesson_utils.content.reporting import Reporter
from lesson_utils.content.untranslated import is_unwritten
from lesson_utils.content.yamlfile import HeldFile
from lesson_utils.questions import TYPES, Question
from lesson_utils.questions.base import SKILLS
from lesson_utils.questions.compiling import compile_quiz
from lesson_utils.questions.quizfiles import PlacedQuestion, QuizContent, place_question

#: Stands where a text is still to be written.
_BLANK = "…"
QUIZ = "studio-preview"


def preview(space: Workspace, item: dict[str, Any], language: str) -> Payload | None:
    """Give a quiz of one question, in the language in which most of it is written.

    What is written in another language alone is shown in that, as students would see it.

    Parameters
    ----------
    space
        The lesson.
    item
        The question as it is being written.
    language
        The one preferred, if as much is written in it.
    """
    kind = TYPES.get(str(item.get("type")))
    if kind is None:
        return None
    known = sorted(space.info.languages, key=lambda code: code != language)
    for code in sorted(known, key=lambda code: _left_blank(kind.model, item, code)):
        filled = _filled(kind.model, copy.deepcopy(item), code)
        placed = _askable(space, filled)
        if placed is None:
            continue
        quiz = QuizContent(
            name=QUIZ, title=_BLANK, mode="practice", shuffle=False, questions=(placed,)
        )
        try:
            return compile_quiz(space.root.name, quiz, space.article, code)
        except Exception:  # noqa: BLE001, S112 - a type of another package may fail in any way
            continue
    return None


def _askable(space: Workspace, item: dict[str, Any]) -> PlacedQuestion | None:
    """Give the question if it can be asked; the evidence may still be chosen."""
    report = Reporter(HeldFile("", {"questions": [item]}), space.info.languages)
    try:
        placed = place_question(report, item, ("questions", 0), space.article)
    except Exception:  # noqa: BLE001 - a type of another package may fail in any way
        return None
    if placed is None:
        return None
    kind = TYPES[placed.question.type]
    wrong = [problem for problem in report.problems if problem.refuses]
    later = [p for p in wrong if p.path[2:3] == ("evidence",) and not kind.evidence_is_key]
    return placed if len(later) == len(wrong) else None


def _left_blank(model: Any, item: Any, language: str) -> int:
    """Count the texts of an item that a language lacks."""
    if isinstance(item, dict) and _is_struct(model):
        return sum(
            _left_blank(field.type, item.get(field.encode_name), language)
            for field in msgspec.structs.fields(model)
        )
    if model in {Localized, Localized | None}:
        return isinstance(item, dict) and not str(item.get(language) or "").strip()
    if isinstance(item, list):
        inner = next(iter(get_args(model)), None)
        return sum(_left_blank(inner, each, language) for each in item)
    return 0


def _filled(model: Any, item: Any, language: str) -> Any:
    """Put a sign where a text is still to be written that need not be there for the preview."""
    if _is_struct(model) and isinstance(item, dict):
        for field in msgspec.structs.fields(model):
            name, written = field.encode_name, item.get(field.encode_name)
            if name == "skill" and not written and issubclass(model, Question):
                item[name] = SKILLS[0]
            elif field.type == Localized and field.required:
                item[name] = _text(written, language)
            elif _is_struct(field.type) and field.required and written is None:
                item[name] = _filled(field.type, {}, language)
            elif written is None and name in item:
                del item[name]
            else:
                item[name] = _filled(field.type, written, language)
                if item[name] is None:
                    del item[name]
    elif isinstance(item, list):
        inner = next(iter(get_args(model)), None)
        return [_filled(inner, each, language) for each in item]
    elif isinstance(item, dict) and model in {Localized, Localized | None}:
        return _text(item, language)
    return item


def _text(written: Any, language: str) -> Any:
    if isinstance(written, dict):
        words = {code: text for code, text in written.items() if isinstance(text, str)}
        return {language: _BLANK} if is_unwritten(words) else words
    return written if isinstance(written, str) and written.strip() else {language: _BLANK}


def _is_struct(model: Any) -> bool:
    return isinstance(model, type) and issubclass(model, msgspec.Struct)
