"""What a teacher makes in the studio of a small text: one of everything, in two languages."""

from __future__ import annotations

from typing import Any

ARTICLE = """\
The ferry to the island stopped on 3 March 2025. A storm had broken the landing stage in February.

The mayor says that the island cannot wait. Shopkeepers fear an empty summer. Repairs will cost \
40,000 euros, and the county will pay half of them.

The first boat will leave in June. Until then, a fisherman carries the post twice a week.
"""


def both(en: str, fr: str) -> dict[str, str]:
    """Give a text in the languages of the lesson."""
    return {"en": en, "fr": fr}


def ends(skill: str = "understand") -> dict[str, Any]:
    """Give what every question ends in."""
    return {
        "hint": both("Look at the verbs.", "Regardez les verbes."),
        "explanation": both("The text says so in one sentence.", "Le texte le dit en une phrase."),
        "skill": skill,
    }


def option(en: str, fr: str, *, right: bool = False) -> dict[str, Any]:
    """Give an answer to choose, with what is said to who chooses it."""
    said = both("Yes: the text says it.", "Oui : le texte le dit.")
    other = both("No: read the sentence again.", "Non : relisez la phrase.")
    found: dict[str, Any] = {"text": both(en, fr)}
    return {**found, **({"correct": True} if right else {}), "feedback": said if right else other}


HOLDERS = [
    both("The text", "Le texte"),
    both("The mayor", "La maire"),
    both("Shopkeepers", "Les commerçants"),
]
GLOSS = {"gloss": both("Where boats are tied up.", "Là où l’on attache les bateaux.")}
#: Who speaks in each sentence, and how: the lesson is whole once all are said.
CLAIMS = {
    "Shopkeepers fear an empty summer.": ("Shopkeepers", "Concern"),
    "The ferry to the island stopped on 3 March 2025.": ("The text", "Fact"),
    "A storm had broken the landing stage in February.": ("The text", "Fact"),
    "The mayor says that the island cannot wait.": ("The mayor", "Position"),
    "Repairs will cost 40,000 euros, and the county will pay half of them.": (
        "The text",
        "Announcement",
    ),
    "The first boat will leave in June.": ("The text", "Announcement"),
    "Until then, a fisherman carries the post twice a week.": ("The text", "Fact"),
}
FACT = {
    "text": both("Spring begins on 20 March.", "Le printemps commence le 20 mars."),
    "date": "2025-03-20",
    "source": both("An almanac", "Un almanach"),
    "url": "https://almanac.example.org/2025/spring",
}
TIMELINE = {"label": both("The ferry stops", "Le bac s’arrête"), "date": "2025-03-03"}
STEP = {"label": both("The first boat", "Le premier bateau")}
TITLE = both("The island waits", "L’île attend")
RIGHTS = both("Written for this test.", "Écrit pour cet essai.")


def claim(holder: str, mode: str) -> dict[str, Any]:
    """Give what is written of a claim."""
    return {"holder": holder, "mode": mode, "note": both("The verb.", "Le verbe.")}


