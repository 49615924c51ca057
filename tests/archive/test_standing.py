from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from generator.archive import (
    Found,
    Permalinks,
    Standing,
    Stated,
    read_standing,
    resolved_documents,
    standing,
    write_standing,
)
from generator.cache import fingerprint
from generator.collection import Instruments
from generator.model import Directive
from generator.records import authority_json
from tests.archive.collections import document

VERSION = b"1"

COLLECTION: Mapping[str, Mapping[str, Any]] = {
    "a": {"type": "Chỉ thị", "number": "01/CT-UBND", "date": "2023-05-02", "province": "Vĩnh Long"},
    "b": {"cites": [{"type": "Kết luận", "number": "44-KL/TW", "date": "2019-01-22"}], "date": "2020-01-01"},
    "c": {"cites": [{"type": "Kết luận", "number": "44-KL/TW"}], "date": "2021-01-01"},
    "d": {"cites": [{"type": "Luật", "name": "luat-cong-an", "title": "Luật Công an"}]},
}
DATED_OTHERWISE = {"cites": [{"type": "Kết luận", "number": "44-KL/TW", "date": "2012-01-22"}]}


def _gathered(collection: Mapping[str, Mapping[str, Any]], before: Standing | None = None) -> Standing:
    """The collection as it stands; ``made_of`` of a document follows from what is said of it."""
    before = before or Standing()
    documents = {
        name: document(f"{name}.txt", f"{at:064d}", **said)
        for at, (name, said) in enumerate(collection.items())
    }
    found = [
        Found(n, fingerprint(one.directive), partial(_of, one.directive)) for n, one in documents.items()
    ]
    resolution = resolved_documents(found, Permalinks(), before.documents, before.meanings)
    return standing(before, resolution, {}, _nothing)


def _of(directive: Directive) -> Directive:
    return directive


def _nothing(names: Sequence[str]) -> Mapping[str, Stated]:
    return {name: () for name in names}


def _told(one: Standing) -> object:
    """All that it tells."""
    return dict(one.documents), dict(one.meanings), dict(one.heads), [one.entry(key) for key in one.heads]


STEPS: dict[str, Mapping[str, Mapping[str, Any]]] = {
    "one more": {**COLLECTION, "e": DATED_OTHERWISE},
    "one less": {name: said for name, said in COLLECTION.items() if name != "b"},
    "one otherwise": {**COLLECTION, "b": DATED_OTHERWISE},
    "none": {},
    "another": {"x": DATED_OTHERWISE},
}


@pytest.mark.parametrize("step", STEPS)
def test_a_collection_is_the_same_whatever_it_was_before(step: str, tmp_path: Path) -> None:
    write_standing(tmp_path / "kho", VERSION, _gathered(COLLECTION))
    before = read_standing(tmp_path / "kho", VERSION)
    assert _told(before) == _told(_gathered(COLLECTION))
    assert _told(_gathered(STEPS[step], before)) == _told(_gathered(STEPS[step]))
    again = _gathered(COLLECTION, _gathered(STEPS[step], before))
    assert _told(again) == _told(_gathered(COLLECTION))


def test_another_date_of_one_citation_unsettles_those_without_a_date() -> None:
    before = _gathered(COLLECTION)
    now = _gathered(STEPS["one more"], before)
    fresh = {name for name in now.documents if now.documents[name] is not before.documents.get(name)}
    assert fresh == {"c", "e"}
    assert [found.code for found in now.documents["c"].profile.diagnostics] == ["unresolved-citation"]


def test_a_collection_that_did_not_change_is_the_one_before() -> None:
    before = _gathered(COLLECTION)
    assert _gathered(COLLECTION, before) is before


def _file(instruments: Instruments) -> bytes:
    return b"".join(authority_json(instruments))


@pytest.mark.parametrize("step", STEPS)
def test_the_authority_file_is_made_of_the_one_before(step: str) -> None:
    first, now = _gathered(COLLECTION), _gathered(STEPS[step])
    before, old = first.with_authority(first.instruments(Standing())), _file(first.instruments())
    again = _file(now.instruments(before, old))
    assert again == _file(now.instruments())
    assert _file(now.instruments(before, b"x" + old)) == again
    other = old.replace(b"held", b"hild")
    assert _file(now.instruments(before, other)) == again


@pytest.mark.parametrize(
    "damage", [lambda data: data[:-1], lambda data: data[:40] + b"!" + data[41:], lambda data: b""]
)
def test_a_damaged_file_tells_nothing(damage: Any, tmp_path: Path) -> None:
    path = tmp_path / "kho"
    write_standing(path, VERSION, _gathered(COLLECTION))
    path.write_bytes(damage(path.read_bytes()))
    assert not read_standing(path, VERSION).documents
    assert not read_standing(tmp_path / "none", VERSION).documents


def test_another_version_of_the_program_begins_anew(tmp_path: Path) -> None:
    write_standing(tmp_path / "kho", VERSION, _gathered(COLLECTION))
    assert not read_standing(tmp_path / "kho", b"2").documents
