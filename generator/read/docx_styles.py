"""What formatting says of a Word document's text: numbered, centred, in capitals, hidden, ruled.

Direct formatting goes before the style, a style before the one it is based on (ECMA-376 part 1, 17.7.2).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from generator.read.docx_numbering import W, value

_DEEPEST = 20
"""Styles based on styles go no deeper; a circle of them ends here."""
_NO_RULE = {None, "nil", "none"}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """What holds for a paragraph. ``number``: the list it is an item of, at ``depth`` from 0;
    ``deleted``: a tracked change takes its end away."""

    number: str | None
    depth: int
    centred: bool
    capitals: bool
    deleted: bool


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a document by their ids, the default paragraph style, and the level of the list to
    which each (list, style) is tied."""

    by_id: Mapping[str, etree._Element]
    default: str | None
    tied: Mapping[tuple[str, str], int]

    def paragraph(self, item: etree._Element) -> Paragraph:
        """What holds for a paragraph."""
        own = item.find(f"{W}pPr")
        style = value(own, "pStyle") or self.default
        chain = list(self._chain(style))
        levels = [own, *(entry.find(f"{W}pPr") for entry in chain)]
        numbers = [found.find(f"{W}numPr") for found in levels if found is not None]
        number = next((v for found in numbers if (v := value(found, "numId")) is not None), None)
        depth = next((v for found in numbers if (v := value(found, "ilvl")) is not None), None)
        if depth is None:
            depth = str(self.tied.get((number or "", style or ""), 0))
        aligned = next((v for found in levels if (v := value(found, "jc")) is not None), None)
        capitals = (is_on(entry.find(f"{W}rPr"), "caps") for entry in chain)
        return Paragraph(
            number=None if number == "0" else number,
            depth=int(depth) if depth.isdecimal() and len(depth) < 3 else 0,
            centred=aligned == "center",
            capitals=bool(next((on for on in capitals if on is not None), False)),
            deleted=own is not None and own.find(f"{W}rPr/{W}del") is not None,
        )

    def is_hidden(self, run: etree._Element | None) -> bool:
        """Whether a run's properties hide it."""
        return bool(self._of_run(run, "vanish"))

    def in_capitals(self, run: etree._Element | None, otherwise: bool) -> bool:
        """Whether a run is printed in capitals; ``otherwise``: what its paragraph's style says."""
        found = self._of_run(run, "caps")
        return otherwise if found is None else found

    def _of_run(self, run: etree._Element | None, name: str) -> bool | None:
        own = is_on(run, name)
        if own is not None or run is None:
            return own
        styles = (is_on(entry.find(f"{W}rPr"), name) for entry in self._chain(value(run, "rStyle")))
        return next((on for on in styles if on is not None), None)

    def is_ruled(self, table: etree._Element) -> bool:
        """Whether a table is printed with rules: its cells' own, else its own, else its style's."""
        cells = [borders for cell in table.iter(f"{W}tcBorders") if (borders := _ruled(cell)) is not None]
        if any(cells):
            return True
        properties = table.find(f"{W}tblPr")
        own = _ruled(properties.find(f"{W}tblBorders")) if properties is not None else None
        if own is not None:
            return own
        styled = (
            _ruled(entry.find(f"{W}tblPr/{W}tblBorders"))
            for entry in self._chain(value(properties, "tblStyle"))
        )
        return bool(next((ruled for ruled in styled if ruled is not None), False)) and not cells

    def _chain(self, style: str | None) -> Iterator[etree._Element]:
        for _ in range(_DEEPEST):
            entry = self.by_id.get(style or "")
            if entry is None:
                return
            yield entry
            style = value(entry, "basedOn")


def styles_of(root: etree._Element | None, numbering: etree._Element | None) -> Styles:
    """The styles that ``styles.xml`` defines; none where there is no such part."""
    entries = list(root.iterfind(f"{W}style")) if root is not None else []
    by_id = {key: entry for entry in entries if (key := entry.get(f"{W}styleId"))}
    defaults = (
        key
        for key, entry in by_id.items()
        if entry.get(f"{W}default") in ("1", "true", "on") and entry.get(f"{W}type") == "paragraph"
    )
    return Styles(by_id, next(defaults, None), dict(_tied(numbering)))


def _tied(numbering: etree._Element | None) -> Iterator[tuple[tuple[str, str], int]]:
    if numbering is None:
        return
    abstract = {item.get(f"{W}abstractNumId"): item for item in numbering.iterfind(f"{W}abstractNum")}
    for item in numbering.iterfind(f"{W}num"):
        definition = abstract.get(value(item, "abstractNumId"))
        for level in definition.iterfind(f"{W}lvl") if definition is not None else ():
            style, depth = value(level, "pStyle"), level.get(f"{W}ilvl") or ""
            if style and depth.isdecimal():
                yield (item.get(f"{W}numId", ""), style), int(depth)


def is_on(properties: etree._Element | None, name: str) -> bool | None:
    """Whether properties turn something on or off; ``None`` where they do not speak of it."""
    child = properties.find(f"{W}{name}") if properties is not None else None
    return None if child is None else child.get(f"{W}val", "1") not in ("0", "false", "off", "none")


def _ruled(borders: etree._Element | None) -> bool | None:
    sides = [side.get(f"{W}val") for side in borders] if borders is not None else []
    return any(side not in _NO_RULE for side in sides) if sides else None
