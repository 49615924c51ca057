"""site_config.yml: what it gives, and that every fault is told at once, at its line, with a remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.config import FACETS, ConfigError, Link, default_config, load_config
from generator.diagnostics import Diagnostic, Severity
from tests.support.requirements import ROOT


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    for folder in ("docs_src/raw", "docs_src/corrections", "docs_src/pages", "khac"):
        (tmp_path / folder).mkdir(parents=True)
    return tmp_path


def _write(archive: Path, text: str) -> Path:
    path = archive / "site_config.yml"
    path.write_text(text, encoding="utf-8")
    return path


def _faults(archive: Path, text: str) -> list[tuple[int | None, str]]:
    return [(found.line, found.code) for found in _diagnostics(_write(archive, text))]


def _diagnostics(path: Path) -> tuple[Diagnostic, ...]:
    with pytest.raises(ConfigError) as raised:
        load_config(path)
    diagnostics = raised.value.diagnostics
    assert all(item.message and item.remedy for item in diagnostics)
    assert {item.severity for item in diagnostics} == {Severity.ERROR}
    return diagnostics


def test_the_projects_own_configuration_is_sound() -> None:
    config = load_config(ROOT / "site_config.yml")
    assert config.raw_dir == ROOT / "docs_src/raw"
    assert config.facets == FACETS
    assert config.url is None


def test_all_settings(archive: Path) -> None:
    config = load_config(
        _write(
            archive,
            """
name: "2024"
description: Một câu.
url: https://example.vn/chithi
copyright: © Tòa soạn
contact: mailto:ai@example.vn
raw_dir: khac
permalinks: dia-chi.yml
site_dir: public
samples: ["mau/**", thu.txt]
publish_original: full
facets: [year, province]
links:
  - label: Tìm ở cổng văn bản
    address: "https://example.vn/tim?q={number}&nam={year}"
""",
        )
    )
    assert (config.name, config.description) == ("2024", "Một câu.")
    assert (config.copyright, config.contact) == ("© Tòa soạn", "mailto:ai@example.vn")
    assert config.url == "https://example.vn/chithi/"
    assert config.raw_dir == archive / "khac"
    assert config.corrections_dir == archive / "docs_src/corrections"
    assert config.permalinks == archive / "dia-chi.yml"
    assert config.site_dir == archive / "public"
    assert config.samples == ("mau/**", "thu.txt")
    assert (config.publish_original, config.facets) == ("full", ("year", "province"))
    assert config.links == (Link("Tìm ở cổng văn bản", "https://example.vn/tim?q={number}&nam={year}"),)
    assert config.links[0].placeholders == {"number", "year"}


def test_a_name_is_enough_and_the_rest_is_as_without_a_file(archive: Path) -> None:
    config = load_config(_write(archive, "name: Kho lưu trữ Chỉ thị\n"))
    assert config == default_config(archive)


def test_a_byte_order_mark_is_no_fault(archive: Path) -> None:
    assert load_config(_write(archive, "\ufeffname: Kho\n")).name == "Kho"


def test_every_fault_is_told_at_once(archive: Path) -> None:
    text = """name: 2024
