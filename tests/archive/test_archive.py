"""Identity of instruments, what is held of them, and identifiers that are given out once."""

from __future__ import annotations

from typing import Any

import pytest

from generator.archive import Permalinks, archive_in_memory, read_permalinks
from generator.archive.describe import verdict
from generator.archive.permalinks import Recorded, base_id, identified
from generator.collection import Archive, Description
from generator.model import Directive
from generator.text import fold
from tests.archive.collections import cases, collection, document

_IDENTITY = cases("identity.yml")
_DESCRIBE = cases("describe.yml")
_IDS = cases("ids.yml")


def _archive(documents: dict[str, dict[str, Any]]) -> Archive:
    return archive_in_memory(collection(documents), Permalinks(), {})[0]


@pytest.mark.parametrize("case", _IDENTITY, ids=[case["name"] for case in _IDENTITY])
def test_identity(case: dict[str, Any]) -> None:
    archive = _archive(case["documents"])
    found = {n.directive.source.file.removesuffix(".txt"): n.directive for n in archive.documents}
    assert {stem: [cite.key for cite in d.cites] for stem, d in found.items()} == case["keys"]
    unresolved = [
        stem for stem, d in found.items() if any(x.code == "unresolved-citation" for x in d.diagnostics)
    ]
    assert sorted(unresolved) == case.get("unresolved", [])
    assert {i.key: i.held for i in archive.instruments if i.held and i.cited_by} == case.get("held", {})
    cited = {i.key: list(i.cited_by) for i in archive.instruments if i.cited_by}
    citing: dict[str, set[str]] = {}
    for d in found.values():
        for cite in d.cites:
            citing.setdefault(cite.key, set()).add(d.id)
    assert cited == {key: sorted(by) for key, by in citing.items()}


@pytest.mark.parametrize("case", _IDENTITY, ids=[case["name"] for case in _IDENTITY])
def test_identity_does_not_depend_on_the_order_of_documents(case: dict[str, Any]) -> None:
    turned = dict(reversed(case["documents"].items()))
    assert _keys(_archive(turned)) == _keys(_archive(case["documents"]))


def _keys(archive: Archive) -> dict[str, list[str]]:
    return {n.directive.source.file: [c.key for c in n.directive.cites] for n in archive.documents}


@pytest.mark.parametrize("case", _DESCRIBE, ids=[case["name"] for case in _DESCRIBE])
def test_what_is_held(case: dict[str, Any]) -> None:
    said = [Description(str(at), case["field"], value, 0, 1) for at, value in enumerate(case["said"])]
    correction = tuple(case["correction"]) if "correction" in case else None
    found = verdict(case["field"], said, _number(case), case.get("own"), correction)
    assert found.conflict == case["conflict"]
    assert found.value == case["value"] if "value" in case else found.value in case["said"]
    if case["why"] is None:
        assert found.right is None
    else:
        assert found.right is not None
        assert found.right.value == found.value
        assert case["why"] in found.right.why


@pytest.mark.parametrize("case", _DESCRIBE, ids=[case["name"] for case in _DESCRIBE])
def test_what_is_held_does_not_depend_on_who_speaks_first(case: dict[str, Any]) -> None:
    """But for the spelling: of spellings that count as one value, the first text's is shown."""
    said = [Description(str(at), case["field"], value, 0, 1) for at, value in enumerate(case["said"])]
    one, other = (
        verdict(case["field"], order, _number(case), case.get("own"), None) for order in (said, said[::-1])
    )
    assert (one.conflict, one.right and one.right.why) == (other.conflict, other.right and other.right.why)
    assert fold(one.value or "").strip("“”") == fold(other.value or "").strip("“”")


def _number(case: dict[str, Any]) -> str | None:
    """The number of a case, ``null`` where the instrument is cited by name."""
    number: str | None = case.get("number", "44-KL/TW")
    return number


@pytest.mark.parametrize("case", _IDS, ids=[case["id"] for case in _IDS])
def test_identifiers(case: dict[str, Any]) -> None:
    values = {name: case[name] for name in ("type", "number", "province", "date") if name in case}
    assert base_id(document(case.get("file", "a.txt"), **values).directive) == case["id"]


