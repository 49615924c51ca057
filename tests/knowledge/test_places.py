from __future__ import annotations

import json
import re
import sqlite3
import unicodedata
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import vietnamadminunits

from generator.knowledge.loader import load_yaml
from generator.knowledge.place_words import name_index, without_dashes, words_of
from generator.knowledge.places import (
    Kind,
    Unit,
    all_units,
    find_units,
    periods,
    successor,
    unit,
    unit_ever,
    unit_named,
    unit_of_seat,
)
from generator.text import slug
from tests.support.requirements import shared

DATA: dict[str, Any] = load_yaml("provinces.yml")
PACKAGE_DATA = Path(vietnamadminunits.__file__).parent / "data"


def units_on(date: str) -> tuple[Unit, ...]:
    """The units in force on a day, by code (those without first)."""
    found = (one for one in all_units() if one.in_force(date))
    return tuple(sorted(found, key=lambda one: (one.code or "", one.name)))


# --- The table ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("date", "count", "cities"),
    [
        ("1996-12-31", 0, 0),
        ("1997-01-01", 61, 4),
        ("2003-12-31", 61, 4),
        ("2004-01-01", 64, 5),
        ("2008-07-31", 64, 5),
        ("2008-08-01", 63, 5),
        ("2024-12-31", 63, 5),
        ("2025-01-01", 63, 6),
        ("2025-06-30", 63, 6),
        ("2025-07-01", 34, 6),
        ("2026-04-30", 34, 7),
        ("2026-09-01", 34, 8),
        ("2026-09-20", 34, 9),
    ],
)
def test_counts_on_the_days_of_change(date: str, count: int, cities: int) -> None:
    on = units_on(date)
    assert len(on) == count
    assert sum(one.kind is Kind.CITY for one in on) == cities
    assert len({one.name for one in on}) == count


def test_ids_are_the_slug_and_the_first_year() -> None:
    assert [one.id for one in all_units()] == [f"{one.slug}-{one.start[:4]}" for one in all_units()]
    assert len({one.id for one in all_units()}) == len(all_units())


def test_a_predecessor_closes_when_its_successor_opens() -> None:
    for one in all_units():
        assert [unit(former).end for former in one.predecessors] == [one.start] * len(one.predecessors), (
            one.id
        )
        assert [unit(heir).start for heir in one.successors] == [one.end] * len(one.successors), one.id


def test_what_ended_has_a_successor_and_what_began_a_resolution_of_that_day() -> None:
    in_force = {entry["title"]: entry["in_force"] for entry in DATA["resolutions"].values()}
    for one in all_units():
        assert bool(one.successors) == (one.end is not None) == (one.closed_by is not None), one.id
        if one.start > "1997-01-01":
            assert one.predecessors, one.id
            assert one.opened_by is not None, one.id
        if one.opened_by:
            assert in_force[one.opened_by] == one.start, one.id


def test_the_sixteen_units_of_1997_have_their_resolution() -> None:
    made = [one for one in units_on("1997-01-01") if one.opened_by]
    assert len(made) == 16
    assert {one.opened_by for one in made} == {DATA["resolutions"]["qh-1996"]["title"]}


def test_periods_of_a_name_do_not_overlap() -> None:
    for name in {one.name for one in all_units()}:
        for before, after in pairwise(periods(name)):
            assert before.end is not None
            assert before.end <= after.start


@pytest.mark.parametrize("date", ["2004-07-08", "2008-08-01", "2025-06-30", "2025-07-01", "2026-09-20"])
def test_codes_are_unique_in_a_period(date: str) -> None:
    codes = [one.code for one in units_on(date) if one.name != "Hà Tây"]
    assert all(code is not None and re.fullmatch(r"\d{2}", code) for code in codes)
    assert len(set(codes)) == len(codes)


