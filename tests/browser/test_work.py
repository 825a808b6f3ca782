"""A student's work: two tabs, another machine, files out and in, modes, an order of one's own."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from lesson_utils.questions import TYPES
from tests.browser.jupyter import close_notebooks, enter, shut_kernels_down
from tests.browser.quizzes import (
    ALL,
    RIGHT,
    WRONG,
    answer,
    expect_total,
    question,
    show_every_type,
    tables,
    wait_until_kept,
    words,
)

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

    from tests.browser.desk import Network

pytestmark = pytest.mark.browser


def export(page: Page, quiz: Locator, key: str, path: Path) -> Path:
    if not quiz.locator("details.work").evaluate("(node) => node.open"):
        quiz.locator("details.work summary").click()
    with page.expect_download() as started:
        quiz.get_by_role("button", name=words(key)).click()
    started.value.save_as(path)
    return path


def test_two_tabs_show_the_same_work(page: Page, lab: str, lab_folder: Path) -> None:
    first = show_every_type(page, lab, lab_folder)
    other = page.context.new_page()
    second = show_every_type(other, lab, lab_folder)
    answer(first, "single", RIGHT["single"])
    # What it says there moves what stands below: nobody clicks in two tabs in one moment.
    expect(question(second, "single").locator("input[value=b]")).to_be_checked()
    answer(second, "truefalse", RIGHT["truefalse"])
    for quiz in (first, second):
        quiz.locator(".total", has_text="Justes\u00a0: 2.").wait_for()
        expect_total(quiz, f"Réponses : 2 sur {ALL}. Justes : 2")
        assert question(quiz, "single").locator("input[value=b]").is_checked()
        assert question(quiz, "truefalse").locator("input[value=unsaid]").is_checked()


def test_results_are_exported_without_a_kernel_and_taken_up_on_another_machine(  # noqa: PLR0913, PLR0917 - fixtures
    page: Page, network: Network, browser: Browser, lab: str, lab_folder: Path, tmp_path: Path
) -> None:
    quiz = show_every_type(page, lab, lab_folder)
    network.cut()
    for kind in TYPES:
        answer(quiz, kind, RIGHT[kind])
    answer(quiz, "number", WRONG["number"])
    quiz.locator("details.work summary").click()
    quiz.get_by_label(words("ui.work.name")).fill("Élève de seconde")
    results = export(page, quiz, "ui.work.export", tmp_path / "results.json")
    record = json.loads(results.read_text(encoding="utf-8"))
    assert record["format"] == "lesson-record"
    assert record["student"] == "Élève de seconde"
    kept = record["quizzes"]["tout"]["answers"]
    assert {key: entry["response"] for key, entry in kept.items()}["q-cloze"] == RIGHT["cloze"]
    assert (kept["q-number"]["score"], kept["q-number"]["attempts"]) == (0, 2)
    text = export(page, quiz, "ui.work.summary", tmp_path / "summary.txt").read_text("utf-8")
    assert "Élève de seconde" in text
    for table in tables().values():
        assert table["prompt"] in text
    assert "35 millions d’euros (0/1)" in text
    assert RIGHT["reflect"] in text
    network.restore()

    elsewhere = browser.new_context(viewport={"width": 1280, "height": 900})
    (lab_folder / "progress" / "phare.json").unlink(missing_ok=True)
    fresh = elsewhere.new_page()
    there = show_every_type(fresh, lab, lab_folder, ', mode="practice"')
    fresh.evaluate("() => localStorage.clear()")
    there.get_by_role("button", name=words("ui.quiz.reset")).click()
    there.locator("details.work summary").click()
    there.locator("input[type=file]").set_input_files(results)
    expect_total(there, f"Réponses : {ALL} sur {ALL}. Justes : {ALL - 1}")
    assert question(there, "number").locator("input[type=text]").input_value() == "35"
    other = tmp_path / "other.json"
    other.write_text('{"format": "lesson-record", "lesson": "autre"}', encoding="utf-8")
    there.locator("input[type=file]").set_input_files(other)
    expect(there).to_contain_text(words("ui.work.foreign").replace("{file}", "other.json"))
    expect_total(there, f"Réponses : {ALL} sur {ALL}. Justes : {ALL - 1}")
    elsewhere.close()


def test_a_newer_versions_file_is_left_alone_by_the_kernel_and_by_the_page(
    page: Page, lab: str, lab_folder: Path
) -> None:
    folder = lab_folder / "progress"
    folder.mkdir()
    newer = b'{"format": "lesson-record", "version": 2, "lesson": "phare", "later": 1}\n'
    (folder / "phare.json").write_bytes(newer)
    quiz = show_every_type(page, lab, lab_folder)
    quiz.locator(".warning", has_text=words("ui.kept.newer")).wait_for()
    answer(quiz, "single", RIGHT["single"])
    assert words("ui.verdict.correct") in question(quiz, "single").inner_text()
    quiz.get_by_role("button", name=words("ui.quiz.reset")).click()
    # Its unmounting is the last moment at which anything would be kept.
    page.evaluate("() => window.jupyterapp.commands.execute('notebook:clear-all-cell-outputs')")
    quiz.wait_for(state="detached")
    assert page.evaluate("() => localStorage.getItem('lesson-record/phare')") is None
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {"phare.json": newer}


def test_a_check_gives_feedback_at_the_end(
    page: Page, lab: str, lab_folder: Path, tmp_path: Path
) -> None:
    quiz = show_every_type(page, lab, lab_folder, ', mode="check"')
    everything = tables()
    answer(quiz, "single", WRONG["single"])
    answer(quiz, "cloze", RIGHT["cloze"])
    answer(quiz, "reflect", RIGHT["reflect"])
    expect_total(quiz, f"Réponses : 2 sur {ALL}. Question libre : 1 sur 1.", whole=True)
    text = quiz.inner_text()
    for kind in ("single", "cloze", "reflect"):
        assert everything[kind]["explanation"] not in text
    assert everything["reflect"]["model"] not in text
    text = export(page, quiz, "ui.work.summary", tmp_path / "summary.txt").read_text("utf-8")
    assert "1826" in text
    assert "/1)" not in text
    question(quiz, "short").locator("input").press_sequentially("La mairie")
    quiz.get_by_role("button", name=words("ui.quiz.finish")).click()
    text = quiz.inner_text()
    assert words("ui.verdict.correct") in question(quiz, "short").inner_text()
    assert question(quiz, "single").locator("input").first.is_disabled()
    assert words("ui.verdict.wrong") in question(quiz, "single").inner_text()
    assert words("ui.verdict.correct") in question(quiz, "cloze").inner_text()
    assert words("ui.verdict.unanswered") in question(quiz, "match").inner_text()
    assert everything["reflect"]["model"] in text
    expect_total(quiz, f"Réponses : 3 sur {ALL}. Justes : 2. Points")
    quiz.get_by_role("button", name=words("ui.quiz.again")).click()
    assert everything["single"]["explanation"] not in quiz.inner_text()
    assert question(quiz, "single").locator("input[value=a]").is_checked()
    assert question(quiz, "single").locator("input").first.is_enabled()
    gap = question(quiz, "cloze").locator("input").first
    gap.fill("")
    expect_total(quiz, f"Réponses : 2 sur {ALL}. Question libre : 1 sur 1.", whole=True)
    quiz.get_by_role("button", name=words("ui.quiz.finish")).click()
    expect_total(quiz, f"Réponses : 2 sur {ALL}. Justes : 1")


def test_a_check_finished_in_one_tab_is_finished_in_the_other(
    page: Page, lab: str, lab_folder: Path
) -> None:
    first = show_every_type(page, lab, lab_folder, ', mode="check"')
    other = page.context.new_page()
    second = show_every_type(other, lab, lab_folder, ', mode="check"')
    answer(first, "single", WRONG["single"])
    wait_until_kept(page, "single")
    first.get_by_role("button", name=words("ui.quiz.finish")).click()
    second.get_by_role("button", name=words("ui.quiz.again")).wait_for()
    assert words("ui.verdict.wrong") in question(second, "single").inner_text()
    assert second.get_by_role("button", name=words("ui.quiz.again")).is_visible()


def test_a_survey_never_says_what_is_right(
    page: Page, lab: str, lab_folder: Path, tmp_path: Path
) -> None:
    quiz = show_every_type(page, lab, lab_folder, ', mode="survey"')
    everything = tables()
    for kind in TYPES:
        answer(quiz, kind, RIGHT[kind])
    expect_total(quiz, f"Réponses : {ALL} sur {ALL}. Question libre : 1 sur 1.", whole=True)
    text = quiz.inner_text()
    for table in everything.values():
        assert table["explanation"] not in text
    assert "✓" not in text
    assert "Points" not in text
    summary = export(page, quiz, "ui.work.summary", tmp_path / "s.txt").read_text("utf-8")
    assert "/1)" not in summary
    results = export(page, quiz, "ui.work.export", tmp_path / "s.json").read_text("utf-8")
    kept = json.loads(results)["quizzes"]["tout"]["answers"].values()
    assert {entry["maximum"] for entry in kept} == {0}


def test_an_order_of_ones_own_is_the_same_at_every_reload(
    page: Page, lab: str, lab_folder: Path
) -> None:
    def orders(quiz: Locator) -> list[list[str]]:
        values = "(nodes) => nodes.map((node) => node.dataset.id ?? node.value)"
        return [
            quiz.locator("fieldset.question").evaluate_all(values),
            question(quiz, "single").locator("input").evaluate_all(values),
            question(quiz, "truefalse").locator("input").evaluate_all(values),
        ]

    seen = []
    for _ in range(2):
        quiz = show_every_type(page, lab, lab_folder, ", shuffle=True")
        answer(quiz, "single", RIGHT["single"])
        assert words("ui.verdict.correct") in question(quiz, "single").inner_text()
        seen.append(orders(quiz))
        wait_until_kept(page, "single")
        # Loaded anew without what was open: JupyterLab would open it again in its own time.
        enter(page, lab)
    assert seen[0] == seen[1]
    assert seen[0][2] == ["right", "wrong", "unsaid"]
    different = []
    for seed in ("aaaaaaaa", "bbbbbbbb", "cccccccc"):
        shut_kernels_down(page, lab)
        close_notebooks(page)
        (lab_folder / "progress" / "phare.json").unlink(missing_ok=True)
        record = {"format": "lesson-record", "version": 1, "lesson": "phare", "seed": seed}
        page.evaluate(
            "(record) => localStorage.setItem('lesson-record/phare', JSON.stringify(record))",
            {**record, "quizzes": {}},
        )
        different.append(orders(show_every_type(page, lab, lab_folder, ", shuffle=True"))[0])
    assert len({tuple(order) for order in different}) > 1
    assert {tuple(sorted(order)) for order in different} == {tuple(sorted(seen[0][0]))}
