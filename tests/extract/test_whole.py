"""Whole documents, and files that hold more or less than one."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cases import cases, normalized
from tests.properties.invariants import check


@pytest.mark.parametrize("case", cases("wholes"))
def test_whole(case: dict[str, Any]) -> None:
    document = normalized(case["text"], markdown=case.get("markdown", False))
    check(document)
    found = document.directive
    values: dict[str, Any] = {
        "recipients": list(found.recipients),
        "parts": [[part.kind, part.title] for part in found.parts],
        "tasks": [task.anchor for task in found.tasks],
        "cosigners": [one.name for one in found.cosigners],
        "cites": [cite.number or cite.title for cite in found.cites],
        "blocks_count": len(found.blocks),
        "remarks": [one.code for one in found.diagnostics if not one.code.startswith("missing-")],
        "last_block": found.blocks[-1].text if found.blocks else None,
    }
    asked = [key for key in case if key not in ("text", "markdown")]
    assert {key: values[key] if key in values else getattr(found, key) for key in asked} == {
        key: case[key] for key in asked
    }
