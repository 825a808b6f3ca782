"""The packages for a school's platform: whole, named by what a manifest may name, the same page."""

from __future__ import annotations

import io
import json
import re
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from lesson_utils import open_lesson
from lesson_utils.content.localized import localize
from lesson_utils.exports import page
from lesson_utils.exports.part import Part
from lesson_utils.exports.scorm import scorm12, scorm2004
from lesson_utils.exports.scorm.asked import asked
from lesson_utils.questions.forms import Essay
from lesson_utils.questions.grading import form_of
from tests.exports.exporting import parsed
from tests.exports.test_export_page import NASTY, Read
from tests.lessons import PHARE
from tests.nasty import NastyLesson

if TYPE_CHECKING:
    from xml.etree import ElementTree as ET

    from lesson_utils.exports import Exported
    from lesson_utils.lesson import Lesson

FORMATS = {"1.2": scorm12.export, "2004": scorm2004.export}
each_standard = pytest.mark.parametrize("standard", FORMATS)
#: The namespaces of the two manifests, and how each says what kind of file a page is.
PACKAGING = {
    "1.2": "http://www.imsproject.org/xsd/imscp_rootv1p1p2",
    "2004": "http://www.imsglobal.org/xsd/imscp_v1p1",
}
KIND = {
    "1.2": "{http://www.adlnet.org/xsd/adlcp_rootv1p2}scormtype",
    "2004": "{http://www.adlnet.org/xsd/adlcp_v1p3}scormType",
}
VERSION = {"1.2": "1.2", "2004": "2004 4th Edition"}
#: A name of XML without a colon, of the letters that need no table.
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9._-]*")


def files_of(exported: Exported) -> dict[str, bytes]:
    (content,) = exported.files.values()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def manifest_of(files: dict[str, bytes]) -> ET.Element:
    return parsed(files["imsmanifest.xml"])


def held_to_the_standard(files: dict[str, bytes], standard: str) -> ET.Element:
    """Hold a manifest to the rules of IMS Content Packaging and of SCORM; give its one item."""
    root = manifest_of(files)
    inside = f"{{{PACKAGING[standard]}}}"
    assert root.tag == f"{inside}manifest"
    assert [child.tag.removeprefix(inside) for child in root] == [
        "metadata",
        "organizations",
        "resources",
    ]
    assert root.findtext(f"{inside}metadata/{inside}schema") == "ADL SCORM"
    assert root.findtext(f"{inside}metadata/{inside}schemaversion") == VERSION[standard]
    ids = [node.attrib["identifier"] for node in root.iter() if "identifier" in node.attrib]
    assert len(ids) == len(set(ids)) == 4
    assert all(NAME.fullmatch(name) for name in ids)
    (organizations,) = root.iter(f"{inside}organizations")
    (organization,) = organizations
    assert organizations.attrib["default"] == organization.attrib["identifier"]
    (resource,) = root.iter(f"{inside}resource")
    (item,) = root.iter(f"{inside}item")
    assert item.attrib["identifierref"] == resource.attrib["identifier"]
    assert resource.attrib["type"] == "webcontent"
    assert resource.attrib[KIND[standard]] == "sco"
    assert resource.attrib["href"] in files
    named = [file.attrib["href"] for file in resource.iter(f"{inside}file")]
    assert sorted(named) == sorted(files.keys() - {"imsmanifest.xml"})
    assert all(re.fullmatch(r"[a-z.]+", name) for name in files)
    titles = [node.findtext(f"{inside}title") for node in (organization, item)]
    assert titles[0] == titles[1]
    return item


def title_of(files: dict[str, bytes], standard: str) -> str:
    item = held_to_the_standard(files, standard)
    return item.findtext(f"{{{PACKAGING[standard]}}}title") or ""


@pytest.mark.parametrize("language", ["fr", "en"])
@each_standard
def test_a_package_is_a_manifest_and_the_page_that_it_names(standard: str, language: str) -> None:
    lesson = open_lesson(PHARE, language=language)
    made = FORMATS[standard](lesson)
    ending = "scorm.zip" if standard == "1.2" else "scorm2004.zip"
    assert list(made.files) == [f"phare-{language}.{ending}"]
    assert made.files == FORMATS[standard](lesson).files
    files = files_of(made)
    assert list(files) == ["imsmanifest.xml", "index.html"]
    assert title_of(files, standard) == {"fr": "Le phare", "en": "The lighthouse"}[language]


def test_the_later_standard_leaves_completion_to_the_page() -> None:
    root = manifest_of(files_of(scorm2004.export(open_lesson(PHARE))))
    (told,) = root.iter("{http://www.imsglobal.org/xsd/imsss}deliveryControls")
    assert told.attrib == {"completionSetByContent": "true", "objectiveSetByContent": "true"}


