"""What cannot be had is left out, and said at the end; with CI set, it is a failure."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.fresh import ROOT
from tests.programs import WHY, left_out

WANTING = (
    "tests/browser/test_figures_pixels.py::test_a_figure_of_another_height_is_seen",
    "tests/test_javascript.py::test_the_javascript_passes_its_own_tests",
    "tests/test_javascript.py::test_nothing_is_parsed_as_html_and_nothing_is_fetched",
)
SAID = [
    "1 tests were not run for want of a browser: install Chromium, Chrome or Edge, or give the",
    "1 tests were not run for want of Node.js: start “python start.py test” again with a network,",
]


def run_without_programs(**own: str) -> tuple[int, str]:
    values = {name: value for name, value in os.environ.items() if name != "CI"}
    values |= {"PATH": "", "LESSON_BROWSER": "none", "LC_ALL": "en_GB.UTF-8"}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *WANTING],
        cwd=ROOT,
        env=values | {"PYTHONIOENCODING": "utf-8"} | own,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout


def test_where_a_program_is_missing_the_other_tests_run_and_a_line_says_so() -> None:
    status, said = run_without_programs()
    assert status == 0, said
    assert "4 passed, 2 skipped" in said
    assert [
        line[: len(text)] for text in SAID for line in said.splitlines() if text in line
    ] == SAID


def test_in_ci_a_missing_program_is_a_failure() -> None:
    status, said = run_without_programs(CI="true")
    assert status == 1, said
    assert "4 passed" in said
    assert "skipped" not in said


@pytest.mark.parametrize(
    ("reasons", "counts"),
    [
        ([], {"browser": 0, "node": 0, "git": 0}),
        ([f"Skipped: {WHY['git']}"] * 2 + ["Skipped: else"], {"browser": 0, "node": 0, "git": 2}),
    ],
)
def test_reasons_are_counted_by_need(reasons: list[str], counts: dict[str, int]) -> None:
    assert left_out(reasons) == counts
