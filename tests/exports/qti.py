"""QTI read and evaluated on its own: what a response earns, and what is said of it."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

from tests.exports.exporting import shown

if TYPE_CHECKING:
    from collections.abc import Mapping
    from xml.etree import ElementTree as ET

#: A response: what is chosen or typed, by response.
Given = dict[str, set[str]]

#: How Canvas takes feedback by its id (``assessment_item_converter.rb`` of its QTI plugin).
TAKEN = (
    ("wrong", re.compile("wrong|incorrect|_ic$", re.IGNORECASE)),
    ("right", re.compile("correct|_c$", re.IGNORECASE)),
    ("solution", re.compile("solution", re.IGNORECASE)),
    ("everybody", re.compile("general_|_all", re.IGNORECASE)),
    ("part", re.compile(r"feedback_(\d*)_fb", re.IGNORECASE)),
)

PREFIX = "{http://www.imsglobal.org/xsd/ims_qtiasiv1p2}"


def opened(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def bare(root: ET.Element) -> ET.Element:
    """Take the one namespace off."""
    for element in root.iter():
        assert element.tag.startswith(PREFIX)
        element.tag = element.tag.removeprefix(PREFIX)
    return root


def holds(test: ET.Element, given_: Mapping[str, set[str]]) -> bool:
    values = given_.get(test.get("respident", ""), set())
    numbers = [float(value) for value in values if re.fullmatch(r"-?[\d.]+", value)]
    bound = test.text or ""
    inner = (holds(part, given_) for part in test)
    match test.tag:
        case "and":
            found = all(inner)
        case "or" | "conditionvar":  # Canvas takes several tests for alternatives
            found = any(inner)
        case "not":
            found = not any(inner)
        case "varequal":
            found = bound.lower() in {value.lower() for value in values}
        case "vargte":
            found = any(number >= float(bound) for number in numbers)
        case "varlte":
            found = any(number <= float(bound) for number in numbers)
        case "other":
            found = True
        case _:
            raise AssertionError(test.tag)
    return found


def evaluate(item: ET.Element, given_: Given) -> tuple[float, list[str]]:
    """Give the score of 100, and what is said, as a reader sees it."""
    score, said = 0.0, []
    feedback = {
        entry.attrib["ident"]: shown(entry.findtext(".//mattext") or "")
        for entry in item.findall("itemfeedback")
    }
    for condition in item.findall("resprocessing/respcondition"):
        tested = condition.find("conditionvar")
        assert tested is not None
        if not holds(tested, given_):
            continue
        for change in condition.findall("setvar"):
            amount = float(change.text or "")
            score = amount if change.attrib["action"] == "Set" else score + amount
        said += [
            feedback[shown_.attrib["linkrefid"]] for shown_ in condition.iter("displayfeedback")
        ]
        if condition.attrib["continue"] == "No":
            break
    return score, said


def taken_for(ident: str) -> str:
    """Tell for what Canvas takes a feedback; "" where it is what the conditions say it is."""
    return next((kind for kind, pattern in TAKEN if pattern.search(ident)), "")


def misread(item: ET.Element) -> list[str]:
    """Give the ids of what is said that Canvas takes for something else than it is."""
    meant = {
        "general_fb": "everybody",
        "correct_fb": "right",
        "general_incorrect_fb": "wrong",
        "incorrect_fb": "wrong",
    }
    found = [entry.attrib["ident"] for entry in item.iter("itemfeedback")]
    return [ident for ident in found if taken_for(ident) != meant.get(ident, "")]


def stripped(text: str) -> str:
    """Take out of a plain text what Canvas takes out (``clear_html`` of its QTI plugin)."""
    return re.sub(r"&\w+;", "", re.sub(r"&#\d+;", "", re.sub(r"</?[^>\n]*>", "", text)))
