"""Records of a student's work: the cases shared with the browser, and what holds for any record."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lesson_utils.student.records import (
    Entry,
    NotARecordError,
    Phase,
    QuizRecord,
    Record,
    is_newer,
    merge,
    read_record,
)
from tests.lessons import REPOSITORY

LESSON = "phare"
#: A machine that is busy with other tests is slow; that is no failure.
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def cases(kind: str) -> list[Any]:
    path = REPOSITORY / "tests" / "records" / f"{kind}.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    assert content["lesson"] == LESSON
    return [pytest.param(case, id=case["name"]) for case in content["cases"]]


def exact(value: object) -> str:
    """Give a value as text, so that 1, 1.0 and true are three."""
    return json.dumps(msgspec.to_builtins(value), sort_keys=True)


def read(value: object) -> Record | None:
    try:
        return read_record(value, LESSON)
    except NotARecordError:
        return None


def test_there_are_enough_cases_and_each_has_its_name() -> None:
    for kind, least in (("reading", 20), ("merging", 12)):
        names = [case.values[0]["name"] for case in cases(kind)]
        assert len(set(names)) == len(names) >= least


@pytest.mark.parametrize("case", cases("reading"))
def test_python_reads_as_the_cases_say(case: dict[str, Any]) -> None:
    assert exact(read(case["value"])) == exact(case["expected"])


@pytest.mark.parametrize("case", cases("reading"))
def test_python_knows_a_newer_version_as_the_cases_say(case: dict[str, Any]) -> None:
    assert is_newer(case["value"]) == case.get("newer", False)


@pytest.mark.parametrize("case", cases("reading"))
def test_what_was_read_is_read_as_it_is(case: dict[str, Any]) -> None:
    assert exact(read(case["expected"])) == exact(case["expected"])


@pytest.mark.parametrize("case", cases("merging"))
def test_python_merges_as_the_cases_say(case: dict[str, Any]) -> None:
    one, other = read_record(case["one"], LESSON), read_record(case["other"], LESSON)
    expected = read_record(case["expected"], LESSON)
    assert exact(expected) == exact(case["expected"])
    assert exact(merge(one, other)) == exact(expected)
    assert exact(merge(other, one)) == exact(expected)
    assert exact(merge(expected, one)) == exact(expected)
    assert exact(merge(other, expected)) == exact(expected)


def record_of(answers: dict[str, Any], **more: Any) -> dict[str, Any]:
    head = {"format": "lesson-record", "version": 1, "lesson": LESSON}
    return {**head, "quizzes": {"tout": {"answers": answers}}, **more}


def nested(depth: int) -> Any:
    value: Any = "a"
    for _ in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize("depth", [21, 900, 100_000])
def test_an_answer_nested_too_deep_to_be_written_is_left_out_alone(depth: int) -> None:
    deep, good = {"at": 5, "response": nested(depth)}, {"at": 5, "response": nested(3)}
    record = read_record(record_of({"deep": deep, "good": good}), LESSON)
    assert record.quizzes["tout"].answers == {"good": Entry(at=5, response=[[["a"]]])}


def test_half_a_character_is_replaced_wherever_it_stands_and_whole_ones_stay() -> None:
    half, two_halves = "x\ud83dy", "\ud83d\ude00"
    answer = {"edition": half, "response": {half: [half, two_halves]}, "draft": "\ufeffé😀"}
    value = record_of({half: answer}, seed=half)
    value["quizzes"][half] = {"answers": {}}
    record = read_record(value, LESSON)
    kept = "x\ufffdy"
    entry = Entry(edition=kept, response={kept: [kept, "😀"]}, draft="\ufeffé😀")
    assert record.seed == kept
    assert record.quizzes == {"tout": QuizRecord(answers={kept: entry}), kept: QuizRecord()}
    assert msgspec.json.decode(msgspec.json.encode(record), type=Record) == record


TEXTS = st.text(st.characters(), max_size=3)
NUMBERS = st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.just(1e300)
LEAVES = st.none() | st.booleans() | NUMBERS | TEXTS
FIELDS = st.sampled_from([*Entry.__struct_fields__, *Record.__struct_fields__, "answers", "phase"])
JSON_VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS | FIELDS, inner, max_size=4),
    max_leaves=12,
)


def loosely(fields: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Give objects whose fields are mostly of the right form, and any of which may be missing."""
    mostly = {name: right | right | JSON_VALUES for name, right in fields.items()}
    return st.fixed_dictionaries({}, optional=mostly)


COUNTS = st.integers(0, 2**53)
ALMOST_ENTRIES = loosely(
    dict.fromkeys(("at", "attempts", "hints", "seconds", "score", "maximum"), COUNTS)
    | {"edition": TEXTS, "response": JSON_VALUES, "draft": JSON_VALUES}
)
ALMOST_QUIZZES = loosely(
    {
        "answers": st.dictionaries(TEXTS, ALMOST_ENTRIES | JSON_VALUES, max_size=3),
        "phase": loosely({"at": COUNTS, "finished": st.booleans(), "score": COUNTS}),
    }
)
ALMOST_RECORDS = st.builds(
    lambda head, rest: head | rest,
    st.just({"format": "lesson-record", "version": 1, "lesson": LESSON, "quizzes": {}}),
    loosely({"seed": TEXTS, "quizzes": st.dictionaries(TEXTS, ALMOST_QUIZZES, max_size=3)}),
)


