"""The generated archives that benchmarks and the oracle tests stand on."""

from __future__ import annotations

from pathlib import Path

from bench.generate import Generator, archive, raw_text, write_raw
from generator.search.analyse import terms


def test_same_seed_same_documents_whatever_the_count() -> None:
    few = list(Generator(4).documents(3))
    assert list(Generator(4).documents(5))[:3] == few
    assert list(Generator(5).documents(3)) != few


def test_identifiers_are_unique() -> None:
    found = [made.id for made in Generator(1).documents(2000)]
    assert len(set(found)) == len(found)


def test_documents_have_the_measure_of_real_ones() -> None:
    """Of real directives 10 kB have some 1,650 syllables, 290 different (folded), in 860 pairs."""
    made = list(Generator(1).documents(60))
    size = sum(len("\n".join(one.paragraphs).encode()) for one in made) / len(made)
    found = [terms("\n".join(one.paragraphs)) for one in made]
    syllables = sum(map(len, found)) / len(made)
    different = sum(len(set(one)) for one in found) / len(made)
    assert 7_000 < size < 13_000
    assert 0.14 < syllables / size < 0.19
    assert 220 < different < 340


def test_raw_texts_and_archive_are_of_the_same_documents(tmp_path: Path) -> None:
    write_raw(tmp_path, 4, seed=9)
    names = sorted(path.stem for path in tmp_path.rglob("*.txt"))
    assert names == [document.directive.id for document in archive(4, seed=9).documents]
    first = next(iter(Generator(9).documents(1)))
    text = raw_text(first)
    assert f"Số: {first.number}" in text and first.subject in text and first.signer in text
