"""A build from the cache gives the bytes of a build from nothing, and writes only what differs."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import sqlite3
import weakref
from collections.abc import Callable
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from bench.generate import write_raw
from generator import pipeline
from generator.cache import kept
from generator.cli import main
from generator.collection import Archive
from generator.config import Config
from generator.gathering import Means
from generator.render import Site
from generator.verify import differences
from tests.support.normalizing import good, raw_files
from tests.support.requirements import ROOT
from tests.support.sites import config


@pytest.fixture(autouse=True)
def _few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also in a small archive lines of documents that did not change are taken over."""
    monkeypatch.setattr("generator.publish.exports._FEW", 0)


def _build(settings: Config, workers: int = 1) -> None:
    with kept(pipeline.cache_file(settings)) as cache:
        pipeline.build(settings, Means(cache, workers))


def _stamps(folder: Path) -> dict[str, tuple[int, int]]:
    """Inode and time of every file: a file that was left alone keeps both."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {p.relative_to(folder).as_posix(): (p.stat().st_ino, p.stat().st_mtime_ns) for p in files}


def _settings(folder: Path) -> Config:
    return config(folder, samples=("mau/**",))


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive that was built once."""
    made = _settings(tmp_path_factory.mktemp("base"))
    write_raw(made.raw_dir, 12)
    raw_files(made.raw_dir / "mau", {"a.txt": good("01"), "b.txt": good("02")})
    _build(made, 2)
    return made.raw_dir.parent.parent


@pytest.fixture
def settings(base: Path, tmp_path: Path) -> Config:
    """A copy of it, for a test to change."""
    shutil.copytree(base, tmp_path / "kho")
    return _settings(tmp_path / "kho")


def test_nothing_is_written_where_nothing_changed(settings: Config) -> None:
    before = {name: _stamps(settings.build_dir / name) for name in ("docs", "normalized")}
    _build(settings)
    assert before == {name: _stamps(settings.build_dir / name) for name in ("docs", "normalized")}


def _add(settings: Config) -> None:
    raw_files(settings.raw_dir, {"moi/c.txt": good("03")})


def _withdraw(settings: Config) -> None:
    sorted(settings.raw_dir.glob("0*/*.txt"))[3].unlink()


def _change(settings: Config) -> None:
    path = sorted(settings.raw_dir.glob("0*/*.txt"))[5]
    path.write_text(path.read_text(encoding="utf-8").replace("tăng cường", "đẩy mạnh"), encoding="utf-8")


def _correct(settings: Config) -> None:
    target = settings.corrections_dir / "mau" / "a.txt.yml"
    target.parent.mkdir(parents=True, exist_ok=True)
    entry = "- {field: province, value: Cà Mau, was: null, who: A, when: 2026-01-02, why: thử}\n"
    target.write_text(f"corrections:\n{entry}", encoding="utf-8")


def _rename(settings: Config) -> None:
    path = sorted(settings.raw_dir.glob("0*/*.txt"))[1]
    path.rename(path.with_name("ten-khac.txt"))


@pytest.mark.parametrize("change", [_add, _withdraw, _change, _correct, _rename])
def test_after_a_change_the_bytes_are_those_of_a_build_from_nothing(
    settings: Config, change: Callable[[Config], None]
) -> None:
    before = _stamps(settings.build_dir / "docs")
    change(settings)
    _build(settings)
    after = _stamps(settings.build_dir / "docs")
    assert differences(settings, 2) == []
    assert before != after
    pages = [path for path in before if path.startswith("van-ban/")]
    untouched = [path for path in pages if after.get(path) == before[path]]
    assert len(untouched) > len(pages) / 2


def test_many_changes_one_after_the_other_end_where_a_build_from_nothing_ends(settings: Config) -> None:
    chooser = random.Random(7)
    changes = [_add, _withdraw, _change, _correct]
    for change in chooser.sample(changes, len(changes)):
        change(settings)
        _build(settings, chooser.choice((1, 2)))
    assert differences(settings, 1) == []


