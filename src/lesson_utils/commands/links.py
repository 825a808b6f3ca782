"""``lesson links``: links that open the notebooks on Binder or on a hub."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from lesson_utils.commands.common import language_option
from lesson_utils.content.locating import shelves
from lesson_utils.notebooks.launching import binder_link, hub_link, read_repository
from lesson_utils.notebooks.running import lesson_notebooks
from lesson_utils.texts import command_word


@click.command()
@click.argument("address")
@click.option("--hub")
@click.option("--branch", default="")
@language_option
def links(address: str, hub: str | None, branch: str, language: str) -> None:
    """Print a link for each notebook, in Markdown."""
    repository = read_repository(address)
    if repository is None:
        said = command_word(language, "links.no-address")
        raise click.BadParameter(said, param_hint="ADDRESS")
    if hub and not hub.startswith(("http://", "https://")):
        raise click.BadParameter(command_word(language, "links.no-hub"), param_hint="--hub")
    root = shelves()[0].parent if shelves() else Path.cwd()
    notebooks = [path.relative_to(root).as_posix() for path in lesson_notebooks(root)]
    if not notebooks:
        click.echo(command_word(language, "links.none", folder=str(root)), err=True)
        sys.exit(1)

    def link(notebook: str) -> str:
        if hub:
            return hub_link(repository, notebook, hub, branch)
        return binder_link(repository, notebook, branch or "HEAD")

    for notebook in notebooks:
        click.echo(f"- [{notebook}]({link(notebook)})")
