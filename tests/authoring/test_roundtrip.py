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
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    blocks = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [line for tag, start, end, *_ in blocks if tag != "equal" for line in range(start, end)]


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
    try:
        new = edited(written.text, [Edit("set", (index, key), value)])
    except UneditableError as error:
        assert error.code == "edit-comment"
        assume(False)  # noqa: FBT003
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
    old = written.text.splitlines()
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
    assert sorted(there.split()) == sorted(written.text.split())
    if "# c" not in there.partition("-")[0]:  # what comes to the very top is the file's
        assert edited(there, [Edit("move", (end,), to=start)]) == written.text


@given(texts(), st.data())
@settings(max_examples=60, deadline=None)
def test_a_whole_item_set_says_what_was_asked_for(written: Written, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(written.value) - 1))
    item = data.draw(items(f"i{index}"))
    try:
        new = edited(written.text, [Edit("set", (index,), item)])
    except UneditableError as error:
        assert error.code == "edit-comment"
        return
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
    for index in things if isinstance(things, dict) else range(len(things)):
        place: tuple[str | int, ...] = (*start, index)
        old = things[index]
        while isinstance(old, (dict, list)):
            step = next(reversed(old)) if isinstance(old, dict) else len(old) - 1
            place, old = (*place, step), old[step]
        new = edited(text, [Edit("set", place, '« x » : "y"')])
        lines = zip(text.split("\n"), new.split("\n"), strict=True)
        assert sum(one != other for one, other in lines) == 1
        if isinstance(old, str):
            assert edited(new, [Edit("set", place, old)]) == text
