"""Documents as the search takes them, and the two files that each has of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

import msgspec

from generator.model import Directive
from generator.search import pack
from generator.search.content import FIELDS, Entry, entry
from generator.search.counts import Counted, counted
from generator.search.output import Output, digest
from generator.search.state import Row, row

_SHORT = FIELDS[:-1]


@dataclass(frozen=True, slots=True)
class Indexed:
    """A document to be found.

    ``serial`` is its number, which no other document ever has; ``digest`` changes whenever anything of it
    changes that can be searched or shown; ``load`` gives it whole, is called only for a document that is
    new or has changed.
    """

    serial: int
    digest: str
    load: Callable[[], Directive]


def numbered(directives: Iterable[Directive]) -> list[Indexed]:
    """Directives that are all in memory, numbered in the order of their ids."""
    ordered = sorted(directives, key=lambda item: item.id)
    return [
        Indexed(serial, digest(msgspec.json.encode(item)), partial(_itself, item))
        for serial, item in enumerate(ordered)
    ]


def _itself(directive: Directive) -> Directive:
    return directive


class Taken(NamedTuple):
    """A document that was read."""

    row: Row
    counts: Counted


def take(item: Indexed, output: Output) -> Taken:
    """Read a document, write its card (``the/<n>.bin``) and its texts (``chu/<n>.bin``): for excerpts, and
    to check phrases."""
    directive = item.load()
    found = entry(directive, {})
    cites = tuple(dict.fromkeys(cite.key for cite in directive.cites))
    counts = counted(found.texts, cites)
    made = row(item.serial, item.digest, found, counts.lengths, cites)
    output.put(card_path(item.serial), pack.deflated(made.card))
    output.put(text_path(item.serial), pack.deflated(pack.json_bytes(_texts(found))))
    return Taken(made, counts)


def card_path(serial: int) -> str:
    """Where a document's card stands."""
    return f"the/{serial}.bin"


def text_path(serial: int) -> str:
    """Where a document's texts stand."""
    return f"chu/{serial}.bin"


def _texts(found: Entry) -> dict[str, Any]:
    sections = [[section.anchor, section.text] for section in found.sections]
    return {"sections": sections, "others": [found.texts[field] for field in _SHORT]}


def recounted(data: bytes, cites: Sequence[str]) -> Counted:
    """The terms that a document had, from the file of its texts."""
    texts = msgspec.json.decode(pack.inflated(data))
    body = "\n".join(text for _, text in texts["sections"])
    fields: Mapping[str, Sequence[str]] = dict(zip(_SHORT, texts["others"], strict=True))
    return counted({**fields, "body": [body] if body else []}, cites)
