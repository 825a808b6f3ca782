"""Plain values to a PDF, by a Typst template that reads them as JSON: no text is ever markup.

Fonts come with the packages, so that equal values give equal bytes on every machine: Libertinus
Serif from the wheel of typst (Latin, Greek, Cyrillic, Hebrew), DejaVu Sans from that of matplotlib
(these, Arabic and signs). Other scripts are set in fonts of this machine, if it has any.
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from lesson_utils.shown.quiet import import_matplotlib, quiet

_TEMPLATES = Path(__file__).resolve().parent / "templates"
#: Tagged for screen readers, with title, language and every font embedded (ISO 14289-1).
_ACCESSIBLE: Final = "ua-1"
_FONTS = ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSans-Oblique.ttf")
#: How typst tells of a sign that no font has.
_UNSHOWN = re.compile(r'the text `"(?P<text>.+?)"` could not be displayed')
#: No characters: controls, halves of characters, and what Unicode leaves to private use.
_NO_SIGN = {"Cc", "Cs", "Cn", "Co"}
_BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True)
class Printed:
    """A PDF, the signs it cannot show, and whether fonts of this machine were needed."""

    pdf: bytes
    missing: tuple[str, ...] = ()
    own_fonts: bool = True


def typeset(template: str, values: dict[str, Any]) -> Printed:
    """Set ``templates/<template>.typ`` over values, which it reads as JSON (``sys.inputs.sheet``).

    Nothing is fetched. The PDF conforms to PDF/UA-1; where no font has one of its signs, it is
    tagged all the same, but cannot claim to conform.

    Raises
    ------
    ImportError
        Without the package typst: it comes with the extra ``author``.
    """
    import typst  # noqa: PLC0415 - a large library, for this alone

    source = (_TEMPLATES / f"{template}.typ").read_bytes()
    inputs = {"sheet": json.dumps(_shown(values), ensure_ascii=False, sort_keys=True)}
    with tempfile.TemporaryDirectory() as folder:
        for font in _package_fonts():
            shutil.copy(font, folder)
        for system in (False, True):
            fonts = typst.Fonts(include_system_fonts=system, font_paths=[folder])
            try:
                pdf = typst.compile(
                    source, font_paths=fonts, sys_inputs=inputs, pdf_standards=_ACCESSIBLE
                )
            except typst.TypstError as error:
                missing = {match["text"] for match in _UNSHOWN.finditer(error.diagnostic)}
                if not missing:
                    raise
            else:
                return Printed(pdf, own_fonts=not system)
        pdf = typst.compile(source, font_paths=fonts, sys_inputs=inputs)
    return Printed(pdf, tuple(sorted(missing)), own_fonts=False)


def _package_fonts() -> Iterator[Path]:
    with quiet():
        folder = Path(import_matplotlib().get_data_path()) / "fonts" / "ttf"
    return (folder / name for name in _FONTS)


def _shown(value: Any) -> Any:
    """Give a value with U+FFFD for what is no character, which PDF/UA does not allow.

    Line ends stay: the template makes lines of them.
    """
    if isinstance(value, str):
        value = value.replace(_BYTE_ORDER_MARK, "")
        return "".join(
            "\ufffd" if s != "\n" and unicodedata.category(s) in _NO_SIGN else s for s in value
        )
    if isinstance(value, list):
        return [_shown(item) for item in value]
    if isinstance(value, dict):
        return {key: _shown(item) for key, item in value.items()}
    return value
