"""Examples in which statements are held against the text: its own, and some with another number."""

from __future__ import annotations

from collections.abc import Sequence

from lesson_utils.authoring.altering import altered
from lesson_utils.authoring.examples.common import SHORT, Fields, leans, words_said
from lesson_utils.authoring.passages import Passage, evidence
from lesson_utils.authoring.source import Source

_RIGHT, _WRONG = 2, 2
#: A statement of fewer letters says too little.
_SHORTEST = 25


def truefalse(source: Source, pool: Sequence[Passage]) -> Fields | None:
    """State a sentence with another number in it: the text says otherwise."""
    for passage in pool:
        changed = altered(source, passage) if len(passage.text) <= SHORT else None
        if changed is None:
            continue
        values = {
            "paragraph": passage.paragraph, "number": changed.number, "other": changed.other,
        }  # fmt: skip
        return {
            "skill": "comprendre",
            **words_said(source, "truefalse", text=changed.text, **values),
            "evidence": evidence(source.article, passage),
            "answer": "wrong",
            "feedback": {
                given: source.say(f"example.truefalse.{given}", **values)
                for given in ("right", "wrong", "unsaid")
            },
        }
    return None


def multiple(source: Source, pool: Sequence[Passage]) -> Fields | None:
    """Ask which statements the text makes: sentences of it, and some with another number."""
    able = [p for p in pool if _SHORTEST <= len(p.text) <= SHORT and not leans(p)]
    changed = [found for passage in able if (found := altered(source, passage))]
    # Those with a number first: what is right must not be told from what is wrong at once.
    wrong = changed[: max(1, min(_WRONG, len(changed) // 2))]
    told = {found.passage for found in wrong}
    numbered = [found.passage for found in changed if found.passage not in told]
    right = [*numbered, *(p for p in able if p not in told and p not in numbered)][:_RIGHT]
    if not wrong or len(right) < _RIGHT:
        return None
    options: list[tuple[Passage, str, Fields, str, Fields]] = [
        (p, p.text, {"correct": True}, "right", {}) for p in right
    ]
    options += [
        (found.passage, found.text, {}, "wrong", {"number": found.number}) for found in wrong
    ]
    options.sort(key=lambda option: option[0].start)
    return {
        "skill": "comprendre",
        **words_said(source, "multiple"),
        "evidence": evidence(source.article, *(option[0] for option in options)),
        "options": [
            {
                "text": text,
                **key,
                "feedback": source.say(
                    f"example.multiple.{verdict}", paragraph=passage.paragraph, **values
                ),
            }
            for passage, text, key, verdict, values in options
        ],
    }
