"""Links that open the notebooks elsewhere, and the command that prints them."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from click.testing import CliRunner

from lesson_utils.cli import main
from lesson_utils.notebooks.launching import binder_link, hub_link, read_repository
from lesson_utils.notebooks.running import lesson_notebooks
from tests.lessons import REPOSITORY

NAMES = [path.name for path in lesson_notebooks(REPOSITORY)]


def run(*arguments: str, language: str = "en") -> tuple[int, str]:
    done = CliRunner().invoke(main, ["links", *arguments, "--language", language])
    return done.exit_code, done.output


@pytest.mark.parametrize(
    "typed",
    [
        "https://github.com/ecole/lecon",
        "https://github.com/ecole/lecon/",
        "https://github.com/ecole/lecon.git",
        "http://GitHub.com/ecole/lecon",
        "git@github.com:ecole/lecon.git",
        "ssh://git@github.com/ecole/lecon.git",
        "https://github.com/ecole/lecon/tree/main/notebooks",
        "https://github.com/ecole/lecon/blob/main/README.md",
        "https://somebody:secret@github.com/ecole/lecon.git",
        " https://github.com/ecole/lecon ",
    ],
)
def test_an_address_is_read_as_people_copy_it(typed: str) -> None:
    repository = read_repository(typed)
    assert repository is not None
    assert repository.address == "https://github.com/ecole/lecon"
    assert "secret" not in binder_link(repository, "a.ipynb")


@pytest.mark.parametrize(
    "typed",
    ["", "lecon", "ecole/lecon", "https://github.com", "https://github.com/ecole", "../lecon",
     "https://github.com:port/a/b", "file:///srv/lecon/x", "https://[/a/b"],
)  # fmt: skip
def test_what_is_no_address_of_a_repository_is_told(typed: str) -> None:
    assert read_repository(typed) is None
    for language, said in (("en", "public repository"), ("fr", "dépôt public")):
        code, output = run(typed, language=language)
        assert code == 2
        assert said in output


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("https://github.com/ecole/lecon", "gh/ecole/lecon/HEAD"),
        ("https://gitlab.com/ecole/groupe/lecon", "gl/ecole%2Fgroupe%2Flecon/HEAD"),
        (
            "https://forge.example/ecole/lecon",
            "git/https%3A%2F%2Fforge.example%2Fecole%2Flecon/HEAD",
        ),
    ],
)
def test_binder_is_told_where_the_repository_is(typed: str, place: str) -> None:
    repository = read_repository(typed)
    assert repository is not None
    link = binder_link(repository, "notebooks/fr/00.ipynb")
    assert link == f"https://mybinder.org/v2/{place}?urlpath=doc/tree/notebooks/fr/00.ipynb"


def test_a_name_with_spaces_and_signs_is_found_behind_two_addresses() -> None:
    repository = read_repository("https://github.com/ecole/lecon")
    assert repository is not None
    notebook = "notebooks/fr/a & b ?é.ipynb"
    once = "doc/tree/notebooks/fr/a%20%26%20b%20%3F%C3%A9.ipynb"
    assert parse_qs(urlsplit(binder_link(repository, notebook)).query)["urlpath"] == [once]
    link = hub_link(repository, notebook, "https://hub.example/", "main")
    assert link.startswith("https://hub.example/hub/user-redirect/git-pull?")
    assert parse_qs(urlsplit(link).query) == {
        "repo": ["https://github.com/ecole/lecon"],
        "branch": ["main"],
        "targetpath": ["lecon"],
        "urlpath": [once.replace("tree/", "tree/lecon/")],
    }


def test_a_branch_with_a_stroke_is_one_part_of_the_address() -> None:
    repository = read_repository("https://github.com/ecole/lecon")
    assert repository is not None
    assert "/lecon/classe%2F2nde?" in binder_link(repository, "a.ipynb", "classe/2nde")


@pytest.mark.parametrize("more", [(), ("--hub", "https://hub.example")])
def test_every_notebook_of_every_language_has_a_link(more: tuple[str, ...]) -> None:
    code, output = run("https://github.com/ecole/lecon", *more)
    assert code == 0
    assert [name for name in NAMES if f"/{name}](https://" not in output] == []
    assert len(output.splitlines()) == len(NAMES)
    assert all(line.endswith(".ipynb)") or "branch=" in line for line in output.splitlines())


def test_a_hub_without_an_address_is_told() -> None:
    code, output = run("https://github.com/ecole/lecon", "--hub", "hub.example")
    assert code == 2
    assert "https://" in output
