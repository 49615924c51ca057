"""Issuing bodies: the full name, branch and level of what a letterhead or a citation prints."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice

from generator.knowledge.loader import load_yaml
from generator.text import any_of, compiled, fold, nfc

_LONG_FORM = 10
"""Letters from which on a form with one of them changed is still no other's."""
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Body:
    """An issuing body or office-holder. ``level`` is ``central``, ``province``, ``local`` (of any
    level), ``district`` or ``unit``; ``symbols`` are how numbers name it."""

    name: str
    branch: str
    level: str
    forms: tuple[str, ...]
    symbols: tuple[str, ...]


@cache
def bodies() -> tuple[Body, ...]:
    """All bodies of the table."""
    return tuple(
        Body(e["name"], e["branch"], e["level"], tuple(e["forms"]), tuple(e.get("symbol", ())))
        for e in load_yaml("bodies.yml")["bodies"]
    )


@cache
def _forms() -> tuple[re.Pattern[str], dict[str, Body]]:
    table = {form: body for body in bodies() for form in body.forms}
    whole = r"(?![a-z])(?!(?<= uy) ban (?:nhan dan|mttq|mat tran|kiem tra|dan toc))"  # "chỉ thị ủy ban …"
    return re.compile(f"({any_of(table)}){whole}"), table


def body_at(folded: str) -> tuple[Body, int] | None:
    """The body that folded words open with and the length of its form; the longest form wins."""
    pattern, table = _forms()
    match = pattern.match(folded)
    return (table[match.group(1)], match.end()) if match else None


def find_body(folded: str) -> tuple[Body, int, int] | None:
    """The first body named anywhere in folded words, with start and end of its form."""
    pattern, table = _forms()
    for match in pattern.finditer(folded):
        if match.start() == 0 or not folded[match.start() - 1].isalpha():
            return table[match.group(1)], match.start(), match.end()
    return None


@cache
def _long_forms(start: int, end: int) -> dict[str, tuple[tuple[str, Body], ...]]:
    """The forms that one changed letter makes no other's, by their letters from ``start`` to ``end``."""
    found: dict[str, list[tuple[str, Body]]] = {}
    for body in bodies():
        for form in body.forms:
            if len(form) >= _LONG_FORM:
                found.setdefault(form[start:end], []).append((form, body))
    return {letters: tuple(forms) for letters, forms in found.items()}


@lru_cache(maxsize=2_000)  # several rules ask it of the same line
def damaged_body(folded: str) -> tuple[Body, int] | None:
    """The body that folded words open with but for one letter, behind the first, that OCR changed (``tong cyc
    thue``), or for the first, that was lost (``y ban nhan dan``), with the length of what is left of its
    form; ``None`` where they are of more than one."""
    found = [
        (body, len(form) - 1)
        for form, body in _long_forms(1, 3).get(folded[:2], ())
        if f"{folded} ".startswith(f"{form[1:]} ")
    ] or [
        (body, len(form))
        for form, body in _long_forms(0, 1).get(folded[:1], ())
        if folded[len(form) : len(form) + 1] in ("", " ")
        and len(folded) >= len(form)
        and sum(one != other for one, other in zip(folded, form, strict=False)) == 1
        and all(map(str.isalpha, folded[: len(form)].split()))
    ]
    return max(found, key=lambda one: one[1]) if len({body for body, _ in found}) == 1 else None


@cache
def unit_words() -> tuple[str, ...]:
    """Opening words of the names of departments and other units, longest first."""
    words = load_yaml("bodies.yml")["units"][0]["words"]
    return tuple(sorted(words, key=len, reverse=True))


def opens_unit(folded: str) -> bool:
    """Whether a folded letterhead line opens with the word of a department or other unit."""
    words = f"{folded} "
    return words.startswith(_unit_openings()) and not words.startswith(_no_openings())


def is_national(name: str) -> bool:
    """Whether the name of a unit or a society is of one for the whole country."""
    return bool(_national().fullmatch(fold(name)))


@cache
def _national() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{entry['pattern']})" for entry in load_yaml("bodies.yml")["national"]))


def opens_unit_as_printed(printed: str) -> bool:
    """Whether a line opens with the word of a unit, marks and all."""
    return f"{nfc(printed).lower()} ".startswith(tuple(f"{nfc(word).lower()} " for word in unit_words()))


def reads_as_unit(printed: str) -> bool:
    """Whether a line opens with the word of a unit, of which OCR may have changed the marks; with the marks
    of another word it opens none (``BẢO VIỆT`` is no ``Báo``)."""
    other = nfc(printed).lower().split()[:1]
    if other and other[0] in load_yaml("bodies.yml")["other_words"]:
        return opens_unit_as_printed(printed)
    return opens_unit(fold(printed))


