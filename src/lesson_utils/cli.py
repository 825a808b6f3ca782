"""The command ``lesson``: what a teacher runs in a terminal.

A command's module is read when the command is called, so that none waits for another's tools.
"""

from __future__ import annotations

from importlib import import_module

import click

#: The commands, in the order in which ``--help`` lists them; each is ``commands/<name>.py``.
COMMANDS = ("check", "build", "answers", "new", "export", "results", "schema")


class LazyGroup(click.Group):
    """A group whose commands are imported when called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """List the commands in their order."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import a command; None if there is none of this name."""
        if cmd_name not in COMMANDS:
            return None
        command = getattr(import_module(f"lesson_utils.commands.{cmd_name}"), cmd_name)
        return command if isinstance(command, click.Command) else None


@click.command(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="lesson-utils")
def main() -> None:
    """Check and build teaching notebooks around a news article."""
