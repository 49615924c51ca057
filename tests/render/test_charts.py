from generator.render.charts import layout, tile_map, tile_map_height, timeline
from generator.render.places import heritage, present_units


def test_every_province_of_today_has_a_cell_of_its_own() -> None:
    assert set(layout()) == {unit.name for unit in present_units()}
    cells = [tuple(entry["cell"]) for entry in layout().values()]
    assert len(set(cells)) == len(cells) == 34
    assert {column for column, _ in cells} == set(range(6))


def test_a_tile_counts_the_documents_of_all_units_that_are_part_of_it_now() -> None:
    tiles = {tile.name: tile for tile in tile_map({"Vĩnh Long": 1, "Bến Tre": 2, "Hà Tây": 4, "Sao Hỏa": 9})}
    assert tiles["Vĩnh Long"].total == 3
    assert tiles["Hà Nội"].total == 4
    assert sum(tile.total for tile in tiles.values()) == 7
    assert tiles["Hà Nội"].level > tiles["Vĩnh Long"].level > tiles["Huế"].level == 0
    assert max(tile.y for tile in tiles.values()) < tile_map_height()


def test_the_timeline_has_every_year_between_the_first_and_the_last() -> None:
    bars = timeline({2020: 4, 2023: 1})
    assert [(bar.year, bar.total) for bar in bars] == [(2020, 4), (2021, 0), (2022, 0), (2023, 1)]
    assert bars[0].height > bars[3].height > bars[1].height == 0
    assert {bar.y + bar.height for bar in bars} == {130}
    assert timeline({}) == ()


def test_a_long_timeline_stays_within_the_drawing_and_labels_some_years() -> None:
    bars = timeline({1945: 1, 2026: 1})
    assert len(bars) == 82
    assert all(bar.x >= 0 and bar.x + bar.width <= 360 for bar in bars)
    assert [bar.year for bar in bars if bar.labelled] == [1950, 1960, 1970, 1980, 1990, 2000, 2010, 2020]


def test_a_province_tells_its_periods_and_what_it_is_today() -> None:
    old = heritage("Thừa Thiên Huế")
    assert old is not None and old.today is not None
    assert old.periods == ("Tỉnh Thừa Thiên Huế đến hết 31/12/2024.",)
    assert old.today.name == "Huế"
    merged = heritage("Vĩnh Long")
    assert merged is not None
    assert len(merged.periods) == 2
    assert [unit.name for unit in merged.former] == ["Bến Tre", "Trà Vinh"]
    assert heritage("Sao Hỏa") is None
