"""The chain as a whole: the same bytes every time, no file stops another, identifiers that stay."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from generator.cli import main
from generator.config import Config, default_config
from generator.model import Archive, Directive
from generator.parts import Segmented
from generator.pipeline import build, normalize, normalize_one
from generator.segment import segment
from tests.support import sites
from tests.support.normalizing import Written, ink, parsed, raw_files, rendered, written
from tests.support.requirements import ROOT

SAMPLES = ROOT / "docs_src" / "raw"

GOOD = """ỦY BAN NHÂN DÂN
TỈNH VĨNH LONG

Số: {number}/CT-UBND
Vĩnh Long, ngày 15 tháng 3 năm 2023

CHỈ THỊ
Về việc phòng cháy, chữa cháy

Chủ tịch Ủy ban nhân dân tỉnh yêu cầu:

1. Công an tỉnh thực hiện Nghị định số 136/2020/NĐ-CP ngày 24/11/2020 của Chính phủ.

2. Các sở báo cáo kết quả.

Nơi nhận:
- Bộ Công an;
- Lưu: VT.

CHỦ TỊCH

Nguyễn Văn Lập
"""


def _good(number: str = "07") -> str:
    return GOOD.format(number=number)


def _files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def _run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], catch_exceptions=False)


def _codes(archive: Archive) -> dict[str, set[str]]:
    """Codes by file, but for fields that a text does not state."""
    codes: dict[str, set[str]] = {}
    for found in archive.diagnostics:
        if not found.code.startswith("missing-"):
            codes.setdefault(found.file, set()).add(found.code)
    return codes


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
    return _files(out)


def test_the_output_is_the_same_whatever_the_order_time_zone_locale_and_workers(tmp_path: Path) -> None:
    one, other = (raw_files(tmp_path / name, _parted_samples(at)) for at, name in enumerate(("một", "hai")))
    first = _chithi(tmp_path / "a", one, other, env={"PYTHONHASHSEED": "1"}, options=("--workers", "1"))
    assert len([name for name in first if name.startswith("directives/")]) == len(_sample_files())
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
    raw = raw_files(tmp_path / "raw", {"a.txt": _good()})
    out = written([raw], tmp_path).out
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*")}
    written([raw], tmp_path)
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*")} == before


# Nothing stops the rest.


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    files: dict[str, str | bytes] = {
        "01-tốt.txt": _good("01"),
        "02-rỗng.txt": "",
        "03-trắng.md": " \n\n\t\n",
        "04-lạ.xyz": "chữ",
        "05-không-đuôi": "chữ",
        "06-hỏng.txt": b"\x81\x8d\x8f" * 40 + b"\x00\xff\xfe",
        "07-tốt.txt": _good("07"),
        ".ẩn.txt": _good("99"),
    }
    return raw_files(tmp_path / "raw", files)


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
    raw = raw_files(tmp_path / "raw", {"a.txt": _good("01"), "b.txt": _good("02")})
    read_bytes = Path.read_bytes

    def refused(path: Path) -> bytes:
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", refused)
    archive = normalize([raw], default_config(tmp_path))
    assert [d.directive.number for d in archive.documents] == ["02/CT-UBND"]
    assert _codes(archive) == {"a.txt": {"unreadable-file"}}


def test_a_fault_of_the_program_on_one_file_stops_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = raw_files(tmp_path / "raw", {"a.txt": _good("01"), "b.txt": _good("02")})

    def faulty(source: Any) -> Segmented:
        if source.source.file == "a.txt":
            raise ZeroDivisionError("đâu đó")
        return segment(source)

    monkeypatch.setattr("generator.pipeline.segment", faulty)
    archive = normalize([raw], default_config(tmp_path))
    assert [d.directive.number for d in archive.documents] == ["02/CT-UBND"]
    assert _codes(archive) == {"a.txt": {"internal-error"}}
    assert "ZeroDivisionError: đâu đó" in archive.diagnostics[0].message


# The command.

LATER = _good().replace("24/11/2020", "24/11/2023")
"""It cites a decree by another year than its number's, and of a later day than its own: warnings."""

RUNS: dict[str, tuple[dict[str, str], tuple[str, ...], int]] = {
    "all well": ({"a.txt": _good()}, (), 0),
    "all well, strictly": ({"a.txt": _good()}, ("--strict",), 0),
    "a field that is not stated, strictly": (
        {"a.txt": _good().replace("Số: 07/CT-UBND\n", "")},
        ("--strict",),
        0,
    ),
    "a warning": ({"a.txt": LATER}, (), 0),
    "a warning, strictly": ({"a.txt": LATER}, ("--strict",), 1),
    "an error": ({"a.txt": _good(), "b.txt": ""}, (), 1),
    "an unknown option": ({"a.txt": _good()}, ("--nhanh",), 2),
    "no workers": ({"a.txt": _good()}, ("--workers", "0"), 2),
    "no such configuration": ({"a.txt": _good()}, ("--config", "khong-co.yml"), 2),
}


