"""Changes of YAML texts as persons would make them."""

from __future__ import annotations

import copy
import difflib
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from lesson_utils.authoring.studio.roundtrip import edited
from lesson_utils.authoring.studio.values import Edit
from lesson_utils.authoring.studio.yamltree import UneditableError
from tests.authoring.yamltexts import KEYS, PLAIN, VALUES, Written, items, texts
from tests.lessons import REPOSITORY


def read(text: str) -> Any:
    return yaml.safe_load(text)


def differs(before: str, after: str) -> list[int]:
    """Give the lines of a text, from 0, that are not the same in another, or not there."""
    old, new = (text.lstrip("\ufeff").splitlines(keepends=True) for text in (before, after))
    blocks = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [line for tag, start, end, *_ in blocks if tag != "equal" for line in range(start, end)]


def attempted(text: str, edit: Edit) -> str:
    """Make a change; give nothing if a comment would have to go for it."""
    try:
        return edited(text, [edit])
    except UneditableError as error:
        if error.code != "edit-comment":
            raise
        return ""


def inside(written: Written, changed: list[int], index: int) -> bool:
    start, end = written.lines[index]
    return all(start <= line < end for line in changed)


@given(texts(), st.data())
@settings(max_examples=60, deadline=None)
def test_a_field_that_is_set_changes_its_item_alone(written: Written, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(written.value) - 1))
    key = data.draw(st.sampled_from(KEYS))
    value = data.draw(VALUES)
    expected = copy.deepcopy(written.value)
    expected[index][key] = value
    new = attempted(written.text, Edit("set", (index, key), value))
    assume(new)
    assert read(new) == expected
    assert repr(read(new)) == repr(expected) or key not in written.value[index]
    assert inside(written, differs(written.text, new), index)
    for other in range(len(written.value)):
        start, end = written.lines[other]
        if other != index:
            lines = written.text.splitlines(keepends=True)[start:end]
            assert "".join(lines).rstrip("\r\n") in new
    if not isinstance(written.value[index].get(key), (dict, list)):
        assert all(comment in new for comment in written.comments)
    assert new.startswith("\ufeff") == written.text.startswith("\ufeff")
    assert ("\r\n" in new) == ("\r\n" in written.text) or "\n" not in written.text
    assert new.count("\n") - new.count("\r\n") in {0, new.count("\n")}


@given(texts(), st.data())
@settings(max_examples=60, deadline=None)
def test_a_text_set_and_set_back_leaves_the_same_bytes(
    written: Written, data: st.DataObject
) -> None:
    places = [
        (index, key)
        for index, item in enumerate(written.value)
        for key, value in item.items()
        if key == "id" or (isinstance(value, str) and len(value) > 1 and value.isalpha())
    ]
    assume(places)
    place = data.draw(st.sampled_from(places))
    old = written.value[place[0]][place[1]]
    new = data.draw(PLAIN)
    there = edited(written.text, [Edit("set", place, new)])
    again = edited(there, [Edit("set", place, old)])
    assert again == written.text


@given(texts(), st.data())
@settings(max_examples=60, deadline=None)
def test_an_item_put_in_and_taken_out_leaves_the_same_bytes(
    written: Written, data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, len(written.value)))
    item = data.draw(items("new"))
    there = edited(written.text, [Edit("insert", (index,), item)])
    expected = [*written.value[:index], item, *written.value[index:]]
    assert read(there) == expected
    lines = iter(there.strip("\ufeff").splitlines())
    assert all(
        line in lines for line in written.text.strip("\ufeff").splitlines()
    )  # in their order
    assert all(comment in there for comment in written.comments)
    again = edited(there, [Edit("remove", (index,))])
    assert again == written.text


@given(texts(), st.data())
@settings(max_examples=60, deadline=None)
def test_an_item_taken_out_takes_its_lines_along_and_no_others(
    written: Written, data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, len(written.value) - 1))
    new = edited(written.text, [Edit("remove", (index,))])
    assert read(new) == [*written.value[:index], *written.value[index + 1 :]]
    start, end = written.lines[index]
    old = f"{written.text}\n".splitlines()
    gone = [line for line in differs(written.text + "\n", new + "\n") if old[line].strip()]
    assert all(start <= line < end or old[line].startswith(" ") for line in gone)


