"""What is found in running text: whole words, dates, numbers, and how a sentence speaks."""

from __future__ import annotations

import time

import pytest

from lesson_utils.authoring.annotating import annotate
from lesson_utils.authoring.dates import find_dates
from lesson_utils.authoring.examples import example
from lesson_utils.authoring.names import find_names, tells_names
from lesson_utils.authoring.numbers import find_numbers
from lesson_utils.authoring.quotations import within_quotation
from lesson_utils.authoring.source import Source
from lesson_utils.authoring.troubles import troubles
from lesson_utils.authoring.words import words_in
from lesson_utils.content.segmentation import split_article

ENGLISH = (
    "The port is closed since yesterday. The fishermen are waiting for news to come, they say."
)


def source_of(text: str, language: str) -> Source:
    return Source(split_article(text, language), ("fr", "en"))


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("बंदरगाह पारगमन के लिए खुलेगा।", "hi", ["बंदरगाह", "पारगमन", "के", "लिए", "खुलेगा"]),
        ("বন্দর বন্ধ", "bn", ["বন্দর", "বন্ধ"]),
        ("துறைமுகம் மூடப்பட்டது", "ta", ["துறைமுகம்", "மூடப்பட்டது"]),
        ("בְּרֵאשִׁית בָּרָא", "he", ["בְּרֵאשִׁית", "בָּרָא"]),
        ("lorsqu’un pêcheur l’aide aujourd’hui", "fr", ["un", "pêcheur", "aide", "aujourd’hui"]),
        ("dell’Unione europea", "it", ["Unione", "europea"]),
        ("Anna Example's boats’ crew", "en", ["Anna", "Example", "boats", "crew"]),
        ("п’ять човнів", "uk", ["п’ять", "човнів"]),
        ("the 117th well-known cafe\u0301", "en", ["the", "well-known", "cafe\u0301"]),
    ],
)
def test_words_are_whole_in_every_script(text: str, language: str, words: list[str]) -> None:
    assert [word.text for word in words_in(text, language)] == words


def test_what_cannot_be_shown_or_asked_for_is_told_apart() -> None:
    found = {w.text: w.whole for w in words_in("The har\u00adbourmaster couldn’t come", "en")}
    assert found == {"The": True, "har\u00adbourmaster": False, "couldn’t": False, "come": True}


@pytest.mark.parametrize("kind", ["cloze", "short", "locate", "match"])
@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("今天港口关闭了，很多渔民不能出海。\n\n渔民们正在等待新的消息，他们很担心。", "zh"),
        ("多くの漁師は今日海に出られません。\n\n漁師たちは新しい知らせを待っています。", "ja"),
        ("ท่าเรือปิดวันนี้เพราะพายุ ชาวประมงออกทะเลไม่ได้\n\nพวกเขารอข่าวใหม่อยู่ที่บ้าน", "th"),
    ],
)  # fmt: skip
def test_where_no_space_divides_words_no_word_is_asked_for(
    kind: str, text: str, language: str
) -> None:
    assert example(kind, source_of(text, language), "q") is None


