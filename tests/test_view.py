"""Views: cleaned text whose characters know where they came from."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text import LOOK_ALIKES
from generator.view import View, joined, spanning, view_of

INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff\x00-\x08\x0e-\x1b\x7f-\x9f]")
TEXTS = st.text(
    alphabet=st.one_of(
        st.sampled_from("aăâđêôơư Đ\u00d0\u2044 \t\n\u00a0\u200b\ufeff\u0301\u0323\u0302ê\u0309-/"),
        st.characters(),
    ),
    max_size=30,
)


def whole(text: str) -> View:
    return view_of(text, 0, len(text))


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("Hòa  Bình", "Hòa Bình"),
        ("Hoa\u0300 Bình", "Hoà Bình"),
        ("e\u0302\u0301", "ế"),
        ("N\u00d0-CP", "NĐ-CP"),
        ("05\u20442018", "05/2018"),
        ("a\u00a0\t b", "a b"),
        ("a\u200bb\u00adc", "abc"),
        ("\ufeffa", "a"),
        ("", ""),
        ("\u0301", "\u0301"),
        ("a\x00b", "ab"),
        ("CH\u01afƠNG", "CHƯƠNG"),
    ],
)
def test_cleaned(source: str, text: str) -> None:
    assert whole(source).text == text


@given(TEXTS)
def test_a_view_is_clean(source: str) -> None:
    view = whole(source)
    assert not INVISIBLE.search(view.text)
    assert not re.search(r"\s\s|[^\S ]", view.text)
    if not re.search(r"[^\u0000-\u024f\u0300-\u036f\u1e00-\u1eff]", source):
        assert unicodedata.is_normalized("NFC", view.text)


@given(TEXTS)
def test_nothing_but_layout_is_lost(source: str) -> None:
    def letters(text: str) -> str:
        bare = INVISIBLE.sub("", unicodedata.normalize("NFD", text.translate(LOOK_ALIKES)))
        return "".join(sorted("".join(bare.split())))

    assert letters(whole(source).text) == letters(source)


@given(TEXTS, st.data())
def test_every_stretch_knows_its_place(source: str, data: st.DataObject) -> None:
    view = whole(source)
    if not view:
        return
    start = data.draw(st.integers(0, len(view.text) - 1))
    end = data.draw(st.integers(start + 1, len(view.text)))
    span = view.span(start, end)
    assert 0 <= span.start < span.end <= len(source)
    part = view[start:end]
    assert part.text == view.text[start:end]
    assert (part.start, part.end) == tuple(span)
    again = view_of(source, *span)
    assert again.text.strip() == part.text.strip() or len(part.text) < len(again.text)


@given(TEXTS)
def test_offsets_rise(source: str) -> None:
    view = whole(source)
    offsets = [view.offset(i) for i in range(len(view.text))]
    assert offsets == sorted(offsets)
    for i, offset in enumerate(offsets):
        assert view.index(offset) <= i
    assert view.index(len(source)) == len(view.text)


@given(TEXTS, st.lists(st.tuples(st.integers(0, 30), st.integers(0, 6)), max_size=4))
def test_dropped_spans_are_not_in_it(source: str, drops: list[tuple[int, int]]) -> None:
    spans = [(start, min(len(source), start + width)) for start, width in drops if start < len(source)]
    kept = "".join(c for i, c in enumerate(source) if not any(a <= i < b for a, b in spans))
    view = view_of(source, 0, len(source), spans)
    assert sorted(unicodedata.normalize("NFD", "".join(view.text.split()))) == sorted(
        unicodedata.normalize("NFD", "".join(whole(kept).text.split()))
    )


@given(TEXTS)
def test_stripped(source: str) -> None:
    view = whole(source)
    assert view.stripped().text == view.text.strip()
    assert view.stripped().stripped() == view.stripped()


def test_joined_views_stand_where_they_stood() -> None:
    source = "Nghị quyết số 25-\n\nNQ/TW"
    first, second = view_of(source, 0, 17), view_of(source, 19, 24)
    glued, spaced = joined((first, second), ""), joined((first, second))
    assert glued.text == "Nghị quyết số 25-NQ/TW"
    assert spaced.text == "Nghị quyết số 25- NQ/TW"
    at = glued.text.index("25-")
    assert source[slice(*glued.span(at, len(glued.text)))] == "25-\n\nNQ/TW"
    assert source[slice(*spaced.span(at + 2, at + 5))] == "-\n\nN"
    assert joined(()) == View()
    assert joined((View(), first)) == first


def test_spanning() -> None:
    view = spanning("một hai", 3, 20)
    assert (view.text, view.start, view.end) == ("một hai", 3, 20)
    assert not spanning("", 3, 20)
