"""Document types: as headings of documents, before numbers in running text, by abbreviation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from generator.knowledge.bodies import names_body
from generator.knowledge.loader import load_yaml
from generator.text import any_of, compiled, fold, nfc


@dataclass(frozen=True, slots=True)
class DocType:
    """A document type: ``title`` tells that a document prints it as its heading; ``cited_as`` is the type
    whose document a citation by this name means (a ``Thông báo kết luận`` is a ``Thông báo``); ``also_body``
    that its abbreviation may be that of a body in the number of a letter; ``also_verb`` that a subject may
    open with its name."""

    name: str
    folded: str
    abbreviations: tuple[str, ...]
    title: bool
    cited_as: str
    also_body: bool
    also_verb: bool


@cache
def doc_types() -> tuple[DocType, ...]:
    """All types, those with the longest names first, so that the first match is the longest."""
    return tuple(sorted(_listed(), key=lambda t: -len(t.folded)))


@cache
def _listed() -> tuple[DocType, ...]:
    """All types in the order of the file."""
    entries = load_yaml("types.yml")["types"]
    return tuple(
        DocType(
            e["name"],
            fold(e["name"]),
            tuple(e["abbreviations"]),
            e["title"],
            e.get("cited_as", e["name"]),
            e.get("also_body", False),
            e.get("also_verb", False),
        )
        for e in entries
    )


@cache
def type_named(name: str) -> DocType | None:
    """The type of a name in any case and spelling of its diacritics."""
    folded = fold(name)
    return next((t for t in doc_types() if t.folded == folded), None)


@cache
def types_abbreviated(abbreviation: str) -> tuple[DocType, ...]:
    """Types that an abbreviation in a number may stand for, the likeliest first (``QĐ``: Quyết định,
    Party Quy định)."""
    return tuple(t for t in _listed() if abbreviation in t.abbreviations)


_AFTER_HEADING = (
    r"(?=$|\s+(?:cua|ve|v/v|so|khan|ban hanh|lien tich|lien nganh|lien so|phoi hop|giua)\b|\s*[-:(]"
    r"|\s+\d{1,5}(?:/\d{4})?[/-][a-z]\S*(?:$|\s+(?:ve|v/v|ngay|cua)\b))"
)


_STAMP = r"[^a-z0-9]*den\b(?:[^a-z0-9]+[a-z])?(?=[^a-z0-9]*[^a-z0-9 ])"
"""What OCR makes of the stamp of incoming documents (``ĐẾN``) on the line of the heading."""


@cache
def _heading_pattern() -> re.Pattern[str]:
    names = "|".join(re.escape(t.folded) for t in doc_types() if t.title)
    return re.compile(rf"(?:{_STAMP})?[^a-z0-9]*({names}){_AFTER_HEADING}")


@cache
def _glued_pattern() -> re.Pattern[str]:
    names = any_of([nfc(t.name).upper() for t in doc_types() if t.title])
    return compiled(rf"[^\w]*({names}) (?!Điều|Chương|Kính)(?=[A-ZĐÀ-Ỹ][a-zà-ỹ])")


@cache
def _run_on_pattern() -> re.Pattern[str]:
    """Of the types of administrative documents, which no law or project bears: ``BÁO CÁO KẾT QUẢ …``."""
    types = (t for t in doc_types() if t.title and t.abbreviations and not (t.also_body or t.also_verb))
    names = any_of(nfc(t.name).upper() for t in types)
    of_time = r"(?:NĂM|QUÝ|THÁNG|TUẦN) [\dIVX]|NHANH$"
    return compiled(rf"[^\w]*({names}) (?=[A-ZĐÀ-Ỹ]{{2,}} [A-ZĐÀ-Ỹ]|{of_time})")


_LONGEST_TORN = 60
"""Characters of the longest type with its letters set apart."""


@cache
def _by_letters() -> dict[str, DocType]:
    """Types by the letters of their names."""
    return {t.folded.replace(" ", ""): t for t in doc_types() if t.title}


_SPECK = compiled(
    r"(?!\w{1,3}[.)]$)(?:\S|[^\W\d_]{2}|[a-zà-ỹđ]{3}|[\W_]{2,6}|\S\d|\d\S|(?=\S*\d)(?=\S*[^\w\s])\S{1,6}|[ĐD][EÊẾÉ]N(?:[Ss]ố)?\W{0,3})"
)
"""What a stamp or the paper left beside a heading: a sign, a letter or two, figures among signs, the stamp's
``ĐẾN``; no number of an item."""
_SPECKS = 6
"""Specks that stand before a heading on its line at most."""
_CUT_SHARE = 0.7
"""Which share of a type's letters tells it where a stamp took the rest."""


