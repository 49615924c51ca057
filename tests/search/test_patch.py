"""An index that was patched: the bytes of one from nothing, and soundness whatever happens in between."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from bench.generate import archive as generated
from generator.collection import Archive
from generator.config import default_config
from generator.model import Directive
from generator.search import index, patch, shards, state
from generator.search.documents import Indexed, numbered
from generator.search.output import digest
from tests.search.documents import directive

_ARCHIVE = generated(12, seed=5)


class Shop:
    """Documents of an archive, indexed again and again in one folder; counts what is loaded."""

    def __init__(self, folder: Path, archive: Archive = _ARCHIVE) -> None:
        self.folder = folder
        self.instruments = {instrument.key: instrument for instrument in archive.instruments}
        self.all = numbered(document.directive for document in archive.documents)
        self.loaded: list[int] = []
        self.facets = default_config(folder).facets

    def index(self, documents: Iterable[Indexed], name: str = "site") -> Mapping[str, str]:
        """The digests of the files that were written."""
        noted = [replace(item, load=partial(self._load, item)) for item in documents]
        self.loaded = []
        folder = self.folder / name
        config = replace(default_config(folder), facets=self.facets)
        return index.write(noted, self.instruments, config, folder / "docs", folder / "state")

    def _load(self, item: Indexed) -> Directive:
        self.loaded.append(item.serial)
        return item.load()

    def files(self, name: str = "site") -> dict[str, bytes]:
        """Content of all files, by path."""
        root = self.folder / name / "docs"
        return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}

    def check(self, documents: list[Indexed], name: str) -> None:
        """The index of the documents has the bytes of one from nothing, and tells their digests."""
        told = self.index(documents)
        loaded = self.loaded
        self.index(documents, name)
        self.loaded = loaded
        files = self.files()
        assert files == self.files(name)
        assert told == {path: digest(content) for path, content in files.items()}


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shop:
    """A shop where few documents are enough to patch, and few postings to be long."""
    monkeypatch.setattr(patch, "SHARE", 1)
    monkeypatch.setattr(shards, "LONG", 40)
    return Shop(tmp_path)


def changed(item: Indexed, **values: object) -> Indexed:
    """A document with other values."""
    found = replace(item.load(), **values)  # type: ignore[arg-type]
    return Indexed(item.serial, digest(repr(found).encode()), lambda: found)


def test_one_added_one_withdrawn_one_corrected(shop: Shop) -> None:
    everything = shop.all
    shop.index(everything[:9] + everything[10:])
    shop.check(everything, "added in the middle")
    assert shop.loaded == [9]
    shop.check(everything[:-1], "withdrawn at the end")
    assert shop.loaded == []
    corrected = changed(everything[3], subject="Về việc khác hẳn", blocks=everything[4].load().blocks)
    shop.check([*everything[:3], corrected, *everything[4:]], "corrected, and one added")
    assert shop.loaded == [3, 11]
    shop.check(everything, "put back")
    assert shop.loaded == [3]


def test_what_most_documents_have_depends_on_how_many_there_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patch, "SHARE", 1)
    monkeypatch.setattr(shards, "LONG", 2)
    documents = numbered(directive(f"so-{n}", "Đất và rừng" if n < 4 else f"Biển {n}") for n in range(9))
    shop = Shop(tmp_path, Archive((), ()))
    apart: list[bool] = []
    for count in (6, 7, 8, 7, 9):
        shop.check(documents[:count], f"{len(apart)}")
        apart.append(any("/tim/w" in path for path in shop.files()))
    assert apart == [True, True, False, True, True]  # in the end the sea, not the land


def test_any_changes_one_after_the_other(shop: Shop) -> None:
    chooser = random.Random(3)
    present = set(range(0, 12, 2))
    texts = [item.load().blocks for item in shop.all]
    shop.index([shop.all[serial] for serial in sorted(present)])
    for step in range(10):
        present ^= set(chooser.sample(range(12), chooser.randint(0, 3)))
        items = [shop.all[serial] for serial in sorted(present)]
        at = chooser.randrange(len(items))
        items[at] = changed(items[at], blocks=chooser.choice(texts), number=f"{step}-CT/TU")
        shop.check(items, f"step {step}")


def test_the_same_again_loads_and_writes_nothing(shop: Shop) -> None:
    told = shop.index(shop.all)
    times = {path: path.stat().st_mtime_ns for path in (shop.folder / "site/docs").rglob("*")}
    assert shop.index(shop.all) == told
    assert shop.loaded == []
    assert times == {path: path.stat().st_mtime_ns for path in (shop.folder / "site/docs").rglob("*")}


def test_nothing_of_the_documents_changed_but_what_they_are_shown_with(shop: Shop) -> None:
    shop.index(shop.all)
    key = next(cite.key for cite in shop.all[0].load().cites if cite.key in shop.instruments)
    shop.instruments[key] = replace(shop.instruments[key], number="1234-XY/ZT")
    shop.check(shop.all, "an instrument is called otherwise")
    assert shop.loaded == []
    del shop.instruments[key]
    shop.check(shop.all, "an instrument is there no more")
    shop.facets = shop.facets[1:]
    shop.check(shop.all, "a facet is there no more")
    assert shop.loaded == []


def test_nothing_changed_but_the_files(shop: Shop) -> None:
    shop.index(shop.all)
    data = shop.folder / "site/docs/tim-kiem/du-lieu"
    (data / "stranger.bin").write_bytes(b"")
    shop.check(shop.all, "a stranger")
    assert shop.loaded == []
    (data / "the/3.bin").unlink()
    shop.check(shop.all, "a missing file")
    assert len(shop.loaded) == 12


def test_from_nothing_beside_old_files_only_what_differs_is_written(shop: Shop) -> None:
    shop.index(shop.all)
    state.forget(shop.folder / "site/state")
    card = shop.folder / "site/docs/tim-kiem/du-lieu/the/0.bin"
    before = card.stat().st_mtime_ns
    (card.parent / "stranger.bin").write_bytes(b"")
    shop.check(shop.all, "fresh")
    assert shop.loaded == list(range(12))
    assert card.stat().st_mtime_ns == before


def test_growing_until_parts_are_divided(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patch, "SHARE", 1)
    words = ("đất", "rừng", "biển", "sông", "núi", "đồng")
    documents = numbered(
        directive(f"van-ban-{n:03}", f"Quản lý {words[n % 6]} số {n}, {words[n % 5]}.") for n in range(257)
    )
    shop = Shop(tmp_path, Archive((), ()))
    assert shards.parts_of(255) < shards.parts_of(256)
    for count in (1, 2, 0, 254, 255, 256, 257, 255, 256):
        shop.check(documents[:count], f"{len(list(tmp_path.iterdir()))}")


def test_a_damaged_or_missing_file_is_made_again(shop: Shop) -> None:
    data = shop.folder / "site/docs/tim-kiem/du-lieu"
    for name in ("tim/0.bin", "chu/5.bin"):
        shop.index(shop.all[:-1])
        (data / name).write_bytes(b"damaged")
        shop.check([item for item in shop.all if item.serial != 5], f"damaged {name[:3]}")
        shop.index(shop.all[:-1])
        (data / name).unlink()
        shop.check(shop.all, f"missing {name[:3]}")


def test_a_damaged_state_or_one_of_another_version_is_not_used(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = shop.folder / "site/state" / state.FILE
    shop.index(shop.all)
    for content in (b"", b"damaged", file.read_bytes()[:-9]):
        file.write_bytes(content)
        shop.check(shop.all, f"damaged {len(content)}")
        assert len(shop.loaded) == 12
    shop.index(shop.all)
    (shop.folder / "site/state" / state.INDEX).write_bytes(b"damaged")
    shop.index(shop.all)
    assert shop.loaded == []
    shop.check(shop.all[1:], "damaged index")
    assert len(shop.loaded) == 11
    monkeypatch.setattr(state, "version", lambda: "another")
    shop.index(shop.all)
    assert len(shop.loaded) == 12


def test_a_build_that_is_cut_off_leaves_no_state_behind(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    shop.index(shop.all[:-1])

    def cut_off(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as context:
        context.setattr(index, "write_overview", cut_off)
        with pytest.raises(KeyboardInterrupt):
            shop.index(shop.all)
    assert not (shop.folder / "site/state" / state.FILE).exists()
    shop.check(shop.all[:-1], "as before")
