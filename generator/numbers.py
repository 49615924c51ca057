"""Numbers of instruments: their grammar, canonical form, and what their symbols say.

Sources: Nghị định 30/2020/NĐ-CP, Phụ lục I, II.3 and Phụ lục III (State: ``19/CT-UBND``; normative
acts: ``03/2019/NĐ-CP``); Hướng dẫn 36-HD/VPTW năm 2018 (Party: ``44-KL/TW``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from generator.knowledge.bodies import Body, bodies
from generator.knowledge.doctypes import doc_types
from generator.knowledge.loader import load_yaml
from generator.text import compiled, slug, unaccented

_PART = (
    r"(?:C\s?P(?![A-Za-z])|T\sTg|[CT]tr(?=[-/][A-ZĐ])|U\s?B\s?N\s?D(?![A-Za-z])|T\sW(?![A-Za-z])|TƯ(?![^\W\d_])"
    r"|TT(?:qg?|ạ|ÿ)(?!\w)|[A-ZĐƯ][A-ZĐ]|[A-ZĐ][hđrt](?=-[A-ZĐ]{2})|QyĐ|[A-ZĐ](?=\d)|L(?=-CTN)"
    r"|(?:(?<=UBND-)|(?<=HĐND-)|(?<=/UB-))[A-ZĐ](?!\w)|(?<=[A-ZĐg]-)V(?=\.[IVX]{1,3}(?!\w))|(?<=-V\.)[IVX]{1,3}(?!\w))(?:[A-ZĐ0-9&ƯƠÂÊÔĂ]|r?g(?=ngày|(?![a-zà-ỹ]))|[rhiđ](?![a-zà-ỹ]))*(?![aeiouyà-ỹ])"
)
"""A part of a symbol: capitals and digits, with the small letters that abbreviations have (``TTg``), or the
department of an office that bears a letter (``12/UBND-K``; behind another symbol it is what OCR left) or a
Roman numeral (``V.I``: Vụ I)."""
_SEPARATOR = (
    r"(?:[-–—/_]\s?|\s[-–—/_]|[-–]\s?[-–]\s?|\.(?!NGÀY)|(?<=[-/][A-ZĐ]{2}):(?=[A-ZĐ]{2})|(?<=[-/]TTr)\s\.(?=[A-ZĐ]{2})|(?<=[-/][A-ZĐ]{2})\s\.(?=[A-ZĐ]{2})"
    r"|(?<=[A-Zr])\s(?:[-–]\s)?(?=[A-ZĐ&]{3,12},?\sngày\s\d)"
    r"|(?<=/(?:NĐ|NQ))\s(?=CP(?![A-Za-zà-ỹ]))|(?<=/(?:QĐ|CT|CĐ))\s(?=TTg(?![A-Za-zà-ỹ]))"
    r"|(?:(?<=[\d\s][-–/][A-ZĐ]{2})|(?<=[-–/]\s[A-ZĐ]{2})|(?<=[\d\s][-–/][CT]Tr))"
    r"\s[-–—]\s(?=(?:UBND|UB|HĐND|TTg|CP|TU|HU|TW)(?![A-Za-zà-ỹ]))"
    r"|(?:(?<=\d[-–/](?:TT|QĐ|NĐ|NQ|CT))|(?<=\d\s/\s(?:TT|QĐ|NĐ|NQ|CT)))\s[-–—]\s(?=[A-ZĐ]{2}))"
)
"""What parts a symbol; blanks only where the date follows what they part (``473/TTr - NNPTNT ngày``), or
between the type and a body (``12/CT - UBND``, ``29 / 2014 / TT - BTC``): behind a body a dash opens a
clause of the sentence."""
_GLUED_TYPE = "(?:CT|QĐ|NQ|CV|TB|KH|SL)"
"""Types that some symbols have right behind the figures (``1368CV/TCTW``)."""
NUMBER_PATTERN = compiled(
    # What may not stand before is looked for behind the first digit: so a search passes over letters at once.
    r"(?P<digits>\d(?:(?<=\ss\d)|(?<=[\s(]số\d)|(?<![^\W_]\d))(?<![/.,-]\d)\d{0,5}[a-zA-Z]?)\s?"
    r"(?:/\s?(?P<year>(?:19|20)\d{2}|(?:1\s?9|2\s?0)\s?\d\s?\d(?=/[A-ZĐ]{2}))(?=\s?[-/]|\s(?:TT|TTLT|QĐ|NĐ|NQ|CT)[-/][A-ZĐ]))?"
    rf"(?:\s?(?P<first>[-–—/])\s?(?:[-–]\s?)?|\s(?=(?:CT|QĐ|NQ|NĐ|TB|TT|TTLT|TTr)[/-][A-ZĐ])"
    r"|\s(?=[A-ZĐ]{2,4}(?:/[A-ZĐ]{2,6}){1,2},?\sngày\s?\d)"
    rf"|(?={_GLUED_TYPE}/[A-ZĐ][A-ZĐ]))(?P<symbol>{_PART}(?:{_SEPARATOR}{_PART})*(?:\s?\([A-ZĐ][A-ZĐ0-9-]*\))?)"
)
"""A number with its symbol, as printed: digits, year of a normative act, symbol with separators."""

_TTG_MISREAD = re.compile(r"T[TIl][Eq9]|T[Il]g|TTqg|TT[ạÿ]")
"""``TTg`` as OCR reads it; no other body has such a symbol."""
_QH_MISREAD = re.compile(r"^(?P<body>(?:UBTV)?)QH[Il]1?(?P<last>\d)$")
"""``QH15`` with a letter for the 1, or before it: the National Assembly's numbers are of two figures."""
_CT_MISREAD = re.compile(r"C[1Il]")
"""``CT`` as OCR reads it, before a Party body: units with a letter and a figure are of the police."""
_TT_MISREAD = re.compile(r"[T1Il][1Il]|[1Il]T")
"""``TT`` as OCR reads it, before a ministry."""
_COUNCIL = "HĐNN"
"""The Council of State, whose symbol its term follows (``14-LCT/HĐNN 7``)."""
_GOVERNMENT_TYPES = ("NĐ", "ND", "NQ")
"""Types whose ``CP`` OCR reads as ``GP``, which behind them is no body's."""
_BARE_CODES = {"QD": "QĐ", "ND": "NĐ", "CD": "CĐ"}
"""Types whose Đ OCR or a keyboard left without its bar; of others (``HD``, ``DA``) the bare letters are a
type of their own."""
_LONG_CODE = 4
"""Letters from which on a code that differs in the bar of a Đ alone is that code (``UBNĐ``, ``HDND``)."""
_PARTY_BODIES = re.compile(
    r"(?:TW|TU|TƯ|HU|ĐU\w*|ThU|QU|VPTW|VPTU|UBKTTW|UBKTTU|BTCTW|BTCTU|BTGTW|BTGTU|BDVTW|BDVTU|BNCTW|BNCTU|BCSĐ\w*"
    r"|ĐĐ|QUTW)(?:\([A-Z0-9]+\))?"
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number taken apart. ``digits`` as printed (a leading zero stays), ``year`` of a normative
    act or ``None``, ``type_code`` the abbreviation of a type where the symbol has one (``CT``),
    ``bodies`` the rest of the symbol (``UBND``; ``BTCTU-BDVTU``); ``text`` the canonical form."""

    digits: str
    year: str | None
    type_code: str | None
    bodies: str
    text: str

    @property
    def is_party(self) -> bool:
        """Whether the symbol is of a Party body."""
        return _is_of_party(self.bodies.split("-"))


def _is_of_party(bodies: Sequence[str]) -> bool:
    """Whether the body that ends a symbol is the Party's; ``ĐĐ`` behind another is a unit of that
    (``CĐ-BNN-ĐĐ``: Đê điều), and by itself the Đảng đoàn."""
    return bool(_PARTY_BODIES.fullmatch(bodies[-1])) and (len(bodies) == 1 or bodies[-1] != "ĐĐ")


@cache
def _type_codes() -> dict[str, str]:
    return _by_key(_types())


@cache
def _types() -> tuple[str, ...]:
    """The codes of types, longer ones first."""
    codes = {code for doc_type in doc_types() for code in doc_type.abbreviations}
    return tuple(sorted(codes, key=lambda code: (-len(code), code)))


@cache
def _body_codes() -> dict[str, str]:
    return _by_key(code for body in bodies() for code in body.symbols)


def _by_key(codes: Iterable[str]) -> dict[str, str]:
    """Codes by their keys; of ``DA`` and ``ĐA``, which have one, it is the code with the marks."""
    return {_key(code): code for code in sorted(codes)}


def _key(code: str) -> str:
    return unaccented(code).upper()


_SPACE_FOR_DASH = re.compile(rf"^\s*(\d+)(?: (?=[A-ZĐ])|(?={_GLUED_TYPE}/))|^\s*(\d+[a-zA-Z]) (?=[A-ZĐ])")
_SPACE_BEHIND_YEAR = re.compile(r"^(\s*\d+[a-zA-Z]?/(?:19|20)\d{2}) (?=[A-ZĐ])")
_DASHES = re.compile(r"[–—_-]+")
_COMPACT = re.compile(r"(\d{1,6}[a-zA-Z]?)(?:/((?:19|20)\d{2}))?([-/])(.+)")


_BLANK_BEHIND_TYPE = re.compile(r"(\d+[a-zA-Z]?/(?:\d{4}/)?)([^\s/-]+) (CP|TTg|[A-ZĐ&]{3,12})")
_BETWEEN_PARTS = re.compile(r"[-/:]|(?<!-V)\.|\.(?![IVX]{1,3}$)")
"""What parts a symbol, but for the stop in an office's department (``VPCP-V.I``: Vụ I)."""


def _blanks_mended(printed: str) -> str:
    """``630/CV SNV`` → ``630/CV-SNV``: a blank behind the type for the hyphen."""
    apart = _BLANK_BEHIND_TYPE.fullmatch(printed)
    return "{}{}-{}".format(*apart.groups()) if apart and _key(apart.group(2)) in _type_codes() else printed


@lru_cache(maxsize=10_000)  # an archive cites the same instruments again and again
def parse_number(printed: str) -> Number | None:
    """A printed number taken apart and made canonical: look-alike letters, stray spaces, line breaks
    and swapped separators mended; ``None`` where it is not one."""
    compact = _SPACE_BEHIND_YEAR.sub(r"\1/", printed)
    compact = _blanks_mended(_SPACE_FOR_DASH.sub(r"\1\2-", compact))
    compact = "".join(compact.split()).replace("Ð", "Đ")
    compact = _DASHES.sub("-", compact)
    match = _COMPACT.fullmatch(compact)
    if not match:
        return None
    digits, year, first, symbol = match.groups()
    parts = [_spelled(part) for part in _BETWEEN_PARTS.split(symbol) if part]
    if not any(char.isupper() for char in symbol):
        return None
    parts = _split_glued(parts)
    if len(parts) == 2 and _CT_MISREAD.fullmatch(parts[0]) and _PARTY_BODIES.fullmatch(parts[1]):
        parts[0] = "CT"
    if len(parts) == 2 and _is_misread_circular(*parts):
        parts[0] = "TT"
    if len(parts) == 2 and parts[0] in _GOVERNMENT_TYPES and parts[1] == "GP":
        parts[1] = "CP"
    if len(parts) > 1 and parts[0] in _BARE_CODES:
        parts[0] = _BARE_CODES[parts[0]]
    code = parts[0] if _key(parts[0]) in _type_codes() and len(parts) > 1 else None
    rest = parts[1:] if code else parts
    bodies_text = "-".join(rest)
    if (code and _is_of_party(rest) and year is None) or (
        code and first == "-" and "/" in symbol and year is None
    ):
        text = f"{digits}-{code}/{bodies_text}"
    elif code is None and first == "-" and year is None:
        last_apart = len(parts) > 1 and symbol.count("/") == 1 and symbol.endswith(f"/{parts[-1]}")
        text = f"{digits}-{'-'.join(parts[:-1])}/{parts[-1]}" if last_apart else f"{digits}-{bodies_text}"
    else:
        text = f"{digits}/{year + '/' if year else ''}{code + '-' if code else ''}{bodies_text}"
    return Number(digits, year, code, bodies_text, text)


def _is_misread_circular(code: str, body: str) -> bool:
    if not _TT_MISREAD.fullmatch(code) or body in ("CP", "TTg"):
        return False
    return any(body in one.symbols and one.level == "central" for one in bodies())


def _spelled(part: str) -> str:
    """A part of a symbol in the spelling of the tables, where it is only cased otherwise."""
    if part.endswith("ĐĐ") and _key(part[:-1]) in _type_codes():
        part = part[:-1]  # a look-alike doubled the letter: QĐÐ
    part = re.sub("^ĐĐU", "ĐU", part)  # the same of Đảng ủy
    part = _QH_MISREAD.sub(r"\g<body>QH1\g<last>", part)
    if part == "IW":
        return "TW"
    if _TTG_MISREAD.fullmatch(part):
        return "TTg"
    key = _key(part)
    known = _type_codes().get(key) or _body_codes().get(key)
    certain = len(part) >= _LONG_CODE or (known and known.upper() == part.upper())
    return known if known and certain else part


def with_rest_of_body(number: Number, rest: str) -> Number | None:
    """The number with the end of its body's symbol that a blank set apart (``TT-BGD ĐT``); ``None`` where
    the two make no body's symbol, or the symbol is whole without."""
    *_, last = number.bodies.split("-")
    known = _body_codes().values()
    whole = (last + rest in known and last not in known) or (last == _COUNCIL and rest.isdigit())
    return parse_number(number.text + rest) if whole else None


def _split_glued(parts: list[str]) -> list[str]:
    """``NĐCP`` → ``NĐ``, ``CP``: a type and a central body written as one word."""
    if len(parts) == 1 and parts[0] not in _body_codes().values():
        for code in _types():
            rest = parts[0][len(code) :]
            bodies_glued = len(rest) > 2 and rest in _body_codes().values()
            if parts[0].startswith(code) and (bodies_glued or rest in ("CP", "TW")):
                return [code, rest]
    if len(parts) > 1 and parts[0].startswith("TTLT") and parts[0][4:] in _body_codes().values():
        return ["TTLT", parts[0][4:], *parts[1:]]
    if len(parts) > 2 and re.search("LT|PH", parts[0]):
        return [piece for part in parts for piece in _joint_bodies(part)]
    return parts


def _joint_bodies(part: str) -> tuple[str, ...]:
    """``BTPVKSNDTC`` → ``BTP``, ``VKSNDTC``: two bodies of a joint document whose hyphen stood at the end
    of a line, where text copies drop it; other parts as they are."""
    codes = set(_body_codes().values())
    if part in codes:
        return (part,)
    cuts = [at for at in range(3, len(part) - 2) if part[:at] in codes and part[at:] in codes]
    return (part[: cuts[0]], part[cuts[0] :]) if len(cuts) == 1 else (part,)


def number_slug(number: Number) -> str:
    """The number's part of a key, digits without leading zeros: ``3-2019-nd-cp``; an ``&`` in the symbol
    of a body is written or not (``BGD&ĐT``, ``BGDĐT``)."""
    return slug(re.sub(r"^0+(?=\d)", "", number.text.replace("&", "")))


@lru_cache(maxsize=10_000)
def central_body(number: Number) -> Body | None:
    """The central body that the symbol names (``BCA`` in ``03/ĐA-BCA`` or ``04/CT-BCA-V28``)."""
    first = re.sub(r"\d+$", "", number.bodies.split("-")[0].split("(")[0])
    for part in (first, number.bodies.split("-")[-1].split("(")[0]):
        found = next((body for body in bodies() if part.replace("&", "") in body.symbols), None)
        if found:
            return found if found.level == "central" else None
    return None


@cache
def _terms() -> tuple[tuple[str, str, str], ...]:
    return tuple((t["term"], t["opened"], t["local_opened"]) for t in load_yaml("terms.yml")["terms"])


def party_term(date: str, *, local: bool) -> str | None:
    """The term of the Party committee in office on an ISO date, in Roman numerals; the same numeral
    names the provincial committees (``local``) elected before that congress."""
    found = None
    for term, opened, local_opened in _terms():
        if date >= (local_opened if local else opened):
            found = term
    return found
