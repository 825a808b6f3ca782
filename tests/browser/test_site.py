"""The static site in Chromium: alive before Python and without it, and nothing asked of others."""

from __future__ import annotations

import contextlib
import json
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from lesson_utils.site.notebooks import LIVE
from lesson_utils.texts import command_word
from starting.browser import find_browser
from tests.browser.jupyter import CHROMIUM_ARGUMENTS, run_all
from tests.browser.quizzes import RIGHT, WRONG, answer, axe_script, axe_violations, words
from tests.lessons import REPOSITORY
from tests.sites.making import MINUSMA, make, phare_with_notebook, refuse_others, served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.browser

#: Two sites of one address, both under a path.
ONE, OTHER = "teacher/lessons", "colleague/lessons"
NOTEBOOKS = [
    *(
        f"minusma/{p.parent.name}/{p.name}"
        for p in sorted((REPOSITORY / "notebooks").glob("*/*.ipynb"))
    ),
    "phare/fr/00_phare.ipynb",
]
WELCOME, SYNTHESIS = "minusma/fr/00_accueil.ipynb", "minusma/fr/05_synthese.ipynb"
NARROW = 360


class Site(NamedTuple):
    """A site on the disk, and the address that it is served at."""

    folder: Path
    address: str

    def page(self, name: str, path: str = ONE) -> str:
        return f"{self.address}/{path}/{name}"

    def notebook(self, name: str, path: str = ONE) -> str:
        return self.page(f"lab/index.html?mode=single-document&path={quote(name)}", path)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    top = tmp_path_factory.mktemp("sites")
    made = top / "served" / ONE
    make([MINUSMA, phare_with_notebook(top / "phare")], made)
    other = top / "served" / OTHER
    other.parent.mkdir(parents=True)
    other.symlink_to(made, target_is_directory=True)
    with served(top / "served") as address:
        yield Site(made, address)


@contextlib.contextmanager
def visited(
    browser: Browser, site: Site, *, python: bool = False, **settings: Any
) -> Iterator[Page]:
    """Give a page of a new student; afterwards, fail if it asked anybody else, or a script failed.

    Without Python, which a filter keeps away, a page costs little.
    """
    context = browser.new_context(locale="fr-FR", **settings)
    outside = refuse_others(context, site.address)
    faults = watch(context)
    if not python:
        keep_python_away(context)
    yield context.new_page()
    context.close()
    assert outside == []
    # What the kernel itself says where it is kept away.
    assert [fault for fault in faults if python or fault != "Failed to fetch"] == []


def keep_python_away(context: BrowserContext) -> None:
    context.route("**/*.wasm", lambda route: route.abort())


def watch(context: BrowserContext) -> list[str]:
    faults: list[str] = []

    def note(page: Page) -> None:
        page.on("pageerror", lambda error: faults.append(str(error)))

    context.on("page", note)
    return faults


def open_notebook(page: Page, site: Site, name: str, path: str = ONE) -> None:
    page.goto(site.notebook(name, path))
    page.wait_for_selector(".lesson-quiz fieldset")


def first_choice(page: Page) -> Any:
    return page.locator(".lesson-quiz input[type=radio]").first


def kept(page: Page) -> dict[str, Any]:
    """Give what the browser keeps, by the names that begin as a record's does."""
    found: dict[str, Any] = page.evaluate("() => ({...localStorage})")
    return {
        key: json.loads(value) for key, value in found.items() if key.startswith("lesson-record")
    }


def live_cells(site: Site, name: str) -> int:
    notebook = json.loads((site.folder / "files" / name).read_text(encoding="utf-8"))
    return sum(
        LIVE in output.get("data", {})
        for cell in notebook["cells"]
        for output in cell.get("outputs", ())
    )


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_every_notebook_is_alive_without_python_and_says_so_in_one_sentence(
    browser: Browser, site: Site, name: str
) -> None:
    context = browser.new_context(locale="fr-FR")
    outside = refuse_others(context, site.address)
    keep_python_away(context)
    page = context.new_page()
    open_notebook(page, site, name)
    alive = page.locator(":is(.lesson-quiz, .lesson-reader, .lesson-figure, .lesson-progress)")
    expected = live_cells(site, name)
    assert expected >= 2
    page.wait_for_function(
        "([count]) => document.querySelectorAll('[data-lm-suppress-shortcuts] > *').length"
        " >= count",
        arg=[expected],
    )
    assert alive.count() >= expected
    language = name.split("/")[1]
    said = page.locator(".lesson-python")
    expect(said).to_have_text(command_word(language, "site.python"))
    expect(said).to_have_attribute("lang", language)
    assert page.locator(".jp-Dialog").count() == 0
    found = axe_violations(page, ".lesson-quiz, .lesson-reader, .lesson-figure, .lesson-python")
    assert found == []
    context.close()
    assert outside == []