def test_a_merged_unit_carries_the_code_of_the_unit_where_its_seat_is() -> None:
    # Quyết định 124/2004/QĐ-TTg, Điều 1: the rule for merged provinces.
    merged = [one for one in units_on("2025-07-01") if one.start == "2025-07-01"]
    assert len(merged) == 23
    for one in merged:
        formers = [unit(former) for former in one.predecessors]
        home = [former for former in formers if former.code == one.code]
        assert len(home) == 1, one.id
        if one.seats:
            assert set(one.seats) <= set(home[0].seats), one.id


def test_units_gone_before_the_merger_of_2025() -> None:
    # vietnamadminunits does not have them, and no other source at hand gives the code of Hà Tây.
    gone = {one.id: one.code for one in all_units() if one.end and one.end < "2025-01-01"}
    assert gone == {
        "lai-chau-1997": None,
        "dak-lak-1997": None,
        "can-tho-1997": None,
        "ha-noi-1997": "01",
        "ha-tay-1997": None,
    }


def test_provinces_have_a_seat_and_cities_have_none() -> None:
    assert all(bool(one.seats) == (one.kind is Kind.PROVINCE) for one in all_units())


def test_merger_of_2025_took_in_everything() -> None:
    before, after = set(units_on("2025-06-30")), units_on("2025-07-01")
    kept = before & set(after)
    taken = [unit(former) for one in after if one.start == "2025-07-01" for former in one.predecessors]
    assert len(kept) == 11
    assert len(taken) == len(set(taken)) == 52
    assert set(taken) | kept == before


def test_last_day_and_full_name() -> None:
    assert unit("ha-tay-1997").last_day == "2008-07-31"
    assert unit("hue-2025").last_day is None
    assert unit("hue-2025").full_name == "thành phố Huế"
    assert unit("vinh-long-2025").full_name == "tỉnh Vĩnh Long"
    assert unit("thanh-pho-ho-chi-minh-1997").full_name == "Thành phố Hồ Chí Minh"


def test_one_page_for_a_name_that_outlived_a_merger() -> None:
    assert [one.id for one in periods("Vĩnh Long")] == ["vinh-long-1997", "vinh-long-2025"]
    assert {one.slug for one in periods("Vĩnh Long")} == {"vinh-long"}
    assert periods("vĩnh long") == ()
    names = {one.name for one in all_units()}
    assert len({slug(name) for name in names}) == len(names)


# --- Against vietnamadminunits ------------------------------------------------------------------------


def _package_units(table: str) -> dict[str, tuple[str, str]]:
    """Key → name with class, code, as the package has them."""
    with sqlite3.connect(PACKAGE_DATA / "dataset.db") as connection:
        rows = connection.execute(
            f"SELECT DISTINCT provinceKey, province, provinceCode FROM {table}"
        ).fetchall()
    return {row[0]: (row[1], row[2]) for row in rows}


def _ours(date: str) -> set[tuple[str, str]]:
    return {(one.full_name[0].upper() + one.full_name[1:], one.code or "") for one in units_on(date)}


def test_the_63_units_and_their_codes_are_those_of_the_package() -> None:
    assert _ours("2025-06-30") == set(_package_units("admin_units_legacy").values())


def test_the_34_units_and_their_codes_are_those_of_the_package() -> None:
    # The package has the state of the merger, before the changes of class of 2026.
    assert _ours("2025-07-01") == set(_package_units("admin_units").values())


def test_what_went_into_what_is_as_in_the_package() -> None:
    old, new = _package_units("admin_units_legacy"), _package_units("admin_units")
    converter = json.loads((PACKAGE_DATA / "converter_2025.json").read_text(encoding="utf-8"))
    theirs = {
        new[key][0]: {old[former][0] for former in formers}
        for key, formers in converter["DICT_PROVINCE"].items()
    }
    mine: dict[str, set[str]] = {}
    for one in units_on("2025-06-30"):
        heir = successor(one, "2025-07-01")
        assert heir is not None
        label = heir.full_name[0].upper() + heir.full_name[1:]
        mine.setdefault(label, set()).add(one.full_name[0].upper() + one.full_name[1:])
    assert mine == theirs


