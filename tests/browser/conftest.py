"""One JupyterLab and one Chromium for all browser tests; no request may leave the machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Error, expect

from starting.browser import find_browser
from tests.browser.desk import Desk, Network
from tests.browser.jupyter import chromium, jupyterlab
from tests.programs import without

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page


# A busy machine takes its time; nothing waits longer than it has to.
expect.set_options(timeout=30_000)

#: Where Playwright itself gives up (a wait too long, a page gone), nothing was found out: the test
#: is started again, which the summary tells. What a test asserts is asserted once.
AGAIN = pytest.mark.flaky(reruns=4, only_rerun=[Error])
BROKEN_OFF = pytest.StashKey[bool]()


def pytest_itemcollected(item: pytest.Item) -> None:
    if item.get_closest_marker("browser"):
        item.add_marker(AGAIN)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Note whether a test was broken off, for the page that it had."""
    item.stash[BROKEN_OFF] = call.excinfo is not None
    return (yield)


@pytest.fixture(scope="session")
def lab_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder that JupyterLab serves; students' answers are in ``progress/``."""
    return tmp_path_factory.mktemp("lab")


@pytest.fixture(scope="session")
def lab(lab_folder: Path) -> Iterator[str]:
    with jupyterlab(lab_folder) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium(find_browser() or without("browser")) as started:
        yield started


@pytest.fixture(scope="session")
def desk(browser: Browser, lab: str, lab_folder: Path) -> Iterator[Desk]:
    """Give the one page in JupyterLab that the tests share."""
    shared = Desk(browser, lab, lab_folder)
    yield shared
    shared.clear()


@pytest.fixture
def page(desk: Desk, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Give JupyterLab to a new student; afterwards, fail if it asked another machine for anything.

    A test that failed may leave anything behind: after it, the page is a new one.
    """
    yield desk.sit_down()
    if request.node.stash[BROKEN_OFF]:
        desk.clear()
    else:
        desk.leave()
    assert desk.outside == [], "requests that left 127.0.0.1"


@pytest.fixture
def blank_page(desk: Desk, page: Page) -> Iterator[Page]:
    """Give the same before JupyterLab is loaded, to a test that changes what the browser has."""
    page.goto("about:blank")
    yield page
    desk.throw_away = True


@pytest.fixture
def network(desk: Desk, page: Page) -> Iterator[Network]:
    """Give the network of the page, to be cut: JupyterLab keeps traces of it for a while."""
    yield Network(page)
    desk.throw_away = True
