"""What of a directive can be searched, filtered and shown as a hit."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator import names
from generator.collection import Head, Instrument
from generator.model import Block, BlockKind, Directive
from generator.text import nfc, shortened

FIELDS = ("number", "subject", "names", "body")
"""Fields in the sense of lunr: each has a boost and its own length."""

BOOSTS: Mapping[str, float] = {"number": 10, "subject": 5, "names": 2, "body": 1}
"""A number is typed to find that one document; a subject says what a document is about."""

Choice = tuple[str, str]
"""A facet's value: its slug and its label."""

_SERIAL = re.compile(r"[0-9]+")
_SECTION_KINDS = (BlockKind.HEADING, BlockKind.TASK)


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of a page that a hit can open at; ``anchor`` is ``None`` before the first one."""

    anchor: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A directive as the search page sees it.

    ``texts`` has for each of ``FIELDS`` the separate texts (a phrase never spans two of them);
    ``facets`` has for each facet the document's values, most often one.
    """

    id: str
    card: Mapping[str, str]
    texts: Mapping[str, tuple[str, ...]]
    sections: tuple[Section, ...]
    facets: Mapping[str, tuple[Choice, ...]]


def entry(directive: Directive, instruments: Mapping[str, Instrument]) -> Entry:
    """What the search page knows of a directive; ``instruments`` by key label those that it cites."""
    found = sections(directive)
    people = (directive.signer, *(cosigner.name for cosigner in directive.cosigners))
    named = (directive.issuer, *people, directive.place, directive.province, _day(directive.date))
    return Entry(
        id=directive.id,
        card=_card(directive),
        texts={
            "number": _texts(directive.number, _serial(directive.number)),
            "subject": _texts(directive.type, directive.subject),
            "names": _texts(*dict.fromkeys(named)),
            "body": _body(found),
        },
        sections=found,
        facets={facet: choose(directive, instruments) for facet, choose in _FACETS.items()},
    )


def _body(found: Sequence[Section]) -> tuple[str, ...]:
    """One text: a phrase may run from one section into the next."""
    return _texts("\n".join(section.text for section in found))


def sections(directive: Directive) -> tuple[Section, ...]:
    """The body cut at its headings and tasks, then the recipients, which the page shows too."""
    found: list[Section] = []
    anchor: str | None = None
    texts: list[str] = []
    for block in directive.blocks:
        if block.anchor and block.kind in _SECTION_KINDS and texts:
            found.append(Section(anchor, "\n".join(texts)))
            texts = []
        if block.anchor and block.kind in _SECTION_KINDS:
            anchor = block.anchor
        texts.append(_block_text(block))
    if texts:
        found.append(Section(anchor, "\n".join(texts)))
    if directive.recipients:
        found.append(Section(None, "Nơi nhận: " + "; ".join(directive.recipients)))
    return tuple(Section(section.anchor, nfc(section.text)) for section in found)


def instrument_label(instrument: Instrument | Head) -> str:
    """How a list names an instrument: type and number, else its name."""
    if instrument.number:
        return f"{instrument.type} {instrument.number}"
    return shortened(instrument.title or instrument.type or instrument.key, 80)


def _block_text(block: Block) -> str:
    cells = "\n".join("\n".join(row) for row in block.rows)
    return "\n".join(part for part in (block.text, cells) if part)


def _card(directive: Directive) -> dict[str, str]:
    """The values that a hit shows; those that are not known are left out."""
    values = {
        "id": directive.id,
        "type": directive.type,
        "number": directive.number,
        "date": directive.date,
        "subject": directive.subject,
        "issuer": directive.issuer,
        "province": directive.province,
        "signer": directive.signer,
        "sample": "1" if directive.sample else None,
    }
    return {key: nfc(value) for key, value in values.items() if value}


def _day(date: str | None) -> str | None:
    """The date as people write it, so that ``29/12/2023`` finds the document of that day."""
    return "/".join(reversed(date.split("-"))) if date else None


def _serial(number: str | None) -> str | None:
    """What a number begins with, so that ``chi thi 19 2023`` finds ``19/CT-UBND``: people who name a document
    without its symbol name it so, and the number as a whole is one term."""
    found = _SERIAL.match(number or "")
    return found[0] if found else None


def _texts(*values: str | None) -> tuple[str, ...]:
    return tuple(nfc(value) for value in values if value)


def _one(slug: str, label: str | None) -> tuple[Choice, ...]:
    return ((slug, label or names.UNKNOWN_LABEL),)


def _cited(directive: Directive, instruments: Mapping[str, Instrument]) -> tuple[Choice, ...]:
    keys: Iterable[str] = dict.fromkeys(cite.key for cite in directive.cites)
    return tuple((key, instrument_label(instruments[key])) for key in keys if key in instruments)


_FACETS: Mapping[str, Callable[[Directive, Mapping[str, Instrument]], tuple[Choice, ...]]] = {
    "province": lambda directive, _: _one(names.province_slug(directive), directive.province),
    "year": lambda directive, _: _one(names.year_slug(directive), (directive.date or "")[:4] or None),
    "issuer": lambda directive, _: _one(names.issuer_slug(directive), directive.issuer),
    "type": lambda directive, _: _one(names.type_slug(directive), directive.type),
    "signer": lambda directive, _: _one(names.signer_slug(directive), names.signer_label(directive)),
    "instrument": _cited,
}
