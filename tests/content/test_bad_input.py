"""A question that is written wrongly: one clear problem, and every other question still asked."""

from __future__ import annotations

import re
import shutil
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

import pytest

from lesson_utils import LessonError, open_lesson
from lesson_utils.checks import CONTENT_CHECKS, load_workspace
from lesson_utils.checks.running import run_checks
from lesson_utils.content.loading import load_info
from lesson_utils.content.segmentation import split_article
from lesson_utils.questions import TYPES
from lesson_utils.questions.quizfiles import load_quiz
from tests.lessons import REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path

    from lesson_utils.content.problems import Problem

LESSON = REPOSITORY / "tests" / "lesson" / "phare"
FILE = "phare/quizzes/tout.yml"


class Bad(NamedTuple):
    """A piece of a question, what is written instead, and the problem that is to be told."""

    question: str
    old: str
    new: str
    code: str
    #: The start of the line that the problem names, in the question as it is changed.
    line: str
    #: What the message names, in English.
    said: str


def options(count: int, entry: str) -> str:
    return "".join(entry.format(n) for n in range(count))


BAD: dict[str, Bad] = {
    "unknown type": Bad(
        "q-single", "type: single", "type: riddle",
        "question-type", "    type: riddle", "choose one of: single, multiple",
    ),
    "no type": Bad(
        "q-single", "    type: single\n", "",
        "question-type", "  - id: q-single", "choose one of: single, multiple",
    ),
    "missing field": Bad(
        "q-order", '    hint: {fr: "Regardez les dates.", en: "Look at the dates."}\n', "",
        "missing-field", "  - id: q-order", "“hint”",
    ),
    "missing field of an option": Bad(
        "q-single", '"1826", feedback: {fr: "Relisez l’année.", en: "Read the year again."}',
        '"1826"', "missing-field", '      - {text: "1826"', "“feedback”",
    ),
    "unknown field": Bad(
        "q-short", "    otherwise:", "    sinon: rien\n    otherwise:",
        "unknown-field", "    sinon", "“sinon”",
    ),
    "empty text to be heard": Bad(
        "q-locate", 'listen: "Ils ont peur qu’on ferme le phare."', 'listen: " "',
        "text-empty", "    listen:", "“listen” is empty",
    ),
    "no text to be heard": Bad(
        "q-order", '"On allume le phare, on commence les travaux, on les finit."', "",
        "field-type", "    listen:", "“listen”",
    ),
    "a text to be heard in two languages": Bad(
        "q-locate", 'listen: "Ils ont peur qu’on ferme le phare."', 'listen: {fr: "a", en: "b"}',
        "field-type", "    listen:", "“listen”",
    ),
    "markup in a text to be heard": Bad(
        "q-locate", "Ils ont peur", "Ils ont <b>peur</b>", "text-markup", "    listen:", "<b>",
    ),
    "a text to be heard in another type": Bad(
        "q-single", "    options:", '    listen: "Le phare."\n    options:',
        "unknown-field", "    listen", "“listen”",
    ),
    "single without key": Bad(
        "q-single", ", correct: true", "", "single-keys", "    options:", "has 0",
    ),
    "single with two keys": Bad(
        "q-single", '"2027", ', '"2027", correct: true, ', "single-keys", "    options:", "has 2",
    ),
    "multiple with every option right": Bad(
        "q-multiple", 'en: "the tourists"}, ', 'en: "the tourists"}, correct: true, ',
        "multiple-keys", "    options:", "3 are right",
    ),
    "an answer that is none": Bad(
        "q-truefalse", "answer: unsaid", "answer: perhaps",
        "field-choice", "    answer: perhaps", "choose one of: right, unsaid, wrong",
    ),
    "order of one item": Bad(
        "q-order", '- {text: {fr: "les travaux', "# left out: ",
        "too-few-options", "    items:", "“items”: 1, at least 2",
    ),
    "cloze with a gap that is not in the quote": Bad(
        "q-cloze", 'text: "fermeture"', 'text: "ouverture"',
        "cloze-gap", '      - {text: "ouverture"', "“ouverture” is not in the quote “Les pêcheurs",
    ),
    "cloze with an occurrence that is not in the quote": Bad(
        "q-cloze", 'text: "fermeture"', 'text: "fermeture", occurrence: 2',
        "cloze-gap", '      - {text: "fermeture"', "occurrence",
    ),
    "cloze with gaps that overlap": Bad(
        "q-cloze", 'text: "fermeture"', 'text: "pêcheurs redoutent"',
        "cloze-overlap", '      - {text: "pêcheurs redoutent"', "“pêcheurs redoutent”",
    ),
    "cloze with gaps in another order": Bad(
        "q-cloze", 'text: "fermeture"', 'text: "Les"',
        "cloze-overlap", '      - {text: "Les"', "in the order of the quote",
    ),
    "cloze with a quote that is not in the article": Bad(
        "q-cloze", "redoutent pourtant", "craignent pourtant",
        "anchor-missing", "    quote:", "did you mean “Les pêcheurs redoutent pourtant",
    ),
    "match with one right side": Bad(
        "q-match", '{fr: "redoutent", en: "fear"}', '{fr: "affirme", en: "asserts"}',
        "match-one-side", "    pairs:", "the same right side",
    ),
    "match with a pair of one side": Bad(
        "q-match", '        right: {fr: "redoutent", en: "fear"}\n', "",
        "missing-field", '      - left: {fr: "les pêcheurs"', "“right”",
    ),
    "match with a left side twice": Bad(
        "q-match", '- left: {fr: "les pêcheurs", en: "the fishers"}',
        '- left:   {fr: "la mairie", en: "the town hall"}',
        "match-double", "      - left:   {fr", "left side",
    ),
    "match with a distractor that fits": Bad(
        "q-match", '{fr: "interdisent", en: "forbid"}', '{fr: "redoutent", en: "fear"}',
        "match-distractor", '      - {fr: "redoutent"', "distractor",
    ),
    "evidence that is not in the article": Bad(
        "q-single", '"a été allumé en 1862"', '"a été allumé en 1826"',
        "anchor-missing", "    evidence:", "did you mean “a été allumé en 1862”",
    ),
    "second piece of evidence that is not in the article": Bad(
        "q-multiple", '"Les pêcheurs redoutent"', '"Les marins redoutent"',
        "anchor-missing", '      - "Les marins', "did you mean “Les pêcheurs redoutent”",
    ),
    "evidence that stands several times": Bad(
        "q-short", '"La mairie affirme vouloir garder le phare."', '"mairie"',
        "anchor-ambiguous", "    evidence:", "stands 2 times",
    ),
    "evidence missing": Bad(
        "q-number", '    evidence: "3,5 millions d’euros"\n', "",
        "missing-field", "  - id: q-number", "“evidence”",
    ),
    "evidence empty": Bad(
        "q-number", '"3,5 millions d’euros"\n', '""\n',
        "anchor-empty", "    evidence:", "the quote is empty",
    ),
    "classify with a sentence that is not in the article": Bad(
        "q-classify", "La mairie affirme vouloir garder", "La mairie affirme vouloir fermer",
        "anchor-missing", '      - quote: "La mairie affirme vouloir fermer', "not in the article",
    ),
    "classify with a mode that is none": Bad(
        "q-classify", "mode: concern", "mode: rumour",
        "field-choice", "        mode: rumour", "“mode”",
    ),
    "classify with a sentence twice": Bad(
        "q-classify", "Ils commenceront en 2027.", "Les pêcheurs redoutent pourtant sa fermeture.",
        "match-double", """\
      - quote: "Les pêcheurs redoutent pourtant sa fermeture."
        mode: forecast""", "twice",
    ),
    "locate outside its paragraphs": Bad(
        "q-locate",
        'evidence: "Les pêcheurs redoutent pourtant sa fermeture."\n    paragraphs: [1, 2]',
        'evidence: "Il guide les pêcheurs"\n    paragraphs: [2]',
        "locate-outside", "    evidence:", "add its paragraph",
    ),
    "locate in a paragraph that is not there": Bad(
        "q-locate", "[1, 2]\n", "[1, 2, 9]\n",
        "chapter-paragraph", "    paragraphs:", "paragraph 9",
    ),
    "locate with a near passage in the evidence": Bad(
        "q-locate", 'quote: "La mairie affirme vouloir garder le phare."', 'quote: "sa fermeture"',
        "locate-near", '      - quote: "sa fermeture"', "in a sentence of the evidence",
    ),
    "locate with a near passage that is not shown": Bad(
        "q-locate", 'quote: "La mairie affirme vouloir garder le phare."', 'quote: "Un avenir"',
        "locate-outside", '      - quote: "Un avenir"', "not in the paragraphs shown",
    ),
    "locate with two targets in one sentence": Bad(
        "q-locate", 'evidence: "Les pêcheurs redoutent pourtant sa fermeture."',
        'evidence:\n      - "Les pêcheurs redoutent"\n      - "sa fermeture"',
        "locate-shared", '      - "sa fermeture"', "one sentence",
    ),
    "short without accept": Bad(
        "q-short", '    accept: ["la mairie", "mairie", "the town hall"]\n', "",
        "missing-field", "  - id: q-short", "“accept”",
    ),
    "short that accepts nothing": Bad(
        "q-short", '["la mairie", "mairie", "the town hall"]', "[]",
        "answer-missing", "    accept:", "under accept",
    ),
    "short that accepts a blank": Bad(
        "q-short", '"the town hall"]', '"the town hall", " "]',
        "answer-blank", "    accept:", "empty",
    ),
    "short that accepts an answer expected to be wrong": Bad(
        "q-short", '"les pêcheurs"', '"La Mairie"',
        "anticipated-right", '      - {accept: ["La Mairie"', "“La Mairie”",
    ),
    "short with text for a list": Bad(
        "q-short", '["la mairie", "mairie", "the town hall"]', "la mairie",
        "field-type", "    accept:", "“accept”",
    ),
    "number with a negative tolerance": Bad(
        "q-number", "tolerance: 0.05", "tolerance: -1",
        "number-tolerance", "    tolerance:", "negative",
    ),
    "number with an anticipated answer that is right": Bad(
        "q-number", "value: 35", "value: 3.5",
        "anticipated-right", "      - {value: 3.5", "“3.5”",
    ),
    "number with a comma": Bad(
        "q-number", "answer: 3.5", "answer: 3,5",
        "number-form", "    answer: 3,5", "full stop as decimal mark",
    ),
    "number with a space": Bad(
        "q-number", "value: 35", "value: 11 200",
        "number-form", "      - {value: 11 200", "without spaces",
    ),
    "number that is not one": Bad(
        "q-number", "answer: 3.5", "answer: .nan", "number-form", "    answer: .nan", "“answer”",
    ),
    "number expected that is not one": Bad(
        "q-number", "value: 35", "value: .inf", "number-form", "      - {value: .inf", "“value”",
    ),
    "too many options of a single": Bad(
        "q-single", '      - {text: "2027"',
        options(25, '      - {{text: "{}", feedback: {{fr: "Non.", en: "No."}}}}\n')
        + '      - {text: "2027"',
        "too-many-options", "    options:", "“options”: 28, at most 26",
    ),
    "too many options of a multiple": Bad(
        "q-multiple", '      - {text: {fr: "la mairie"',
        options(24, '      - {{text: "{}", feedback: {{fr: "Non.", en: "No."}}}}\n')
        + '      - {text: {fr: "la mairie"',
        "too-many-options", "    options:", "“options”: 27, at most 26",
    ),
    "too many items": Bad(
        "q-order", '      - {text: {fr: "le phare est allumé"',
        options(24, '      - {{text: "{}", feedback: {{fr: "Ici.", en: "Here."}}}}\n')
        + '      - {text: {fr: "le phare est allumé"',
        "too-many-options", "    items:", "“items”: 27, at most 26",
    ),
    "too many pairs": Bad(
        "q-match", "    distractors:\n",
        options(25, '      - {{left: "{0}", right: "r{0}", feedback: {{fr: "Ici", en: "Here"}}}}\n')
        + "    distractors:\n",
        "too-many-options", "    pairs:", "“pairs”: 28, at most 26",
    ),
    "too many criteria": Bad(
        "q-reflect", "    criteria:\n",
        "    criteria:\n" + options(25, '      - {{fr: "J’ai {0}.", en: "I have {0}."}}\n'),
        "too-many-options", "    criteria:", "“criteria”: 27, at most 26",
    ),
    "an id that stands already": Bad(
        "q-locate", "id: q-locate", "id: q-single",
        "id-double", "  - id: q-single", "first in phare/quizzes/tout.yml:3",
    ),
    "no id": Bad(
        "q-locate", "  - id: q-locate\n    type: locate", "  - type: locate",
        "missing-field", "  - type: locate", "“id”",
    ),
    "an id that is a number": Bad(
        "q-locate", "id: q-locate", "id: 10", "field-type", "  - id: 10", "“id”",
    ),
    "reflect without criteria": Bad(
        "q-reflect", """\
    criteria:
      - {fr: "J’ai donné un avis.", en: "I have given an opinion."}
      - {fr: "J’ai cité le texte.", en: "I have quoted the text."}
""", "", "missing-field", "  - id: q-reflect", "“criteria”",
    ),
    "reflect with an empty list of criteria": Bad(
        "q-reflect", """\
    criteria:
      - {fr: "J’ai donné un avis.", en: "I have given an opinion."}
      - {fr: "J’ai cité le texte.", en: "I have quoted the text."}
""", "    criteria: []\n", "too-few-options", "    criteria:", "“criteria”: 0, at least 1",
    ),
    "reflect with points for one criterion alone": Bad(
        "q-reflect", '{fr: "J’ai cité le texte.", en: "I have quoted the text."}',
        '{text: {fr: "J’ai cité.", en: "I have quoted."}, points: 3}',
        "criteria-mixed", '      - {fr: "J’ai donné un avis."', "1 of 2 have",
    ),
    "reflect with half a point": Bad(
        "q-reflect", '{fr: "J’ai cité le texte.", en: "I have quoted the text."}',
        '{text: {fr: "J’ai cité.", en: "I have quoted."}, points: 0.5}',
        "criterion-points", '      - {text: {fr: "J’ai cité."', "positive whole number",
    ),
    "reflect with no points": Bad(
        "q-reflect", '{fr: "J’ai cité le texte.", en: "I have quoted the text."}',
        '{text: {fr: "J’ai cité.", en: "I have quoted."}, points: 0}',
        "criterion-points", '      - {text: {fr: "J’ai cité."', "positive whole number",
    ),
    "reflect with points in words": Bad(
        "q-reflect", '{fr: "J’ai cité le texte.", en: "I have quoted the text."}',
        '{text: {fr: "J’ai cité.", en: "I have quoted."}, points: "three"}',
        "criterion-points", '      - {text: {fr: "J’ai cité."', "positive whole number",
    ),
    "reflect with points that are true": Bad(
        "q-reflect", '{fr: "J’ai cité le texte.", en: "I have quoted the text."}',
        '{text: {fr: "J’ai cité.", en: "I have quoted."}, points: true}',
        "criterion-points", '      - {text: {fr: "J’ai cité."', "positive whole number",
    ),
    "reflect with points beside the languages": Bad(
        "q-reflect", '{fr: "J’ai cité le texte.", en: "I have quoted the text."}',
        '{fr: "J’ai cité.", en: "I have quoted.", points: 3}',
        "criterion-form", '      - {fr: "J’ai cité."', "write {fr:",
    ),
    "reflect with another field in a criterion": Bad(
        "q-reflect", '{fr: "J’ai cité le texte.", en: "I have quoted the text."}',
        '{text: {fr: "J’ai cité.", en: "I have quoted."}, points: 3, weight: 2}',
        "criterion-form", '      - {text: {fr: "J’ai cité."', "neither a text",
    ),
    "reflect with a criterion in one language": Bad(
        "q-reflect", '{fr: "J’ai cité le texte.", en: "I have quoted the text."}',
        '{text: {fr: "J’ai cité."}}',
        "translation-missing", '      - {text: {fr: "J’ai cité."', "“criteria” has no text",
    ),
    "reflect with a starter twice": Bad(
        "q-reflect", '{fr: "À mon avis, …", en: "In my opinion, …"}',
        '{fr: "Selon le texte, …", en: "In my opinion, …"}',
        "option-double", '      - {fr: "Selon le texte, …", en: "In my', "say the same",
    ),
    "a skill that is none": Bad(
        "q-reflect", "skill: évaluer", "skill: savoir",
        "field-choice", "    skill: savoir", "“skill”",
    ),
    "a text in one language": Bad(
        "q-reflect", ', en: "Think of the fishers."', "",
        "translation-missing", "    hint:", "“hint” has no text in the language: en",
    ),
    "a field without value": Bad(
        "q-short", ' {fr: "Qui veut garder le phare ?", en: "Who wants to keep the lighthouse?"}',
        "", "field-type", "    prompt:", "“prompt”",
    ),
}  # fmt: skip