@given(texts(), st.data())
@settings(max_examples=60, deadline=None)
def test_an_item_is_moved_as_it_is_and_back(written: Written, data: st.DataObject) -> None:
    last = st.integers(0, len(written.value) - 1)
    start, end = data.draw(last), data.draw(last)
    there = edited(written.text, [Edit("move", (start,), to=end)])
    expected = list(written.value)
    expected.insert(end, expected.pop(start))
    assert read(there) == expected
    assert sorted(there.strip("\ufeff").split()) == sorted(written.text.strip("\ufeff").split())
    if "# c" not in there.partition("-")[0]:  # what comes to the very top is the file's
        assert edited(there, [Edit("move", (end,), to=start)]) == written.text


@given(texts(), st.data())
@settings(max_examples=60, deadline=None)
def test_a_whole_item_set_says_what_was_asked_for(written: Written, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(written.value) - 1))
    item = data.draw(items(f"i{index}"))
    new = attempted(written.text, Edit("set", (index,), item))
    assume(new)
    expected = [*written.value[:index], item, *written.value[index + 1 :]]
    assert read(new) == expected
    assert inside(written, differs(written.text, new), index)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(
    "path",
    [path for folder in ("data/minusma", "tests/lesson/phare")
     for path in sorted((REPOSITORY / folder).rglob("*.yml"))],
    ids=lambda path: f"{path.parent.name}-{path.stem}",
)  # fmt: skip
def test_in_the_lessons_files_a_text_that_is_set_changes_its_line_alone(
    path: Path, newline: str
) -> None:
    text = path.read_text("utf-8").replace("\n", newline)
    value = read(text)
    start: tuple[str | int, ...] = ("questions",) if "questions" in value else ()
    things = value["questions"] if start else value
    every = list(things) if isinstance(things, dict) else range(len(things))
    # One item of each shape: the others have the same fields, in the same order.
    shapes = {shape(things[index]): index for index in every}
    for index in shapes.values():
        place: tuple[str | int, ...] = (*start, index)
        old = things[index]
        while isinstance(old, (dict, list)):
            step = next(reversed(old)) if isinstance(old, dict) else len(old) - 1
            place, old = (*place, step), old[step]
        new = edited(text, [Edit("set", place, '« x » : "y"')])
        lines = zip(text.split("\n"), new.split("\n"), strict=True)
        assert sum(one != other for one, other in lines) == 1
        assert new.count("\r\n") == text.count("\r\n")
        if isinstance(old, str):
            there = edited(text, [Edit("set", place, "autre")])
            assert edited(there, [Edit("set", place, old)]) == text


def shape(value: Any) -> str:
    """Name the fields of an item; of a list those of its last, which is what is changed."""
    if isinstance(value, dict):
        return "{" + ",".join(f"{key}:{shape(part)}" for key, part in value.items()) + "}"
    return f"[{shape(value[-1])}]" if isinstance(value, list) and value else ""


