"""Who is assigned what, in what role and by when: only what a clause states plainly.

A clause assigns when it opens with a body or with an order to one (``Giao Công an tỉnh chủ trì …``), or when
it stands in a list under a heading that is only the name of a body, or under words that order bodies to do
what the list says. What the body that opens a paragraph is to do goes on in those of its sentences that open
with a verb. Before the operative part, where a directive tells of the past, only an order counts, and what
bodies are said to have to do.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.extract.assigning.bodies import bodies_in
from generator.extract.assigning.clauses import (
    CLAUSE_END,
    NOBODY,
    SENTENCE_END,
    Clause,
    Subject,
    clause_of,
    cut,
    last_asked,
    only_ordered,
    subject_of,
    without_lead,
)
from generator.extract.assigning.rows import assigned_in_rows
from generator.knowledge.assigning import (
    closing,
    command,
    deadline_in,
    defining,
    duties_of,
    is_itself,
    is_retold,
    long_title,
    may_command,
    opens_list,
    opens_operative,
    opens_work,
    order,
    own_command,
    reports,
    results_below,
    role_of,
    speaks_for,
    telling,
    tells_contents,
)
from generator.knowledge.body_names import opener, several
from generator.model import Assignment, BlockKind
from generator.parts import Piece
from generator.text import compiled

_OPENS_DUTIES = compiled(r" có (?:trách nhiệm|nhiệm vụ):?$")
_QUOTED = re.compile(r'“[^“”]*”|"[^"]*"')
_BRACKETED = re.compile(r"\(\d{1,2}\)\s+")
"""A number that is no marker of the outline, as electronic dispatches have."""
_PARTS = ("part", "chapter", "section", "roman")
_LOOSE = 99
"""The depth of a list that an unnumbered paragraph opens: anything but a bullet ends it."""


class _Scope(NamedTuple):
    """Where a paragraph stands: ``heading`` has the bodies whose list it is in, ``depth`` how many points the
    anchor of that heading has, ``anchor`` the nearest one above. ``ordered`` tells that only orders count
    there, ``listed`` that it is an item of a list: what it orders is for the body of that list to order, and
    ``loose`` that it has no number. ``report`` is the anchor of a heading of ``report_rank`` below which only
    the past is told, until words open the operative part; ``past`` tells that the bullets of a list do.
    ``addressed`` are the bodies that words which open a list order, ``addressed_depth`` how many points their
    anchor has: what names no other there is theirs, unless ``other`` tells that a paragraph below the same
    point had work for somebody else, whose it may be. ``ended`` tells that words or a question ended an
    operative part, ``begun`` are the first of the bodies that the paragraph opens with, and ``begun_at`` is
    where they begin in the source."""

    heading: tuple[str, ...] = ()
    anchor: str | None = None
    ordered: bool = False
    listed: bool = False
    depth: int = 0
    report: str | None = None
    report_rank: int = 0
    past: bool = False
    addressed: tuple[str, ...] = ()
    addressed_depth: int = 0
    loose: bool = False
    ended: bool = False
    other: bool = False
    begun: tuple[str, ...] = ()
    begun_at: int = 0


def assignments_of(pieces: Sequence[Piece], source: str, issuer: str | None = None) -> tuple[Assignment, ...]:
    """What the body of a document of ``issuer`` assigns, in order of place."""
    found: list[Assignment] = []
    scope = _Scope(ordered=True)
    for piece in pieces:
        scope = _entered(scope, piece)
        bracketed = _BRACKETED.match(piece.view.text)
        opens = piece.marker.end if piece.marker else bracketed.end() if bracketed else 0
        clause = clause_of(piece.view, opens, len(piece.view.text))
        if piece.rows and not scope.report:
            found.extend(assigned_in_rows(piece.rows, source, scope.anchor))
        if clause is None or piece.rows:
            continue
        if piece.kind is BlockKind.HEADING and not piece.anchor and not clause.text.endswith(":"):
            continue  # a headline
        begun = bodies_in(clause.text.strip(" ;,")) if _is_broken_off(piece, clause.text) else ()
        if begun:
            scope = scope._replace(begun=begun, begun_at=piece.view.span(clause.start, clause.end)[0])
            continue
        all_of_it = piece.anchor is None and clause.text.endswith(":") and opens_list().search(clause.text)
        named = () if scope.ordered or all_of_it else _named_for_list(piece, clause.text, issuer)
        told = [*_of_paragraph(clause, _scope_of(scope, piece), source, issuer)]
        if named:
            # Words that only open the list say nothing that its items do not, but who leads and by when.
            found.extend(one for one in told if one.role or one.deadline)
            scope = scope._replace(heading=named, depth=piece.anchor.count(".") if piece.anchor else _LOOSE)
            continue
        found.extend(told)
        other = scope.other or any(one.body not in scope.addressed for one in told)
        scope = _after(scope, piece, clause.text, issuer)
        if scope.begun or other != scope.other:
            scope = scope._replace(begun=(), other=other)
    return tuple(found)


def _is_broken_off(piece: Piece, words: str) -> bool:
    """Whether a point goes on in the paragraph below: ``Điều 3. Chánh Văn phòng;``."""
    return bool(piece.anchor and words[-1:] in {";", ","})


def _after(scope: _Scope, piece: Piece, text: str, issuer: str | None) -> _Scope:
    """The scope of what comes after a piece of these words, which name no body for a list."""
    if text.endswith(":"):
        if results_below().search(text):
            scope = scope._replace(past=True)
        elif not telling().match(text):
            scope = _addressing(scope, piece, text, issuer)
    if scope.ordered and _opens_orders(text, issuer):
        scope = scope._replace(ordered=False, report=None)
    return scope


def _addressing(scope: _Scope, piece: Piece, text: str, issuer: str | None) -> _Scope:
    """The scope below words that end in a colon: the list of the bodies that they order. The work of a list
    that tells what these are to tell others is nobody's."""
    ends = [end.end() for end in SENTENCE_END.finditer(text)]
    sentence = text[ends[-1] if ends else 0 :].strip()
    asked, opens = only_ordered(sentence, issuer), opens_list().search(sentence) is not None
    if not asked.bodies:
        asked = last_asked(sentence)
        if asked.ordered and is_retold(sentence[asked.start :], issuer):
            return scope
        if not asked.ordered and opens:
            asked = subject_of(sentence)  # "Các cấp ủy cần thực hiện các nhiệm vụ sau:"
            scope = scope._replace(ordered=scope.ordered and not asked.bodies)
        if not (asked.ordered or asked.bodies):
            return scope
    else:
        scope = scope._replace(ordered=False, report=None)
    # What several are to do together is not said to be the work of each.
    together = asked.bodies if len(asked.bodies) == 1 else (asked.together,)
    listed = bool(asked.bodies) and (not asked.work or opens)
    depth = piece.anchor.count(".") if piece.anchor else -1
    return scope._replace(addressed=together if listed else (), addressed_depth=depth)


