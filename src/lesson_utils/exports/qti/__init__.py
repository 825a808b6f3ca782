"""QTI 1.2: a package with a quiz a file, as Canvas imports it.

Canvas reads QTI 1.2 best: its own exports are QTI 1.2 with a field for what QTI cannot say.
Moodle's question bank reads none: it has an export of its own.
"""

from __future__ import annotations

from lesson_utils.content.localized import localize
from lesson_utils.content.payload import Payload
from lesson_utils.exports.archive import zipped
from lesson_utils.exports.base import Exported, Note
from lesson_utils.exports.names import apart, flat, ident, untagged
from lesson_utils.exports.qti.items import metadata, plain
from lesson_utils.exports.qti.types import Maker
from lesson_utils.exports.source import clean, line, numbered, quizzes_of
from lesson_utils.exports.xml import Element, add, document
from lesson_utils.lesson import Lesson
from lesson_utils.questions.forms import Ordering, Pairs, Shown
from lesson_utils.questions.grading import form_of
from lesson_utils.questions.outcomes import Table
from lesson_utils.shown.rendering.lms import Html

_QTI = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
_PACKAGE = "http://www.imsglobal.org/xsd/imscp_v1p1"
_CANVAS = "http://canvas.instructure.com/xsd/cccv1p0"
#: A title in Canvas has at most so many characters.
TITLE_LIMIT = 255


def export(lesson: Lesson) -> Exported:
    """Give a lesson's quizzes as a package for "Settings, Import Course Content, QTI .zip"."""
    content, notes = package(
        lesson.name,
        clean(localize(lesson.info.title, lesson.language)),
        Html(lesson.language, lesson.article.language),
        quizzes_of(lesson),
    )
    return Exported(files={f"{lesson.name}-{lesson.language}.qti.zip": content}, notes=notes)


def package(
    lesson: str, title: str, write: Html, quizzes: list[Payload]
) -> tuple[bytes, tuple[Note, ...]]:
    """Give the package, and what is said of each question in a lesser way.

    Parameters
    ----------
    lesson, title
        The lesson's name and title.
    write
        Makes the HTML.
    quizzes
        The payloads, cleaned, in the order in which they are met.
    """
    names = {quiz["quiz"]: ident(lesson, write.language, quiz["quiz"]) for quiz in quizzes}
    files = {"imsmanifest.xml": _manifest(ident(lesson, write.language), list(names.values()))}
    whole = [flat(f"{title} – {quiz['title']}") for quiz in quizzes]
    titles = apart([untagged(text) for text in whole], TITLE_LIMIT)
    notes = []
    for quiz, full, called in zip(quizzes, whole, titles, strict=True):
        name = names[quiz["quiz"]]
        files[f"{name}/{name}.xml"] = _assessment(name, quiz, write)
        cut = len(full) > TITLE_LIMIT
        about = write.block(full) if cut else ""
        files[f"{name}/assessment_meta.xml"] = _settings(name, called, about, quiz)
        notes += [Note(item=quiz["quiz"], code="qti-name")] * cut
    tables = [table for quiz in quizzes for table in quiz["questions"]]
    notes += [Note(item=table["id"], code=f"qti-{table['type']}") for table in tables]
    notes += [Note(item=table["id"], code="qti-hint") for table in tables]
    notes += [Note(item=table["id"], code="qti-signs") for table in tables if _changed(table)]
    return zipped(files), tuple(notes)


def _changed(table: Table) -> bool:
    """Tell whether a text that is not HTML has to be written with look-alikes."""
    form = form_of(table)
    shown: tuple[Shown, ...] = ()
    if isinstance(form, Pairs):
        shown = (*form.lefts, *form.rights)
    elif isinstance(form, Ordering):
        shown = form.items
    return any(plain(side.text) != side.text for side in shown)


def _assessment(name: str, quiz: Payload, write: Html) -> bytes:
    root = Element("questestinterop", {"xmlns": _QTI})
    assessment = add(root, "assessment", ident=name, title=line(quiz["title"]))
    metadata(add(assessment, "qtimetadata"), "cc_maxattempts", "unlimited")
    maker = Maker(add(assessment, "section", ident="root_section"), write)
    for number, table in enumerate(quiz["questions"], start=1):
        maker.add(table, ident(name, table["id"]), numbered(number, table["prompt"]))
    return document(root)


def _settings(name: str, title: str, about: str, quiz: Payload) -> bytes:
    """Write Canvas's own settings: a practice quiz, taken as often as wanted."""
    root = Element("quiz", {"identifier": name, "xmlns": _CANVAS})
    add(root, "title", title)
    add(root, "description", about)
    add(root, "shuffle_answers", str(quiz["shuffle"]).lower())
    add(root, "scoring_policy", "keep_highest")
    add(root, "quiz_type", "practice_quiz")
    add(root, "points_possible", str(sum(table["maximum"] for table in quiz["questions"])))
    add(root, "show_correct_answers", "true")
    add(root, "allowed_attempts", "-1")
    return document(root)


def _manifest(name: str, quizzes: list[str]) -> bytes:
    root = Element("manifest", {"identifier": name, "xmlns": _PACKAGE})
    about = add(root, "metadata")
    add(about, "schema", "IMS Content")
    add(about, "schemaversion", "1.1.3")
    add(root, "organizations")
    resources = add(root, "resources")
    for quiz in quizzes:
        settings = ident(quiz, "settings")
        entry = add(resources, "resource", identifier=quiz, type="imsqti_xmlv1p2")
        add(entry, "file", href=f"{quiz}/{quiz}.xml")
        add(entry, "dependency", identifierref=settings)
        kind = "associatedcontent/imscc_xmlv1p1/learning-application-resource"
        href = f"{quiz}/assessment_meta.xml"
        entry = add(resources, "resource", identifier=settings, type=kind, href=href)
        add(entry, "file", href=href)
    return document(root)
