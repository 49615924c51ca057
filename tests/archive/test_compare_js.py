"""The browser aligns two documents as the build does."""

from __future__ import annotations

import json
import subprocess
from dataclasses import asdict
from itertools import combinations
from typing import Any

import pytest

from generator.archive.compare import compared, passages_of
from generator.model import Directive
from tests.archive.checked import archive_of_raw
from tests.search.browsing import MODULES, node
from tests.support.points import POINTS

SCRIPT = """
import {{ compared }} from "{module}";
let input = "";
for await (const part of process.stdin) input += part;
console.log(JSON.stringify(JSON.parse(input).map(([a, b]) => compared(a, b))));
"""


def in_javascript(pairs: list[tuple[Directive, Directive]]) -> list[dict[str, Any]]:
    """What the browser makes of the pairs, run by node."""
    given = [[[asdict(p) for p in passages_of(one)] for one in pair] for pair in pairs]
    script = SCRIPT.format(module=(MODULES.parent / "so-sanh-doi-chieu.js").as_uri())
    done = subprocess.run(
        [node(), "--input-type=module", "-e", script],
        input=json.dumps(given),
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=60,
    )
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("root", ["shared", "samples"])
def test_the_browser_aligns_as_the_build(root: str) -> None:
    directives = [d.directive for d in archive_of_raw(root).documents]
    pairs = list(combinations(directives, 2))[:40]
    for (a, b), found in zip(pairs, in_javascript(pairs), strict=True):
        expected = compared(a, b)
        assert found["rows"] == [_plain(asdict(row)) for row in expected.rows]
        assert found["common"] == pytest.approx(expected.common, abs=0.001)


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "words": list(row["words"])}


def test_the_browser_tells_a_place_as_the_build() -> None:
    module = (MODULES.parent / "so-sanh-doi-chieu.js").as_uri()
    places = f"{json.dumps([*POINTS])}.map(point)"
    script = f'import {{ point }} from "{module}"; console.log(JSON.stringify({places}));'
    done = subprocess.run(
        [node(), "--input-type=module", "-e", script],
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=60,
    )
    assert dict(zip(POINTS, json.loads(done.stdout), strict=True)) == POINTS
