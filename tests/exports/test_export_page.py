"""The one-page export: complete without script, safe, the notebooks' own data, no network."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from lesson_utils import open_lesson
from lesson_utils.exports.page import export
from lesson_utils.exports.part import Part
from lesson_utils.questions import TYPES
from lesson_utils.shown.rendering.embedded import embedded_json, embedded_source
from lesson_utils.texts import direction, word
from tests.lessons import PHARE, REPOSITORY
from tests.nasty import NastyLesson

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from lesson_utils.exports.base import Exported
    from lesson_utils.lesson import Lesson

#: What a mailbox takes: an article, 120 questions with a comment on each option, five figures.
MOST_BYTES = 1_100_000
LANGUAGES = ("fr", "en")
LESSONS: dict[str, str | Path] = {"minusma": "minusma", "phare": PHARE}
each_page = pytest.mark.parametrize(
    ("lesson", "language"), [(name, code) for name in LESSONS for code in LANGUAGES]
)


class Read(HTMLParser):
    """What a browser without script finds in a page: its tags and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self.words: list[str] = []
        self._inside = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag in {"script", "style"}:
            self._inside = tag
            self.scripts.extend([""] if tag == "script" else [])

    def handle_endtag(self, tag: str) -> None:
        if tag == self._inside:
            self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "script":
            self.scripts[-1] += data
        elif not self._inside:
            self.words.append(data)

    def text(self) -> str:
        return " ".join("".join(self.words).split())


def opened(name: str, language: str) -> Lesson:
    return open_lesson(LESSONS[name], language=language)


def only_file(exported: Exported) -> str:
    (content,) = exported.files.values()
    return content.decode()


@pytest.fixture(scope="module")
def pages() -> dict[tuple[str, str], str]:
    return {
        (name, code): only_file(export(opened(name, code)))
        for name in LESSONS
        for code in LANGUAGES
    }


@each_page
def test_a_page_is_one_file_under_a_megabyte_and_always_the_same(
    lesson: str, language: str, pages: dict[tuple[str, str], str]
) -> None:
    exported = export(opened(lesson, language))
    assert list(exported.files) == [f"{lesson}-{language}.html"]
    assert only_file(exported) == pages[lesson, language]
    assert len(pages[lesson, language].encode()) < MOST_BYTES