CASES = {
    "a comment behind a text": ("a: 'x'  # c\n", ("set", ("a",), "y"), "a: 'y'  # c\n"),
    "a bare text": ("a: x y  # c\n", ("set", ("a",), "z y"), "a: z y  # c\n"),
    "a bare text that needs quotes": ("a: x\n", ("set", ("a",), "no"), 'a: "no"\n'),
    "a year as a text": ("a: x\n", ("set", ("a",), "2013"), 'a: "2013"\n'),
    "a folded text": (
        "a: >-\n  one two\n  three four\n  five six\nb: 1\n",
        ("set", ("a",), "one two three 4 five six"),
        "a: >-\n  one two\n  three 4\n  five six\nb: 1\n",
    ),
    "a text of lines": ("a: |\n  x\n\n  y\n", ("set", ("a",), "x\n\nz\n"), "a: |\n  x\n\n  z\n"),
    "a field with nothing": ("a:\nb: 1\n", ("set", ("a",), "x"), 'a: "x"\nb: 1\n'),
    "nothing at the end": ("b: 1\na:", ("set", ("a",), "x"), 'b: 1\na: "x"'),
    "a list after a text": (
        "a: x  # c\nb: 1\n",
        ("set", ("a",), ["y"]),
        "a:  # c\n  - y\nb: 1\n",
    ),
    "an item in brackets": (
        "a: [x, y]  # c\n",
        ("insert", ("a", 1), "z"),
        "a: [x, z, y]  # c\n",
    ),
    "brackets over lines": (
        'a: [\n  "x",\n  "y",\n]\n',
        ("insert", ("a", 2), "z"),
        'a: [\n  "x",\n  "y",\n  "z",\n]\n',
    ),
    "a field taken out of braces": ("{a: 1, b: 2}\n", ("set", ("a",), None), "{b: 2}\n"),
    "the last field of braces": ("x: {a: 1}\n", ("remove", ("x", "a"), None), "x: {}\n"),
    "the first field behind a dash": (
        "- id: a\n  b: 1\n",
        ("remove", (0, "id"), None),
        "- b: 1\n",
    ),
    "a field in its order": (
        "- id: a\n  gloss: x\n",
        ("set", (0, "kind"), "term"),
        "- id: a\n  kind: term\n  gloss: x\n",
    ),
    "dashes under their field": (
        "a:\n- id: x\n- id: y\nb: 1\n",
        ("insert", ("a", 2), {"id": "z"}),
        "a:\n- id: x\n- id: y\n- id: z\nb: 1\n",
    ),
    "wide dashes": (
        "-   id: x\n    b: 1\n",
        ("insert", (1,), {"id": "y", "b": 2}),
        "-   id: x\n    b: 1\n-   id: y\n    b: 2\n",
    ),
    "blank lines between": (
        "- id: x\n\n- id: y\n",
        ("insert", (1,), {"id": "z"}),
        "- id: x\n\n- id: z\n\n- id: y\n",
    ),
    "an anchor of its own": ("a: &x 'b'\n", ("set", ("a",), "c"), "a: &x 'c'\n"),
    "a merge that stays": (
        "a: &x {b: 1}\nc: {<<: *x, d: 2}\n",
        ("set", ("c", "d"), 3),
        "a: &x {b: 1}\nc: {<<: *x, d: 3}\n",
    ),
    "marks of a document": (
        "%YAML 1.1\n---\n- id: x\n...\n",
        ("insert", (1,), {"id": "y"}),
        "%YAML 1.1\n---\n- id: x\n- id: y\n...\n",
    ),
    "a file of a comment": ("# c\n", ("insert", (0,), {"id": "x"}), "# c\n- id: x\n"),
    "an empty list": ("a: []\n", ("insert", ("a", 0), "x"), 'a:\n  - "x"\n'),
    "a date": ("a: 2024-11-15\n", ("set", ("a",), "2024-11-16"), 'a: "2024-11-16"\n'),
    "the same date": ("a: 2024-11-15\n", ("set", ("a",), "2024-11-15"), "a: 2024-11-15\n"),
    "Norwegian": ("a: {fr: 'x'}\n", ("set", ("a", "no"), "y"), 'a: {fr: \'x\', "no": "y"}\n'),
}


@pytest.mark.parametrize(("before", "change", "after"), CASES.values(), ids=CASES)
def test_what_a_person_would_have_typed(
    before: str, change: tuple[Any, Any, Any], after: str
) -> None:
    assert edited(before, [Edit(*change)]) == after


@pytest.mark.parametrize(
    ("text", "edit", "code"),
    [
        ("a: &x {b: 1}\nc: *x\n", Edit("set", ("a", "b"), 2), "edit-shared"),
        ("a: &x {b: 1}\nc: *x\n", Edit("set", ("c", "b"), 2), "edit-shared"),
        ("a: &x 'y'\nc: *x\n", Edit("set", ("c",), "z"), "edit-shared"),
        ("a: &x 'y'\nc: *x\n", Edit("remove", ("a",)), "edit-shared"),
        ("a: &x {b: 1}\nc:\n  <<: *x\n  d: 2\n", Edit("set", ("c", "b"), None), "edit-nowhere"),
        ("a: 1\nb: 2\na: 3\n", Edit("set", ("a",), 4), "edit-double"),
        ("a: 1\n", Edit("set", ("b", "c"), 4), "edit-nowhere"),
        ("- 1\n", Edit("remove", (1,)), "edit-nowhere"),
        ("- 1\n", Edit("set", (0, "a"), 1), "edit-nowhere"),
        ("a: 1\n---\nb: 2\n", Edit("set", ("a",), 2), "edit-unreadable"),
        ("a: [\n", Edit("set", ("a",), 2), "edit-unreadable"),
        ("a: [1, # c\n  2]\n", Edit("remove", ("a", 0)), "edit-comment"),
        ("a: 1\n", Edit("set", ("b",), [None]), "edit-value"),
    ],
)
def test_what_cannot_be_done_without_harm_is_refused(text: str, edit: Edit, code: str) -> None:
    with pytest.raises(UneditableError) as refused:
        edited(text, [edit])
    assert refused.value.code == code
