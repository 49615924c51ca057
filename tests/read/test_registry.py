"""Which reader takes a file: its bytes say more than its name; anything else is refused, in time."""

from __future__ import annotations

import random
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.read import FORMATS, SUFFIXES, Unreadable, media_type_of, read, read_path, registry
from generator.read.sniff import sniffed
from tests.read.directives import PARTY, STATE, as_docx, as_html, as_text
from tests.read.paper import at, pdf
from tests.read.word import p, word

PDF = pdf(at(85, 700, "Uy ban nhan dan tinh"))
DOCX = word(p("Ủy ban nhân dân tỉnh"))
HTML = b"\xef\xbb\xbf<!-- saved -->\n<!DOCTYPE html><html><body><p>abc</p></body></html>"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def named(stream: str) -> bytes:
    return OLE + bytes(504) + stream.encode("utf-16-le")


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (PDF, "pdf"),
        (b"\n\n" + PDF, "pdf"),
        (DOCX, "docx"),
        (HTML, "html"),
        (b"{\\rtf1\\ansi abc}", "rtf"),
        (named("WordDocument"), "doc"),
        (named("EncryptedPackage"), "encrypted"),
        (named("Workbook"), "ole"),
        (b"PK\x03\x04abc", "zip"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (b"<?xml version='1.0'?>\n<?mso-application progid=\"Word.Document\"?><w/>", "word-xml"),
        ("Chỉ thị <html> là gì".encode(), None),
        (b"", None),
    ],
)
def test_bytes_tell_what_a_file_is(data: bytes, name: str | None) -> None:
    assert sniffed(data) == name


@pytest.mark.parametrize(
    ("file", "data", "media_type"),
    [
        ("a.txt", PDF, "application/pdf"),
        ("a.doc", DOCX, FORMATS["docx"].media_type),
        ("a.doc", HTML, "text/html"),
        ("a.pdf", HTML, "text/html"),
        ("a.doc", "Chỉ thị bằng chữ thường".encode(), "text/plain"),
        ("a.xhtml", HTML, "application/xhtml+xml"),
        ("thu/a.MD", b"# abc", "text/markdown"),
    ],
)
def test_a_file_whose_name_lies_is_read_by_its_bytes(file: str, data: bytes, media_type: str) -> None:
    assert read(file, data).source.media_type == media_type


@pytest.mark.parametrize(
    ("file", "data", "code"),
    [
        ("a.txt", b"", "empty-file"),
        ("a.txt", b" \n\t ", "empty-file"),
        ("a.pdf", "Không phải PDF".encode(), "misnamed"),
        ("a.docx", b"abc", "misnamed"),
        ("a.docx", b"PK\x03\x04abc", "damaged-document"),
        ("a.pdf", b"PK\x03\x04abc", "misnamed"),
        ("a.docx", DOCX[:300], "damaged-document"),
        ("a.docx", named("EncryptedPackage"), "encrypted"),
        ("a.doc", named("Workbook"), "misnamed"),
        (
            "a.doc",
            OLE + bytes(504) + b"\xec\xa5" + bytes(8) + b"\x00\x01" + "WordDocument".encode("utf-16-le"),
            "encrypted",
        ),
        ("a.png", b"abc", "misnamed"),
        ("a.xlsx", DOCX, "unknown-format"),
        ("a", b"abc", "unknown-format"),
        ("a.txt", bytes(range(256)) * 20, "undecodable"),
        ("a.txt", b"\x00\x01\x02abc\x00\x05" * 50, "not-text"),
    ],
)
def test_what_cannot_be_read_says_why_and_what_to_do(file: str, data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read(file, data)
    problem = caught.value
    assert problem.code == code
    assert problem.message.endswith(".") and problem.remedy.endswith(".")


def test_enormous_files_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "MAX_BYTES", 3000)
    monkeypatch.setattr(registry, "MAX_CHARACTERS", 500)
    for size in (501, 2001, 3001):
        with pytest.raises(Unreadable) as caught:
            read("a.txt", b"a" * size)
        assert caught.value.code == "too-large"
    assert read("a.txt", b"a" * 500).text == "a" * 500