# --- Names --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "case", DATA["examples"]["named"], ids=lambda case: f"{case['name']} {case.get('date')}"
)
def test_names_resolve(case: dict[str, Any]) -> None:
    found = unit_named(case["name"], case.get("date"), folded=case.get("folded", False))
    assert found is not None
    assert found.id == case["unit"]


@pytest.mark.parametrize(
    "case", DATA["counter_examples"]["named"], ids=lambda case: f"{case['name']} {case['date']}"
)
def test_other_names_do_not(case: dict[str, Any]) -> None:
    assert unit_named(case["name"], case["date"]) is None


@pytest.mark.parametrize("one", all_units(), ids=lambda one: one.id)
def test_every_unit_is_known_by_every_way_of_writing_it(one: Unit) -> None:
    written = [one.name, *DATA["spellings"].get(one.name, ()), one.full_name]
    for form in written:
        for variant in (form, form.upper(), form.lower(), unicodedata.normalize("NFD", form), f" {form}, "):
            assert unit_named(variant, one.start) == one
    assert unit_named(slug(one.name).replace("-", " "), one.start, folded=True) == one
    if one.end:
        assert unit_named(one.full_name, one.end) != one


def test_no_two_names_share_a_spelling_even_folded() -> None:
    for folded in (False, True):
        owner: dict[tuple[str, ...], str] = {}
        for name in {one.name for one in all_units()}:
            for form in (name, *DATA["spellings"].get(name, ())):
                words = without_dashes(words_of(form, folded))
                assert owner.setdefault(words, name) == name
        assert owner.items() <= name_index(folded).items()


def test_unit_ever_gives_all_periods_and_heeds_the_class() -> None:
    assert [one.id for one in unit_ever("Hà Tây")] == ["ha-tay-1997"]
    assert [one.id for one in unit_ever("Đắc Lắc")] == ["dak-lak-1997", "dak-lak-2004", "dak-lak-2025"]
    assert [one.id for one in unit_ever("tỉnh Cần Thơ")] == ["can-tho-1997"]
    assert [one.id for one in unit_ever("tp Cần Thơ")] == ["can-tho-2004", "can-tho-2025"]
    assert unit_ever("Sài Gòn") == ()
    assert unit_ever("") == ()


@pytest.mark.parametrize(
    ("former", "date", "heir"),
    [
        ("ha-tay-1997", "2010-01-01", "ha-noi-2008"),
        ("vinh-long-1997", "2010-01-01", "vinh-long-1997"),
        ("ben-tre-1997", "2026-01-01", "vinh-long-2025"),
        ("thua-thien-hue-1997", "2025-08-01", "hue-2025"),
        ("lai-chau-1997", "2005-01-01", "lai-chau-2004"),
        ("can-tho-1997", "2026-01-01", "can-tho-2025"),
        ("bac-giang-1997", "2026-10-01", "bac-ninh-2026"),
        ("dak-nong-2004", "2003-01-01", None),
    ],
)
def test_successor(former: str, date: str, heir: str | None) -> None:
    found = successor(unit(former), date)
    assert (found.id if found else None) == heir


@pytest.mark.parametrize(
    ("place", "date", "expected"),
    [
        ("Thủ Dầu Một", "2009-04-15", "binh-duong-1997"),
        ("Thủ Dầu Một", "2025-08-01", None),
        ("Mỹ Tho", "2010-01-21", "tien-giang-1997"),
        ("thành phố Mỹ Tho", "2025-08-01", "dong-thap-2025"),
        ("Qui Nhơn", "2000-01-01", "binh-dinh-1997"),
        ("Quy Nhơn", "2025-08-01", "gia-lai-2025"),
        ("Buôn Mê Thuột", "2000-01-01", "dak-lak-1997"),
        ("Phan Rang", "2000-01-01", "ninh-thuan-1997"),
        ("Vũng Tàu", "2001-01-01", "ba-ria-vung-tau-1997"),
        ("Huế", "2001-01-01", "thua-thien-hue-1997"),
        ("Pleiku", None, "gia-lai-1997"),
        ("Hà Nội", "2010-01-01", None),
        ("Sa Đéc", "2010-01-01", None),
    ],
)
def test_seats(place: str, date: str | None, expected: str | None) -> None:
    found = unit_of_seat(place, date)
    assert (found.id if found else None) == expected


