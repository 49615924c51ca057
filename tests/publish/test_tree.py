import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.addresses import original_name
from generator.model import Draft, Sheaf, planned_always
from generator.publish import opened, write_if_changed, write_tree
from generator.publish.plans import Plans
from tests.support.drafts import draft, written


def test_only_what_changed_is_written_and_nothing_stale_stays(tmp_path: Path) -> None:
    written([draft("a/index.md", "một"), draft("b/c.txt", "hai"), draft("d/e.txt", "ba")], tmp_path)
    before = (tmp_path / "a/index.md").stat().st_mtime_ns
    written([draft("a/index.md", "một"), draft("b/c.txt", "hai!")], tmp_path)
    assert (tmp_path / "a/index.md").stat().st_mtime_ns == before
    assert (tmp_path / "b/c.txt").read_text(encoding="utf-8") == "hai!"
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a", "b", "c.txt", "index.md"]


def test_a_sheaf_is_planned_again_only_where_something_it_looked_at_changed(tmp_path: Path) -> None:
    planned: list[str] = []

    def sheaf(name: str, *looked_at: str) -> Sheaf:
        def plan() -> tuple[list[Draft], tuple[str, ...]]:
            planned.append(name)
            return [draft(f"{name}.txt", name)], looked_at

        return Sheaf(name, plan)

    def write(changed: set[str] | None) -> list[str]:
        planned.clear()
        tree = opened(tmp_path / "docs", b"1", tmp_path / "record")
        sheaves = [sheaf("a", "x", "y"), sheaf("b", "y", "z"), sheaf("c")]
        files = write_tree(tree, sheaves, changed=changed, about=b"1")
        assert sorted(files) == ["a.txt", "b.txt", "c.txt"]
        assert sorted(path.name for path in (tmp_path / "docs").iterdir()) == ["a.txt", "b.txt", "c.txt"]
        return list(planned)

    assert write(set()) == ["a", "b", "c"]
    assert write(set()) == []
    assert write({"x"}) == ["a"]
    assert write({"y", "w"}) == ["a", "b"]
    assert write(None) == ["a", "b", "c"]
    (tmp_path / "docs" / "b.txt").unlink()
    assert write(set()) == ["b"]


def test_sheaves_that_come_go_or_look_elsewhere_leave_nothing_behind(tmp_path: Path) -> None:
    planned: list[str] = []

    def write(looks: dict[str, str], changed: set[str], always: str) -> list[str]:
        def sheaf(name: str) -> Sheaf:
            def plan() -> tuple[list[Draft], tuple[str, ...]]:
                planned.append(name)
                return [draft(f"{name}.txt", looks[name])], (looks[name],)

            return Sheaf(name, plan)

        planned.clear()
        tree = opened(tmp_path / "docs", b"1", tmp_path / "record")
        sheaves = [*map(sheaf, looks), planned_always(lambda: [draft(always, "")])]
        files = write_tree(tree, sheaves, changed=changed, about=b"1")
        assert sorted(files) == sorted([*(f"{name}.txt" for name in looks), always])
        assert {path.name for path in (tmp_path / "docs").iterdir()} == files.keys()
        return list(planned)

    assert write({"a": "x", "b": "x"}, set(), "một.txt") == ["a", "b"]
    assert write({"a": "y", "b": "x"}, {"x"}, "hai.txt") == ["a", "b"]
    assert write({"a": "y", "b": "x"}, {"x"}, "hai.txt") == ["b"]
    assert write({"b": "x", "c": "y"}, set(), "hai.txt") == ["c"]
    assert write({"a": "x", "b": "x", "c": "y"}, {"y"}, "hai.txt") == ["a", "c"]
    with pytest.raises(ValueError, match=r"one path: b\.txt"):
        write({"a": "x", "b": "x", "c": "y"}, set(), "b.txt")


def test_a_record_with_a_changed_bit_tells_nothing(tmp_path: Path) -> None:
    docs, record = tmp_path / "docs", tmp_path / "record"

    def plan() -> tuple[list[Draft], tuple[str, ...]]:
        return [draft("a.txt", "một")], ("x",)

    write_tree(opened(docs, b"1", record), [Sheaf("a", plan)], changed=set(), about=b"1")
    whole = record.read_bytes()
    assert opened(docs, b"1", record).plans.planned
    for at in range(len(whole)):
        record.write_bytes(whole[:at] + bytes((whole[at] ^ 1,)) + whole[at + 1 :])
        tree = opened(docs, b"1", record)
        assert (tree.before, tree.plans, tree.about) == ({}, Plans(), b"")


def test_a_file_in_pieces_is_trusted_only_after_a_run_that_came_to_its_end(tmp_path: Path) -> None:
    path, made = tmp_path / "docs" / "a.jsonl", list[int]()

    def write(fails: bool = False) -> None:
        def pieces() -> Iterator[bytes]:
            made.append(1)
            yield b"1\n"
            if fails:
                raise OSError("no space left")
            yield b"2\n"

        tree = opened(tmp_path / "docs", b"1", tmp_path / "record")
        write_tree(tree, [planned_always(lambda: [Draft("a.jsonl", b"1" if not fails else b"2", pieces)])])

    write()
    write()
    assert (len(made), path.read_bytes()) == (1, b"1\n2\n")
    with pytest.raises(OSError, match="no space left"):
        write(fails=True)
    write()
    assert (len(made), path.read_bytes()) == (3, b"1\n2\n")


@pytest.mark.parametrize("old", [None, b"", b"ab", b"abcd", b"abcdef", b"abxd", b"xbcd", b"abc"])
def test_a_file_in_pieces_that_is_right_already_is_left_alone(old: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    if old is not None:
        path.write_bytes(old)
        os.utime(path, ns=(1, 1))
    written([Draft("a.jsonl", b"1", lambda: iter([b"ab", b"cd"]))], tmp_path)
    assert path.read_bytes() == b"abcd"
    assert (path.stat().st_mtime_ns == 1) == (old == b"abcd")


def test_a_file_in_pieces_that_somebody_cut_is_not_there(tmp_path: Path) -> None:
    docs, path, record = tmp_path / "docs", tmp_path / "docs" / "a.jsonl", tmp_path / "record"
    sheaves = [planned_always(lambda: [Draft("a.jsonl", b"1", lambda: iter([b"ab", b"cd"]))])]
    write_tree(opened(docs, b"1", record), sheaves, changed=set(), about=b"1")
    assert opened(docs, b"1", record).present == {"a.jsonl"}
    write_tree(opened(docs, b"1", record), sheaves, changed=set(), about=b"1")
    path.write_bytes(b"abc")
    tree = opened(docs, b"1", record)
    assert (tree.present, path.exists()) == (frozenset(), False)
    write_tree(tree, sheaves, changed=set(), about=b"1")
    assert path.read_bytes() == b"abcd"


@pytest.mark.parametrize("path", ["../x.md", "a/../../x.md", "/x.md"])
def test_no_page_leaves_the_folder(tmp_path: Path, path: str) -> None:
    with pytest.raises(ValueError, match=r"x\.md"):
        written([draft(path, "")], tmp_path / "docs")
    assert not list(tmp_path.rglob("*.md"))


def test_a_file_that_is_written_is_never_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "sub" / "permalinks.yml"
    write_if_changed(path, b"1")

    def full(_: int) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="no space"):
        write_if_changed(path, b"2")
    assert path.read_bytes() == b"1"
    monkeypatch.undo()
    write_if_changed(path, b"2")
    assert path.read_bytes() == b"2"
    assert [one.name for one in path.parent.iterdir()] == ["permalinks.yml"]


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