def _scope_of(scope: _Scope, piece: Piece) -> _Scope:
    """The scope that the words of a piece are read in."""
    # A headline of a list says what its items are about; what is below one of them is of the list, too.
    below = scope.anchor is not None and scope.anchor.count(".") > scope.addressed_depth
    within = below and not scope.other
    listed = (piece.marker or within) and piece.kind is not BlockKind.HEADING
    heading = scope.heading or (scope.addressed if listed else ())
    return scope._replace(
        heading=heading,
        ordered=scope.ordered or scope.past,
        listed=bool(scope.heading and piece.marker),
        loose=piece.marker is None,
    )


def _opens_orders(text: str, issuer: str | None) -> bool:
    """Whether words open the operative part: with a colon, or with an order of the issuer itself."""
    if telling().match(text):
        return False
    given = command(offices=not issuer).search(text) if may_command(text) else None
    if given is None and issuer and may_command(text):
        given = own_command().search(text)
    asked = order().match(text)
    own = bool(
        given and (given["colon"] or tells_contents().match(text) or speaks_for(given["who"], issuer or ""))
    )
    return own or bool(opens_operative(text) or (asked and asked["colon"]))


def _entered(scope: _Scope, piece: Piece) -> _Scope:
    """Where a piece stands that comes after one that stood in ``scope``."""
    if piece.anchor:
        within = piece.anchor.count(".") > scope.depth
        report = _report(scope, piece, piece.anchor)
        heading = scope.heading if within and not report else ()
        addressed = scope.addressed if piece.anchor.count(".") > scope.addressed_depth and not report else ()
        return _Scope(
            heading,
            piece.anchor,
            report is not None,
            depth=scope.depth,
            report=report,
            report_rank=scope.report_rank if report == scope.report else _rank(piece),
            addressed=addressed,
            addressed_depth=scope.addressed_depth,
            ended=scope.ended,
        )
    if piece.marker:
        return scope
    words = piece.view.text.strip()
    # Without numbers the operative part ends where words open something else than a body's work.
    asks = words.endswith("?")
    ends = not scope.anchor and (piece.kind is BlockKind.HEADING or words.endswith(":"))
    heading = () if asks or scope.depth == _LOOSE else scope.heading
    ordered = scope.ordered or asks or (ends and not opener().match(words))
    ended = scope.ended or (ordered and not scope.ordered) or asks
    return scope._replace(heading=heading, ordered=ordered, past=False, ended=ended)


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


