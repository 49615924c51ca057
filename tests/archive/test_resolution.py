"""Which citations mean one instrument, against every mention of seeds and samples as it was read."""

from __future__ import annotations

from itertools import combinations

import pytest

from tests.archive.checked import archive_of_raw, checked


@pytest.mark.parametrize("roots", [("samples", "unseen"), ("shared", "samples", "unseen")], ids=len)
def test_two_citations_are_one_instrument_where_a_reader_says_so(roots: tuple[str, ...]) -> None:
    """For every pair of mentions in one archive: precision 1, and recall at least 0.97."""
    read = {(file, start): meant for root in roots for file, start, _, meant in checked("mentions.yml", root)}
    found = {
        (document.directive.source.file, mention.start): cite.key
        for document in archive_of_raw(*roots).documents
        for cite in document.directive.cites
        for mention in cite.mentions
    }
    pairs = [(a, b) for a, b in combinations(sorted(read), 2) if a in found and b in found]
    one_read = {(a, b) for a, b in pairs if read[a] == read[b]}
    one_found = {(a, b) for a, b in pairs if found[a] == found[b]}
    assert one_found - one_read == set()
    assert len(one_found & one_read) >= 0.97 * len(one_read)
    assert len(set(read) & set(found)) >= 0.97 * len(read)


def test_the_mentions_that_were_read_are_more_than_two_hundred() -> None:
    assert sum(len(checked("mentions.yml", root)) for root in ("shared", "samples", "unseen")) >= 200
