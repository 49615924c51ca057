"""Directives and instruments as plain data, in the keys and order of the contract, for every format."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence, Set
from typing import Any

import msgspec
from msgspec import to_builtins

from generator.cache import digest_of
from generator.collection import Archive, Instrument, Instruments, instruments_of
from generator.model import Cite, Directive, Mention

_PLAIN = (
    *("id", "state", "type", "number", "date", "place", "issuer", "branch", "province", "subject"),
    *("signer", "signer_title", "signing_authority"),
)


def front_matter(directive: Directive) -> dict[str, Any]:
    """A document's front matter: every key of the contract, ``None`` or empty where nothing is known.

    Added to those of the contract: ``printed`` (the lines around the body as printed), ``sample`` and
    ``duplicate_of``.
    """
    return {
        **{name: getattr(directive, name) for name in _PLAIN},
        "cosigners": to_builtins(directive.cosigners),
        "recipients": list(directive.recipients),
        "tasks": to_builtins(directive.tasks),
        "parts": to_builtins(directive.parts),
        "assignments": to_builtins(directive.assignments),
        "cites": [_cite(cite) for cite in directive.cites],
        "source": to_builtins(directive.source),
        "printed": to_builtins(directive.printed),
        "sample": directive.sample,
        "duplicate_of": directive.duplicate_of,
        "evidence": to_builtins(directive.evidence),
        "diagnostics": list(dict.fromkeys(found.code for found in directive.diagnostics)),
    }


def instrument_record(instrument: Instrument) -> dict[str, Any]:
    """An entry of ``instruments.json`` (without its key), of values that JSON can be made of."""
    names = ("type", "number", "scope", "period", "date", "issuer", "title", "held")
    return {
        **{name: getattr(instrument, name) for name in names},
        "aliases": instrument.aliases,
        "described": instrument.described,
        "cited_by": instrument.cited_by,
        "held_right": instrument.held_right,
        "conflicts": instrument.conflicts,
    }


_OPENED, _BETWEEN, _CLOSED = b"{\n", b",\n", b"\n}\n"
_ENTRY = b' "'
"""How an entry of the authority file begins; what is within one is indented deeper."""


def authority_json(instruments: Sequence[Instrument]) -> bytes:
    """The content of ``instruments.json``: every instrument by its key."""
    found = instruments_of(instruments)
    return found.content or _joined(map(_entry, found))


def authority_json_again(old: bytes, before: Collection[str], now: Instruments, touched: Set[str]) -> bytes:
    """The content of ``instruments.json``, of that of an earlier time.

    Args:
        old: what it was.
        before: the keys in it, sorted.
        now: the instruments.
        touched: the keys of all that are not what they were.
    """
    inner = old[len(_OPENED + _ENTRY) : -len(_CLOSED)].split(_BETWEEN + _ENTRY)
    entries = dict(zip(before, (_ENTRY + one for one in inner), strict=True)) if before else {}
    return _joined(_entry(now.load(key)) if key in touched else entries[key] for key in now.heads)


def _entry(instrument: Instrument) -> bytes:
    """The lines of an instrument."""
    return as_json({instrument.key: instrument_record(instrument)})[len(_OPENED) : -len(_CLOSED)]


def _joined(entries: Iterable[bytes]) -> bytes:
    inner = _BETWEEN.join(entries)
    return _OPENED + inner + _CLOSED if inner else b"{}\n"


def authority_digest(archive: Archive) -> bytes:
    """A digest of all that ``instruments.json`` depends on."""
    return digest_of(*(head.digest for head in instruments_of(archive.instruments).heads.values()))


def as_json(value: object) -> bytes:
    """A value as JSON for people and diffs: UTF-8, a line a value."""
    return msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n"


def _cite(cite: Cite) -> dict[str, Any]:
    names = ("key", "type", "number", "date", "issuer", "title")
    return {
        **{name: getattr(cite, name) for name in names},
        "mentions": [_mention(mention) for mention in cite.mentions],
    }


def _mention(mention: Mention) -> dict[str, Any]:
    return {"start": mention.start, "end": mention.end, "quote": mention.quote, "form": str(mention.form)}
