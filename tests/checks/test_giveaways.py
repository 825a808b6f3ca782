"""What lets a student guess without reading: remarks of `lesson check`, told and not told."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from lesson_utils.checks import load_workspace
from lesson_utils.checks.giveaways import (
    GIVEAWAY_CHECKS,
    falses_given,
    hints_silent,
    lengths_mixed,
    sources_exact,
)
from lesson_utils.cli import main
from tests.lessons import PHARE

if TYPE_CHECKING:
    from pathlib import Path

    from lesson_utils.content.problems import Problem

COMMON = """\
    skill: repérer
    evidence: "se apagó en 1952"
    explanation: {es: "Ahí está.", en: "There it is."}
"""
SAID = '{es: "Sí.", en: "Yes."}'
#: Texts of options in Spanish and in English: of the right one, and of a wrong one.
LONG, SHORT, MIDDLE = ("la torre entera", "the whole tower"), ("no", "no"), ("el mar", "the sea")


def option(text: tuple[str, str], *, right: bool = False) -> str:
    key = "correct: true, " if right else ""
    return f'      - {{text: {{es: "{text[0]}", en: "{text[1]}"}}, {key}feedback: {SAID}}}\n'


def single(name: str, right: tuple[str, str], *wrong: tuple[str, str], hint: str = "") -> str:
    options = option(right, right=True) + "".join(map(option, wrong))
    said = hint or '{es: "Lea.", en: "Read."}'
    prompt = '{es: "¿Qué?", en: "What?"}'
    return (
        f"  - id: {name}\n    type: single\n    prompt: {prompt}\n    hint: {said}\n"
        f"{COMMON}    options:\n{options}"
    )


def question(kind: str, hint: str, own: str, prompt: str = '{es: "¿Qué?", en: "What?"}') -> str:
    common = COMMON.replace('    evidence: "se apagó en 1952"\n', "") if kind == "cloze" else COMMON
    return f"  - id: q\n    type: {kind}\n    prompt: {prompt}\n    hint: {hint}\n{common}{own}"


def truefalse(name: str, answer: str) -> str:
    feedback = "".join(f"      {given}: {SAID}\n" for given in ("right", "wrong", "unsaid"))
    return (
        f'  - id: {name}\n    type: truefalse\n    prompt: {{es: "Ya.", en: "Yes."}}\n'
        f'    hint: {{es: "Lea.", en: "Read."}}\n{COMMON}'
        f"    answer: {answer}\n    feedback:\n{feedback}"
    )


def write(folder: Path, name: str, *questions: str) -> None:
    title = 'title: {es: "Un título", en: "A title"}\n'
    text = f"{title}questions:\n{''.join(questions)}"
    (folder / "quizzes" / f"{name}.yml").write_text(text, encoding="utf-8")


def told(check: object, folder: Path) -> list[Problem]:
    space = load_workspace(folder)
    assert [problem for problem in space.problems if not problem.notice] == []
    found = list(check(space))  # type: ignore[operator]
    assert all(problem.notice for problem in found)
    for problem in found:
        for language in ("fr", "en"):
            assert problem.what(language)
            assert problem.todo(language)
    return found


def longest(folder: Path) -> list[tuple[str, str, str, str, str]]:
    return [
        (p.file, p.values["language"], p.values["count"], p.values["total"], p.values["ids"])
        for p in told(lengths_mixed, folder)
    ]


def test_a_quiz_whose_keys_are_the_longest_is_told_in_each_language(tiny_lesson: Path) -> None:
    write(
        tiny_lesson, "faro",
        single("uno", LONG, SHORT), single("dos", LONG, MIDDLE), single("tres", SHORT, MIDDLE),
    )  # fmt: skip
    assert longest(tiny_lesson) == [
        ("faro/quizzes/faro.yml", "es", "2", "3", "uno, dos"),
        ("faro/quizzes/faro.yml", "en", "2", "3", "uno, dos"),
    ]


def test_a_third_of_the_keys_may_be_the_longest(tiny_lesson: Path) -> None:
    write(
        tiny_lesson, "faro",
        single("uno", LONG, SHORT), single("dos", SHORT, MIDDLE), single("tres", SHORT, LONG),
    )  # fmt: skip
    assert longest(tiny_lesson) == []


def test_a_key_as_long_as_another_option_is_not_the_longest(tiny_lesson: Path) -> None:
    as_long = ("la torre blanca", "the white tower")
    write(tiny_lesson, "faro", *(single(n, LONG, as_long) for n in ("uno", "dos", "tres")))
    assert longest(tiny_lesson) == []


def test_only_the_language_in_which_keys_are_longest_is_told(tiny_lesson: Path) -> None:
    right, wrong = ("sí", "a very long answer"), ("no, nunca", "no")
    write(tiny_lesson, "faro", *(single(n, right, wrong) for n in ("uno", "dos", "tres")))
    assert longest(tiny_lesson) == [
        ("faro/quizzes/faro.yml", "en", "3", "3", "uno, dos, tres"),
    ]


def test_two_singles_make_no_habit(tiny_lesson: Path) -> None:
    write(tiny_lesson, "faro", single("uno", LONG, SHORT), single("dos", LONG, SHORT))
    assert longest(tiny_lesson) == []


def test_short_quizzes_are_counted_together_and_told_of_the_lesson(tiny_lesson: Path) -> None:
    write(tiny_lesson, "faro", single("uno", LONG, SHORT), single("dos", SHORT, LONG))
    write(tiny_lesson, "mar", single("tres", LONG, SHORT), single("cuatro", SHORT, LONG))
    assert longest(tiny_lesson) == [
        ("faro/lesson.yml", "es", "2", "4", "uno, tres"),
        ("faro/lesson.yml", "en", "2", "4", "uno, tres"),
    ]


def hints(folder: Path) -> list[tuple[str, str, str]]:
    return [(p.id, p.values["language"], p.values["key"]) for p in told(hints_silent, folder)]


TOLD = {
    "single, in one language": (
        single("q", LONG, SHORT, hint='{es: "Busque LA TORRE, entera.", en: "Look up."}'),
        [("q", "es", "la torre entera")],
    ),
    "multiple, accents and apostrophes aside": (
        question(
            "multiple", '{es: "Fíjese en el jamas.", en: "See the ‘light’s end’ here."}',
            "    options:\n"
            + option(("jamás", "light's end"), right=True)
            + option(("¿cuándo?", "where"), right=True)
            + option(("aquí", "here now")),
        ),
        [("q", "en", "light's end")],
    ),
    "short": (
        question(
            "short", '{es: "Es la alcaldesa.", en: "Who says so?"}',
            '    accept: ["alcaldesa", "mayor"]\n'
            f"    feedback: {SAID}\n    otherwise: {SAID}\n",
        ),
        [("q", "es", "alcaldesa")],
    ),
    "cloze": (
        question(
            "cloze", '{es: "Escriba «se apagó».", en: "A verb."}',
            '    quote: "El faro se apagó en 1952."\n'
            f'    gaps:\n      - {{text: "se apagó", feedback: {SAID}}}\n',
        ),
        [("q", "es", "se apagó")],
    ),
    "number, with spaces between its digits": (
        question(
            "number", '{es: "Cuente: 11 200.", en: "There are 11,200."}',
            f"    answer: 11200\n    feedback: {SAID}\n    otherwise: {SAID}\n",
        ),
        [("q", "es", "11200"), ("q", "en", "11200")],
    ),
}  # fmt: skip
UNTOLD = {
    "a part of the key": single(
        "q", LONG, SHORT, hint='{es: "Busque la torre.", en: "Look for a tower."}'
    ),
    "the key inside another word": single(
        "q", ("faro vie", "light ho"), SHORT, hint='{es: "El faro viejo.", en: "A light house."}'
    ),
    "a short key of one word": single(
        "q", ("1952", "1952"), SHORT, hint='{es: "No fue antes de 1952.", en: "Not before 1952."}'
    ),
    "the wrong option as well": single(
        "q", LONG, ("el mar azul", "the blue sea"),
        hint='{es: "¿La torre entera o el mar azul?", en: "The whole tower or the blue sea?"}',
    ),
    "what the prompt says too": question(
        "short", '{es: "La alcaldesa lo dice.", en: "The mayor says so."}',
        f'    accept: ["alcaldesa"]\n    feedback: {SAID}\n    otherwise: {SAID}\n',
        prompt='{es: "¿Qué cargo tiene la alcaldesa?", en: "What is the mayor?"}',
    ),
    "a number of two digits": question(
        "number", '{es: "Hay 12 frases.", en: "There are 12 sentences."}',
        f"    answer: 12\n    feedback: {SAID}\n    otherwise: {SAID}\n",
    ),
    "the numbers to reckon with": question(
        "number", '{es: "De 1925 a 1952.", en: "From 1925 to 1952."}',
        f"    answer: 127\n    feedback: {SAID}\n    otherwise: {SAID}\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TOLD)
def test_a_hint_with_the_key_in_it_is_told(name: str, tiny_lesson: Path) -> None:
    written, expected = TOLD[name]
    write(tiny_lesson, "faro", written)
    assert hints(tiny_lesson) == expected


@pytest.mark.parametrize("name", UNTOLD)
def test_a_hint_that_gives_nothing_away_is_not_told(name: str, tiny_lesson: Path) -> None:
    write(tiny_lesson, "faro", UNTOLD[name])
    assert hints(tiny_lesson) == []


@pytest.mark.parametrize(
    ("answers", "ids"),
    [
        (["right", "unsaid"], "q0, q1"),
        (["right", "right", "unsaid"], "q0, q1, q2"),
        (["right", "wrong"], None),
        (["right"], None),
        ([], None),
    ],
)
def test_a_quiz_in_which_false_is_never_right_is_told(
    tiny_lesson: Path, answers: list[str], ids: str | None
) -> None:
    asked = [truefalse(f"q{place}", answer) for place, answer in enumerate(answers)]
    write(tiny_lesson, "faro", *(asked or [single("q", SHORT, LONG)]))
    assert [problem.values["ids"] for problem in told(falses_given, tiny_lesson)] == (
        [ids] if ids else []
    )


@pytest.mark.parametrize(
    ("url", "home"),
    [
        ("https://example.org", True),
        ("https://example.org/", True),
        ("https://example.org/#top", True),
        ("https://example.org/2024/faro", False),
        ("https://example.org/?p=16185", False),
        ("https://example.org/faro.html", False),
    ],
)
def test_an_address_of_a_whole_site_is_told(tiny_lesson: Path, url: str, *, home: bool) -> None:
    facts = f"""\
