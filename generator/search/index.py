"""Writes the search page and its data; of the search's modules, those under it touch the disk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from msgspec.structs import replace

from generator.cache import fingerprint
from generator.collection import Head, Instrument
from generator.config import Config
from generator.resources import templates_dir
from generator.search import page, state
from generator.search.content import instrument_label
from generator.search.documents import Indexed
from generator.search.facets import Facet, chosen
from generator.search.output import Output, present
from generator.search.overview import write_overview
from generator.search.patch import Damaged, patched
from generator.search.script import joined
from generator.search.whole import built

FOLDER = "tim-kiem"
DATA = "du-lieu"
MODULES = "assets/javascripts/tim-kiem"


def write(
    documents: Sequence[Indexed],
    instruments: Mapping[str, Instrument | Head],
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
    labels = {key: instrument_label(instrument) for key, instrument in instruments.items()}
    made = _data(sorted(documents, key=_serial), labels, facets, folder / DATA, state_dir, workers)
    files = {f"{FOLDER}/{path}": digest for path, digest in around.files.items()}
    files.update((f"{FOLDER}/{DATA}/{path}", digest) for path, digest in made.items())
    return files


def _serial(item: Indexed) -> int:
    return item.serial


def _data(
    documents: Sequence[Indexed],
    labels: Mapping[str, str],
    facets: Sequence[Facet],
    data: Path,
    state_dir: Path,
    workers: int,
) -> Mapping[str, str]:
    """Write the data, unless it stands there; returns the digests of its files."""
    asked = _asked(documents, labels, facets)
    there = present(data)
    before = state.load(state_dir)
    if before and before.files.keys() - there:
        before = None
    if before and before.asked == asked:
        Output(data, before.files).remove_strangers(there)
        return before.files
    known = state.load_index(state_dir, before) if before else None
    state.forget(state_dir)
    index, output = _indexed(before, known, documents, data, workers)
    opened = write_overview(index, labels, facets, output)
    output.remove_strangers(there)
    state.save(state_dir, asked, output.files, replace(index, sources=output.sources, openings=opened))
    return output.files


def _asked(documents: Sequence[Indexed], labels: Mapping[str, str], facets: Sequence[Facet]) -> str:
    """A digest of all that the data is made of."""
    told = [(item.serial, item.digest) for item in documents]
    return fingerprint((told, labels, facets)).hex()


def _indexed(
    before: state.State | None,
    known: state.Index | None,
    documents: Sequence[Indexed],
    data: Path,
    workers: int,
) -> tuple[state.Index, Output]:
    """The index, made of the one before where that is sound, else from nothing; and its files."""
    if before and known:
        output = Output(data, before.files, known.sources)
        with suppress(Damaged):
            if found := patched(known, documents, output):
                return found, output
    output = Output(data)
    return built(documents, output, workers), output
