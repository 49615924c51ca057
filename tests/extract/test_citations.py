"""What running text cites, from every form that real documents take."""

from __future__ import annotations

from typing import Any

import pytest

from generator.model import Cite
from tests.cases import HEADING, cases, directive

LETTERHEAD = "ỦY BAN NHÂN DÂN TỈNH AN GIANG\nSố: {number}\nAn Giang, ngày 05 tháng 3 năm 2024\n\n"


def seen(cite: Cite, wanted: dict[str, Any]) -> dict[str, Any]:
    """What a citation says of the keys that a case asks for."""
    values: dict[str, Any] = {
        "type": cite.type,
        "number": cite.number,
        "date": cite.date,
        "issuer": cite.issuer,
        "title": cite.title,
        "form": cite.mentions[0].form.value,
        "forms": [mention.form.value for mention in cite.mentions],
        "quotes": [mention.quote for mention in cite.mentions],
        "mentions": len(cite.mentions),
    }
    return {key: values[key] for key in wanted}


@pytest.mark.parametrize("case", cases("citations"))
def test_citations(case: dict[str, Any]) -> None:
    letterhead = LETTERHEAD.format(number=case["own"]) if "own" in case else ""
    found = directive(f"{letterhead}{HEADING}\n{case['text'].strip()}\n")
    numbers = [cite.number or cite.title for cite in found.cites]
    assert len(found.cites) == len(case["cites"]), numbers
    assert [seen(c, w) for c, w in zip(found.cites, case["cites"], strict=True)] == case["cites"]
    if "diagnostics" in case:
        codes = [one.code for one in found.diagnostics if not one.code.startswith("missing-")]
        assert codes == case["diagnostics"]