@UNHURRIED
@given(value=JSON_VALUES | ALMOST_RECORDS, lesson=st.just(LESSON) | TEXTS)
def test_any_json_value_is_read_or_refused_and_what_is_read_can_be_written(
    value: object, lesson: str
) -> None:
    sound = (
        isinstance(value, dict)
        and (value.get("format"), value.get("lesson")) == ("lesson-record", lesson)
        and isinstance(value["quizzes"], dict)
    )
    try:
        record = read_record(value, lesson)
    except NotARecordError:
        assert not sound
        return
    assert sound
    written = msgspec.json.encode(record)
    assert exact(read_record(msgspec.json.decode(written), lesson)) == exact(record)


@UNHURRIED
@given(value=ALMOST_RECORDS)
def test_an_answer_of_the_right_form_is_kept_whatever_stands_beside_it(
    value: dict[str, Any],
) -> None:
    if not isinstance(value["quizzes"], dict):
        value["quizzes"] = {}
    value["quizzes"]["tout"] = {"answers": {"q": {"at": 3, "response": "a"}}, "phase": "?"}
    record = read_record(value, LESSON)
    assert record.quizzes["tout"] == QuizRecord(answers={"q": Entry(at=3, response="a")})


#: Few times and few ids, so that two records often speak of one answer at one time.
PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-3, 12)
    | st.text(max_size=2)
    | st.sampled_from("！😀é"),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from("ab"), inner),
    max_leaves=4,
)
ENTRIES = st.builds(
    Entry,
    at=st.integers(0, 3),
    edition=st.sampled_from(["", "e"]),
    response=PLAIN,
    draft=PLAIN,
    attempts=st.integers(0, 11),
)
PHASES = st.builds(Phase, at=st.integers(0, 2), finished=st.booleans(), score=st.integers(0, 11))
QUIZZES = st.builds(
    QuizRecord,
    answers=st.dictionaries(st.sampled_from("abc"), ENTRIES, max_size=3),
    phase=PHASES,
)
RECORDS = st.builds(
    Record,
    lesson=st.just(LESSON),
    seed=st.sampled_from(["", "k", "k3", "b9", "！", "😀"]),
    quizzes=st.dictionaries(st.sampled_from(["accueil", "tout"]), QUIZZES, max_size=2),
)


def entries(record: Record) -> dict[tuple[str, str], Entry]:
    return {
        (name, key): entry
        for name, quiz in record.quizzes.items()
        for key, entry in quiz.answers.items()
    }


@UNHURRIED
@given(one=RECORDS, other=RECORDS)
def test_the_order_of_two_records_does_not_matter(one: Record, other: Record) -> None:
    assert exact(merge(one, other)) == exact(merge(other, one))


@UNHURRIED
@given(one=RECORDS, two=RECORDS, three=RECORDS)
def test_which_records_are_merged_first_does_not_matter(
    one: Record, two: Record, three: Record
) -> None:
    assert exact(merge(merge(one, two), three)) == exact(merge(one, merge(two, three)))


@UNHURRIED
@given(one=RECORDS, other=RECORDS)
def test_how_often_records_are_merged_does_not_matter(one: Record, other: Record) -> None:
    both = merge(one, other)
    assert exact(merge(one, one)) == exact(one)
    assert exact(merge(both, one)) == exact(merge(both, other)) == exact(both)


@UNHURRIED
@given(one=RECORDS, other=RECORDS)
def test_no_id_is_lost_and_none_comes_from_nowhere(one: Record, other: Record) -> None:
    both = merge(one, other)
    assert set(both.quizzes) == set(one.quizzes) | set(other.quizzes)
    assert set(entries(both)) == set(entries(one)) | set(entries(other))


@UNHURRIED
@given(one=RECORDS, other=RECORDS)
def test_of_every_answer_and_phase_the_latest_is_kept_whole(one: Record, other: Record) -> None:
    both = merge(one, other)
    for key, entry in entries(both).items():
        given_ones = [entries(record)[key] for record in (one, other) if key in entries(record)]
        assert entry.at == max(each.at for each in given_ones)
        assert exact(entry) in map(exact, given_ones)
    for name, quiz in both.quizzes.items():
        phases = [record.quizzes[name].phase for record in (one, other) if name in record.quizzes]
        assert quiz.phase.at == max(each.at for each in phases)
        assert exact(quiz.phase) in map(exact, phases)


@UNHURRIED
@given(one=RECORDS, other=RECORDS)
def test_merging_gives_a_record_that_is_read_as_it_is(one: Record, other: Record) -> None:
    both = merge(one, other)
    assert exact(read_record(msgspec.to_builtins(both), LESSON)) == exact(both)
