"""Without a kernel, without a network: the quiz goes on, and nothing is lost or doubled."""

from __future__ import annotations

import json
import os
import signal
from typing import TYPE_CHECKING, Any

import pytest

from lesson_utils.questions import TYPES
from tests.browser.jupyter import choose_kernel, run_all, shut_kernels_down
from tests.browser.quizzes import (
    ALL,
    RIGHT,
    WRONG,
    answer,
    expect_total,
    question,
    show_every_type,
    tables,
    words,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.desk import Network

pytestmark = pytest.mark.browser

BEFORE, DURING = ["single", "multiple", "cloze"], ["truefalse", "match", "number", "reflect"]
#: A second try to send comes after one second, the next ones later and later.
PATIENCE_MS = 60_000


def on_disk(folder: Path) -> dict[str, Any]:
    """Give the answers in the student's progress file, by question id."""
    path = folder / "progress" / "phare.json"
    if not path.exists():
        return {}
    record = json.loads(path.read_text(encoding="utf-8"))
    answers: dict[str, Any] = record["quizzes"]["tout"]["answers"]
    return {key: entry for key, entry in answers.items() if entry["response"] is not None}


def wait_for(page: Page, condition: Callable[[], bool]) -> bool:
    """Wait until something is so; say whether it came to be."""
    for _ in range(PATIENCE_MS // 200):
        if condition():
            return True
        page.wait_for_timeout(200)
    return False


def test_the_kernel_is_shut_down_in_the_middle_of_a_quiz(
    page: Page, lab: str, lab_folder: Path
) -> None:
    quiz = show_every_type(page, lab, lab_folder)
    for kind in BEFORE:
        answer(quiz, kind, WRONG[kind])
    assert wait_for(page, lambda: len(on_disk(lab_folder)) == len(BEFORE))

    shut_kernels_down(page, lab)
    assert page.request.get(f"{lab}/api/kernels").json() == []
    everything = tables()
    for kind in DURING:
        answer(quiz, kind, RIGHT[kind])
        assert everything[kind]["explanation"] in question(quiz, kind).inner_text(), kind
    answer(quiz, "single", RIGHT["single"])
    assert words("ui.verdict.correct") in question(quiz, "single").inner_text()
    hinted = question(quiz, "order")
    hinted.get_by_role("button", name=words("ui.quiz.hint")).click()
    assert everything["order"]["hint"] in hinted.inner_text()
    count = len(BEFORE) + len(DURING)
    scored = count - DURING.count("reflect")
    expect_total(quiz, f"Réponses : {scored} sur {ALL}")
    assert words("ui.kept.page") in quiz.locator(".status").inner_text()
    assert len(on_disk(lab_folder)) == len(BEFORE)

    choose_kernel(page)
    run_all(page)
    page.wait_for_selector(".lesson-quiz fieldset")
    quiz = page.locator(".lesson-quiz").first
    expect_total(quiz, f"Réponses : {scored} sur {ALL}")
    assert words("ui.verdict.correct") in question(quiz, "single").inner_text()
    assert wait_for(page, lambda: len(on_disk(lab_folder)) == count)
    kept = on_disk(lab_folder)
    assert kept["q-single"]["response"] == RIGHT["single"]
    assert kept["q-single"]["attempts"] == 2
    assert kept["q-number"]["response"] == RIGHT["number"]
    assert kept["q-number"]["attempts"] == 1
    page.evaluate(
        """(code) => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel
          .requestExecute({code}).done.then(() => null)""",
        "import json, pathlib; pathlib.Path('seen.json').write_text("
        "json.dumps(lesson.quiz('tout').responses))",
    )
    seen = json.loads((lab_folder / "notebooks" / "seen.json").read_text(encoding="utf-8"))
    assert seen["q-match"] == RIGHT["match"]
    assert len(seen) == count


def test_a_reset_without_a_kernel_is_not_undone_by_its_return(
    page: Page, lab: str, lab_folder: Path
) -> None:
    quiz = show_every_type(page, lab, lab_folder)
    for kind in BEFORE:
        answer(quiz, kind, RIGHT[kind])
    assert wait_for(page, lambda: len(on_disk(lab_folder)) == len(BEFORE))
    shut_kernels_down(page, lab)
    quiz.get_by_role("button", name=words("ui.quiz.reset")).click()
    answer(quiz, "truefalse", RIGHT["truefalse"])
    choose_kernel(page)
    run_all(page)
    page.wait_for_selector(".lesson-quiz fieldset")
    quiz = page.locator(".lesson-quiz").first
    expect_total(quiz, f"Réponses : 1 sur {ALL}")
    assert wait_for(page, lambda: list(on_disk(lab_folder)) == ["q-truefalse"])


def test_the_network_is_cut_and_comes_back(
    page: Page, network: Network, lab: str, lab_folder: Path
) -> None:
    quiz = show_every_type(page, lab, lab_folder)
    answer(quiz, "single", WRONG["single"])
    assert wait_for(page, lambda: len(on_disk(lab_folder)) == 1)
    network.cut()
    for kind in TYPES:
        answer(quiz, kind, RIGHT[kind])
    expect_total(quiz, f"Réponses : {ALL} sur {ALL}. Justes : {ALL}")
    network.restore()
    assert wait_for(page, lambda: len(on_disk(lab_folder)) == len(TYPES))
    assert on_disk(lab_folder)["q-single"]["response"] == RIGHT["single"]


def test_a_page_that_is_loaded_again_resumes_with_drafts_and_all(
    page: Page, lab: str, lab_folder: Path
) -> None:
    quiz = show_every_type(page, lab, lab_folder)
    answer(quiz, "classify", RIGHT["classify"])
    question(quiz, "reflect").locator("textarea").fill("Je commence à écrire")
    question(quiz, "multiple").locator("input").first.check()
    question(quiz, "short").locator("input").press_sequentially("La mai")
    page.reload()
    page.wait_for_selector(".jp-Cell")
    quiz = show_every_type(page, lab, lab_folder)
    assert words("ui.verdict.correct") in question(quiz, "classify").inner_text()
    assert question(quiz, "reflect").locator("textarea").input_value() == "Je commence à écrire"
    assert question(quiz, "multiple").locator("input").first.is_checked()
    assert question(quiz, "short").locator("input").input_value() == "La mai"
    expect_total(quiz, f"Réponses : 1 sur {ALL}")


def test_after_a_kernel_died_and_another_was_started_what_is_run_reaches_the_disk(
    page: Page, lab: str, lab_folder: Path
) -> None:
    """Where memory is short, the system ends a kernel, and the server starts another one."""
    quiz = show_every_type(page, lab, lab_folder)
    answer(quiz, "single", WRONG["single"])
    assert wait_for(page, lambda: len(on_disk(lab_folder)) == 1)
    died = kernel_process(page)
    os.kill(died, getattr(signal, "SIGKILL", signal.SIGTERM))
    page.wait_for_selector(".jp-Dialog", timeout=PATIENCE_MS)
    page.locator(".jp-Dialog .jp-mod-accept").click()
    assert wait_for(page, lambda: kernel_process(page) != died)
    run_all(page)
    answer(quiz, "multiple", RIGHT["multiple"])
    assert wait_for(page, lambda: len(on_disk(lab_folder)) == 2)


def kernel_process(page: Page) -> int:
    """Ask the kernel for the number of its process."""
    told: str = page.evaluate(
        """async () => {
          const { kernel } = window.jupyterapp.shell.currentWidget.sessionContext.session;
          const code = "import os", asked = { pid: "os.getpid()" };
          const done = kernel.requestExecute({ code, silent: false, user_expressions: asked });
          return (await done.done).content.user_expressions.pid.data["text/plain"];
        }"""
    )
    return int(told)
