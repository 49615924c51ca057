"""Findings as a person, GitHub and GitLab read them."""

from __future__ import annotations

import json
from pathlib import Path

from generator import report
from generator.diagnostics import Diagnostic, Severity


def _found(severity: Severity = Severity.WARNING, line: int | None = 3, message: str = "Sai.") -> Diagnostic:
    return Diagnostic("a.txt", line, "bad-date", severity, message, "Sửa lại.")


def test_plain_lines() -> None:
    assert report.plain(_found(), "raw/a.txt") == "raw/a.txt:3: cảnh báo: Sai. [bad-date]\n    → Sửa lại."
    assert report.plain(_found(line=None), "a.txt").startswith("a.txt: cảnh báo: ")


def test_a_github_annotation_escapes_what_would_end_it() -> None:
    line = report.github(_found(Severity.ERROR, message="50%\nhai: ba, bốn"), "raw/a,b:c.txt")
    assert line == "::error file=raw/a%2Cb%3Ac.txt,line=3,title=bad-date::50%25%0Ahai: ba, bốn%0A→ Sửa lại."
    assert report.github(_found(Severity.INFO, line=None), "a").startswith("::notice file=a,title=bad-date::")


def test_a_code_quality_report_has_what_gitlab_requires_and_keeps_its_fingerprints() -> None:
    entries = json.loads(report.code_quality([(_found(), "raw/a.txt"), (_found(line=None), "raw/a.txt")]))
    assert entries[0]["location"] == {"path": "raw/a.txt", "lines": {"begin": 3}}
    assert entries[1]["location"]["lines"] == {"begin": 1}
    assert {entry["severity"] for entry in entries} == {"minor"}
    assert {entry["check_name"] for entry in entries} == {"bad-date"}
    assert entries[0]["fingerprint"] != entries[1]["fingerprint"]
    moved = json.loads(report.code_quality([(_found(line=9), "raw/a.txt")]))
    assert moved[0]["fingerprint"] == entries[0]["fingerprint"]


def test_a_file_is_found_in_the_folder_it_was_read_from(tmp_path: Path) -> None:
    (tmp_path / "raw/sub").mkdir(parents=True)
    (tmp_path / "raw/sub/a.txt").touch()
    folders = [tmp_path / "khac", tmp_path / "raw"]
    assert report.located("sub/a.txt", folders, tmp_path) == "raw/sub/a.txt"
    assert (
        report.located("sub/a.txt", folders, tmp_path / "elsewhere")
        == (tmp_path / "raw/sub/a.txt").as_posix()
    )
    assert report.located("b.txt", folders, tmp_path) == "b.txt"


def test_the_summary_counts_each_severity() -> None:
    diagnostics = [_found(Severity.ERROR), _found(), _found(), _found(Severity.INFO)]
    assert (
        report.summary(5, 42, diagnostics)
        == "5 văn bản, 42 văn kiện được viện dẫn; 1 lỗi, 2 cảnh báo, 1 ghi chú."
    )


def test_a_log_shows_every_error_and_the_first_of_each_other_kind() -> None:
    many = [_found(line=line) for line in range(1025)]
    errors = [_found(Severity.ERROR, line) for line in range(30)]
    other = Diagnostic("b.txt", 1, "bad-name", Severity.WARNING, "Sai.", "Sửa lại.")
    shown, left = report.first_of_each([*many, other])
    assert (shown, left) == ([*many[:20], other], {"bad-date": 1005})
    assert (
        report.left_out("bad-date", 1005) == "… và 1.005 chỗ khác như thế [bad-date]: “chithi check” nêu đủ."
    )
    assert report.first_of_each([*errors, other]) == ([*errors, other], {})
