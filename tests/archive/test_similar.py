"""The documents nearest to each."""

from __future__ import annotations

from dataclasses import replace

from generator.archive import precedents
from generator.archive.similar import resemblance, similar_of, sketch_of
from generator.model import Block, BlockKind, Directive, Run
from tests.archive.checked import archive_of_raw
from tests.support.archives import issued, party

SCHEME = ("000", "001", "003")
"""The seeds that carry out one scheme."""


def test_the_three_directives_on_one_scheme_are_each_others_nearest() -> None:
    archive = archive_of_raw("shared")
    files = {d.directive.id: d.directive.source.file[:3] for d in archive.documents}
    similar = similar_of([d.directive for d in archive.documents])
    for own, others in similar.items():
        if files[own] in SCHEME:
            assert {files[other.id] for other in others[:2]} == set(SCHEME) - {files[own]}
            assert all("de-an-3-da-bca-2023" in other.cites for other in others[:2])


def test_the_closest_pairs_are_compared_beforehand() -> None:
    archive = precedents(archive_of_raw("shared"))
    files = {d.directive.id: d.directive.source.file[:3] for d in archive.documents}
    assert {frozenset((files[one.a], files[one.b])) for one in archive.comparisons} == {
        frozenset(("000", "001")),
        frozenset(("000", "003")),
        frozenset(("001", "003")),
    }


def test_the_estimate_is_near_the_share_that_it_estimates() -> None:
    words = [f"chữ{at}" for at in range(1200)]
    one, other = (_text(" ".join(part)) for part in (words[:900], words[300:]))
    assert abs(resemblance(sketch_of(one), sketch_of(other)) - 0.5) < 0.15
    assert resemblance(sketch_of(one), sketch_of(one)) == 1.0
    assert resemblance(sketch_of(one), sketch_of(_text("không liên quan gì đến nhau"))) == 0.0


def test_a_document_without_text_resembles_nothing() -> None:
    assert resemblance(sketch_of(_text("")), sketch_of(_text(""))) == 0.0
    assert similar_of([replace(_text(""), cites=())]) == {}


def test_a_shared_citation_makes_two_documents_akin() -> None:
    found = similar_of([issued(), party()])
    assert [one.cites for one in found[issued().id]] == [("ket-luan-44-kl-tw-2019",)]


def _text(text: str) -> Directive:
    return replace(issued(), blocks=(Block(BlockKind.PARAGRAPH, (Run(text),)),))
