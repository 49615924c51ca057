"""Dates in running text, however far from one another and from its ends."""

from __future__ import annotations

from generator.extract.dates import dates_in

_FAR = "các cơ quan, đơn vị, địa phương " * 20


def test_dates_far_apart_are_found_where_they_stand() -> None:
    printed = ("ngày 05/9/2019", "ngày 29 tháng 12 năm 2023", "mùng 1 tháng 2 năm 1994")
    text = _FAR + _FAR.join(printed) + _FAR
    found = dates_in(text)
    assert [one.iso for one in found] == ["2019-09-05", "2023-12-29", "1994-02-01"]
    assert [text[one.start : one.end] for one in found] == [
        "05/9/2019",
        "29 tháng 12 năm 2023",
        "mùng 1 tháng 2 năm 1994",
    ]


def test_a_year_cut_out_of_more_figures_is_none() -> None:
    assert dates_in(f"{_FAR}ngày 05/9/20191") == []
    assert dates_in(f"{_FAR}tài khoản 1820181 {_FAR}") == []