@cache
def abbreviated_department() -> tuple[re.Pattern[str], dict[str, str]]:
    """What opens the name of a department or division with its field abbreviated, and the fields in full."""
    full = {
        short: entry["full"] for entry in load_yaml("bodies.yml")["abbreviated"] for short in entry["short"]
    }
    return compiled(rf"(?P<unit>SỞ|Sở|PHÒNG|Phòng) (?P<short>{any_of(full)})(?!\w)"), full


def is_compound(first: str, last: str) -> bool:
    """Whether two words are one, of which the second alone would open the name of a unit (``MÔI TRƯỜNG``)."""
    return nfc(f"{first} {last}").lower() in _compounds()


@cache
def _compounds() -> frozenset[str]:
    return frozenset(nfc(word) for word in load_yaml("bodies.yml")["compounds"])


def names_body(folded: str) -> bool:
    """Whether folded words open with the name of a body or of a unit of one."""
    return body_at(folded) is not None or opens_unit(folded)


def names_owner(folded: str) -> bool:
    """Whether a folded line in capitals may be of the column of a letterhead that names the issuer: a body or
    a unit of one, or the province on a line of its own."""
    return names_body(folded) or folded.startswith(("tinh ", "thanh pho "))


def is_school_of_state(folded: str) -> bool:
    """Whether a folded letterhead line opens with a university or an academy, which is of no province."""
    words = load_yaml("bodies.yml")["schools"][0]["words"]
    return f"{folded} ".startswith(tuple(f"{fold(word)} " for word in words))


@cache
def named_school() -> re.Pattern[str]:
    """What stands before the name that a school or a hospital bears, in small letters: its kind and level."""
    (entry,) = load_yaml("bodies.yml")["named_schools"]
    return compiled(rf"(?:{any_of(entry['kinds'])})(?: [^\W\d_]+)* (?:{any_of(entry['levels'])}) ")


@cache
def named_alone() -> re.Pattern[str]:
    """What stands in small letters before words that are a school's name and nothing else."""
    (entry,) = load_yaml("bodies.yml")["named_schools"]
    common = rf"(?!.*\b(?:{any_of(entry['common'])})(?!\w))"
    return compiled(rf"trường (?:{any_of(entry['general'])}) {common}(?=[^\d]+$)")


def department_spelt(printed: str) -> tuple[str, int]:
    """The words of a unit's name that ``printed`` opens with, in their spelling, and how much of it they take
    up; an empty string and 0 where it opens with none. Commas and hyphens stay as printed."""
    opening = tuple(fold(match.group()) for match in islice(_WORD.finditer(printed), 2))
    names = _departments().get(opening, ())
    words = [*_WORD.finditer(printed)] if names else []
    folded = tuple(fold(match.group()) for match in words)
    for name in names:
        if folded[: len(name)] == tuple(map(fold, name)):
            end = words[len(name) - 1].end()
            pairs = zip(words, name, strict=False)
            return _respelt(printed[:end], [(match.start(), match.end(), word) for match, word in pairs]), end
    return "", 0


def department_names(*, proper: bool = False) -> tuple[str, ...]:
    """The names of units as they are spelt, without commas and hyphens; ``proper`` ones name nothing else
    (``bảo hiểm xã hội`` is also what the unit of that name has in its care)."""
    entries = load_yaml("bodies.yml")["departments"]
    told = (entry for entry in entries if not (proper and entry.get("common", False)))
    return tuple(nfc(name) for entry in told for name in entry["names"])


@cache
def department_with_symbol(symbol: str) -> str | None:
    """The provincial department whose initials a number's symbol has (``SGDĐT``: Sở Giáo dục và Đào tạo),
    ``None`` where none has them, or several do. Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, II.3."""
    named = [name for name in department_names() if name.startswith("Sở ") and _initials(name) == symbol]
    return named[0] if len(named) == 1 else None


def _initials(name: str) -> str:
    return "".join(word[0].upper() for word in name.split() if word != "và")


def _respelt(text: str, words: list[tuple[int, int, str]]) -> str:
    for start, end, word in reversed(words):
        text = text[:start] + word + text[end:]
    return text


@cache
def _departments() -> dict[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Names of units as words, by their first two folded; the longest first."""
    table: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for name in department_names():
        words = tuple(name.split())
        table.setdefault(tuple(map(fold, words[:2])), []).append(words)
    return {key: tuple(sorted(names, key=len, reverse=True)) for key, names in table.items()}


@cache
def _no_openings() -> tuple[str, ...]:
    """Words that open no unit, though they are one's opening word without its marks (``ĐẠI HỘI``: Đài)."""
    return tuple(f"{fold(word)} " for word in load_yaml("bodies.yml")["units"][0]["never"])


@cache
def _unit_openings() -> tuple[str, ...]:
    return tuple(f"{fold(word)} " for word in unit_words())
