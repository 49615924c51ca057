"""The chain and the command as a whole: the same bytes every time, and no file stops another."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from generator.cache import ScratchCache
from generator.cli import main
from generator.collection import Archive
from generator.config import default_config
from generator.gathering import Kept, Means, gathered
from generator.inputs import find_raw
from generator.parts import Segmented
from generator.pipeline import normalize
from generator.segment import segment
from tests.support.normalizing import files, good, raw_files, written
from tests.support.requirements import ROOT

SAMPLES = ROOT / "docs_src" / "raw"


def _run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], catch_exceptions=False)


def _codes(archive: Archive) -> dict[str, set[str]]:
    """Codes by file, but for fields that a text does not state."""
    codes: dict[str, set[str]] = {}
    for found in archive.diagnostics:
        if not found.code.startswith("missing-"):
            codes.setdefault(found.file, set()).add(found.code)
    return codes


def test_what_documents_state_does_not_depend_on_whether_it_is_kept(tmp_path: Path) -> None:
    config, means = default_config(tmp_path), Means(ScratchCache())
    kept, _ = gathered(
        [SAMPLES], config, means, kept=Kept(tmp_path / "standing", tmp_path / "authority.json")
    )
    plain = normalize([SAMPLES], config)
    assert any(plain.relations.values())
    assert dict(plain.relations) == dict(kept.relations)


# Raw files.


def test_raw_files_are_found_in_every_folder_but_hidden_ones_each_once_in_order(tmp_path: Path) -> None:
    names = ("b/c/1.txt", "a.txt", "b.txt", "b/c d/2.txt")
    hidden = (".git/x.txt", "b/.nháp/y.txt", "b/.z.txt", "Thumbs.db", "b/desktop.ini", "b/~$2.docx")
    folder = raw_files(tmp_path / "raw", dict.fromkeys([*names, *hidden], "x"))
    (folder / "link.txt").symlink_to(folder / "a.txt")
    (folder / "again").symlink_to(folder / "b")
    found, left_out = find_raw([folder, folder, folder / "b" / "c" / "1.txt"])
    assert [raw.file for raw in found] == ["1.txt", "a.txt", "b.txt", "b/c d/2.txt", "b/c/1.txt", "link.txt"]
    assert [raw.path for raw in found][1:] == [str(folder / raw.file) for raw in found][1:]
    assert [(one.file, one.code) for one in left_out] == [("again", "linked-folder")]


# The same bytes.


def _chithi(
    out: Path, *raws: Path, env: Mapping[str, str], options: tuple[str, ...] = ()
) -> dict[str, bytes]:
    subprocess.run(
        [sys.executable, "-m", "generator", "normalize", *map(str, raws), "--out", str(out), *options],
        cwd=ROOT,
        env={**os.environ, **env},
        check=True,
        capture_output=True,
    )
    return files(out)


def test_the_output_is_the_same_whatever_the_order_time_zone_locale_and_workers(tmp_path: Path) -> None:
    one, other = (raw_files(tmp_path / name, _parted_samples(at)) for at, name in enumerate(("một", "hai")))
    (one / "Chỉ thị về lũ.txt").write_text(good("77"), encoding="utf-8")
    first = _chithi(tmp_path / "a", one, other, env={"PYTHONHASHSEED": "1"}, options=("--workers", "1"))
    assert len([name for name in first if name.startswith("directives/")]) == len(_sample_files()) + 1
    environments: tuple[Mapping[str, str], ...] = (
        {"PYTHONHASHSEED": "2", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONHASHSEED": "3", "TZ": "Asia/Ho_Chi_Minh", "LC_ALL": "C.UTF-8"},
    )
    for env in environments:
        again = _chithi(tmp_path / env["PYTHONHASHSEED"], other, one, env=env, options=("--workers", "2"))
        assert again == first


def _sample_files() -> list[Path]:
    return sorted(path for path in SAMPLES.rglob("*") if path.is_file())


def _parted_samples(remainder: int) -> dict[str, str | bytes]:
    return {
        path.relative_to(SAMPLES).as_posix(): path.read_bytes()
        for at, path in enumerate(_sample_files())
        if at % 2 == remainder
    }


def test_a_second_run_changes_no_file(tmp_path: Path) -> None:
    raw = raw_files(tmp_path / "raw", {"a.txt": good()})
    out = written([raw], tmp_path).out
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*")}
    written([raw], tmp_path)
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*")} == before


# Nothing stops the rest.


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    contents: dict[str, str | bytes] = {
        "01-tốt.txt": good("01"),
        "02-rỗng.txt": "",
        "03-trắng.md": " \n\n\t\n",
        "04-lạ.xyz": "chữ",
        "05-không-đuôi": "chữ",
        "06-hỏng.txt": b"\x81\x8d\x8f" * 40 + b"\x00\xff\xfe",
        "07-tốt.txt": good("07"),
        ".ẩn.txt": good("99"),
    }
    return raw_files(tmp_path / "raw", contents)


def test_what_cannot_be_read_is_told_and_stops_nothing(mixed: Path, tmp_path: Path) -> None:
    archive = normalize([mixed], default_config(tmp_path))
    assert [d.directive.number for d in archive.documents] == ["01/CT-UBND", "07/CT-UBND"]
    codes = _codes(archive)
    assert codes["02-rỗng.txt"] == codes["03-trắng.md"] == {"empty-file"}
    assert codes["04-lạ.xyz"] == codes["05-không-đuôi"] == {"unknown-format"}
    assert len(codes["06-hỏng.txt"]) == 1
    assert set(codes) == {"02-rỗng.txt", "03-trắng.md", "04-lạ.xyz", "05-không-đuôi", "06-hỏng.txt"}
    assert {d.severity.value for d in archive.diagnostics if d.file in codes} == {"error"}
    assert all(d.message and d.remedy for d in archive.diagnostics)


def test_a_file_that_cannot_be_opened_stops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = raw_files(tmp_path / "raw", {"a.txt": good("01"), "b.txt": good("02")})
    read_bytes = Path.read_bytes

    def refused(path: Path) -> bytes:
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", refused)
    archive = normalize([raw], default_config(tmp_path))
    assert [d.directive.number for d in archive.documents] == ["02/CT-UBND"]
    assert _codes(archive) == {"a.txt": {"unreadable-file"}}


def test_a_folder_that_cannot_be_opened_and_a_link_to_nowhere_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = raw_files(tmp_path / "raw", {"a.txt": good("01"), "kín/b.txt": good("02")})
    (raw / "c.txt").symlink_to(tmp_path / "khong-co.txt")
    scandir = os.scandir

    def refused(folder: str | Path) -> Any:
        if Path(folder).name == "kín":
            raise PermissionError(13, "Permission denied")
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", refused)
    archive = normalize([raw], default_config(tmp_path))
    assert [d.directive.number for d in archive.documents] == ["01/CT-UBND"]
    assert _codes(archive) == {"kín": {"unreadable-folder"}, "c.txt": {"unreadable-file"}}


def test_a_name_that_is_no_text_is_told_and_stops_nothing(tmp_path: Path) -> None:
    raw = raw_files(tmp_path / "raw", {"a.txt": good("01")})
    with open(os.fsencode(raw) + b"/ch\xdd th\xde.txt", "w", encoding="utf-8") as file:
        file.write(good("02"))
    archive = normalize([raw], default_config(tmp_path))
    assert [d.directive.number for d in archive.documents] == ["01/CT-UBND"]
    assert _codes(archive) == {"ch� th�.txt": {"unreadable-name"}}


def test_a_fault_of_the_program_on_one_file_stops_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = raw_files(tmp_path / "raw", {"a.txt": good("01"), "b.txt": good("02")})

    def faulty(source: Any) -> Segmented:
        if source.source.file == "a.txt":
            raise ZeroDivisionError("đâu đó")
        return segment(source)

    monkeypatch.setattr("generator.segment.segment", faulty)
    archive = normalize([raw], default_config(tmp_path))
    assert [d.directive.number for d in archive.documents] == ["02/CT-UBND"]
    assert _codes(archive) == {"a.txt": {"internal-error"}}
    assert "ZeroDivisionError: đâu đó" in archive.diagnostics[0].message


# The command.

LATER = good().replace("24/11/2020", "24/11/2023")
"""It cites a decree by another year than its number's, and of a later day than its own: warnings."""

