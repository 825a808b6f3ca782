"""Renew the references of the image tests, ``tests/figures/*.png``: ``python tools/figures.py``.

Look at each one that git shows as changed before it is committed.
"""

from __future__ import annotations

import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(REPOSITORY))

from PIL import Image  # noqa: E402 - after the path
from tests.browser.jupyter import chromium  # noqa: E402 - after the path
from tests.browser.pictures import (  # noqa: E402 - after the path
    FEW,
    LANGUAGES,
    NAMES,
    REFERENCES,
    SCHEMES,
    compare,
    draw,
    figure,
    file_name,
    keep,
    open_easel,
)


def main() -> None:
    """Write the references that are missing or look otherwise, and name them."""
    with chromium() as browser:
        page = open_easel(browser)
        for name in NAMES:
            for language in LANGUAGES:
                svg = figure(name, language).svg()
                for scheme in SCHEMES:
                    path = REFERENCES / file_name(name, language, scheme)
                    actual = draw(page, svg, scheme)
                    if path.exists():
                        with Image.open(path) as reference:
                            if compare(reference.convert("RGB"), actual).pixels <= FEW:
                                continue
                    keep(actual, path)
                    print(path.relative_to(REPOSITORY))


if __name__ == "__main__":
    main()