nmae: Kho
url: htp:/example
raw_dir: khong-co
samples: mau/**
facets: [year, provinces, year]
publish_original: ful
url: https://example.vn/
"""
    assert _faults(archive, text) == [
        (1, "config-type"),
        (2, "config-unknown-key"),
        (3, "config-url"),
        (4, "config-missing-folder"),
        (5, "config-type"),
        (6, "config-choice"),
        (7, "config-choice"),
        (8, "config-duplicate-key"),
    ]


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("description: Một câu.", [(None, "config-missing-key")]),
        ("name:", [(1, "config-empty")]),
        ("name: '  '", [(1, "config-empty")]),
        ("name: [Kho]", [(1, "config-type")]),
        ("name: no", [(1, "config-type")]),
        ("name: Kho\n\n1: x", [(3, "config-unknown-key")]),
        ("name: Kho\n? [a]\n: x", [(2, "config-unknown-key")]),
        ("name: Kho\nfacets:\n  - year\n  - 2019", [(4, "config-type")]),
        ("name: Kho\nfacets:\n  - year\n  - year", [(4, "config-choice")]),
        ("name: Kho\nsamples: [/mau]", [(2, "config-pattern")]),
        ("name: Kho\nsamples:\n- a\n- b/../../c", [(4, "config-pattern")]),
        ("name: Kho\nurl: example.vn", [(2, "config-url")]),
        ("name: Kho\nurl: ftp://example.vn", [(2, "config-url")]),
        ("name: Kho\nurl: http://", [(2, "config-url")]),
        ("name: Kho\nurl: http://a b/", [(2, "config-url")]),
        ("name: Kho\nurl: http://[::1", [(2, "config-url")]),
        ("name: Kho\nurl: https://example.vn/?a=1", [(2, "config-url")]),
        ("name: Kho\nsite_dir: build", [(2, "config-overlap")]),
        ("name: Kho\nbuild_dir: docs_src/raw/build", [(2, "config-overlap")]),
        ("name: Kho\nbuild_dir: docs_src", [(2, "config-overlap")] * 4),
        ("name: Kho\nraw_dir: khac\nsite_dir: khac", [(3, "config-overlap")]),
        ("name: Kho\n\tfacets: [year]", [(2, "config-syntax")]),
        ("name: Kho\nfacets: [year", [(2, "config-syntax")]),
        ("name: Kho: lưu", [(1, "config-syntax")]),
        ("name: Kho\n---\nname: Kho", [(2, "config-syntax")]),
        ("name: K\x07ho", [(1, "config-syntax")]),
        ("- name", [(1, "config-syntax")]),
        ("", [(1, "config-syntax")]),
        ("# chỉ có lời giải thích", [(1, "config-syntax")]),
    ],
)
def test_faults(archive: Path, text: str, faults: list[tuple[int | None, str]]) -> None:
    assert _faults(archive, text) == faults


def test_a_folder_of_others_is_not_taken_for_the_site(archive: Path) -> None:
    (archive / "khac/thu.txt").write_text("của tôi", encoding="utf-8")
    assert _faults(archive, "name: Kho\nsite_dir: khac") == [(2, "config-foreign-folder")]
    (archive / "khac/thu.txt").unlink()
    assert load_config(_write(archive, "name: Kho\nsite_dir: khac")).site_dir == archive / "khac"


def test_pages_of_others_are_not_taken_for_those_of_a_build(archive: Path) -> None:
    docs = archive / "khac/docs"
    docs.mkdir()
    (docs / "huong-dan.md").write_text("của tôi", encoding="utf-8")
    assert _faults(archive, "name: Kho\nbuild_dir: khac") == [(2, "config-foreign-folder")]
    (archive / "khac/normalized").mkdir()
    assert load_config(_write(archive, "name: Kho\nbuild_dir: khac")).build_dir == archive / "khac"


def test_the_nearest_name_is_suggested(archive: Path) -> None:
    (unknown,) = _diagnostics(_write(archive, "name: Kho\nfacet: [year]\n"))
    assert unknown.remedy == "Có phải là «facets»?"
    (choice,) = _diagnostics(_write(archive, "name: Kho\nfacets: [provinces]\n"))
    assert choice.remedy == "Có phải là «province»?"
    (far,) = _diagnostics(_write(archive, "name: Kho\nfacets: [zzz]\n"))
    assert all(facet in far.remedy for facet in FACETS)


def test_a_tab_is_named(archive: Path) -> None:
    (tab,) = _diagnostics(_write(archive, "name: Kho\n\tfacets: [year]\n"))
    assert "Tab" in tab.message


def test_a_file_of_another_encoding(archive: Path) -> None:
    path = archive / "site_config.yml"
    path.write_bytes("name: Kho\ncontact: Đà Nẵng\n".encode("utf-16-le"))
    assert [item.code for item in _diagnostics(path)] in (["config-encoding"], ["config-syntax"])
    path.write_bytes(b"name: Kho\ncontact: \xd0\xc0\n")
    assert [(item.code, item.line) for item in _diagnostics(path)] == [("config-encoding", 2)]


def test_no_file_and_no_raw_folder(tmp_path: Path) -> None:
    assert [item.code for item in _diagnostics(tmp_path / "site_config.yml")] == ["config-missing"]
    assert _faults(tmp_path, "name: Kho") == [(None, "config-missing-folder")]


@pytest.mark.parametrize(
    ("links", "line"),
    [
        ("https://example.vn/{number}", 2),
        ("\n- https://example.vn/{number}", 3),
        ("\n- label: Tìm", 3),
        ("\n- {label: a, address: 'https://example.vn/{number}', note: b}", 3),
        ("\n- {label: a, address: 'https://example.vn/{number}', label: b}", 3),
        ("\n- label: Tìm\n  address: 'ftp://example.vn/{number}'", 4),
        ("\n- label: Tìm\n  address: 'javascript:alert({number})'", 4),
        ("\n- label: Tìm\n  address: 'https://{number}.example.vn/'", 4),
        ("\n- label: Tìm\n  address: 'https://example.vn/tim'", 4),
        ("\n- label: Tìm\n  address: 'https://example.vn/{so}'", 4),
        ("\n- label: Tìm\n  address: 'https://example.vn/{number!r}'", 4),
        ("\n- label: Tìm\n  address: 'https://example.vn/{number.a}'", 4),
        ("\n- label: Tìm\n  address: 'https://example.vn/{number'", 4),
        ("\n- label: Tìm\n  address: 'https://example.vn/{}'", 4),
    ],
)
def test_a_link_that_leads_nowhere_is_told_at_its_line(archive: Path, links: str, line: int) -> None:
    ((found, code),) = _faults(archive, f"name: Kho\nlinks: {links}\n")
    assert (found, code) in [(line, "config-link"), (line, "config-type")]