@pytest.mark.parametrize("files, options, code", RUNS.values(), ids=RUNS)
def test_exit_codes(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    files: Mapping[str, str],
    options: tuple[str, ...],
    code: int,
) -> None:
    monkeypatch.chdir(tmp_path)
    raw = raw_files(tmp_path / "raw", dict(files))
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
        raw_files(tmp_path / "kho", {"docs_src/raw/a.txt": _good(), "site_config.yml": "name: Kho\n"})
    )
    before = _files(tmp_path)
    assert _run("normalize", "--out", tmp_path / "ra/đây").exit_code == 0
    after = _files(tmp_path)
    assert {name: content for name, content in after.items() if name in before} == before
    new = set(after) - set(before)
    assert all(name.startswith("ra/đây/") for name in new)
    assert {name.removeprefix("ra/đây/").split("/")[0] for name in new} == {
        *("directives", "ledger", "instruments.json", "report.json")
    }


def test_the_output_cannot_become_the_next_input(tmp_path: Path) -> None:
    raw = raw_files(tmp_path / "raw", {"a.txt": _good()})
    assert _run("normalize", raw, "--out", raw / "out").exit_code == 2
    assert _run("normalize", raw, "--out", raw).exit_code == 2
    assert list(_files(raw)) == ["a.txt"]


def test_documents_that_are_gone_are_gone_from_the_output(tmp_path: Path) -> None:
    raw = raw_files(tmp_path / "raw", {"a.txt": _good("01"), "b.txt": _good("02"), "c.html": "<p>Chữ.</p>"})
    out = written([raw], tmp_path).out
    raw_files(out, {"ghi-chu.txt": "của người khác"})
    assert len(_files(out)) == 3 + 3 + 1 + 3  # documents, ledgers, a reader's text; the rest
    for name in ("b.txt", "c.html"):
        (raw / name).unlink()
    written([raw], tmp_path)
    key = "chi-thi-01-ct-ubnd-vinh-long-2023"
    assert sorted(_files(out)) == [
        *(f"directives/{key}.md", "ghi-chu.txt", "instruments.json", f"ledger/{key}.json", "report.json")
    ]


# Identifiers.


def _ids(config: Config) -> dict[str, str]:
    archive = normalize([config.raw_dir], config)
    return {d.directive.source.file: d.directive.id for d in archive.documents}


def _kho(tmp_path: Path, files: Mapping[str, str], permalinks: Mapping[str, tuple[str, str]]) -> Config:
    """An archive with raw texts, and identifiers recorded for files with given texts."""
    config = default_config(tmp_path)
    raw_files(config.raw_dir, dict(files))
    data = {
        key: {"file": file, "sha256": hashlib.sha256(text.encode()).hexdigest()}
        for key, (file, text) in permalinks.items()
    }
    if data:
        config.permalinks.write_text(yaml.safe_dump(data), encoding="utf-8")
    return config


KEY = "chi-thi-07-ct-ubnd-vinh-long-2023"


def test_a_taken_identifier_gets_a_number_in_order_of_path(tmp_path: Path) -> None:
    other = _good().replace("CHỈ THỊ", "CHỈ THỊ \n")
    config = _kho(tmp_path, {"b.txt": _good(), "a/z.txt": other, "c.txt": _good() + "\n"}, {})
    assert _ids(config) == {"a/z.txt": KEY, "b.txt": f"{KEY}-2", "c.txt": f"{KEY}-3"}


def test_a_recorded_identifier_stays_when_metadata_are_corrected(tmp_path: Path) -> None:
    config = _kho(tmp_path, {"a.txt": _good()}, {KEY: ("a.txt", _good())})
    entry = {"field": "number", "value": "08/CT-UBND", "who": "A", "when": "2026-11-20", "why": "In mờ"}
    raw_files(config.corrections_dir, {"a.txt.yml": yaml.safe_dump({"corrections": [entry]})})
    assert _ids(config) == {"a.txt": KEY}
    config.permalinks.unlink()
    assert _ids(config) == {"a.txt": "chi-thi-08-ct-ubnd-vinh-long-2023"}


def test_a_recorded_identifier_stays_when_the_raw_text_changes(tmp_path: Path) -> None:
    assert _ids(_kho(tmp_path, {"a.txt": _good("09")}, {KEY: ("a.txt", _good())})) == {"a.txt": KEY}


def test_a_recorded_identifier_moves_with_its_file(tmp_path: Path) -> None:
    assert _ids(_kho(tmp_path, {"2023/b.txt": _good()}, {"cu": ("a.txt", _good())})) == {"2023/b.txt": "cu"}