- id: luz
  date: "1952"
  text: {{es: "Sin luz.", en: "No light."}}
  source: {{es: "un diario", en: "a paper"}}
  url: "{url}"
"""
    (tiny_lesson / "facts.yml").write_text(facts, encoding="utf-8")
    found = [(problem.id, problem.line) for problem in told(sources_exact, tiny_lesson)]
    assert found == ([("luz", 5)] if home else [])


def test_remarks_fail_nothing_and_are_said_in_both_languages(tiny_lesson: Path) -> None:
    write(tiny_lesson, "faro", *(single(n, LONG, SHORT) for n in ("uno", "dos", "tres")))
    said = {}
    for language in ("fr", "en"):
        command = ["check", str(tiny_lesson), "--no-run", "--language", language]
        done = CliRunner().invoke(main, command)
        assert done.exit_code == 0, done.output
        said[language] = " ".join(done.output.split())
    assert "la bonne réponse est l’option la plus longue dans 3 questions" in said["fr"]
    assert "the right answer is the longest option in 3 of 3 questions" in said["en"]
    assert "uno, dos, tres" in said["en"]
    done = CliRunner().invoke(main, ["check", str(tiny_lesson), "--no-run", "--json"])
    (lesson,) = json.loads(done.output)["lessons"]
    states = {check["name"]: (check["state"], check["ok"]) for check in lesson["checks"]}
    assert states["lengths_mixed"] == ("notice", True)


def test_the_model_lesson_has_no_such_remark() -> None:
    space = load_workspace(PHARE)
    assert [problem for check in GIVEAWAY_CHECKS for problem in check.run(space)] == []
