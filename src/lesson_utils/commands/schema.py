"""``lesson schema``: the JSON Schemas that give completion in an editor."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from lesson_utils.authoring.schemas import schemas
from lesson_utils.commands.common import language_option, os_reason
from lesson_utils.texts import command_word


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
            values = {"file": file.as_posix(), "detail": os_reason(error, language)}
            click.echo(command_word(language, "command.unwritable", **values), err=True)
            sys.exit(1)
        click.echo(file.as_posix())
