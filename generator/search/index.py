"""Writes the search page and its data; of the search's modules, those under it touch the disk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec.structs import replace

from generator.collection import Instrument
from generator.config import Config
from generator.resources import templates_dir
from generator.search import page, state
from generator.search.documents import Indexed
from generator.search.facets import chosen
from generator.search.output import Output
from generator.search.overview import write_overview
from generator.search.patch import Damaged, patched
from generator.search.script import joined
from generator.search.whole import built

FOLDER = "tim-kiem"
DATA = "du-lieu"
MODULES = "assets/javascripts/tim-kiem"


def write(
    documents: Sequence[Indexed],
    instruments: Mapping[str, Instrument],
    config: Config,
    docs_dir: Path,
    state_dir: Path,
    *,
    workers: int = 1,
) -> Mapping[str, str]:
    """Write ``tim-kiem/`` under ``docs_dir``: the page and the data that its script fetches.

    The bytes depend on the documents, the instruments (by key) and the configuration alone. Where
    ``state_dir`` has the state of an earlier build whose files still stand, only the files of documents
    that changed are made anew; it may be thrown away at any time. No file is written that has its
    content already. Beside ``index.md`` stand, under ``du-lieu/``, deflated all but the first:

    ====================  ==============================================================
    ``chung.json``        what there is: counts, mean lengths and boosts of fields, facets
    ``so.bin``            names of the long terms, as differences
    ``dai.bin``           words of each body (``overview``)
    ``tim/…``             postings (``shards``)
    ``tu….bin``           words (``lexicon``); ``mo-dau.bin`` which openings there are
    ``the/<n>.bin``       card of document n; ``the-<n>.bin`` the cards of a block of documents
    ``chu/<n>.bin``       texts of document n: sections with anchors, other searchable texts
    ``loc-<facet>.bin``   a facet's values and who has them; ``ngay.bin`` dates
    ``vien-dan-….bin``    cited instruments by the openings of their names
    ====================  ==============================================================

    Returns:
        The digest of each file (see ``output.digest``), by its path relative to ``docs_dir``.
    """
    folder = docs_dir / FOLDER
    facets = chosen(config.facets)
    around = Output(folder)
    around.put("index.md", page.render(facets).encode())
    script = joined(templates_dir() / "theme" / MODULES, "main", f"../{MODULES}/")
    around.put("tim-kiem.js", script.encode())
    if description := page.opensearch(config):
        around.put("opensearch.xml", description.encode())
    else:
        around.remove("opensearch.xml")
    found = _indexed(sorted(documents, key=_serial), folder / DATA, state_dir, workers)
    data = Output(folder / DATA, found.files, found.sources)
    write_overview(found, instruments, facets, data)
    data.remove_strangers()
    state.save(state_dir, replace(found, files=data.files, sources=data.sources))
    made = {f"{DATA}/{path}": digest for path, digest in data.files.items()}
    return {f"{FOLDER}/{path}": digest for path, digest in {**around.files, **made}.items()}


def _serial(item: Indexed) -> int:
    return item.serial


def _indexed(documents: Sequence[Indexed], data: Path, state_dir: Path, workers: int) -> state.State:
    """The index, made of the one before where that is sound, else from nothing."""
    before = state.load(state_dir)
    state.forget(state_dir)
    try:
        found = patched(before, documents, data) if before else None
    except Damaged:
        found = None
    return found or built(documents, data, workers)
