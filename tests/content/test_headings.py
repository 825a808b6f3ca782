"""Headings directly above their paragraphs, and what only looks like one."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lesson_utils.content.segmentation import split_article, unsure_headings

END = "\n\nX ends."
BELOW = {
    "en": "The office says that nobody was hurt and that the boats will be moved soon. It rained.",
    "fr": "Le bureau dit que personne n’est blessé et que les bateaux partiront lundi. Il pleut.",
    "de": "Das Amt sagt, dass niemand verletzt wurde und die Boote bald verlegt werden. Es regnet.",
    "es": "La oficina dice que nadie está herido y que los barcos saldrán el lunes. Llueve.",
    "ar": "قال المكتب إن أحدا لم يصب بأذى وإن القوارب ستنقل يوم الاثنين إلى المرسى. هطل المطر.",
    "zh": "港务局表示，没有人受伤，船只将在星期一早上移走，请大家不要靠近码头。昨天下雨了。",
    "ja": "港湾局によると、けが人はなく、船は月曜日の朝に移される予定だという。雨が降った。",
    "ko": "항만청은 다친 사람이 없으며 배들은 월요일 아침에 옮겨질 것이라고 밝혔다. 비가 왔다.",
    "hi": "कार्यालय का कहना है कि कोई घायल नहीं हुआ और नावें सोमवार की सुबह हटाई जाएँगी। बारिश हुई।",
}


def headings(text: str, language: str) -> list[str]:
    article = split_article(text, language)
    return [article.text[p.start : p.end] for p in article.paragraphs if p.heading]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "A heading"),
        ("en", "Why the pier won't fall (yet)"),
        ("en", "Rust, salt and a forgotten bolt"),
        ("fr", "10 choses à savoir sur le port"),
        ("fr", "Un toit qui penche"),
        ("de", "Neue Brücke für alle"),
        ("es", "La idea descabellada"),
        ("ar", "خزان المطر"),
        ("zh", "港口的历史"),
        ("ja", "港の歴史"),
        ("ko", "항구의 역사"),
        ("hi", "बंदरगाह का इतिहास"),
    ],
)
def test_a_short_line_right_above_a_long_one_is_a_heading(language: str, line: str) -> None:
    below = BELOW[language]
    assert headings(f"{line}\n{below}{END}", language) == [line]
    assert headings(f"{below}\n{line}\r\n{below}{END}", language) == [line]
    article = split_article(f"{line}\n{below}{END}", language)
    assert article.text[article.sentences[0].start :].startswith(below[:10])


@pytest.mark.parametrize("mark", ["{}\n=====", "{}\n-----\r", "## {}", "{}\n~~~"])
def test_what_is_marked_as_a_heading_is_one_above_any_paragraph(mark: str) -> None:
    article = split_article(f"{mark.format('A heading')}\nThe port is shut.{END}", "en")
    assert [p.number for p in article.paragraphs] == [None, 1, 2]
    assert article.text[article.sentences[0].start : article.sentences[0].end] == (
        "The port is shut."
    )


@pytest.mark.parametrize("width", [40, 60, 70, 80])
@pytest.mark.parametrize("language", ["en", "fr", "de", "es"])
def test_a_paragraph_wrapped_by_hand_has_no_heading(language: str, width: int) -> None:
    wrapped = textwrap.fill(" ".join([BELOW[language]] * 4), width)
    assert headings(f"{wrapped}{END}", language) == []
    assert unsure_headings(f"{wrapped}{END}", language) == []
    text = f"A title of it\n{wrapped}{END}"
    assert headings(text, language) + [text[i:][:13] for i in unsure_headings(text, language)] == [
        "A title of it"
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The sea was green\nAnd so was the sky\nAnd nobody came that night.\nThe end"),
        ("en", "Harbour Office\n12 Quay Road\nAldmouth AB1 2CD"),
        ("fr", "Mairie de Saint-Témoin\n12, quai du Port\n76000 Saint-Témoin"),
        ("en", "1. Bread\n2. Milk\n3. Eggs"),
        ("en", f"- A boat\n{BELOW['en']}"),
        ("en", f"Anna Example\n{BELOW['en']}"),
        ("fr", f"Anna Exemple\n{BELOW['fr']}"),
        ("en", f"Aldmouth, 3 March 2025\n{BELOW['en']}"),
        ("en", f"Photo: Anna Example\n{BELOW['en']}"),
        ("en", "The old bridge\nThe Harbour Users say it.\n\nWhen we saw the\nboats we ran."),
    ],
)
def test_verse_addresses_lists_and_names_are_no_headings(language: str, text: str) -> None:
    assert headings(f"{text}{END}", language) == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("A heading\nThe port is shut.", "A heading"),
        (f"Anna Example\n{BELOW['en']}", "Anna Example"),
        ("It rains.\nThe other side\nNobody came to the harbour.", "The other side"),
    ],
)
def test_what_may_be_a_heading_is_told(text: str, line: str) -> None:
    assert headings(text + END, "en") == []
    unsure = unsure_headings(text + END, "en")
    assert [text[start:].partition("\n")[0] for start in unsure] == [line]


def test_a_title_may_stand_right_above_its_byline() -> None:
    text = f"The Harbour Opens\nBy Anna Example and Ben Sample\n3 March 2025\n\n{BELOW['en']}{END}"
    assert headings(text, "en") == ["The Harbour Opens"]
    signed = f"قارب جديد\nكتبت: فلانة\n\n{BELOW['ar']}{END}"
    assert headings(signed, "ar") == ["قارب جديد"]
    direct = f"Le port rouvre\nPar Anna Exemple\n{BELOW['fr']}{END}"
    assert headings(direct, "fr") == ["Le port rouvre"]


def test_a_heading_above_a_list_is_one_and_each_point_a_sentence() -> None:
    text = f"Les dix idées\n1. Poser des tuiles.\n2. Curer le ruisseau{END}"
    article = split_article(text, "fr")
    assert headings(text, "fr") == ["Les dix idées"]
    assert [text[s.start : s.end] for s in article.sentences][:2] == [
        "1. Poser des tuiles.",
        "2. Curer le ruisseau",
    ]


def test_the_day_is_a_heading_in_a_diary_and_none_on_a_page() -> None:
    assert headings(f"3 March 2025\n\nIt rained.{END}", "en") == []
    diary = f"3 March 2025\n\nIt rained.\n\n4 March 2025\n\nIt snowed.{END}"
    assert headings(diary, "en") == ["3 March 2025", "4 March 2025"]


@given(st.text(alphabet="aB .!?\n=-#«»é’1"), st.sampled_from(["fr", "en", "de", "zh"]))
def test_no_letter_is_lost_and_paragraphs_follow_each_other(text: str, language: str) -> None:
    article = split_article(text, language)
    places = [place for p in article.paragraphs for place in range(p.start, p.end)]
    assert places == sorted(set(places))
    assert {i for i, letter in enumerate(text) if letter.isalnum()} <= set(places)