def _named_for_list(piece: Piece, words: str, issuer: str | None) -> tuple[str, ...]:
    """The bodies that a piece names for the list below it: a numbered line that is only their names, or
    words that end in a colon (``Sở Y tế chủ trì, bảo đảm các việc sau:``)."""
    of = duties_of().match(words)
    if of and of["duty"] and several().search(words[of.end() - 1 :]):
        return ()  # whose it is follows
    words = words[of.end() :] if of else words
    if words.endswith(":") or _OPENS_DUTIES.search(words):
        subject = subject_of(words, issuer)
        return bodies_in(words.strip(" .:;")) or (() if subject.ordered else subject.bodies)
    if not piece.anchor or (piece.kind is not BlockKind.HEADING and words[-1:] in {";", ","}):
        return ()
    return bodies_in(words.strip(" .:;")) or only_ordered(words, issuer).bodies


def _of_paragraph(paragraph: Clause, scope: _Scope, source: str, issuer: str | None) -> Iterator[Assignment]:
    head, colon, _ = paragraph.text.partition(":")
    of = duties_of().match(head) if colon else None
    bodies = bodies_in(head[of.end() :] if of else head) if colon and not scope.ordered else ()
    if bodies and any(":" in body for body in subject_of(paragraph.text, issuer).bodies):
        bodies = ()  # the colon is in the name
    if bodies:
        rest = clause_of(paragraph.view, paragraph.start + len(head) + 1, paragraph.end)
        if rest is None:
            return
        paragraph, scope = rest, scope._replace(heading=bodies, listed=False)
    goes_on: tuple[str, ...] = ()
    quoted = _quoted(paragraph.text)
    for order_of, sentence in enumerate(cut(paragraph, SENTENCE_END, 0)):
        if _is_within(quoted, sentence.start - paragraph.start) or sentence.text.endswith("?"):
            continue  # the words of somebody else, or a question
        subject = subject_of(sentence.text, issuer, offices=scope.ordered or scope.loose)
        if scope.begun and subject.bodies and not order_of:
            subject = subject._replace(bodies=(*scope.begun, *subject.bodies))
        if subject.ordered and is_retold(sentence.text[subject.start :], issuer):
            continue
        if subject.bodies and _is_assigned(subject, scope):
            yield from _of_sentence(sentence, subject, scope, source, issuer)
            moves = not order_of or scope.ordered or (goes_on and not scope.heading)
            goes_on = subject.bodies if moves else goes_on
        elif not subject.bodies and not subject.ordered:
            known = () if scope.ordered else goes_on or scope.heading
            yield from _of_sentence(sentence, Subject(known or goes_on), scope, source, issuer)


def _is_assigned(subject: Subject, scope: _Scope) -> bool:
    """Whether a clause with these bodies assigns them what it says, where it stands."""
    if scope.ordered:
        return subject.ordered or (subject.obliged and not (scope.report or scope.past or scope.ended))
    return not (subject.ordered and scope.listed)


def _quoted(text: str) -> list[tuple[int, int]]:
    """Where the words of somebody else stand in a text."""
    return [match.span() for match in _QUOTED.finditer(text)] if "“" in text or '"' in text else []


def _is_within(spans: Sequence[tuple[int, int]], at: int) -> bool:
    """Whether a place stands within one of some spans, in order; where one begins is not within it."""
    last = bisect_left(spans, (at,)) - 1
    return last >= 0 and at < spans[last][1]


def _of_sentence(
    sentence: Clause, subject: Subject, scope: _Scope, source: str, issuer: str | None
) -> Iterator[Assignment]:
    """The clauses of a sentence that are work of a body that was named: one of somebody else ends that."""
    sentence = sentence.since(subject.start)
    bodies, work = subject.bodies, subject.work - subject.start
    known = bool(bodies) or not scope.ordered
    title = long_title().search(sentence.text) if ";" in sentence.text else None
    for at, clause in enumerate(cut(sentence, CLAUSE_END, max(work, 0), title.start() if title else None)):
        if at:
            subject = _of_clause(clause, scope, issuer)
            counts = subject.ordered or known
            bodies, work = (subject.bodies if counts else ()) or bodies, subject.work - subject.start
            clause = clause.since(subject.start)
        task = clause.text[max(work, 0) :]
        if not bodies or not (opens_work(without_lead(task)) or subject.whole):
            bodies = ()
            continue
        if (not subject.ordered and defining().search(task)) or (scope.loose and closing().match(task)):
            continue
        start, end = clause.view.span(clause.start, clause.end)
        if scope.begun and bodies[: len(scope.begun)] == scope.begun:
            start = scope.begun_at
        task = task.strip(" .:;/…")
        role, deadline = role_of(without_lead(task)), deadline_in(clause.text)
        for body in bodies:
            if issuer and is_itself(body, issuer):
                continue
            yield Assignment(task, body, role, deadline, source[start:end], start, end, scope.anchor)


def _of_clause(clause: Clause, scope: _Scope, issuer: str | None) -> Subject:
    """The bodies that a clause names which does not begin its sentence; an order within the list of a body is
    for that body to give."""
    named = subject_of(clause.text, issuer)
    if named.ordered and is_retold(clause.text[named.start :], issuer):
        return NOBODY
    return Subject(ordered=True) if named.ordered and scope.listed else named
