"""The files that speak of the whole collection, from the rows of its documents. They are few and small,
and made anew each time; what has not changed is not deflated nor written again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

import msgspec

from generator.search import pack
from generator.search.content import BOOSTS, FIELDS
from generator.search.facets import Facet, column
from generator.search.instruments import instrument_files
from generator.search.lexicon import lexicon_files
from generator.search.output import Output
from generator.search.shards import listed, parts_of
from generator.search.state import Index, Row

BLOCK = 500
"""Cards in one file of those that an export reads."""

_BODY = FIELDS.index("body")


def write_overview(
    index: Index, labels: Mapping[str, str], facets: Sequence[Facet], output: Output
) -> Mapping[str, tuple[str, ...]]:
    """Write the files; see ``index.write`` for what they are.

    Args:
        index: what they are made of.
        labels: labels of the instruments, by key.
        facets: those of the configuration.
        output: where they go.

    Returns:
        The openings of each label of an instrument that is cited.
    """
    rows = index.rows
    places: list[Row | None] = [None] * (rows[-1].serial + 1 if rows else 0)
    for row in rows:
        places[row.serial] = row
    cards = [row and msgspec.Raw(row.card) for row in places]
    for start in range(0, len(cards), BLOCK):
        _put_json(output, f"the-{start // BLOCK}.bin", cards[start : start + BLOCK])
    _put_json(output, "ngay.bin", [row and row.date for row in places])
    for facet in facets:
        if facet.id != "instrument":
            _put_json(output, f"loc-{facet.id}.bin", column(facet, places))
    long = listed(index.long)
    output.put_packed("so.bin", pack.varints(pack.gaps(long)))
    output.put_packed("dai.bin", *_body_lengths(places))
    words, openings = lexicon_files(index.words)
    cited, opened = instrument_files(rows, labels, index.openings)
    for path, value in {**words, **cited}.items():
        _put_json(output, path, value)
    _put_json(
        output,
        "mo-dau.bin",
        {"words": openings, "instruments": sorted(set(chain.from_iterable(opened.values())))},
    )
    about = {
        "documents": len(rows),
        "serials": len(places),
        "block": BLOCK,
        "parts": parts_of(len(rows)),
        "long": len(long),
        "fields": [
            {"mean": mean, "boost": BOOSTS[name]} for name, mean in zip(FIELDS, _means(rows), strict=True)
        ],
        "facets": [{"id": facet.id, "parameter": facet.parameter, "label": facet.label} for facet in facets],
    }
    output.put("chung.json", pack.json_bytes(about) + b"\n")
    output.remove_old_sources()
    return opened


def _body_lengths(places: Sequence[Row | None]) -> tuple[bytes, bytes]:
    """How many words each body has, plus one, and 0 where there is no document: first the low bytes of all
    numbers, then the rest of them. The length of a text in pairs and words is odd: 2 n - 1."""
    words = [(row.lengths[_BODY] + 3) // 2 if row else 0 for row in places]
    return bytes(number & 0xFF for number in words), pack.varints([number >> 8 for number in words])


def _means(rows: Sequence[Row]) -> list[float]:
    """The mean length of each field; 1 where all are empty, which then weigh nothing."""
    totals = map(sum, zip(*(row.lengths for row in rows), strict=True)) if rows else [0] * len(FIELDS)
    return [total / max(1, len(rows)) or 1.0 for total in totals]


def _put_json(output: Output, path: str, value: Any) -> None:
    output.put_packed(path, pack.json_bytes(value))
