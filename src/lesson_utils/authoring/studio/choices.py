"""What a lesson has that a field of it may name: who speaks, facts, chapters, paragraphs, quizzes.

Made from the files as they are written, so that what has a fault elsewhere can be chosen too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec

from lesson_utils.authoring.studio.fieldwords import said
from lesson_utils.content.levels import CEFR
from lesson_utils.content.model import Article, Holder
from lesson_utils.content.yamlfile import YamlFile
from lesson_utils.texts import INTERFACE_LANGUAGES, studio_texts

Choice = dict[str, Any]
#: How much of a text names it in a list.
_LONGEST = 70


@dataclass(frozen=True)
class Source:
    """The list that choices come from; without a model one adds to it in its own place."""

    file: str
    path: tuple[str, ...] = ()
    model: type[msgspec.Struct] | None = None


#: Choices of which a new lesson has none: who writes an item may add the one that it needs.
GROWING: dict[tuple[str, str], Source] = {
    ("Annotation", "holder"): Source("lesson.yml", ("holders",), Holder),
    ("TimelineEntry", "fact"): Source("facts.yml"),
    ("Step", "fact"): Source("facts.yml"),
    ("Place", "fact"): Source("facts.yml"),
}


@dataclass(frozen=True)
class Choices:
    """The choices of a lesson, by the field that takes one of them."""

    language: str
    article: Article
    languages: tuple[str, ...]
    files: Mapping[str, YamlFile] = field(default_factory=dict)

    def of(self, model: str, name: str) -> list[Choice] | None:
        """Give what a field may name; None for a field that is free."""
        if name in {"paragraph", "paragraphs"}:
            return self._paragraphs()
        made = self._makers()
        return made[model, name]() if (model, name) in made else None

    def all(self) -> list[list[Choice]]:
        """Give the choices of all fields: forms with the same are the same."""
        return [self._paragraphs(), *(make() for make in self._makers().values())]

    def _makers(self) -> dict[tuple[str, str], Callable[[], list[Choice]]]:
        return {
            ("Annotation", "holder"): lambda: self._named("lesson.yml", "holders", "name"),
            ("Level", "chapter"): lambda: self._named("lesson.yml", "chapters", "title"),
            ("Level", "level"): lambda: [{"value": level, "label": level} for level in CEFR],
            ("TimelineEntry", "fact"): self._facts,
            ("Step", "fact"): self._facts,
            ("Place", "fact"): self._facts,
            ("LessonInfo", "quizzes"): self._quizzes,
            ("LessonInfo", "languages"): self._languages,
            ("LessonInfo", "language"): self._article_languages,
        }

    def text(self, written: object) -> str:
        """Give a text as it is written, in the language of the interface if it has that."""
        if isinstance(written, Mapping):
            texts = [written.get(self.language), *written.values()]
            return next((text for text in texts if isinstance(text, str) and text.strip()), "")
        return written if isinstance(written, str) else ""

    def _paragraphs(self) -> list[Choice]:
        numbered = [each for each in self.article.paragraphs if each.number is not None]
        texts = [_short(self.article.text[each.start : each.end]) for each in numbered]
        return [
            {"value": each.number, "label": f"§{each.number} {text}"}
            for each, text in zip(numbered, texts, strict=True)
        ]

    def _named(self, name: str, group: str, words: str) -> list[Choice]:
        return [
            {"value": item["id"], "label": _short(self.text(item.get(words))) or item["id"]}
            for item in _items(self.files, name, group)
        ]

    def _facts(self) -> list[Choice]:
        return [
            {
                "value": item["id"],
                "label": _short(
                    " – ".join(
                        filter(None, [str(item.get("date", "")), self.text(item.get("text"))])
                    )
                )
                or item["id"],
            }
            for item in _items(self.files, "facts.yml")
        ]

    def _quizzes(self) -> list[Choice]:
        chapters = {each["id"]: each for each in _items(self.files, "lesson.yml", "chapters")}
        found = []
        for name, file in self.files.items():
            if name.startswith("quizzes/"):
                title = file.value.get("title") if isinstance(file.value, dict) else None
                stem = name.removeprefix("quizzes/").removesuffix(".yml")
                words = self.text(title) or self.text(chapters.get(stem, {}).get("title"))
                found.append({"value": stem, "label": _short(words) or stem})
        return found

    def _languages(self) -> list[Choice]:
        codes = dict.fromkeys([*self.languages, *INTERFACE_LANGUAGES])
        return [{"value": code, "label": language_name(code, self.language)} for code in codes]

    def _article_languages(self) -> list[Choice]:
        """Name the languages that have a name here, and the article's own, whatever it is."""
        start = "studio.field.language."
        named = {
            key.removeprefix(start): name
            for key, name in studio_texts(self.language).items()
            if key.startswith(start) and not key.endswith(".help")
        }
        mine = {self.article.language: language_name(self.article.language, self.language)}
        found = sorted((mine | named).items(), key=lambda pair: pair[1].casefold())
        return [{"value": code, "label": name} for code, name in found]


def language_name(code: str, language: str) -> str:
    """Name a language in one of the interface's; the code, if it has no name here.

    Examples
    --------
    >>> language_name("fr", "en"), language_name("xx", "en")
    ('French', 'xx')
    """
    base = code.partition("-")[0].lower()
    return said(language, f"studio.field.language.{base}") or code


def _items(files: Mapping[str, YamlFile], name: str, group: str = "") -> Iterable[dict[str, Any]]:
    """Give the entries of a file that have an id, once each."""
    value = files[name].value if name in files else None
    if group:
        value = value.get(group) if isinstance(value, dict) else None
    listed = value if isinstance(value, list) else []
    found = [item for item in listed if isinstance(item, dict) and isinstance(item.get("id"), str)]
    return {item["id"]: item for item in found}.values()


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(" ", 1)[0].rstrip(",;:") + " …"
