"""Clauses of a paragraph, and the bodies that they open with or order: ``Giao Công an tỉnh chủ trì …``.

The grammar is small. A clause is words before the body (when, how, on what ground), an order or none, the
names of bodies, and their work, which opens with a verb.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.extract.assigning.bodies import bodies_in
from generator.knowledge.assigning import (
    asks,
    before,
    command,
    is_obliged,
    led_command,
    may_command,
    opens_work,
    order,
    own_command,
    speaks_for,
    telling,
    tells_contents,
    verb_after,
)
from generator.knowledge.body_names import end_of_names, opener
from generator.text import compiled
from generator.view import View

SENTENCE_END = compiled(r"[.…](?=\s+[A-ZÀ-ỸĐ])")
"""The end of a sentence that another one follows."""
CLAUSE_END = compiled(r";(?= )")
_AROUND = " .,:;"
"""What stands around names and is no part of them."""


class Clause(NamedTuple):
    """Part of a paragraph, from ``start`` to ``end`` of its view, that may assign something: ``text``."""

    view: View
    start: int
    end: int
    text: str

    def since(self, start: int) -> Clause:
        """The clause without what stands before ``start``."""
        return Clause(self.view, self.start + start, self.end, self.text[start:]) if start else self


class Subject(NamedTuple):
    """The bodies that a clause opens with. ``start`` is where the clause begins in what was looked at,
    ``work`` where the words on what they are to do do; ``ordered`` tells that they are ordered to,
    ``obliged`` that the clause says that they have to, ``whole`` that their names are known to end there.
    ``together`` is the list of their names as printed."""

    bodies: tuple[str, ...] = ()
    together: str = ""
    start: int = 0
    work: int = 0
    ordered: bool = False
    obliged: bool = False
    whole: bool = False


NOBODY = Subject()
"""No body is named."""


def clause_of(view: View, start: int, end: int) -> Clause | None:
    """A part of a view without the white space around it, if anything is left."""
    text = view.text[start:end]
    words = text.strip()
    if not words:
        return None
    start += len(text) - len(text.lstrip())
    return Clause(view, start, start + len(words), words)


def cut(clause: Clause, ends: re.Pattern[str], since: int, until: int | None = None) -> Iterator[Clause]:
    """The parts of a clause, cut at ends from ``since`` on, and before ``until``."""
    at = 0
    for match in ends.finditer(clause.text, since, len(clause.text) if until is None else until):
        if part := clause_of(clause.view, clause.start + at, clause.start + match.end()):
            yield part
        at = match.end()
    if part := clause_of(clause.view, clause.start + at, clause.end):
        yield part


def without_lead(work: str) -> str:
    """Work without the words before it that say when, how or on what ground."""
    led = before().match(work)
    return work[led.end() :] if led else work


def subject_of(text: str, issuer: str | None = None, *, offices: bool = False) -> Subject:
    """The bodies that a clause of a document of ``issuer`` opens with or that are ordered in it; none where
    it opens otherwise. ``offices`` tells that a ministry may order them."""
    opening = _opening_subject(text)
    given = _command_in(text, issuer, offices=offices)
    # A clause of its own before that of the order has its own subject.
    if given and not (opening.bodies and ";" in text[: given.start("who")]):
        return _named(text, given.start("who"), given.end(), ordered=True)
    led = None if opening.bodies else _led_command_in(text)
    return _named(text, led.start("who"), led.end(), ordered=True) if led else opening


def only_ordered(text: str, issuer: str | None) -> Subject:
    """The bodies that words order without saying to what: ``UBND tỉnh yêu cầu các sở, ngành:``."""
    given = _command_in(text, issuer, offices=True) or order().match(text) or _led_command_in(text)
    names = text[given.end() :].strip(_AROUND) if given else ""
    return Subject(bodies_in(names), names, ordered=given is not None)


def last_asked(text: str) -> Subject:
    """The bodies that words which open a list order last, whoever did, and wherever it is told."""
    given = next(reversed([*asks().finditer(text)]), None)
    return _named(text, given.start(), given.end(), ordered=True) if given else NOBODY


def _command_in(text: str, issuer: str | None, *, offices: bool) -> re.Match[str] | None:
    if not may_command(text) or telling().match(text):
        return None
    given = command(offices=offices).search(text)
    if given is None and issuer:
        given = own_command().search(text)
        given = given if given and speaks_for(given["who"], issuer) else None
    return given


def _led_command_in(text: str) -> re.Match[str] | None:
    return led_command().match(text) if may_command(text) else None


def _opening_subject(text: str) -> Subject:
    led = before().match(text)
    opens = led.end() if led else 0
    ordered = order().match(text, opens)
    if not opener().match(text, ordered.end() if ordered else opens):
        return NOBODY
    return _named(text, 0, ordered.end() if ordered else opens, ordered=ordered is not None)


def _named(text: str, start: int, opens: int, *, ordered: bool) -> Subject:
    """The bodies whose names begin at ``opens``, if a verb ends them, or they are known as a whole."""
    found = verb_after(text, opens)
    ends, work = (found.start(), found.start("verb")) if found else (len(text), len(text))
    whole = end_of_names(text, opens)
    # What is ordered need not open with a verb that is known.
    if whole is not None and whole < ends and (ordered or opens_work(text[whole + 1 :])):
        ends, work = whole, whole + 1
    words = text[opens:ends]
    # A verb right behind a semicolon opens a clause of its own: that of the body is one we do not know.
    bodies = () if work == len(text) or words.endswith(";") else bodies_in(words)
    if not bodies:
        return Subject(ordered=ordered)
    obliged = is_obliged(text[work:], told=tells_contents().match(text) is not None)
    return Subject(bodies, words.strip(_AROUND), start, work, ordered, obliged, ends == whole)
