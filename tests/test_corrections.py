"""What a person corrected: it shows, it is told where it no longer holds, and a wrong file is told."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.collection import Archive
from generator.config import Config, default_config
from generator.corrections import FIELDS, CorrectionFile, read_corrections, skeleton
from generator.diagnostics import Diagnostic, Severity
from generator.model import Directive, Status
from generator.pipeline import build, normalize, normalize_one
from tests.support import sites
from tests.support.normalizing import ink, parsed, raw_files
from tests.support.requirements import shared

RAW = """ỦY BAN NHÂN DÂN
TỈNH VĨNH LONG

Số: 07/CT-UBND
Vĩnh Long, ngày 15 tháng 3 năm 2023

CHỈ THỊ
Về việc tăng cường phòng cháy

Chủ tịch Ủy ban nhân dân tỉnh yêu cầu:

1. Các sở, ban, ngành rà soát việc phòng cháy.

2. Công an tỉnh theo dõi, báo cáo.

Nơi nhận:
- Bộ Công an;
- Lưu: VT.

CHỦ TỊCH

Nguyễn Văn Lập
"""
FILE = "thu/07.txt"
SHA256 = hashlib.sha256(RAW.encode("utf-8")).hexdigest()
WHO = {"who": "Nguyễn Văn Soát", "when": "2026-11-20", "why": "Đối chiếu bản giấy."}


def _archive(tmp_path: Path, corrections: Mapping[str, object], raw: str = RAW) -> Config:
    """A folder with one raw text and correction files, given as data or as text."""
    config = default_config(tmp_path)
    raw_files(config.raw_dir, {FILE: raw})
    texts = {
        name: data if isinstance(data, str) else yaml.safe_dump(data, allow_unicode=True)
        for name, data in corrections.items()
    }
    raw_files(config.corrections_dir, texts)
    return config


def _normalized(config: Config) -> Archive:
    return normalize([config.raw_dir], config)


def _sole(archive: Archive) -> Directive:
    (document,) = archive.documents
    return document.directive


def _entry(field: str, value: object, **more: object) -> dict[str, object]:
    return {"field": field, "value": value, **WHO, **more}


def _file(*entries: Mapping[str, object], sha256: str | None = SHA256) -> dict[str, object]:
    return {**({"source_sha256": sha256} if sha256 else {}), "corrections": list(entries)}


def _told(archive: Archive) -> list[Diagnostic]:
    """What was found but for fields that the text does not state."""
    return [found for found in archive.diagnostics if not found.code.startswith("missing-")]


def test_the_province_of_a_seed_can_be_supplied(tmp_path: Path) -> None:
    """002 names no province; the correction shows who, when and why, and gives the issuer no new value."""
    name = "002_5ddacf6d9e866dad.txt"
    content = (shared() / "seeds" / name).read_bytes()
    config = default_config(tmp_path)
    raw_files(config.raw_dir, {name: content})
    before = _sole(_normalized(config))
    entry = {**_entry("province", "Hà Tĩnh", was=None), "why": "Người ký là Phó Bí thư Tỉnh ủy Hà Tĩnh."}
    text = yaml.safe_dump(_file(entry, sha256=hashlib.sha256(content).hexdigest()), allow_unicode=True)
    raw_files(config.corrections_dir, {f"{name}.yml": text})
    archive = _normalized(config)
    found = _sole(archive)
    assert (before.province, found.province) == (None, "Hà Tĩnh")
    evidence = found.evidence["province"]
    assert evidence.status is Status.CORRECTED
    assert (evidence.start, evidence.end, evidence.quote) == (None, None, None)
    for said in ("Nguyễn Văn Soát", "2026-11-20", "Người ký là Phó Bí thư Tỉnh ủy Hà Tĩnh."):
        assert said in (evidence.note or "")
    assert "missing-province" in {d.code for d in before.diagnostics}
    assert "missing-province" not in {d.code for d in found.diagnostics}
    assert _told(archive) == []
    keys = {cite.number: cite.key for cite in found.cites}
    assert keys["33-CT/TU"] == "chi-thi-33-ct-tu-ha-tinh-k13"  # what it cites is its province's too


def test_what_a_person_supplied_shows_on_the_page_and_changes_no_address(tmp_path: Path) -> None:
    config = sites.config(tmp_path)
    raw_files(config.raw_dir, {FILE: RAW.replace("TỈNH VĨNH LONG\n", "").replace("Vĩnh Long, n", "N")})
    build(config, strict=True)
    (before,) = normalize([config.raw_dir], config).documents
    entry = yaml.safe_dump({"corrections": [_entry("province", "Vĩnh Long", was=None)]}, allow_unicode=True)
    raw_files(config.corrections_dir, {f"{FILE}.yml": entry})
    build(config, strict=True)
    address = f"van-ban/{before.directive.id}/index.html"
    assert before.directive.province is None
    assert before.directive.id == "07"
    (shown,) = parsed(config.site_dir / address).xpath("//*[@data-field='province']")
    assert shown.get("data-evidence") == "corrected"
    page = ink(parsed(config.site_dir / address).text_content())
    for said in ("Vĩnh Long", *WHO.values()):
        assert ink(said) in page
    listed = parsed(config.site_dir / "tinh/vinh-long/index.html").xpath("//@data-directive")
    assert set(listed) == {"07"}


CASES: dict[str, tuple[str, object]] = {
    "text": ("subject", "Về việc phòng cháy, chữa cháy"),
    "date": ("date", "2023-03-16"),
    "number": ("number", "08/CT-UBND"),
    "list": ("recipients", ["Bộ Công an", "Tỉnh ủy", "Lưu: VT"]),
    "nothing": ("signer", None),
    "no list": ("recipients", None),
}


@pytest.mark.parametrize("field, value", CASES.values(), ids=CASES)
def test_a_correction_holds_over_the_text(tmp_path: Path, field: str, value: object) -> None:
    archive = _normalized(_archive(tmp_path, {f"{FILE}.yml": _file(_entry(field, value))}))
    found = _sole(archive)
    wanted = tuple(value) if isinstance(value, list) else value
    assert getattr(found, field) == (() if field == "recipients" and value is None else wanted)
    if value is None:
        assert field not in found.evidence
    else:
        assert found.evidence[field].status is Status.CORRECTED
    assert _told(archive) == []


def test_an_empty_value_is_silence(tmp_path: Path) -> None:
    found = _sole(_normalized(_archive(tmp_path, {f"{FILE}.yml": _file(_entry("place", " "))})))
    assert found.place is None
    assert "place" not in found.evidence


def test_a_value_is_composed(tmp_path: Path) -> None:
    typed = unicodedata.normalize("NFD", "Về việc phòng cháy, chữa cháy")
    entries = (_entry("subject", typed), _entry("recipients", [typed]))
    found = _sole(_normalized(_archive(tmp_path, {f"{FILE}.yml": _file(*entries)})))
    assert unicodedata.is_normalized("NFC", f"{found.subject}{found.recipients}")


def test_a_day_that_yaml_reads_as_a_date_is_one(tmp_path: Path) -> None:
    text = yaml.safe_dump(_file(_entry("date", "2023-03-16")), allow_unicode=True).replace(
        "'2023-03-16'", "2023-03-16"
    )
    assert "value: 2023-03-16\n" in text
    assert _sole(_normalized(_archive(tmp_path, {f"{FILE}.yml": text}))).date == "2023-03-16"


def test_other_fields_stay_as_the_text_has_them(tmp_path: Path) -> None:
    plain = _sole(_normalized(_archive(tmp_path / "a", {})))
    corrected = _sole(
        _normalized(_archive(tmp_path / "b", {f"{FILE}.yml": _file(_entry("place", "Tam Bình"))}))
    )
    evidence = {name: why for name, why in corrected.evidence.items() if name != "place"}
    assert replace(corrected, place=plain.place, evidence={}) == replace(plain, evidence={})
    assert evidence == {name: why for name, why in plain.evidence.items() if name != "place"}


STALE: dict[str, tuple[dict[str, Any], str, int]] = {
    "no effect": (_file(_entry("date", "2023-03-15")), "correction-without-effect", 3),
    "no effect on a list": (
        _file(_entry("recipients", ["Bộ Công an", "Lưu: VT"])),
        "correction-without-effect",
        3,
    ),
    "the text has changed": (
        _file(_entry("date", "2023-03-16"), sha256="0" * 64),
        "correction-of-changed-file",
        1,
    ),
    "was another value": (
        _file(_entry("date", "2023-03-16", was="2023-03-01")),
        "correction-outdated",
        3,
    ),
    "was silence": (_file(_entry("date", "2023-03-16", was=None)), "correction-outdated", 3),
    "was another list": (
        _file(_entry("recipients", ["Tỉnh ủy"], was=["Bộ Công an"])),
        "correction-outdated",
        3,
    ),
}


@pytest.mark.parametrize("data, code, line", STALE.values(), ids=STALE)
def test_a_stale_correction_is_told_at_its_line(
    tmp_path: Path, data: dict[str, Any], code: str, line: int
) -> None:
    """``yaml.safe_dump`` sorts keys, so the hash of the raw text comes last: the entry opens line 2."""
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
    archive = _normalized(_archive(tmp_path, {f"{FILE}.yml": text}))
    (found,) = _told(archive)
    assert (found.code, found.line, found.severity) == (code, line, Severity.WARNING)
    assert found.file == f"corrections/{FILE}.yml"
    assert code in {d.code for d in _sole(archive).diagnostics}


FITTING: dict[str, dict[str, Any]] = {
    "was is the text's value": _file(_entry("date", "2023-03-16", was="2023-03-15")),
    "was is the text's list": _file(_entry("recipients", ["Tỉnh ủy"], was=["Bộ Công an", "Lưu: VT"])),
    "no was": _file(_entry("date", "2023-03-16")),
    "no hash": _file(_entry("date", "2023-03-16"), sha256=None),
}


@pytest.mark.parametrize("data", FITTING.values(), ids=FITTING)
def test_a_fitting_correction_is_told_nothing_about(tmp_path: Path, data: dict[str, Any]) -> None:
    assert _told(_normalized(_archive(tmp_path, {f"{FILE}.yml": data}))) == []


def test_a_correction_of_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    files = {
        f"{FILE}.yml": _file(_entry("place", "Tam Bình")),
        "khac/08.txt.yml": _file(_entry("place", "A")),
    }
    (found,) = _told(_normalized(_archive(tmp_path, files)))
    assert (found.code, found.file) == ("correction-orphan", "corrections/khac/08.txt.yml")


def test_corrections_of_the_archive_are_no_orphans_of_a_file_normalized_alone(tmp_path: Path) -> None:
    config = _archive(tmp_path, {f"{FILE}.yml": _file(_entry("place", "Tam Bình"))})
    other = raw_files(tmp_path / "other", {"a.txt": RAW})
    assert _told(normalize([other / "a.txt"], config)) == []


INVALID = yaml.safe_load(Path(__file__).with_name("corrections_invalid.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", INVALID, ids=[case["name"] for case in INVALID])
def test_a_wrong_correction_file_is_an_error_at_its_line(tmp_path: Path, case: dict[str, Any]) -> None:
    archive = _normalized(_archive(tmp_path, {f"{FILE}.yml": case["text"]}))
    (found,) = _told(archive)
    assert (found.code, found.line, found.severity) == ("correction-invalid", case["line"], Severity.ERROR)
    assert _sole(archive).date == "2023-03-15"


def test_a_wrong_entry_does_not_stop_the_others(tmp_path: Path) -> None:
    data = _file(_entry("ngay", "x"), _entry("place", "Tam Bình"))
    archive = _normalized(_archive(tmp_path, {f"{FILE}.yml": data}))
    assert [d.code for d in _told(archive)] == ["correction-invalid"]
    assert _sole(archive).place == "Tam Bình"


def test_bytes_that_are_no_text_are_told_of_and_stop_nothing(tmp_path: Path) -> None:
    config = _archive(tmp_path, {})
    raw_files(config.corrections_dir, {f"{FILE}.yml": b"corrections: \xff\xfe\n"})
    archive = _normalized(config)
    assert [d.code for d in _told(archive)] == ["correction-invalid"]
    assert _sole(archive).number == "07/CT-UBND"


def test_an_instrument_can_be_corrected_and_an_unknown_one_is_told_of(tmp_path: Path) -> None:
    raw = RAW.replace("việc phòng cháy.", "Nghị định số 136/2020/NĐ-CP ngày 24/10/2020 của Chính phủ.")
    text = {
        "corrections": [
            {"key": "nghi-dinh-136-2020-nd-cp", **_entry("date", "2020-11-24")},
            {"key": "nghi-dinh-1-1999-nd-cp", **_entry("date", "1999-01-01")},
        ]
    }
    archive = _normalized(_archive(tmp_path, {"instruments.yml": text}, raw))
    decree = next(i for i in archive.instruments if i.number == "136/2020/NĐ-CP")
    assert decree.date == decree.held_right["date"].value == "2020-11-24"
    assert "Nguyễn Văn Soát" in decree.held_right["date"].why
    assert [said.value for said in decree.described if said.field == "date"] == ["2020-10-24"]
    assert _sole(archive).cites[0].date == "2020-10-24"  # nothing is corrected in the document itself
    (found,) = [d for d in _told(archive) if d.code == "correction-unknown-instrument"]
    assert "nghi-dinh-1-1999-nd-cp" in found.message


def test_the_skeleton_is_no_correction_yet_and_is_one_once_uncommented(tmp_path: Path) -> None:
    config = _archive(tmp_path, {})
    text = skeleton(normalize_one(config.raw_dir / FILE, config))
    assert _parsed(text).corrections == ()
    uncommented = "".join(
        line.replace("# ", "", 1) if line.startswith("  # ") else line
        for line in text.splitlines(keepends=True)
    )
    data = yaml.safe_load(uncommented)
    assert data["source_sha256"] == SHA256
    assert [entry["field"] for entry in data["corrections"]] == list(FIELDS)
    document = normalize_one(config.raw_dir / FILE, config).directive
    for entry in data["corrections"]:
        now = getattr(document, entry["field"])
        plain = list(now) if isinstance(now, tuple) else now
        assert entry["was"] == entry["value"] == plain, entry["field"]
        assert {entry[name] for name in ("who", "when", "why")} == {None}


def _parsed(text: str) -> CorrectionFile:
    read = read_corrections(f"{FILE}.yml", text)
    assert not any(found.severity is Severity.ERROR for found in read.diagnostics)
    return read


def test_the_skeleton_as_it_stands_is_told_nothing_about(tmp_path: Path) -> None:
    config = _archive(tmp_path, {})
    text = skeleton(normalize_one(config.raw_dir / FILE, config))
    raw_files(config.corrections_dir, {f"{FILE}.yml": text})
    assert _told(_normalized(config)) == []


def test_one_field_of_the_skeleton_filled_in_is_a_correction(tmp_path: Path) -> None:
    config = _archive(tmp_path, {})
    text = skeleton(normalize_one(config.raw_dir / FILE, config))
    head, date, _ = text.partition("  # - field: date\n")
    block = text[len(head) :].split("  # - field: ")[1]
    filled = ("  # - field: " + block).replace("  # ", "  ")
    values = {"value: '2023-03-15'": "value: 2023-03-16", "who:": "who: A", "when:": "when: 2026-11-20"}
    for empty, value in {**values, "why:": "why: In mờ"}.items():
        filled = filled.replace(empty, value)
    assert date and "value: 2023-03-16" in filled
    raw_files(config.corrections_dir, {f"{FILE}.yml": head + filled})
    archive = _normalized(config)
    assert _sole(archive).date == "2023-03-16"
    assert _told(archive) == []


ODD = ("Về: “việc” #1 'khẩn' & {a: b}", "- không phải danh sách", "yes", "2023-03-16", "~", "a\\b", "x: y")


@pytest.mark.parametrize("subject", ODD)
def test_the_skeleton_quotes_what_yaml_would_take_for_something_else(tmp_path: Path, subject: str) -> None:
    config = _archive(tmp_path, {})
    normalized = normalize_one(config.raw_dir / FILE, config)
    odd = replace(normalized, directive=replace(normalized.directive, subject=subject, recipients=(subject,)))
    text = skeleton(odd)
    lines = [line.removeprefix("  # ") for line in text.splitlines() if line.startswith("  # ")]
    data = yaml.safe_load("\n".join(lines))
    told = {entry["field"]: entry["was"] for entry in data}
    assert (told["subject"], told["recipients"]) == (subject, [subject])
