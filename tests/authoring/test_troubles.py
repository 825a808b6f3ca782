"""What is odd about a pasted text is told; a sound text, in any script, is left in peace."""

from __future__ import annotations

import pytest

from lesson_utils.authoring.languagecodes import language_code
from lesson_utils.authoring.troubles import troubles
from tests.authoring.test_new import ARTICLES

SOUND = (
    "Le port de Brume est fermé depuis l’été. La mairie a annoncé 12 mois de travaux à Noël."
    "\n\nUn deuxième paragraphe dit que la mer monte très vite, déjà.\n"
)
RUSSIAN = "Порт закрыт с понедельника. Рыбаки ждут новостей.\n\nМэр молчит уже неделю."


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (f"<p>{SOUND}</p>", "html"),
        (SOUND.replace(". ", ".<br>"), "html"),
        (SOUND.replace("é", "&eacute;"), "html"),
        ("<!DOCTYPE html>\nLe port.", "html"),
        ('<figure class="wide">Le port', "html"),
        (SOUND.encode().decode("latin-1"), "garbled"),
        (SOUND.encode().decode("cp1252"), "garbled"),
        (SOUND.encode().decode("mac_roman"), "garbled"),
        (SOUND.encode().decode("cp437"), "garbled"),
        (SOUND.encode().decode("cp850"), "garbled"),
        (RUSSIAN.encode().decode("cp1251", "replace"), "garbled"),
        (RUSSIAN.encode().decode("latin-1"), "garbled"),
        (SOUND.replace("é", "\ufffd"), "garbled"),
        ("Le port est ferm?e depuis No?l.", "garbled"),
        (SOUND.replace("’", "\x92"), "garbled"),
        (SOUND.replace(".", "\x85"), "garbled"),
        (SOUND.replace("travaux", "tra\u00advaux"), "hidden"),
        (SOUND.replace("travaux", "tra\u200bvaux"), "hidden"),
        ("Le port est fer-\nmé et les pê-\ncheurs attendent.", "cut"),
    ],
)
def test_what_is_odd_is_told(text: str, code: str) -> None:
    assert code in [found for found, _ in troubles(text, "fr")]


@pytest.mark.parametrize(
    "text",
    [
        SOUND,
        RUSSIAN,
        "Si a < b et c > d, AT&T; reste. « CAFÉ » et « À PÂQUES ».",
        "Qui ? Quoi?\nVoir https://harbour.example/a?b=c&d=e",
        "Un demi-\nfinale, un peut-être.",
    ],
)
def test_a_sound_text_is_left_in_peace(text: str) -> None:
    assert {found for found, _ in troubles(text, "fr")} <= {"language"}


@pytest.mark.parametrize("name", sorted(path.stem for path in ARTICLES.glob("*.txt")))
def test_no_article_of_the_tests_is_odd(name: str) -> None:
    text = (ARTICLES / f"{name}.txt").read_text(encoding="utf-8")
    assert list(troubles(text, name.rpartition(".")[2])) == []


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("FR", "fr"),
        ("en_US", "en-US"),
        ("en-us", "en-US"),
        ("pt_BR.UTF-8", "pt-BR"),
        ("de_AT@euro", "de-AT"),
        ("zh_hans", "zh-Hans"),
        ("fra", "fr"),
        ("ger", "de"),
        ("français", "fr"),
        ("Francais", "fr"),
        ("French", "fr"),
        ("allemand", "de"),
        ("Español", "es"),
        ("中文", "zh"),
        ("français (Canada)", "fr"),
        (" it ", "it"),
        ("xx", "xx"),
        ("C", ""),
        ("C.UTF-8", ""),
        ("auto", ""),
        ("?", ""),
        ("", ""),
    ],
)
def test_a_language_is_known_however_it_is_written(written: str, code: str) -> None:
    assert language_code(written) == code
