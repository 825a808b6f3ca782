"""What tests share: where the repository is, and a tiny lesson in another language."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import get_type_hints

from lesson_utils.questions import TYPES
from lesson_utils.questions.forms import Essay

REPOSITORY = Path(__file__).resolve().parents[1]
#: A lesson in French and English with one question of every type.
PHARE = REPOSITORY / "tests" / "lesson" / "phare"
#: The types that the course asks and `lesson new` proposes; one that comes later need not be there.
TAUGHT = {
    *("single", "multiple", "truefalse", "order", "match", "classify", "cloze", "short", "number"),
    *("locate", "reflect"),
}


def of_form(*forms: type) -> list[str]:
    """Give the types of this package that come to one of some plain forms, in their order."""
    plain = {name: get_type_hints(kind.plain)["return"] for name, kind in TYPES.own.items()}
    return [name for name, form in plain.items() if form in forms]


#: The types that earn points.
SCORED = [name for name in TYPES.own if name not in of_form(Essay)]

TINY_ARTICLE = "El faro\n\nEl faro se apagó en 1952. «Volverá», dice la alcaldesa.\n"

TINY_FILES = {
    "annotations.yml": """\
- id: faro
  kind: term
  quote: "faro"
  occurrence: 2
  gloss: {es: "Una torre con luz.", en: "A tower with a light."}
- id: apagon
  kind: date
  quote: "1952"
  when: "1952"
  gloss: {es: "El año del apagón.", en: "The year it went dark."}
- id: hecho
  kind: claim
  quote: "El faro se apagó en 1952."
  holder: texto
  mode: fact
  note: {es: "Pasado, sin duda.", en: "Past tense, no doubt."}
- id: promesa
  kind: claim
  quote: "«Volverá», dice la alcaldesa."
  holder: alcaldesa
  mode: forecast
  note: {es: "Futuro, entre comillas.", en: "Future tense, in quotes."}
""",
    "quizzes/faro.yml": """\
title: {es: "El faro", en: "The lighthouse"}
questions:
  - id: faro-ano
    type: single
    skill: repérer
    prompt: {es: "¿Cuándo se apagó?", en: "When did it go dark?"}
    evidence: "se apagó en 1952"
    hint: {es: "Primera frase.", en: "First sentence."}
    explanation: {es: "La primera frase lo dice.", en: "The first sentence says so."}
    options:
      - {text: "1952", correct: true, feedback: {es: "Sí.", en: "Yes."}}
      - {text: "1925", feedback: {es: "Lea otra vez.", en: "Read again."}}
""",
}


def tiny_info(article: bytes) -> str:
    """Give a lesson.yml for the tiny article."""
    return f"""\
title: {{es: "El faro", en: "The lighthouse"}}
language: es
languages: [es, en]
article:
  file: article.txt
  sha256: {hashlib.sha256(article).hexdigest()}
  rights: {{es: "Escrito para las pruebas.", en: "Written for the tests."}}
chapters:
  - {{id: todo, title: {{es: "Todo", en: "All"}}}}
holders:
  - {{id: texto, name: {{es: "el texto", en: "the text"}}}}
  - {{id: alcaldesa, name: {{es: "la alcaldesa", en: "the mayor"}}}}
"""


def with_rubric(folder: Path) -> None:
    """Give the open question of a copy of the test lesson criteria with points, eight in all."""
    path = folder / "quizzes" / "tout.yml"
    text = path.read_text(encoding="utf-8")
    for old, new in (
        (
            '{fr: "J’ai donné un avis.", en: "I have given an opinion."}',
            '{text: {fr: "Mes sources sont nommées.", en: "My sources are named."}, points: 5}',
        ),
        (
            '{fr: "J’ai cité le texte.", en: "I have quoted the text."}',
            '{text: {fr: "Mes citations sont exactes.", en: "My quotes are exact."}, points: 3}',
        ),
    ):
        assert text.count(old) == 1
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
