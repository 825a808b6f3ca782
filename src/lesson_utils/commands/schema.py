"""``lesson schema``: the JSON Schemas that give completion in an editor."""

from __future__ import annotations

from pathlib import Path

import click

from lesson_utils.authoring.schemas import schemas
from lesson_utils.commands.common import language_option


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default="data/schemas")
@language_option
def schema(folder: Path, language: str) -> None:
    """Write the JSON Schemas of the data files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in schemas(language).items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
        click.echo((folder / name).as_posix())
