"""The numbers that an archive lacks between those that it holds."""

from __future__ import annotations

from dataclasses import replace

from generator.archive.numbering_gaps import gaps_of
from generator.collection import Instrument, head_of
from generator.model import Directive
from tests.support.archives import issued


def _held(number: str, date: str | None = "2023-05-02", **changes: str) -> Directive:
    return replace(issued(), id=number, number=number, date=date, **changes)  # type: ignore[arg-type]


def test_the_numbers_between_those_held_are_lacking() -> None:
    (series,) = gaps_of([_held("19/CT-UBND"), _held("05/CT-UBND"), _held("07/CT-UBND")], ())
    assert [number for number, _ in series.held] == [5, 7, 19]
    assert series.lacking == ((6, 6), (8, 18))
    assert (series.issuer, series.symbol, series.period) == (
        "Ủy ban nhân dân tỉnh Vĩnh Long",
        "/CT-UBND",
        "2023",
    )


def test_series_are_apart_by_year_type_symbol_and_province() -> None:
    others = [
        _held("03/CT-UBND", "2022-05-02"),
        _held("03/QĐ-UBND", type="Quyết định"),
        _held("03/CT-UBND", province="Cà Mau"),
        _held("03/CT-UBND", None),
        _held("12a/CT-UBND"),
        _held("03/CT-UBND", state="draft"),
    ]
    assert gaps_of([_held("19/CT-UBND"), *others], ()) == ()


def test_numbers_that_follow_one_another_lack_nothing() -> None:
    assert gaps_of([_held("05/CT-UBND"), _held("06/CT-UBND")], ()) == ()


def test_a_lacking_number_that_is_cited_is_known_to_exist() -> None:
    cited = [
        head_of(Instrument(f"ct-{n}", "Chỉ thị", f"{n}/CT-UBND", scope, "2023"))
        for n, scope in ((8, "vinh-long"), (9, "ca-mau"), (40, "vinh-long"))
    ]
    (series,) = gaps_of([_held("05/CT-UBND"), _held("19/CT-UBND")], cited)
    assert series.cited == ((8, "ct-8"),)


def test_party_numbers_run_through_a_term() -> None:
    held = [
        _held(number, date, branch="party", issuer="Tỉnh ủy Vĩnh Long")
        for number, date in (("05-CT/TU", "2021-05-02"), ("08-CT/TU", "2023-05-02"))
    ]
    (series,) = gaps_of(held, ())
    assert (series.period, series.lacking) == ("k13", ((6, 7),))
