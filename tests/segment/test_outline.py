"""The outline of a body: blocks, their anchors, and the top-level tasks."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cases import HEADING, cases, directive

OPENING = "\nTrong những năm qua, công tác phòng cháy, chữa cháy đã có nhiều chuyển biến tích cực.\n\n"


@pytest.mark.parametrize("case", cases("outlines"))
def test_outline(case: dict[str, Any]) -> None:
    found = directive(f"{HEADING}{OPENING}{case['text']}")
    opening, *blocks = found.blocks
    assert opening.text == OPENING.strip()
    if "blocks" in case:
        seen = [
            [block.kind.value, block.anchor, block.text[: len(wanted[2])]]
            for block, wanted in zip(blocks, case["blocks"], strict=False)
        ]
        assert seen == case["blocks"]
        assert len(blocks) == len(case["blocks"])
    if "tasks" in case:
        assert [[task.number, task.heading, task.anchor] for task in found.tasks] == case["tasks"]
    anchors = [block.anchor for block in blocks if block.anchor]
    assert len(set(anchors)) == len(anchors)
    assert {task.anchor for task in found.tasks} <= set(anchors)
