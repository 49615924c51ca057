"""Province-level units by period: which existed on a day, what a name meant then, where a text names them.

Source of every fact: ``provinces.yml``, which names the resolutions. Dates are ISO 8601 strings. A period
is half open: a unit is in force on ``start`` and no longer on ``end``. The table begins on 1 January 1997;
before that day no name resolves, since names then stood for other territories too.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date as calendar_date
from datetime import timedelta
from enum import StrEnum
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from generator.knowledge import place_words
from generator.knowledge.loader import load_yaml
from generator.knowledge.place_words import LOCAL, WORD, Entry, key
from generator.text import slug
from generator.view import view_of


class Kind(StrEnum):
    """The class of a province-level unit, as the law on local government calls it."""

    PROVINCE = "tỉnh"
    CITY = "thành phố trực thuộc trung ương"


@dataclass(frozen=True, slots=True)
class Unit:
    """A province-level unit in one period: from the resolution that made it to the next that changed it.

    ``name`` is without class, but for ``Thành phố Hồ Chí Minh``, whose name has it. ``code`` is the
    statistical code (``None`` for what was gone before there were codes, and for Hà Tây). ``opened_by``
    is the title of the resolution, ``None`` for a unit older than the table; ``predecessors`` and
    ``successors`` are ids. ``seats`` is the town where its authorities sat (tỉnh lỵ), in order of time;
    empty for cities.
    """

    id: str
    name: str
    kind: Kind
    start: str
    end: str | None
    code: str | None
    opened_by: str | None
    closed_by: str | None
    predecessors: tuple[str, ...]
    successors: tuple[str, ...]
    seats: tuple[str, ...]

    @property
    def slug(self) -> str:
        """Address of the browse page (``tinh/<slug>/``), the same for every period of a name."""
        return slug(self.name)

    @property
    def full_name(self) -> str:
        """The name with its class as it stands in a sentence: ``tỉnh Vĩnh Long``, ``thành phố Huế``."""
        if self.name.startswith("Thành phố "):
            return self.name
        return f"{'tỉnh' if self.kind is Kind.PROVINCE else 'thành phố'} {self.name}"

    @property
    def last_day(self) -> str | None:
        """The last day in force, ``None`` while it lasts."""
        if self.end is None:
            return None
        return (calendar_date.fromisoformat(self.end) - timedelta(days=1)).isoformat()

    def in_force(self, date: str) -> bool:
        """Whether the unit existed on a day."""
        return self.start <= date and (self.end is None or date < self.end)


@cache
def all_units() -> tuple[Unit, ...]:
    """Every unit of every period, in the order of the table (by start, then code)."""
    data = load_yaml("provinces.yml")
    titles = {key: entry["title"] for key, entry in data["resolutions"].items()}
    heirs: dict[str, list[dict[str, str]]] = {}
    for entry in data["units"]:
        for former in entry.get("predecessors", ()):
            heirs.setdefault(former, []).append(entry)
    units = []
    for entry in data["units"]:
        after = heirs.get(entry["id"], [])
        opened_by = entry.get("opened_by")
        units.append(
            Unit(
                id=entry["id"],
                name=entry["name"],
                kind=Kind(entry["class"]),
                start=entry["from"],
                end=entry.get("to"),
                code=entry.get("code"),
                opened_by=titles[opened_by] if opened_by else None,
                closed_by=titles[after[0]["opened_by"]] if after else None,
                predecessors=tuple(entry.get("predecessors", ())),
                successors=tuple(heir["id"] for heir in after),
                seats=tuple(entry.get("seats", ())),
            )
        )
    return tuple(units)


@cache
def unit(unit_id: str) -> Unit:
    """The unit of an id of the table. Raises ``KeyError`` for any other."""
    return {one.id: one for one in all_units()}[unit_id]


@cache
def periods(name: str) -> tuple[Unit, ...]:
    """Every period of a name (``Unit.name``, exactly), oldest first; what one browse page tells."""
    return tuple(one for one in all_units() if one.name == name)


def unit_ever(name: str, *, folded: bool = False) -> tuple[Unit, ...]:
    """Every period of the unit that ``name`` spells, whatever the date; empty for no unit.

    A class word counts: ``tỉnh Cần Thơ`` gives only the period when it was one.
    """
    kind, canonical = _read(name, folded)
    found = periods(canonical) if canonical else ()
    return tuple(one for one in found if kind is None or one.kind is kind)


def unit_named(name: str, date: str | None, *, folded: bool = False) -> Unit | None:
    """The unit that ``name`` meant on ``date``: any spelling, with or without class, in any case.

    ``None`` where no unit of that name existed then (Hà Tây in 2010), or where the class tells that the
    name means another place (``thành phố Vĩnh Long``, ``thành phố Huế`` before 2025). ``tỉnh`` before the
    name of what has since become a city is forgiven, for letterheads lag behind the law.

    Without a date the latest unit of the name: the one whose page a reader looks for, and right for every
    name that only ever meant one territory. ``folded`` also takes a name that has lost diacritics (OCR).
    """
    kind, canonical = _read(name, folded)
    return _unit_at(canonical, kind, date) if canonical else None


def unit_of_seat(place: str, date: str | None, *, folded: bool = False) -> Unit | None:
    """The unit whose authorities sat at ``place`` on ``date``: ``Thủ Dầu Một`` → Bình Dương.

    For places of signing: bodies of a province gave the town where they sat (Thông tư 01/2011/TT-BNV,
    Điều 9), and give the province's name since Nghị định 30/2020/NĐ-CP (Phụ lục I, II.4). Without a date
    the latest.
    """
    _, words = place_words.split_class(place, folded)
    seat = place_words.seat_index(folded).get(words)
    if seat is None:
        return None
    found = [one for one in all_units() if seat in one.seats and (date is None or one.in_force(date))]
    return found[-1] if found else None


def successor(former: Unit, date: str) -> Unit | None:
    """The unit that ``former`` had become by ``date``, itself while in force.

    After a division it is the one that kept the name. ``None`` for a day before it existed.
    """
    if date < former.start:
        return None
    current = former
    while not current.in_force(date):
        heirs = [unit(heir) for heir in current.successors]
        same = [heir for heir in heirs if heir.name == current.name]
        chosen = heirs if len(heirs) == 1 else same
        if not chosen:
            return None
        current = chosen[0]
    return current


def _unit_at(name: str, kind: Kind | None, date: str | None) -> Unit | None:
    if date is None:
        found = [one for one in periods(name) if kind is None or one.kind is kind]
        return found[-1] if found else None
    for one in periods(name):
        if one.in_force(date):
            return one if _fits(kind, one) else None
    return None


def _fits(kind: Kind | None, one: Unit) -> bool:
    if kind is Kind.PROVINCE:
        return any(period.kind is kind and period.start <= one.start for period in periods(one.name))
    return kind is None or one.kind is kind


class _Token(NamedTuple):
    """A word of running text, or a dash."""

    start: int
    end: int
    raw: str


class _Reading(NamedTuple):
    """A text being searched: its tokens, and whether diacritics count."""

    text: str
    tokens: list[_Token]
    folded: bool


@lru_cache(maxsize=2_000)  # several rules ask it of the same name or line
def find_units(text: str, date: str | None, *, folded: bool = False) -> tuple[tuple[int, int, Unit], ...]:
    """Where running text names units in force on ``date`` (of any time without one), in order.

    ``start``–``end`` spans the name without its class word, but for ``Thành phố Hồ Chí Minh``. A name is
    words with initial capitals or in capitals, over line breaks too; the longest name wins. Passed over
    are names within longer ones (``Hà Nam Ninh``, ``Điện Biên Phủ``), places of other levels (``phường
    Vĩnh Phúc``, ``thành phố Vĩnh Long``), people (``Nguyễn Thái Bình``, ``tư tưởng Hồ Chí Minh``).
    ``folded`` also takes names that have lost diacritics, with more false finds.
    """
    if unicodedata.is_normalized("NFC", text):
        return tuple(_found(text, date, folded))
    view = view_of(text, 0, len(text))
    return tuple((*view.span(start, end), one) for start, end, one in _found(view.text, date, folded))


def _found(text: str, date: str | None, folded: bool) -> list[tuple[int, int, Unit]]:
    if not place_words.may_name(text, folded):
        return []
    tokens = [_Token(match.start(), match.end(), match.group()) for match in WORD.finditer(text)]
    reading = _Reading(text, tokens, folded)
    found = []
    at = taken = 0
    while at < len(tokens):
        entry = _entry_at(reading, at)
        if entry is None:
            at += 1
            continue
        after = at + len(entry.words)
        if one := _meant(reading, entry, at, taken, date):
            first = at - _class_before(reading, at)[1] if entry.after_class else at
            found.append((tokens[first].start, tokens[after - 1].end, one))
        at = taken = after
    return found


def _entry_at(reading: _Reading, at: int) -> Entry | None:
    """The longest entry of the lexicon that the tokens from ``at`` spell."""
    first = reading.tokens[at].raw
    if not first[0].isupper():
        return None
    entries = place_words.lexicon(reading.folded).get(key(first, reading.folded), ())
    return next((entry for entry in entries if _spells(reading, at, entry)), None)


def _spells(reading: _Reading, at: int, entry: Entry) -> bool:
    tokens = reading.tokens[at : at + len(entry.words)]
    if len(tokens) < len(entry.words):
        return False
    for token, word in zip(tokens, entry.words, strict=True):
        if key(token.raw, reading.folded) != word or not (word == "-" or token.raw[0].isupper()):
            return False
    return all(_adjoin(reading.text, left, right) for left, right in pairwise(tokens))


def _adjoin(text: str, left: _Token, right: _Token) -> bool:
    """Whether only white space is between two tokens; up to four, as a wrapped line may have."""
    return right.start - left.end <= 4 and not text[left.end : right.start].strip()


def _meant(reading: _Reading, entry: Entry, at: int, taken: int, date: str | None) -> Unit | None:
    """The unit that the entry spelled at ``at`` means there; ``None`` if it means something else.

    Tokens before ``taken`` belong to the name before.
    """
    if entry.name is None:
        return None
    kind, _ = _class_before(reading, at)
    if kind == LOCAL:
        return None
    if kind is None:
        tokens = reading.tokens[at : at + len(entry.words)]
        shouted = all(token.raw.isupper() for token in tokens) and entry.name in place_words.common_nouns()
        if entry.after_class or shouted or _is_person(reading, at, taken):
            return None
    return _unit_at(entry.name, Kind(kind) if kind else None, date)


def _class_before(reading: _Reading, at: int) -> tuple[str | None, int]:
    """The class said right before the token ``at``, and in how many tokens; ``TP.`` may end in a stop."""
    before = reading.tokens[max(0, at - 2) : at]
    if not before:
        return None, 0
    gap = reading.text[before[-1].end : reading.tokens[at].start]
    stop = gap.strip()
    if len(gap) > 4 or (stop and not (stop == "." and key(before[-1].raw) == "tp")):
        return None, 0
    if len(before) == 2 and not _adjoin(reading.text, *before):
        before = before[1:]
    words = tuple(key(token.raw, reading.folded) for token in before)
    return place_words.class_before(words, reading.folded)


def _is_person(reading: _Reading, at: int, taken: int) -> bool:
    """Whether the name at ``at`` ends a person's: of up to three words before it on its line, each with
    an initial capital, one is a frequent family name."""
    surnames = place_words.frequent_surnames(reading.folded)
    for index in range(at - 1, max(taken, at - 3) - 1, -1):
        word, following = reading.tokens[index], reading.tokens[index + 1]
        if reading.text[word.end : following.start] != " " or not word.raw[0].isupper():
            return False
        if key(word.raw, reading.folded) in surnames:
            return True
    return False


def _read(name: str, folded: bool) -> tuple[Kind | None, str | None]:
    """The class and the canonical name that a free-standing name spells."""
    kind, words = place_words.split_class(name, folded)
    return Kind(kind) if kind else None, place_words.name_index(folded).get(words)
