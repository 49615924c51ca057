"""Directives and instruments as plain data, in the keys and order of the contract, for every format."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from generator.collection import Instrument
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
        "cosigners": [asdict(person) for person in directive.cosigners],
        "recipients": list(directive.recipients),
        "tasks": [asdict(task) for task in directive.tasks],
        "parts": [asdict(part) for part in directive.parts],
        "assignments": [asdict(assignment) for assignment in directive.assignments],
        "cites": [_cite(cite) for cite in directive.cites],
        "source": asdict(directive.source),
        "printed": {part: list(lines) for part, lines in asdict(directive.printed).items()},
        "sample": directive.sample,
        "duplicate_of": directive.duplicate_of,
        "evidence": {
            name: {**asdict(found), "status": str(found.status)} for name, found in directive.evidence.items()
        },
        "diagnostics": list(dict.fromkeys(found.code for found in directive.diagnostics)),
    }


def instrument_record(instrument: Instrument) -> dict[str, Any]:
    """An entry of ``instruments.json`` (without its key)."""
    names = ("type", "number", "scope", "period", "date", "issuer", "title", "held")
    return {
        **{name: getattr(instrument, name) for name in names},
        "aliases": list(instrument.aliases),
        "described": [asdict(said) for said in instrument.described],
        "cited_by": list(instrument.cited_by),
        "held_right": {name: asdict(right) for name, right in instrument.held_right.items()},
        "conflicts": list(instrument.conflicts),
    }


def _cite(cite: Cite) -> dict[str, Any]:
    names = ("key", "type", "number", "date", "issuer", "title")
    return {
        **{name: getattr(cite, name) for name in names},
        "mentions": [_mention(mention) for mention in cite.mentions],
    }


def _mention(mention: Mention) -> dict[str, Any]:
    return {"start": mention.start, "end": mention.end, "quote": mention.quote, "form": str(mention.form)}
