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
    for name, text in schemas(language).items():
        file = folder / name
        try:
            folder.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
        except OSError as error:
            raise click.FileError(str(file), hint=error.strerror) from None
        click.echo(file.as_posix())
