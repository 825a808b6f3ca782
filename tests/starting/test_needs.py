"""What cannot be had is left out, and said at the end; with CI set, it is a failure."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.fresh import ROOT
from tests.programs import WHY, git, left_out, node

if TYPE_CHECKING:
    from collections.abc import Callable

CHOSEN = (
    "tests/browser/test_figures_pixels.py::test_a_figure_of_another_height_is_seen",
    "tests/house/test_javascript.py::test_nothing_is_parsed_as_html_and_nothing_is_fetched",
)
SAID = "Tests not run for want of a browser: 1. Install Chromium, Chrome or Edge, or give the path "


def run_without_a_browser(**own: str) -> tuple[int, str]:
    values = {name: value for name, value in os.environ.items() if name != "CI"}
    values |= {"LESSON_BROWSER": "none", "LC_ALL": "en_GB.UTF-8", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *CHOSEN],
        cwd=ROOT,
        env=values | own,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout


def test_without_a_browser_the_other_tests_run_and_a_line_says_so() -> None:
    status, said = run_without_a_browser()
    assert status == 0, said
    assert re.search(r"[1-9]\d* passed, 1 skipped", said), said
    assert sum(line.startswith(SAID) for line in said.splitlines()) == 1, said


def test_in_ci_a_missing_browser_is_a_failure() -> None:
    status, said = run_without_a_browser(CI="true")
    assert status == 1, said
    assert re.search(r"[1-9]\d* passed, 1 error", said), said
    assert "skipped" not in said


@pytest.mark.parametrize("find", [node, git])
def test_a_program_that_is_missing_leaves_the_test_out(
    monkeypatch: pytest.MonkeyPatch, find: Callable[[], str]
) -> None:
    monkeypatch.setattr(shutil, "which", lambda *_, **__: None)
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception):
        find()
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception):
        find()


@pytest.mark.parametrize(
    ("reasons", "counts"),
    [
        ([], {"browser": 0, "node": 0, "git": 0, "site": 0}),
        (
            [f"Skipped: {WHY['git']}"] * 2 + ["Skipped: else"],
            {"browser": 0, "node": 0, "git": 2, "site": 0},
        ),
    ],
)
def test_reasons_are_counted_by_need(reasons: list[str], counts: dict[str, int]) -> None:
    assert left_out(reasons) == counts