def test_a_copy_of_a_file_takes_nothing_from_it(tmp_path: Path) -> None:
    config = _kho(tmp_path, {"a.txt": _good(), "0.txt": _good()}, {"cu": ("a.txt", _good())})
    assert _ids(config) == {"0.txt": KEY, "a.txt": "cu"}


def test_an_identifier_once_given_is_not_given_to_another(tmp_path: Path) -> None:
    gone = _good() + "mất"
    assert _ids(_kho(tmp_path, {"a.txt": _good()}, {KEY: ("gone.txt", gone)})) == {"a.txt": f"{KEY}-2"}


@pytest.mark.parametrize("text", ["[", "a: b\n", "- a\n", "a: {file: x}\n", "a: {file: x, sha256: [\n"])
def test_a_permalinks_file_that_is_broken_is_told_and_no_identifier_is_made_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    raw_files(
        tmp_path,
        {"docs_src/raw/a.txt": _good(), "docs_src/permalinks.yml": text, "site_config.yml": "name: Kho\n"},
    )
    monkeypatch.chdir(tmp_path)
    result = _run("normalize", "--out", "out")
    assert result.exit_code == 2
    assert "permalinks.yml" in result.stderr


def test_files_of_one_name_in_two_folders_are_two_documents(tmp_path: Path) -> None:
    one = raw_files(tmp_path / "1", {"a.txt": _good("01")})
    two = raw_files(tmp_path / "2", {"a.txt": _good("02")})
    archive = normalize([two, one], default_config(tmp_path))
    assert [d.directive.number for d in archive.documents] == ["01/CT-UBND", "02/CT-UBND"]


def test_a_file_given_twice_is_one_document(tmp_path: Path) -> None:
    raw = raw_files(tmp_path / "raw", {"a.txt": _good()})
    archive = normalize([raw, raw, raw / "a.txt"], default_config(tmp_path))
    assert [d.directive.source.file for d in archive.documents] == ["a.txt"]


# The same text in other bytes.


def _nbsp(text: str) -> str:
    """Every third blank within a line as a no-break space, as Word and web pages have them."""
    at = 0
    out = []
    for char in text:
        at += char == " "
        out.append("\u00a0" if char == " " and at % 3 == 0 else char)
    return "".join(out)


def _hyphened(text: str) -> str:
    return text.replace("nh", "n\u00adh").replace(" và", " \u200bvà")


VARIANTS: dict[str, Any] = {
    "decomposed": lambda text: unicodedata.normalize("NFD", text).encode("utf-8"),
    "windows line ends": lambda text: text.replace("\n", "\r\n").encode("utf-8"),
    "old mac line ends": lambda text: text.replace("\n", "\r").encode("utf-8"),
    "byte order mark": lambda text: b"\xef\xbb\xbf" + text.encode("utf-8"),
    "no-break spaces": lambda text: _nbsp(text).encode("utf-8"),
    "soft hyphens and zero-width spaces": lambda text: _hyphened(text).encode("utf-8"),
    "blanks at line ends": lambda text: text.replace("\n", " \n").encode("utf-8"),
    "UTF-16": lambda text: text.encode("utf-16"),
}
PLAIN = (
    "mau/ct-08-2024-phong-chay.pdf.txt",
    "mau/dang/ct12-tu-an-toan-giao-thong.txt",
    "mau/hai-phong/ct11_tet_at_ty.md",
)


@pytest.mark.parametrize("file", PLAIN)
@pytest.mark.parametrize("variant", VARIANTS.values(), ids=VARIANTS)
def test_other_bytes_of_a_text_give_the_same_document(tmp_path: Path, file: str, variant: Any) -> None:
    text = unicodedata.normalize("NFC", (SAMPLES / file).read_text(encoding="utf-8-sig"))
    name = Path(file).name
    results = []
    for folder, content in (("plain", text.encode("utf-8")), ("variant", variant(text))):
        raw_files(tmp_path / folder, {name: content})
        results.append(normalize_one(tmp_path / folder / name, default_config(tmp_path)).directive)
    plain, other = map(_without_places, results)
    assert plain["number"] and plain["cites"] and plain["recipients"] and plain["tasks"]
    assert other == plain
    assert [block.text for block in results[1].blocks] == [block.text for block in results[0].blocks]


def _without_places(directive: Directive) -> dict[str, Any]:
    """The metadata without what counts characters or repeats the bytes: offsets, quotes, fixity."""
    bare = replace(
        directive,
        source=replace(directive.source, sha256="", encoding=None),
        evidence={},
        diagnostics=(),
        cites=tuple(
            replace(c, mentions=tuple(replace(m, start=0, end=0, quote="") for m in c.mentions))
            for c in directive.cites
        ),
    )
    statuses = {name: (why.status, why.rule) for name, why in directive.evidence.items()}
    codes = [found.code for found in directive.diagnostics]
    return {name: getattr(bare, name) for name in Directive.__slots__} | {
        "statuses": statuses,
        "codes": codes,
    }


