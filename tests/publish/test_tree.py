from pathlib import Path

import pytest

from generator.addresses import original_name
from tests.support.drafts import draft, written


def test_only_what_changed_is_written_and_nothing_stale_stays(tmp_path: Path) -> None:
    written([draft("a/index.md", "một"), draft("b/c.txt", "hai"), draft("d/e.txt", "ba")], tmp_path)
    before = (tmp_path / "a/index.md").stat().st_mtime_ns
    written([draft("a/index.md", "một"), draft("b/c.txt", "hai!")], tmp_path)
    assert (tmp_path / "a/index.md").stat().st_mtime_ns == before
    assert (tmp_path / "b/c.txt").read_text(encoding="utf-8") == "hai!"
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a", "b", "c.txt", "index.md"]


@pytest.mark.parametrize("path", ["../x.md", "a/../../x.md", "/x.md"])
def test_no_page_leaves_the_folder(tmp_path: Path, path: str) -> None:
    with pytest.raises(ValueError, match=r"x\.md"):
        written([draft(path, "")], tmp_path / "docs")
    assert not list(tmp_path.rglob("*.md"))


def test_two_pages_of_one_path_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="a/index"):
        written([draft("a/index.md", "1"), draft("a/index.md", "2")], tmp_path)


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("a/b.pdf", "goc-nhan-duoc.pdf"),
        ("b.TXT", "goc-nhan-duoc.txt"),
        ("b.html", "goc-nhan-duoc.html.txt"),
        ("b.md", "goc-nhan-duoc.md.txt"),
        ("b.svg", "goc-nhan-duoc.svg.txt"),
        ("b", "goc-nhan-duoc.txt"),
    ],
)
def test_an_original_cannot_run_in_the_name_of_the_site(file: str, name: str) -> None:
    assert original_name(file) == name
