"""The documents nearest to each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.archive import precedents, similar
from generator.archive.similar import Brief, similar_of
from generator.archive.sketch import bins_of, hashes_in, resemblance, sketch_of
from generator.cache import ScratchCache, encoded
from generator.model import Block, BlockKind, Directive, Run
from tests.archive.checked import archive_of_raw
from tests.support.archives import archive, issued, party

SCHEME = ("000", "001", "003")
"""The seeds that carry out one scheme."""


def brief_of(directive: Directive) -> Brief:
    """The brief of a document whose citations are resolved."""
    return Brief(directive.id, sketch_of(directive), frozenset(cite.key for cite in directive.cites))


def test_the_three_directives_on_one_scheme_are_each_others_nearest() -> None:
    documents = [d.directive for d in archive_of_raw("shared").documents]
    files = {d.id: d.source.file[:3] for d in documents}
    for own, others in similar_of(map(brief_of, documents)).similar.items():
        if files[own] in SCHEME:
            assert {files[other.id] for other in others[:2]} == set(SCHEME) - {files[own]}
            assert all("de-an-3-da-bca-2023" in other.cites for other in others[:2])


def test_the_closest_pairs_are_compared_beforehand() -> None:
    found = precedents(archive_of_raw("shared"))
    files = {d.directive.id: d.directive.source.file[:3] for d in found.documents}
    assert {frozenset((files[a], files[b])) for a, b in list(found.comparisons)[:3]} == {
        frozenset(("000", "001")),
        frozenset(("000", "003")),
        frozenset(("001", "003")),
    }


def test_what_is_remembered_changes_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    cache, nearest = ScratchCache(), tmp_path / "nearest"
    first = precedents(archive_of_raw("shared"), cache, nearest)

    def unasked(*_: object) -> None:
        raise AssertionError("worked out again")

    module = import_module("generator.archive.precedents")
    monkeypatch.setattr(module, "compared", unasked)
    monkeypatch.setattr(module, "sketch_of", unasked)
    again = precedents(archive_of_raw("shared"), cache, nearest)
    assert encoded((again.similar, list(again.comparisons.values()))) == encoded(
        (first.similar, list(first.comparisons.values()))
    )


def test_a_comparison_that_proves_to_be_damaged_is_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    cache = ScratchCache()
    first = precedents(archive_of_raw("shared"), cache)
    again = precedents(archive_of_raw("shared"), cache)
    monkeypatch.setattr(cache, "get", lambda *_: None)
    assert list(again.comparisons.values()) == list(first.comparisons.values()) != []


@pytest.mark.parametrize(("alike", "share"), [(900, 0.82), (600, 0.43), (200, 0.11), (0, 0)])
def test_the_estimate_is_near_the_share_that_it_estimates(alike: int, share: float) -> None:
    words = [f"chữ{at}" for at in range(2000)]
    one = _text(" ".join(words[:1000]))
    other = _text(" ".join([*words[:alike], *words[1000 : 2000 - alike]]))
    assert abs(_resemblance(one, other) - share) < 0.1


def test_a_document_resembles_itself_however_short() -> None:
    text = _text("Rà soát quy hoạch sử dụng đất")
    assert len(hashes_in(sketch_of(text))) == 4
    assert _resemblance(text, text) == 1.0


def test_a_document_without_text_resembles_nothing() -> None:
    assert _resemblance(_text(""), _text("")) == 0.0
    assert similar_of([brief_of(replace(_text(""), cites=()))]).nearest == {}


def test_a_shared_citation_makes_two_documents_akin() -> None:
    found = similar_of([brief_of(issued()), brief_of(party())]).similar
    assert [one.cites for one in found[issued().id]] == [("ket-luan-44-kl-tw-2019",)]


_HASHES = st.sets(st.integers(0, 30), max_size=12)
_KEYS = st.frozensets(st.sampled_from("ABCDEF"), max_size=3)
_COLLECTIONS = st.dictionaries(st.sampled_from("abcdefghijklmnop"), st.tuples(_HASHES, _KEYS), max_size=14)


@settings(max_examples=300, deadline=None)
@given(first=_COLLECTIONS, then=_COLLECTIONS, kept=st.booleans())
def test_what_a_change_leads_to_is_what_a_new_start_gives(
    first: dict[str, tuple[set[int], frozenset[str]]],
    then: dict[str, tuple[set[int], frozenset[str]]],
    kept: bool,
) -> None:
    """Documents come, go and change; what is common, and the weights, change with them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(similar, "_COMMON", 5)
        patch.setattr(similar, "_LEAST_SHARED", 2)
        patch.setattr(similar, "_NEAREST", 2)
        before = similar_of(_briefs(first))
        after = _briefs({**first, **then} if kept else then)
        cold = similar_of(after)
        assert similar_of(reversed(after), before) == cold
        assert all(len(others) <= 2 for others in cold.nearest.values())


def test_one_document_more_measures_its_own_pairs_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of forty documents in twenty pairs, one more that is like one pair is measured with these two, and
    no other pair is measured again."""
    pairs: dict[str, tuple[set[int], frozenset[str]]] = {
        f"{at:02}{side}": ({at * 4 + n for n in range(4)}, frozenset()) for at in range(20) for side in "ab"
    }
    before = similar_of(_briefs(pairs))
    assert all(len(others) == 1 for others in before.nearest.values())
    measured: list[tuple[str, str]] = []
    of = similar._Wording.of

    def noted(self: similar._Wording, own: str, other: str, rare: int) -> float:
        measured.append((own, other))
        return of(self, own, other, rare)

    monkeypatch.setattr(similar._Wording, "of", noted)
    after = similar_of(_briefs({**pairs, "new": ({0, 1, 2, 3}, frozenset())}), before)
    assert sorted(measured) == [("new", "00a"), ("new", "00b")]
    assert len(after.nearest["00a"]) == 2


def test_a_new_archive_has_its_precedents_without_a_cache() -> None:
    assert set(precedents(archive()).similar) <= {d.directive.id for d in archive().documents}


def _briefs(documents: Mapping[str, tuple[set[int], frozenset[str]]]) -> list[Brief]:
    """Briefs whose sketches hold a hash a bin, by the numbers of a case."""
    return [
        Brief(name, b"".join((number << 57).to_bytes(8, "big") for number in sorted(numbers)), keys)
        for name, (numbers, keys) in documents.items()
    ]


def _resemblance(one: Directive, other: Directive) -> float:
    a, b = (hashes_in(sketch_of(directive)) for directive in (one, other))
    return resemblance(len({*a} & {*b}), bins_of(a), bins_of(b))


def _text(text: str) -> Directive:
    return replace(issued(), blocks=(Block(BlockKind.PARAGRAPH, (Run(text),)),))
