"""The words of signature blocks and of the list of recipients, matched through lost diacritics."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from generator.knowledge.alike import alike
from generator.knowledge.bodies import body_at, names_body
from generator.knowledge.doctypes import type_named
from generator.knowledge.layout import has_motto
from generator.knowledge.loader import load_yaml
from generator.knowledge.places import unit_ever
from generator.knowledge.syllables import may_be_word
from generator.text import aligned_fold, any_of, compiled, fold, nfc, spelling_key, unaccented


@cache
def _compiled(kind: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{e['pattern']})" for e in load_yaml("signature.yml")[kind]))


@cache
def _surnames() -> tuple[frozenset[str], frozenset[str]]:
    """Family names in lower case as spelt, and those that stay telling without their marks."""
    data = load_yaml("surnames.yml")
    spelt = {nfc(name).lower() for name in data["surnames"]} - {
        nfc(name).lower() for name in data["also_words"]
    }
    vague = {fold(name) for name in (*data["only_with_marks"], *data["folded_clashes"], *data["also_words"])}
    return frozenset(spelt), frozenset(fold(name) for name in data["surnames"]) - vague


@cache
def _ranks() -> re.Pattern[str]:
    names = sorted((fold(e["name"]) for e in load_yaml("ranks.yml")["ranks"]), key=len, reverse=True)
    return re.compile("(?:(?:" + "|".join(re.escape(name) for name in names) + r")[.,]?\s*)+(?=\S)")


def starts_authority(folded: str) -> bool:
    """Whether folded words open as an authority does: ``tm. uy ban nhan dan``, ``k/t chu tich``."""
    return bool(_compiled("authorities").match(folded))


_ABBREVIATED = compiled(
    r"(?:(?:TM|KT|TL|TUQ)[.:]?|[TK]/[MTL]\.?) ?(?P<rest>(?:[A-ZĐÀ-Ỹ][a-zà-ỹđ]|UBND |HĐND )[^;,:.–—]+)"
)


@lru_cache(maxsize=2_000)  # several rules ask it of the same line
def is_authority_in_small_letters(text: str) -> bool:
    """Whether a line is an authority that has its abbreviation alone in capitals, as law sites copy
    signatures (``KT. Chủ tịch``, ``TM. Ủy ban nhân dân tỉnh``)."""
    found = _ABBREVIATED.fullmatch(text) if len(text) <= 70 else None
    if found is None or " - " in text:
        return False
    named = fold(found["rest"])
    return bool(office_length(named)) or names_body(named)


_AUTHORITY_WORD = re.compile(r"(?:tm|t[/.]m|kt|k[/.]t|tl|t[/.]l|tuq)[./:]?")
_INSTEAD = re.compile(r"k[/.]?t[.:, ][-–\s]*")
_DEPUTIES = ("bo truong", "thu truong")
"""Heads whose deputies do not bear their title behind ``PHÓ`` (``THỨ TRƯỞNG``)."""


def is_authority_word(folded: str) -> bool:
    """Whether a folded line is but the word that opens an authority (``tm.``): the rest stands below it."""
    return bool(_AUTHORITY_WORD.fullmatch(folded))


def head_replaced(folded: str) -> str:
    """The office in whose place a folded authority says that its deputy signs (``kt. chu tich`` → ``chu
    tich``), the empty string where it does not."""
    instead = _INSTEAD.match(folded)
    return folded[instead.end() :] if instead else ""


def deputy_of(head: str, left: str) -> str | None:
    """The title, in capitals, of the deputy who signs in the place of a folded ``head``, of which a stamp
    left the end alone (``left``, folded: ``hu tich``), or signs before it (``y phochu tich``); ``None`` where
    that does not tell it.

    Source: Nghị định 30/2020/NĐ-CP, Điều 13 (ký thay: cấp phó ký thay người đứng đầu).
    """
    own = head.rpartition(", ")[2]
    behind = left.endswith(own) and len(left) - len(own) <= _BEFORE_OFFICE
    if own in _DEPUTIES or len(left) < _REST_OF_OFFICE or not (own.endswith(left) or behind):
        return None
    return next((f"PHÓ {office}" for office in offices_spelt() if fold(office) == own), None)


_BEFORE_OFFICE = 7
"""Characters that a stamp makes of ``PHÓ`` at most."""
_REST_OF_OFFICE = 6
"""Letters and blanks that what is left of an office has at least, to tell it."""


def is_damaged_authority(text: str) -> bool:
    """Whether the words behind ``TM.`` or ``TL.`` are of no office or body and have lost all their marks,
    or are not in capitals: they do not tell what they were (``TL. TONG SN TRUON``, ``KT. An, ĐỐC``)."""
    folded = aligned_fold(nfc(text))
    words = _compiled("authorities").sub("", folded, count=1).strip()
    known = office_length(words) or names_body(words)
    lost = unaccented(nfc(text)) == nfc(text) or not text.isupper()
    return bool(words) and not known and lost


def authority_starts(folded: str) -> list[int]:
    """Offsets in a folded line at which an authority opens, at word beginnings only."""
    return [
        m.start()
        for m in _compiled("authorities").finditer(folded)
        if m.start() == 0 or folded[m.start() - 1] in " ;,"
    ]


@cache
def _office() -> re.Pattern[str]:
    return re.compile(rf"(?:{_compiled('offices').pattern})(?![a-z])")


def signs_for_several(folded: str) -> bool:
    """Whether a folded cell has two signatories who each sign in another's place (``kt. bo truong kt. vien
    truong``), or one office twice (``giam doc giam doc``); one person does so but once."""
    instead = folded.count("kt") + folded.count("k/t") > 1 and (
        sum(folded.startswith(("kt", "k/t"), start) for start in authority_starts(folded)) > 1
    )
    length = office_length(folded)
    return instead or (length > 0 and folded[length:].strip() == folded[:length])


@lru_cache(maxsize=4_000)  # several rules ask it of the same words
def office_length(folded: str) -> int:
    """Length of the office that folded words open with (``pho chu tich``), or of the offices that one person
    holds (``bo truong, chu nhiem``), 0 where there is none."""
    match = _office().match(folded)
    while match and (further := _office().match(folded, match.end() + 2)) and folded[match.end()] == ",":
        match = further
    return match.end() if match else 0


def is_whole_office(folded: str) -> bool:
    """Whether folded words are an office and no more, or that and the body it is of, both named in full
    (``pho chu tich hoi dong bo truong``)."""
    length = office_length(folded)
    rest = folded[length:].strip()
    return length > 0 and (not rest or (body_at(rest) or (None, 0))[1] == len(rest))


_MISREAD_PARTY = re.compile(r"T[IÍÌỊ1L]M (?=\w)")
"""``T/M`` with the slash read as a letter."""
_MISREAD_DEPUTY = re.compile(r"(?:[BCFIR]|BN)?H[OÓ](?= )|Ó(?= )|PH[^\w\s]?(?= )")
"""``PHÓ`` as OCR reads it under a stamp; ``HỒ`` is a family name."""


@cache
def offices_spelt() -> tuple[str, ...]:
    """Offices and what they are of, in capitals."""
    return tuple(nfc(words) for words in load_yaml("signature.yml")["spelt"][0]["words"])


@cache
def _spellings() -> tuple[re.Pattern[str], dict[str, str]]:
    table = {fold(words): words for words in offices_spelt()}
    return re.compile(rf"(?<![a-z])(?:{any_of(table)})(?![a-z])"), table


def _behind_abbreviation(authority: str) -> str:
    return re.sub(r"^[A-Z/]{1,3}[.,/]?\s*", "", authority)


def spelt(office: str) -> str:
    """An office in capitals with the marks that OCR lost or changed (``PHO CHU TICH`` → ``PHÓ CHỦ TỊCH``,
    ``CHO CHU TỊCH`` and ``HÓ CHỦ TỊCH`` too); either place of a tone mark stays (``UỶ BAN``)."""
    folded = aligned_fold(office)
    if not office.isupper() or len(folded) != len(office):
        return office
    if (misread := _MISREAD_DEPUTY.match(office)) and office_length(folded):
        office, folded = f"PHÓ{office[misread.end() :]}", f"pho{folded[misread.end() :]}"
    if misread := _MISREAD_PARTY.match(office):
        office = f"T/M {office[misread.end() :]}"
        folded = aligned_fold(office)
    if starts_authority(folded) and (cut := _cut_office(fold(behind := _behind_abbreviation(office)))):
        office = f"{office[: len(office) - len(behind)]}{cut}"
    office = damaged_office(office) or office
    folded = aligned_fold(office)
    pattern, table = _spellings()
    for match in pattern.finditer(folded):
        printed, right = office[match.start() : match.end()], table[match.group()]
        if spelling_key(printed) != spelling_key(right):
            office = office[: match.start()] + right + office[match.end() :]
    return office


@lru_cache(maxsize=2_000)  # several rules ask it of the same line
def is_signed_mark(folded: str) -> bool:
    """Whether a folded line only says that the document was signed: ``(da ky)``."""
    return bool(_compiled("signed_marks").fullmatch(folded))


_LABEL_RUBBISH = 8
"""Characters that a stamp leaves at most between the label and an authority on its line."""


def recipients_label_length(folded: str) -> int:
    """Length of the label over the recipients that a folded line opens with, 0 where there is none."""
    match = _compiled("recipient_labels").match(folded)
    if not match:
        return 0
    rest = folded[match.end() :].lstrip(" *_")
    return (
        match.end()
        if rest[:1] in ("", ":", ".", "-", ";", "|", "(")
        or not rest[:1].islower()
        or office_length(rest)
        or any(start <= _LABEL_RUBBISH for start in authority_starts(rest))
        else 0
    )


_FIRST_ITEM = re.compile(r"[-–•*+] ?nhu (?:tren|kinh gui|dieu \d{1,2})\W*")


def opens_recipients(folded: str) -> bool:
    """Whether a folded line is the item that a list of recipients opens with: the addressees or those
    bound."""
    return bool(_FIRST_ITEM.fullmatch(folded))


_NAME_WORD = (
    r"(?:[A-ZĐÀ-ỸÑ][À-Ỹ]?[a-zà-ỹđñ]+(?:['’][A-Za-zÀ-ỹđ]+)?"
    r"|[YÝỲỶỸỴAHK](?:['’][A-Za-zà-ỹđ]+|(?:[A-Z]?[a-z]+)?|[a-zà-ỹđ]+))"
)
_NAME = compiled(rf"{_NAME_WORD}(?: {_NAME_WORD}){{1,5}}|[HK]['’] ?[A-ZĐÀ-Ỹ][a-zà-ỹđ]+")
_AROUND_NAME = " .,;:*_|<>“”\"'‘’`´ˆ^~¬=—–-"
"""Punctuation, and marks that pen strokes are read as."""
_SIGNED_BEFORE = re.compile(r"[(\[]?(?:da ky|ky ten)(?:,? dong dau)?[)\]]?\s?[:.-]?\s(?=[a-z])")
"""``Đã ký: Nguyễn Văn An``: the mark of signing on the line of the name."""
_SIGNED_BEHIND = re.compile(r"(?<=[a-z])\s?[(\[](?:da ky|ky ten)(?:,? dong dau)?[)\]]$")
"""``Nguyễn Văn An (đã ký)``: the same behind the name."""
_SPECK_BEFORE_NAME = compiled(r"^[ÝÌÍÀÁB-DF-GIJL-TV-XZ] (?=(?:\S+ ){2}\S)")
"""A letter alone before a name of three words, as OCR reads a pen stroke; ``Y``, ``H`` and ``K`` open names
of the Highlands."""
_LOST_SURNAME = re.compile(r"(?:van|thi) [a-z]+$")
"""A middle name and one word behind it: a stamp took the family name before them."""
_TORN_END = re.compile(r" [B-DF-XZ]$")
"""A consonant alone at the end, which is no name: a stamp took what stood behind it."""
_SHORTEST_NAME = 4
"""Letters and blanks of a name at least: two letters are strokes (``Y Ế``)."""
_FIGURE_BEHIND = re.compile(r"(?<=[^\W\d_]{2}) \d$")
"""A figure alone behind a name, as OCR reads a stroke."""
_CAPITAL_NAME = compiled(r"[A-ZĐÀ-Ỹ]+['’]?[A-ZĐÀ-Ỹ]*(?: [A-ZĐÀ-Ỹ]+['’]?[A-ZĐÀ-Ỹ]*){1,4}")


@lru_cache(maxsize=2_000)  # several rules ask it of the same line
def person_name(text: str) -> str | None:
    """The person that a line of a signature names, without rank or title; ``None`` if it is no name.

    A name is two to six capitalized words of which the first is a family name, and is no place,
    body or office.
    """
    text = text.strip(_AROUND_NAME)
    mark = _SIGNED_BEFORE.match(fold(text))
    if mark and len(fold(text)) == len(text):
        text = text[mark.end() :]
    if text.endswith((")", "]")) and (mark := _SIGNED_BEHIND.search(aligned_fold(text))):
        text = text[: mark.start()]
    text = _FIGURE_BEHIND.sub("", _SPECK_BEFORE_NAME.sub("", text))
    rank = _ranks().match(fold(text))
    if rank and len(fold(text)) == len(text):
        text = text[rank.end() :].strip()
    capitals = _CAPITAL_NAME.fullmatch(text) and all(map(may_be_word, text.split()))
    if not (_NAME.fullmatch(text) or capitals) or not _opens_with_surname(text):
        return None
    if _LOST_SURNAME.match(fold(text)) or _TORN_END.search(text) or len(text) < _SHORTEST_NAME:
        return None
    folded = fold(text)
    if _opens_with_office(text) or body_at(folded) or unit_ever(text) or damaged_office(text):
        return None
    if type_named(text) or has_motto(folded):
        return None  # "KẾ HOẠCH", which "Kế" opens as a family name does; "ĐOÀN TNCS HỒ CHÍ MINH"
    return text


@lru_cache(maxsize=2_000)
def damaged_office(text: str) -> str | None:
    """The office that words in capitals are in which OCR changed a letter or a blank (``CHÁ ANH VAN PHONG``),
    ``None`` where they are none, or one as it is."""
    folded = fold(text)
    if not text.isupper() or office_length(folded) or starts_authority(folded) or body_at(folded):
        return None
    first, _, behind = folded.partition(" ")
    if first.endswith((".", ",", ";")) and office_length(behind):
        return None  # "VT. PHÓ CHỦ TỊCH": a whole one, behind the end of an item
    letters = re.sub(r"[^a-z]", "", folded)
    found = [office for office, own in _offices_by_letters() if alike(letters, own)]
    found = [office for office in found if fold(office).replace(" ", "") == letters] or found
    found = found or ([office] if (office := _cut_office(folded)) else [])
    return found[0] if len(found) == 1 else None


@cache
def _offices_by_letters() -> tuple[tuple[str, str], ...]:
    """Each office, and its letters alone in lower case without marks."""
    folded = ((office, fold(office)) for office in offices_spelt())
    return tuple((office, words.replace(" ", "")) for office, words in folded if office_length(words))


def _cut_office(folded: str) -> str | None:
    """The one office that folded words are the beginning of, up to three letters of its last word
    (``cuc truo!``); a sign stands for what was cut off."""
    cut = re.fullmatch(r"([a-z]+ [a-z ]+)[^a-z \d.,:;]+", folded)
    words = cut.group(1) if cut and len(cut.group(1)) > 5 else None
    whole = [office for office in offices_spelt() if words and fold(office).startswith(words)]
    return whole[0] if len(whole) == 1 and len(whole[0]) <= len(words or "") + 3 else None


def name_by_place(text: str) -> str | None:
    """A line in the shape of a name, whatever its first word: for where only a name can stand, alone
    under an office."""
    text = text.strip(_AROUND_NAME)
    torn = _LOST_SURNAME.match(fold(text)) or _TORN_END.search(text)
    shaped = _NAME.fullmatch(text) and len(text.split()) <= 5 and not torn
    shaped = shaped and not _TORN_END.search(text)
    folded = fold(text)
    if not shaped or _opens_with_office(text) or names_body(folded) or unit_ever(text):
        return None
    return text


def damaged_name(text: str) -> str | None:
    """A name whose first letter a stamp or OCR took: ``guyễn Hoàng Giang``, where one common family
    name only ends so."""
    text = text.strip(_AROUND_NAME)
    first, _, rest = text.partition(" ")
    if not first.islower() or len(first) < 2 or not _NAME.fullmatch(f"A {rest}"):
        return None
    common = [nfc(name).lower() for name in load_yaml("surnames.yml")["frequent"]]
    return (
        text
        if sum(name.endswith(nfc(first)) and len(name) == len(first) + 1 for name in common) == 1
        else None
    )


def _opens_with_office(text: str) -> bool:
    """Whether a line opens with an office: ``Trưởng ban``, not the family name ``Trương``."""
    folded = fold(text)
    length = office_length(folded)
    if not length or (length == len(folded) and " " in folded):
        return bool(length)
    first = nfc(text).split()[0].lower()
    return first not in _surnames()[0]


def _opens_with_surname(text: str) -> bool:
    spelt, telling = _surnames()
    first = nfc(text).split()[0].lower()
    marked = first in _marked_surnames() and not text.isupper()
    if first in spelt or marked or re.fullmatch(r"[yahk]['’]?[a-z]?", first):
        return True
    if re.fullmatch(r"[hk]['’]\w+", first):
        return True
    has_marks = unaccented(text) != text
    if has_marks and text.isupper() and len(text.split()) == 2:
        return False  # "HỖ TRỢ": with its mark changed, a first word in capitals tells no name of two words
    return fold(first) in telling and (not has_marks or fold(first) in _frequent())


@cache
def _marked_surnames() -> frozenset[str]:
    """Family names that only their marks tell from the words that bodies and offices begin with; in capitals
    such words open headings too (``PHƯƠNG HƯỚNG``)."""
    return frozenset(nfc(name).lower() for name in load_yaml("surnames.yml")["only_with_marks"])


@cache
def _frequent() -> frozenset[str]:
    """Folded family names that most people bear: known even where OCR changed a mark."""
    data = load_yaml("surnames.yml")
    return frozenset(fold(name) for name in data["frequent"]) - {
        fold(name) for name in data["folded_clashes"]
    }
