"""Formats that other programs read: with them the words come out, without them a message says which."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from generator.config import load_config
from generator.pipeline import normalize_one
from generator.read import Unreadable, ocr, office, pdf_worker, read
from generator.read.content import Content
from generator.read.pdf_bounds import DPI
from generator.read.programs import MEMORY, found, run
from tests.read.directives import STATE, as_text
from tests.read.paper import at, pdf, png
from tests.support.requirements import ROOT, absent

DOC = Path(__file__).with_name("state.doc")
"""``directives.STATE`` as LibreOffice saves it for Word 97."""
FIELDS = ("number", "date", "place", "issuer", "signer", "signer_title", "recipients", "tasks")


def needed(*names: str) -> str:
    """The path of a program; skips where it is not installed."""
    program = found(*names)
    if program is None:
        absent(f"{names[0]} is not installed")
    return program


def fields_of(path: Path) -> dict[str, Any]:
    directive = normalize_one(path, load_config(ROOT / "site_config.yml")).directive
    return {name: getattr(directive, name) for name in FIELDS}


@pytest.fixture
def text_copy(tmp_path: Path) -> Path:
    path = tmp_path / "ban-sao.txt"
    path.write_text(as_text(STATE), encoding="utf-8")
    return path


def test_libreoffice_reads_an_old_word_file(text_copy: Path) -> None:
    needed("soffice", "libreoffice")
    assert fields_of(DOC) == fields_of(text_copy)


@pytest.mark.parametrize(
    ("name", "through"), [("antiword", office._through_antiword), ("catdoc", office._through_catdoc)]
)
def test_plain_readers_of_old_word_files(name: str, through: object, text_copy: Path) -> None:
    needed(name)
    assert callable(through)
    content = through(DOC.read_bytes())
    assert isinstance(content, Content)
    text_copy.with_name("doc.txt").write_text(content.text, encoding="utf-8")
    copy, read_back = fields_of(text_copy), fields_of(text_copy.with_name("doc.txt"))
    if name == "catdoc":  # which sets heads and feet of pages below the last line
        read_back["recipients"] = tuple(read_back["recipients"][: len(STATE.recipients)])
    assert read_back == copy


@pytest.mark.parametrize("ending", ["rtf", "odt"])
def test_libreoffice_reads_what_it_writes(ending: str, text_copy: Path, tmp_path: Path) -> None:
    program = needed("soffice", "libreoffice")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", ending, "--outdir", str(tmp_path), str(DOC)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert fields_of(tmp_path / f"state.{ending}") == fields_of(text_copy)


@pytest.mark.parametrize(
    ("file", "data", "program"),
    [
        ("a.doc", DOC.read_bytes(), "antiword"),
        ("a.txt", DOC.read_bytes(), "antiword"),
        ("a.rtf", b"{\\rtf1 abc}", "LibreOffice"),
        ("a.doc", b"{\\rtf1 abc}", "LibreOffice"),
        (
            "a.odt",
            b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.text",
            "LibreOffice",
        ),
    ],
)
def test_a_missing_program_is_named(
    file: str, data: bytes, program: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(Unreadable) as caught:
        read(file, data)
    assert caught.value.code == "missing-program"
    assert program in caught.value.message and "apt install" in caught.value.remedy


def test_tesseract_reads_a_page(tmp_path: Path) -> None:
    needed("tesseract")
    if not ocr.is_installed():
        absent("tesseract has no Vietnamese (vie)")
    columns = at(85, 700, "So: 12/CT-UBND", size=18) + at(330, 700, "ngay 15 thang 4 nam 2009", size=18)
    pdf_worker.render(pdf(columns), tmp_path, [0])
    layer = pdf_worker.read(ocr.recognized([tmp_path / "0.pgm"], DPI))
    (line,) = str(layer["pages"][0]).splitlines()  # type: ignore[index]  # a list of texts
    left, right = line.split("\t")
    assert "12/CT" in left and "2009" in right


def test_tesseract_reads_a_picture(tmp_path: Path) -> None:
    needed("tesseract")
    if not ocr.is_installed():
        absent("tesseract has no Vietnamese (vie)")
    pdf_worker.render(pdf(at(85, 700, "Nghi quyet 2009", size=24)), tmp_path, [0])
    assert "2009" in read("a.png", png((tmp_path / "0.pgm").read_bytes())).text


def test_a_program_that_takes_too_long_is_ended_with_its_children(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    child = f"import time; time.sleep(2); open({str(mark)!r}, 'w')"
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    started = time.monotonic()
    with pytest.raises(Unreadable) as caught:
        run([sys.executable, "-c", code], seconds=0.7)
    assert caught.value.code == "too-slow"
    assert time.monotonic() - started < 1.9
    time.sleep(2.2)
    assert not mark.exists()


def test_a_program_that_fails_gives_nothing() -> None:
    assert run([sys.executable, "-c", "import sys; sys.exit(3)"], seconds=20) is None
    assert run([sys.executable, "-c", "print(input())"], seconds=20, data=b"abc\n") == b"abc\n"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds the memory of another process")
def test_a_program_that_takes_too_much_memory_fails() -> None:
    code = "import sys; sys.stdin.read(); print(len(bytearray(int(sys.argv[1]))))"
    command = [sys.executable, "-c", code]
    assert run([*command, str(MEMORY // 4)], seconds=20, data=b"x") == b"%d\n" % (MEMORY // 4)
    assert run([*command, str(MEMORY + 1)], seconds=20, data=b"x") is None


def test_a_program_that_does_not_read_its_input_is_no_fault() -> None:
    assert run([sys.executable, "-c", "pass"], seconds=20, data=b"x" * 3_000_000) == b""
