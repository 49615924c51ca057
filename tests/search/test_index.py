"""What is written: the same bytes for the same archive, whatever fits into memory at once."""

from __future__ import annotations

import json
import re
import subprocess
import xml.etree.ElementTree as ET
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.generate import archive as generated
from generator.collection import Archive
from generator.config import default_config
from generator.search import pack, page, whole
from generator.search.content import sections
from generator.search.facets import chosen
from generator.search.script import joined
from tests.search.browsing import MODULES, indexed, node, search, write_index
from tests.search.documents import archive, directive


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_same_bytes_whatever_the_chunks_and_the_workers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = generated(15)
    config = default_config(tmp_path)
    alone = write_index(found, config, tmp_path / "alone/docs")
    shared = write_index(found, config, tmp_path / "shared/docs", workers=2)
    monkeypatch.setattr(whole, "CHUNK", 4)
    chunks = write_index(found, config, tmp_path / "chunks/docs")
    assert alone == shared == chunks
    assert (
        _files(tmp_path / "alone/docs")
        == _files(tmp_path / "shared/docs")
        == _files(tmp_path / "chunks/docs")
    )


def test_same_bytes_whatever_the_order_of_documents(tmp_path: Path) -> None:
    found = generated(6)
    turned = replace(found, documents=found.documents[::-1], instruments=found.instruments)
    assert _files(indexed(found, tmp_path / "one")) == _files(indexed(turned, tmp_path / "two"))


def test_nothing_stays_of_an_earlier_archive(tmp_path: Path) -> None:
    indexed(generated(6), tmp_path / "site")
    fewer = generated(2)
    assert _files(indexed(fewer, tmp_path / "site")) == _files(indexed(fewer, tmp_path / "fresh"))


def test_an_empty_archive_can_be_searched(tmp_path: Path) -> None:
    data = indexed(Archive((), ()), tmp_path)
    assert search(data, [{"q": "an ninh"}])[0]["ids"] == []


def test_a_document_without_text_and_without_values(tmp_path: Path) -> None:
    data = indexed(archive(directive("mot"), directive("hai", "Có chữ.")), tmp_path)
    answers = search(data, [{"q": "chữ"}, {"filters": {"tinh": ["khong-ro"]}}])
    assert answers[0]["ids"] == ["hai"]
    assert sorted(answers[1]["ids"]) == ["hai", "mot"]


def test_only_the_facets_of_the_configuration(tmp_path: Path) -> None:
    config = replace(default_config(tmp_path), facets=("year", "instrument"))
    write_index(generated(2), config, tmp_path / "docs")
    text = (tmp_path / "docs/tim-kiem/index.md").read_text(encoding="utf-8")
    assert text.count("data-facet=") == 2
    about = json.loads((tmp_path / "docs/tim-kiem/du-lieu/chung.json").read_text(encoding="utf-8"))
    assert [facet["id"] for facet in about["facets"]] == ["year", "instrument"]
    assert not (tmp_path / "docs/tim-kiem/du-lieu/loc-province.bin").exists()


def test_sections_begin_at_tasks_and_end_with_the_recipients() -> None:
    found = sections(
        directive("mot", "Mở đầu.", "1. Việc một.", "Nói thêm.", "2. Việc hai.", recipients=("VT",))
    )
    assert [(section.anchor, section.text) for section in found] == [
        (None, "Mở đầu."),
        ("1", "1. Việc một.\nNói thêm."),
        ("2", "2. Việc hai."),
        (None, "Nơi nhận: VT"),
    ]


def test_opensearch_description(tmp_path: Path) -> None:
    config = replace(default_config(tmp_path), name="Kho <A> & B của tỉnh", url="https://example.org/kho/")
    description = page.opensearch(config)
    assert description is not None
    root = ET.fromstring(description)
    space = {"o": "http://a9.com/-/spec/opensearch/1.1/"}
    assert len(root.findtext("o:ShortName", "", space)) <= 16
    assert root.findtext("o:LongName", "", space) == "Kho <A> & B của tỉnh"
    url = root.find("o:Url", space)
    assert url is not None and url.get("template") == "https://example.org/kho/tim-kiem/?q={searchTerms}"
    assert page.opensearch(replace(config, url=None)) is None


def test_the_page_needs_no_data_to_say_what_it_is(tmp_path: Path) -> None:
    text = page.render(chosen(default_config(tmp_path).facets))
    assert "<noscript>" in text and "../tinh/" in text
    assert "{{" not in text and "{%" not in text


def test_the_script_is_all_modules_without_their_comments(tmp_path: Path) -> None:
    script = joined(MODULES, "main", "../modules/")
    for name in ("analyser", "engine", "postings", "session", "main"):
        assert script.count(f"const ${name} = (() => {{") == 1
    assert "/**" not in script and "@param" not in script
    assert not re.search(r"^(import|export) ", script, re.MULTILINE)
    assert set(re.findall(r'import\("(.*?)\w+\.js"\)', script)) == {"../modules/"}
    (tmp_path / "script.mjs").write_text(script, encoding="utf-8")
    subprocess.run([node(), "--check", str(tmp_path / "script.mjs")], check=True, timeout=60)


@given(st.lists(st.integers(0, 2**45)))
def test_numbers_of_variable_length(values: list[int]) -> None:
    data = iter(pack.varints(values))
    read = []
    for byte in data:
        value, scale = byte & 0x7F, 7
        while byte & 0x80:
            byte = next(data)
            value |= (byte & 0x7F) << scale
            scale += 7
        read.append(value)
    assert read == values


@given(st.binary())
def test_deflated_bytes_come_back(data: bytes) -> None:
    assert zlib.decompress(pack.deflated(data), -15) == data