@each_standard
def test_what_students_see_is_the_one_page(standard: str) -> None:
    lesson = open_lesson(PHARE, language="fr")
    (alone,) = page.export(lesson).files.values()
    html = files_of(FORMATS[standard](lesson))["index.html"].decode()
    # But for scripts and data, what stands at the top, and the places for what a platform says.
    parts = re.compile(
        r'<script.*?</script>|<meta http-equiv.*?>|<p( class="page-notice page-platform")?'
        r' id="platform-[^>]*></p>\n|(?<=</h1>\n)<p>.*?</p>\n',
        re.DOTALL,
    )
    assert parts.sub("", html) == parts.sub("", alone.decode())
    assert "platform" not in Read(alone.decode()).scripts[0]
    policy = re.search(r'content="(default-src [^"]+)"', html)
    assert policy
    assert "default-src &#39;none&#39;" in policy[1] or "default-src 'none'" in policy[1]


def test_a_chapter_or_a_quiz_alone_is_a_package_of_its_own() -> None:
    lesson = open_lesson("minusma", language="en")
    quiz = files_of(scorm12.export(Part(lesson, chapter=None, quiz="nombres")))
    chapter = files_of(scorm12.export(Part(lesson, chapter="contexte", quiz=None)))
    names = [manifest_of(files).attrib["identifier"] for files in (quiz, chapter)]
    assert len(set(names)) == 2
    titles = [title_of(files, "1.2") for files in (quiz, chapter)]
    whole = localize(lesson.info.title, "en")
    assert titles[0] == f"{whole} – {lesson.quiz('nombres').payload['title']}"
    assert titles[1].startswith(f"{whole} – ")
    assert list(data_of(quiz)["platform"]["questions"]) == ["nombres"]
    assert "contexte" in data_of(chapter)["platform"]["questions"]
    assert "nombres" not in data_of(chapter)["platform"]["questions"]


def data_of(files: dict[str, bytes]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(Read(files["index.html"].decode()).scripts[0])
    return found


@each_standard
@pytest.mark.parametrize("prefix", [NASTY, "\ud800\x00<b>&;"])
def test_a_hostile_title_makes_no_other_manifest(standard: str, prefix: str) -> None:
    files = files_of(FORMATS[standard](NastyLesson(prefix)))
    title = title_of(files, standard)
    assert title
    assert len(title) <= 200
    assert not set(title) & set("<>\n\x00")


def test_every_question_has_a_name_that_every_platform_takes() -> None:
    lesson = open_lesson("minusma", language="fr")
    known = asked([quiz.payload for quiz in lesson.readable_quizzes()])
    names = [one["name"] for quiz in known.values() for one in quiz.values()]
    assert len(names) == len(set(names)) == 119
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{1,255}", name) for name in names)
    strange: Any = {"quiz": "où", "questions": []}
    quiz = open_lesson(PHARE).quiz("tout").payload["questions"]
    strange["questions"] = [{**quiz[0], "id": name} for name in ("é 1", "é 2", "é/1", "x" * 300)]
    found: list[str] = [one["name"] for one in asked([strange])["où"].values()]
    assert len(set(found)) == 4
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{1,255}", name) for name in found)


def test_a_part_has_one_sign_of_its_own_and_more_parts_than_signs_have_none() -> None:
    questions = open_lesson(PHARE).quiz("tout").payload["questions"]
    known = asked([{"quiz": "tout", "questions": questions}])["tout"]
    for table in questions:
        one = known[table["id"]]
        for codes in one.get("codes", ()):
            assert len(set(codes.values())) == len(codes) > 1
            assert all(re.fullmatch("[a-z0-9]", code) for code in codes.values())
        assert (one["key"] is None) == isinstance(form_of(table), Essay)
    (single,) = (table for table in questions if table["type"] == "single")
    option = single["options"][0]
    many = [{**option, "id": f"o{place}", "correct": place == 3} for place in range(40)]
    long = {"quiz": "q", "questions": [{**single, "options": many}]}
    assert list(asked([long])["q"].values()) == [
        {"name": "q_q-single", "form": "words", "key": "o3"}
    ]


@each_standard
def test_what_is_kept_where_is_told(standard: str) -> None:
    lesson: Lesson = open_lesson(PHARE)
    codes = [note.code for note in FORMATS[standard](lesson).notes]
    assert codes[-3:-1] == ["page-key", "scorm-kept"]
    assert codes[-1] == ("scorm-short" if standard == "1.2" else "scorm-long")