@each_page
def test_a_page_asks_nothing_of_any_other_file(
    lesson: str, language: str, pages: dict[tuple[str, str], str]
) -> None:
    read = Read(pages[lesson, language])
    fetched = [
        (tag, name, value)
        for tag, attributes in read.tags
        for name, value in attributes.items()
        if name in {"src", "srcset", "data", "action", "poster"} or (tag, name) == ("link", "href")
        if not (value or "").startswith("data:image/svg+xml;base64,")
    ]
    assert fetched == []
    ids = [attributes["id"] for _, attributes in read.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    links = [attributes["href"] or "" for tag, attributes in read.tags if tag == "a"]
    inside = [link.removeprefix("#") for link in links if link.startswith("#")]
    assert inside
    assert set(inside) <= set(ids)


@each_page
def test_the_policy_forbids_the_network_and_allows_the_script_alone(
    lesson: str, language: str, pages: dict[tuple[str, str], str]
) -> None:
    read = Read(pages[lesson, language])
    (policy,) = [
        attributes["content"] or ""
        for tag, attributes in read.tags
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    rules = dict(rule.split(maxsplit=1) for rule in policy.split("; "))
    assert rules["default-src"] == "'none'"
    assert set(rules) <= {
        "default-src", "script-src", "style-src", "img-src", "base-uri", "form-action"
    }  # fmt: skip
    data, script = read.scripts
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert rules["script-src"] == f"'sha256-{digest}'"
    assert "http" not in f"{policy}{script}"
    assert not re.search(r"^\s*import\b", script, re.MULTILINE)
    assert json.loads(data)


@each_page
def test_the_page_grades_by_the_notebooks_own_payloads(
    lesson: str, language: str, pages: dict[tuple[str, str], str]
) -> None:
    data = json.loads(Read(pages[lesson, language]).scripts[0])
    there = opened(lesson, language)
    quizzes = [there.quiz(name).payload for name in there.quiz_names]
    assert [{**quiz, "texts": data["texts"]} for quiz in data["quizzes"]] == json.loads(
        json.dumps(quizzes)
    )
    assert [row["id"] for row in data["reading"]["annotations"]] == [
        row.id for row in sorted(there.annotations, key=lambda row: (row.start, -row.end))
    ]


@each_page
def test_without_script_everything_can_be_read(
    lesson: str, language: str, pages: dict[tuple[str, str], str]
) -> None:
    read = Read(pages[lesson, language])
    text = read.text()
    there = opened(lesson, language)
    for name in there.quiz_names:
        for table in there.quiz(name).payload["questions"]:
            for said in (table["prompt"], table["explanation"], table["hint"]):
                assert " ".join(said.split()) in text
            for option in table.get("options", []):
                assert " ".join(option["text"].split()) in text
    for row in there.read().payload["annotations"]:
        assert " ".join((row["gloss"] or row["note"]).split()) in text
    # Numbers of glosses stand between the words of the article.
    letters = re.sub(r"\[\d+\]|\s", "", text)
    for sentence in there.article.sentences:
        assert re.sub(r"\s", "", there.article.text[sentence.start : sentence.end]) in letters
    for fact in there.facts().payload["facts"]:
        links = [attributes.get("href") for _, attributes in read.tags]
        assert (fact["url"] in links) is bool(fact["url"])


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(json_values)
def test_data_in_a_script_element_comes_out_as_it_went_in(value: Any) -> None:
    written = str(embedded_json(value))
    assert not set(written) & set("<>&\u2028\u2029")
    assert json.loads(Read(f"<script>{written}</script><p>after</p>").scripts[0]) == value


@pytest.mark.parametrize("ending", ["</script>", "</SCRIPT ", "<!--", "</style>"])
def test_a_source_that_would_end_its_element_is_refused(ending: str) -> None:
    with pytest.raises(ValueError, match="element"):
        embedded_source(f"const text = '{ending}';")


NASTY = "</script><script>alert(1)</script><!-- <b onclick='x'>&amp; \u2028 {{ title }} ${x}"


def test_no_text_of_a_lesson_becomes_markup() -> None:
    read = Read(only_file(export(NastyLesson(NASTY))))
    assert len(read.scripts) == 2
    assert not [tag for tag, attributes in read.tags if "onclick" in attributes]
    prompt = f"{NASTY}Quand le phare a-t-il été allumé\u00a0?"
    assert " ".join(prompt.split()) in read.text()
    assert json.loads(read.scripts[0])["quizzes"][0]["questions"][0]["prompt"] == prompt


def test_half_a_character_stops_no_page() -> None:
    read = Read(only_file(export(NastyLesson("\ud800"))))
    assert json.loads(read.scripts[0])["quizzes"][0]["quiz"] == "tout"
    assert "Quand le phare a-t-il" in read.text()


def test_an_article_from_right_to_left_says_so(tiny_lesson: Path) -> None:
    info = tiny_lesson / "lesson.yml"
    info.write_text(
        info.read_text(encoding="utf-8").replace("language: es\n", "language: ar\n"), "utf-8"
    )
    read = Read(only_file(export(open_lesson(tiny_lesson, language="en"))))
    arabic = [attributes for _, attributes in read.tags if attributes.get("lang") == "ar"]
    assert arabic
    blocks = [tag for tag, attributes in read.tags if attributes.get("dir") == "rtl"]
    assert {"div", "blockquote"} <= set(blocks)
    assert read.tags[0] == ("html", {"lang": "en"})


def test_python_and_javascript_know_the_same_directions() -> None:
    source = (REPOSITORY / "src/lesson_utils/browser/dom.js").read_text(encoding="utf-8")
    found = re.search(r"RIGHT_TO_LEFT = (\[[^\]]+\])", source)
    assert found
    codes = json.loads(found[1])
    assert {direction(code) for code in codes} == {"rtl"}
    assert {direction(code) for code in ("fr", "en", "es", "el", "ru", "zh")} == {"ltr"}
    assert len(codes) == 11


def test_a_question_with_an_error_is_left_out_with_a_note_in_its_place(tmp_path: Path) -> None:
    folder = tmp_path / "phare"
    shutil.copytree(PHARE, folder)
    quiz = folder / "quizzes" / "tout.yml"
    quiz.write_text(quiz.read_text("utf-8").replace('evidence: "a été allumé', 'evidence: "X'))
    read = Read(only_file(export(open_lesson(folder, language="en"))))
    assert "q-single" in read.text()
    assert len(json.loads(read.scripts[0])["quizzes"][0]["questions"]) == len(TYPES.own) - 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_page_has_not_is_listed_in_words(language: str) -> None:
    path = REPOSITORY / "src" / "lesson_utils" / "texts" / f"export.{language}.json"
    words = json.loads(path.read_text(encoding="utf-8"))
    notes = export(opened("phare", language)).notes
    assert {note.code for note in notes} == {"page-key", "page-kept", "page-progress"}
    for note in notes:
        assert words[f"export.note.{note.code}"].format_map(note.values)


@each_page
def test_a_page_has_no_cells_and_asks_nobody_to_run_any(
    pages: dict[tuple[str, str], str], lesson: str, language: str
) -> None:
    page = pages[lesson, language]
    for key in ("static.alive.reader", "static.alive.figure", "static.quiz.before"):
        assert word(language, key) not in page
    assert "Exécuter toutes" not in page
    assert "Run All Cells" not in page


def prose_of(path: Path) -> list[str]:
    """Give what a notebook says to students who read its page, line by line, without marks."""
    kept: list[str] = []
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "markdown" and "tags" not in cell.metadata:
            kept.append(cell.source)
        elif "self_check" in cell.source or "progress" in cell.source:
            kept.pop()
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", "\n".join(kept))
    marks = re.compile(r"[*`]|^\s*(?:#+|>|-|\d+\.) |^\|.*", re.MULTILINE)
    return [" ".join(line.split()) for line in marks.sub("", text).splitlines() if line.strip()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_has_the_notebooks_texts_and_shows_each_thing_once(
    language: str, pages: dict[tuple[str, str], str]
) -> None:
    page = pages["minusma", language]
    text = Read(page).text()
    notebooks = sorted((REPOSITORY / "notebooks" / language).glob("*.ipynb"))
    said = [line for path in notebooks for line in prose_of(path)]
    assert len(said) > 150
    assert [line for line in said if line not in text] == []
    titles = [text.rindex(prose_of(path)[0]) for path in notebooks]
    assert titles == sorted(titles)
    assert "avant le cours" not in text
    assert "before class" not in text
    assert page.count("<figure") == 5
    assert [page.count(f'id="questions-{number}"') for number in range(1, 11)] == [1] * 10


def test_a_part_has_the_texts_of_its_notebook_alone() -> None:
    part = Part(open_lesson("minusma", language="fr"), chapter="contexte", quiz=None)
    text = Read(only_file(export(part))).text()
    assert "Dire quand et pourquoi la Minusma a été déployée" in text
    assert "Retour au plan de la leçon" not in text
    assert "Expliquer le mot « liquidation »" not in text


HOSTILE = """## A <script>alert(1)</script> title

[one](javascript:alert(1)) [two](JaVaScRiPt:alert(2)) [three](data:text/html,x) [four](//evil.test)
[five](https://right.test/a?b&c) [six](../../etc/passwd) [seven](#nowhere) ![eight](https://evil.test/p.png)

<img src=x onerror=alert(1)> <https://plain.test>

[nine]: javascript:alert(3)

[nine] `<b>` | <i onclick="alert(4)">x</i>
"""


def test_no_text_of_a_notebook_becomes_markup_or_leads_astray(tiny_lesson: Path) -> None:
    folder = tiny_lesson / "notebooks" / "en"
    folder.mkdir(parents=True)
    cells = [new_markdown_cell(HOSTILE), new_code_cell("import os"), new_markdown_cell("after")]
    nbformat.write(new_notebook(cells=cells), folder / "01.ipynb")
    (folder / "02.ipynb").write_text("no notebook", encoding="utf-8")
    read = Read(only_file(export(open_lesson(tiny_lesson, language="en"))))
    assert len(read.scripts) == 2
    assert "A <script>alert(1)</script> title" in read.text()
    assert "after" in read.text()
    pictures = [attributes["src"] or "" for tag, attributes in read.tags if tag == "img"]
    assert not [source for source in pictures if not source.startswith("data:image/svg+xml;")]
    assert not [tag for tag, _ in read.tags if tag in {"i", "b"}]
    links = [attributes["href"] or "" for tag, attributes in read.tags if tag == "a"]
    outside = [link for link in links if not link.startswith("#")]
    assert outside == ["https://right.test/a?b&c", "https://plain.test"]


def with_notebooks(lesson: Path, **texts: Sequence[str]) -> Exported:
    """Export a lesson beside notebooks in English: a text that begins with a sign is code."""
    folder = lesson / "notebooks" / "en"
    folder.mkdir(parents=True, exist_ok=True)
    opening = new_code_cell(
        f"from lesson_utils import open_lesson\nlesson = open_lesson('{LESSON}')"
    )
    for name, sources in texts.items():
        cells = [
            new_code_cell(source[1:]) if source.startswith("!") else new_markdown_cell(source)
            for source in sources
        ]
        notebook = new_notebook(cells=[cells[0], opening, *cells[1:]])
        nbformat.write(notebook, folder / f"{name}.ipynb")
    return export(open_lesson(lesson, language="en"))


LESSON = "../.."


def titles(page: str) -> list[str]:
    return re.findall(r"<h2[^>]*>(.*?)</h2>", page)


@pytest.mark.parametrize(
    ("source", "title"),
    [
        ("# **Welcome** &amp; `code` [there](b.ipynb) #", "Welcome &amp; code there"),
        ("My title\n=====\n\ntext", "My title"),
        ("\n\n# 2. Two", "2. Two"),
        ("# <script>", "&lt;script&gt;"),
        ("no title", "a"),
        ("## Aims", "a"),
    ],
)
def test_a_chapter_has_the_title_of_its_notebook(
    tiny_lesson: Path, source: str, title: str
) -> None:
    page = only_file(with_notebooks(tiny_lesson, a=["", source]))
    assert title in titles(page)


def test_entities_are_signs_and_signs_above_the_line_stay_there(tiny_lesson: Path) -> None:
    page = only_file(with_notebooks(tiny_lesson, a=["# A", "1<sup>er</sup>&nbsp;: 2&lt;3<br>next"]))
    assert "<p>1<sup>er</sup>\u00a0: 2&lt;3<br>next</p>" in page


def test_headings_of_one_name_share_no_id_and_links_find_their_places(tiny_lesson: Path) -> None:
    texts = {
        "a": [
            "# A",
            "## Title\n\n## Title\n\nAgain\n=====\n\n[b](./b.ipynb) [h](b.ipynb#The-%C3%A9nd)",
        ],
        "b": [
            "# B",
            "## The énd\n\n[me](mailto:a@example.org) [none](c.ipynb) [up](../fr/a.ipynb)",
        ],
    }
    read = Read(page := only_file(with_notebooks(tiny_lesson, **texts)))
    ids = [attributes["id"] for _, attributes in read.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    links = [attributes["href"] for tag, attributes in read.tags if tag == "a"]
    assert "#chapter-2" in links
    assert "#chapter-2-the-énd" in links
    assert "mailto:a@example.org" in links
    assert "none up" in read.text()
    assert titles(page)[2:4] == ["A", "B"]


def test_a_quiz_has_the_mode_in_which_its_notebook_shows_it(tiny_lesson: Path) -> None:
    (name,) = open_lesson(tiny_lesson, language="en").quiz_names
    exported = with_notebooks(tiny_lesson, a=["# A", f"!lesson.quiz('{name}', mode='check')"])
    data = json.loads(Read(only_file(exported)).scripts[0])
    assert [quiz["mode"] for quiz in data["quizzes"]] == ["check"]


EASY = """\
- chapter: todo
  level: A2
  sentences:
    - text: "El faro ya no tiene luz & más."
      quote: "El faro se apagó en 1952."
"""


def test_an_easier_text_stands_where_its_notebook_shows_it_and_leads_to_the_one_article(
    tiny_lesson: Path,
) -> None:
    (chapter,) = open_lesson(tiny_lesson, language="en").info.chapters
    easy = EASY.replace("todo", chapter.id)
    (tiny_lesson / "levels.yml").write_text(easy, encoding="utf-8")
    code = f"!lesson.read('{chapter.id}', level='A2')"
    page = only_file(with_notebooks(tiny_lesson, a=["# A", code, "Then", code]))
    read = Read(page)
    assert [dict(found).get("id") for tag, found in read.tags if tag == "div"].count("easy-1") == 1
    assert ("a", {"href": "#easy-1"}) in read.tags
    text = read.text()
    assert text.count("Simplified summary, not the article · Level A2") == 1
    assert text.count("El faro ya no tiene luz & más.") == 1
    assert word("en", "static.alive.easy") not in text
    data = json.loads(read.scripts[0])
    (payload,) = data["easy"]
    assert set(payload) == {"lesson", "language", "articleLanguage", "title", "easy"}
    assert payload["easy"]["level"] == "A2"
    part = Part(open_lesson(tiny_lesson, language="en"), chapter=chapter.id, quiz=None)
    assert part.read(level="A2").payload["easy"] == payload["easy"]


def test_a_chapter_shows_the_words_that_its_notebook_does(tiny_lesson: Path) -> None:
    texts = ["# A", "Learn these.", "!lesson.words('faro')", "!lesson.words('nada')"]
    exported = with_notebooks(tiny_lesson, a=texts)
    chapter = only_file(exported).partition("Learn these.")[2]
    table = chapter[: chapter.index("</table>")]
    assert '<span translate="no" lang="es">faro</span>' in table
    assert "Una torre con luz." in table
    notes = {note.code: note.values for note in exported.notes}
    assert notes["page-cell"] == {"file": "a.ipynb", "code": "lesson.words('nada')"}


def test_what_could_not_be_put_on_the_page_is_told(tiny_lesson: Path) -> None:
    exported = with_notebooks(tiny_lesson, a=["# A", "!lesson.quiz('absent')", "!lesson.facts()"])
    notes = {note.code: note.values for note in exported.notes}
    assert notes["page-cell"] == {"file": "a.ipynb", "code": "lesson.quiz('absent')"}
    (tiny_lesson / "notebooks" / "en" / "a.ipynb").write_text("{", encoding="utf-8")
    exported = export(open_lesson(tiny_lesson, language="en"))
    assert {"page-notebook"} <= {note.code for note in exported.notes}
    part = Part(open_lesson(tiny_lesson, language="en"), chapter=None, quiz=None)
    assert list(export(part).files) == ["faro-en.html"]
    shutil.move(tiny_lesson / "notebooks" / "en", tiny_lesson / "notebooks" / "es")
    exported = export(open_lesson(tiny_lesson, language="en"))
    assert {"page-no-notebook"} <= {note.code for note in exported.notes}


def test_what_is_said_before_a_check_is_said_on_the_page_too(tiny_lesson: Path) -> None:
    exported = with_notebooks(
        tiny_lesson, a=["# A", "Homework for tomorrow", "!lesson.self_check()"]
    )
    assert "Homework for tomorrow" in only_file(exported)