#: What is told, and leaves the question as it is: tests/content/test_untranslated.py.
UNTRANSLATED = {"a text in one language", "reflect with a criterion in one language"}
#: What the problem's id is where it is not the question's own.
OTHER_IDS = {"an id that stands already": "q-single", "an id that is a number": "", "no id": ""}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(LESSON, tmp_path / "phare")


def spoil(folder: Path, bad: Bad) -> tuple[int, list[str]]:
    """Change a question; give the line to be told, and the ids of the other questions."""
    path = folder / "quizzes" / "tout.yml"
    text = path.read_text(encoding="utf-8")
    head, *blocks = re.split(r"^(?=  - id: )", text, flags=re.MULTILINE)
    ids = [block.partition("id: ")[2].partition("\n")[0] for block in blocks]
    place = ids.index(bad.question)
    assert bad.old in blocks[place]
    blocks[place] = blocks[place].replace(bad.old, bad.new)
    path.write_text(head + "".join(blocks), encoding="utf-8")
    before = head + "".join(blocks[:place]) + blocks[place].partition(bad.line)[0]
    return before.count("\n") + 1, [*ids[:place], *ids[place + 1 :]]


def problems(folder: Path) -> list[Problem]:
    space = load_workspace(folder)
    return [problem for check in CONTENT_CHECKS for problem in check.run(space)]


