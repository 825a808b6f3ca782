"""Where the facts from outside the article lead: to the page that says it, and whose page it is."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from lesson_utils import open_lesson

#: Outlets that a State owns or pays, of whichever country.
STATE_OUTLETS = (
    "dw.com",
    "france24.com",
    "ortm.ml",
    "rfi.fr",
    "rt.com",
    "sputniknews.africa",
    "trt.global",
    "tv5monde.com",
    "voaafrique.com",
)

#: Pages elsewhere that carry the text of such an outlet.
RELAYS = (
    "fr.allafrica.com/stories/202312090134",
    "maliweb.net/nations-unies/page-de-la-minusma-definitivement-tournee",
)

#: How a source says so, and in which language.
SAID = {
    "fr": re.compile(r"média d’État|média public|(radio|télévision|chaîne) publique"),
    "en": re.compile(r"state outlet|public (broadcaster|radio|television)"),
}

#: Sites that show images of the dead.
NEVER = ("xalimasn.com",)

SHOWN = [
    (language, fact)
    for language in SAID
    for fact in open_lesson("minusma", language).facts().payload["facts"]
]
facts = pytest.mark.parametrize(
    ("language", "fact"), SHOWN, ids=[f"{language}/{fact['id']}" for language, fact in SHOWN]
)


def leads_to_a_page(address: str) -> bool:
    """Tell the page of one text from a home page, a section and the list of a day.

    The last part of the address has a name of four words or more, or a number longer than a year.
    """
    parts = urlsplit(address)
    last = parts.path.rstrip("/").rpartition("/")[2]
    numbers = [last, *parse_qs(parts.query).get("p", [])]
    return last.count("-") >= 3 or any(re.search(r"\d{5}", number) for number in numbers)


def comes_from(address: str, place: str) -> bool:
    parts = urlsplit(address)
    host, _, path = place.partition("/")
    own = parts.netloc == host or parts.netloc.endswith(f".{host}")
    return own and parts.path.startswith(f"/{path}")


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("https://example.org", False),
        ("https://example.org/", False),
        ("https://example.org/nations-unies", False),
        ("https://example.org/category/mali/", False),
        ("https://example.org/2023/12/29", False),
        ("https://example.org/stories/2023", False),
        ("https://example.org/afrique/le-camp-de-kidal", True),
        ("https://example.org/le-camp-de-kidal/", True),
        ("https://example.org/stories/202312090134.html", True),
        ("https://example.org/49246", True),
        ("https://example.org/?p=16185", True),
        ("https://example.org/?page=16185", False),
    ],
)
def test_a_page_is_told_from_a_home_page_and_a_section(address: str, page: bool) -> None:  # noqa: FBT001 - a verdict
    assert leads_to_a_page(address) is page


@facts
def test_a_fact_leads_to_the_page_that_says_it_or_nowhere(
    language: str,  # noqa: ARG001 - the same page in both
    fact: dict[str, str],
) -> None:
    assert not fact["url"] or leads_to_a_page(fact["url"])


@facts
def test_a_state_outlet_is_named_as_one(language: str, fact: dict[str, str]) -> None:
    linked = any(comes_from(fact["url"], place) for place in (*STATE_OUTLETS, *RELAYS))
    if linked or re.search(r"\b(RT|Sputnik)\b", fact["source"]):
        assert SAID[language].search(fact["source"])


@facts
def test_no_fact_leads_to_images_of_the_dead(
    language: str,  # noqa: ARG001 - the same page in both
    fact: dict[str, str],
) -> None:
    assert not any(comes_from(fact["url"], site) for site in NEVER)
