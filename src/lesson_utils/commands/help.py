"""Help in the reader's language, and click's own words with it.

A command needs no help texts in its code: they stand in ``texts/<command>.<language>.json``, under
``<command>.help``, ``<command>.examples`` (command and explanation in turn, a line each),
``<command>.option.<name>`` and ``<command>.argument.<name>``. A command of a group has the group's
name before its own: ``export.moodle.help``, in ``texts/export.<language>.json``. What several have
in common stands once in ``texts/help.<language>.json``, as ``help.option.<name>``. Where there is
no such text, what the code says is shown.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from contextlib import suppress
from difflib import get_close_matches
from itertools import zip_longest

import click

from lesson_utils.commands.common import default_language
from lesson_utils.content.problems import reason_in
from lesson_utils.texts import command_word

#: As wide as the narrowest terminal that people use, and no wider, so that lines stay readable.
WIDTH = 80


class HelpFormatter(click.HelpFormatter):
    """Lay help out under headings in the reader's language."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the line that says how a command is called."""
        super().write_usage(prog, args, prefix or f"{_said('usage')} ")

    def write_heading(self, heading: str) -> None:
        """Write a heading; click's own are translated."""
        known = find_word(default_language(), f"help.heading.{heading.lower()}")
        self.write(f"{'':>{self.current_indent}}{known or f'{heading}:'}\n")


class Context(click.Context):
    """A context whose help is laid out by :class:`HelpFormatter`."""

    formatter_class = HelpFormatter


def localize(command: click.Command, key: str, language: str) -> click.Command:
    """Give a command the help that stands in the catalogues.

    Parameters
    ----------
    command
        The command; it is changed.
    key
        Its place in the catalogues: ``check``, ``export.moodle``.
    language
        The language of the help.
    """
    command.context_class = Context
    command.help = find_word(language, f"{key}.help") or command.help
    command.short_help = find_word(language, f"{key}.short")
    if examples := find_word(language, f"{key}.examples"):
        command.epilog = _laid_out(examples, language)
    if command.add_help_option:
        command.add_help_option = False
        click.help_option("-h", "--help")(command)
    for param in command.params:
        kind = "argument" if isinstance(param, click.Argument) else "option"
        texts = (f"{place}.{kind}.{param.name}" for place in (key, "help"))
        found = next(filter(None, (find_word(language, text) for text in texts)), None)
        if found and isinstance(param, (click.Option, click.Argument)):
            param.help = found
        if kind == "argument":
            param.metavar = find_word(language, f"{key}.metavar.{param.name}") or param.metavar
    if isinstance(command, click.Group):
        command.subcommand_metavar = _said("subcommand")
        for name, child in command.commands.items():
            localize(child, f"{key}.{name}", language)
    return command


def find_word(language: str, key: str) -> str | None:
    """Give a text of the catalogues; None if there is none of this key."""
    with suppress(KeyError, FileNotFoundError):
        return command_word(language, key)
    return None


def asked_language(arguments: Iterable[str], allowed: Iterable[str]) -> str | None:
    """Give the language that a command line asks for with ``--language``, wherever it stands.

    It must be known before anything is shown, help and errors too. To ``lesson new`` that option is
    the article's language, and ``--language-of-messages`` is meant; but where help is asked for.

    Examples
    --------
    >>> asked_language(["check", "--help", "--language", "en"], ("fr", "en"))
    'en'
    """
    words = list(arguments)
    names = {"--language", "--language-of-messages"}
    for word, following in zip_longest(words, words[1:], fillvalue=""):
        option, _, value = word.partition("=")
        if word == "new" and not {"-h", "--help"} & set(words):
            names.discard("--language")
        if option in names and (value or following) in allowed:
            return value or following
    return None


def explain(error: click.ClickException) -> str:
    """Say what is wrong with a command line, and where help is."""
    context = getattr(error, "ctx", None) or click.get_current_context()
    said = _said("error", message=_message(error))
    hint = _said("try", command=f"{context.command_path} --help")
    return f"{context.get_usage()}\n{said}\n{hint}"


def _message(error: click.ClickException) -> str:
    """Say an error of click's in the reader's language; in click's words if it is a rare one."""
    said = error.format_message()
    match error:
        case click.NoSuchOption():
            said = _unknown("option", error.option_name, error.possibilities or [])
        case click.NoSuchCommand() if error.ctx and isinstance(error.ctx.command, click.Group):
            known = error.ctx.command.list_commands(error.ctx)
            said = _unknown("command", error.command_name, known)
        case click.FileError():
            reason = reason_in(default_language(), error.message)
            said = _said("file", file=error.ui_filename, reason=reason)
        case click.MissingParameter():
            said = _said("missing", name=_name(error))
        case click.BadParameter() if error.param and isinstance(error.param.type, click.Choice):
            choices = ", ".join(map(str, error.param.type.choices))
            said = _said("choice", name=_name(error), choices=choices)
        case click.BadParameter():
            folder = isinstance(error.param.type, click.Path) if error.param else False
            no_folder = folder and error.message.endswith("is a file.")
            told = reason_in(default_language(), "Not a directory") if no_folder else error.message
            said = _said("value", name=_name(error), message=told)
        case click.BadOptionUsage():
            said = _said("option-use", name=error.option_name)
    return said


def _name(error: click.BadParameter) -> str:
    if error.param is None:
        return str(error.param_hint or "?")
    if isinstance(error.param, click.Argument):
        return error.param.human_readable_name
    return max(error.param.opts, key=len)


def _unknown(kind: str, name: str, known: Iterable[str]) -> str:
    said = _said(f"no-{kind}", name=name)
    near = get_close_matches(name, list(known), n=1)
    return f"{said} {_said('near', name=near[0])}" if near else said


def _laid_out(examples: str, language: str) -> str:
    """Lay examples out: each command, and under it what it does.

    The backspace at the beginning has click keep the lines as they are.
    """
    lines = examples.splitlines()
    rows = ["\b", command_word(language, "help.heading.examples")]
    for command, explanation in zip(lines[::2], lines[1::2], strict=True):
        rows.append(f"  {command}")
        rows += textwrap.wrap(
            explanation, WIDTH - 8, initial_indent=" " * 6, subsequent_indent=" " * 6
        )
    return "\n".join(rows)


def _said(key: str, **values: str) -> str:
    return command_word(default_language(), f"help.{key}", **values)
