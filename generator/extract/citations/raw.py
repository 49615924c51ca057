"""One mention of an instrument as one paragraph prints it, before the document is put together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from generator.model import Form
from generator.numbers import Number
from generator.view import View


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph to look for citations in; ``anchor`` is that of the nearest block above. ``attached``: it
    stands at the head of an attached part, and may say to what document."""

    view: View
    anchor: str | None = None
    attached: bool = False


class RawCite(NamedTuple):
    """A mention from ``start`` to ``end`` of a passage's view. ``number`` is ``None`` where the
    instrument is cited by name; ``name`` is then the key's part, ``year`` its year. ``tail`` is
    where date and body end and a title may begin. ``bad_date`` is a printed date that cannot be."""

    passage: int
    start: int
    end: int
    tail: int
    type: str
    form: Form
    number: Number | None = None
    name: str | None = None
    year: str | None = None
    date: str | None = None
    bad_date: str | None = None
    issuer: str | None = None
    term: str | None = None
    title: str | None = None
    has_type: bool = True
