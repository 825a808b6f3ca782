"""A Common Cartridge 1.1: QTI 1.2.1 in the profile that Moodle, Canvas and most others restore.

The profile has multiple choice, multiple response, fill in the blank and essay, and nothing else:
https://www.imsglobal.org/cc/ccv1p1/imscc_profilev1p1-Implementation.html
"""

from __future__ import annotations

from lesson_utils.content.localized import localize
from lesson_utils.content.payload import Payload
from lesson_utils.exports.archive import zipped
from lesson_utils.exports.base import Exported, Note
from lesson_utils.exports.cartridge.forms import Form, forms_of
from lesson_utils.exports.names import apart, flat, ident, untagged
from lesson_utils.exports.qti.items import ANSWER, labels, material, metadata, said_id
from lesson_utils.exports.source import TITLE, clean, line, quizzes_of
from lesson_utils.exports.xml import Element, add, document
from lesson_utils.lesson import Lesson
from lesson_utils.shown.rendering.lms import Html

_QTI = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
_MANIFEST = {
    "xmlns": "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1",
    "xmlns:lomimscc": "http://ltsc.ieee.org/xsd/imsccv1p1/LOM/manifest",
}
_ASSESSMENT = "imsqti_xmlv1p2/imscc_xmlv1p1/assessment"
_GENERAL, _RIGHT, _OTHER = "general_fb", "correct_fb", "incorrect_fb"


def export(lesson: Lesson) -> Exported:
    """Give a lesson's quizzes as a course to restore or to import."""
    content, notes, count = cartridge(
        lesson.name,
        clean(localize(lesson.info.title, lesson.language)),
        Html(lesson.language, lesson.article.language),
        quizzes_of(lesson),
    )
    name = f"{lesson.name}-{lesson.language}.imscc"
    # Moodle writes a total of its own into every quiz that it restores.
    total = Note(item=lesson.name, code="cartridge-total")
    return Exported(files={name: content}, notes=(total, *notes), questions=count)


def cartridge(
    lesson: str, title: str, write: Html, quizzes: list[Payload]
) -> tuple[bytes, tuple[Note, ...], int]:
    """Give the cartridge, what is said of each question in a lesser way, and how many are in it.

    Parameters
    ----------
    lesson, title
        The lesson's name and title.
    write
        Makes the HTML.
    quizzes
        The payloads, cleaned, in the order in which they are met; one without a question that a
        cartridge can ask is left out.
    """
    notes: list[Note] = []
    files: dict[str, bytes] = {}
    listed: list[tuple[str, str]] = []
    count = 0
    titles = apart([untagged(flat(quiz["title"])) for quiz in quizzes], TITLE)
    for quiz, called in zip(quizzes, titles, strict=True):
        name = ident(lesson, write.language, "cartridge", quiz["quiz"])
        made = []
        for number, table in enumerate(quiz["questions"], start=1):
            forms = forms_of(table, write)
            notes.append(Note(item=table["id"], code=f"cartridge-{table['type']}"))
            typed = {spelling for form in forms for spelling in form.accepted}
            if any("*" in spelling for spelling in typed):
                notes.append(Note(item=table["id"], code="cartridge-star"))
            if "0" in typed:
                notes.append(Note(item=table["id"], code="cartridge-zero"))
            count += bool(forms)
            made += [
                (f"{number:02}{form.part} {line(table['prompt'])}", table, form) for form in forms
            ]
        if made:
            root, section = _assessment(name, called)
            for asked, table, form in made:
                _item(section, ident(name, table["id"], form.part), asked, form)
            files[f"{name}/assessment.xml"] = document(root)
            listed.append((name, called))
    whole = ident(lesson, write.language, "cartridge")
    manifest = _manifest(whole, title, write.language, listed)
    return zipped({"imsmanifest.xml": manifest, **files}), tuple(notes), count


def _assessment(name: str, title: str) -> tuple[Element, Element]:
    root = Element("questestinterop", {"xmlns": _QTI})
    assessment = add(root, "assessment", ident=name, title=title)
    fields = add(assessment, "qtimetadata")
    metadata(fields, "cc_profile", "cc.exam.v0p1")
    metadata(fields, "qmd_assessmenttype", "Examination")
    metadata(fields, "qmd_scoretype", "Percentage")
    metadata(fields, "qmd_feedbackpermitted", "Yes")
    metadata(fields, "cc_maxattempts", "unlimited")
    return root, add(assessment, "section", ident="root_section")


