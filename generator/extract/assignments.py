"""Who is assigned what, in what role and by when: only what a clause states plainly.

A clause assigns when it opens with a body or with an order to one (``Giao Công an tỉnh chủ trì …``), or when
it stands in a list under a heading that is only the name of a body.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.knowledge.assigning import deadline_in, never, next_body, opener, order, role_of, verb
from generator.model import Assignment, BlockKind
from generator.parts import Piece
from generator.text import compiled
from generator.view import View

_SENTENCE_END = compiled(r"[.…](?=\s+[A-ZÀ-ỸĐ])|[.…]/?\.?$")
_CLAUSE_END = compiled(r";(?= [a-zà-ỹđ])")
_LONGEST_NAME = 160
"""Characters of a list of bodies; a longer one is a sentence about something else."""


@dataclass(frozen=True, slots=True)
class _Clause:
    """Part of a paragraph, from ``start`` to ``end`` of its view, that may assign something."""

    view: View
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.view.text[self.start : self.end]


def assignments_of(pieces: Sequence[Piece], source: str) -> tuple[Assignment, ...]:
    """What the numbered part of a body assigns, in order of place."""
    found: list[Assignment] = []
    heading: tuple[str, ...] = ()
    depth = 0
    anchor = None
    for piece in pieces:
        if piece.anchor:
            anchor = piece.anchor
            if heading and piece.anchor.count(".") <= depth:
                heading = ()
        if anchor is None or piece.rows:
            continue
        opens = piece.marker.end if piece.marker else 0
        named = _bodies(piece.view.text[opens:].strip(" .:;")) if _may_name(piece) else ()
        if named:
            heading, depth = named, (piece.anchor or "").count(".")
            continue
        found.extend(_of_piece(piece.view, opens, heading, anchor, source))
    return tuple(found)


def _may_name(piece: Piece) -> bool:
    """Whether a piece can be a heading that names who the list below it is for."""
    return bool(piece.anchor) and (
        piece.kind is BlockKind.HEADING or piece.view.text.rstrip().endswith(":")
    )


def _of_piece(
    view: View, opens: int, heading: tuple[str, ...], anchor: str, source: str
) -> Iterator[Assignment]:
    for sentence in _cut(_Clause(view, opens, len(view.text)), _SENTENCE_END):
        bodies = heading
        for at, clause in enumerate(_cut(sentence, _CLAUSE_END)):
            named, work = _subject(clause.text)
            if named:
                bodies = named
            elif at and not verb().match(f" {clause.text}"):
                break  # the clause goes on with something else than work
            if bodies:
                yield from _told(clause, bodies, work, anchor, source)


def _cut(clause: _Clause, ends: re.Pattern[str]) -> Iterator[_Clause]:
    """The parts of a clause, without the white space around them."""
    text, at = clause.text, 0
    cuts = [match.end() for match in ends.finditer(text)]
    for end in (*cuts, len(text)):
        part = text[at:end]
        left = len(part) - len(part.lstrip())
        if part.strip():
            start = clause.start + at + left
            yield _Clause(clause.view, start, start + len(part.strip()))
        at = end


def _told(
    clause: _Clause, bodies: Sequence[str], work: str, anchor: str, source: str
) -> Iterator[Assignment]:
    start, end = clause.view.span(clause.start, clause.end)
    task = work.strip(" .;/…")
    for body in bodies:
        yield Assignment(task, body, role_of(task), deadline_in(task), source[start:end], start, end, anchor)


def _subject(text: str) -> tuple[tuple[str, ...], str]:
    """The bodies that a clause opens with, and what they are to do; none where it opens otherwise."""
    ordered = order().match(text)
    rest = text[ordered.end() :] if ordered else text
    found = verb().search(rest)
    if found:
        bodies = _bodies(rest[: found.start()])
        if bodies:
            return bodies, rest[found.start("verb") :]
    return (), text


def _bodies(words: str) -> tuple[str, ...]:
    """The bodies that words name, if that is all they do."""
    if len(words) > _LONGEST_NAME or not opener().match(words) or never().search(words):
        return ()
    return tuple(name.strip(" ,;") for name in next_body().split(words))