RUNS: dict[str, tuple[dict[str, str], tuple[str, ...], int]] = {
    "all well": ({"a.txt": good()}, (), 0),
    "all well, strictly": ({"a.txt": good()}, ("--strict",), 0),
    "a field that is not stated, strictly": (
        {"a.txt": good().replace("Số: 07/CT-UBND\n", "")},
        ("--strict",),
        0,
    ),
    "a warning": ({"a.txt": LATER}, (), 0),
    "a warning, strictly": ({"a.txt": LATER}, ("--strict",), 1),
    "an error": ({"a.txt": good(), "b.txt": ""}, (), 1),
    "an unknown option": ({"a.txt": good()}, ("--nhanh",), 2),
    "no workers": ({"a.txt": good()}, ("--workers", "0"), 2),
    "no such configuration": ({"a.txt": good()}, ("--config", "khong-co.yml"), 2),
}


@pytest.mark.parametrize("contents, options, code", RUNS.values(), ids=RUNS)
def test_exit_codes(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    contents: Mapping[str, str],
    options: tuple[str, ...],
    code: int,
) -> None:
    monkeypatch.chdir(tmp_path)
    raw = raw_files(tmp_path / "raw", dict(contents))
    assert _run("normalize", raw, "--out", "out", "--workers", "1", *options).exit_code == code
    assert (tmp_path / "out").exists() == (code != 2)