def test_an_enormous_file_is_not_loaded(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    with path.open("wb") as file:
        file.truncate(registry.MAX_BYTES + 1)
    with pytest.raises(Unreadable) as caught:
        read_path("a.pdf", path)
    assert caught.value.code == "too-large"
    path.write_bytes(HTML)
    assert read_path("a.pdf", path) == read("a.pdf", HTML)


@pytest.mark.parametrize("before", [True, False])
def test_a_file_that_grows_while_it_is_read_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: bool
) -> None:
    path, whole = tmp_path / "a.txt", b"Nghi dinh so 1 cua Chinh phu" * 9
    path.write_bytes(whole[:100])
    load = Path.read_bytes

    def uploaded(self: Path) -> bytes:
        data = None if before else load(self)
        with self.open("ab") as file:
            file.write(whole[100:])
        return load(self) if data is None else data

    monkeypatch.setattr(Path, "read_bytes", uploaded)
    with pytest.raises(Unreadable) as caught:
        read_path("a.txt", path)
    assert caught.value.code == "being-written"
    monkeypatch.undo()
    assert read_path("a.txt", path).text == whole.decode()


def test_broken_bytes_in_a_text_are_remarked_on() -> None:
    words = "Ủy ban nhân dân tỉnh yêu cầu các sở, ban, ngành thực hiện nghiêm túc Chỉ thị này"
    source = read("thu/a.txt", words.encode() + b" \xff\xfe ")
    (remark,) = source.remarks
    assert (remark.code, remark.file, remark.severity) == ("damaged-text", "thu/a.txt", "warning")
    assert source.own_text and source.source.encoding == "utf-8-damaged"


def test_text_in_old_fonts_is_converted_in_every_format() -> None:
    seen = "Uû ban nh©n d©n tØnh chØ thÞ c¸c ngµnh thùc hiÖn nhiÖm vô"
    meant = "Uỷ ban nhân dân tỉnh chỉ thị các ngành thực hiện nhiệm vụ"
    drawn = at(85, 700, seen)
    files = {"a.docx": word(p(seen)), "a.pdf": pdf(drawn), "a.html": f"<html><p>{seen}</p></html>".encode()}
    for file, data in files.items():
        source = read(file, data)
        assert (source.text.strip(), source.source.encoding) == (meant, "TCVN3")


def test_every_suffix_has_a_format_and_a_media_type() -> None:
    assert set(SUFFIXES.values()) <= set(FORMATS)
    assert media_type_of("a/b.PDF") == "application/pdf"
    assert media_type_of("a.xyz") is None


SEEDS = [
    as_docx(STATE),
    as_docx(PARTY),
    as_html(STATE).encode(),
    as_text(PARTY).encode(),
    named("WordDocument"),
]


def damaged(data: bytes, seed: int) -> bytes:
    """The bytes with some of them changed, cut out or doubled."""
    rng, result = random.Random(seed), bytearray(data)
    for _ in range(rng.choice((1, 5, 40))):
        at = rng.randrange(len(result))
        kind = rng.randrange(3)
        if kind == 0:
            result[at] = rng.randrange(256)
        elif kind == 1:
            del result[at : at + rng.randrange(60)]
        else:
            result[at:at] = result[at : at + rng.randrange(60)]
    return bytes(result)


def outcome(file: str, data: bytes) -> str:
    """The text, or the code of the refusal; any other exception is a fault."""
    try:
        return read(file, data).text
    except Unreadable as problem:
        assert problem.message and problem.remedy
        return problem.code


@given(st.sampled_from(sorted(SUFFIXES)), st.binary(max_size=2000))
@example(".html", b"<meta charset=idna>\xff.")
@example(".html", b"<meta charset=raw_unicode_escape>\\ud800")
@example(".txt", b"\xff\xfe\x00\xd8")
@example(".doc", b"{\\rtf")
def test_any_bytes_are_text_or_refused(suffix: str, data: bytes) -> None:
    outcome("a" + suffix, data)


@given(st.sampled_from(sorted(SUFFIXES)), st.sampled_from(SEEDS), st.integers(0, 10**6))
@settings(max_examples=150)
def test_any_damage_to_a_document_is_text_or_refused(suffix: str, data: bytes, seed: int) -> None:
    outcome("a" + suffix, damaged(data, seed))


@given(st.integers(0, 10**6))
@settings(max_examples=10)
def test_any_damage_to_a_pdf_is_text_or_refused(seed: int) -> None:
    outcome("a.pdf", damaged(PDF, seed))


@given(st.sampled_from(SEEDS[:2]), st.integers(0, 10**6))
@settings(max_examples=60)
def test_any_damage_to_the_parts_of_a_word_file_is_text_or_refused(data: bytes, seed: int) -> None:
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for number, part in enumerate(old.infolist()):
            content = old.read(part)
            hit = content and random.Random(seed + number).random() < 0.3
            new.writestr(part.filename, damaged(content, seed + number) if hit else content)
    outcome("a.docx", stream.getvalue())
