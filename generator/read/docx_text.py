"""The words of a Word document in reading order, as its reader sees them printed.

Tracked changes stand as accepted; hidden text, comments, field codes and page numbers are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import zip_longest

from lxml import etree

from generator.knowledge.loader import load_yaml
from generator.read.docx_numbering import Numbering, W
from generator.read.docx_styles import Styles

_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_LEFT_OUT = {
    f"{W}{name}"
    for name in ("del", "moveFrom", "pPr", "rPr", "instrText", "delText", "tblPr", "trPr", "tcPr", "sdtPr")
}
_CENTRED = " " * 8
"""Before a centred paragraph: an indent wider than any first line's, which tells headings."""
_PAGE_FIELD = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b")
_BREAKS = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}noBreakHyphen": "-"}


@dataclass(slots=True)
class _Field:
    """A field whose code is being read (``shown`` false) or whose result is."""

    code: str = ""
    shown: bool = False


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph's line, and whether it is centred."""

    text: str
    centred: bool = False


@dataclass(slots=True)
class Reader:
    """Goes through a document once, in order, counting lists and notes as it goes."""

    styles: Styles
    numbering: Numbering
    notes: Mapping[str, etree._Element] = field(default_factory=dict)
    fields: list[_Field] = field(default_factory=list)
    cited: list[str] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)

    def text(self, body: etree._Element) -> str:
        """The text of the body: paragraphs parted by blank lines, rows of tables by line ends, cells by
        tabs, notes at the end."""
        blocks: list[str] = []
        centred = False
        for block in _blocks(body):
            is_table = block.tag == f"{W}tbl"
            lines = self._table(block) if is_table else self._paragraph(block)
            if not any(line.text.strip() for line in lines):
                centred = False
                continue
            together = centred and all(line.centred for line in lines)
            blocks.append("\n" if together else "\n\n")
            blocks.append("\n".join((_CENTRED if line.centred else "") + line.text for line in lines))
            centred = all(line.centred for line in lines)
        blocks.extend(f"\n\n{note}" for note in self._notes())
        return "".join(blocks).strip("\n") + "\n"

    def _notes(self) -> Iterator[str]:
        for number, key in enumerate(self.cited, start=1):
            lines = [line.text for block in _blocks(self.notes[key]) for line in self._paragraph(block)]
            yield f"[{number}] " + " ".join(" ".join(lines).split())

    def _paragraph(self, paragraph: etree._Element) -> list[_Line]:
        """The lines of a paragraph, its label before them, then what text boxes at it hold."""
        settings = self.styles.paragraph(paragraph)
        words = "".join(self._words(paragraph, settings.capitals))
        if settings.number and not (settings.deleted and not words.strip()):
            label = self.numbering.label(settings.number, settings.depth)
            words = label + words.lstrip() if words.strip() else ""
        lines = [_Line(line.strip(), settings.centred) for line in words.strip().split("\n")]
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            for block in _blocks(box):
                lines.extend(self._table(block) if block.tag == f"{W}tbl" else self._paragraph(block))
        return [line for line in lines if line.text]

    def _words(self, item: etree._Element, capitals: bool) -> Iterator[str]:
        for child in item:
            if child.tag in _LEFT_OUT:
                continue
            if child.tag == f"{W}r":
                yield from self._run(child, capitals)
            elif child.tag == f"{W}fldSimple" and _PAGE_FIELD.match(child.get(f"{W}instr") or ""):
                continue
            else:  # links, insertions, content controls and the like hold runs
                yield from self._words(child, capitals)

    def _run(self, run: etree._Element, capitals: bool) -> Iterator[str]:
        properties = run.find(f"{W}rPr")
        hidden = self.styles.is_hidden(properties)
        capitals = self.styles.in_capitals(properties, capitals)
        for child in run:
            if child.tag == f"{W}fldChar":
                self._field(child.get(f"{W}fldCharType"))
            elif child.tag == f"{W}instrText" and self.fields:
                self.fields[-1].code += child.text or ""
            elif not hidden and all(found.shown for found in self.fields):
                yield from self._piece(child, capitals)

    def _field(self, mark: str | None) -> None:
        if mark == "begin":
            self.fields.append(_Field())
        elif mark == "separate" and self.fields:
            self.fields[-1].shown = not _PAGE_FIELD.match(self.fields[-1].code)
        elif mark == "end" and self.fields:
            self.fields.pop()

    def _piece(self, item: etree._Element, capitals: bool) -> Iterator[str]:
        tag = item.tag
        if tag == f"{W}t":
            text = re.sub(r"[\r\n\t]", " ", item.text or "")
            yield text.upper() if capitals else text
        elif tag in _BREAKS:
            yield _BREAKS[tag]
        elif tag == f"{W}sym":
            yield _symbol(item.get(f"{W}char"))
        elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            yield self._note(f"{tag[len(W) :][:-9]}{item.get(f'{W}id')}")
        elif tag == f"{_COMPATIBILITY}AlternateContent":
            self._keep_boxes(next((choice for choice in item if _boxes(choice)), None))
        elif tag in (f"{W}drawing", f"{W}pict", f"{W}object"):
            self._keep_boxes(item)

    def _keep_boxes(self, item: etree._Element | None) -> None:
        if item is not None:
            self.boxes.extend(_boxes(item))

    def _note(self, key: str) -> str:
        if key not in self.notes:
            return ""
        if key not in self.cited:
            self.cited.append(key)
        return f"[{self.cited.index(key) + 1}]"

    def _table(self, table: etree._Element) -> list[_Line]:
        """A line for each row of a table with rules; of one without, which only sets columns side by
        side, a line for each line of its cells."""
        ruled = self.styles.is_ruled(table)
        lines: list[_Line] = []
        for row in _rows(table):
            cells = [self._cell(cell) for cell in _cells(row)]
            if ruled:
                lines.append(_Line("\t".join(" ".join(cell) for cell in cells).rstrip("\t")))
            else:
                lines.extend(
                    _Line("\t".join(side).rstrip("\t")) for side in zip_longest(*cells, fillvalue="")
                )
        return [line for line in lines if line.text.strip()]

    def _cell(self, cell: etree._Element) -> list[str]:
        lines: list[str] = []
        for block in _blocks(cell):
            found = self._table(block) if block.tag == f"{W}tbl" else self._paragraph(block)
            lines.extend(line.text for line in found)
        return lines


def _blocks(item: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables in order, also those within content controls and tracked insertions."""
    for child in item:
        if child.tag in (f"{W}p", f"{W}tbl"):
            yield child
        elif child.tag not in _LEFT_OUT:
            yield from _blocks(child)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for row in _inner(table, f"{W}tr"):
        properties = row.find(f"{W}trPr")
        if properties is None or properties.find(f"{W}del") is None:  # a row that a tracked change deleted
            yield row


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    return _inner(row, f"{W}tc")


def _inner(item: etree._Element, tag: str) -> Iterator[etree._Element]:
    for child in item:
        if child.tag == tag:
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
            yield from _inner(child, tag)


def _boxes(item: etree._Element) -> list[etree._Element]:
    """The outermost text boxes of a drawing."""
    found = item.iter(f"{W}txbxContent")
    return [box for box in found if next(box.iterancestors(f"{W}txbxContent"), None) is None or box is item]


def _symbol(code: str | None) -> str:
    if not code or not re.fullmatch(r"[0-9A-Fa-f]{1,5}", code):
        return ""
    char = chr(int(code, 16))
    is_half = "\ud800" <= char <= "\udfff"  # of a pair, which no text may hold alone
    return "" if is_half else str(load_yaml("encodings.yml")["symbols"].get(char, char))
