"""Who is assigned what, in what role and by when: only what a clause states plainly.

A clause assigns when it opens with a body or with an order to one (``Giao Công an tỉnh chủ trì …``), or when
it stands in a list under a heading that is only the name of a body.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.knowledge.assigning import (
    deadline_in,
    never,
    next_body,
    opener,
    opens_work,
    order,
    role_of,
    verb,
)
from generator.model import Assignment, BlockKind
from generator.parts import Piece
from generator.text import compiled
from generator.view import View

_SENTENCE_END = compiled(r"[.…](?=\s+[A-ZÀ-ỸĐ])|[.…]/?\.?$")
_CLAUSE_END = compiled(r";(?= )")
_ASIDE = re.compile(r"\s*\([^()]*\)")
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
            if heading and anchor.count(".") <= depth:
                heading = ()
        if anchor is None or piece.rows:
            continue
        opens = piece.marker.end if piece.marker else 0
        named = _named_for_list(piece, opens)
        if named:
            heading, depth = named, anchor.count(".")
            continue
        clause = _clause(piece.view, opens, len(piece.view.text))
        if clause:
            found.extend(_of_paragraph(clause, heading, anchor, source))
    return tuple(found)


def _named_for_list(piece: Piece, opens: int) -> tuple[str, ...]:
    """The bodies that a piece names for the list below it: a heading that is only their names, or words
    that end in a colon (``Sở Y tế chủ trì, bảo đảm các việc sau:``)."""
    words = piece.view.text[opens:].strip()
    if not piece.anchor or not (piece.kind is BlockKind.HEADING or words.endswith(":")):
        return ()
    return _bodies(words.strip(" .:;")) or (_subject(words)[0] if words.endswith(":") else ())


def _of_paragraph(
    paragraph: _Clause, heading: tuple[str, ...], anchor: str, source: str
) -> Iterator[Assignment]:
    head, colon, _ = paragraph.text.partition(":")
    bodies = _bodies(head) if colon else ()
    if bodies:
        heading = bodies
        rest = _clause(paragraph.view, paragraph.start + len(head) + 1, paragraph.end)
        if rest is None:
            return
        paragraph = rest
    for sentence in _cut(paragraph, _SENTENCE_END, 0):
        yield from _of_sentence(sentence, heading, anchor, source)


def _of_sentence(
    sentence: _Clause, heading: tuple[str, ...], anchor: str, source: str
) -> Iterator[Assignment]:
    """The clauses of a sentence up to the first that is no work of a body that was named."""
    if not heading and not _names_body(sentence.text):
        return
    bodies, work = _subject(sentence.text)
    for at, clause in enumerate(_cut(sentence, _CLAUSE_END, work)):
        text = clause.text
        if at or not bodies:
            named, start = _subject(text)
            bodies = named or bodies or heading
            task = text[start:]
        else:
            task = text[work:]
        if not bodies or not opens_work(task):
            return
        start, end = clause.view.span(clause.start, clause.end)
        task = task.strip(" .;/…")
        for body in bodies:
            yield Assignment(
                task, body, role_of(task), deadline_in(task), source[start:end], start, end, anchor
            )


def _cut(clause: _Clause, ends: re.Pattern[str], since: int) -> Iterator[_Clause]:
    """The parts of a clause, cut at ends from ``since`` on."""
    at = 0
    for end in (*(match.end() for match in ends.finditer(clause.text, since)), len(clause.text)):
        part = _clause(clause.view, clause.start + at, clause.start + end)
        if part:
            yield part
        at = end


def _clause(view: View, start: int, end: int) -> _Clause | None:
    """A part of a view without the white space around it, if anything is left."""
    text = view.text[start:end]
    if not text.strip():
        return None
    start += len(text) - len(text.lstrip())
    return _Clause(view, start, start + len(text.strip()))


def _subject(text: str) -> tuple[tuple[str, ...], int]:
    """The bodies that a clause opens with, and where the words on what they are to do begin; no bodies
    and 0 where it opens otherwise."""
    if not _names_body(text):
        return (), 0
    opens = _after_order(text)
    found = verb().search(text, opens)
    words = text[opens : found.start()] if found else ""
    # A verb right behind a semicolon opens a clause of its own: that of the body is one we do not know.
    bodies = () if words.endswith(";") else _bodies(words)
    return (bodies, found.start("verb")) if found and bodies else ((), 0)


def _after_order(text: str) -> int:
    ordered = order().match(text)
    return ordered.end() if ordered else 0


def _names_body(text: str) -> bool:
    """Whether a clause may open with a body: most open with other words, and need no further look."""
    return bool(opener().match(text, _after_order(text)))


def _bodies(words: str) -> tuple[str, ...]:
    """The bodies that words name, if that is all they do; ``Báo và Đài …`` is one name."""
    spoken = words[:1] + words[1:].lower() if words.isupper() else words  # a heading in capitals
    if len(words) > _LONGEST_NAME or not opener().match(spoken):
        return ()
    if never().search(spoken) or verb().search(spoken) or ":" in words:
        return ()
    words = _ASIDE.sub("", words).strip(" ,;")
    names = tuple(name.strip(" ,;") for name in next_body().split(words))
    return names if all(" " in name for name in names) else (words,)
