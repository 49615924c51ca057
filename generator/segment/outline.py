"""Paragraphs to an outline: which are headings, tasks, items, and the anchor of each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from generator.model import BlockKind, Task
from generator.parts import Marker, Paragraph, Piece
from generator.segment.numbering import marker
from generator.text import shortened, slug

_RANKS = {
    "part": 0,
    "chapter": 1,
    "section": 2,
    "roman": 3,
    "article": 4,
    "number": 5,
    "decimal": 6,
    "letter": 7,
}
_NAMED = {"part": "phan", "chapter": "chuong", "section": "muc", "article": "dieu"}
_TOP_KINDS = ("article", "roman", "number")
_HEADING_LENGTH = 130
_SENTENCE_END = re.compile(r"[.…](?<=[^\W\d_].)(?=\s|$)")


class _Anchors:
    """Anchors given out so far: each is unique on its page."""

    def __init__(self) -> None:
        self._used: dict[str, int] = {}

    def take(self, wanted: str) -> str:
        count = self._used.get(wanted, 0) + 1
        self._used[wanted] = count
        return wanted if count == 1 else self.take(f"{wanted}-{count}")


def outline_of(
    paragraphs: Sequence[Paragraph], prefix: str = "", anchors: _Anchors | None = None
) -> tuple[Piece, ...]:
    """The outline of a body; ``prefix`` opens the anchors of an attached part."""
    anchors = anchors or _Anchors()
    open_points: list[tuple[int, str]] = []
    pieces = []
    for paragraph in paragraphs:
        found = None if paragraph.rows else marker(paragraph.view.text)
        if found is None or found.kind == "bullet":
            pieces.append(_unnumbered(paragraph, found))
            continue
        rank = _RANKS[found.kind]
        while open_points and open_points[-1][0] >= rank:
            open_points.pop()
        anchor = anchors.take(_anchor(found, open_points, prefix))
        open_points.append((rank, anchor))
        pieces.append(_numbered(paragraph, found, anchor, open_points))
    return tuple(pieces)


def annex_outline(parts: Iterable[tuple[Sequence[Paragraph], str]]) -> tuple[tuple[Piece, ...], ...]:
    """Outlines of the attached parts, each with its heading's anchor as prefix of its anchors."""
    anchors = _Anchors()
    outlines = []
    for paragraphs, name in parts:
        prefix = anchors.take(name)
        head, *rest = paragraphs
        heading = Piece(head.view, BlockKind.HEADING, prefix, 2, repairs=head.repairs)
        outlines.append((heading, *outline_of(rest, prefix + ".", anchors)))
    return tuple(outlines)


def _anchor(found: Marker, open_points: Sequence[tuple[int, str]], prefix: str) -> str:
    number = slug(found.number) if found.kind != "letter" else found.number.replace("đ", "dd")
    if found.kind in _NAMED:
        return f"{prefix}{_NAMED[found.kind]}-{number}"
    if found.kind == "decimal":
        number = ".".join(str(int(part)) for part in found.number.split("."))
        parent = next((anchor for rank, anchor in open_points if rank == _RANKS["roman"]), None)
        return f"{parent}.{number}" if parent else prefix + number
    if found.kind == "number":
        number = str(int(found.number))
    parent = next((anchor for rank, anchor in reversed(open_points) if rank > _RANKS["section"]), None)
    return f"{parent}.{number}" if parent else prefix + number


def _unnumbered(paragraph: Paragraph, found: Marker | None) -> Piece:
    if paragraph.rows:
        return Piece(paragraph.view, BlockKind.TABLE, rows=paragraph.rows, repairs=paragraph.repairs)
    if found:
        return Piece(paragraph.view, BlockKind.ITEM, marker=found, repairs=paragraph.repairs)
    text = paragraph.view.text
    if len(text) <= _HEADING_LENGTH and (paragraph.mark or _is_capital_heading(text)):
        return Piece(paragraph.view, BlockKind.HEADING, level=2, repairs=paragraph.repairs)
    return Piece(paragraph.view, BlockKind.PARAGRAPH, repairs=paragraph.repairs)


def _is_capital_heading(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return len(letters) > 4 and all(char.isupper() for char in letters)


def _numbered(
    paragraph: Paragraph, found: Marker, anchor: str, open_points: Sequence[tuple[int, str]]
) -> Piece:
    text = paragraph.view.text
    words = text[found.end :]
    own_heading = len(text) <= _HEADING_LENGTH and (
        found.kind in ("part", "chapter", "section")
        or paragraph.mark > 0
        or (bool(words) and found.kind in _TOP_KINDS and not re.search(r"[.;,…/][”\"’)]*$", words))
    )
    level = min(6, 1 + len(open_points))
    if own_heading:
        return Piece(paragraph.view, BlockKind.HEADING, anchor, level, found, repairs=paragraph.repairs)
    kind = BlockKind.TASK if found.kind in _TOP_KINDS or found.kind == "decimal" else BlockKind.ITEM
    return Piece(paragraph.view, kind, anchor, 0, found, repairs=paragraph.repairs)


def tasks_of(pieces: Sequence[Piece]) -> tuple[Task, ...]:
    """The numbered top-level tasks: articles where there are any, else Roman, else Arabic numbers."""
    kinds = {piece.marker.kind for piece in pieces if piece.marker and piece.anchor}
    top = next((kind for kind in _TOP_KINDS if kind in kinds), None)
    return tuple(
        _task(piece) for piece in pieces if piece.marker and piece.anchor and piece.marker.kind == top
    )


def _task(piece: Piece) -> Task:
    assert piece.marker and piece.anchor
    words = piece.view.text[piece.marker.end :].strip()
    if piece.kind is not BlockKind.HEADING:
        ends = _SENTENCE_END.search(words)
        words = words[: ends.start()] if ends else words
    number = f"Điều {piece.marker.number}" if piece.marker.kind == "article" else piece.marker.number
    return Task(number, shortened(words.rstrip(" .:;,/")), piece.anchor)
