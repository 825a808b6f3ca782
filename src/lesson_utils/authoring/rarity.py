"""How common a word is, from the frequency lists of ``wordfreq``.

The lists (Apache 2.0 and CC BY-SA 4.0) were frozen in 2024 and do not change any more, so that two
runs propose the same words. A form of a common word is no rare word ("justifieront"): ``simplemma``
(MIT) gives the word that a dictionary lists.
"""

from __future__ import annotations

from functools import cache

from lesson_utils.texts import base_language

#: Zipf frequencies: 3 is once in a million words. Less common words than this are proposed.
RARE = 3.6
#: These languages need a tokenizer of their own.
_NEED_MORE = frozenset({"ja", "ko", "zh"})


#: These join words to new ones; what may stand between the two, and how common each must be.
_COMPOUNDING = frozenset({"de", "nl", "sv", "da", "nb", "nn", "no"})
_LINKS = ("", "s", "es", "n", "en", "er", "e")
#: What makes a word of another that means as much: "Landwirtin", "wortlos".
_DERIVED = {"de": ("in", "innen", "los")}
_PART, _PART_LETTERS = 3.5, 4


@cache
def known(language: str) -> bool:
    """Tell whether there is a frequency list for a language."""
    from wordfreq import available_languages  # noqa: PLC0415 - an author's tool

    base = base_language(language)
    return base in available_languages() and base not in _NEED_MORE


@cache
def zipf(word: str, language: str) -> float:
    """Give a word's Zipf frequency, 0 for a word that is in no list.

    Source: van Heuven and others, "SUBTLEX-UK" (2014): the logarithm of its count in a billion.
    """
    from wordfreq import zipf_frequency  # noqa: PLC0415 - an author's tool

    return float(zipf_frequency(word, base_language(language)))


@cache
def lemma(word: str, language: str) -> str:
    """Give the word under which a dictionary lists a form; the form itself where none is known.

    Examples
    --------
    >>> lemma("justifieront", "fr"), lemma("comforted", "en"), lemma("xyzzy", "fr")
    ('justifier', 'comfort', 'xyzzy')
    """
    import simplemma  # noqa: PLC0415 - an author's tool

    base = base_language(language)
    try:
        return str(simplemma.lemmatize(word, lang=base))
    except ValueError:
        return word


@cache
def ordinary(word: str, language: str) -> bool:
    """Tell whether a dictionary lists a word in small letters, however rare it is.

    Examples
    --------
    >>> ordinary("curer", "fr"), ordinary("farby", "en"), ordinary("oslo", "en")
    (True, False, False)
    """
    import simplemma  # noqa: PLC0415 - an author's tool

    try:
        listed = bool(simplemma.is_known(word, lang=base_language(language)))
    except ValueError:
        return False
    return listed and lemma(word, language).islower()


def commonness(word: str, language: str) -> float:
    """Give the Zipf frequency of a word, of what it is a form of, or of its parts, as is highest.

    Examples
    --------
    >>> commonness("fischmarkt", "de") >= RARE > zipf("fischmarkt", "de")
    True
    """
    base = base_language(language)
    forms = [word, lemma(word, language).casefold()]
    forms += [form.removesuffix(end) for form in forms for end in _DERIVED.get(base, ())]
    own = max(zipf(form, language) for form in forms)
    if own >= RARE or base not in _COMPOUNDING:
        return own
    return max([own, *(_compound(form, language) for form in forms)])


def _compound(word: str, language: str) -> float:
    """Give the frequency of the rarer part of a word made of two; 0 for one that is not."""
    found = [0.0]
    for cut in range(_PART_LETTERS, len(word) - _PART_LETTERS + 1):
        last = zipf(word[cut:], language)
        for link in _LINKS:
            first = word[:cut].removesuffix(link)
            if word[:cut].endswith(link) and len(first) >= _PART_LETTERS:
                found.append(min(last, zipf(first, language)))
    return max(part for part in found if part >= _PART or not part)
