"""Numbers in running text, as each language writes them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lesson_utils.authoring.words import CAPITAL
from lesson_utils.texts import base_language

#: Languages that write 3.5; the others write 3,5. Source: CLDR, "decimal".
_FULL_STOP = frozenset({"en", "ar", "fa", "he", "hi", "bn", "ur", "ja", "ko", "zh", "th", "ms"})
_SPACES = "\u0020\u00a0\u202f\u2009"
_WIDE = r"\u3000-\u30ff\u3400-\u9fff\uac00-\ud7af"
#: Lakhs: "1,50,000".
_LAKHS = r"\d{1,2}(?:,\d{2})+,\d{3}"
_NUMBER = re.compile(
    rf"(?<![\w.,٫٬/:-]){_LAKHS}(?![\w/:-]|[.,]\d)"
    rf"|(?<![^\W{_WIDE}])(?<![.,٫٬/:-])\d{{1,3}}(?:[{_SPACES}.,’'٬]\d{{3}})+(?:[.,٫]\d+)?"
    rf"(?![^\W{_WIDE}]|[/:-]|[.,٫]\d)"
    rf"|(?<![^\W{_WIDE}])(?<!\d[万萬亿億千])(?<![.,٫٬/:-])\d+(?:[.,٫]\d+)?(?![^\W{_WIDE}]|[/:-]|[.,٫]\d)"
)
#: More digits than this are a telephone number or a code.
_MOST_DIGITS = 12
#: Groups of digits that no language writes as one number.
_TELEPHONE = re.compile(
    r"(?<![\w.,])\+?\(?\d{1,4}\)?(?:[ .\u00a0-]\(?\d{2,4}\)?){2,}(?![\w]|[.,]\d)"
    r"|(?i:\bt[eé]l(?:\.|éfono|efone|efon|ephone|éphone)?:?\s)[+\d][\d .()/\u00a0-]{4,}\d"
)
_THOUSANDS = re.compile(rf"\d{{1,3}}(?:[{_SPACES}.]\d{{3}})+")
#: What is written before a number that names a thing and counts nothing.
_LABELS = (
    r"flight|year|grade|class|pier|seat|rule|tel\.?|tél\.?|hausnummer|wagen|n\.|route|room|page|chapter"
    r"|article|section|bus|line|gate|unit|highway|no\.?|number|boeing|airbus|figure|version|vol"
    r"|ligne|chambre|chapitre|alinéa|quai|n\.[ºª°]|n[°ºo]\.?|numéro|autoroute|flug|seite|kapitel|linie"
    r"|artikel|nr\.?|gleis|zimmer|vuelo|página|línea|capítulo|artículo|núm\.?|número|voo|linha"
    r"|artigo|volo|linea|articolo|pagina|track|platform|court|terminal|paragraph|footnote|stage"
    r"|phase|level|episode|note|tome|volume|canal|channel|salle|bâtiment|porte|étape|épisode|rn|rd"
    r"|absatz|abs\.|raum|haus|saal|sala|habitación|puerta|tomo|nota|capitolo|binario|canale|stanza"
    r"|capítulo|hoofdstuk|bladzijde|kamer|lijn|spoor|sivu|luku|linja|laituri|số|phòng|tầng|chương"
    r"|decreto|decree|décret|loi|ley|lei|legge|law|día|dia|giorno|dag|tag"
    r"|дом|глава|статья|страница|номер"
)
#: Also the minutes of "18 h 30", and the second hour of "dalle 5 alle 13".
_BEFORE = re.compile(
    rf"(?:\b(?:{_LABELS})\s|[\[#§№]\s?|第|제\s?|\d\s?h\s?|\b(?:dalle|alle|a\slas|às|kello)\s"
    r"|(?:午前|午後|上午|下午|오전|오후)\s?)$",
    re.IGNORECASE,
)
#: What has a number to be told by, before one that stands alone: "the case number is 4471".
_CODE = re.compile(
    r"\b(?:codes?|password|pin|reference|registration|licen[cs]e|permit|postcode|serial|barcode|ticket"
    r"|matricule|dossier|référence|immatriculation|mot de passe|numéro|expediente|referencia|código"
    r"|matrícula|clave|contraseña|aktenzeichen|akte|kennzeichen|\w*nummer|pratica|codice|targa"
    r"|riferimento|processo|referência|senha|dossiernummer|kenteken"
    r"|(?:case|file|lot|phone|account|order|house|jersey|shirt|badge)\snumber)\b[^.!?;,\d]{0,25}\s$",
    re.IGNORECASE,
)
#: A name before a number that stands alone: "Kingston 20", "Boeing 747".
_NAMED = re.compile(rf"\b{CAPITAL}[\w’'-]*\s$")
#: What goes on after a number that stands alone: a mark, or a word that can be no thing counted.
_ALONE = re.compile(
    r"\s?(?:[^\w\s%°€$£]|$)|\s(?:to|and|or|on|in|at|was|is|for|with|et|ou|à|y|o|e|und|oder)\b"
)
#: "18.30" where a comma comes before decimals is an hour.
_HOUR = re.compile(r"(?:[01]?\d|2[0-3])\.[0-5]\d")
#: An address: "3 rue du Port", "76600 Aldmouth".
_STREET = re.compile(
    r"\s?(?:bis\s|ter\s)?,?\s(?:rue|avenue|boulevard|quai|chemin|impasse|allée|route|cours)\s"
    r"|\s(?:[A-Z][\w’'-]+\s){1,3}(?:Street|Road|Avenue|Boulevard|Lane|Terrace|Square)\b"
)
_POSTCODE = re.compile(r"\d{5}$")
#: A time, an address, a part of a date in a script without spaces.
_AFTER = re.compile(
    r"\s?(?:[ap]\.?m\b|o[’']clock|Uhr\b|heures?\b|h\b|h\d|बजे|น\.|[年月日号时点分时年월일시분時分号章])|\]",
    re.IGNORECASE,
)
#: Ten thousand and more, as a letter of its own: the number before it is a part of one.
_TIMES = re.compile(r"\s?[万萬亿億千百만억천백兆]")


@dataclass(frozen=True)
class FoundNumber:
    """A number where it stands; ``value`` is None where it can be read in two ways."""

    start: int
    end: int
    value: float | None


def find_numbers(text: str, language: str) -> list[FoundNumber]:
    """Find numbers written in digits of any script.

    Examples
    --------
    >>> [found.value for found in find_numbers("12 400 habitants, 3,5 km", "fr")]
    [12400.0, 3.5]
    >>> [found.value for found in find_numbers("1,250 books and ٤٥ more", "en")]
    [1250.0, 45.0]
    """
    taken = [
        match.span()
        for match in _TELEPHONE.finditer(text)
        if not _THOUSANDS.fullmatch(match.group())
    ]
    return [
        FoundNumber(*match.span(), _counted(match, text, language))
        for match in _NUMBER.finditer(text)
        if sum(map(str.isdecimal, match.group())) <= _MOST_DIGITS
        and not any(start < match.end() and match.start() < end for start, end in taken)
        and not _names(text, *match.span())
        and not (_comma(language) and _HOUR.fullmatch(match.group()))
    ]


def _names(text: str, start: int, end: int) -> bool:
    """Tell whether a number names a thing, an hour or a place, and counts nothing."""
    before, after = text[max(0, start - 40) : start], text[end : end + 60]
    if _BEFORE.search(before) or _AFTER.match(after) or _STREET.match(after):
        return True
    if before.endswith("(") and after.startswith(")") and not before[:-1].rstrip()[-1:].isdecimal():
        return True
    if _POSTCODE.match(text[start:end]) and re.match(r"\s[A-ZÀ-Þ]", after):
        return True
    named = _NAMED.search(before) is not None or _CODE.search(before) is not None
    return _ALONE.match(after) is not None and named


def _comma(language: str) -> bool:
    """Tell whether a language has a comma before decimals."""
    return base_language(language) not in _FULL_STOP


def _counted(match: re.Match[str], text: str, language: str) -> float | None:
    return None if _TIMES.match(text, match.end()) else _value(match.group(), language)


def _value(written: str, language: str) -> float | None:
    decimal = "," if _comma(language) else "."
    thousands = ",.".replace(decimal, "")
    western = "".join(str(int(d)) if d.isdecimal() else d for d in written)
    whole, _, rest = western.replace("٫", decimal).partition(decimal)
    if re.fullmatch(_LAKHS, whole):
        whole = whole.replace(",", "")
    whole = re.sub(rf"[{_SPACES}’'٬{thousands}](\d{{3}})", r"\1", whole)
    if not whole.isdecimal() or (rest and not rest.isdecimal()):
        return None
    # 1,250 may be thousands written by somebody else's habit.
    return None if len(rest) == 3 else float(f"{whole}.{rest or '0'}")  # noqa: PLR2004
