"""The command: what it calls, says and returns; and once, from end to end, on the samples."""

from __future__ import annotations

import json
import shutil
import socket
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator import __version__, pipeline
from generator.cli import main
from generator.collection import Archive
from generator.config import Config
from generator.diagnostics import Diagnostic, Severity
from tests.support.requirements import ROOT

SAMPLE = "mau/ct-08-2024-phong-chay.pdf.txt"


def _found(severity: Severity) -> Diagnostic:
    return Diagnostic("a.txt", 2, "bad-date", severity, "Ngày sai.", "Đính chính.")


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one raw text and a configuration, as the current folder."""
    (tmp_path / "docs_src/raw").mkdir(parents=True)
    (tmp_path / "docs_src/raw/a.txt").write_text("một\nhai\n", encoding="utf-8")
    (tmp_path / "site_config.yml").write_text("name: Kho thử\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def finding(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[Sequence[Path]]]:
    """Makes normalization find what a test wants; gives the paths it was called with."""

    def install(*severities: Severity) -> list[Sequence[Path]]:
        calls: list[Sequence[Path]] = []

        def normalize(paths: Sequence[Path], config: Config, *_: object, **__: object) -> Archive:
            calls.append(tuple(paths))
            return Archive((), (), tuple(_found(severity) for severity in severities))

        monkeypatch.setattr(pipeline, "normalize", normalize)
        return calls

    return install


def _run(*words: str) -> Result:
    return CliRunner().invoke(main, words, catch_exceptions=False)


@pytest.mark.parametrize(
    ("severities", "lenient", "strict"),
    [((), 0, 0), ((Severity.INFO,), 0, 0), ((Severity.WARNING,), 0, 1), ((Severity.ERROR,), 1, 1)],
)
def test_exit_codes_of_findings(
    archive: Path,
    finding: Callable[..., list[Sequence[Path]]],
    severities: tuple[Severity, ...],
    lenient: int,
    strict: int,
) -> None:
    calls = finding(*severities)
    assert _run("check").exit_code == lenient
    assert _run("check", "--strict", "docs_src/raw/a.txt").exit_code == strict
    assert calls == [(archive / "docs_src/raw",), (Path("docs_src/raw/a.txt"),)]


def test_findings_are_lines_with_their_path_and_remedy(
    archive: Path, finding: Callable[..., list[Sequence[Path]]]
) -> None:
    finding(Severity.INFO, Severity.WARNING)
    told = _run("check").stderr
    assert "docs_src/raw/a.txt:2: cảnh báo: Ngày sai. [bad-date]\n    → Đính chính.\n" in told
    assert "docs_src/raw/a.txt:2: ghi chú:" in told
    assert told.endswith("0 lỗi, 1 cảnh báo, 1 ghi chú.\n")


def test_on_github_findings_are_annotations(
    archive: Path, finding: Callable[..., list[Sequence[Path]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    finding(Severity.ERROR)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert _run("check").stdout.startswith("::error file=docs_src/raw/a.txt,line=2,title=bad-date::Ngày sai.")


@pytest.mark.parametrize(
    "words",
    [
        ("normalise",),
        ("normalize",),
        ("normalize", "absent.txt", "--out", "out"),
        ("normalize", "--out", "docs_src/raw/out"),
        ("normalize", "--out", "out", "--workers", "0"),
        ("check", "--wrong"),
        ("check", "--config", "absent.yml"),
        ("explain",),
        ("explain", "docs_src"),
        ("build", "--config", "absent.yml"),
    ],
)
def test_wrong_use_ends_with_2_and_writes_nothing(archive: Path, words: tuple[str, ...]) -> None:
    before = sorted(archive.rglob("*"))
    assert _run(*words).exit_code == 2
    assert sorted(archive.rglob("*")) == before


def test_a_wrong_configuration_is_told_whole(archive: Path) -> None:
    (archive / "site_config.yml").write_text("nmae: Kho\nurl: x\n", encoding="utf-8")
    result = _run("check")
    assert result.exit_code == 2
    for line in ("site_config.yml:1: lỗi: Không có mục «nmae».", "Có phải là «name»?", "site_config.yml:2:"):
        assert line in result.stderr


def test_without_a_configuration_raw_texts_can_be_checked_but_no_site_built(
    archive: Path, finding: Callable[..., list[Sequence[Path]]]
) -> None:
    (archive / "site_config.yml").unlink()
    finding()
    assert _run("check", "docs_src/raw").exit_code == 0
    assert _run("build").exit_code == 2


def test_the_version() -> None:
    assert _run("--version").stdout == f"chithi {__version__}\n"


def test_samples_from_raw_text_to_site(archive: Path) -> None:
    """The whole road: normalize, explain, correct, build."""
    shutil.copytree(ROOT / "docs_src", archive / "docs_src", dirs_exist_ok=True)
    shutil.copy(ROOT / "site_config.yml", archive)
    (archive / "docs_src/raw/a.txt").unlink()
    (archive / "docs_src/raw/broken.txt").touch()
    raw = f"docs_src/raw/{SAMPLE}"

    assert _run("normalize", raw, "--out", "out").exit_code == 0
    (document,) = (archive / "out/directives").rglob("*.md")
    assert "08/CT-UBND" in document.read_text(encoding="utf-8")
    explained = _run("explain", raw)
    assert explained.exit_code == 0
    for words in ("08/CT-UBND", "Giáp Khánh Thuyết", "nơi nhận", "Viện dẫn"):
        assert words in explained.stdout

    written = _run("correct", raw)
    assert written.exit_code == 0, written.output
    (skeleton,) = (archive / "docs_src/corrections").rglob("ct-08-2024*.yml")
    before = skeleton.read_bytes()
    assert _run("correct", raw).exit_code == 1
    assert skeleton.read_bytes() == before

    built = _run("build", "--code-quality", "quality.json")
    assert "broken.txt" in built.stderr
    assert built.exit_code == 1, "a file that cannot be read is an error and stops no other"
    page = (archive / "site/van-ban/chi-thi-08-ct-ubnd-bac-giang-2024/index.html").read_text(encoding="utf-8")
    assert "Giáp Khánh Thuyết" in page
    entries = json.loads((archive / "quality.json").read_text(encoding="utf-8"))
    assert "docs_src/raw/broken.txt" in {entry["location"]["path"] for entry in entries}

    index = archive / "site/index.html"
    stamp = index.stat().st_mtime_ns
    assert _run("build", "--strict").exit_code == 1
    assert index.stat().st_mtime_ns == stamp


def test_what_the_system_refuses_is_told_without_a_traceback(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> Archive:
        raise PermissionError(13, "Permission denied", "docs_src/pages/a.md")

    monkeypatch.setattr(pipeline, "build", refused)
    result = _run("build")
    assert result.exit_code == 1
    assert result.stderr == "Error: Không đọc hoặc ghi được docs_src/pages/a.md: không có quyền truy cập.\n"


def test_code_quality_makes_the_folder_it_is_written_to(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = Archive((), (), (_found(Severity.WARNING),))
    monkeypatch.setattr(pipeline, "build", lambda *_, **__: found)
    assert _run("build", "--code-quality", "bao-cao/quality.json").exit_code == 0
    (entry,) = json.loads((archive / "bao-cao/quality.json").read_text(encoding="utf-8"))
    assert entry["location"]["path"] == "docs_src/raw/a.txt"


def test_what_a_strict_build_did_not_publish_is_not_verified(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = Archive((), (), (_found(Severity.WARNING),))
    monkeypatch.setattr(pipeline, "build", lambda *_, **__: found)
    monkeypatch.setattr("generator.cli.differences", lambda *_: ["site/index.html"])
    assert "dựng từ bộ nhớ đệm" in _run("build", "--verify-cache").stderr
    result = _run("build", "--verify-cache", "--strict")
    assert result.exit_code == 1
    assert "dựng từ bộ nhớ đệm" not in result.stderr


def test_serve_tells_a_port_that_is_taken_from_another_failure(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> Archive:
        raise OSError(28, "No space left on device", "build/docs")

    monkeypatch.setattr(pipeline, "build", full)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        result = _run("serve", "--port", str(taken.getsockname()[1]))
    assert result.exit_code == 2
    assert "No space left on device" in result.stderr, "the old site is shown nevertheless"
    assert "Không dùng được cổng" in result.stderr


def test_what_is_wrong_with_a_hand_written_page_is_told_at_its_file(archive: Path) -> None:
    page = archive / "docs_src/pages/thu.md"
    page.parent.mkdir()
    page.write_text("# Thử\n\n[đâu](../khong-co/index.md)\n", encoding="utf-8")
    built = _run("build", "--workers", "1")
    assert built.exit_code == 0
    assert "docs_src/pages/thu.md: cảnh báo: " in built.stderr and "khong-co/index.md" in built.stderr
    assert _run("build", "--workers", "1", "--strict").exit_code == 1

    page.rename(page.with_name("tinh.md"))
    clash = _run("build", "--workers", "1")
    assert clash.exit_code == 1
    assert "cùng một địa chỉ (tinh/index.md); đổi tên trang viết tay" in clash.stderr
