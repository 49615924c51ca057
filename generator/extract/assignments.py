"""Who is assigned what, in what role and by when: only what a clause states plainly.

A clause assigns when it opens with a body or with an order to one (``Giao Công an tỉnh chủ trì …``), or when
it stands in a list under a heading that is only the name of a body, or under an order to one body alone.
What the body that opens a paragraph is to do goes on in those of its sentences that open with a verb. Before
the operative part, where a directive tells of the past, only an order counts.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.extract.bodies import bodies_in
from generator.extract.rows import assigned_in_rows
from generator.knowledge.assigning import (
    before,
    command,
    deadline_in,
    duties_of,
    is_itself,
    is_retold,
    long_title,
    may_command,
    opener,
    opens_work,
    operative,
    order,
    reports,
    results_below,
    role_of,
    several,
    speaks_for,
    telling,
    verb_after,
)
from generator.model import Assignment, BlockKind
from generator.parts import Piece
from generator.text import compiled
from generator.view import View

_SENTENCE_END = compiled(r"[.…](?=\s+[A-ZÀ-ỸĐ])|[.…:]?/?[.…]?$")
_CLAUSE_END = compiled(r";(?= )")
_OPENS_DUTIES = compiled(r" có (?:trách nhiệm|nhiệm vụ):?$")
_QUOTED = re.compile(r'“[^“”]*”|"[^"]*"')
_BRACKETED = re.compile(r"\(\d{1,2}\)\s+")
"""A number that is no marker of the outline, as electronic dispatches have."""
_PARTS = ("part", "chapter", "section", "roman")
_LOOSE = 99
"""The depth of a list that an unnumbered paragraph opens: anything but a bullet ends it."""


@dataclass(frozen=True, slots=True)
class _Clause:
    """Part of a paragraph, from ``start`` to ``end`` of its view, that may assign something."""

    view: View
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.view.text[self.start : self.end]

    def since(self, start: int) -> _Clause:
        """The clause without what stands before ``start``."""
        return _Clause(self.view, self.start + start, self.end)


@dataclass(frozen=True, slots=True)
class _Scope:
    """Where a paragraph stands: ``heading`` has the bodies whose list it is in, ``depth`` how many points the
    anchor of that heading has, ``anchor`` the nearest one above. ``ordered`` tells that only orders count
    there, ``listed`` that it is an item of a list: what it orders is for the body of that list to order.
    ``report`` is the anchor of a heading of ``report_rank`` below which only the past is told, until words
    open the operative part; ``past`` tells that the bullets of a list do. ``alone`` is the one body that
    words which open a list order, ``alone_depth`` how many points their anchor has: what names no other
    there is its work."""

    heading: tuple[str, ...] = ()
    anchor: str | None = None
    ordered: bool = False
    listed: bool = False
    depth: int = 0
    report: str | None = None
    report_rank: int = 0
    past: bool = False
    alone: tuple[str, ...] = ()
    alone_depth: int = 0


@dataclass(frozen=True, slots=True)
class _Subject:
    """The bodies that a clause opens with. ``start`` is where the clause begins in what was looked at,
    ``work`` where the words on what they are to do do; ``ordered`` tells that they are ordered to."""

    bodies: tuple[str, ...] = ()
    start: int = 0
    work: int = 0
    ordered: bool = False


def assignments_of(pieces: Sequence[Piece], source: str, issuer: str | None = None) -> tuple[Assignment, ...]:
    """What the body of a document of ``issuer`` assigns, in order of place."""
    found: list[Assignment] = []
    scope = _Scope(ordered=True)
    for piece in pieces:
        scope = _entered(scope, piece)
        bracketed = _BRACKETED.match(piece.view.text)
        opens = piece.marker.end if piece.marker else bracketed.end() if bracketed else 0
        clause = _clause(piece.view, opens, len(piece.view.text))
        if piece.rows and not scope.report:
            found.extend(assigned_in_rows(piece.rows, source, scope.anchor))
        if clause is None or piece.rows:
            continue
        if piece.kind is BlockKind.HEADING and not piece.anchor and not clause.text.endswith(":"):
            continue  # a headline
        named = () if scope.ordered else _named_for_list(piece, clause.text)
        told = _of_paragraph(clause, _scope_of(scope, piece), source, issuer)
        if named:
            # Words that only open the list say nothing that its items do not, but who leads and by when.
            found.extend(one for one in told if one.role or one.deadline)
            scope = replace(scope, heading=named, depth=piece.anchor.count(".") if piece.anchor else _LOOSE)
            continue
        found.extend(told)
        scope = _after(scope, piece, clause.text, issuer)
    return tuple(found)


def _after(scope: _Scope, piece: Piece, text: str, issuer: str | None) -> _Scope:
    """The scope of what comes after a piece of these words, which name no body for a list."""
    if text.endswith(":"):
        if results_below().search(text):
            scope = replace(scope, past=True)
        elif not telling().match(text) and (alone := _ordered_alone(text, issuer)):
            scope = replace(scope, alone=alone, alone_depth=piece.anchor.count(".") if piece.anchor else -1)
    if scope.ordered and _opens_orders(text, issuer):
        scope = replace(scope, ordered=False, report=None)
    return scope


def _scope_of(scope: _Scope, piece: Piece) -> _Scope:
    """The scope that the words of a piece are read in."""
    heading = scope.heading or (scope.alone if piece.marker else ())
    return replace(
        scope,
        heading=heading,
        ordered=scope.ordered or scope.past,
        listed=bool(scope.heading and piece.marker),
    )


def _opens_orders(text: str, issuer: str | None) -> bool:
    """Whether words open the operative part: with a colon, or with an order of the issuer itself."""
    if telling().match(text):
        return False
    given = command(offices=False).search(text) if issuer and may_command(text) else None
    return bool(operative().search(text) or (given and speaks_for(given["who"], issuer or "")))


def _ordered_alone(text: str, issuer: str | None) -> tuple[str, ...]:
    """The body that words that open a list order, if they order one alone."""
    ends = [end.end() for end in _SENTENCE_END.finditer(text) if end.end() < len(text) - 1]
    sentence = text[ends[-1] if ends else 0 :].strip()
    subject = _subject(sentence, offices=True)
    alone = subject.ordered and len(subject.bodies) == 1 and not several().search(subject.bodies[0])
    return subject.bodies if alone and not is_retold(sentence[subject.start :], issuer) else ()


def _entered(scope: _Scope, piece: Piece) -> _Scope:
    """Where a piece stands that comes after one that stood in ``scope``."""
    if piece.anchor:
        within = piece.anchor.count(".") > scope.depth
        report = _report(scope, piece, piece.anchor)
        heading = scope.heading if within and not report else ()
        alone = scope.alone if piece.anchor.count(".") > scope.alone_depth and not report else ()
        return _Scope(
            heading,
            piece.anchor,
            report is not None,
            depth=scope.depth,
            report=report,
            report_rank=scope.report_rank if report == scope.report else _rank(piece),
            alone=alone,
            alone_depth=scope.alone_depth,
        )
    if piece.marker:
        return scope
    words = piece.view.text.strip()
    # Without numbers the operative part ends where words open something else than a body's work.
    asks = words.endswith("?")
    ends = not scope.anchor and (piece.kind is BlockKind.HEADING or words.endswith(":"))
    heading = () if asks or scope.depth == _LOOSE else scope.heading
    ordered = scope.ordered or asks or (ends and not opener().match(words))
    return replace(scope, heading=heading, ordered=ordered, past=False)


def _rank(piece: Piece) -> int:
    """How far below the document a part stands; all points rank the same."""
    kind = piece.marker.kind if piece.marker else ""
    return _PARTS.index(kind) if kind in _PARTS else len(_PARTS)


def _report(scope: _Scope, piece: Piece, anchor: str) -> str | None:
    """The anchor of the heading that makes what stands at ``anchor`` a report of the past, if it is one. The
    anchors of points do not tell in which part of the document they stand."""
    if scope.report and (anchor.startswith(f"{scope.report}.") or _rank(piece) > scope.report_rank):
        return scope.report
    words = piece.view.text[piece.marker.end if piece.marker else 0 :]
    return anchor if piece.kind is BlockKind.HEADING and reports(words) else None


def _named_for_list(piece: Piece, words: str) -> tuple[str, ...]:
    """The bodies that a piece names for the list below it: a numbered line that is only their names, or
    words that end in a colon (``Sở Y tế chủ trì, bảo đảm các việc sau:``)."""
    of = duties_of().match(words)
    if of and of["duty"] and several().search(words[of.end() - 1 :]):
        return ()  # whose it is follows
    words = words[of.end() :] if of else words
    if words.endswith(":") or _OPENS_DUTIES.search(words):
        return bodies_in(words.strip(" .:;")) or _subject(words).bodies
    if not piece.anchor or (piece.kind is not BlockKind.HEADING and words[-1:] in {";", ","}):
        return ()
    return bodies_in(words.strip(" .:;"))


def _of_paragraph(paragraph: _Clause, scope: _Scope, source: str, issuer: str | None) -> Iterator[Assignment]:
    head, colon, _ = paragraph.text.partition(":")
    bodies = bodies_in(head) if colon and not scope.ordered else ()
    if bodies and any(":" in body for body in _subject(paragraph.text).bodies):
        bodies = ()  # the colon is in the name
    if bodies:
        rest = _clause(paragraph.view, paragraph.start + len(head) + 1, paragraph.end)
        if rest is None:
            return
        paragraph, scope = rest, _Scope(bodies, scope.anchor)
    goes_on: tuple[str, ...] = ()
    quoted = [match.span() for match in _QUOTED.finditer(paragraph.text)]
    for order_of, sentence in enumerate(_cut(paragraph, _SENTENCE_END, 0)):
        if _is_within(quoted, sentence.start - paragraph.start) or sentence.text.endswith("?"):
            continue  # the words of somebody else, or a question
        subject = _subject(sentence.text, offices=scope.ordered)
        if subject.ordered and is_retold(sentence.text[subject.start :], issuer):
            continue
        if subject.bodies and (subject.ordered if scope.ordered else not (subject.ordered and scope.listed)):
            yield from _of_sentence(sentence, subject, scope, source, issuer)
            goes_on = subject.bodies if not order_of or scope.ordered else goes_on
        elif not subject.bodies and not subject.ordered and (goes_on or not scope.ordered):
            yield from _of_sentence(sentence, _Subject(goes_on or scope.heading), scope, source, issuer)


def _is_within(spans: Sequence[tuple[int, int]], at: int) -> bool:
    """Whether a place stands within one of some spans, in order; where one begins is not within it."""
    last = bisect_left(spans, (at,)) - 1
    return last >= 0 and at < spans[last][1]


def _of_sentence(
    sentence: _Clause, subject: _Subject, scope: _Scope, source: str, issuer: str | None
) -> Iterator[Assignment]:
    """The clauses of a sentence that are work of a body that was named: one of somebody else ends that."""
    sentence = sentence.since(subject.start)
    bodies, work = subject.bodies, subject.work - subject.start
    title = long_title().search(sentence.text) if ";" in sentence.text else None
    for at, clause in enumerate(_cut(sentence, _CLAUSE_END, max(work, 0), title.start() if title else None)):
        if at:
            named = _subject(clause.text)
            bodies = () if named.ordered and scope.listed else named.bodies or bodies
            work = named.work
        task = clause.text[max(work, 0) :]
        if not bodies or not opens_work(_without_lead(task)):
            bodies = ()
            continue
        start, end = clause.view.span(clause.start, clause.end)
        task = task.strip(" .:;/…")
        role, deadline = role_of(task), deadline_in(clause.text)
        for body in bodies:
            if issuer and is_itself(body, issuer):
                continue
            yield Assignment(task, body, role, deadline, source[start:end], start, end, scope.anchor)


def _cut(clause: _Clause, ends: re.Pattern[str], since: int, until: int | None = None) -> Iterator[_Clause]:
    """The parts of a clause, cut at ends from ``since`` on, and before ``until``."""
    at = 0
    found = ends.finditer(clause.text, since, len(clause.text) if until is None else until)
    for end in (*(match.end() for match in found), len(clause.text)):
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


def _subject(text: str, *, offices: bool = False) -> _Subject:
    """The bodies that a clause opens with or that are ordered in it; none where it opens otherwise.
    ``offices`` tells that a ministry may order them."""
    opening = _opening_subject(text)
    if may_command(text):
        given = command(offices=offices).search(text)
        # A clause of its own before that of the order has its own subject.
        first = given and opening.bodies and ";" in text[: given.start("who")]
        if given and not first and not telling().match(text):
            return _named(text, given.start("who"), given.end(), ordered=True)
    return opening


def _opening_subject(text: str) -> _Subject:
    led = before().match(text)
    opens = led.end() if led else 0
    ordered = order().match(text, opens)
    if not opener().match(text, ordered.end() if ordered else opens):
        return _Subject()
    return _named(text, 0, ordered.end() if ordered else opens, ordered=ordered is not None)


def _without_lead(work: str) -> str:
    led = before().match(work)
    return work[led.end() :] if led else work


def _named(text: str, start: int, opens: int, *, ordered: bool) -> _Subject:
    """The bodies whose names begin at ``opens``, if a verb ends them."""
    found = verb_after(text, opens)
    words = text[opens : found.start()] if found else ""
    # A verb right behind a semicolon opens a clause of its own: that of the body is one we do not know.
    if found is None or words.endswith(";"):
        return _Subject(ordered=ordered)
    bodies = bodies_in(words)
    return _Subject(bodies, start, found.start("verb"), ordered) if bodies else _Subject(ordered=ordered)
