"""Questions of a new lesson as a strict teacher reads them: no wrong key, none that is silly."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from lesson_utils.authoring.altering import altered, counted
from lesson_utils.authoring.examples import asked_about, example
from lesson_utils.authoring.source import Source
from lesson_utils.authoring.speakers import said_in
from lesson_utils.content.segmentation import split_article


def source_of(text: str, language: str) -> Source:
    return Source(split_article(text, language), ("fr", "en"))


def asked(kind: str, text: str, language: str) -> dict[str, Any]:
    question = example(kind, source_of(text, language), "q")
    assert question is not None
    return question


@pytest.mark.parametrize(
    ("text", "language", "changed"),
    [
        ("Les 84 cellules sont vides.", "fr", "Les 74 cellules sont vides."),
        ("Elle a coûté 15 000 euros.", "fr", "Elle a coûté 25 000 euros."),
        ("La ville perd 18 % de son eau.", "fr", "La ville perd 28 % de son eau."),
        ("Toutes les 100 % sont là.", "fr", None),
        ("Il a vendu 8 bêtes en juillet.", "fr", "Il a vendu 6 bêtes en juillet."),
        ("Der Ofen wiegt 3,2 Tonnen.", "de", "Der Ofen wiegt 5,2 Tonnen."),
        ("بلغت تكلفة الترميم ٧٫٥ مليون دينار.", "ar", "بلغت تكلفة الترميم ٥٫٥ مليون دينار."),
        ("她带来了45个学生，给他们讲故事。", "zh", "她带来了55个学生，给他们讲故事。"),
        ("Odette, who is 88, keeps a photo.", "en", "Odette, who is 78, keeps a photo."),
        ("The bridge was built in 1962.", "en", "The bridge was built in 1952."),
        ("The bridge was shut in May 2019.", "en", "The bridge was shut in May 2017."),
    ],
)  # fmt: skip
def test_another_number_is_written_as_the_texts_own(
    text: str, language: str, changed: str | None
) -> None:
    source = source_of(f"{text}\n\nFin.", language)
    found = altered(source, source.passages[0])
    assert (found and found.text) == changed


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("La température ne dépasse jamais 13 degrés.", "fr"),
        ("Il faut au moins 12 marins pour cela.", "fr"),
        ("Plus de 230 fuites ont été réparées.", "fr"),
        ("Le chantier pourrait coûter 3 millions.", "fr"),
        ("The boat must leave within 15 minutes.", "en"),
        ("Owners may be fined up to 200 pounds.", "en"),
        ("It never rains on 12 days in a row.", "en"),
        ("Aquí abajo la temperatura nunca pasa de 13 grados.", "es"),
        ("Die Brücke trägt höchstens 20 Tonnen.", "de"),
        ("Il ponte porta fino a 20 tonnellate.", "it"),
        ("桥上至少有86盏路灯，很亮。", "zh"),
        ("Laiva on ollut satamassa 12 kertaa.", "fi"),
        ("It has been open since 1954.", "en"),
        ("La prison est au 14, rue des Tanneurs.", "fr"),
        ("The inn is at 14 Mill Lane in Aldmouth.", "en"),
        ("The last boat sailed on Oct. 31 at noon.", "en"),
        ("Die Feier war am 2. Mai am Hafen.", "de"),
    ],
)  # fmt: skip
def test_what_another_number_would_not_make_false_is_left_alone(text: str, language: str) -> None:
    source = source_of(f"{text}\n\nFin.", language)
    assert [altered(source, passage) for passage in source.passages] == [None] * len(
        source.passages
    )


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Odile Exemple, 67 ans, préside le club du bus.", "fr"),
        ("Une habitante de 84 ans attend déjà le bus vert.", "fr"),
        ("The boat is steered by Anna Example, 44, who likes the sea.", "en"),
        ("Tomás Ejemplo, de 72 años, explica el horno del pueblo.", "es"),
        ("Il Comune spegnerà la scala dalle ore 22.", "it"),
        ("Das Fest beginnt am Hafen ab 9 Uhr wie immer.", "de"),
        ("Le comité ferme la salle (art. 3 du règlement).", "fr"),
        ("5. Vendre des cartes postales au marché du port.", "fr"),
    ],
)
def test_no_age_hour_or_label_is_asked_for(text: str, language: str) -> None:
    source = source_of(f"{text}\n\nFin.", language)
    assert all(counted(source, passage) is None for passage in source.passages)


NEWS = """L’idée vient d’une ancienne institutrice du bourg.

