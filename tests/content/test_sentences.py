"""Sentences and headings of real kinds of text, in many languages and scripts."""

from __future__ import annotations

import pytest

from lesson_utils.content.segmentation import split_article
from lesson_utils.content.sentences import is_aside

#: What stands on one line is one sentence; "|" stands where a reader would cut.
LINES = [
    ("de", "Am Montag, 3. März 2025, fuhr der letzte Bus.|Dann kam keiner mehr."),
    ("de", "„Wir warten noch.“|Dann ging sie hinaus."),
    ("de", "Er sagte: »Wir warten.«|Dann ging er."),
    ("de", "Sie ist 30.|Dann zog sie um."),
    ("de", "Man nimmt z. B. Brot mit.|Die Nr. 5 fährt nicht."),
    ("en", "The U.S. Senate met.|The bus No. 5 was late."),
    ("en", "He moved to the U.S.|He likes it."),
    ("en", "Gov. Smithson and Sen. Doe met on Jan. 5, 2021.|It rained."),
    ("en", "MIAMI, FLA. (AP) It rained.|The Hon. Doe left."),
    ("en", "It opens at 6 a.m. Monday.|Boats Corp. Chairman Doe said so."),
    ("en", "It opens at 6 a.m.|The crew waits."),
    ("en", "On Mt. Example it snowed.|Plan B.|The ship sailed."),
    ("en", "Did he leave?|No.|He stayed."),
    ("en", "What was it up to?|In May it sailed."),
    ("en", "It has cranes, ropes, etc.|The crew left."),
    ("en", '"We waited. …|Nobody came," she said.'),
    ("en", "He left.[1]|She stayed.¹|They met.*|It rained."),
    ("fr", "Le Pr. Untel et Me. Autre parlent.|J.-P. Untel écoute."),
    ("fr", "La S.N.C.F. Voyageurs ferme le quai No. 5.|Elle s’excuse."),
    ("fr", "La ville date de 50 av. J.-C.|Elle est au bord du lac."),
    ("fr", "« Nous avons attendu. (…)|Personne n’est venu »"),
    ("fr", "« Partez ! » dit-il.|Elle part."),
    ("fr", "M. Le Brun vend du pain, du vin, etc.|Elle aussi."),
    ("fr", "Son ami, J. Le Goff, dort.|On passe au plan B.|Le Havre dort."),
    ("de", "Sie feiert ihr 100. Jubiläum in der Gartenstr. 7 mit rd. 60 Gästen.|Es regnet."),
    ("de", "Sie zahlten 260.|Peter ging."),
    ("it", "Porta ca. 40 persone.|Poi torna."),
    ("en", "Cllr. B. Example went to ST. EXAMPLE.|It rained."),
    ("hi", "नगर समिति (न.स.) के अनुसार छत नई है।|लोग आएंगे।"),
    ("es", "El Sr. Tal y la Sra. Cual viven en EE. UU. desde 2019.|La núm. 7 sale."),
    ("es", "¿Quién?|¡Nadie!|Se fueron."),
    ("pt", "O Sr. Fulano sai.|A porta fecha."),
    ("it", "Il dott. Tale esce.|La porta si chiude."),
    ("nl", "De heer v.d. Dinges is hier.|Hij wacht."),
    ("ru", "В 2020 г. Порт закрыт.|Театр им. А. С. Примерова открыт."),
    ("fi", "Hän tuli 3. maaliskuuta.|Se oli maanantai."),
    ("ar", "وصل د. فلان إلى الميناء.|ثم رحل."),
    ("hi", "बंदरगाह खुलेगा।|लोग आएंगे।"),
    ("am", "ወደቡ ተዘግቷል።|መርከቦች የሉም።"),
    ("hy", "Նավահանգիստը փակ է։|Նավեր չկան։"),
    ("my", "ဆိပ်ကမ်းပိတ်ထားသည်။|လှေမရှိပါ။"),
    ("km", "កំពង់ផែបិទ។|គ្មានទូក។"),
]
#: Without white space between sentences.
WIDE = [
    ("zh", "港口关闭了。|渔民不能出海。"),
    ("zh", "“每天都有人来订货。”店员说。|她很高兴。"),
    ("zh", "他说：“我们走吧。”|她同意了。"),
    ("ja", "港は静かだ。|船はない。"),
    ("ja", "「もう少し待ちます。」と店員は言った。|雨が降っている。"),
]


def cut(text: str, language: str) -> list[str]:
    article = split_article(text, language)
    return [article.text[s.start : s.end] for s in article.sentences]


@pytest.mark.parametrize(("language", "line"), LINES)
def test_sentences_end_where_a_reader_of_the_language_would_say(language: str, line: str) -> None:
    assert cut(line.replace("|", " "), language) == line.split("|")


@pytest.mark.parametrize(("language", "line"), WIDE)
def test_sentences_end_without_white_space_too(language: str, line: str) -> None:
    assert cut(line.replace("|", ""), language) == line.split("|")


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "The port is shut. (AP)"),
        ("en", "He left.*"),
        ("en", "He left.[1]"),
        ("de", "„Wir warten noch.“"),
        ("ja", "「もう少し待ちます。」"),
        ("ja", "港は静かだ（写真）"),
        ("am", "ወደቡ ተዘግቷል።"),
        ("zh", "港" * 60),
        ("en", "Photo: Anna Example/Harbour News"),
        ("en", "By Anna Example"),
        ("en", "Updated 3 March 2025"),
        ("en", "Share this article"),
        ("en", "• first point"),
        ("en", "| port | boats |"),
        ("fr", "Lire aussi : le port rouvre"),
        ("fr", "***"),
    ],
)
def test_what_is_no_title_is_no_heading(language: str, line: str) -> None:
    article = split_article(f"{line}\n\nIt rained.", language)
    assert not article.paragraphs[0].heading


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("fr", "Perte de confiance"),
        ("fr", "Le port (suite)"),
        ("fr", "« Nous restons »"),
        ("fr", "Par temps de brume"),
        ("en", "Photographers at sea"),
        ("en", "By Train to the Coast"),
        ("de", "Von Hafen zu Hafen"),
        ("zh", "港口的历史"),
    ],
)
def test_a_title_is_a_heading(language: str, line: str) -> None:
    article = split_article(f"{line}\n\nIt rained.", language)
    assert article.paragraphs[0].heading
    assert not is_aside(line, language)
