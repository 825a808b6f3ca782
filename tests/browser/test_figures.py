"""The figures in JupyterLab: controls by keyboard, without a kernel too; light, dark, on paper."""

from __future__ import annotations

import io
import itertools
import time
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from lesson_utils import open_lesson
from lesson_utils.shown.figures import style
from tests.browser.bare import bare, quiz_view
from tests.browser.desk import choose_theme
from tests.browser.jupyter import (
    open_notebook,
    open_stored,
    run_all,
    shut_kernels_down,
    write_notebook,
)
from tests.browser.quizzes import axe_violations, words

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

pytestmark = pytest.mark.browser

#: Seconds that a busy machine may take to draw a picture anew.
PATIENCE = 30
PAPER = dict(zip(("light", "dark"), style.colours()[0], strict=True))


def show(page: Page, lab: str, folder: Path, *cells: str, language: str = "fr") -> Locator:
    """Run a notebook with these cells; give what they show."""
    opened = f'from lesson_utils import open_lesson\nlesson = open_lesson("minusma", "{language}")'
    write_notebook(folder / "notebooks" / "figures.ipynb", opened, *cells)
    open_notebook(page, lab, "figures.ipynb")
    run_all(page)
    page.wait_for_selector(".lesson-figure img, .lesson-static img")
    return page.locator(".lesson-figure, .lesson-static")


def payload(name: str) -> Any:
    return getattr(open_lesson("minusma", language="fr"), name)().payload


def drawn(figure: Locator) -> str:
    """Give the SVG that the picture shows now."""
    source: str = figure.locator("img").evaluate(
        "(image) => decodeURIComponent(image.src.split(',').slice(1).join(','))"
    )
    return source


def height(figure: Locator) -> float:
    figure.locator("img").evaluate("(image) => image.decode()")
    box = figure.locator("img").bounding_box()
    assert box is not None
    return box["height"]


def ground(figure: Locator) -> str:
    """Tell whether the ground of the picture is as the style sheet has it for light or dark."""
    figure.locator("img").evaluate("(image) => image.decode()")
    shot = Image.open(io.BytesIO(figure.locator("img").screenshot())).convert("RGB")
    # Chromium rounds a channel of a picture by one.
    seen = shot.crop((2, 2, 3, 3)).tobytes()
    for scheme, colour in PAPER.items():
        if all(abs(a - b) <= 2 for a, b in zip(seen, bytes.fromhex(colour[1:]), strict=True)):
            return scheme
    return seen.hex()


def expect_ground(figure: Locator, scheme: str, where: object = "") -> None:
    """Wait until the picture is drawn for light or dark: a browser does not tell when it is."""
    end = time.monotonic() + PATIENCE
    while (seen := ground(figure)) != scheme and time.monotonic() < end:
        figure.page.wait_for_timeout(100)
    assert seen == scheme, where


def test_the_slider_of_the_map_is_moved_by_keys_and_goes_on_without_a_kernel(
    page: Page, lab: str, lab_folder: Path
) -> None:
    figure = show(page, lab, lab_folder, "lesson.map()").first
    slider = figure.get_by_label(words("ui.until.label"))
    state = figure.locator("[aria-live=polite]")
    done = payload("map")["control"]["texts"]["done"]
    assert "8 lieux sur 8" in state.inner_text()
    assert 'class="later"' not in drawn(figure)

    slider.focus()
    page.keyboard.press("Home")
    assert slider.get_attribute("aria-valuetext") == words("ui.until.before")
    assert "0 lieux sur 8" in state.inner_text()
    page.keyboard.press("ArrowRight")
    assert slider.get_attribute("aria-valuetext") == "mi-août\u00a02023"
    assert "Goundam" in state.inner_text().split(words("ui.until.yet").capitalize())[0]

    shut_kernels_down(page, lab)
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    assert slider.get_attribute("aria-valuetext") == "31\u00a0oct.\u00a02023"
    told = state.inner_text().replace("\u00a0", " ")
    assert told.startswith("31 oct. 2023 : 5 lieux sur 8.")
    assert "Pas encore : Mopti, Tombouctou, Bamako." in told
    # Two groups a place: its mark and its name.
    assert drawn(figure).count('class="later"') == 2 * 3
    assert told in (figure.locator("img").get_attribute("alt") or "").replace("\u00a0", " ")
    figure.locator("summary").focus()
    page.keyboard.press("Enter")
    cells = figure.locator("tbody tr td:last-child").all_inner_texts()
    assert cells == [done] * 5 + [words("ui.until.yet")] * 3
    assert page.locator(".jp-Cell").count() == 2, "no key went to JupyterLab"


