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
    ("es", "Va al C.E.I.P. Los Tejos desde ayer.|Los demás van lejos."),
    ("fr", "Il vit en U.R.S.S.|Les Verts sont venus."),
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
    ("fr", "Une classe de 6e.|« Il y avait de tout ! »|Elle rit."),
    ("fr", "Elle vit au 3e ét., dép. 76.|Elle a 40 ans."),
    ("fr", "Le train part à 7 h.|Tous dorment."),
    ("es", "Vinieron de EE. UU.|Llegaron ayer.|Nació en el s. V a. C.|Murió joven."),
    ("es", "—¡Vámonos! —gritó el Dr. Tal.|Nadie se movió."),
    ("es", "P. ¿Y si no aparece?|R. No lo sé."),
    ("it", "Nel sec. XVI d.C. c’era un porto.|Oggi no.|Restano pane, vino, ecc.|Tutti ridono."),
    ("pt", "A Exemplo & Cia. Lda. fechou.|Custou R$ 2 mi.|Ninguém pagou."),
    ("en", "It cost approx. $5m, or 2 ft. 4 in. of gold.|It was shut. (AP)"),
    ("en", "PORT EXAMPLE, N.S. — The storm is over.|It rains."),
    ("de", "Das Haus gehört Dr. med. Beispiel (gegr. 1921).|Er vermietet es."),
    ("de", "Der TSV gewann 3:2.|Beispiel traf in der 90. Minute."),
    ("nl", "„Kom”, zegt ds. Voorbeeld.|Niemand komt."),
    ("ru", "«Мы ждём!» — сказал мастер.|Их было ок. 300 чел."),
    ("ru", "Дом построен в XIX в.|Он цел."),
    ("pl", "Dom stoi od 1920 r.|Jest pusty."),
    ("fi", "Kirkko on vanha, ks. s. 12.|Katto painoi yht. 14 tonnia."),
    ("fi", "Tuuli oli 15 m/s.|– Kerran käännyttiin."),
    ("fi", "Hinta on 5 e.|Lapset ilmaiseksi."),
    ("vi", "Ông A. đến TP. Mẫu lúc 9 giờ.|Trời mưa."),
    ("en", "It opens at 9 p.m. Tuesday in Bldg. C, too.|Approx. 40 boats came, incl. Sample’s."),
    ("de", "Der Hl. Martin kam.|Bzw. Frau Dr. Muster kam um 8 Uhr."),
    ("es", "El Excmo. Sr. Tal contó aprox. 40 barcos.|Llegaron tarde."),
    ("nl", "Dhr. Voorbeeld en mevr. Dinges zijn er.|Ze wachten."),
    ("sv", "Kl. 9 kom fru Exempel, dvs. Anna.|Hon gick."),
    ("da", "Kl. 9 den 5. maj lukkede broen.|Alle ventede."),
    ("pl", "Ul. Morska jest pusta.|Pan dr. Przykład wyszedł."),
    ("bo", "ཟམ་པ་བཀག་སོང་།|མི་མང་པོ་འདུག།"),
    ("el", "Η κα. Δείνα έφυγε.|Βρέχει."),
    ("el", "Ο κ. Τάδε έφυγε.|Ποιος ξέρει;|Κανείς."),
]
#: Without white space between sentences.
WIDE = [
    ("zh", "港口关闭了。|渔民不能出海。"),
    ("zh", "“每天都有人来订货。”店员说。|她很高兴。"),
    ("zh", "他说：“我们走吧。”|她同意了。"),
    ("ja", "港は静かだ。|船はない。"),
    ("ja", "「もう少し待ちます。」と店員は言った。|雨が降っている。"),
    ("ja", "「なぜ。」|誰も答えない。"),
    ("zh", "“走吧！”|第二天，他们走了。"),
    ("zh", "老师傅在做灯笼。（资料图）"),
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
        ("fr", "12.03.2024, 14:05"),
        ("fr", "Port\tBateaux\tAnnée"),
        ("en", "News | Sport | Weather"),
        ("fr", "Mardi 3 mars 2025 à 14 h 05"),
        ("fr", "[Photo] Le lavoir en hiver"),
        ("fr", "Le lavoir en hiver © Anna Exemple"),
        ("fr", "Photo A. Exemple / Le Port"),
        ("fr", "Par Anna Exemple et Luc Modèle"),
        ("fr", "Publicité"),
        ("fr", "3 min de lecture"),
        ("fr", "Tél. 01 42 34 56 78"),
        ("en", "anna@example.org"),
        ("en", "Reporting by Anna Example; editing by Ben Sample"),
        ("de", "Stand: 3. März 2025"),
        ("es", "Lee también: El puerto"),
        ("it", "Foto di Anna Esempio"),
        ("nl", "Foto Anna Voorbeeld"),
        ("fi", "Lue myös: Satama"),
        ("ru", "Читайте также: Порт"),
        ("vi", "Xem thêm: Bến cảng"),
        ("th", "อ่านเพิ่มเติม: ท่าเรือ"),
        ("zh", "图片来源：港口"),
        ("ko", "사진=항구"),
        ("fr", "Photo d’illustration"),
        ("fr", "Le port, mardi. PHOTO LE LITTORAL"),
        ("de", "Kommentare (3)"),
        ("fr", "Publié hier à 14 h"),
        ("fr", "Le port vu du ciel. / Anna Exemple"),
        ("fr", "Par notre correspondante Anna Exemple"),
        ("fr", "Voir les commentaires (12)"),
        ("en", "The pier at dusk. Credit: A. Example"),
        ("en", "A woman on the pier (Photo: A. Example)"),
        ("en", "Comments (12)"),
        ("en", "1. first point"),
        ("es", "Más información"),
        ("it", "Foto Agenzia"),
        ("ca", "Llegiu també: el port"),
        ("ro", "Citește și: portul"),
        ("id", "Baca juga: jembatan"),
    ],
)
def test_what_is_no_title_is_no_heading(language: str, line: str) -> None:
    article = split_article(f"{line}\n\nIt rained.", language)
    assert not article.paragraphs[0].heading


