"""What the scorer of the shared gold labels says of the seeds, and of their Markdown."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support.normalizing import Written
from tests.support.requirements import shared


@pytest.fixture(scope="module")
def scores(normalized: Written, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    report = tmp_path_factory.mktemp("scores") / "scores.json"
    eval_dir = shared() / "eval"
    gold = ["--gold", str(eval_dir / "gold-seeds.jsonl"), "--json", str(report)]
    told = subprocess.run(
        [sys.executable, str(eval_dir / "score.py"), *gold, "--normalized", str(normalized.out)],
        check=True,
        capture_output=True,
        text=True,
    )
    result = json.loads(report.read_text(encoding="utf-8"))
    assert isinstance(result, dict), told.stdout
    return result


def test_all_five_seeds_are_there(scores: dict[str, Any]) -> None:
    assert (scores["documents"], scores["absent"]) == (5, 0)


def test_every_field_that_a_seed_states_is_found_and_none_is_wrong_or_invented(
    scores: dict[str, Any],
) -> None:
    faulty = {
        name: tally
        for name, tally in scores["fields"].items()
        if tally["found"] != tally["have"] or tally["wrong"] or tally["missed"] or tally["invented"]
    }
    assert faulty == {}
    assert scores["found"] == 1.0
    assert scores["wrong_or_invented"] == 0


@pytest.mark.parametrize("measure", ["cites", "cites_dated", "cites_named"])
def test_citations_are_all_found_and_none_is_added(scores: dict[str, Any], measure: str) -> None:
    assert scores[measure]["tp"] > 0
    assert scores[measure]["f1"] == 1.0
    assert scores["cites_mistyped"] == 0


def test_counts_of_tasks_and_of_citations_by_name_are_those_of_the_labels(normalized: Written) -> None:
    """What the labels hold for our own tests, and the scorer does not read."""
    lines = (shared() / "eval" / "gold-seeds.jsonl").read_text(encoding="utf-8").splitlines()
    for gold in map(json.loads, lines):
        found = normalized.front_matter(gold["path"])
        assert len(found["tasks"]) == gold["tasks_count"], gold["path"]
        named = [cite["mentions"][0]["quote"] for cite in found["cites"] if cite["number"] is None]
        assert named == gold["cites_unnumbered"], gold["path"]


def test_the_posting_date_of_the_web_page_is_not_its_date_of_issue(normalized: Written) -> None:
    found = normalized.front_matter("003_3c1d93655a6f3f5f.txt")
    assert (found["source"]["published"], found["date"]) == ("2024-03-14", None)


def test_no_province_is_guessed_where_the_text_names_none(normalized: Written) -> None:
    """002 and 004 state none; 000 names one only among its recipients, so it is inferred and says why."""
    for file in ("002_5ddacf6d9e866dad.txt", "004_b500753dfcfec02e.txt"):
        found = normalized.front_matter(file)
        assert found["province"] is None
        assert "province" not in found["evidence"]
        assert "missing-province" in found["diagnostics"]
    why = normalized.front_matter("000_57f2fc87f18f711c.txt")["evidence"]["province"]
    assert why["status"] == "inferred"
    assert why["quote"] == "Thừa Thiên Huế"
    assert why["note"]


def test_the_tool_chain_reads_what_the_scorer_reads(normalized: Written) -> None:
    files = sorted(path.name for path in Path(shared(), "seeds").iterdir())
    assert sorted(found["source"]["file"] for found in normalized.front_matters()) == files
