"""Automatic numbering of Word, which is not in the text, counted anew (ECMA-376 part 1, 17.9)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from generator.knowledge.loader import load_yaml

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# fmt: off
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)
# fmt: on
_DEEPEST = 9
_LONGEST = 100_000
"""A number beyond it is a fault of the file; roman and letters would grow without bound."""


@dataclass(frozen=True, slots=True)
class _Level:
    """How a level is numbered: format, text with ``%1`` for the number of the first level, first
    number, the level whose item starts it anew (0: none does), what follows, only arabic numbers."""

    format: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None
    suffix: str = " "
    legal: bool = False


@dataclass(slots=True)
class _List:
    """A numbering instance: its levels, which counters it shares, and where it starts them anew."""

    levels: Mapping[int, _Level]
    shared: str
    starts: Mapping[int, int]


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each has counted; ask in the order of the document."""

    lists: Mapping[str, _List]
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def label(self, number: str, depth: int) -> str:
        """The label of the next item of a list at a depth from 0, with what follows it; ``""`` where
        there is none."""
        found = self.lists.get(number)
        if found is None or not 0 <= depth < _DEEPEST:
            return ""
        level = found.levels.get(depth, _Level("none"))
        counts = self.counts.setdefault(found.shared, {})
        self._count(number, found, depth, level, counts)
        if level.format == "bullet":
            return f"{_bullet(level.text)}{level.suffix}"
        text = re.sub(
            r"%([1-9])", lambda match: _number(found, counts, int(match[1]) - 1, level.legal), level.text
        )
        return text + level.suffix if text else ""

    def _count(self, number: str, found: _List, depth: int, level: _Level, counts: dict[int, int]) -> None:
        if depth in found.starts and (number, depth) not in self.begun:
            counts[depth] = found.starts[depth] - 1
        self.begun.add((number, depth))
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [at for at in counts if at > depth]:
            restart = found.levels.get(deeper, _Level()).restart
            if restart is None or depth < restart:
                del counts[deeper]


def _number(found: _List, counts: Mapping[int, int], depth: int, legal: bool) -> str:
    level = found.levels.get(depth, _Level())
    value = counts.get(depth, level.start)
    return _printed(value, "decimal" if legal else level.format)


def _printed(value: int, how: str) -> str:
    if how == "none" or not 0 <= value <= _LONGEST:
        return ""
    if how in ("upperRoman", "lowerRoman") and value < 5000:
        roman = _roman(value)
        return roman.upper() if how == "upperRoman" else roman
    if how in ("upperLetter", "lowerLetter") and value:
        times, at = divmod(value - 1, 26)
        letter = chr(ord("a") + at) * min(times + 1, 10)
        return letter.upper() if how == "upperLetter" else letter
    return f"{value:02}" if how == "decimalZero" else str(value)


def _roman(value: int) -> str:
    letters = []
    for size, letter in _ROMAN:
        times, value = divmod(value, size)
        letters.append(letter * times)
    return "".join(letters)


def _bullet(text: str) -> str:
    """A bullet as a letter that every font has."""
    char = text[:1]
    known = str(load_yaml("encodings.yml")["symbols"].get(char, char))
    return "•" if not known.strip() or "\ue000" <= known <= "\uf8ff" else known


def numbering_of(root: etree._Element | None) -> Numbering:
    """The lists that ``numbering.xml`` defines; none where there is no such part."""
    if root is None:
        return Numbering({})
    abstract = {item.get(f"{W}abstractNumId", ""): item for item in root.iterfind(f"{W}abstractNum")}
    linked = {style: item for item in abstract.values() if (style := value(item, "styleLink"))}
    lists = {}
    for item in root.iterfind(f"{W}num"):
        shared = value(item, "abstractNumId") or ""
        definition = abstract.get(shared)
        if definition is None:
            continue
        definition = linked.get(value(definition, "numStyleLink") or "", definition)
        lists[item.get(f"{W}numId", "")] = _list(item, definition, shared)
    return Numbering(lists)


def _list(item: etree._Element, definition: etree._Element, shared: str) -> _List:
    levels = {_whole(level.get(f"{W}ilvl")): _level(level) for level in definition.iterfind(f"{W}lvl")}
    starts = {}
    for override in item.iterfind(f"{W}lvlOverride"):
        depth = _whole(override.get(f"{W}ilvl"))
        own = override.find(f"{W}lvl")
        if own is not None:
            levels[depth] = _level(own)
        start = value(override, "startOverride")
        if start is not None:
            starts[depth] = _whole(start)
    return _List(levels, shared, starts)


def _level(level: etree._Element) -> _Level:
    suffix = value(level, "suff")
    restart = value(level, "lvlRestart")
    return _Level(
        format=value(level, "numFmt") or "decimal",
        text=value(level, "lvlText") or "",
        start=_whole(value(level, "start"), 1),
        restart=_whole(restart) if restart is not None else None,
        suffix="" if suffix == "nothing" else " ",
        legal=level.find(f"{W}isLgl") is not None,
    )


def value(item: etree._Element | None, name: str) -> str | None:
    """The ``w:val`` of a child, ``None`` where there is none."""
    child = item.find(f"{W}{name}") if item is not None else None
    return child.get(f"{W}val") if child is not None else None


def _whole(text: str | None, otherwise: int = 0) -> int:
    return int(text) if text and re.fullmatch(r"\d{1,9}", text) else otherwise