# --- Running text -------------------------------------------------------------------------------------


def _found(case: dict[str, Any]) -> dict[str, str]:
    text = case["text"]
    return {
        text[start:end]: one.id
        for start, end, one in find_units(text, case["date"], folded=case.get("folded", False))
    }


@pytest.mark.parametrize("case", DATA["examples"]["found"], ids=lambda case: case["text"])
def test_units_are_found(case: dict[str, Any]) -> None:
    assert _found(case) == case["units"]


@pytest.mark.parametrize("case", DATA["counter_examples"]["found"], ids=lambda case: case["text"])
def test_other_text_names_no_unit(case: dict[str, Any]) -> None:
    assert _found(case) == {}


@pytest.mark.parametrize("name", DATA["not_units"])
@pytest.mark.parametrize("date", ["1997-01-01", "2010-01-01", "2025-07-01"])
def test_longer_names_are_no_units(name: str, date: str) -> None:
    assert find_units(f"vùng {name} hiện nay", date) == ()
    assert find_units(f"VÙNG {name.upper()} HIỆN NAY", date) == ()


def test_every_longer_name_hides_a_unit() -> None:
    units = {one.name for one in all_units()}
    for name in DATA["not_units"]:
        last = name.split()[-1]
        assert any(one in name or one.split()[0] == last for one in units), name


@pytest.mark.parametrize("one", all_units(), ids=lambda one: one.id)
def test_every_unit_is_found_after_its_class_in_both_cases(one: Unit) -> None:
    for text in (f"UBND {one.full_name}.", f"UBND {one.full_name}.".upper(), f"(nay là {one.full_name})"):
        assert [found for _, _, found in find_units(text, one.start)] == [one], text


def test_spans_are_offsets_of_the_text_as_given() -> None:
    broken = "UBND tỉnh Vĩnh \n\n Long và tỉnh Bến\nTre"
    assert [broken[start:end] for start, end, _ in find_units(broken, "2010-01-01")] == [
        "Vĩnh \n\n Long",
        "Bến\nTre",
    ]
    decomposed = unicodedata.normalize("NFD", "Đảng ủy, UBND tỉnh Vĩnh Long ban hành")
    [(start, end, one)] = find_units(decomposed, "2010-01-01")
    assert decomposed[start:end] == unicodedata.normalize("NFD", "Vĩnh Long")
    assert one.id == "vinh-long-1997"


def test_without_a_date_the_latest_unit_of_each_name() -> None:
    text = "từ tỉnh Hà Tây, Thừa Thiên Huế đến Hà Nội và thành phố Đồng Nai"
    found = [one.id for _, _, one in find_units(text, None)]
    assert found == ["ha-tay-1997", "thua-thien-hue-1997", "ha-noi-2008", "dong-nai-2026"]


def test_a_name_that_follows_another_is_no_person() -> None:
    text = "các tỉnh Bình Dương Hà Giang"
    assert [one.name for _, _, one in find_units(text, "2010-01-01")] == ["Bình Dương", "Hà Giang"]


def test_seeds_name_the_provinces_that_their_labels_give() -> None:
    gold = [
        json.loads(line)
        for line in (shared() / "eval/gold-seeds.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    checked = 0
    for label in gold:
        if not label["province"]:
            continue
        text = (shared() / "seeds" / label["path"]).read_text(encoding="utf-8")
        names = {one.name for _, _, one in find_units(text, label["date"] or "2020-01-01", folded=True)}
        assert label["province"] in names
        checked += 1
    assert checked == 3