« Les enfants ne lisaient plus chez eux. Il fallait aller les voir », raconte Odile Exemple.

« On apprend ici bien plus qu’en classe », sourit Yanis Modèle. Il a démonté le moteur cet hiver.

Le conseil a versé 42 000 euros pour le projet. La commune a prêté un garage aux lycéens.

« Je n’ai plus de voiture depuis longtemps », confie Simone Cas. Le bus passe chaque jeudi.

Les élus craignent que le carburant coûte trop cher. Le trajet compte 63 arrêts dans le canton.
"""


def test_who_says_what_is_asked_where_three_people_are_named_at_their_words() -> None:
    pairs = asked("match", NEWS, "fr")["pairs"]
    assert [pair["right"] for pair in pairs] == ["Odile Exemple", "Yanis Modèle", "Simone Cas"]
    assert pairs[0]["left"] == "Les enfants ne lisaient plus chez eux. Il fallait aller les voir"


def test_the_open_question_is_about_a_concern_of_the_text() -> None:
    question = asked("reflect", NEWS, "fr")
    assert "Les élus craignent que le carburant coûte trop cher." in question["prompt"]["fr"]
    assert question["evidence"] == "Les élus craignent que le carburant coûte trop cher."


def test_no_two_questions_are_asked_about_one_sentence_while_there_are_others() -> None:
    source = source_of(NEWS, "fr")
    used: Counter[int] = Counter()
    for kind in ("truefalse", "number", "cloze", "locate"):
        question = example(kind, source, kind, None, used)
        if question is not None:
            about = asked_about(question, source)
            assert not any(used[start] for start in about)
            used.update(about)
    assert len(used) >= 3


@pytest.mark.parametrize("kind", ["single", "truefalse", "multiple", "order", "cloze", "number"])
def test_no_question_is_built_on_a_question_or_on_a_few_words(kind: str) -> None:
    text = (
        "Qui paiera les 12 bateaux ? Personne en 1999. Le vieux port compte 40 bateaux de pêche. "
        "La digue mesure 300 mètres de long. La tempête de 1962 a noyé le quai. "
        "Un phare domine la baie depuis longtemps."
    )
    shown = str(example(kind, source_of(text, "fr"), "q"))
    assert "Qui paiera" not in shown
    assert "Personne en" not in shown


def test_no_common_word_is_a_gap_and_no_word_alone_is_looked_for() -> None:
    source = source_of("Le maire a dit que la ville est belle et grande. Il pleut.", "fr")
    assert example("cloze", source, "q") is None
    assert example("locate", source, "q") is None


@pytest.mark.parametrize(
    "text",
    [
        "La prison est au 14, rue des Tanneurs.",
        "La prison est au 14 bis, rue des Tanneurs.",
        "Sie wohnt in der Lindenstraße 14 am Hafen.",
        "He teaches Year 6 pupils at the school.",
        "It sailed on Sept. 12 from the old pier.",
    ],
)
def test_no_address_nor_day_is_asked_for(text: str) -> None:
    source = source_of(f"{text}\n\nFin.", "de" if "wohnt" in text else "en")
    assert [counted(source, passage) for passage in source.passages][:1] == [None]


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [
        ("« Nous n’avons plus de place ici », a dit Anna Exemple.", "fr", ["Anna Exemple"]),
        ("« Nous n’avons plus de place. Il faut agir », explique l’hydrologue Anna Exemple, hier.",
         "fr", ["Anna Exemple"]),
        ("« Nous n’avons plus de place ici », dit la fille de Anna Exemple.", "fr", []),
        ("« Nous n’avons plus de place ici », a dit Anna Exemple et Luc Modèle.", "fr", []),
        ("“We have no room left here,” said Anna Example’s brother.", "en", []),
        ("“We have no room left here,” said Dr Anna Example, 40.", "en", ["Anna Example"]),
        ("“We have no room left here,” Anna Example said.", "en", ["Anna Example"]),
        ("“We have no room left here,” Anna Example said that day.", "en", []),
        ("“We wait,” said Anna Example.", "en", []),
        ("«No tenemos más sitio en casa», dijo Luis Muestra, de 71 años.", "es", ["Luis Muestra"]),
        ("„Wir haben keinen Platz mehr hier“, sagt Anna Beispiel.", "de", []),
    ],
)  # fmt: skip
def test_who_speaks_is_asked_only_where_the_text_names_them_at_once(
    text: str, language: str, said: list[str]
) -> None:
    source = source_of(f"{text}\n\nOn a vu Luc Modèle et Anna Exemple. Fin.", language)
    assert [found.name for found in said_in(source)] == said


def test_a_speaker_is_asked_for_with_the_whole_quotation() -> None:
    text = (
        "Le port rouvre. « Nous avons attendu. Il faut agir vite », a dit Anna Exemple, la maire."
    )
    question = asked("short", f"{text}\n\nTout le monde rentre le soir.", "fr")
    assert "«\u00a0Nous avons attendu. Il faut agir vite\u00a0»" in question["prompt"]["fr"]
    assert "“Nous avons attendu. Il faut agir vite”" in question["prompt"]["en"]
    assert question["accept"] == ["Anna Exemple", "Exemple"]


def test_statements_of_the_text_stand_beside_some_with_another_number() -> None:
    text = (
        "The old harbour has 40 boats and a tower. The fish is sold in the morning. "
        "The lighthouse is 24 metres high. Nobody lives in it any more, they say. "
        "The keeper left in 1998 with two dogs."
    )
    question = asked("multiple", text, "en")
    wrong = [option["text"] for option in question["options"] if not option.get("correct")]
    right = [option["text"] for option in question["options"] if option.get("correct")]
    assert wrong
    assert len(right) == 2
    assert all(sentence in text for sentence in right)
    assert not any(sentence in text for sentence in wrong)


def test_no_cut_tears_a_quotation_a_number_or_a_mark() -> None:
    text = (
        "La machine s’appelle « Miette la Grande » depuis ce matin. "
        "Elle a coûté 15 000 euros au département de la Lorne. "
        "Un père répond : « On aurait pu embaucher quelqu’un du village. » "
        "Le fermier, qui vit seul, les transforme en compost."
    )
    pairs = asked("match", text, "fr")["pairs"]
    ends = [(pair["left"], pair["right"]) for pair in pairs]
    assert ends
    for left, right in ends:
        assert left.count("«") <= left.count("»")
        assert right.count("»") <= right.count("«")
        assert not (left[-2].isdigit() and right[1].isdigit())
        assert left[-2] not in " ,;:"


@pytest.mark.parametrize("kind", ["order", "single", "number", "cloze", "locate"])
def test_no_sentence_is_cut_out_of_a_quotation_while_there_are_others(kind: str) -> None:
    text = (
        "Le vieux port de 1962 est fermé ce matin. « La mer monte de 4 mètres en 1998. "
        "Il faut un mur », dit-elle. Les 40 bateaux sont partis vers le sud. "
        "Le village compte 300 habitants discrets. Une fête aura lieu sur la grande place."
    )
    question = str(asked(kind, text, "fr"))
    assert "La mer monte" not in question
    assert "Il faut un mur" not in question


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Lina aime le petit port endormi. La brume cache les bateaux.", "fr"),
        ("Lawyers left the sleepy harbour. The fog hides every boat.", "en"),
    ],
)
def test_no_gap_is_a_word_with_a_capital(text: str, language: str) -> None:
    (gap,) = asked("cloze", text, language)["gaps"]
    assert gap["text"].islower()


def test_a_contact_line_is_asked_about_by_no_question() -> None:
    lines = [
        "Call 555-0142 for more details today.",
        "Les réservations se font au 04 00 00 12 34 chaque jour.",
        "Wer kommen will, ruft unter Tel. 0123 456789 an.",
        "Tous droits réservés par le journal du port.",
        "Write to us at news@harbour.example any time.",
    ]
    for line in lines:
        assert source_of(f"{line}\n\nThe port is shut today.", "en").passages[0].text != line
