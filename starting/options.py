"""Reads the options of a command."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from starting.failures import StartError
from starting.lab import HIGHEST_PORT, PORT
from starting.voice import LANGUAGES

if TYPE_CHECKING:
    from typing import NoReturn

    from starting.voice import Voice


class Parser(argparse.ArgumentParser):
    """Options whose errors are messages of this script."""

    def error(self, message: str) -> NoReturn:
        """Raise what argparse would print."""
        raise StartError("bad-option", detail=message)


def port_number(text: str) -> int:
    """Return the port that a text names."""
    number = int(text)
    if not 0 < number <= HIGHEST_PORT:
        raise ValueError(text)
    return number


def read_options(voice: Voice, command: str, arguments: list[str]) -> argparse.Namespace:
    """Read the options of a command."""
    parser = Parser(
        prog="start.py",
        add_help=False,
        description=voice.text("description"),
        epilog=voice.text("commands"),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("-h", "--help", action="help", help=voice.text("option-help"))
    add("--language", choices=LANGUAGES, default="fr", help=voice.text("option-language"))
    if command == "open":
        add("--no-browser", action="store_true", help=voice.text("option-no-browser"))
        add("--lab", action="store_true", help=voice.text("option-lab"))
        add("--port", type=port_number, default=PORT, help=voice.text("option-port"))
    if command == "install":
        add("--tools", action="store_true", help=voice.text("option-tools"))
    return parser.parse_args(arguments)