def test_answers_and_corrections_reach_who_comes_back(
    browser: Browser, site: Site, tmp_path: Path
) -> None:
    """A browser that is closed and opened again, and a notebook that was corrected meanwhile."""

    def come() -> tuple[BrowserContext, Page]:
        context = browser.browser_type.launch_persistent_context(
            tmp_path / "profile",
            executable_path=find_browser(),
            args=CHROMIUM_ARGUMENTS,
            locale="fr-FR",
        )
        keep_python_away(context)
        return context, context.new_page()

    context, page = come()
    open_notebook(page, site, WELCOME)
    first_choice(page).check()
    page.wait_for_function("() => JSON.stringify(localStorage).includes('acc-qui-part')")
    page.evaluate("() => window.jupyterapp.commands.execute('docmanager:save')")
    context.close()

    path = site.folder / "files" / WELCOME
    before = path.read_text(encoding="utf-8")
    path.write_text(before.replace("Une phrase, une hypothèse", "Une phrase corrigée"), "utf-8")
    try:
        context, page = come()
        open_notebook(page, site, WELCOME)
        expect(page.get_by_role("heading", name="Une phrase corrigée")).to_be_visible()
        expect(first_choice(page)).to_be_checked()
        page.goto("about:blank")
        open_notebook(page, site, SYNTHESIS)
        progress = page.locator(".lesson-progress").first
        expect(progress).to_contain_text("1 sur 3")
        context.close()
    finally:
        path.write_text(before, "utf-8")


def test_two_sites_and_two_lessons_of_one_address_share_no_answer(
    browser: Browser, site: Site
) -> None:
    with visited(browser, site) as page:
        open_notebook(page, site, WELCOME)
        first_choice(page).check()
        page.wait_for_function("() => JSON.stringify(localStorage).includes('acc-qui-part')")
        assert list(kept(page)) == [f"lesson-record/minusma@/{ONE}/"]
        open_notebook(page, site, WELCOME, OTHER)
        expect(first_choice(page)).not_to_be_checked()
        open_notebook(page, site, "phare/fr/00_phare.ipynb")
        answer(page.locator(".lesson-quiz").first, "single", RIGHT["single"])
        page.wait_for_function(
            "(name) => (localStorage.getItem(name) ?? '').includes('q-single')",
            arg=f"lesson-record/phare@/{ONE}/",
        )
        records = kept(page)
        assert set(records) == {
            f"lesson-record/minusma@/{ONE}/",
            f"lesson-record/minusma@/{OTHER}/",
            f"lesson-record/phare@/{ONE}/",
        }
        assert records[f"lesson-record/minusma@/{OTHER}/"]["quizzes"] == {}


def test_the_single_page_has_the_answers_of_the_notebooks(browser: Browser, site: Site) -> None:
    with visited(browser, site) as page:
        open_notebook(page, site, WELCOME)
        first_choice(page).check()
        page.wait_for_function("() => JSON.stringify(localStorage).includes('acc-qui-part')")
        page.goto(site.page("pages/minusma-fr.html"))
        expect(page.locator(".page-score[data-quiz=accueil]").first).to_contain_text("1 sur 3")
        expect(first_choice(page)).to_be_checked()


def test_a_page_that_is_loaded_again_shows_the_same_notebook(browser: Browser, site: Site) -> None:
    with visited(browser, site) as page:
        open_notebook(page, site, "minusma/fr/02_contexte.ipynb")
        page.locator(".jp-MarkdownOutput a[href*='03_liquidation']").first.click()
        heading = page.get_by_role("heading", name="Le retrait et la liquidation").first
        expect(heading).to_be_visible()
        page.wait_for_url("**path=minusma%2Ffr%2F03_liquidation.ipynb*")
        page.reload()
        expect(heading).to_be_visible()
        # A student sees the notebook, and no list of files beside it.
        assert page.locator("#filebrowser").is_visible() is False


