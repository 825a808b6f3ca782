"""What start.py can be asked to do."""

from __future__ import annotations

import secrets
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from starting.browser import OVERRIDE, bring_browser
from starting.failures import StartError
from starting.installing import install
from starting.lab import HOST, first_notebook, free_port, lab_command, lab_environment, lab_path
from starting.node import install_node_tools
from starting.options import read_options
from starting.place import environment
from starting.processes import run
from starting.settings import write_settings
from starting.voice import typed

if TYPE_CHECKING:
    import argparse

    from starting.place import Place
    from starting.voice import Voice

# The package's own commands, for whoever has no "lesson" on the path.
PASSED_ON = ("answers", "build", "check", "edit", "export", "links", "new", "results", "site")
SHARED = ("--numprocesses=2", "--dist=loadfile")  # two workers; a notebook's cells stay together


def do_open(place: Place, voice: Voice, options: argparse.Namespace) -> int:
    """Open the lesson in JupyterLab and stay until it is closed."""
    path = lab_path(first_notebook(place.root, voice, options.language), whole=options.lab)
    install(place, voice, "lesson")
    port = free_port(voice, options.port)
    token = secrets.token_urlsafe(24)
    command = lab_command(place, path, port, options.language)
    if options.no_browser:
        command.append("--ServerApp.open_browser=False")
    voice.say("address" if options.no_browser else "opening")
    voice.line(f"  http://{HOST}:{port}{path}?token={token}")
    voice.say("how-to-stop")
    status = run(command, lab_environment(place, token), place.root)
    if status:
        raise StartError("lab-failed", status=status)
    voice.say("closed")
    return 0


def do_install(place: Place, voice: Voice, options: argparse.Namespace) -> int:
    """Install and open nothing."""
    if not install(place, voice, "tools" if options.tools else "lesson"):
        voice.say("ready")
    if options.tools:
        install_node_tools(place, voice)
    return 0


def do_settings(_: Place, voice: Voice, options: argparse.Namespace) -> int:
    """Set up the JupyterLab of the running Python."""
    folder = Path(sys.prefix) / "share" / "jupyter" / "lab" / "settings"
    voice.say("settings", path=write_settings(folder, options.language))
    return 0


def do_test(place: Place, voice: Voice, arguments: list[str]) -> int:
    """Run the whole suite, strict nbval included; or the files named in the arguments."""
    install(place, voice, "tools")
    install_node_tools(place, voice)
    paths = [each for each in arguments if (place.root / each.split("::")[0]).exists()]
    everything = [] if paths else [*SHARED, "tests", "notebooks"]
    values = environment(place) | as_typed()
    browser = bring_browser(place, voice) if any(map(shows, paths or ["tests"])) else None
    if browser:
        values[OVERRIDE] = browser
    command = [str(place.python), "-m", "pytest", "--nbval", *everything, *arguments]
    return run(command, values, place.root)


def shows(path: str) -> bool:
    """Tell whether tests named so may need a browser: those in a folder of that name do."""
    parts = Path(path.split("::", maxsplit=1)[0]).parts
    return "browser" in parts or parts[-1:] in {("tests",), ()}


def run_lesson(place: Place, voice: Voice, arguments: list[str]) -> int:
    """Run a command of the package, with what a teacher needs for it and no test tools."""
    install(place, voice, "site" if arguments[0] == "site" else "teacher")
    command = [str(place.python), "-m", "lesson_utils", *arguments]
    return run(command, environment(place) | as_typed(), place.root)


def as_typed() -> dict[str, str]:
    """Return a variable by which messages name other commands as this one was typed."""
    return {"LESSON_TYPED": typed()}


def dispatch(place: Place, voice: Voice, arguments: list[str]) -> int:
    """Run the command that the arguments name."""
    reading = {"open": do_open, "install": do_install, "settings": do_settings}
    command, rest = "open", arguments
    if arguments and arguments[0] in {"test", *PASSED_ON, *reading}:
        command, rest = arguments[0], arguments[1:]
    if command == "test":
        return do_test(place, voice, rest)
    if command in PASSED_ON:
        return run_lesson(place, voice, arguments)
    return reading[command](place, voice, read_options(voice, command, rest))
