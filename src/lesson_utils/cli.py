"""The command ``lesson``: what a teacher runs in a terminal.

A command's module is read when the command is called, so that none waits for another's tools.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from importlib import import_module
from typing import Any

import click

from lesson_utils.commands.common import LANGUAGE, default_language, language_option
from lesson_utils.commands.help import Context, asked_language, explain, localize
from lesson_utils.texts import INTERFACE_LANGUAGES, command_word

#: The commands, in the order in which ``--help`` lists them; each is ``commands/<name>.py``.
COMMANDS = (
    *("check", "build", "answers", "new", "edit", "export", "site", "results", "links", "schema"),
    "completion",
)

#: What a shell gives for a program ended by Ctrl+C.
INTERRUPTED = 130


class LessonGroup(click.Group):
    """A group whose commands are imported when called, and that speaks the reader's language."""

    context_class = Context

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """List the commands in their order."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import a command; None if there is none of this name."""
        if cmd_name not in COMMANDS:
            return None
        command = getattr(import_module(f"lesson_utils.commands.{cmd_name}"), cmd_name)
        if not isinstance(command, click.Command):
            return None
        return localize(command, cmd_name, default_language())

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Settle the language before anything else, since help and errors come in it."""
        if asked := asked_language(args, INTERFACE_LANGUAGES):
            ctx.meta[LANGUAGE] = asked
        localize(self, "help", default_language())
        return super().parse_args(ctx, args)

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,  # noqa: FBT001, FBT002 - so click has it
        **extra: Any,
    ) -> Any:
        """Run; what a person did wrong with the command line is told in their language."""
        run = partial(super().main, args, prog_name, complete_var, standalone_mode=False, **extra)
        if not standalone_mode:
            return run()
        language = asked_language(sys.argv[1:] if args is None else args, INTERFACE_LANGUAGES)
        try:
            status: object = run()
        except click.ClickException as error:
            with Context(self, info_name=prog_name or "lesson") as context:
                context.meta[LANGUAGE] = language
                click.echo(explain(error), err=True)
            sys.exit(error.exit_code)
        except click.Abort:
            spoken = language or default_language()
            click.echo(command_word(spoken, "command.interrupted"), err=True)
            sys.exit(INTERRUPTED)
        sys.exit(status if isinstance(status, int) else 0)


@click.command(cls=LessonGroup, invoke_without_command=True)
@language_option
@click.version_option(package_name="lesson-utils")
@click.pass_context
def main(context: click.Context, language: str) -> None:
    """Check and build teaching notebooks around a news article."""
    del language  # LessonGroup has read it from the command line
    if context.invoked_subcommand is None:
        click.echo(context.get_help())