@pytest.mark.parametrize(
    ("text", "language", "dates"),
    [
        ("on Jan. 5, 2021 and Sept. 3, 2019", "en", ["2021-01-05", "2019-09-03"]),
        ("March 3-7, 2021", "en", ["2021-03-03/2021-03-07"]),
        ("2021年3月5日，2019年", "zh", ["2021-03-05", "2019"]),
        ("2021년 3월 5일 항구", "ko", ["2021-03-05"]),
        ("ngày 5 tháng 3 năm 2021 và năm 1990", "vi", ["2021-03-05", "1990"]),
        ("am 5.3.2021 und Ende 2017", "de", ["2021-03-05", "2017"]),
        ("5 آذار/مارس 2021", "ar", ["2021-03-05"]),
        ("fin 2017, mi-2019", "fr", ["2017", "2019"]),
        ("le 13/04/2021 et le 03/04/2021", "fr", ["2021-04-13", "2021-04-03"]),
        ("on 04/13/2021 and on 03/04/2021", "en", ["2021-04-13"]),
        ("en 2000 exemplaires, depuis 1950, il", "fr", ["1950"]),
        ("held in 2000 homes, from 1500 boats", "en", []),
        ("In 2000 the port closed. In 2013 prices rose.", "en", ["2000", "2013"]),
        ("5 มีนาคม 2564", "th", ["2021-03-05"]),
        ("más de 1984 barcos, un grupo de 1652 personas, de 2019 a 2021", "es", ["2019", "2021"]),
        ("Er hatte 1954 neue Boote. Sie wurde 1931 unter Wasser gebaut.", "de", ["1931"]),
        ("the storm of 1953, a total of 1984 votes", "en", ["1953"]),
        ("Anna Example (Aldmouth, 1968) left by Easter 2025.", "en", ["1968", "2025"]),
    ],
)
def test_dates_are_found_as_they_are_written(text: str, language: str, dates: list[str]) -> None:
    assert [found.when for found in find_dates(text, language)] == dates


@pytest.mark.parametrize(
    ("text", "language", "numbers"),
    [
        ("He left.[1] Flight 370 left at 3 a.m. with 12 men.", "en", [12.0]),
        ("Appelez le 01 42 34 56 78 pour 3 places.", "fr", [3.0]),
        ("call +1 555-010-9999, 12 boats", "en", [12.0]),
        ("He lives at Kingston 20.", "en", []),
        ("In Mali 15,000 soldiers left.", "en", [15000.0]),
        ("à 18 heures, 23 °C et 1 200 400 euros", "fr", [23.0, 1200400.0]),
        ("2.8万人，有35艘船", "zh", [None, 35.0]),
        ("The tel. 555 0100 is new. Year 6 has 12 pupils.", "en", [12.0]),
    ],
)
def test_numbers_are_those_that_count(
    text: str, language: str, numbers: list[float | None]
) -> None:
    assert [found.value for found in find_numbers(text, language)] == numbers


