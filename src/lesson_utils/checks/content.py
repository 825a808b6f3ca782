"""What must fit together in a lesson's own files."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import msgspec

from lesson_utils.checks.placeholders import glosses_written
from lesson_utils.checks.workspace import Check, Workspace
from lesson_utils.content.anchors import is_quoted
from lesson_utils.content.datafiles import drafts_in
from lesson_utils.content.problems import Problem, ValuePath
from lesson_utils.questions.classify import Classify
from lesson_utils.questions.match import Match

#: How many drafts of a file are named; the others are counted.
_DRAFTS_NAMED = 3
#: What an example ends in, and a passage of the article need not.
_END_OF_SENTENCE = " .!?…\u00a0»"


def readable(space: Workspace) -> Iterator[Problem]:
    """Every file is well formed: fields, translations, anchors, keys, hash of the article."""
    yield from space.problems


def keys_once(space: Workspace) -> Iterator[Problem]:
    """No field stands twice in one entry: YAML would keep the last in silence."""
    for name, file in space.files.items():
        for line, key in file.double_keys():
            problem = space.problem("key-double", name, field=key)
            yield msgspec.structs.replace(problem, line=line)


def ids_once(space: Workspace) -> Iterator[Problem]:
    """Ids are unique: of annotations, facts, dates, steps, places, holders, chapters, questions."""
    first: dict[tuple[str, str], tuple[str, ValuePath]] = {}
    for group, name, path, given in _entries(space):
        known, where = first.setdefault((group, given), (name, path))
        # Two questions with one id in one quiz are told by the loader, which leaves one out.
        if (known, where) != (name, path) and not (group == "questions" and known == name):
            file = space.files[known]
            said = f"{file.name}:{file.line(where)}"
            problem = space.problem("id-double", name, path=path, first=said)
            yield msgspec.structs.replace(problem, id=given)


def _entries(space: Workspace) -> Iterator[tuple[str, str, ValuePath, str]]:
    """Give the group, file, path and id of every entry that has an id."""
    for name, file in space.files.items():
        lists: dict[str, Any] = {name: file.value}
        if isinstance(file.value, dict):
            lists = {
                key: file.value.get(key) for key in ("holders", "chapters", "questions", "places")
            }
        for group, items in lists.items():
            prefix = () if group == name else (group,)
            for index, item in enumerate(items if isinstance(items, list) else []):
                given = item.get("id") if isinstance(item, dict) else None
                if isinstance(given, str):
                    yield group, name, (*prefix, index), given


def holders_used(space: Workspace) -> Iterator[Problem]:
    """Every holder holds a claim, were it one that has another fault."""
    written = _written(space, "annotations.yml")
    if written is None:
        return
    used = {str(entry.get("holder")) for entry in written}
    for holder in space.info.holders:
        if holder.id not in used:
            yield space.problem("holder-unused", "lesson.yml", holder.id)


def _written(space: Workspace, name: str) -> list[dict[str, Any]] | None:
    """Give the entries of a file as they are written, those with a fault too.

    None if there is no such list: if the file is there all the same, that is told of it.
    """
    items = space.files[name].value if name in space.files else None
    return [item for item in items if isinstance(item, dict)] if isinstance(items, list) else None


def sentences_claimed(space: Workspace) -> Iterator[Problem]:
    """Claims cover every letter of every sentence, in a lesson that names claims or holders.

    As long as a sentence has none at all, that is worth knowing and no error: who says a thing here
    and there need not say who writes “Share this article”, and the figures show a dash there.
    Where each has one, what is left bare was left by mistake.
    """
    written = _written(space, "annotations.yml")
    if written is None:
        return
    claims = [placed for placed in space.annotations if placed.kind == "claim"]
    if not claims and not space.info.holders:
        return
    if sum(entry.get("kind") == "claim" for entry in written) > len(claims):
        return  # what one with a fault covers cannot be known: its own fault is told
    text = space.article.text
    found: list[tuple[str, bool]] = []
    for sentence in space.article.sentences:
        letters = [at for at in range(sentence.start, sentence.end) if text[at].isalnum()]
        over = [each for each in claims if each.start < sentence.end and sentence.start < each.end]
        bare = [at for at in letters if not any(each.start <= at < each.end for each in over)]
        if bare:
            found.append((text[bare[0] : bare[-1] + 1], len(bare) == len(letters)))
    if any(whole for _, whole in found):
        count, first = str(len(found)), found[0][0]
        problem = space.problem(
            "sentences-unclaimed", "annotations.yml", count=count, passage=first
        )
        yield msgspec.structs.replace(problem, notice=True)
        return
    for passage, _ in found:
        yield space.problem("sentence-uncovered", "annotations.yml", passage=passage)


def chapters_real(space: Workspace) -> Iterator[Problem]:
    """Chapters name paragraphs that the article has."""
    count = sum(not paragraph.heading for paragraph in space.article.paragraphs)
    for chapter in space.info.chapters:
        for number in chapter.paragraphs or ():
            if not 1 <= number <= count:
                yield space.problem(
                    "chapter-paragraph", "lesson.yml", chapter.id, ("paragraphs",),
                    value=str(number), count=str(count),
                )  # fmt: skip


def gists_whole(space: Workspace) -> Iterator[Problem]:
    """Where one paragraph is given in a sentence, all are."""
    if _written(space, "gists.yml") is None:
        return
    given = {gist.paragraph for gist in space.gists}
    for paragraph in space.article.paragraphs:
        if paragraph.number is not None and paragraph.number not in given:
            yield space.problem("gist-missing", "gists.yml", value=str(paragraph.number))


def facts_known(space: Workspace) -> Iterator[Problem]:
    """Dates, steps and places from outside the article name a fact."""
    known = {given for group, _, _, given in _entries(space) if group == "facts.yml"}
    if _written(space, "facts.yml") is None and os.path.lexists(space.root / "facts.yml"):
        return  # its own fault is told
    places = space.map.info.places if space.map else ()
    for name, entries in (
        ("timeline.yml", space.timeline),
        ("steps.yml", space.steps),
        ("places.yml", places),
    ):
        for entry in entries:
            if entry.fact is not None and entry.fact not in known:
                yield space.problem("fact-unknown", name, entry.id, ("fact",), value=entry.fact)


def dates_agree(space: Workspace) -> Iterator[Problem]:
    """Hold each date on the timeline to that of its fact: the same, or less precise."""
    dates = {fact.id: fact.date for fact in space.facts}
    for entry in space.timeline:
        told = dates.get(entry.fact or "")
        if told is not None and not told.startswith(entry.date):
            values = {"date": entry.date, "fact": str(entry.fact), "told": told}
            yield space.problem("date-differs", "timeline.yml", entry.id, ("date",), **values)


def quizzes_there(space: Workspace) -> Iterator[Problem]:
    """Every quiz that ``lesson.yml`` puts in order is there."""
    if not space.has_quizzes:
        yield space.problem("quizzes-missing", "lesson.yml", path=("quizzes",))
        return
    known = ", ".join(quiz.name for quiz in space.quizzes)
    for index, name in enumerate(space.info.quizzes):
        # A file that is there and cannot be read is told of by itself.
        if not (space.root / "quizzes" / f"{name}.yml").exists():
            yield space.problem("quiz-missing", "lesson.yml", path=("quizzes", index), known=known)


def claims_agree(space: Workspace) -> Iterator[Problem]:
    """Every sentence to classify has the mode that its claim has."""
    claims = [placed for placed in space.annotations if placed.kind == "claim"]
    for quiz in space.quizzes:
        for placed in quiz.questions:
            if not isinstance(placed.question, Classify):
                continue
            for sentence, span in zip(placed.question.sentences, placed.quotes, strict=True):
                over = [c for c in claims if c.start < span.end and span.start < c.end]
                modes = sorted({str(claim.annotation.mode) for claim in over})
                if modes and sentence.mode not in modes:
                    yield space.problem(
                        "mode-differs",
                        f"quizzes/{quiz.name}.yml",
                        placed.question.id,
                        ("sentences",),
                        quote=sentence.quote,
                        mode=sentence.mode,
                        claims=", ".join(modes),
                    )


def distractors_told(space: Workspace) -> Iterator[Problem]:
    """Who chooses a distractor is told why it fits nothing; other options must have feedback."""
    for quiz in space.quizzes:
        for placed in quiz.questions:
            asked = placed.question
            if isinstance(asked, Match) and asked.distractors and not asked.otherwise:
                yield space.problem(
                    "distractor-bare", f"quizzes/{quiz.name}.yml", asked.id, ("distractors",)
                )


def quizzes_filled(space: Workspace) -> Iterator[Problem]:
    """Every quiz asks something."""
    for quiz in space.quizzes:
        name = f"quizzes/{quiz.name}.yml"
        if not space.files[name].value["questions"]:
            yield space.problem("quiz-empty", name)


def examples_own(space: Workspace) -> Iterator[Problem]:
    """Name the examples that the article has already: they teach no second use of the word."""
    for placed in space.annotations:
        example = placed.annotation.example
        if example is None:
            continue
        if is_quoted(example.rstrip(_END_OF_SENTENCE), space.article):
            problem = space.problem(
                "example-quoted", "annotations.yml", placed.id, ("example",), example=example
            )
            yield msgspec.structs.replace(problem, notice=True)


def drafts_read(space: Workspace) -> Iterator[Problem]:
    """Name the proposals that no author has confirmed: worth knowing, and no error."""
    for file, path, ids in drafts_in(space.files):
        listed = ", ".join(ids[:_DRAFTS_NAMED]) + (", …" if len(ids) > _DRAFTS_NAMED else "")
        problem = space.problem("draft-left", file, path=path, count=str(len(ids)), drafts=listed)
        yield msgspec.structs.replace(problem, notice=True)


CONTENT_CHECKS = tuple(
    Check(function.__name__, function)
    for function in (
        readable,
        keys_once,
        ids_once,
        holders_used,
        sentences_claimed,
        chapters_real,
        gists_whole,
        facts_known,
        dates_agree,
        quizzes_there,
        quizzes_filled,
        claims_agree,
        distractors_told,
        examples_own,
        drafts_read,
        glosses_written,
    )
)
