"""A tiny lesson in a folder of its own; and at the end, what was not run for want of a program."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from lesson_utils.texts import TYPED
from starting.needs import not_run
from starting.voice import Voice, spoken_language
from tests.image import binder_image
from tests.lessons import TINY_ARTICLE, TINY_FILES, tiny_info
from tests.programs import left_out

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from pathlib import Path

    from tests.image import Image

# How long an example takes says more of the machine than of the code.
settings.register_profile("lesson", deadline=None)
settings.load_profile("lesson")

# A shell has what it runs in the background ignore Ctrl+C, and so would every program started here:
# a handler is not handed on, so that they begin with the system's own.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_configure(config: pytest.Config) -> None:
    """Have the summary say why a browser test had to be started again."""
    config.option.rerun_show_tracebacks = True


@pytest.fixture(scope="session", autouse=True)
def _commands_by_their_names() -> Generator[None]:
    """Have messages name commands by their own names, however the tests themselves were started."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv(TYPED, raising=False)
        yield


@pytest.fixture(scope="session")
def image() -> Iterator[Image]:
    """Give Binder's image, without a container."""
    if os.name == "nt":
        pytest.skip("Binder's image is one of Linux")
    with binder_image() as built:
        yield built


@pytest.fixture
def tiny_lesson(tmp_path: Path) -> Path:
    """Make a whole lesson in Spanish and English, outside the repository."""
    folder = tmp_path / "faro"
    (folder / "quizzes").mkdir(parents=True)
    article = TINY_ARTICLE.encode()
    (folder / "article.txt").write_bytes(article)
    (folder / "lesson.yml").write_text(tiny_info(article), encoding="utf-8")
    for name, content in TINY_FILES.items():
        (folder / name).write_text(content, encoding="utf-8")
    return folder


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> Generator[None]:
    """Say in the last lines what was not run, and how to have it run."""
    yield
    skipped = terminalreporter.stats.get("skipped", [])
    counts = left_out(report.longrepr[2] for report in skipped)
    for line in not_run(Voice(spoken_language()), counts):
        terminalreporter.write_line(line, yellow=True)