def test_a_period_of_the_timeline_leaves_only_its_dates(
    page: Page, lab: str, lab_folder: Path
) -> None:
    figure = show(page, lab, lab_folder, "lesson.timeline()").first
    rows = payload("timeline")["rows"]
    whole = height(figure)
    first = figure.get_by_label(words("ui.period.from"), exact=True)
    last = figure.get_by_label(words("ui.period.to"), exact=True)
    shut_kernels_down(page, lab)
    first.focus()
    page.keyboard.type("2020")
    last.select_option("2022")
    inside = [row for row in rows if row["years"][0] <= 2022 and row["years"][1] >= 2020]
    assert 0 < len(inside) < len(rows)
    state = figure.locator("[aria-live=polite]").inner_text().replace("\u00a0", " ")
    assert state == f"De 2020 à 2022 : {len(inside)} dates sur {len(rows)}."
    assert height(figure) < whole / 2
    figure.locator("summary").click()
    shown = figure.locator("tbody tr:visible th").all_inner_texts()
    assert shown == [row["when"] for row in inside]

    first.select_option("2024")
    assert last.input_value() == "2024"
    figure.get_by_role("button", name=words("ui.period.all")).click()
    assert height(figure) == whole
    assert figure.locator("tbody tr:visible").count() == len(rows)


def test_every_figure_follows_the_theme_of_jupyterlab(
    page: Page, lab: str, lab_folder: Path
) -> None:
    # The first is alive, the second static.
    cells = ("lesson.map()", "lesson.modes()")
    figures = show(page, lab, lab_folder, *cells)
    page.set_viewport_size({"width": 1000, "height": 1400})
    for system in ("light", "dark"):
        page.emulate_media(color_scheme=system)
        for scheme in ("dark", "light"):
            choose_theme(page, scheme)
            for index in range(len(cells)):
                figure = figures.nth(index)
                figure.locator("img").scroll_into_view_if_needed()
                expect_ground(figure, scheme, (system, scheme, index))
            assert axe_violations(page, ".lesson-figure, .lesson-static") == []


def test_a_figure_nobody_ran_has_no_style_left_and_follows_the_theme_too(
    page: Page, lab: str
) -> None:
    page.set_viewport_size({"width": 1000, "height": 1400})
    open_stored(page, lab, "fr/03_liquidation.ipynb")
    figure = page.locator(".lesson-static", has=page.locator("img[alt^='Carte']"))
    figure.locator("img").scroll_into_view_if_needed()
    assert figure.locator("style").count() == 0, "JupyterLab strips it from what nobody ran"
    for system in ("light", "dark"):
        page.emulate_media(color_scheme="dark" if system == "dark" else "light")
        for scheme in ("dark", "light"):
            choose_theme(page, scheme)
            expect_ground(figure, scheme, (system, scheme))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_page_that_says_nothing_a_figure_follows_the_readers_system(
    browser: Browser, scheme: str
) -> None:
    page = browser.new_page()
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_content(open_lesson("minusma", language="fr").map().html())
    expect_ground(page.locator("figure"), scheme)
    page.close()


@pytest.mark.parametrize("name", ["map", "timeline"])
def test_a_narrow_figure_never_scrolls_the_page_sideways(
    page: Page, lab: str, lab_folder: Path, name: str
) -> None:
    figure = show(page, lab, lab_folder, f"lesson.{name}()").first
    figure.locator("summary").click()
    figure.evaluate("(root) => { root.style.width = '340px'; }")
    wide: Any = figure.evaluate(
        """(root) => [...root.querySelectorAll("*")]
          .filter((node) => !node.closest("table"))
          .filter((node) => node.getBoundingClientRect().right
            > root.getBoundingClientRect().right + 1)
          .map((node) => node.outerHTML.slice(0, 100))"""
    )
    assert wide == []
    small: Any = figure.evaluate(
        """(root) => [...root.querySelectorAll("button, select, summary, input")]
          .map((node) => node.getBoundingClientRect())
          .filter((box) => box.height < 24 || box.width < 24).length"""
    )
    assert small == 0