def test_build_after_build_in_one_process_keeps_one_in_memory(
    settings: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[weakref.ref[Site]] = []

    def noted(archive: Archive, config: Config) -> Site:
        site = Site(archive, config)
        made.append(weakref.ref(site))
        return site

    monkeypatch.setattr(pipeline, "Site", noted)
    for change in (_add, _withdraw, _change):
        change(settings)
        _build(settings)
    assert len(made) == 3
    assert [one() for one in made[:2]] == [None, None]


def _instruments(settings: Config) -> dict[str, dict[str, Any]]:
    found = json.loads((settings.build_dir / "normalized" / "instruments.json").read_bytes())
    return dict(sorted(found.items(), key=lambda item: (-len(item[1]["cited_by"]), item[0])))


def _redate_a_citation(settings: Config) -> None:
    """Another day for an instrument that others cite too: a conflict, told on their pages."""
    said = next(
        said
        for one in _instruments(settings).values()
        for said in one["described"]
        if said["field"] == "date" and len(one["cited_by"]) > 2 and not one["conflicts"]
    )
    page = (settings.build_dir / "normalized" / "directives" / f"{said['by']}.md").read_text(encoding="utf-8")
    path = settings.raw_dir / re.findall(r"^  file: \"?([^\"\n]+)", page, re.MULTILINE)[0]
    text = path.read_text(encoding="utf-8")
    before, after = text[: said["start"]], text[said["start"] :]
    path.write_text(before + re.sub(r"\d\d(/\d\d/\d{4})", r"31\1", after, count=1), encoding="utf-8")


def _add_citing(settings: Config) -> None:
    """Documents that cite what others cite too."""
    write_raw(settings.raw_dir, 43, seed=3)


def _copy(settings: Config) -> None:
    path = sorted(settings.raw_dir.glob("0*/*.txt"))[4]
    shutil.copy(path, settings.raw_dir / "ban-sao.txt")


def _correct_an_instrument(settings: Config) -> None:
    key = next(iter(_instruments(settings)))
    settings.corrections_dir.mkdir(parents=True, exist_ok=True)
    entry = f"- {{key: {key}, field: title, value: Tên khác, who: A, when: 2026-01-02, why: thử}}\n"
    (settings.corrections_dir / "instruments.yml").write_text(f"corrections:\n{entry}", encoding="utf-8")


def test_what_one_text_changes_on_the_pages_of_others_is_written(tmp_path: Path) -> None:
    settings = _settings(tmp_path)
    write_raw(settings.raw_dir, 40, seed=3)
    _build(settings, 2)
    steps = [_redate_a_citation, _copy, _correct_an_instrument, _add_citing, _withdraw, _change]
    told = [_instruments(settings)]
    for number, change in enumerate(steps, start=1):
        change(settings)
        _build(settings)
        told.append(_instruments(settings))
        if number % 2 == 0:
            assert differences(settings, 2) == []
    assert _disputed(told[1]) > _disputed(told[0])
    assert told[2] == told[1]  # a copy says nothing that is not said already
    assert all(one != other for one, other in pairwise(told[2:-1]))


def _disputed(instruments: dict[str, dict[str, Any]]) -> set[str]:
    return {key for key, one in instruments.items() if "date" in one["conflicts"]}


@pytest.mark.parametrize(
    "lost", ["cache", "cache/docs", "cache/documents.sqlite", "docs/van-ban", "normalized"]
)
def test_whatever_is_lost_of_the_build_folder_is_made_again(settings: Config, lost: str) -> None:
    path = settings.build_dir / lost
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    _build(settings)
    assert differences(settings, 1) == []


@pytest.mark.parametrize(
    "harm",
    ["DELETE FROM records WHERE kind = 'text'", "UPDATE records SET record = x'00' WHERE kind = 'text'"],
)
def test_a_text_that_the_cache_lost_is_read_again(settings: Config, harm: str) -> None:
    with closing(sqlite3.connect(pipeline.cache_file(settings))) as records, records:
        assert records.execute(harm).rowcount == 14
    (settings.build_dir / "cache" / "docs").unlink()
    _build(settings)
    assert differences(settings, 1) == []


def test_a_tree_that_a_killed_run_left_half_written_is_not_trusted(settings: Config) -> None:
    record = settings.build_dir / "cache" / "docs"
    os.replace(record, record.with_name("docs.open"))
    page = settings.build_dir / "docs" / "index.md"
    page.write_text("nửa chừng", encoding="utf-8")
    _build(settings)
    assert differences(settings, 1) == []


def test_the_command_verifies_its_cache(settings: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    home = settings.raw_dir.parent.parent
    monkeypatch.chdir(home)
    pages = os.path.relpath(ROOT / "docs_src" / "pages", home)
    (home / "site_config.yml").write_text(f"name: Kho\npages_dir: {pages}\n", encoding="utf-8")
    done = CliRunner().invoke(main, ["build", "--verify-cache", "--workers", "1"])
    assert done.exit_code == 0, done.output
    assert "đúng từng byte" in done.output