@pytest.mark.parametrize(
    ("text", "language", "modes"),
    [
        ("« Le port a perdu 40 % de ses bateaux. Il faut agir », a dit le maire.", "fr",
         ["statement", None]),
        ("“The port lost 40% of its boats. We must act,” the mayor said.", "en",
         ["statement", None]),
        ("En pratique, on installe une « boîte grise » dans le port en 1962.", "fr", [None]),
        ('The ship is called "The Gull" and was built in 1962.', "en", [None]),
        ("Le port fermera dès juin 2017. Il a rouvert en mars 2020.", "fr", [None, "fact"]),
        ("La procédure devra être suivie.", "fr", [None]),
        ("C’est ce qu’a annoncé la mairie, mercredi.", "fr", [None]),
        ("Le port a perdu 40 bateaux en dix ans. C’est ce qu’a dit le maire.", "fr",
         [None, None]),
        ("The will of the founder, from 1962, is lost.", "en", [None]),
        ("Copyright 2023 Harbour News.", "en", []),
        ("Selon le maire, le port rouvrira en 2030.", "fr", [None]),
        ("Le port rouvrira en mai 2030.", "fr", ["forecast"]),
        ("Il encadra les 12 marins avec soin.", "fr", [None]),
        ("Les pêcheurs craignent une fermeture.", "fr", ["concern"]),
        ("Les pêcheurs ne craignent pas une fermeture.", "fr", [None]),
        ("The port will open in 2030 if it can.", "en", [None]),
        ("According to a study, 12 ports are shut.", "en", [None]),
        ("- The sign of 1962 will move to the museum.", "en", [None]),
        ('"Ask the fish," a seller said.', "en", [None]),
        ("A. Il porto aprì nel 1962 con 12 navi.", "it", [None]),
        ("Il sindaco ha detto che 12 lampioni sono nuovi.", "it", ["statement"]),
        ("La mairie répond que 12 arbres seront plantés.", "fr", [None]),
        ("Le pont ouvrira en mai, et la maire craint le bruit.", "fr", [None]),
        ("Le musée rouvre le 8 février 2025 avec 12 salles.", "fr", [None]),
        ("Le musée a rouvert le 8 février 2025 avec 12 salles.", "fr", ["fact"]),
        ("The council is now concerned that 12 species will vanish.", "en", ["concern"]),
        ("Officials said that 12 boats would be kept.", "en", [None]),
        ("Every hive will have to be registered.", "en", [None]),
        ("A survey has found 150 roofs with hives.", "en", [None]),
        ("They hold an estimated 3 million bees.", "en", [None]),
        ("The firm has 46 men, and 5 of them will leave.", "en", [None]),
        ("Die Stadt feiert am 2. Mai 2025 ihren 100. Geburtstag.", "de", [None]),
        ("Muster hofft, dass es 12 Gäste werden.", "de", [None]),
        ("وتؤكد البلدية أن ١٢ دكانا مفتوحة اليوم.", "ar", ["statement"]),
        ("ويخشى التجار أن ترتفع الإيجارات بعد عام.", "ar", ["concern"]),
        ("Para más información, llame al 900 000 123.", "es", []),
        ("घाट की सीढ़ियाँ 1891 में बनी थीं और उनमें 52 पायदान हैं।", "hi", [None]),
    ],
)  # fmt: skip
def test_only_a_certain_mode_is_proposed(text: str, language: str, modes: list[str | None]) -> None:
    source = source_of(f"{text}\n\nFin.", language)
    found = [source.mode(passage) for passage in source.passages]
    assert [mode and mode[0] for mode in found] == modes


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        ("On parle d’Anna Exemple et de l’Assemblée nationale.", "fr",
         [("Anna Exemple", "name"), ("Assemblée nationale", "actor")]),
        ("Elle écrit à Anna Exemple. Elle vit à Lyon.", "fr",
         [("Anna Exemple", "name"), ("Lyon", "place")]),
        ("On a vu M. Exemple hier. Il fait 23 °C.", "fr", [("Exemple", "actor")]),
        ("La commission du port (CNP) se réunit.", "fr", [("CNP", "name")]),
        ("Le Conseil constitutionnel et la Cour de cassation jugent.", "fr",
         [("Conseil constitutionnel", "actor"), ("Cour de cassation", "actor")]),
        ("Elle entre en Bourse et saisit la Justice.", "fr",
         [("Bourse", "name"), ("Justice", "actor")]),
        ("Parla dell’Unione europea.", "it", [("Unione europea", "actor")]),
        ("It is Anna Example's brother. Anna Example left.", "en", [("Anna Example", "name")]),
        ("We met Walter A. Example and the U.S. Coast Guard on 117th Avenue.", "en",
         [("Walter A. Example", "name"), ("U.S. Coast Guard", "actor")]),
        ("Aldmouth is closed. Then Anna Example of Aldmouth spoke Thursday.", "en",
         [("Aldmouth", "name"), ("Anna Example", "name")]),
        ("The plan gave power to Anna Example.", "en", [("Anna Example", "name")]),
        ("El acto reunió a Ana Ejemplo y a Luis Muestra.", "es",
         [("Ana Ejemplo", "name"), ("Luis Muestra", "name")]),
        ("La Société des traversées de l’Orne-Noire (STON) dort.", "fr",
         [("Société des traversées de l’Orne-Noire", "actor"), ("STON", "name")]),
        ("On a vu Mme Irène Exemple, et « La Mouette » dort.", "fr",
         [("Irène Exemple", "actor"), ("La Mouette", "name")]),
        ("Residents of Far Street met Mayor Tom Example of Farby.", "en",
         [("Far Street", "place"), ("Tom Example", "actor"), ("Farby", "name")]),
        ("We zagen Jan van der Voorbeeld in Utrecht.", "nl",
         [("Jan van der Voorbeeld", "name"), ("Utrecht", "place")]),
    ],
)  # fmt: skip
def test_names_are_whole_and_their_kind_is_said_where_it_is_certain(
    text: str, language: str, names: list[tuple[str, str]]
) -> None:
    found = find_names(split_article(text, language))
    assert [(name.text, name.kind) for name in found] == names


