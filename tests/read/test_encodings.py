"""Old encodings: recognised by what words become, converted whole, and right text never touched."""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.knowledge.loader import load_yaml
from generator.read import read
from generator.read.decoding import decode
from generator.read.encodings import Encoding, converted, encodings, is_syllable, vietnamese_share
from generator.text import nfc
from tests.support.requirements import ROOT, shared

DATA: dict[str, Any] = load_yaml("encodings.yml")
SAMPLES = sorted((ROOT / "docs_src" / "raw").rglob("*.txt"))
BY_NAME = {encoding.name: encoding for encoding in encodings()}
NAMES = sorted(BY_NAME)


def entries(kind: str) -> list[tuple[str, Any]]:
    return [(entry["id"], example) for entry in DATA["encodings"] for example in entry[kind]]


def in_old(text: str, encoding: Encoding) -> str:
    """A text as fonts of an old encoding carry it: capitals that it lacks as small letters."""
    letters = {meant: seen for seen, meant in encoding.letters.items()}
    return "".join(letters.get(char) or letters.get(char.lower(), char) for char in nfc(text))


@pytest.mark.parametrize(("name", "example"), entries("examples"))
def test_example(name: str, example: dict[str, str]) -> None:
    found = converted(example["seen"])
    assert found is not None
    assert (found.encoding, found.text) == (name, example["meant"])


@pytest.mark.parametrize(("name", "text"), entries("counter_examples"))
def test_counter_example(name: str, text: str) -> None:
    assert converted(text) is None


@pytest.mark.parametrize("word", DATA["syllables"]["examples"])
def test_syllable(word: str) -> None:
    assert is_syllable(word)
    assert is_syllable(unicodedata.normalize("NFD", word))


@pytest.mark.parametrize("word", DATA["syllables"]["counter_examples"])
def test_no_syllable(word: str) -> None:
    assert not is_syllable(word)


@pytest.mark.parametrize("encoding", encodings(), ids=lambda encoding: encoding.name)
def test_tables_are_whole(encoding: Encoding) -> None:
    """Every small letter of Vietnamese is there, once; a table of one mark a letter is one to one."""
    meant = [letter for letter in encoding.letters.values() if letter == letter.lower()]
    assert sorted(meant) == sorted(set(meant))
    plain = {nfc(base + tone) for base in "aăâeêioôơuưy" for tone in ("", *"\u0300\u0301\u0303\u0309\u0323")}
    assert {*plain, "đ"} - set("aeiouy") <= set(meant)


def test_symbols_are_private_code_points_and_become_others() -> None:
    for seen, meant in DATA["symbols"].items():
        assert "\ue000" <= seen <= "\uf8ff"
        assert len(meant) == 1 and not "\ue000" <= meant <= "\uf8ff"


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
@pytest.mark.parametrize("name", NAMES)
def test_a_whole_text_comes_back(name: str, path: Path) -> None:
    text = nfc(path.read_text(encoding="utf-8-sig")).replace("\u00ad", "")
    found = converted(in_old(text, BY_NAME[name]))
    assert found is not None
    assert found.encoding == name
    assert found.text.lower() == text.lower()
    wrong = [(a, b) for a, b in zip(found.text.split(), text.split(), strict=True) if a != b]
    # A lone capital that the encoding lacks, such as the first letter of "Ủy ban", cannot be told.
    assert len(wrong) <= 0.01 * len(text.split()), wrong


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
@pytest.mark.parametrize("name", NAMES)
def test_bytes_of_an_old_encoding(name: str, path: Path) -> None:
    text = nfc(path.read_text(encoding="utf-8-sig")).replace("\u00ad", "")
    keep = "".join(char for char in in_old(text, BY_NAME[name]) if _in_1252(char))
    found = decode(keep.encode("cp1252"))
    assert found.encoding == name
    assert vietnamese_share(found.text)[1] > 0.95


def _in_1252(char: str) -> bool:
    try:
        return bool(char.encode("cp1252"))
    except UnicodeEncodeError:
        return False


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_windows_1258(path: Path) -> None:
    text = nfc(path.read_text(encoding="utf-8-sig"))
    found = decode(_cp1258(text))
    assert (found.encoding, found.text) == ("windows-1258", text)