#: By type: the passage that is chosen, and what is written.
QUESTIONS: dict[str, tuple[str, dict[str, Any]]] = {
    "single": (
        "Shopkeepers fear an empty summer.",
        {
            "prompt": both("Who is afraid?", "Qui a peur ?"),
            "options": [
                option("Shopkeepers", "Les commerçants", right=True),
                option("The county", "Le comté"),
            ],
            **ends(),
        },
    ),
    "multiple": (
        "Repairs will cost 40,000 euros, and the county will pay half of them.",
        {
            "prompt": both("What is true of the repairs?", "Que dit-on des travaux ?"),
            "options": [
                option("They have a price.", "Ils ont un prix.", right=True),
                option("The county pays a part.", "Le comté paie une part.", right=True),
                option("They are over.", "Ils sont finis."),
            ],
            **ends(),
        },
    ),
    "truefalse": (
        "The first boat will leave in June.",
        {
            "prompt": both("The first boat leaves in May.", "Le premier bateau part en mai."),
            "answer": "False",
            "feedback": {
                "right": both("No: look at the month.", "Non : regardez le mois."),
                "wrong": both("Yes: it is in June.", "Oui : c’est en juin."),
                "unsaid": both("It does: look at the month.", "Si : regardez le mois."),
            },
            **ends(),
        },
    ),
    "order": (
        "A storm had broken the landing stage in February.",
        {
            "prompt": both("Put in order.", "Remettez dans l’ordre."),
            "items": [
                {"text": both("The storm", "La tempête"),
                 "feedback": both("It comes first.", "Elle vient d’abord.")},
                {"text": both("The stop", "L’arrêt"),
                 "feedback": both("It follows from it.", "Il en découle.")},
                {"text": both("The first boat", "Le premier bateau"),
                 "feedback": both("It comes last.", "Il vient en dernier.")},
            ],
            **ends(),
        },
    ),
    "match": (
        "The mayor says that the island cannot wait.",
        {
            "prompt": both("Who is it?", "Qui est-ce ?"),
            "pairs": [
                {"left": both("says", "dit"), "right": both("the mayor", "la maire"),
                 "feedback": both("See the second paragraph.", "Voir le deuxième paragraphe.")},
                {"left": both("fear", "craignent"), "right": both("shopkeepers", "les commerçants"),
                 "feedback": both("See the second sentence.", "Voir la deuxième phrase.")},
            ],
            **ends(),
        },
    ),
    "classify": (
        "Shopkeepers fear an empty summer.",
        {
            "prompt": both("What is each sentence?", "Qu’est chaque phrase ?"),
            "sentences": [
                {"mode": "Concern", "feedback": both("They fear.", "Ils craignent.")},
                {"quote": "The first boat will leave in June.", "mode": "Announcement",
                 "feedback": both("It is to come.", "C’est à venir.")},
            ],
            **ends("evaluate"),
        },
    ),
    "cloze": (
        "Until then, a fisherman carries the post twice a week.",
        {
            "prompt": both("Fill the gap.", "Complétez."),
            "gaps": [{"text": "post", "feedback": both("What is carried.", "Ce qui est porté.")}],
            **ends("find"),
        },
    ),
    "short": (
        "A storm had broken the landing stage in February.",
        {
            "prompt": both("What broke the stage?", "Qu’est-ce qui a cassé le quai ?"),
            "accept": ["storm"],
            "feedback": both("Yes.", "Oui."),
            "otherwise": both("Read the second sentence.", "Relisez la deuxième phrase."),
            **ends("find"),
        },
    ),
    "number": (
        "Repairs will cost 40,000 euros, and the county will pay half of them.",
        {
            "prompt": both("How much will the county pay?", "Combien paiera le comté ?"),
            "answer": 20000,
            "tolerance": 0,
            "feedback": both("Yes, half.", "Oui, la moitié."),
            "otherwise": both("Take half.", "Prenez la moitié."),
            **ends("infer"),
        },
    ),
    "locate": (
        "Shopkeepers fear an empty summer.",
        {
            "prompt": both("Which sentence tells a fear?", "Quelle phrase dit une crainte ?"),
            "feedback": both("Yes.", "Oui."),
            "otherwise": both("Look for a feeling.", "Cherchez un sentiment."),
            **ends("find"),
        },
    ),
    "reflect": (
        "The mayor says that the island cannot wait.",
        {
            "prompt": both("Is she right? Why?", "A-t-elle raison ? Pourquoi ?"),
            "model": both("Yes: shops need summer.", "Oui : il faut l’été aux magasins."),
            "criteria": [{"text": both("A reason is given.", "Une raison est donnée.")}],
            **ends("evaluate"),
        },
    ),
}  # fmt: skip
