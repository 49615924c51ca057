"""The served site is the old one or the new one, whatever happens to the build."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from generator.collection import Archive
from generator.publish import PublishError, alone
from generator.publish import swap as swapping
from generator.publish.mkdocs import run
from generator.publish.swap import beside, exchange, recover, swap
from tests.support.killing import build, killed_builds, site, sources
from tests.support.requirements import ROOT
from tests.support.sites import config


def test_a_killed_build_leaves_the_old_site_or_the_new_one(tmp_path: Path) -> None:
    found = killed_builds(tmp_path / "kho", 4)
    assert set(found) <= {"old", "new"}
    assert len(found) == 4


def test_a_full_disk_leaves_the_old_site_and_the_next_build_is_sound(tmp_path: Path) -> None:
    sources(tmp_path, 0)
    build(tmp_path)
    before = site(tmp_path)
    sources(tmp_path, 1)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    for most in (2_000, 11_000):  # in the midst of the pages, and in that of the notes
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, limits[1]))
        try:
            with pytest.raises(PublishError, match="trang cũ còn nguyên"):
                build(tmp_path)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        assert site(tmp_path) == before
        assert not beside(tmp_path / "site", "new").exists()
    build(tmp_path)
    other = tmp_path / "other"
    sources(other, 1)
    build(other)
    assert site(tmp_path) == site(other) != before


def test_a_site_without_its_front_page_is_not_published(tmp_path: Path) -> None:
    sources(tmp_path, 0)
    (tmp_path / "build/docs/index.md").unlink()
    with pytest.raises(PublishError, match=r"index\.html"):
        build(tmp_path)
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize("at_once", [True, False])
def test_a_swap_puts_the_new_site_there_and_gives_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: bool
) -> None:
    if not at_once:
        monkeypatch.setattr(swapping, "exchange", lambda one, other: False)
    place = tmp_path / "site"
    for number in range(3):
        fresh = beside(place, "new")
        fresh.mkdir()
        (fresh / "index.html").write_text(str(number), encoding="utf-8")
        assert swap(fresh, place) == (number > 0)
        assert (place / "index.html").read_text(encoding="utf-8") == str(number)
        if number:
            assert (fresh / "index.html").read_text(encoding="utf-8") == str(number - 1)
        recover(place)
        assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_linux_exchanges_two_folders_at_once(tmp_path: Path) -> None:
    if sys.platform != "linux":
        pytest.skip("renameat2 is a call of Linux")
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    assert exchange(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "a/b").exists() and (tmp_path / "b/a").exists()
    with pytest.raises(FileNotFoundError):
        exchange(tmp_path / "a", tmp_path / "khong")


def test_a_stop_between_two_renames_is_mended(tmp_path: Path) -> None:
    place = tmp_path / "site"
    for part in ("old", "new"):
        beside(place, part).mkdir()
        (beside(place, part) / part).touch()
    recover(place)
    assert (place / "old").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_the_second_build_says_for_whom_it_waits_and_goes_on_after(tmp_path: Path) -> None:
    said: list[str] = []
    order: list[str] = []
    waits, goes_on = threading.Event(), threading.Event()

    def second() -> None:
        def say(text: str) -> None:
            said.append(text)
            waits.set()

        with alone(tmp_path, say):
            order.append("second")
        goes_on.set()

    with alone(tmp_path, said.append):
        threading.Thread(target=second).start()
        assert waits.wait(30)
        order.append("first")
    assert goes_on.wait(30)
    assert order == ["first", "second"]
    assert said == [text for text in said if f"tiến trình {os.getpid()}" in text and "chờ" in text]
    assert len(said) == 1
    with alone(tmp_path, said.append):
        assert len(said) == 1


def test_a_killed_holder_holds_nothing_back(tmp_path: Path) -> None:
    script = (
        "import os, signal, sys; from pathlib import Path; from generator.publish import alone\n"
        "with alone(Path(sys.argv[1])): os.kill(os.getpid(), signal.SIGKILL)"
    )
    subprocess.run([sys.executable, "-c", script, str(tmp_path)], cwd=ROOT, timeout=60)
    with alone(tmp_path, lambda text: pytest.fail(text)):
        pass


def test_a_site_of_mkdocs_alone_is_swapped_too(tmp_path: Path) -> None:
    sources(tmp_path, 0)
    build(tmp_path)
    whole = site(tmp_path)
    run(config(tmp_path, accelerate=False), Archive((), ()), strict=True)
    assert site(tmp_path) == whole
    assert sorted(path.name for path in tmp_path.iterdir()) == ["build", "site"]