def _directives(*files: str) -> list[Directive]:
    """Documents without metadata: their identifiers are their files' stems."""
    return [document(file, f"sha-{file}").directive for file in files]


def test_taken_identifiers_get_numbers() -> None:
    ids, given = identified(_directives("1/a.txt", "2/a.txt", "3/a.md"), Permalinks())
    assert ids == ["a", "a-2", "a-3"]
    assert given.by_id["a-2"] == Recorded("2/a.txt", "sha-2/a.txt", 2)


def test_a_new_document_of_an_earlier_path_does_not_take_a_recorded_identifier() -> None:
    _, given = identified(_directives("2/a.txt", "3/a.txt"), Permalinks())
    ids, _ = identified(_directives("1/a.txt", "2/a.txt", "3/a.txt"), given)
    assert ids == ["a-3", "a", "a-2"]


def test_an_identifier_stays_taken_when_its_document_is_gone() -> None:
    _, given = identified(_directives("1/a.txt"), Permalinks())
    ids, later = identified(_directives("2/a.txt"), given)
    assert ids == ["a-2"]
    assert set(later.by_id) == {"a", "a-2"}
    back, _ = identified(_directives("1/a.txt", "2/a.txt"), later)
    assert back == ["a", "a-2"]


def test_files_that_change_names_among_themselves_keep_to_their_paths() -> None:
    """A recorded path that is still there holds; only a file that is gone is looked for by its bytes."""
    _, given = identified(_directives("a.txt", "b.txt"), Permalinks())
    swapped = [document("a.txt", "sha-b.txt").directive, document("b.txt", "sha-a.txt").directive]
    assert identified(swapped, given)[0] == ["a", "b"]
    moved = [document("c.txt", "sha-a.txt").directive, document("b.txt", "sha-b.txt").directive]
    assert identified(moved, given)[0] == ["a", "b"]


def test_two_copies_of_a_moved_file_are_not_one() -> None:
    _, given = identified(_directives("a.txt"), Permalinks())
    copies = [document(f"{name}.txt", "sha-a.txt").directive for name in ("b", "c")]
    assert identified(copies, given)[0] == ["a", "c"]


def test_permalinks_are_read_as_they_were_written() -> None:
    _, given = identified(_directives("Thư mục: #1/- ý.txt", "b.txt"), Permalinks())
    assert read_permalinks(given.dump()) == given
    assert read_permalinks(Permalinks().dump()) == Permalinks()
    assert given.dump() == read_permalinks(given.dump()).dump()


def test_the_same_document_again_is_told_and_counts_once() -> None:
    own = {"type": "Chỉ thị", "number": "09/CT-UBND", "date": "2024-06-03", "province": "Quảng Bình"}
    cite = {"type": "Nghị định", "number": "02/2020/NĐ-CP", "date": "2020-06-30"}
    archive = _archive({"a": {**own, "cites": [cite]}, "b": {**own, "cites": [cite]}, "c": {"cites": [cite]}})
    twins = {n.directive.source.file: n.directive.duplicate_of for n in archive.documents}
    first = "chi-thi-09-ct-ubnd-quang-binh-2024"
    assert twins == {"a.txt": None, "b.txt": first, "c.txt": None}
    assert [(d.code, d.file) for d in archive.diagnostics] == [("duplicate-document", "b.txt")]
    decree = next(i for i in archive.instruments if i.number == "02/2020/NĐ-CP")
    assert decree.cited_by == ("c", first)


def test_the_same_bytes_again_are_the_same_document() -> None:
    documents = [document(file, "the same") for file in ("a.txt", "b.txt")]
    archive, _ = archive_in_memory(documents, Permalinks(), {})
    assert [n.directive.duplicate_of for n in archive.documents] == [None, "a"]


def test_documents_that_state_little_are_not_taken_for_one() -> None:
    silent = {"type": "Chỉ thị"}
    numbered = {"type": "Chỉ thị", "number": "33-CT/TU", "date": "2023-06-06", "branch": "party"}
    archive = _archive({"a": silent, "b": silent, "c": numbered, "d": numbered})
    assert {n.directive.duplicate_of for n in archive.documents} == {None}
