"""The browser's search against its oracles: which documents match, and in which order."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from bench.generate import archive as generated
from generator.collection import Archive
from generator.search import shards
from generator.search.analyse import terms
from generator.search.content import Entry, entry
from generator.search.facets import ALL
from tests.search.browsing import indexed, search
from tests.search.documents import raw_archive
from tests.search.oracle import Asker, Matches, Order
from tests.support.requirements import shared


def _entries(archive: Archive) -> list[Entry]:
    instruments = {instrument.key: instrument for instrument in archive.instruments}
    return [entry(document.directive, instruments) for document in archive.documents]


def _query(asker: Asker) -> tuple[dict[str, Any], list[str], list[str], list[str]]:
    """A query as it is typed, and its words, phrases and exclusions as the oracle takes them."""
    chooser = asker.chooser
    kind = chooser.choice(("words", "neighbours", "number", "phrase", "mixed", "negated", "excluded phrase"))
    words: list[str] = []
    phrases: list[str] = []
    without: list[str] = []
    if kind == "words":
        words = asker.words(chooser.randint(1, 6))
    elif kind == "neighbours":
        words = asker.stretch(chooser.randint(1, 6))
    elif kind == "number":
        printed = asker.number()
        words = terms(printed)
        return {"q": f"{asker.written_otherwise(printed)} "}, words, phrases, without
    elif kind == "phrase":
        phrases = [" ".join(asker.stretch(chooser.randint(2, 8)))]
    elif kind == "mixed":
        words = asker.words(chooser.randint(1, 3))
        phrases = [" ".join(asker.stretch(chooser.randint(2, 4)))]
    elif kind == "negated":
        words = asker.words(chooser.randint(1, 3))
        without = asker.words(1)
    else:
        words = asker.words(chooser.randint(1, 2))
        without = [" ".join(asker.stretch(chooser.randint(2, 4)))]
    typed = [*words, *(f'"{text}"' for text in phrases), *(_excluding(text) for text in without)]
    return {"q": " ".join(typed) + " "}, words, phrases, without


def _filters(asker: Asker) -> dict[str, list[str]]:
    """One or two facets with one or two values each, of documents there are."""
    facets = asker.chooser.sample(ALL, asker.chooser.randint(1, 2))
    return {facet.parameter: asker.values(facet.id) for facet in facets}


def _passes(found: Entry, filters: dict[str, list[str]]) -> bool:
    values = {facet.parameter: {slug for slug, _ in found.facets[facet.id]} for facet in ALL}
    return all(values[name] & set(slugs) for name, slugs in filters.items())


def _excluding(text: str) -> str:
    return f'-"{text}"' if " " in text else f"-{text}"


def _check_matches(archive: Archive, folder: Path, count: int) -> None:
    entries = _entries(archive)
    oracle, asker = Matches(entries), Asker(entries, seed=7)
    asked = [_query(asker) for _ in range(count)]
    filters = [_filters(asker) if asker.chooser.random() < 0.3 else {} for _ in asked]
    queries = [{**query, "filters": chosen} for (query, *_), chosen in zip(asked, filters, strict=True)]
    answers = search(indexed(archive, folder), queries)
    found = 0
    for (query, words, phrases, without), chosen, answer in zip(asked, filters, answers, strict=True):
        matching = [entries[position] for position in oracle.of(words, phrases, without)]
        expected = {entry.id for entry in matching if _passes(entry, chosen)}
        assert set(answer["ids"]) == expected, (query, chosen)
        found += len(expected)
    assert found > count, "queries that find next to nothing would prove nothing"


def test_matches_are_those_of_fts5_on_generated_documents(tmp_path: Path) -> None:
    _check_matches(generated(80, seed=3), tmp_path, 200)


def test_matches_are_those_of_fts5_on_the_shared_texts(tmp_path: Path) -> None:
    corpus = shared() / "corpus"
    _check_matches(raw_archive(corpus if corpus.is_dir() else shared() / "seeds"), tmp_path, 200)


@pytest.mark.parametrize("seed", [11, 12])
def test_order_is_that_of_one_whole_lunr_index(tmp_path: Path, seed: int) -> None:
    _check_order(generated(50, seed=seed), tmp_path, seed, weighed=True)


def test_weights_of_frequent_terms_stand_apart_and_are_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shards, "LONG", 0)
    data = _check_order(generated(20, seed=13), tmp_path, 13, weighed=False)
    assert len(list((data / "tim").glob("w*.bin"))) > 20


def _check_order(archive: Archive, folder: Path, seed: int, *, weighed: bool) -> Path:
    entries = _entries(archive)
    oracle, asker = Order(entries), Asker(entries, seed)
    asked = [_distinct(asker) for _ in range(50)]
    data = indexed(archive, folder)
    answers = search(data, [{"q": " ".join(words) + " "} for words in asked])
    for words, answer in zip(asked, answers, strict=True):
        scores = {entries[position].id: score for position, score in oracle.of(words, weighed=weighed)}
        assert set(answer["ids"]) == set(scores)
        if len(scores) > 1:
            assert answer["scores"] == [scores[id] for id in answer["ids"]], words
        assert answer["scores"] == sorted(answer["scores"], reverse=True), words
    return data


def _distinct(asker: Asker) -> Sequence[str]:
    """Neighbours or scattered words, none twice (lunr would weigh a repeated word twice)."""
    length = asker.chooser.randint(1, 5)
    words = asker.stretch(length) if asker.chooser.random() < 0.6 else asker.words(length)
    return list(dict.fromkeys(words))