def _item(section: Element, name: str, title: str, form: Form) -> None:
    item = add(section, "item", ident=name, title=title)
    fields = add(add(item, "itemmetadata"), "qtimetadata")
    metadata(fields, "cc_profile", f"cc.{form.profile}.v0p1")
    metadata(fields, "cc_weighting", str(form.points))
    if form.profile == "essay":
        metadata(fields, "qmd_computerscored", "No")
    presentation = add(item, "presentation")
    # Moodle reads this as a dollar sign.
    material(presentation, form.prompt.replace("%24", "&#37;24"))
    if form.choices:
        cardinality = "Multiple" if form.profile == "multiple_response" else "Single"
        response = add(presentation, "response_lid", ident=ANSWER, rcardinality=cardinality)
        labels(response, form.choices)
    else:
        response = add(presentation, "response_str", ident=ANSWER, rcardinality="Single")
        add(response, "render_fib")
    _Scoring(item, form).write()


class _Scoring:
    """Says what earns the points, and what is said of it.

    Moodle takes for general all that is said where processing goes on, so it goes on after what
    is general alone: what is said of a part ends it.
    """

    def __init__(self, item: Element, form: Form) -> None:
        self._item = item
        self._form = form
        self._scoring = add(item, "resprocessing")
        self._texts: dict[str, str] = {}
        limits = {"maxvalue": "100", "minvalue": "0", "varname": "SCORE", "vartype": "Decimal"}
        add(add(self._scoring, "outcomes"), "decvar", **limits)

    def write(self) -> None:
        """Write all conditions, then all that is said."""
        form = self._form
        add(self._condition(_GENERAL, form.general, goes_on=True), "other")
        if form.profile == "essay":
            add(self._condition("", ""), "other")
        elif form.profile == "fib":
            self._typed()
        else:
            self._chosen()
        for name, text in self._texts.items():
            material(add(add(self._item, "itemfeedback", ident=name), "flow_mat"), text)

    def _typed(self) -> None:
        tested = self._condition(_RIGHT, self._form.right, earns=True)
        for spelling in self._form.accepted:
            self._equal(tested, spelling)
        for place, (typed, remark) in enumerate(self._form.said.items(), start=1):
            self._equal(self._condition(said_id(place), remark), typed)
        add(self._condition(_OTHER, self._form.otherwise), "other")

    def _chosen(self) -> None:
        form = self._form
        several = form.profile == "multiple_response"
        if several:
            every = add(self._condition("", "", earns=True), "and")
            for choice in form.choices:
                parent = every if choice.correct else add(every, "not")
                self._equal(parent, choice.id, exact=True)
        for place, choice in enumerate(form.choices, start=1):
            earns = choice.correct and not several
            remark = form.said.get(choice.id, "")
            if earns or remark:
                tested = self._condition(said_id(place), remark, earns=earns)
                self._equal(tested, choice.id, exact=True)

    @staticmethod
    def _equal(tested: Element, value: str, *, exact: bool = False) -> None:
        case = "Yes" if exact else "No"
        add(tested, "varequal", value, respident=ANSWER, case=case)

    def _condition(
        self, name: str, text: str, *, earns: bool = False, goes_on: bool = False
    ) -> Element:
        attributes = {"continue": "Yes" if goes_on else "No"}
        condition = add(self._scoring, "respcondition", **attributes)
        tested = add(condition, "conditionvar")
        if earns:
            add(condition, "setvar", "100", action="Set", varname="SCORE")
        if text:
            self._texts[name] = text
            add(condition, "displayfeedback", feedbacktype="Response", linkrefid=name)
        return tested


def _manifest(name: str, title: str, language: str, quizzes: list[tuple[str, str]]) -> bytes:
    root = Element("manifest", {"identifier": name, **_MANIFEST})
    about = add(root, "metadata")
    add(about, "schema", "IMS Common Cartridge")
    add(about, "schemaversion", "1.1.0")
    general = add(add(about, "lomimscc:lom"), "lomimscc:general")
    add(add(general, "lomimscc:title"), "lomimscc:string", line(title), language=language)
    organization = add(
        add(root, "organizations"),
        "organization",
        identifier="lesson",
        structure="rooted-hierarchy",
    )
    module = add(add(organization, "item", identifier="root"), "item", identifier="module")
    add(module, "title", line(title))
    resources = add(root, "resources")
    for quiz, called in quizzes:
        entry = add(module, "item", identifier=f"item_{quiz}", identifierref=quiz)
        add(entry, "title", called)
        resource = add(resources, "resource", identifier=quiz, type=_ASSESSMENT)
        add(resource, "file", href=f"{quiz}/assessment.xml")
    return document(root)