def test_where_a_file_is_kept_away_the_static_form_stands(browser: Browser, site: Site) -> None:
    with visited(browser, site) as page:
        page.context.route("**/static/lesson/*.json", lambda route: route.abort())
        page.goto(site.notebook(WELCOME))
        still = page.locator(".lesson-static").first
        expect(still).to_be_visible()
        expect(still).to_contain_text("Union européenne")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["index.html", "en.html"])
def test_the_first_page_leads_everywhere_and_axe_finds_nothing(
    browser: Browser, site: Site, name: str, scheme: Any
) -> None:
    with visited(browser, site, color_scheme=scheme) as page:
        page.goto(site.page(name))
        page.evaluate(axe_script())
        found = page.evaluate("async () => (await axe.run(document)).violations.map((v) => v.id)")
        assert found == []
        links = page.locator("a").evaluate_all("(all) => all.map(({ href }) => href)")
        opened = [link for link in links if "path=" in link]
        assert [link.partition("path=")[2] for link in sorted(opened)] == sorted(NOTEBOOKS)
        single = {link.partition("#")[0] for link in links if "/pages/" in link}
        assert len(single) == len({(n.split("/")[0], n.split("/")[1]) for n in NOTEBOOKS}) + 1
        for link in {link.partition("#")[0] for link in links}:
            assert page.request.get(link).ok, link
        background = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
        assert background == {"light": "rgb(255, 255, 255)", "dark": "rgb(20, 25, 31)"}[scheme]
        page.set_viewport_size({"width": NARROW, "height": 740})
        assert page.evaluate("() => document.documentElement.scrollWidth") <= NARROW


def test_python_starts_by_itself_and_runs_every_cell(browser: Browser, site: Site) -> None:
    """The one test that waits for Pyodide: figures without matplotlib, answers, the record."""
    with visited(browser, site, python=True) as page:
        open_notebook(page, site, SYNTHESIS)
        first_choice(page).check()
        page.wait_for_function(
            "() => window.jupyterapp.shell.currentWidget?.sessionContext.session?.kernel?.status"
            " === 'idle'",
            timeout=300_000,
        )
        page.set_default_timeout(300_000)
        run_all(page)
        outputs = page.evaluate(
            "() => [...window.jupyterapp.shell.currentWidget.content.model.cells]"
            ".filter((cell) => cell.type === 'code').flatMap((cell) => cell.outputs.toJSON())"
        )
        assert [each for each in outputs if each["output_type"] == "error"] == []
        assert [each for each in outputs if each.get("name") == "stderr"] == []
        stored = json.loads((REPOSITORY / "notebooks/fr/05_synthese.ipynb").read_text("utf-8"))
        html = [
            "".join(output["data"]["text/html"])
            for cell in stored["cells"]
            for output in cell.get("outputs", ())
            if "text/html" in output.get("data", {})
        ]
        ran = ["".join(o["data"]["text/html"]) for o in outputs if "text/html" in o.get("data", {})]
        assert ran == html
        expect(first_choice(page)).to_be_checked()
        quiz = page.locator(".lesson-quiz").first
        quiz.locator("input[type=radio]").nth(1).check()
        expect(quiz).to_contain_text(words("ui.kept.page"))
        expect(page.locator(".lesson-python")).to_be_empty()
        page.wait_for_function(
            """async () => {
              const { kernel } = window.jupyterapp.shell.currentWidget.sessionContext.session;
              const code = "sum(len(q.answers) for q in "
                + "lesson.progress()._store.look().quizzes.values())";
              let text = "";
              const asked = kernel.requestExecute({ code });
              asked.onIOPub = ({ content }) => (text += content.data?.["text/plain"] ?? "");
              await asked.done;
              return text === "1";
            }"""
        )


def test_a_wrong_answer_is_told_as_in_jupyterlab(browser: Browser, site: Site) -> None:
    with visited(browser, site) as page:
        open_notebook(page, site, "phare/fr/00_phare.ipynb")
        quiz = page.locator(".lesson-quiz").first
        answer(quiz, "single", WRONG["single"])
        expect(quiz).to_contain_text(words("ui.verdict.wrong"))
        answer(quiz, "single", RIGHT["single"])
        expect(quiz).to_contain_text(words("ui.verdict.correct"))
        expect(page.locator(".lesson-progress").first).to_contain_text("1 sur")
