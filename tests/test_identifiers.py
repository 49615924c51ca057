"""Identifiers of documents: given out once, recorded by a build, kept whatever happens to the text."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from generator.cli import main
from generator.config import Config, default_config
from generator.pipeline import normalize
from tests.support.normalizing import good, raw_files


def _run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], catch_exceptions=False)


def _ids(config: Config) -> dict[str, str]:
    archive = normalize([config.raw_dir], config)
    return {d.directive.source.file: d.directive.id for d in archive.documents}


def _kho(tmp_path: Path, texts: Mapping[str, str], permalinks: Mapping[str, tuple[str, str]]) -> Config:
    """An archive with raw texts, and identifiers recorded for files with given texts."""
    config = default_config(tmp_path)
    raw_files(config.raw_dir, dict(texts))
    data = {
        key: {"file": file, "sha256": hashlib.sha256(text.encode()).hexdigest()}
        for key, (file, text) in permalinks.items()
    }
    if data:
        config.permalinks.write_text(yaml.safe_dump(data), encoding="utf-8")
    return config


KEY = "chi-thi-07-ct-ubnd-vinh-long-2023"


def test_a_taken_identifier_gets_a_number_in_order_of_path(tmp_path: Path) -> None:
    other = good().replace("CHỈ THỊ", "CHỈ THỊ \n")
    config = _kho(tmp_path, {"b.txt": good(), "a/z.txt": other, "c.txt": good() + "\n"}, {})
    assert _ids(config) == {"a/z.txt": KEY, "b.txt": f"{KEY}-2", "c.txt": f"{KEY}-3"}


def test_a_recorded_identifier_stays_when_metadata_are_corrected(tmp_path: Path) -> None:
    config = _kho(tmp_path, {"a.txt": good()}, {KEY: ("a.txt", good())})
    entry = {"field": "number", "value": "08/CT-UBND", "who": "A", "when": "2026-11-20", "why": "In mờ"}
    raw_files(config.corrections_dir, {"a.txt.yml": yaml.safe_dump({"corrections": [entry]})})
    assert _ids(config) == {"a.txt": KEY}
    config.permalinks.unlink()
    assert _ids(config) == {"a.txt": "chi-thi-08-ct-ubnd-vinh-long-2023"}


def test_a_recorded_identifier_stays_when_the_raw_text_changes(tmp_path: Path) -> None:
    assert _ids(_kho(tmp_path, {"a.txt": good("09")}, {KEY: ("a.txt", good())})) == {"a.txt": KEY}


def test_a_recorded_identifier_moves_with_its_file(tmp_path: Path) -> None:
    assert _ids(_kho(tmp_path, {"2023/b.txt": good()}, {"cu": ("a.txt", good())})) == {"2023/b.txt": "cu"}


def test_a_copy_of_a_file_takes_nothing_from_it(tmp_path: Path) -> None:
    config = _kho(tmp_path, {"a.txt": good(), "0.txt": good()}, {"cu": ("a.txt", good())})
    assert _ids(config) == {"0.txt": KEY, "a.txt": "cu"}


def test_an_identifier_once_given_is_not_given_to_another(tmp_path: Path) -> None:
    gone = good() + "mất"
    assert _ids(_kho(tmp_path, {"a.txt": good()}, {KEY: ("gone.txt", gone)})) == {"a.txt": f"{KEY}-2"}


@pytest.mark.parametrize("text", ["[", "a: b\n", "- a\n", "a: {file: x}\n", "a: {file: x, sha256: [\n"])
def test_a_permalinks_file_that_is_broken_is_told_and_no_identifier_is_made_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    raw_files(
        tmp_path,
        {"docs_src/raw/a.txt": good(), "docs_src/permalinks.yml": text, "site_config.yml": "name: Kho\n"},
    )
    monkeypatch.chdir(tmp_path)
    result = _run("normalize", "--out", "out")
    assert result.exit_code == 2
    assert "permalinks.yml" in result.stderr


def test_files_of_one_name_in_two_folders_are_two_documents(tmp_path: Path) -> None:
    one = raw_files(tmp_path / "1", {"a.txt": good("01")})
    two = raw_files(tmp_path / "2", {"a.txt": good("02")})
    archive = normalize([two, one], default_config(tmp_path))
    assert [d.directive.number for d in archive.documents] == ["01/CT-UBND", "02/CT-UBND"]


def test_a_file_given_twice_is_one_document(tmp_path: Path) -> None:
    raw = raw_files(tmp_path / "raw", {"a.txt": good()})
    archive = normalize([raw, raw, raw / "a.txt"], default_config(tmp_path))
    assert [d.directive.source.file for d in archive.documents] == ["a.txt"]


def test_normalizing_records_nothing(tmp_path: Path) -> None:
    config = _kho(tmp_path, {"a.txt": good()}, {})
    normalize([config.raw_dir], config)
    assert not config.permalinks.exists()
