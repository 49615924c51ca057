"""The files that speak of the whole collection, from the rows of its documents. They are few and small,
and made anew each time; what has not changed is not deflated nor written again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from generator.collection import Instrument
from generator.search import pack
from generator.search.content import BOOSTS, FIELDS
from generator.search.facets import Facet, column
from generator.search.instruments import instrument_files
from generator.search.lexicon import lexicon_files
from generator.search.output import Output
from generator.search.shards import listed, parts_of
from generator.search.state import Row, State

BLOCK = 500
"""Cards in one file of those that an export reads."""

_BODY = FIELDS.index("body")


def write_overview(
    state: State, instruments: Mapping[str, Instrument], facets: Sequence[Facet], output: Output
) -> None:
    """Write the files; see ``index.write`` for what they are."""
    rows = state.rows
    places: list[Row | None] = [None] * (rows[-1].serial + 1 if rows else 0)
    for row in rows:
        places[row.serial] = row
    cards = [row and row.card for row in places]
    for start in range(0, len(cards), BLOCK):
        _put_json(output, f"the-{start // BLOCK}.bin", cards[start : start + BLOCK])
    _put_json(output, "ngay.bin", [card and card.get("date", "") for card in cards])
    for facet in facets:
        if facet.id != "instrument":
            _put_json(output, f"loc-{facet.id}.bin", column(facet, places))
    long = listed(state.long)
    output.put_packed("so.bin", pack.varints(pack.gaps(long)))
    output.put_packed("dai.bin", *_body_lengths(places))
    words, openings = lexicon_files(state.words)
    cited, cited_openings = instrument_files(rows, instruments)
    for path, value in {**words, **cited}.items():
        _put_json(output, path, value)
    _put_json(output, "mo-dau.bin", {"words": openings, "instruments": cited_openings})
    about = {
        "documents": len(rows),
        "serials": len(places),
        "block": BLOCK,
        "parts": parts_of(len(rows)),
        "long": len(long),
        "fields": [{"mean": _mean(rows, place), "boost": BOOSTS[name]} for place, name in enumerate(FIELDS)],
        "facets": [{"id": facet.id, "parameter": facet.parameter, "label": facet.label} for facet in facets],
    }
    output.put("chung.json", pack.json_bytes(about) + b"\n")
    output.remove_old_sources()


def _body_lengths(places: Sequence[Row | None]) -> tuple[bytes, bytes]:
    """How many words each body has, plus one, and 0 where there is no document: first the low bytes of all
    numbers, then the rest of them. The length of a text in pairs and words is odd: 2 n - 1."""
    words = [(row.lengths[_BODY] + 3) // 2 if row else 0 for row in places]
    return bytes(number & 0xFF for number in words), pack.varints([number >> 8 for number in words])


def _mean(rows: Sequence[Row], field: int) -> float:
    """The mean length of a field; 1 where all are empty, which then weigh nothing."""
    return sum(row.lengths[field] for row in rows) / max(1, len(rows)) or 1.0


def _put_json(output: Output, path: str, value: Any) -> None:
    output.put_packed(path, pack.json_bytes(value))
