import csv
import io
import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from generator.collection import Archive, Relation
from generator.config import default_config
from generator.publish import opened, write_tree
from generator.publish.exports import collection_files, document_sheaves, source_text
from generator.records import as_json, front_matter, instrument_record
from tests.support.archives import KL44, OWN, archive, hostile, issued, normalized

CONTRACT = {
    *("id", "state", "type", "number", "date", "place", "issuer", "branch", "province", "subject"),
    *("signer", "signer_title", "signing_authority", "cosigners", "recipients", "tasks", "parts"),
    *("cites", "source", "evidence", "diagnostics"),
}


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return _exported(archive(), tmp_path_factory.mktemp("docs"))


def _exported(of: Archive, docs: Path) -> dict[str, str]:
    tree = opened(docs, b"1")
    write_tree(tree, document_sheaves(of, default_config(docs)), last=lambda: collection_files(of, docs))
    return {
        path.relative_to(docs).as_posix(): path.read_bytes().decode("utf-8")
        for path in docs.rglob("*")
        if path.is_file()
    }


def test_every_key_of_the_contract_is_in_the_front_matter() -> None:
    data = front_matter(issued())
    assert set(data) >= CONTRACT
    assert data["date"] == "2023-05-02"
    assert data["diagnostics"] == ["suspected-ocr"]
    assert data["evidence"]["province"]["status"] == "inferred"
    assert set(data["cites"][0]) == {"key", "type", "number", "date", "issuer", "title", "mentions"}
    assert data["cites"][0]["mentions"][0] == {
        "start": 10,
        "end": 30,
        "quote": "Kết luận số 44-KL/TW",
        "form": "full",
    }


def test_a_document_has_its_data_beside_its_page(exported: dict[str, str]) -> None:
    assert json.loads(exported[f"van-ban/{OWN}/index.json"]) == json.loads(json.dumps(front_matter(issued())))


def test_all_documents_are_one_line_each(exported: dict[str, str]) -> None:
    lines = exported["du-lieu/directives.jsonl"].splitlines()
    assert [json.loads(line)["id"] for line in lines] == [d.directive.id for d in archive().documents]


def test_the_table_opens_in_a_spreadsheet_and_runs_no_formula(
    exported: dict[str, str], tmp_path: Path
) -> None:
    text = exported["du-lieu/directives.csv"]
    assert text.startswith("\ufeffid,state,type,number")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    by_id = {row["id"]: row for row in rows}
    assert by_id[OWN]["issuer"] == issued().issuer
    assert by_id[OWN]["cites"] == "2"
    assert by_id["doc-hai"]["subject"] == hostile().subject
    evil = normalized(hostile()).directive
    formula = Archive((normalized(type(evil)(id="x", source=evil.source, subject="=HYPERLINK(1)")),), ())
    table = _exported(formula, tmp_path)["du-lieu/directives.csv"]
    assert ",'=HYPERLINK(1)," in table


def test_a_row_of_the_table_is_a_line_whatever_a_file_is_called(tmp_path: Path) -> None:
    one = normalized(issued())
    odd = replace(one.directive, source=replace(one.directive.source, file="a\r\nb,issued,\u2028.txt"))
    table = _exported(Archive((replace(one, directive=odd),), ()), tmp_path)["du-lieu/directives.csv"]
    assert len(table.splitlines()) == 2
    (row,) = csv.DictReader(io.StringIO(table, newline=""))
    assert row["source"] == "a b,issued, .txt"


def test_instruments_are_by_key(exported: dict[str, str]) -> None:
    data = json.loads(exported["du-lieu/instruments.json"])
    assert list(data) == [instrument.key for instrument in archive().instruments]
    assert data[KL44]["held_right"]["date"]["value"] == "2019-01-22"
    assert data[KL44]["described"][1] == {
        "by": "chi-thi-ha-tinh-2020",
        "field": "date",
        "value": "2019-01-21",
        "start": 10,
        "end": 30,
    }
    records = {one.key: instrument_record(one) for one in archive().instruments}
    assert data == json.loads(as_json(records))


def test_the_source_text_leaves_out_what_belongs_to_others() -> None:
    document = normalized(issued(), text="CHỈ THỊ\n12\nNội dung", furniture="Trang chủ | Liên hệ\n")
    assert source_text(document) == "CHỈ THỊ\n12\nNội dung"
    assert source_text(normalized(issued(), text="Nội dung")) == "Nội dung"


def test_relations_are_a_line_each(exported: dict[str, str]) -> None:
    lines = [json.loads(line) for line in exported["du-lieu/relations.jsonl"].splitlines()]
    in_order = [archive().relations.get(d.directive.id, ()) for d in archive().documents]
    assert [line["kind"] for line in lines] == [relation.kind for own in in_order for relation in own]
    assert lines[0]["subject"] is None


IDS = [f"{n:02}" for n in range(0, 36, 3)]


def _of_ids(ids: Iterable[str]) -> Archive:
    """An archive of documents of those ids, of which every other relates two instruments."""
    documents = tuple(normalized(replace(issued(), id=key)) for key in sorted(ids))
    stated = {
        one.directive.id: tuple(Relation(kind, one.directive.id, None, KL44, "Luật", 0, 4) for kind in "ab")
        for one in documents
        if sum(map(ord, one.directive.id)) % 2
    }
    return Archive(documents, (), relations=stated)


@pytest.mark.parametrize(
    ("came", "changed", "went"),
    [
        *[((), (), ()), (("00a",), (), ()), (("x", "-"), (), ()), ((), ("00",), ()), ((), ("33",), ())],
        *[((), ("09", "12"), ()), ((), (), ("00",)), ((), (), ("33", "30")), (("10",), ("09",), ("12",))],
    ],
)
@pytest.mark.parametrize(
    "name", [f"du-lieu/{n}" for n in ("directives.jsonl", "directives.csv", "relations.jsonl")]
)
def test_lines_are_taken_over_but_those_of_changed_documents(
    name: str,
    came: tuple[str, ...],
    changed: tuple[str, ...],
    went: tuple[str, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("generator.publish.exports._FEW", 1)
    old = _exported(_of_ids(IDS), tmp_path)[name]
    ids = {*IDS, *came} - set(went)
    whole = _exported(_of_ids(ids), tmp_path)[name]
    (tmp_path / name).write_text(old.replace("19/CT", "18/CT").replace("Luật", "Lệ"), encoding="utf-8")
    again = {
        draft.path: draft for draft in collection_files(_of_ids(ids), tmp_path, {*came, *changed, *went})
    }
    made = again[name].text.splitlines()
    openings = [(f"{key},", f'"{key}"') for key in (*came, *changed)]
    fresh = [
        any(line.startswith(row) or quoted in line[:80] for row, quoted in openings)
        for line in whole.splitlines()
    ]
    for line, first, anew in zip(made, whole.splitlines(), fresh, strict=True):
        kept = first.replace("19/CT", "18/CT").replace("Luật", "Lệ")
        assert line == (first if anew else kept)
    assert any(fresh) or not (came or changed) or name.endswith("relations.jsonl")
    many = {draft.path: draft for draft in collection_files(_of_ids(ids), tmp_path, {*ids, *went, "khác"})}
    assert many[name].text == whole
