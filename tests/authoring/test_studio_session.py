"""The studio's requests and their answers, without a kernel."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from lesson_utils.authoring.studio.session import Session
from tests.lessons import PHARE, REPOSITORY, TINY_ARTICLE, TINY_FILES

MINUSMA = REPOSITORY / "data" / "minusma"
Lesson = dict[str, Any]


@pytest.fixture
def lesson(tmp_path: Path) -> Path:
    """Copy the lesson that has a question of every type."""
    return Path(shutil.copytree(PHARE, tmp_path / "phare"))


def opened(root: Path, language: str = "en") -> tuple[Session, Lesson]:
    session = Session(root, language)
    answer = session.answer({"do": "open"})
    assert "error" not in answer
    return session, json.loads(json.dumps(answer))


def file_of(lesson: Lesson, name: str) -> dict[str, Any]:
    return next(file for file in lesson["files"] if file["name"] == name)


def question(root: Path, kind: str) -> tuple[int, dict[str, Any]]:
    questions = yaml.safe_load((root / "quizzes" / "tout.yml").read_text("utf-8"))["questions"]
    return next((n, item) for n, item in enumerate(questions) if item["type"] == kind)


def change(root: Path, name: str, old: str, new: str) -> None:
    path = root / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= 1
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_an_opened_lesson_has_its_files_as_they_are_written() -> None:
    _, lesson = opened(MINUSMA, "fr")
    assert lesson["title"] == "La Minusma quitte le Mali"
    assert lesson["languageNames"] == {"fr": "français", "en": "anglais"}
    annotations = file_of(lesson, "annotations.yml")
    raw = yaml.safe_load((MINUSMA / "annotations.yml").read_text("utf-8"))
    assert annotations["value"] == raw
    assert (annotations["shelf"], annotations["there"]) == ("annotations", True)
    assert all(file["troubles"] == [] for file in lesson["files"])
    assert lesson["article"]["text"][:12] in (MINUSMA / "article.txt").read_text("utf-8")
    assert lesson["readonly"] == ""
    assert "texts" not in lesson  # the widget has brought them


def test_every_annotation_and_every_question_has_its_mark() -> None:
    _, lesson = opened(MINUSMA)
    text = lesson["article"]["text"]
    for file in lesson["files"]:
        value = file["value"]
        marked = {
            json.dumps(mark["path"]) for mark in lesson["marks"] if mark["file"] == file["name"]
        }
        if file["shelf"] == "annotations":
            assert len(marked) == len(value)
        if file["shelf"] == "quiz":
            assert len(marked) == len(value["questions"])
    for mark in lesson["marks"]:
        if mark["kind"] == "term":
            item = file_of(lesson, mark["file"])["value"][mark["path"][0]]
            assert text[mark["start"] : mark["end"]] == item["quote"]


def test_what_has_another_fault_has_its_mark_and_its_draft_is_told(tiny_lesson: Path) -> None:
    change(tiny_lesson, "annotations.yml", "kind: term\n", "kind: term\n  draft: true\n  odd: 1\n")
    _, lesson = opened(tiny_lesson)
    mark = next(mark for mark in lesson["marks"] if mark["item"] == "faro")
    assert mark["draft"] is True
    assert TINY_ARTICLE[mark["start"] : mark["end"]] == "faro"
    assert TINY_ARTICLE.count("faro", 0, mark["start"]) == 1
    troubles = file_of(lesson, "annotations.yml")["troubles"]
    assert [0, "odd"] in [trouble["path"] for trouble in troubles]


@pytest.mark.parametrize(
    ("name", "old", "new", "path"),
    [
        ("annotations.yml", '\n  when: "1952"', "", [1, "when"]),
        ("annotations.yml", "holder: alcaldesa", "holder: nadie", [3, "holder"]),
        ("annotations.yml", "se apagó en 1952.", "se apagó en 1953.", [2, "quote"]),
        ("annotations.yml", "kind: date", "kind: dates", [1, "kind"]),
        ("quizzes/faro.yml", '    hint: {es: "Primera frase.", en: "First sentence."}\n', "",
         ["questions", 0, "hint"]),
        ("quizzes/faro.yml", ', en: "Yes."', "",
         ["questions", 0, "options", 0, "feedback"]),
        ("quizzes/faro.yml", ', feedback: {es: "Lea otra vez.", en: "Read again."}', "",
         ["questions", 0, "options", 1, "feedback"]),
        ("quizzes/faro.yml", '    evidence: "se apagó en 1952"\n', "",
         ["questions", 0, "evidence"]),
        ("lesson.yml", 'title: {es: "El faro", en', 'titles: {es: "El faro", en', ["title"]),
        ("lesson.yml", "holders:\n", 'holders:\n  - {id: otro, name: "otro"}\n',
         ["holders", 0]),
    ],
)  # fmt: skip
def test_a_trouble_leads_to_its_field(
    tiny_lesson: Path, name: str, old: str, new: str, path: list[Any]
) -> None:
    change(tiny_lesson, name, old, new)
    _, lesson = opened(tiny_lesson)
    troubles = file_of(lesson, name)["troubles"]
    assert path in [trouble["path"] for trouble in troubles]
    assert all(f"{name}:" not in trouble["words"] for trouble in troubles)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("annotations.yml", "- [\n"),
        ("annotations.yml", "just words\n"),
        ("quizzes/faro.yml", "- 1\n"),
        ("quizzes/faro.yml", "title: {a: &a [*a]}\n"),
        ("lesson.yml", "title: [\n"),
        ("lesson.yml", "[]\n"),
        ("lesson.yml", "title: {}\nlanguages: []\n"),
        ("places.yml", "{places: 3}\n"),
        ("facts.yml", "- {id: 2024-02-30}\n"),
        ("levels.yml", "- {chapter: 1}\n"),
    ],
)
def test_a_lesson_with_a_file_that_says_nothing_opens(
    tiny_lesson: Path, name: str, content: str
) -> None:
    (tiny_lesson / name).write_text(content, encoding="utf-8")
    _, lesson = opened(tiny_lesson)
    assert lesson["article"]["text"] == TINY_ARTICLE
    assert file_of(lesson, name)["troubles"]


def test_a_lesson_without_its_article_is_told_in_words(tiny_lesson: Path) -> None:
    (tiny_lesson / "article.txt").unlink()
    answer = Session(tiny_lesson, "en").answer({"do": "open"})
    assert list(answer) == ["error"]
    assert "article.txt" in answer["error"]


@pytest.mark.parametrize(
    ("passage", "number", "anchor", "count"),
    [
        ("faro", 2, {"quote": "faro", "occurrence": 2}, 2),
        (" se apagó ", 1, "se apagó", 1),
        ("El faro\n\nEl", 1, "El faro\n\nEl", 1),
        ("«Volverá», dice", 1, "«Volverá», dice", 1),
    ],
)
def test_a_passage_becomes_an_anchor_and_an_anchor_the_passage(
    tiny_lesson: Path, passage: str, number: int, anchor: Any, count: int
) -> None:
    session, _ = opened(tiny_lesson)
    start = -1
    for _ in range(number):
        start = TINY_ARTICLE.index(passage, start + 1)
    answer = session.answer({"do": "anchor", "start": start, "end": start + len(passage)})
    assert (answer["anchor"], answer["count"]) == (anchor, count)
    assert bool(answer["words"]) is (count > 1)
    found = session.answer({"do": "find", "anchor": anchor})
    assert TINY_ARTICLE[found["start"] : found["end"]] == passage.strip()
    assert (found["start"], found["end"]) == (answer["start"], answer["end"])


def test_offsets_count_characters_beyond_the_first_plane(tiny_lesson: Path) -> None:
    article = "🗼 El faro. 🗼🗼 La torre.\n"
    (tiny_lesson / "article.txt").write_text(article, encoding="utf-8")
    session, _ = opened(tiny_lesson)
    start = article.index("torre")
    answer = session.answer({"do": "anchor", "start": start, "end": start + 5})
    assert answer["anchor"] == "torre"


@pytest.mark.parametrize("anchor", ["nada de esto", {"quote": "faro"}, {"quote": ""}, None, 3, []])
def test_an_anchor_without_one_place_is_told(tiny_lesson: Path, anchor: Any) -> None:
    session, _ = opened(tiny_lesson)
    answer = session.answer({"do": "find", "anchor": anchor})
    assert answer["start"] == -1
    assert answer["words"]


def test_only_white_space_is_no_passage(tiny_lesson: Path) -> None:
    session, _ = opened(tiny_lesson)
    answer = session.answer({"do": "anchor", "start": 7, "end": 9})
    assert (answer["anchor"], answer["count"]) == ("", 0)
    assert answer["words"]


def test_news_are_what_is_other_on_disk(tiny_lesson: Path) -> None:
    session, _ = opened(tiny_lesson)
    assert session.answer({"do": "news"})["files"] == []
    change(tiny_lesson, "annotations.yml", "Una torre con luz.", "Una torre.")
    news = session.answer({"do": "news"})
    assert [file["name"] for file in news["files"]] == ["annotations.yml"]
    assert session.answer({"do": "news"})["files"] == []
    # Who holds no claim any more is told of elsewhere.
    change(tiny_lesson, "annotations.yml", "holder: alcaldesa", "holder: texto")
    names = {file["name"] for file in session.answer({"do": "news"})["files"]}
    assert names == {"annotations.yml", "lesson.yml"}
    (tiny_lesson / "quizzes" / "dos.yml").write_text(TINY_FILES["quizzes/faro.yml"], "utf-8")
    assert "quizzes/dos.yml" in {f["name"] for f in session.answer({"do": "news"})["files"]}
    (tiny_lesson / "quizzes" / "dos.yml").unlink()
    gone = {file["name"]: file for file in session.answer({"do": "news"})["files"]}
    assert gone["quizzes/dos.yml"]["there"] is False


def test_news_of_an_unchanged_lesson_are_short_and_read_no_file(
    tiny_lesson: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, seen = opened(tiny_lesson)
    monkeypatch.setattr("builtins.open", pytest.fail)
    monkeypatch.setattr(Path, "read_bytes", pytest.fail)
    news = session.answer({"do": "news", "since": seen["version"]})
    assert sorted(news) == ["files", "history", "since", "version"]
    assert (news["version"], news["files"]) == (seen["version"], [])


def test_each_view_is_told_what_it_lacks(tiny_lesson: Path) -> None:
    session, seen = opened(tiny_lesson)
    first = seen["version"]

    def names(since: Any) -> list[str]:
        news = session.answer({"do": "news", "since": since})
        assert news["since"] in {since, ""}
        return [file["name"] for file in news["files"]]

    change(tiny_lesson, "annotations.yml", "Una torre con luz.", "Una torre.")
    assert names(first) == ["annotations.yml"]
    second = session.answer({"do": "news"})["version"]
    fact = {"file": "facts.yml", "act": "insert", "path": [0], "value": {"id": "f"}, "key": "1"}
    saved = session.answer({"do": "save", "since": second, "changes": [fact], "words": "x"})
    assert "facts.yml" in [file["name"] for file in saved["news"]["files"]]
    assert {"annotations.yml", "facts.yml"} <= set(names(first))
    assert names(saved["news"]["version"]) == []
    # What is too long ago, or of another kernel, is told as a whole.
    everything = [file["name"] for file in seen["files"]]
    assert names("of another kernel") == names("") == everything
    for number in range(9):
        change(tiny_lesson, "annotations.yml", "Una torre", f"Una torre {number}")
        session.answer({"do": "news"})
    assert names(first) == everything


def test_choices_of_forms_come_with_the_news_that_change_them(tiny_lesson: Path) -> None:
    session, _ = opened(tiny_lesson)
    change(tiny_lesson, "annotations.yml", "Una torre con luz.", "Una torre.")
    assert "forms" not in session.answer({"do": "news"})
    change(tiny_lesson, "lesson.yml", "holders:\n", 'holders:\n  - {id: otra, name: "la otra"}\n')
    forms = session.answer({"do": "news"})["forms"]["annotations"]
    fields = {field["name"]: field for form in forms for field in form["fields"]}
    assert {"value": "otra", "label": "la otra"} in fields["holder"]["choices"]


def test_ids_are_made_of_words_and_are_free(tiny_lesson: Path) -> None:
    session, _ = opened(tiny_lesson)

    def made(text: Any) -> str:
        answer = session.answer({"do": "id", "file": "annotations.yml", "text": text})
        return str(answer["name"])

    assert made("Été à l’île, n° 3 !") == "ete-a-l-ile-n-3"
    assert made("faro") == "faro-2"
    assert made("faro") == "faro-3"
    assert made("الصهريج") == "annotations"
    assert made(None) == "annotations-2"
    assert len(made("a" * 500)) <= 40
    assert len(made("mot " * 500)) <= 40


def tried(session: Session, path: list[Any], value: Any, **more: Any) -> dict[str, Any]:
    request = {"do": "try", "file": "quizzes/tout.yml", "path": path, "value": value, **more}
    answer = session.answer(request)
    assert "error" not in answer
    return answer


def paths(answer: dict[str, Any], *, notices: bool = True) -> list[list[Any]]:
    return [each["path"] for each in answer["troubles"] if notices or not each["notice"]]


def test_a_question_that_is_whole_has_no_trouble_and_a_preview(lesson: Path) -> None:
    session, seen = opened(lesson)
    for index, item in enumerate(file_of(seen, "quizzes/tout.yml")["value"]["questions"]):
        answer = tried(session, ["questions", index], item)
        assert paths(answer, notices=False) == []
        (asked,) = answer["quiz"]["questions"]
        assert (asked["id"], asked["type"]) == (item["id"], item["type"])


def test_nothing_is_written_by_trying(lesson: Path) -> None:
    session, _ = opened(lesson)
    before = {path: path.read_bytes() for path in lesson.rglob("*") if path.is_file()}
    tried(session, ["questions", 0], {"type": "single"})
    session.answer({"do": "try", "file": "facts.yml", "path": [0], "value": {}})
    assert {path: path.read_bytes() for path in lesson.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("kind", "field", "value", "path"),
    [
        ("single", "hint", None, ["hint"]),
        ("single", "hint", {"fr": "", "en": ""}, ["hint"]),
        ("single", "prompt", {"fr": "Oui ?"}, ["prompt"]),
        ("single", "options", [], ["options"]),
        ("single", "evidence", "nowhere to be found", ["evidence", 0, "quote"]),
        ("truefalse", "feedback", {"right": "a", "wrong": "b"}, ["feedback", "unsaid"]),
        ("number", "answer", "four", ["answer"]),
        ("number", "tolerance", -1, ["tolerance"]),
        ("cloze", "quote", "nowhere to be found", ["quote"]),
        ("short", "accept", [], ["accept"]),
        ("reflect", "criteria", [{"text": "a", "points": 0}], ["criteria", 0]),
    ],
)
def test_what_is_missing_is_said_at_its_field(
    lesson: Path, kind: str, field: str, value: Any, path: list[Any]
) -> None:
    session, _ = opened(lesson)
    index, item = question(lesson, kind)
    item = {k: v for k, v in {**item, field: value}.items() if v is not None}
    answer = tried(session, ["questions", index], item)
    assert path in paths(answer)
    assert all("tout.yml" not in each["words"] for each in answer["troubles"])


def test_words_name_a_field_as_the_form_does(lesson: Path) -> None:
    session, _ = opened(lesson, "fr")
    index, item = question(lesson, "single")
    del item["hint"]
    answer = tried(session, ["questions", index], item)
    (said,) = [each["words"] for each in answer["troubles"] if each["path"] == ["hint"]]
    assert "Indice" in said
    assert "hint" not in said


def test_a_new_question_needs_no_id_and_stands_at_the_end(lesson: Path) -> None:
    session, _ = opened(lesson)
    _, item = question(lesson, "single")
    del item["id"]
    answer = tried(session, ["questions", 99], item)
    assert paths(answer, notices=False) == []
    assert answer["quiz"] is not None


@pytest.mark.parametrize("preferred", ["fr", "en"])
def test_a_missing_language_hides_no_preview(lesson: Path, preferred: str) -> None:
    session, _ = opened(lesson)
    index, item = question(lesson, "single")
    item["prompt"] = {"fr": item["prompt"]["fr"]}
    answer = tried(session, ["questions", index], item, language=preferred)
    assert answer["quiz"]["language"] == "fr"
    assert answer["quiz"]["questions"][0]["prompt"] == item["prompt"]["fr"]
    whole = tried(session, ["questions", index], question(lesson, "single")[1], language=preferred)
    assert whole["quiz"]["language"] == preferred


def test_a_question_is_shown_before_its_hint_is_written(lesson: Path) -> None:
    session, _ = opened(lesson)
    index, item = question(lesson, "multiple")
    for field in ("hint", "explanation", "skill", "evidence"):
        del item[field]
    answer = tried(session, ["questions", index], item)
    assert ["hint"] in paths(answer)
    assert len(answer["quiz"]["questions"][0]["options"]) == len(item["options"])


@pytest.mark.parametrize(
    ("file", "value", "path"),
    [
        ("annotations.yml", {"kind": "term", "quote": "x-x-x", "gloss": {}}, ["quote"]),
        ("annotations.yml", {"kind": "claim", "quote": "1952"}, ["holder"]),
        ("facts.yml", {"date": "soon", "text": "a", "source": "b"}, ["date"]),
        ("facts.yml", {"date": "2024", "text": "a", "source": "b", "url": "ftp:x"}, ["url"]),
        ("gists.yml", {"paragraph": 99, "gist": {"fr": "a", "en": "b"}}, ["paragraph"]),
        ("steps.yml", {"label": {"fr": "a", "en": "b"}}, []),
        ("timeline.yml", {"date": "2024", "label": {"fr": "a", "en": "b"}, "fact": "no"}, ["fact"]),
        ("levels.yml", {"chapter": "no", "level": "A2", "sentences": []}, ["chapter"]),
    ],
)
def test_items_of_all_files_are_held_to_their_rules(
    lesson: Path, file: str, value: Any, path: list[Any]
) -> None:
    session, seen = opened(lesson)
    known = file_of(seen, file)["value"] or []
    request = {"do": "try", "file": file, "path": [len(known)], "value": value}
    answer = session.answer(request)
    assert path in paths(answer)


def test_a_text_as_long_as_a_book_is_told_at_once(lesson: Path) -> None:
    session, _ = opened(lesson)
    index, item = question(lesson, "single")
    item["options"][1]["text"] = "x" * 1_000_000
    answer = tried(session, ["questions", index], item)
    assert paths(answer) == [["options", 1, "text"]]


def test_a_quiz_is_tried_without_its_questions(lesson: Path) -> None:
    session, _ = opened(lesson)
    assert paths(tried(session, [], {"title": {"fr": "Un", "en": "One"}}), notices=False) == []
    assert paths(tried(session, [], {"title": {"fr": "Un"}, "mode": "x"})) == [["mode"]]
    assert paths(tried(session, [], {"title": {"fr": "Un"}})) == [["title"]]


def test_a_save_is_on_the_disk_and_can_be_undone(tiny_lesson: Path) -> None:
    session, seen = opened(tiny_lesson)
    before = (tiny_lesson / "annotations.yml").read_text(encoding="utf-8")
    asked = {
        "key": "one", "file": "annotations.yml", "act": "set", "path": [0, "gloss", "en"],
        "value": "A tower.", "before": file_of(seen, "annotations.yml")["value"][0]["gloss"]["en"],
    }  # fmt: skip
    saved = session.answer({"do": "save", "changes": [asked], "words": "the gloss of “faro”"})
    assert saved["status"] == "saved"
    assert [file["name"] for file in saved["news"]["files"]] == ["annotations.yml"]
    assert saved["news"]["history"] == {"undo": "the gloss of “faro”", "redo": ""}
    after = (tiny_lesson / "annotations.yml").read_text(encoding="utf-8")
    assert after == before.replace("A tower with a light.", "A tower.")
    undone = session.answer({"do": "undo"})
    assert undone["news"]["history"] == {"undo": "", "redo": "the gloss of “faro”"}
    assert (tiny_lesson / "annotations.yml").read_text(encoding="utf-8") == before
    session.answer({"do": "redo"})
    assert (tiny_lesson / "annotations.yml").read_text(encoding="utf-8") == after


def test_what_another_hand_has_written_is_a_conflict(tiny_lesson: Path) -> None:
    session, _ = opened(tiny_lesson)
    change(tiny_lesson, "annotations.yml", "A tower with a light.", "A tall tower.")
    asked = {
        "key": "one", "file": "annotations.yml", "act": "set", "path": [0, "gloss", "en"],
        "value": "A tower.", "before": "A tower with a light.",
    }  # fmt: skip
    saved = session.answer({"do": "save", "changes": [asked], "words": "the gloss"})
    assert (saved["status"], saved["theirs"]) == ("conflict", "A tall tower.")
    assert saved["words"]
    assert [file["name"] for file in saved["news"]["files"]] == ["annotations.yml"]


@pytest.mark.parametrize(
    "changes",
    [None, 3, [3], [{"file": "../x.yml", "act": "set", "path": []}], [{"act": "set"}],
     [{"key": "1", "file": "article.txt", "act": "set", "path": [], "value": "x"}]],
)  # fmt: skip
def test_changes_that_are_none_are_refused_in_words(tiny_lesson: Path, changes: Any) -> None:
    session, _ = opened(tiny_lesson)
    saved = session.answer({"do": "save", "changes": changes, "words": "x"})
    assert saved["status"] == "failed"
    assert saved["words"]


def test_what_json_has_no_word_for_is_no_conflict(tmp_path: Path) -> None:
    root = Path(shutil.copytree(PHARE, tmp_path / "phare"))
    file = root / "facts.yml"
    odd = "- {id: odd, own: [.inf, -.inf, .nan, 2024-11-15], date: '2024'}\n"
    file.write_text(odd, encoding="utf-8")
    session, lesson = opened(root, "en")
    (seen,) = file_of(lesson, "facts.yml")["value"]
    assert json.loads(json.dumps(seen)) == seen
    change = {"key": "1", "file": "facts.yml", "act": "set", "path": [0], "before": seen}
    request = {"do": "save", "changes": [{**change, "value": {**seen, "date": "2025"}}]}
    assert session.answer(request)["status"] == "saved"
    assert file.read_text(encoding="utf-8") == odd.replace("'2024'", "'2025'")


def test_the_title_is_the_one_that_is_written(tmp_path: Path) -> None:
    root = Path(shutil.copytree(PHARE, tmp_path / "phare"))
    file = root / "lesson.yml"
    text = file.read_text(encoding="utf-8")
    assert text.startswith("title: {fr: ")
    first, _, rest = text.partition("\n")
    file.write_text(f"{first.partition(', en:')[0]}}}\n{rest}", encoding="utf-8")
    _, lesson = opened(root, "en")
    assert lesson["title"] == "Le phare"