# Text that would be something else.

TRAPS = (
    "<script>alert(1)</script>",
    "{{ config }}",
    "---",
    "# not a heading",
    "[x](javascript:alert(1))",
    "| a | b |",
    "{% raw %}{# c #}",
    "***",
    "> không phải trích dẫn",
    "    Bốn dấu cách mở đầu",
    "~~~",
    "```python",
    "<!-- ghi chú -->",
    "&lt;b&gt; &amp;amp;",
    "![ảnh](x.png)",
    "[1]: http://example.com",
    "[^1]: chú thích",
    "*[HTML]: x",
    "Term\n: definition",
    "{: #ma .lop }",
    "A\\b \\* \\[",
    "Xem http://example.com/x_y_z",
    "*đậm* _nghiêng_ __hai__ `mã`",
    "1986. Năm ấy",
    "+ cộng",
    "=====",
    "!!! note",
    "??? chi tiết",
    "CÁC NHIỆM VỤ {: #MA ONCLICK=ALERT(1) }",
    "[TOC]",
    '--8<-- "site_config.yml"',
    "Cười :smile:",
    "Key: 'giá trị' # yaml",
)


@pytest.fixture(scope="module")
def trapped(tmp_path_factory: pytest.TempPathFactory) -> Config:
    """A site built from a directive full of traps and a plain one, twice."""
    config = sites.config(tmp_path_factory.mktemp("bẫy"), url="https://kho.example/")
    traps = "\n\nCâu đệm.\n\n".join(TRAPS)
    raw = (
        _good()
        .replace("1. Công an", f"{traps}\n\n1. Công an")
        .replace("- Bộ Công an;", "- <b>Bộ</b> {{ x }};")
    )
    raw_files(config.raw_dir, {"bay.txt": raw, "thuong.txt": _good("08")})
    build(config, strict=True)
    return config


def test_raw_text_stays_text_in_markdown(trapped: Config) -> None:
    document = normalize_one(trapped.raw_dir / "bay.txt", trapped)
    blocks = document.directive.blocks
    opened = [ink(block.text) for block in blocks]
    assert [trap for trap in TRAPS if not any(text.startswith(ink(trap)) for text in opened)] == []
    text = Written(Archive((), ()), trapped.build_dir / "normalized").body(KEY)
    page = rendered(text)
    assert ink(page.text_content()) == ink("".join(block.text for block in blocks))
    assert {element.tag for element in page.iter()} == {"div", "p", "a", "h2"}
    assert {name for element in page.iter() for name in element.attrib} == {
        "id",
        "class",
        "href",
        "data-cite",
    }
    assert {href.split("/")[2] for href in page.xpath("//@href")} == {"vien-dan"}


def test_raw_text_stays_text_on_the_site(trapped: Config) -> None:
    page = parsed(trapped.site_dir / f"van-ban/{KEY}/index.html")
    body = page.xpath("//*[@data-part='body']")[0]
    shown = ink(body.text_content())
    assert [trap for trap in TRAPS if ink(trap) not in shown] == []
    assert not body.xpath(".//script | .//img | .//hr | .//blockquote | .//pre | .//code | .//em | .//table")
    assert [href for href in page.xpath("//@href") if "javascript" in href] == []
    assert ink("<b>Bộ</b> {{ x }};") in ink(page.xpath("//*[@data-part='recipients']")[0].text_content())


def test_a_build_records_the_identifiers_that_it_gives_out(trapped: Config) -> None:
    recorded = yaml.safe_load(trapped.permalinks.read_text(encoding="utf-8"))
    sha256 = hashlib.sha256((trapped.raw_dir / "bay.txt").read_bytes()).hexdigest()
    assert recorded[KEY] == {"file": "bay.txt", "sha256": sha256}
    assert set(recorded) == {KEY, "chi-thi-08-ct-ubnd-vinh-long-2023"}


def test_a_second_build_gives_the_same_bytes(trapped: Config) -> None:
    before = (_files(trapped.build_dir), _files(trapped.site_dir), trapped.permalinks.read_bytes())
    build(trapped, strict=True, workers=2)
    assert (_files(trapped.build_dir), _files(trapped.site_dir), trapped.permalinks.read_bytes()) == before


def test_normalizing_records_nothing(tmp_path: Path) -> None:
    config = _kho(tmp_path, {"a.txt": _good()}, {})
    normalize([config.raw_dir], config)
    assert not config.permalinks.exists()