def test_a_quotation_that_ends_before_a_comma_ends_no_sentence() -> None:
    text = "« C’est le câble qui chante. », souffle-t-il. Il sort."
    found = split_article(text, "fr")
    assert [text[s.start : s.end] for s in found.sentences] == [text[:-9], "Il sort."]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("es", "Comparte este artículo"),
        ("pt", "Compartilhe esta matéria"),
        ("it", "Condividi su"),
        ("nl", "Deel dit artikel"),
        ("de", "Artikel teilen"),
        ("en", "Correction, Feb. 7: An earlier version gave the wrong price."),
        ("es", "Fe de errores: el precio era otro."),
    ],
)
def test_a_line_to_share_or_a_correction_is_the_page_s_own(language: str, line: str) -> None:
    article = split_article(f"{line}\n\nIt rained.", language)
    assert not article.paragraphs[0].heading
    assert is_aside(line, language)


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
        ("fr", "100 jours en mer"),
        ("fr", "Publicité : la ville dit non"),
        ("fr", "Image d’une ville"),
        ("fr", "Partager la mer"),
        ("es", "Compartir el mar"),
        ("it", "Condividi il mare"),
        ("en", "1914–1918"),
        ("en", "Photo Finish at the Harbour"),
        ("de", "Bild einer Stadt"),
        ("de", "Stand der Dinge"),
        ("nl", "Door weer en wind"),
        ("ru", "Подробнее о порте"),
        ("ja", "港の歴史"),
    ],
)
def test_a_title_is_a_heading(language: str, line: str) -> None:
    article = split_article(f"{line}\n\nIt rained.", language)
    assert article.paragraphs[0].heading
    assert not is_aside(line, language)


def test_a_page_s_own_lines_and_points_of_a_list_are_sentences_of_their_own() -> None:
    text = "By Anna Example\nUpdated 3 March 2025\nThe port is shut.\n- One boat\n- Two boats"
    assert cut(text, "en") == text.split("\n")
    wrapped = "The paper was\npublished on Monday, 3 p.m., and\n- as always - read."
    assert cut(wrapped, "en") == [wrapped]