def test_on_paper_figures_are_light_and_their_tables_are_there(
    page: Page, lab: str, lab_folder: Path
) -> None:
    figures = show(page, lab, lab_folder, "lesson.map()", "lesson.modes()")
    page.set_viewport_size({"width": 1000, "height": 1400})
    choose_theme(page, "dark")
    alive, static = figures.nth(0), figures.nth(1)
    assert not static.locator("tbody tr").last.is_visible()
    page.emulate_media(media="print", color_scheme="dark")
    for figure in (alive, static):
        expect_ground(figure, "light")
        assert figure.locator("tbody tr").last.is_visible()
    assert not alive.locator("fieldset").is_visible()


#: The words of a drawing that run into others, as the browser sets them.
COLLISIONS = """async (figure) => {
  const source = decodeURIComponent(figure.querySelector("img").src.replace(/^[^,]*,/, ""));
  const svg = new DOMParser().parseFromString(source, "image/svg+xml").documentElement;
  document.body.append(svg);
  const box = (node) => node.getBoundingClientRect();
  const frame = box(svg);
  const words = [...svg.querySelectorAll("text")].filter((node) => box(node).width);
  const hit = (one, other) => one.left < other.right && other.left < one.right
    && one.top + 3 < other.bottom && other.top + 3 < one.bottom;
  const found = words.flatMap((one, index) => words.slice(0, index)
    .filter((other) => hit(box(one), box(other)))
    .map((other) => `${one.textContent} / ${other.textContent}`));
  const inside = ({ bottom, right }) => bottom <= frame.bottom + 1 && right <= frame.right;
  const cut = words.filter((node) => !inside(box(node)));
  svg.remove();
  return [...found, ...cut.map((node) => node.textContent)];
}"""


def test_whatever_period_is_chosen_no_words_of_the_timeline_run_into_others(
    browser: Browser,
) -> None:
    made = open_lesson("minusma", language="fr").timeline()
    views = [{"entry": "figure", "payload": made.live().payload}]
    with bare(browser, views, viewport={"width": 800, "height": 700}) as page:
        figure = page.locator(".lesson-figure")
        wide = figure.locator("img").evaluate("(image) => image.getBoundingClientRect().width")
        assert wide == pytest.approx(736, abs=1)
        first = figure.get_by_label(words("ui.period.from"), exact=True)
        last = figure.get_by_label(words("ui.period.to"), exact=True)
        for start, end in itertools.combinations_with_replacement(range(2013, 2025), 2):
            figure.get_by_role("button", name=words("ui.period.all")).click()
            first.select_option(str(start))
            last.select_option(str(end))
            assert figure.evaluate(COLLISIONS) == [], (start, end)


def test_text_quiz_and_figure_are_one_column_with_room_for_the_ring_of_the_focus(
    browser: Browser,
) -> None:
    lesson = open_lesson("minusma", language="fr")
    views = [
        {"entry": "figure", "payload": lesson.map().live().payload},
        {"entry": "reader", "payload": lesson.read("contexte").payload},
        quiz_view(lesson.quiz("contexte").payload),
    ]
    with bare(browser, views, lesson.map().html(), viewport={"width": 1366, "height": 768}) as page:
        found = page.locator("main h3, .lesson-figure img, .lesson-reader .kinds")
        boxes: Any = found.evaluate_all(
            "(nodes) => nodes.map((node) => node.getBoundingClientRect().toJSON())"
        )
        assert len(boxes) == 4
        assert len({round(box["left"]) for box in boxes}) == 1
        assert {round(box["width"]) for box in boxes[:1]} == {736}
        roots: Any = page.locator(".lesson-figure, .lesson-reader, .lesson-quiz").evaluate_all(
            "(nodes) => nodes.map((node) => node.getBoundingClientRect().left)"
        )
        assert boxes[0]["left"] - roots[0] > 5, "a ring of 3 px, 2 px away"
        static = page.locator(".lesson-static img").bounding_box()
        assert static is not None
        assert static["width"] == pytest.approx(736, abs=1)
