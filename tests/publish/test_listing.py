"""Which files lie under a folder, with and without what lay there before."""

import shutil
import time
from pathlib import Path

import pytest

from generator.publish import listing
from generator.publish.listing import Listing, listed, times_after


def put(top: Path, *paths: str) -> None:
    for path in paths:
        (top / path).parent.mkdir(parents=True, exist_ok=True)
        (top / path).write_text(path, encoding="utf-8")


@pytest.fixture
def top(tmp_path: Path) -> Path:
    put(tmp_path / "docs", "a.md", "b/c.md", "b/d/e.md", "b/d/f.md", "g/h.md", "apart/i.md")
    return tmp_path / "docs"


def known(top: Path) -> Listing:
    """What lies there, listed some ticks of the file system's clock before anything changes."""
    found = listed(top, ("apart/",))
    time.sleep(0.05)
    return found


def test_all_files_are_listed_but_those_apart(top: Path) -> None:
    found = listed(top, ("apart/",))
    assert found.files == {"a.md", "b/c.md", "b/d/e.md", "b/d/f.md", "g/h.md"}
    assert found.times.keys() == {"", "b/", "b/d/", "g/"}
    assert listed(top / "nowhere").files == frozenset()


def test_a_folder_that_did_not_change_is_not_read_again(top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = listed(top)
    monkeypatch.setattr("os.scandir", None)
    assert listed(top, before=before) is before


@pytest.mark.parametrize(
    "change", ["came", "went", "folder-came", "folder-went", "all-went", "file-for-folder"]
)
def test_what_changed_is_seen_from_what_lay_there_before(top: Path, change: str) -> None:
    before = known(top)
    match change:
        case "came":
            put(top, "b/d/new.md")
        case "went":
            (top / "b/d/e.md").unlink()
        case "folder-came":
            put(top, "b/x/y/z.md", "g/new.md")
        case "folder-went":
            shutil.rmtree(top / "b")
        case "all-went":
            shutil.rmtree(top)
        case _:
            shutil.rmtree(top / "g")
            put(top, "g")
    assert listed(top, ("apart/",), before) == listed(top, ("apart/",))


def test_a_copy_is_read_anew(top: Path, tmp_path: Path) -> None:
    """A restored cache has the times of files that were noted, and may lack some."""
    before = listed(top)
    shutil.copytree(top, tmp_path / "restored")
    (tmp_path / "restored" / "g" / "h.md").unlink()
    shutil.copystat(top / "g", tmp_path / "restored" / "g")
    assert "g/h.md" not in listed(tmp_path / "restored", before=before).files


def test_a_folder_that_changed_just_now_is_read_again(top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = listed(top)
    put(top, "b/d/new.md")
    times = times_after(top, before, ["b/d/new.md"])
    assert {folder for folder, when in times.items() if not when} == {"", "b/", "b/d/"}
    monkeypatch.setattr(listing, "_UNSURE", -(10**12))
    times = times_after(top, before, ["b/d/new.md"])
    assert all(times.values()), "one that has rested is not"
    found = listed(top, before=Listing(before.files | {"b/d/new.md"}, times))
    assert found.times == times
