"""`lesson new`: from any article to a lesson that is valid at once, or to one clear sentence."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
from functools import cache
from typing import TYPE_CHECKING, Any

import nbformat
import pytest
import yaml
from click.testing import CliRunner
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from lesson_utils import LessonError, open_lesson
from lesson_utils.authoring import making
from lesson_utils.authoring.cues import mode_of
from lesson_utils.authoring.examples import MAKERS
from lesson_utils.authoring.making import new_lesson
from lesson_utils.authoring.proposing import propose
from lesson_utils.checks import CONTENT_CHECKS, load_workspace
from lesson_utils.cli import main
from lesson_utils.content.locating import find_lesson
from tests.lessons import REPOSITORY, TAUGHT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lesson_utils.authoring.proposing import Proposal
    from lesson_utils.content.problems import Problem

ARTICLES = REPOSITORY / "tests" / "articles"
#: Long and in Spanish, without headings, in a right-to-left script, with an odd layout.
NAMES = {"marsh": "es", "night_bus": "en", "cistern": "ar", "amphora": "fr"}


def article(name: str) -> Path:
    return ARTICLES / f"{name}.{NAMES[name]}.txt"


def written(proposal: Proposal, folder: Path) -> Path:
    """Write a proposal's data files, and give the lesson's folder."""
    for name, content in proposal.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder / "data" / proposal.name


def problems(root: Path) -> list[Problem]:
    space = load_workspace(root)
    return [problem for check in CONTENT_CHECKS for problem in check.run(space)]


def errors(root: Path) -> list[str]:
    return [problem.sentence("en") for problem in problems(root) if not problem.notice]


def proposed(name: str) -> Proposal:
    return propose(article(name).read_bytes(), NAMES[name], name, "en")


def data(proposal: Proposal, file: str) -> Any:
    return yaml.safe_load(proposal.files[f"data/{proposal.name}/{file}"])


def questions(proposal: Proposal) -> list[dict[str, Any]]:
    return [
        question
        for name, content in proposal.files.items()
        if "/quizzes/" in name
        for question in yaml.safe_load(content)["questions"]
    ]


def quiet_run(*_: object) -> None:
    """Stand in for running the notebooks, where a test is about something else."""


@pytest.mark.parametrize("name", NAMES)
def test_a_proposal_is_valid_as_it_stands(name: str, tmp_path: Path) -> None:
    root = written(proposed(name), tmp_path)
    assert errors(root) == []
    lesson = open_lesson(root, "en")
    lesson.self_check()
    assert lesson.article.text == article(name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_there_is_an_example_of_every_type_with_its_evidence_in_the_text(name: str) -> None:
    asked = questions(proposed(name))
    left = {note.values["type"] for note in proposed(name).notes if note.code == "type"}
    assert {question["type"] for question in asked} | left == set(MAKERS) >= TAUGHT
    # What is asked nowhere is told: nothing is asked that a teacher would throw away.
    assert len(left) <= 3
    text = article(name).read_text(encoding="utf-8")
    for question in asked:
        given: Any = question.get("evidence", question.get("sentences", question.get("quote")))
        for item in given if isinstance(given, list) else [given]:
            assert (item if isinstance(item, str) else item["quote"]) in text


@pytest.mark.parametrize("name", NAMES)
def test_every_key_earns_the_maximum_and_no_wrong_answer_does(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lesson = open_lesson(written(proposed(name), tmp_path), "fr")
    lesson.self_check()
    said = capsys.readouterr().out
    assert "✗" not in said
    assert f"{len(questions(proposed(name)))} questions" in said


def test_parts_are_found_from_headings_and_without_them_are_even() -> None:
    def titles(name: str) -> list[str]:
        return [
            chapter["title"]["en"] for chapter in data(proposed(name), "lesson.yml")["chapters"]
        ]

    assert titles("cistern")[1:] == ["The beginning", "العودة إلى الخزان", "ما يقوله الناس اليوم"]
    assert titles("amphora")[1:] == [
        "Le trou d’eau", "Ce que la boue garde", "La dispute", "Dernier feuillet",
    ]  # fmt: skip
    assert titles("night_bus") == ["The whole text", "Part 1", "Part 2"]
    assert len(titles("marsh")) == 1 + 6


def test_chapters_hold_every_paragraph_once_and_in_order() -> None:
    for name in NAMES:
        proposal = proposed(name)
        parts = data(proposal, "lesson.yml")["chapters"][1:]
        numbers = [number for part in parts for number in part["paragraphs"]]
        assert numbers == list(range(1, proposal.counts["paragraphs"] + 1))


def test_dates_numbers_names_and_rare_words_are_proposed_and_marked_as_drafts() -> None:
    found = data(proposed("night_bus"), "annotations.yml")
    assert all(entry["draft"] is True for entry in found)
    said = {(entry["kind"], entry["quote"]) for entry in found}
    assert {("date", "3 March 2025"), ("date", "November 2024"), ("date", "2023")} <= said
    assert {("term", "612"), ("term", "280"), ("place", "Saltgate Terrace")} <= said
    assert ("term", "grievances") in said
    assert not {"January", "September", "May"} & {quote for _, quote in said}


@pytest.mark.parametrize(
    ("sentence", "language", "mode"),
    [
        ("Dix soldats sont morts, a déclaré le ministre.", "fr", "statement"),
        ("Le bilan serait de dix blessés.", "fr", None),
        ("Le retrait de 2023 a duré six mois.", "fr", "fact"),
        ("Le front tenait depuis 2019.", "fr", "fact"),
        ("Il retira sa plainte en 1894.", "fr", "fact"),
        ("La Riviera compte 12 ports.", "fr", "fact"),
        ("Les travaux dureront deux ans.", "fr", "forecast"),
        ("Le pont sera fermé.", "fr", "forecast"),
        ("Il y aura des travaux.", "fr", "forecast"),
        ("Ten people could have died.", "en", None),
        ("The bridge opened in May 1962.", "en", "fact"),
        ("The United States sent 12 ships.", "en", "fact"),
        ("The mayor announced 12 new lamps.", "en", None),
        ("The mayor said that 12 lamps are new.", "en", "statement"),
        ("El muro tendría 20 metros.", "es", None),
        ("El muro tendrá 20 metros.", "es", "forecast"),
        ("Teherán cuenta con 12 museos.", "es", "fact"),
        ("El alcalde anunció 12 farolas.", "es", None),
        ("El alcalde dijo que hay 12 farolas.", "es", "statement"),
        ("Zwei Werke sorgen seit 1990 für Strom.", "de", "fact"),
        ("Die Sorge ist groß.", "de", "concern"),
        ("Es könnten 12 Menschen sein.", "de", None),
    ],
)
def test_how_a_sentence_speaks_is_proposed_where_its_words_show_it(
    sentence: str, language: str, mode: str | None
) -> None:
    found = mode_of(sentence, language, number=any(map(str.isdecimal, sentence)))
    given = found[0] if found else None
    assert given == mode


@pytest.mark.parametrize("name", NAMES)
def test_a_sentence_is_looked_for_in_neighbouring_paragraphs_of_its_part(name: str) -> None:
    proposal = proposed(name)
    parts = {
        chapter["id"]: chapter.get("paragraphs")
        for chapter in data(proposal, "lesson.yml")["chapters"]
    }
    looked = [q for q in questions(proposal) if q["type"] == "locate"]
    # No name can be told by its capital in Arabic, and no year stands in one sentence alone.
    assert looked or name == "cistern"
    for asked in looked:
        shown = asked["paragraphs"]
        assert shown == list(range(shown[0], shown[-1] + 1))
        assert set(shown) <= set(parts[asked["id"].removesuffix("-locate")])


def test_a_wrong_percentage_is_no_more_than_the_whole() -> None:
    text = "The old harbour is quiet. The sensor is right in 93% of all cases.\n\nNobody sleeps."
    proposal = propose(text.encode(), "en", "harbour", "en")
    (asked,) = [q for q in questions(proposal) if q["type"] == "truefalse"]
    assert "right in 83% of all cases" in asked["prompt"]["en"]


def test_a_name_after_an_english_article_is_no_place() -> None:
    text = "They met a British captain. They landed at Aldmouth. He left in silence."
    found = data(propose(text.encode(), "en", "ship", "en"), "annotations.yml")
    kinds = {entry["quote"]: entry["kind"] for entry in found}
    assert kinds["Aldmouth"] == "place"
    assert kinds.get("British") != "place"


def test_arabic_dates_have_their_digits_and_no_names_are_proposed() -> None:
    proposal = proposed("cistern")
    dates = {entry["quote"]: entry["when"] for entry in data(proposal, "annotations.yml")
             if entry["kind"] == "date"}  # fmt: skip
    assert dates == {"١٩٢٧": "1927", "سبتمبر ١٩٦٨": "1968-09", "١٢ مارس ٢٠٢٣": "2023-03-12"}
    assert [note.code for note in proposal.notes if note.code != "type"] == ["names"]


def test_the_check_names_the_drafts_with_their_line_and_passes(tmp_path: Path) -> None:
    root = written(proposed("night_bus"), tmp_path)
    notices = [problem for problem in problems(root) if problem.code == "draft-left"]
    first = next(problem for problem in notices if problem.file.endswith("annotations.yml"))
    assert first.line == 3
    assert first.values["count"] == str(len(data(proposed("night_bus"), "annotations.yml")))
    text = (root / "annotations.yml").read_text(encoding="utf-8").replace("  draft: true\n", "")
    (root / "annotations.yml").write_text(text, encoding="utf-8")
    left = [problem for problem in problems(root) if problem.code == "gloss-placeholder"]
    assert len(left) == int(first.values["count"])
    assert not any(problem.notice for problem in left)
    assert (left[0].id, left[0].line) == ("date-1", 7)
    assert not any(
        problem.code == "draft-left" and problem.file.endswith("annotations.yml")
        for problem in problems(root)
    )


@pytest.mark.parametrize(
    "gloss",
    [
        {"fr": "Une date donnée par le texte.", "en": "A date that the text gives."},
        {"fr": "Le jour du premier bus.", "en": "A date that the text gives."},
        {"fr": "Une date donnée par le texte.", "en": "The day of the first bus."},
        {"fr": "Le premier jour.", "en": "a DATE  that the\ttext gives"},
        {"fr": "\u00a0une date donnée par le texte !", "en": "The first day."},
    ],
)
@pytest.mark.parametrize("draft", [{}, {"draft": False}])
def test_a_gloss_that_nobody_wrote_is_a_problem_however_it_is_spaced(
    gloss: dict[str, str], draft: dict[str, bool], tmp_path: Path
) -> None:
    root = written(proposed("night_bus"), tmp_path)
    entry = {"id": "day", "kind": "date", "quote": "3 March 2025", "when": "2025-03-03"}
    path = root / "annotations.yml"
    path.write_text(
        yaml.safe_dump([{**entry, **draft, "gloss": gloss}], allow_unicode=True), encoding="utf-8"
    )
    (said,) = [problem for problem in problems(root) if problem.code == "gloss-placeholder"]
    assert (said.id, said.notice) == ("day", False)
    path.write_text(
        yaml.safe_dump([{**entry, "gloss": {"fr": "Le jour du bus.", "en": "The bus’s day."}}]),
        encoding="utf-8",
    )
    assert "gloss-placeholder" not in [problem.code for problem in problems(root)]


def test_a_model_answer_that_nobody_wrote_is_a_problem_without_its_draft(tmp_path: Path) -> None:
    root = written(proposed("night_bus"), tmp_path)
    codes = [problem.code for problem in problems(root)]
    assert "model-placeholder" not in codes
    path = root / "quizzes" / "synthesis.yml"
    text = path.read_text(encoding="utf-8").replace("    draft: true\n", "")
    path.write_text(text, encoding="utf-8")
    (left,) = [problem for problem in problems(root) if problem.code == "model-placeholder"]
    assert left.id == "synthesis-reflect"
    assert not left.notice
    quiz = yaml.safe_load(text)
    quiz["questions"][-1]["model"] = {"fr": "La première, car …", "en": "The first, because …"}
    path.write_text(yaml.safe_dump(quiz, allow_unicode=True), encoding="utf-8")
    assert "model-placeholder" not in [problem.code for problem in problems(root)]


def test_taking_out_draft_voids_no_answer(tmp_path: Path) -> None:
    root = written(proposed("night_bus"), tmp_path)

    def editions() -> list[str]:
        return [
            table["edition"]
            for table in open_lesson(root, "en").quiz("reading").payload["questions"]
        ]

    before = editions()
    quiz = root / "quizzes" / "reading.yml"
    quiz.write_text(
        quiz.read_text(encoding="utf-8").replace("    draft: true\n", ""), encoding="utf-8"
    )
    assert editions() == before


def test_the_notebooks_have_the_same_cells_in_both_languages_and_hide_their_code() -> None:
    files = proposed("amphora").files
    books = {name: nbformat.reads(content.decode(), as_version=4)
             for name, content in files.items() if name.endswith(".ipynb")}  # fmt: skip
    sides = [
        [[cell.id for cell in book.cells] for name, book in books.items() if f"/{code}/" in name]
        for code in ("fr", "en")
    ]
    assert sides[0] == sides[1]
    assert len(sides[0]) == 7
    code = [cell for book in books.values() for cell in book.cells if cell.cell_type == "code"]
    assert all(cell.metadata["jupyter"] == {"source_hidden": True} for cell in code)
    assert not any(cell.metadata["editable"] for cell in code)
    assert not any(cell.metadata["deletable"] for book in books.values() for cell in book.cells)


def test_the_article_is_kept_byte_for_byte_and_a_byte_order_mark_is_not_shown(
    tmp_path: Path,
) -> None:
    raw = "\ufeffA day.\r\n\r\nAnother day, at the harbour.\r\n".encode()
    proposal = propose(raw, "en", "day", "en")
    root = written(proposal, tmp_path)
    assert (root / "article.txt").read_bytes() == raw
    assert data(proposal, "lesson.yml")["article"]["sha256"] == hashlib.sha256(raw).hexdigest()
    assert open_lesson(root).article.text.startswith("A day.")
    assert "bom" in [note.code for note in proposal.notes]
    assert errors(root) == []


def test_a_short_text_says_which_types_are_left_out(tmp_path: Path) -> None:
    proposal = propose(b"It rains.", "en", "rain", "en")
    left = {note.values["type"] for note in proposal.notes if note.code == "type"}
    assert left == set(MAKERS) - {"reflect"}
    assert errors(written(proposal, tmp_path)) == []


def test_a_language_without_lists_is_told(tmp_path: Path) -> None:
    proposal = propose(b"Umbhalo omfushane. Umbhalo omude kakhulu.", "xx", "text", "en")
    assert {"words", "dates", "paragraphs"} <= {note.code for note in proposal.notes}
    assert errors(written(proposal, tmp_path)) == []


def test_a_text_of_twenty_thousand_words_makes_no_more_than_six_parts(tmp_path: Path) -> None:
    paragraph = " ".join(
        f"The {number}th harbour light, which nobody counts, was lit in the fog."
        for number in range(20)
    )
    text = "\n\n".join(f"Heading {n}\n\n{paragraph}" for n in range(80))
    proposal = propose(text.encode(), "en", "long", "en")
    assert proposal.counts["parts"] == 6
    assert "long" in [note.code for note in proposal.notes]
    assert errors(written(proposal, tmp_path)) == []


@pytest.mark.parametrize(
    ("raw", "language", "said"),
    [
        (b"", "fr", "there is no text in the file"),
        (b" \n\t\n", "fr", "there is no text in the file"),
        ("Été".encode("latin-1"), "fr", "the file is not UTF-8"),
        ("Day".encode("utf-16"), "en", "the file is not UTF-8"),
        (b"A day.", "english!", "“english!” is neither a code nor a name"),
        (b"A day.", "", "the language of the text is not given"),
        (None, "fr", "the file is missing"),
        ("Été à la mer, où l’on pêche « loin ».".encode("cp1252"), "fr", "seems to be “cp1252”"),
        ("A long day at sea.".encode("utf-16-le"), "en", "seems to be “utf_16_le”"),
        (bytes(range(256)) * 4, "en", "its encoding is not recognised"),
    ],
)
def test_what_cannot_be_a_lesson_is_told_in_one_sentence_and_leaves_nothing(
    raw: bytes | None, language: str, said: str, tmp_path: Path
) -> None:
    file = tmp_path / "text.txt"
    if raw is not None:
        file.write_bytes(raw)
    arguments = ["new", str(file), "--language", language, "-o", str(tmp_path / "out" / "lesson")]
    done = CliRunner().invoke(main, [*arguments, "--language-of-messages", "en"])
    assert done.exit_code == 1
    assert said in done.output
    assert len(done.output.strip().splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_messages_come_in_french_too(tmp_path: Path) -> None:
    file = tmp_path / "texte.txt"
    file.write_bytes(b"")
    done = CliRunner().invoke(
        main, ["new", str(file), "--language", "fr", "--language-of-messages", "fr"]
    )
    assert "le fichier ne contient aucun texte" in done.output


def test_a_folder_with_something_in_it_is_not_touched(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(LessonError, match="pas vide"):
        new_lesson(article("night_bus"), "en", folder=folder)
    assert [path.name for path in tmp_path.rglob("*")] == ["mine", "notes.txt"]


def test_a_failure_on_the_way_leaves_no_half_of_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(making, "_run", fail)
    with pytest.raises(LessonError, match="le disque est plein"):
        new_lesson(article("night_bus"), "en", folder=tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_an_empty_folder_is_filled_and_the_lesson_opens_from_inside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "_run", quiet_run)
    folder = tmp_path / "mine"
    folder.mkdir()
    made, proposal = new_lesson(article("night_bus"), "en", folder=folder, name="bus")
    assert made == folder
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]
    monkeypatch.chdir(folder / "notebooks" / "fr")
    assert open_lesson(proposal.name, "fr").root == folder / "data" / "bus"
    assert find_lesson(folder) == folder / "data" / "bus"
    assert errors(folder / "data" / "bus") == []


@pytest.mark.parametrize("name", ["../up", "con", "lpt1", "été", "a b", "", "a" * 300])
def test_no_lesson_has_a_name_that_no_folder_can_have(name: str, tmp_path: Path) -> None:
    with pytest.raises(LessonError, match="ne peut pas être le nom"):
        new_lesson(article("night_bus"), "en", name=name, folder=tmp_path / "out")


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"%PDF-1.4\n1 0 obj\n", "new-binary"),
        (b"{\\rtf1 Le port.}", "new-binary"),
        ("Un port, l’été.".encode("utf-32"), "new-encoding"),
    ],
)
def test_a_file_that_is_no_plain_text_is_told(raw: bytes, code: str, tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_bytes(raw)
    with pytest.raises(LessonError) as told:
        new_lesson(tmp_path / "text.txt", "fr", folder=tmp_path / "out")
    assert [problem.code for problem in told.value.problems] == [code]
    assert told.value.problems[0].values.get("encoding", "utf_32") == "utf_32"


def test_a_folder_whose_name_is_too_long_is_told(tmp_path: Path) -> None:
    with pytest.raises(LessonError, match="ne peut pas être créé"):
        new_lesson(article("night_bus"), "en", name="bus", folder=tmp_path / ("a" * 300))
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_is_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(LessonError, match="ne peut pas être le nom"):
        new_lesson(article("night_bus"), "en", name="../up", folder=tmp_path / "out")


WORDS = st.sampled_from(
    ["Le", "phare", "mer", "1862", "3,5", "Port", "dit", "craint", "sera", "<b>", "&amp;", "«", "»",
     "l’eau", "# Titre", "---", "mai 2020", "\n\n", "\n", ".", "?", "البحر", "。", "\u2028", "{x}"]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=60).map(" ".join))


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=TEXTS, language=st.sampled_from(["fr", "en", "es", "de", "ar", "ja", "xx"]))
@example(text="Il pleut. Il pleut. Il pleut.", language="fr")
@example(text="<b>Titre</b>\n\nUn <i>mot</i> &amp; un autre.\n\nUn mot.", language="fr")
@example(text="…", language="en")
@example(text="A\x00b \x01\x02. \ufffe", language="en")
def test_any_text_gives_a_valid_lesson_or_one_clear_sentence(
    text: str, language: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("any")
    file = folder / "text.txt"
    file.write_bytes(text.encode("utf-8", "replace"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(making, "_run", quiet_run)
        try:
            made: Path | None
            made, proposal = new_lesson(file, language, folder=folder / "lesson", speaks="en")
        except LessonError as error:
            told = [problem.code for problem in error.problems]
            made = None
    if made is None:
        # Signs of nothing are what UTF-16 has between letters.
        assert told == ["new-encoding" if "\x00" in text and text.strip() else "new-empty"]
        return
    assert (made / "data" / proposal.name / "article.txt").read_bytes() == file.read_bytes()
    lesson = open_lesson(made / "data" / proposal.name, "fr")
    for quiz in lesson.quiz_names:
        assert lesson.quiz(quiz).html()
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def made_from(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Make a lesson with the command, as it is told to a teacher; each once."""

    @cache
    def make(name: str) -> Path:
        made = tmp_path_factory.mktemp(name) / "text"
        arguments = ["new", str(article(name)), "--language", NAMES[name], "--name", "text"]
        arguments += ["-o", str(made), "--language-of-messages", "en"]
        done = CliRunner().invoke(main, arguments)
        assert done.exit_code == 0, done.output
        return made

    return make


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_lesson_check_passes_on_a_new_lesson_unedited(
    name: str, made_from: Callable[[str], Path]
) -> None:
    checked = CliRunner().invoke(main, ["check", str(made_from(name)), "--language", "en"])
    assert checked.exit_code == 0, checked.output


@pytest.mark.slow
def test_strict_nbval_passes_on_a_new_lesson_unedited(made_from: Callable[[str], Path]) -> None:
    command = [sys.executable, "-m", "pytest", "--nbval", "notebooks", "-q"]
    ran = subprocess.run(
        command, cwd=made_from("cistern"), capture_output=True, encoding="utf-8", check=False
    )
    assert ran.returncode == 0, ran.stdout
    assert re.search(r"\d+ passed", ran.stdout)
    assert "failed" not in ran.stdout


def test_no_lesson_takes_the_place_of_the_schemas(tmp_path: Path) -> None:
    arguments = ["new", str(article("amphora")), "--language", "fr", "--name", "schemas"]
    done = CliRunner().invoke(
        main, [*arguments, "-o", str(tmp_path / "l"), "--language-of-messages", "en"]
    )
    assert done.exit_code == 1
    assert "“schemas” cannot be the name of a lesson" in done.output
    assert list(tmp_path.iterdir()) == []
