"""Reduce CLDR's sentence suppressions to the abbreviations that a lesson's sentences need.

    npm pack cldr-segments-full && tar xzf cldr-segments-full-*.tgz
    python tools/abbreviations.py package/segments src/lesson_utils/content/abbreviations.json

CLDR is the Unicode Consortium's (Unicode License V3). Left out is what is a word as well and ends
sentences ("What is it up to. In."), and what :mod:`lesson_utils.content.sentences` knows by its
form: initials and rows of them.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

#: Words that end sentences more often than they are cut short, by language.
WORDS = {
    "de": "am b od r s so test u z akt art chin dat fr gem port rel std do di mo sa max pin int",
    "en": "act ad all as by card do go hat i id in is jam joe job lib link long mart min ok on or"
    " org pc pro to up lev cap def",
    "es": "bien kit rol ram sol col em ant ca may mar all sa pp",
    "fr": "aux mer mar cam dim imprim voit dest inc all mart graph lun ven sam jeu",
    "it": "all int on ver mod liv ag",
    "pt": "port mar des mat set out com esp rep lit ind ex sup fac comp rementente l lin mov"
    " end res cont org ap jr for",
}  # fmt: skip
#: An initial, or several: "S.", "U.S.", "J.-C.".
INITIALS = re.compile(r"(?:[^\W\d_]\.[-\s]?)+")


def main(folder: str, target: str) -> None:
    """Read CLDR's files of suppressions and write one JSON file, a list for each language."""
    found = {}
    for path in sorted(Path(folder).glob("*/suppressions.json")):
        language = path.parent.name
        kept = sorted(abbreviations(path, set(WORDS.get(language, "").split())))
        if kept and "-" not in language:
            found[language] = kept
    lines = ",\n".join(
        f"{json.dumps(language)}: {json.dumps(kept, ensure_ascii=False)}"
        for language, kept in found.items()
    )
    Path(target).write_text(f"{{\n{lines}\n}}\n", encoding="utf-8", newline="\n")


def abbreviations(path: Path, words: set[str]) -> set[str]:
    """Give the abbreviations of a file without their last full stop."""
    content = json.loads(path.read_text(encoding="utf-8"))
    breaks = content["segments"]["segmentations"].get("SentenceBreak", {}).get("standard", [])
    written = {entry["suppression"] for entry in breaks}
    return {
        text.removesuffix(".")
        for text in written
        if not INITIALS.fullmatch(text) and text.removesuffix(".").casefold() not in words
    }


if __name__ == "__main__":
    main(*sys.argv[1:])