def shown_id(bad: Bad, problem: Problem) -> str:
    return problem.id or f"#{list(TYPES).index(bad.question.removeprefix('q-')) + 1}"


@pytest.mark.parametrize("name", BAD)
def test_a_bad_question_is_told_once_with_its_place(name: str, folder: Path) -> None:
    bad = BAD[name]
    line, _ = spoil(folder, bad)
    found = problems(folder)
    assert [problem.code for problem in found] == [bad.code]
    problem = found[0]
    item = OTHER_IDS.get(name, bad.question)
    assert (problem.file, problem.line, problem.id, problem.notice) == (FILE, line, item, False)
    assert bad.said in problem.sentence("en")
    french = problem.sentence("fr")
    assert french.startswith(f"{FILE}:{line}: ")
    assert problem.what("fr") != problem.what("en")


@pytest.mark.parametrize("name", [name for name in BAD if name not in UNTRANSLATED])
def test_a_bad_question_leaves_the_others(
    name: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = BAD[name]
    _, others = spoil(folder, bad)
    problem = problems(folder)[0]
    for language in ("fr", "en"):
        lesson = open_lesson(folder, language)
        quiz = lesson.quiz("tout")
        assert list(quiz.question_ids) == others
        shown = shown_id(bad, problem)
        message = problem.sentence(language)
        assert quiz.payload["omitted"] == [{"id": shown, "problems": [message]}]
        lesson.self_check("tout")
        assert capsys.readouterr().out.rstrip().endswith(f"✗ {shown}/?")
        assert f"({shown})" in quiz.html()
        assert f"({shown})" in quiz.text()
        assert message in quiz.text()
        assert message in unescape(quiz.html())


@pytest.mark.parametrize("given", ['"Qui parle ?"', "[q-un, single]", "7", ""])
def test_a_question_without_fields_is_told_and_leaves_the_others(
    given: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "quizzes" / "tout.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("questions:\n", f"questions:\n  - {given}\n"), encoding="utf-8")
    found = [(problem.code, problem.file, problem.line, problem.id) for problem in problems(folder)]
    assert found == [("not-a-mapping", FILE, 3, "")]
    lesson = open_lesson(folder, "en")
    quiz = lesson.quiz("tout")
    message = f"{FILE}:3: this is not a list of “field: value” lines: write one"
    assert len(quiz.question_ids) == len(TYPES)
    assert quiz.payload["omitted"][0]["id"] == "#1"
    for form in (quiz.html(), quiz.text()):
        assert "(#1)" in form
        assert message in form
    lesson.self_check()
    assert capsys.readouterr().out.endswith("✗ #1/?\n")


def test_every_bad_question_at_once_leaves_the_quiz(folder: Path) -> None:
    path = folder / "quizzes" / "tout.yml"
    text = path.read_text(encoding="utf-8").replace("    prompt:", "    promt:")
    path.write_text(text, encoding="utf-8")
    quiz = open_lesson(folder).quiz("tout")
    assert quiz.question_ids == ()
    assert len(quiz.payload["omitted"]) == len(TYPES)
    assert quiz.html().count("prompt") == len(TYPES)


def test_more_passages_to_find_than_letters_are_told(folder: Path) -> None:
    sentences = [f"Le phare compte {number} marches." for number in range(100, 127)]
    article = (folder / "article.txt").read_text(encoding="utf-8") + " ".join(["\n", *sentences])
    (folder / "article.txt").write_text(article, encoding="utf-8")
    evidence = "".join(f"\n      - {sentence}" for sentence in sentences)
    bad = Bad(
        "q-locate", ' "Les pêcheurs redoutent pourtant sa fermeture."\n    paragraphs: [1, 2]',
        evidence, "too-many-options", "    evidence:", "",
    )  # fmt: skip
    line, others = spoil(folder, bad)
    info, article_file = load_info(folder).value, split_article(article, "fr")
    loaded = load_quiz(folder, "tout", info, article_file)
    assert [(p.code, p.line, p.id) for p in loaded.problems] == [
        ("too-many-options", line, "q-locate")
    ]
    assert [placed.question.id for placed in loaded.value.questions] == others


#: What a file is, and the line and the words of the message.
NO_YAML = {
    "an open bracket": ("title: [\n", 2, "this is not YAML"),
    "a tab": ("title:\n\tfr: x\n", 2, "this is not YAML"),
    "a colon too many": ("title: {fr: a, en: b}\nquestions: a: b\n", 2, "this is not YAML"),
    "a control character": ("title: \a\n", 1, "this is not YAML: it has an invisible character"),
    "a day that is none": ("title: 2024-02-30\n", 1, "this is not YAML: there is no such date"),
    "a text": ("Bonjour\n", 1, "this is not a list of “field: value” lines"),
    "nothing": ("", 1, "this is not a list of “field: value” lines"),
    "no questions": ("title: {fr: a, en: b}\n", 1, "the field “questions” is missing"),
    "questions that are no list": (
        "title: {fr: a, en: b}\nquestions: none\n", 2, "“questions” has the wrong form",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", NO_YAML)
def test_a_quiz_file_that_cannot_be_read_is_one_message_without_traceback(
    name: str, folder: Path
) -> None:
    content, line, said = NO_YAML[name]
    (folder / "quizzes" / "tout.yml").write_text(content, encoding="utf-8")
    (problem,) = problems(folder)
    assert (problem.file, problem.line) == (FILE, line)
    for language in ("fr", "en"):
        lesson = open_lesson(folder, language)
        with pytest.raises(LessonError) as raised:
            lesson.quiz("tout")
        message = problem.sentence(language)
        assert "\n" not in message
        assert raised.value._render_traceback_() == ["LessonError:", message]
        assert raised.value.__suppress_context__
        assert lesson.read("tout").html()
    assert said in problem.sentence("en")


def test_a_quiz_file_that_is_not_utf8_is_told(folder: Path) -> None:
    (folder / "quizzes" / "tout.yml").write_bytes("title: été\n".encode("latin-1"))
    (problem,) = problems(folder)
    assert (problem.code, problem.line) == ("file-encoding", 1)
    with pytest.raises(LessonError, match="is not UTF-8"):
        open_lesson(folder, "en").quiz("tout")


@pytest.mark.parametrize(("language", "said"), [("fr", "le fichier manque"), ("en", "is missing")])
def test_errors_come_in_the_language_that_was_asked_for(
    language: str, said: str, folder: Path
) -> None:
    (folder / "annotations.yml").unlink()
    lesson = open_lesson(folder, language)
    with pytest.raises(LessonError, match=said):
        lesson.read("tout")
    (folder / "article.txt").unlink()
    with pytest.raises(LessonError, match=said):
        open_lesson(folder, language)


@pytest.mark.parametrize(
    ("written", "line"),
    [("when: 2024-02-30", 3), ('when: "a\x07b"', 3), ("when: [1", 4), ("when: *faro", 3)],
)
def test_what_is_no_yaml_is_told_with_its_line(tiny_lesson: Path, written: str, line: int) -> None:
    text = f"- id: a\n  kind: date\n  {written}\n"
    (tiny_lesson / "annotations.yml").write_text(text, encoding="utf-8")
    problems = run_checks(tiny_lesson, CONTENT_CHECKS).problems
    assert [(problem.code, problem.line) for problem in problems] == [("yaml-syntax", line)]
