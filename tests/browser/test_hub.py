"""A class on a JupyterHub with the settings of ``deploy/``: everyone has answers of one's own."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from lesson_utils.notebooks.launching import Repository, hub_link
from tests.browser.hubs import running_hub
from tests.browser.jupyter import patient_page
from tests.browser.students import first_single, wait_until
from tests.fresh import copy_repository
from tests.image import as_user, give
from tests.programs import git

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Locator, Page

    from tests.image import Image

pytestmark = [pytest.mark.browser, pytest.mark.slow]

#: In the home of so long a name a kernel's socket would have a path that no system takes.
ANA = "ana-" + "maria-" * 10 + "lopez"
PUBLIC = Repository("code.example", "ecole/lesson")
CONTEXT = "notebooks/fr/02_contexte.ipynb"
STARTED = """() => window.jupyterapp.shell.currentWidget.sessionContext.session?.kernel?.status
  === "idle" """


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with patient_page(browser) as page:
        yield page


def quiz_of(page: Page) -> Locator:
    """Wait until the lesson is alive; give its first question with one answer."""
    page.locator(".lesson-room .lesson-quiz fieldset").first.wait_for()
    return first_single(page.locator(".lesson-room"))


def saying(page: Page) -> list[str]:
    """Give what JupyterLab has to say to the student."""
    return page.locator(".jp-Dialog-content").all_inner_texts()


@pytest.mark.parametrize("shared", [False, True], ids=["read-only", "shared"])
def test_answers_are_there_again_and_nobody_elses(image: Image, page: Page, shared: bool) -> None:  # noqa: FBT001
    with running_hub(image, shared=shared) as hub:
        hub.log_in(page, ANA)
        page.wait_for_url("**/doc/tree/notebooks/fr/00_accueil.ipynb")
        page.goto(f"{hub.address}/user/{ANA}/doc/tree/{CONTEXT}")
        quiz_of(page).locator("input").nth(1).check()
        wait_until(page, lambda: list(hub.answers().values()) == [1])
        [hers] = hub.answers()
        # Whoever is next at this computer and on this hub.
        hub.log_out(page)
        hub.log_in(page, "ben", f"/doc/tree/{CONTEXT}")
        expect(quiz_of(page).locator("input:checked")).to_have_count(0)
        quiz_of(page).locator("input").nth(0).check()
        wait_until(page, lambda: list(hub.answers().values()) == [1, 1])
        hub.log_out(page)
        # Another computer has nothing of hers: it is the hub that gives it back.
        page.evaluate("() => localStorage.clear()")
        hub.log_in(page, ANA, f"/doc/tree/{CONTEXT}")
        expect(quiz_of(page).locator("input").nth(1)).to_be_checked()
        assert hers in hub.answers()
        assert saying(page) == []
        assert set(hub.transports()) == {"ipc"}
        page.wait_for_function(STARTED)


def test_an_nbgitpuller_link_gives_everyone_a_copy(image: Image, page: Page) -> None:
    with running_hub(image, "c.Spawner.notebook_dir = ''") as hub:
        repository = copy_repository(hub.folder / "repository")
        give(repository, image.user)
        for arguments in ("init --initial-branch=main", "add .", "commit --message=x"):
            command = [git(), "-c", "user.name=x", "-c", "user.email=x@x", *arguments.split()]
            how = as_user(image.user) | {"env": image.variables(), "cwd": repository}
            subprocess.run(command, check=True, capture_output=True, **how)
        link = hub_link(PUBLIC, CONTEXT, hub.address).replace(
            quote(PUBLIC.address, safe=""), quote(str(repository), safe="")
        )
        hub.log_in(page, "ben", link.removeprefix(f"{hub.address}/hub/user-redirect"))
        quiz_of(page).locator("input").nth(1).check()
        wait_until(page, lambda: list(hub.answers().values()) == [1])
        assert (hub.folder / "homes/ben/lesson" / CONTEXT).exists()
