"""Folding, slugs and the other small things on the ground floor."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text import (
    aligned_fold,
    any_of,
    compiled,
    fold,
    line_of,
    line_starts,
    nfc,
    shortened,
    slug,
    spelling_key,
    unaccented,
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ỦY BAN NHÂN DÂN", "uy ban nhan dan"),
        ("UỶ BAN  NHÂN\nDÂN", "uy ban nhan dan"),
        ("Đắk Lắk", "dak lak"),
        ("N\u00d0-CP", "nd-cp"),
        ("Hoa\u0300 Bi\u0300nh", "hoa binh"),
        ("  ", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_fold_is_stable_and_case_blind(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(unicodedata.normalize("NFD", nfc(text))) == fold(text)


@given(st.text())
def test_offsets_hold(text: str) -> None:
    assert len(aligned_fold(text)) == len(unaccented(text)) == len(spelling_key(text)) == len(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hoà bình", "Hòa Bình"),
        ("thuỷ lợi", "Thủy lợi"),
        ("UỶ BAN", "Ủy ban"),
        ("sức khoẻ", "sức khỏe"),
        ("hoá đơn", "Hóa đơn"),
        ("khoẻ", "khỏe"),
    ],
)
def test_both_placements_of_the_mark_are_one_spelling(one: str, other: str) -> None:
    assert spelling_key(one) == spelling_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("quý", "qúy"), ("Giá", "gia"), ("hoán", "hóan"), ("thế", "thể"), ("quả", "qua")]
)
def test_other_spellings_stay_apart(one: str, other: str) -> None:
    assert spelling_key(one) != spelling_key(other)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("19/CT-UBND", "19-ct-ubnd"),
        ("Vĩnh Long", "vinh-long"),
        ("Bà Rịa – Vũng Tàu", "ba-ria-vung-tau"),
        ("Đắk R'lấp", "dak-r-lap"),
        ("…", ""),
    ],
)
def test_slug(text: str, address: str) -> None:
    assert slug(text) == address


@given(st.text())
def test_a_slug_is_a_name_in_every_address_and_file_system(text: str) -> None:
    made = slug(text)
    assert made == "" or compiled(r"[a-z0-9]+(?:-[a-z0-9]+)*").fullmatch(made)
    assert len(made.encode()) <= 200
    assert slug(made) == made


@given(st.text(max_size=300), st.integers(2, 200))
def test_shortened(text: str, limit: int) -> None:
    made = shortened(text, limit)
    assert len(made) <= limit
    assert made == text or (len(text) > limit and made.endswith("…") and text.startswith(made[:-1]))


def test_shortened_at_a_word_s_end() -> None:
    assert shortened("tổ chức thực hiện", 12) == "tổ chức…"
    assert shortened("tổ chức", 7) == "tổ chức"


@given(st.text(alphabet="a\n\r", max_size=40), st.data())
def test_lines(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    assert line_of(line_starts(text), offset) == text[:offset].count("\n") + 1


def test_letters_with_marks_in_patterns() -> None:
    assert compiled(r"[A-ZĐÀ-Ỹ][a-zđà-ỹ]+").fullmatch("Ủy")
    assert compiled(r"[A-ZĐÀ-Ỹ][a-zđà-ỹ]+").fullmatch("Đường")
    assert not compiled(r"[A-ZĐÀ-Ỹ]+").fullmatch("ủy")
    assert not compiled(r"[a-zđà-ỹ]+").fullmatch("Ủy")
    assert compiled(r"[A-ZĐÀ-Ỹ]+").fullmatch("ƯỚC")


@given(st.lists(st.text("ab. |(", min_size=1, max_size=4), min_size=1), st.text("ab. |(", max_size=8))
def test_a_pattern_of_any_of_some_words_takes_the_longest(words: list[str], text: str) -> None:
    found = re.match(any_of(words), text)
    assert (found.group() if found else "") == max(filter(text.startswith, words), key=len, default="")


@given(st.lists(st.text("ab", min_size=1, max_size=4), min_size=1), st.text("ab", max_size=8))
def test_it_takes_a_shorter_one_where_what_follows_asks_for_it(words: list[str], text: str) -> None:
    ends = [len(word) for word in words if text.startswith(word) and text[len(word) :].startswith("b")]
    found = re.match(f"(?:{any_of(words)})(?=b)", text)
    assert (found.end() if found else 0) == max(ends, default=0)
