"""``lesson completion``: what makes a shell complete commands, options and lessons."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from lesson_utils.commands.common import language_option

#: The shells that click knows.
SHELLS = ("bash", "zsh", "fish")


@click.command()
@click.argument("shell", type=click.Choice(SHELLS))
@language_option
@click.pass_context
def completion(context: click.Context, shell: str, language: str) -> None:
    """Print the script that makes a shell complete the command's words."""
    del language  # of the help and the errors
    found = get_completion_class(shell)
    if found is None:  # pragma: no cover - click knows the shells named above
        raise click.UsageError(shell, context)
    click.echo(found(context.find_root().command, {}, "lesson", "_LESSON_COMPLETE").source())
