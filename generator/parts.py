"""What segmentation makes of a source text, for extraction to read: lines, sections, outline."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from generator.model import BlockKind, Omission, Repair, Task
from generator.text import unaccented
from generator.view import View


@dataclass(frozen=True, slots=True)
class Line:
    """A line with text in it.

    ``folded`` is its text in lower case without diacritics, for telling what it is through OCR damage;
    ``start``/``end`` are its source span without line end; ``gap`` counts the blank lines before
    it, ``indent`` the blanks that open it; ``cells`` are its columns where tabs, wide spaces or table
    bars part it (else the one view); ``mark`` is the Markdown heading level or 0; ``strong`` tells that
    all of it was emphasized; ``furniture`` that the reader saw it in a navigation, footer or the like;
    ``table`` that it is a row of a table.
    """

    view: View
    folded: str
    start: int
    end: int
    gap: int
    indent: int
    cells: tuple[View, ...]
    mark: int = 0
    strong: bool = False
    furniture: bool = False
    table: bool = False

    @property
    def text(self) -> str:
        """The cleaned text."""
        return self.view.text

    def columns(self) -> tuple[View, ...]:
        """The cells, parted further at bars that stand between words: how law sites flatten the two
        columns of letterheads and signatures."""
        if "|" not in self.text:
            return self.cells
        return tuple(part for cell in self.cells for part in _between_bars(cell))

    @property
    def is_capitals(self) -> bool:
        """Whether its letters are capitals, but for a stray one in ten that OCR or a symbol made small."""
        return _in_capitals(self.view.text)


@lru_cache(maxsize=2_000)  # several rules ask it of the same line
def _in_capitals(text: str) -> bool:
    letters = list(filter(str.isalpha, unaccented(text)))
    return len(letters) >= 2 and sum(map(str.isupper, letters)) >= 0.9 * len(letters)


def _between_bars(cell: View) -> Iterator[View]:
    at = 0
    for words in cell.text.split("|"):
        part = cell[at : at + len(words)].stripped()
        if part:
            yield part
        at += len(words) + 1


@dataclass(frozen=True, slots=True)
class Sections:
    """The sections of a raw text. ``lead`` is the news words before a document given in full: not
    shown, but they may state its number. ``posted`` is the line with a web page's posting date;
    ``certificate`` what stands under the signature and is none of the document's: what an office that
    copied it put there (``SAO Y``), or a form with a letterhead of its own."""

    letterhead: tuple[Line, ...] = ()
    heading: tuple[Line, ...] = ()
    lead: tuple[Line, ...] = ()
    body: tuple[Line, ...] = ()
    foot: tuple[Line, ...] = ()
    certificate: tuple[Line, ...] = ()
    annexes: tuple[tuple[str, tuple[Line, ...]], ...] = ()
    omitted: tuple[tuple[Line, str], ...] = ()
    posted: Line | None = None
    is_web: bool = False
    has_title: bool = False


@dataclass(frozen=True, slots=True)
class Marker:
    """What a paragraph opens with. ``kind`` is one of ``part chapter section article roman number
    decimal letter bullet``; ``number`` as printed without its dot; ``end`` where the words begin."""

    kind: str
    number: str
    end: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A whole paragraph, or (``rows`` not empty) a table. ``strong`` tells that all of it was
    emphasized, ``mark`` the Markdown heading level or 0."""

    view: View
    strong: bool = False
    mark: int = 0
    rows: tuple[tuple[View, ...], ...] = ()
    repairs: tuple[Repair, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph with its place in the outline; see :class:`generator.model.Block`."""

    view: View
    kind: BlockKind
    anchor: str | None = None
    level: int = 0
    marker: Marker | None = None
    rows: tuple[tuple[View, ...], ...] = ()
    repairs: tuple[Repair, ...] = ()


@dataclass(frozen=True, slots=True)
class Segmented:
    """A source text taken apart: its sections, the outline of its body and of each attached part
    (with its kind), the marks that Markdown put between the words, and the numbered top-level tasks."""

    sections: Sections
    body: tuple[Piece, ...]
    annexes: tuple[tuple[str, tuple[Piece, ...]], ...]
    markup: tuple[Omission, ...]
    tasks: tuple[Task, ...] = ()
