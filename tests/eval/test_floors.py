"""The floors hold, and a floor falls only when somebody means it to."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.eval import run
from tests.eval.run import FLOORS, fallen, labelled_sets, measured, pinned, read_floors
from tests.support.requirements import ROOT, absent, shared

_SETS = [labelled.name for labelled in labelled_sets(ROOT)]


@pytest.mark.parametrize("name", _SETS)
def test_no_figure_is_below_its_floor(name: str, tmp_path: Path) -> None:
    labelled = next(one for one in labelled_sets(shared()) if one.name == name)
    if labelled.absent:
        if name == "corpus" and not labelled.raw.exists():
            pytest.skip(labelled.absent)
        absent(labelled.absent)
    figures, told = measured(labelled, shared() / "eval/score.py", tmp_path)
    floors = read_floors(FLOORS)[name]
    assert fallen(figures, floors) == [], told
    assert set(figures) == set(floors), "a figure without a floor: python -m tests.eval.run --pin"


def test_every_floor_is_of_a_set_that_is_scored() -> None:
    assert set(read_floors(FLOORS)) <= set(_SETS)


def test_a_figure_below_its_floor_is_told() -> None:
    floors = {"date found": 0.5, "date sound": 1.0}
    assert fallen({"date found": 0.5, "date sound": 1.0}, floors) == []
    assert fallen({"date found": 0.6, "date sound": 0.9}, floors) == ["date sound: 0.9, floor 1.0"]
    assert fallen({"date found": 0.5}, floors) == ["date sound: not measured, floor 1.0"]


def test_pinning_raises_floors_and_keeps_those_of_other_sets(tmp_path: Path) -> None:
    path = tmp_path / "floors.yml"
    path.write_text("# Lời dẫn.\na: {x: 0.5}\nb: {y: 0.7}\n", encoding="utf-8")
    assert pinned({"a": {"x": 0.6, "z": 0.1}}, path, lower=False) == []
    assert read_floors(path) == {"a": {"x": 0.6, "z": 0.1}, "b": {"y": 0.7}}
    assert path.read_text(encoding="utf-8").startswith("# Lời dẫn.\n")


def test_pinning_refuses_to_lower_a_floor_unless_told_to(tmp_path: Path) -> None:
    path = tmp_path / "floors.yml"
    path.write_text("a: {x: 0.5, y: 0.5}\n", encoding="utf-8")
    lower = {"a": {"x": 0.4, "y": 0.9}}
    assert pinned(lower, path, lower=False) == ["a: x: 0.4, floor 0.5"]
    assert read_floors(path) == {"a": {"x": 0.5, "y": 0.5}}
    assert pinned(lower, path, lower=True) == []
    assert read_floors(path) == lower


def test_the_command_fails_below_a_floor_and_says_what_is_not_scored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "floors.yml"
    monkeypatch.setattr(run, "FLOORS", path)
    monkeypatch.setattr(run, "measured", lambda labelled, scorer, folder: ({"x": 0.5}, "một bảng"))
    monkeypatch.setenv("CHITHI_SHARED", str(shared()))
    path.write_text("seeds: {x: 0.5}\n", encoding="utf-8")
    assert run.main([]) == 0
    path.write_text("seeds: {x: 0.6}\n", encoding="utf-8")
    assert run.main([]) == 1
    assert "below its floor: seeds: x: 0.5, floor 0.6" in capsys.readouterr().err
    assert run.main(["--pin"]) == 1
    assert run.main(["--pin", "--lower"]) == 0
    assert read_floors(path)["seeds"] == {"x": 0.5}
    monkeypatch.setenv("CHITHI_SHARED", str(tmp_path))
    assert run.main([]) == 0
    assert f"seeds: not scored, {tmp_path / 'seeds'} is not there" in capsys.readouterr().out
