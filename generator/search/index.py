"""Writes the search page and its data; of the search's modules, those under it touch the disk."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from generator.collection import Archive, Instrument
from generator.config import Config
from generator.model import Directive
from generator.resources import templates_dir
from generator.search import pack, page, shards
from generator.search.collect import Collector, field_length
from generator.search.content import BOOSTS, FIELDS, Entry, body_texts, entry
from generator.search.facets import Columns, Facet, chosen
from generator.search.instruments import write_instruments
from generator.search.lexicon import Lexicon
from generator.search.script import joined
from generator.search.weights import measured

FOLDER = "tim-kiem"
DATA = "du-lieu"
MODULES = "assets/javascripts/tim-kiem"


def write(archive: Archive, config: Config, docs_dir: Path) -> None:
    """Write ``tim-kiem/`` under ``docs_dir``: the page and the data that its script fetches.

    The bytes depend on the archive and the configuration alone. Documents are numbered by the length
    of their bodies, so that the lengths, which every score needs, take next to no room. Beside
    ``index.md`` stand, under ``du-lieu/``, deflated all but the first:

    ====================  ==============================================================
    ``chung.json``        what there is: counts and facets
    ``so.bin``            lengths of the bodies and names of the long terms, as differences
    ``tim/…``             postings (``shards``)
    ``tu….bin``           words (``lexicon``); ``mo-dau.bin`` which openings there are
    ``the/<n>.bin``       card of document n; ``the.bin`` all cards
    ``chu/<n>.bin``       texts of document n: sections with anchors, other searchable texts
    ``loc-<facet>.bin``   a facet's values and who has them; ``ngay.bin`` dates
    ``vien-dan-….bin``    cited instruments by the openings of their names
    ====================  ==============================================================
    """
    facets = chosen(config.facets)
    data = docs_dir / FOLDER / DATA
    shutil.rmtree(data, ignore_errors=True)
    for name in ("tim", "the", "chu"):
        (data / name).mkdir(parents=True)
    index = docs_dir / FOLDER / "index.md"
    index.write_text(page.render(facets), encoding="utf-8", newline="\n")
    script = joined(templates_dir() / "theme" / MODULES, "main", f"../{MODULES}/")
    (index.parent / "tim-kiem.js").write_text(script, encoding="utf-8", newline="\n")
    if description := page.opensearch(config):
        (index.parent / "opensearch.xml").write_text(description, encoding="utf-8", newline="\n")
    instruments = {instrument.key: instrument for instrument in archive.instruments}
    directives = _by_length(archive)
    with tempfile.TemporaryDirectory(prefix="chithi-tim-kiem-") as scratch:
        about = _write_index(directives, instruments, facets, data, Path(scratch))
    (data / "chung.json").write_bytes(pack.json_bytes(about) + b"\n")


def _by_length(archive: Archive) -> list[Directive]:
    directives = (document.directive for document in archive.documents)
    return sorted(directives, key=lambda item: (field_length(body_texts(item)), item.id))


def _write_index(
    directives: Sequence[Directive],
    instruments: dict[str, Instrument],
    facets: Sequence[Facet],
    data: Path,
    scratch: Path,
) -> dict[str, Any]:
    """Write all but ``chung.json``, whose content is returned."""
    collector = Collector(scratch)
    columns = Columns(facets)
    lengths: dict[str, list[int]] = {field: [] for field in FIELDS}
    cards = []
    for number, found in enumerate(entry(item, instruments) for item in directives):
        cards.append(dict(found.card))
        _write_document(number, found, data)
        for field, length in collector.add(number, found).items():
            lengths[field].append(length)
        columns.add(found)
    columns.write(data)
    pack.write_json(data / "the.bin", cards)
    pack.write_json(data / "ngay.bin", [card.get("date", "") for card in cards])
    measures = measured(lengths)
    lexicon = Lexicon()
    written = shards.write(lexicon.noting(collector.terms()), measures, data / "tim", scratch)
    numbers = pack.varints(pack.gaps(lengths["body"])) + pack.varints(pack.gaps(written.long))
    (data / "so.bin").write_bytes(pack.deflated(numbers))
    openings = {"words": lexicon.write(data), "instruments": write_instruments(directives, instruments, data)}
    pack.write_json(data / "mo-dau.bin", openings)
    return {
        "documents": len(directives),
        "mean": measures.means["body"],
        "boost": BOOSTS["body"],
        "parts": written.parts,
        "long": len(written.long),
        "facets": [{"id": facet.id, "parameter": facet.parameter, "label": facet.label} for facet in facets],
    }


def _write_document(number: int, found: Entry, data: Path) -> None:
    """Write a document's card, and its texts: for excerpts, and to check phrases."""
    pack.write_json(data / "the" / f"{number}.bin", dict(found.card))
    sections = [[section.anchor, section.text] for section in found.sections]
    others = [text for field in FIELDS if field != "body" for text in found.texts[field]]
    pack.write_json(data / "chu" / f"{number}.bin", {"sections": sections, "others": others})