def test_a_text_with_an_address_is_no_script_with_capitals() -> None:
    assert not tells_names("LG를 항구에 보냈다. 문의: press@example.org", "ko")
    assert tells_names("Le port d’Aldmouth.", "fr")


def test_the_names_that_stand_most_often_are_proposed_wherever_they_stand() -> None:
    early = " ".join(f"We saw Early{chr(97 + n)} there." for n in range(26))
    late = " ".join("They met Lateone again." for _ in range(10))
    found = annotate(source_of(f"{early}\n\n{late}", "en"))
    quotes = [entry["quote"] for entry in found if entry["id"].startswith("name-")]
    assert len(quotes) == 25
    assert "Lateone" in quotes


def test_a_form_of_a_common_word_is_not_rare() -> None:
    text = "Ils justifieront la dépense.\n\nLe vieux cabotage reprend dans la baie."
    quotes = [entry["quote"] for entry in annotate(source_of(text, "fr"))]
    assert "cabotage" in quotes
    assert "justifieront" not in quotes


@pytest.mark.parametrize(
    ("text", "language", "codes"),
    [
        ("<p>The port</p><p>is shut.</p>", "en", ["html"]),
        ("L’Ã©tÃ© au port.", "fr", ["garbled"]),
        ("The har\u00adbour is shut.", "en", ["hidden"]),
        (ENGLISH, "fr", ["language"]),
        (ENGLISH, "en", []),
        ("Le port est fermé.", "fr", []),
    ],
)  # fmt: skip
def test_what_is_odd_about_a_pasted_text_is_told(
    text: str, language: str, codes: list[str]
) -> None:
    assert [code for code, _ in troubles(text, language)] == codes


def test_quotation_marks_are_not_doubled() -> None:
    source = source_of("« Le port a perdu des bateaux », a dit le maire.\n\nFin.", "fr")
    said = source.say("new.timeline.label", text="« Le port a perdu »")
    assert said["fr"] == "«\u00a0Le port a perdu\u00a0»"
    assert said["en"] == "“Le port a perdu”"
    partly = source.say("new.timeline.label", text="« Le port » a perdu « trois bateaux »")
    assert partly["fr"] == "«\u00a0“Le port” a perdu “trois bateaux”\u00a0»"


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('We wait," she said. "We hope', "We wait,’ she said. ‘We hope’"),
        ("Wir warten“, sagt sie", "Wir warten’, sagt sie"),
        ("»Wir warten«, sagt sie", "‘Wir warten’, sagt sie"),
        ("« On attend », dit-elle", "‘On attend’, dit-elle"),
        ("“We wait.", "‘We wait.’"),
    ],
)
def test_a_quotation_inside_another_opens_and_closes(text: str, inside: str) -> None:
    assert within_quotation(text, "‘", "’") == inside


def test_no_question_is_built_on_a_line_of_the_page() -> None:
    text = "By Anna Example\n\nThe port is shut today.\n\nPhoto: Anna Example/Harbour News\n\nEnd."
    assert [p.text for p in source_of(text, "en").passages] == ["The port is shut today."]


@pytest.mark.parametrize("text", ["a" * 100_000, "@" * 100_000, "a@" * 50_000])
def test_whether_capitals_tell_names_is_soon_known_of_a_text_of_one_long_word(text: str) -> None:
    begun = time.process_time()
    tells_names(text, "en")
    # A search that begins anew at each letter needs half a minute and more.
    assert time.process_time() - begun < 10