def test_a_raw_text_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    assert _run("normalize", tmp_path / "khong-co", "--out", tmp_path / "out").exit_code == 2


def test_every_document_is_written_though_some_file_is_an_error(mixed: Path, tmp_path: Path) -> None:
    assert _run("normalize", mixed, "--out", tmp_path / "out", "--workers", "2").exit_code == 1
    assert len(list((tmp_path / "out/directives").iterdir())) == 2
    report = json.loads((tmp_path / "out/report.json").read_text(encoding="utf-8"))
    assert (report["counts"]["documents"], report["counts"]["errors"]) == (2, 5)


def test_nothing_is_written_outside_the_folder_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(
        raw_files(tmp_path / "kho", {"docs_src/raw/a.txt": good(), "site_config.yml": "name: Kho\n"})
    )
    before = files(tmp_path)
    assert _run("normalize", "--out", tmp_path / "ra/đây").exit_code == 0
    after = files(tmp_path)
    assert {name: content for name, content in after.items() if name in before} == before
    new = set(after) - set(before)
    assert all(name.startswith("ra/đây/") for name in new)
    assert {name.removeprefix("ra/đây/").split("/")[0] for name in new} == {
        *("directives", "ledger", "instruments.json", "report.json")
    }


def test_the_output_cannot_become_the_next_input(tmp_path: Path) -> None:
    raw = raw_files(tmp_path / "raw", {"a.txt": good()})
    assert _run("normalize", raw, "--out", raw / "out").exit_code == 2
    assert _run("normalize", raw, "--out", raw).exit_code == 2
    assert list(files(raw)) == ["a.txt"]


def test_documents_that_are_gone_are_gone_from_the_output(tmp_path: Path) -> None:
    raw = raw_files(tmp_path / "raw", {"a.txt": good("01"), "b.txt": good("02"), "c.html": "<p>Chữ.</p>"})
    out = written([raw], tmp_path).out
    raw_files(out, {"ghi-chu.txt": "của người khác"})
    assert len(files(out)) == 3 + 3 + 1 + 3  # documents, ledgers, a reader's text; the rest
    for name in ("b.txt", "c.html"):
        (raw / name).unlink()
    written([raw], tmp_path)
    key = "chi-thi-01-ct-ubnd-vinh-long-2023"
    assert sorted(files(out)) == [
        *(f"directives/{key}.md", "ghi-chu.txt", "instruments.json", f"ledger/{key}.json", "report.json")
    ]