def _among_specks(printed: str) -> tuple[DocType, int] | None:
    """The type that a line in capitals holds and nothing else but specks (``ì CHỈTHỊ _ : : n.``), whose last
    letters a stamp may have taken (``QUYẾT ĐỊ``), with the end of its name in the folded line."""
    words = printed.split()
    first, last = 0, len(words)
    while first < min(last, _SPECKS) and _SPECK.fullmatch(words[first]):
        first += 1
    while last > first and _SPECK.fullmatch(words[last - 1].strip(".,;")):
        last -= 1
    if any(map(str.islower, "".join(words[first:last]))):
        return None  # words in small letters, as most lines have them
    for behind in range(1, len(words) if printed.isupper() and names_body(fold(printed)) else 0):
        if (found := _type_in("".join(words[behind:]))) and not runs_on(fold(" ".join(words[:behind]))):
            return found, len(fold(printed))
    for end in range(len(words), last - 1, -1):  # the last letters of a type may look like a speck
        for start in range(first + 1):
            if found := _type_in("".join(words[start:end])):
                return found, len(fold(" ".join(words[:end])))
    return None


_RUNS_ON = ("thuc hien", "quan ly", "trien khai", "xay dung")


def runs_on(folded: str) -> bool:
    """Whether the folded name of a unit stops before what the unit is there for, which may be a type's name
    (``BAN ĐIỀU HÀNH THỰC HIỆN`` / ``DỰ ÁN``)."""
    return folded.endswith(_RUNS_ON)


def _type_in(letters: str) -> DocType | None:
    """The type that letters in capitals are, or of which they are most."""
    if len(letters) > _LONGEST_TORN or not letters.isupper():
        return None
    folded = fold(letters).strip(" .:*_-–—")
    types = _by_letters()
    if folded in types:
        return types[folded]
    if len(folded) <= _SHORT_TYPE or not folded.isalpha():
        return None
    misread = [one for one in _of_length().get(len(folded), ()) if _differ_in_one(one, folded)]
    if len(misread) == 1:
        return types[misread[0]]
    cut = _cut_short().get(folded, ())
    return types[cut[0]] if len(cut) == 1 else None


@cache
def _of_length() -> dict[int, list[str]]:
    """The letters of the types that are long enough to be known with one of them changed, by their number."""
    found: dict[int, list[str]] = {}
    for letters in _by_letters():
        if len(letters) > _SHORT_TYPE + 1:
            found.setdefault(len(letters), []).append(letters)
    return found


@cache
def _cut_short() -> dict[str, list[str]]:
    """The letters of types by the first of them, where a stamp took the rest."""
    found: dict[str, list[str]] = {}
    for letters in _by_letters():
        for end in range(len(letters), _SHORT_TYPE, -1):
            if end >= _CUT_SHARE * len(letters):
                found.setdefault(letters[:end], []).append(letters)
    return found


def _differ_in_one(one: str, other: str) -> bool:
    """Whether two words of one length differ in one letter: ``QUYẾT BỊNH``."""
    return sum(a != b for a, b in zip(one, other, strict=True)) == 1


_SHORT_TYPE = 5
"""Letters that the shortest types have; what is left of a longer one has more."""


@lru_cache(maxsize=1_000)  # several rules ask it of the same line
def heading_type(folded_line: str, printed: str = "") -> tuple[DocType, int] | None:
    """The type that a folded line opens with as a document's heading does, and where its name ends.

    Specks beside a type in capitals are passed over. Letters set apart (``C H Ỉ  T H Ị``, in capitals also
    ``K ẾT LUẬN``) are read as one word. As ``printed``, a type in capitals may have the subject behind it
    (``KẾ HOẠCH Thực hiện công tác …``).
    """
    torn = _by_letters().get(folded_line.replace(" ", "")) if len(folded_line) <= _LONGEST_TORN else None
    if torn and folded_line != torn.folded:
        set_apart = all(len(word) == 1 for word in folded_line.split())
        return (torn, len(folded_line)) if set_apart or printed.isupper() else None
    match = _heading_pattern().match(folded_line)
    match = match or (_glued_pattern().match(printed) if printed else None)
    match = match or (_run_on_pattern().match(printed) if printed.isupper() else None)
    if not match:
        return _among_specks(printed) if 0 < len(printed) <= _LONGEST_TORN else None
    found = type_named(match.group(1))
    return (found, match.end(1)) if found else None
