"""Directives and instruments as plain data, in the keys and order of the contract, for every format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import accumulate
from typing import Any

import msgspec
from msgspec import to_builtins

from generator.cache import digest_of, program_digest
from generator.collection import Archive, Instrument, Instruments, instruments_of
from generator.model import Cite, Directive, Mention
from generator.sealed import Chunk

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


def authority_json(instruments: Sequence[Instrument]) -> Iterator[Chunk]:
    """The content of ``instruments.json``, every instrument by its key, in pieces."""
    found = instruments_of(instruments)
    opening = _OPENED
    for entry in authority_entries(found) if found.entries is None else found.entries:
        yield opening
        yield entry
        opening = _BETWEEN
    yield b"{}\n" if opening is _OPENED else _CLOSED


def authority_entries(instruments: Iterable[Instrument]) -> Iterator[bytes]:
    """The lines of each instrument there."""
    for one in instruments:
        yield as_json({one.key: instrument_record(one)})[len(_OPENED) : -len(_CLOSED)]


def authority_entries_again(
    old: memoryview, sizes: Mapping[str, int], now: Instruments, touched: Set[str]
) -> list[Chunk]:
    """The same, most of them taken over from an earlier time.

    Args:
        old: the content of ``instruments.json`` then.
        sizes: the length in bytes of each entry that it had, by its key, in order.
        now: the instruments.
        touched: the keys of all that are not what they were.
    """
    starts = accumulate(sizes.values(), lambda at, size: at + size + len(_BETWEEN), initial=len(_OPENED))
    known = {key: old[at : at + size] for (key, size), at in zip(sizes.items(), starts, strict=False)}
    fresh = dict(zip(touched, authority_entries(map(now.load, touched)), strict=True))
    return [fresh[key] if key in fresh else known[key] for key in now.heads]


def authority_digest(archive: Archive) -> bytes:
    """A digest of all that ``instruments.json`` depends on, the program included."""
    return digest_of(
        program_digest(), *(head.digest for head in instruments_of(archive.instruments).heads.values())
    )


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
