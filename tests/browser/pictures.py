"""The figures as pixels: drawn by Chromium from the SVG as shipped, and held against references.

The letters are DejaVu Sans out of matplotlib itself, so that no font of a machine comes in.
"""

from __future__ import annotations

import base64
import io
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import matplotlib as mpl
from PIL import Image, ImageChops, ImageFilter, ImageOps

from lesson_utils import open_lesson
from lesson_utils.shown.figures.progress import progress
from lesson_utils.student.records import Entry, QuizRecord
from tests.browser.quizzes import RIGHT, WRONG
from tests.lessons import PHARE, REPOSITORY

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from lesson_utils.shown.figures import Figure

REFERENCES = REPOSITORY / "tests" / "figures"
NAMES = ("timeline", "map", "voices", "steps", "modes", "progress")
LANGUAGES, SCHEMES = ("fr", "en"), ("light", "dark")
#: The width of a phone, at which everything must be readable.
WIDTH = 360
#: Another Chromium smooths edges a little otherwise: what is blurred is compared, and a pixel
#: counts when one of its channels is further off than this.
CLOSE = 20
#: So many pixels may be further off than ``CLOSE``; one changed digit makes more.
FEW = 10
#: What of a channel a reference keeps: within 8 of 256, well below ``CLOSE``, and half the bytes.
_BITS = 5


class Difference(NamedTuple):
    """How many pixels are far off, the box around them, and a picture that shows them in red."""

    pixels: int
    box: tuple[int, int, int, int] | None
    picture: Image.Image


def figure(name: str, language: str) -> Figure:
    """Give a figure of the lesson; the progress is made up, of the lesson with every type."""
    if name != "progress":
        made: Figure = getattr(open_lesson("minusma", language=language), name)()
        return made
    payload = open_lesson(PHARE, language=language).quiz("tout").payload
    half = {"single", "order", "cloze", "number"}
    answers = {
        table["id"]: Entry(
            at=1,
            edition=table["edition"],
            response=(RIGHT if table["type"] in half else WRONG)[table["type"]],
        )
        for table in payload["questions"]
        if table["type"] not in {"match", "locate", "reflect"}
    }
    return progress([payload], {"tout": QuizRecord(answers=answers)}, language)


def file_name(name: str, language: str, scheme: str) -> str:
    """Name a picture."""
    return f"{name}-{language}-{scheme}.png"


def open_easel(browser: Browser) -> Page:
    """Open a page to draw on, with the letters loaded."""
    page = browser.new_page(viewport={"width": WIDTH, "height": 300})
    page.set_content(f"<style>{_fonts()} body {{ margin: 0 }} svg {{ display: block }}</style>")
    page.evaluate(
        "() => Promise.all([...document.fonts].map((font) => font.load())).then(() => null)"
    )
    return page


def draw(page: Page, svg: str, scheme: str) -> Image.Image:
    """Draw an SVG as wide as a phone, for a light or a dark page."""
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.evaluate(
        """([svg, width]) => {
          const parsed = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
          parsed.setAttribute("width", width);
          parsed.removeAttribute("height");
          document.body.replaceChildren(parsed);
        }""",
        [svg, WIDTH],
    )
    return Image.open(io.BytesIO(page.locator("svg").screenshot())).convert("RGB")


def compare(reference: Image.Image, actual: Image.Image) -> Difference:
    """Hold a picture against its reference; another size is all different."""
    if reference.size != actual.size:
        return Difference(actual.width * actual.height, (0, 0, *actual.size), actual)
    blurred = [picture.filter(ImageFilter.BoxBlur(1)) for picture in (reference, actual)]
    red, green, blue = ImageChops.difference(*blurred).split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    far = most.point([255 * (level > CLOSE) for level in range(256)])
    marked = Image.blend(actual, Image.new("RGB", actual.size, "white"), 0.6)
    marked.paste("red", mask=far.filter(ImageFilter.MaxFilter(3)))
    return Difference(far.histogram()[255], far.getbbox(), marked)


def keep(picture: Image.Image, path: Path) -> None:
    """Write a reference: a few kilobytes."""
    path.parent.mkdir(exist_ok=True)
    ImageOps.posterize(picture, _BITS).save(path, optimize=True)


@cache
def _fonts() -> str:
    folder = Path(mpl.get_data_path()) / "fonts" / "ttf"
    faces = []
    for file, weight, slant in (
        ("DejaVuSans", 400, "normal"),
        ("DejaVuSans-Bold", 700, "normal"),
        ("DejaVuSans-Oblique", 400, "italic"),
        ("DejaVuSans-BoldOblique", 700, "italic"),
    ):
        data = base64.b64encode((folder / f"{file}.ttf").read_bytes()).decode()
        faces.append(
            f"@font-face {{ font-family: 'DejaVu Sans'; font-weight: {weight};"
            f" font-style: {slant}; src: url(data:font/ttf;base64,{data}) }}"
        )
    return " ".join(faces)
