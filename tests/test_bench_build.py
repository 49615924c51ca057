"""What ``make bench`` compares: ways that build the same pages, each a process of its own."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bench.build import measured, told
from bench.costs import Failed, cost_of, instructions_in
from bench.publish import CHANGED, HOOK, LOOP, PLAIN, WHOLE


def test_the_ways_build_the_same_pages(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    result = measured(folder, 3)
    for what in ("unlike a build from nothing", "unlike MkDocs alone"):
        differing, files = result[what]
        assert differing == 0
        assert files > 50
    assert [cost["name"] for cost in result["publishing"] if cost["name"] != "Hugo"] == [
        *(PLAIN, WHOLE, HOOK, LOOP, CHANGED)
    ]
    assert len(result["chain"]) == 5
    assert all(cost["cpu"] > 0 and cost["memory"] > 0 for cost in (*result["chain"], *result["publishing"]))
    pages = [path for path in (folder / "floor" / "van-ban").glob("*/index.html")]
    assert len(pages) == 3
    for path in pages:
        ours = (folder / "mkdocs" / path.relative_to(folder / "floor")).read_text(encoding="utf-8")
        bare = path.read_text(encoding="utf-8")
        assert abs(len(ours) - len(bare)) < len(ours) / 10
        assert ours.split("<article", 1)[1].split("<h1", 1)[1][:200] in bare
    assert told(result).count("\n| ") == len(result["chain"]) + len(result["publishing"]) + 2


def test_a_command_that_fails_ends_the_comparison_with_its_last_words(tmp_path: Path) -> None:
    with pytest.raises(Failed, match="x: exit 1\nhết chỗ"):
        cost_of("x", [sys.executable, "-c", "import sys; sys.exit('hết chỗ')"], tmp_path)


def test_a_command_is_told_to_have_its_own_memory_alone(tmp_path: Path) -> None:
    ballast = b"x" * 200_000_000
    assert 0 < cost_of("x", [sys.executable, "-c", "pass"], tmp_path).memory < len(ballast) / 2e6
    held = cost_of("x", [sys.executable, "-c", "len(b'x' * 150_000_000)"], tmp_path).memory
    assert 150 < held < 250


@pytest.mark.parametrize(
    ("report", "number"),
    [
        ("# started on …\n\n2500000000,,instructions:u,1200,100.00,,\n", 2.5),
        ("<not supported>,,instructions:u,0,100.00,,\n", None),
        ("", None),
    ],
)
def test_instructions_are_read_from_a_report(report: str, number: float | None) -> None:
    assert instructions_in(report) == number
