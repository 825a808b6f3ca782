"""Speaks to the person who started, in French or English, on any terminal.

A Python older than 3.11 must be able to read this module, to say "too old" and not "invalid
syntax": hence the quoted annotations and the plain syntax.
"""

import json
import locale
import os
import shutil
import sys
import unicodedata
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TextIO

LANGUAGES = ("fr", "en")
FOLDER = Path(__file__).resolve().parent / "words"
WORDS = {
    language: json.loads((FOLDER / (language + ".json")).read_text("utf-8"))
    for language in LANGUAGES
}


class Voice:
    """Speaks to the person who started: one language, any terminal."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.unfinished = False

    def text(self, key: str, **values: object) -> str:
        """Return a message in the voice's language."""
        words: str = WORDS[self.language][key]
        return words.format(typed=typed(), **values)

    def say(self, key: str, **values: object) -> None:
        """Print a message."""
        self.line(self.text(key, **values))

    def complain(self, key: str, **values: object) -> None:
        """Print a message on the error stream."""
        self.end_progress()
        write(sys.stderr, self.text(key, **values) + "\n")

    def line(self, text: str) -> None:
        """Print a line that needs no translation."""
        self.end_progress()
        write(sys.stdout, text + "\n")

    def progress(self, text: str, done: int, total: int) -> None:
        """Print how far it is: in place on a terminal; in a log, at each quarter of the way."""
        if sys.stdout.isatty():
            write(sys.stdout, "\r" + text[:70].ljust(70))
            self.unfinished = True
        elif done * 4 // total > (done - 1) * 4 // total:
            write(sys.stdout, text + "\n")

    def end_progress(self) -> None:
        """Leave the line that `progress` writes again and again."""
        if self.unfinished:
            write(sys.stdout, "\n")
        self.unfinished = False


def write(stream: "TextIO", text: str) -> None:
    """Write text to a stream of any encoding, without accents where it knows none."""
    encoding = stream.encoding or "ascii"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        text = without_accents(text)
    stream.write(text)
    stream.flush()


def without_accents(text: str) -> str:
    """Return the nearest ASCII text."""
    for sign, plain in (("«\u00a0", '"'), ("\u00a0»", '"'), ("“", '"'), ("”", '"'), ("’", "'")):
        text = text.replace(sign, plain)
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")


def typed() -> str:
    """Return how this script is started here: many systems have no "python", only "python3"."""
    known = os.environ.get("LESSON_TYPED")  # what started this process knows it
    names = [name for name in ("python", "python3", "py") if shutil.which(name)]
    return known or " ".join([*names[:1], "start.py"])


def spoken_language() -> str:
    """Return the language of messages that the system asks for; French when it does not say."""
    named = [os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    before = locale.setlocale(locale.LC_CTYPE)
    with suppress(locale.Error):
        named.append(locale.setlocale(locale.LC_CTYPE, ""))  # Windows has it from its settings
    locale.setlocale(locale.LC_CTYPE, before)
    return "en" if next(filter(None, named), "").lower().startswith("en") else "fr"


def asked_language(arguments: "list[str]") -> str:
    """Return the language of messages: that of --language, else the system's."""
    for position, argument in enumerate(arguments):
        option, _, value = argument.partition("=")
        if option == "--language":
            value = value or "".join(arguments[position + 1 : position + 2])
            if value in LANGUAGES:
                return value
    return spoken_language()
