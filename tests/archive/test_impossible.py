"""Numbers whose type word and abbreviation differ, and abbreviations that mean two types."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.archive.impossible import fits, odd_types, types_meant
from generator.model import Cite, Form, Mention
from tests.support.archives import issued


@pytest.mark.parametrize(
    ("type_name", "number"),
    [
        ("Nghị định", "28/QĐ-UBND"),
        ("Chỉ thị", "44-KL/TW"),
        ("Quyết định", "03/2019/NĐ-CP"),
        ("Công văn", "28/KH-UBND"),
    ],
)
def test_a_type_that_the_abbreviation_cannot_mean_is_odd(type_name: str, number: str) -> None:
    assert not fits(type_name, types_meant(number))


@pytest.mark.parametrize(
    ("type_name", "number"),
    [
        ("Quy định", "66-QĐ/TW"),
        ("Quyết định", "66-QĐ/TW"),
        ("Chương trình", "07/CTrPH-BCA-MTTW"),
        ("Chương trình hành động", "448-CTr/TU"),
        ("Thông báo kết luận", "460/TB-VPCP"),
        ("Văn bản", "28/QĐ-UBND"),
    ],
)
def test_an_abbreviation_may_mean_two_types_and_a_name_may_be_short(type_name: str, number: str) -> None:
    assert fits(type_name, types_meant(number))


def test_a_number_without_a_known_type_says_nothing() -> None:
    assert types_meant("6658/UBND-KTTH") == ()


def test_the_document_is_told_the_line_of_the_odd_citation() -> None:
    source = "Chỉ thị\nTheo Nghị định số 28/QĐ-UBND ngày 27/3/2020\n"
    mention = Mention(13, 36, source[13:36], Form.FULL)
    cite = Cite("x", "Nghị định", "28/QĐ-UBND", None, None, None, (mention,))
    found = list(odd_types(replace(issued(), cites=(cite,)), source))
    assert [(one.code, one.line) for one in found] == [("cited-type-mismatch", 2)]
    assert "Quyết định hoặc Quy định" in found[0].message