def _cp1258(text: str) -> bytes:
    """As Windows writes it: a letter and then its tone."""
    pieces = []
    for char in text:
        try:
            pieces.append(char.encode("cp1258"))
        except UnicodeEncodeError:
            whole = unicodedata.normalize("NFD", char)
            tone = next(mark for mark in whole if mark in "\u0300\u0301\u0303\u0309\u0323")
            pieces.append((nfc(whole.replace(tone, "")) + tone).encode("cp1258"))
    return b"".join(pieces)


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("path", SAMPLES[:3], ids=lambda path: path.name)
def test_utf_16_with_and_without_its_mark(path: Path, codec: str) -> None:
    text = path.read_text(encoding="utf-8-sig")
    found = decode(text.replace("\n", "\r\n").encode(codec))
    assert (found.encoding, found.text) == ("utf-16", text)


def test_a_text_cut_within_a_character_is_read() -> None:
    text = SAMPLES[0].read_text(encoding="utf-8-sig")
    data = text.encode()
    cut = next(end for end in range(len(data) - 1, 0, -1) if 0x80 <= data[end] < 0xC0)
    found = decode(data[:cut])
    assert found.encoding == "utf-8-damaged"
    assert found.text.rstrip("\ufffd") == text[: len(found.text.rstrip("\ufffd"))]


def test_a_conversion_is_recorded_and_its_text_the_readers_own() -> None:
    seen = in_old(SAMPLES[0].read_text(encoding="utf-8-sig"), BY_NAME["TCVN3"])
    source = read("a.txt", seen.encode())
    assert source.own_text
    assert source.source.encoding == "TCVN3"
    assert read("a.txt", SAMPLES[0].read_bytes()).source.encoding is None


def test_hints_move_with_the_text() -> None:
    words = in_old("Chủ tịch Ủy ban nhân dân tỉnh yêu cầu các sở, ngành thực hiện", BY_NAME["VNI-Windows"])
    page = f"<html><body><p>{words}</p><nav>{words}</nav><p>{words}</p></body></html>"
    source = read("a.html", page.encode())
    (hint,) = source.hints
    assert source.source.encoding == "VNI-Windows"
    assert source.text[hint.start : hint.end].strip() == source.text.split("\n\n")[1]


def test_lines_in_unicode_stay_as_they_are_beside_lines_in_an_old_encoding() -> None:
    old = in_old("Chủ tịch ủy ban nhân dân tỉnh yêu cầu các sở thực hiện", BY_NAME["TCVN3"])
    new = "Hội đồng nhân dân tỉnh ban hành nghị quyết về phát triển nông thôn"
    found = converted(f"{new}\n{old}\n{new}\n")
    assert found is not None
    assert found.text == f"{new}\nChủ tịch ủy ban nhân dân tỉnh yêu cầu các sở thực hiện\n{new}\n"


@cache
def real_words() -> tuple[str, ...]:
    return tuple(sorted({word for path in SAMPLES for word in path.read_text(encoding="utf-8-sig").split()}))


FOREIGN = [
    "José",
    "Müller",
    "Ångström",
    "naïve",
    "«trích»",
    "20°C",
    "±5%",
    "½",
    "§3",
    "Škoda",
    "µm",
    "Ðắk",
    "®",
]


@given(
    st.lists(st.sampled_from(real_words()), max_size=300),
    st.lists(st.sampled_from(FOREIGN), max_size=8),
    st.sampled_from(["NFC", "NFD"]),
    st.randoms(use_true_random=False),
)
def test_right_text_is_never_altered(words: list[str], foreign: list[str], form: Any, random: Any) -> None:
    mixed = [*words, *foreign]
    random.shuffle(mixed)
    assert converted(unicodedata.normalize(form, " ".join(mixed))) is None


@given(st.text(alphabet=st.characters(max_codepoint=0x24F), max_size=400))
def test_any_letters_convert_line_by_line_or_not_at_all(text: str) -> None:
    found = converted(text)
    if found:
        assert len(found.text.splitlines()) == len(text.splitlines())
        assert found.moved(0) == 0
        assert found.moved(len(text)) <= len(found.text)


def test_real_texts_are_never_altered() -> None:
    for path in sorted((shared() / "seeds").iterdir()):
        text = path.read_text(encoding="utf-8-sig")
        assert converted(text) is None
        assert converted(unicodedata.normalize("NFD", text)) is None
