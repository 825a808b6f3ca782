"""A new lesson's folder: written beside its place, run, checked, and only then put there."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from lesson_utils.authoring.articlefile import read_article, read_page
from lesson_utils.authoring.languagecodes import language_code
from lesson_utils.authoring.proposing import (
    BYTE_ORDER_MARK,
    SCHEMAS,
    TAKEN,
    Proposal,
    lesson_name,
    propose,
)
from lesson_utils.authoring.schemas import schemas
from lesson_utils.authoring.troubles import guess
from lesson_utils.authoring.webpage import Page, article_in, decoded, is_page
from lesson_utils.checks import CONTENT_CHECKS, load_workspace
from lesson_utils.content.problems import LessonError, Problem
from lesson_utils.notebooks.running import lesson_notebooks, run_all

_NAME = re.compile(r"(?=.{1,60}$)[a-z0-9]+(?:[-_][a-z0-9]+)*")


def new_lesson(  # noqa: PLR0913 - what the command is given
    article: Path,
    language: str,
    *,
    name: str | None = None,
    folder: Path | None = None,
    speaks: str = "fr",
    languages: tuple[str, ...] = (),
    on_notebook: Callable[[str], None] | None = None,
    confirm: Callable[[Page], bool] | None = None,
) -> tuple[Path, Proposal]:
    """Make a lesson folder of an article.

    Parameters
    ----------
    article
        A text file, UTF-8, or a saved web page (``.html``), in whichever encoding it names.
    language
        Its language: a code, or what else is clear ("fr_FR", "French").
    name
        The lesson's name; made of the file's by default.
    folder
        The folder to make; named as the lesson, in the working folder, by default.
    speaks
        "fr" or "en": the language of comments, and of messages.
    languages
        The languages of the lesson's questions and instructions, the main one first; by default
        French and English, the article's first.
    on_notebook
        Is told the name of each notebook that was run.
    confirm
        Is asked whether the text found in a web page is the article, all of it, and is told what
        was left out; without it, no page is taken.

    Returns
    -------
    Path, Proposal
        The folder made, and what was proposed.

    Raises
    ------
    LessonError
        If there is no lesson to be made of the file, or no place for it; nothing is left behind.
    """
    raw = _checked(article, language, name)
    language = language_code(language)
    if is_page(article):
        raw = _text_of(article, raw, confirm)
    proposal = propose(raw, language, name or lesson_name(article.name), speaks, languages)
    target = (folder or Path(proposal.name)).absolute()
    _refuse_full(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        scratch = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    except OSError as error:
        raise _no_place(target, error) from None
    try:
        _write(scratch, proposal, speaks)
        _run(scratch, on_notebook)
        _refuse_invalid(scratch / "data" / proposal.name)
        scratch.chmod(0o755)
        _refuse_full(target)
        if target.exists():
            target.rmdir()
        scratch.rename(target)
    except OSError as error:
        raise _no_place(target, error) from None
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return target, proposal


def _checked(article: Path, language: str, name: str | None) -> bytes:
    """Give the article's bytes, if a lesson can be made of them; tell all that is wrong."""
    problems = []
    file, raw = article.as_posix(), b""
    if language.strip() and not language_code(language):
        problems.append(Problem(code="new-language", file=file, values={"value": language}))
    if name is not None and (name in TAKEN or not _NAME.fullmatch(name)):
        problems.append(Problem(code="new-name", file=file, values={"value": name}))
    try:
        raw = read_page(article) if is_page(article) else read_article(article)
    except LessonError as error:
        raise LessonError([*problems, *error.problems]) from None
    text = (decoded(raw) or "").removeprefix(BYTE_ORDER_MARK)
    if not text.strip():
        problems.append(Problem(code="new-empty", file=file))
    elif not language.strip():
        problems.append(_untold(file, article_in(text).text if is_page(article) else text))
    if problems:
        raise LessonError(problems)
    return raw


def _untold(file: str, text: str) -> Problem:
    """Say that the language is not given, and which one it seems to be."""
    guessed = guess(text)
    if guessed is None:
        return Problem(code="new-language-none", file=file)
    return Problem(code="new-language-guessed", file=file, values={"guess": guessed})


def _text_of(article: Path, page: bytes, confirm: Callable[[Page], bool] | None) -> bytes:
    """Give the article of a web page, if somebody read it and says that it is the whole of it."""
    found = article_in(decoded(page) or "")
    if not found.text:
        raise LessonError([Problem(code="new-page-empty", file=article.as_posix())])
    if confirm is None or not confirm(found):
        raise LessonError([Problem(code="new-page-unread", file=article.as_posix())])
    return found.text.encode()


def _refuse_full(target: Path) -> None:
    try:
        full = target.is_file() or (target.is_dir() and any(target.iterdir()))
    except OSError as error:
        raise _no_place(target, error) from None
    if full:
        raise LessonError([Problem(code="new-folder", file=target.as_posix())])


def _no_place(target: Path, error: OSError) -> LessonError:
    values = {"detail": error.strerror or str(error)}
    return LessonError([Problem(code="new-parent", file=target.as_posix(), values=values)])


def _write(scratch: Path, proposal: Proposal, speaks: str) -> None:
    described = {f"data/{SCHEMAS}/{file}": text.encode() for file, text in schemas(speaks).items()}
    for name, content in (proposal.files | described).items():
        path = scratch / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _run(scratch: Path, on_notebook: Callable[[str], None] | None) -> None:
    """Run the notebooks and store their outputs, as ``lesson build`` does."""
    for report in run_all(lesson_notebooks(scratch), scratch):
        errors = [p for p in report.problems if p.code != "notebook-outdated"]
        if errors:
            raise LessonError(errors)
        report.path.write_text(report.built, encoding="utf-8", newline="\n")
        if on_notebook is not None:
            on_notebook(report.path.name)


def _refuse_invalid(root: Path) -> None:
    """Hold the proposal against every check of content: it is to be valid at once."""
    space = load_workspace(root)
    problems = [problem for check in CONTENT_CHECKS for problem in check.run(space)]
    errors = [problem for problem in problems if not problem.notice]
    if errors:
        raise LessonError(errors)
