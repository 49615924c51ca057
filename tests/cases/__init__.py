"""Cases of the rules of the language, in YAML, and what they have in common.

A case with ``bug: <n>`` is right and the code is not yet: its test must fail until it is mended, and
``bugs.yml`` says what is wrong. Nothing else tells a case from the others.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.extract import extract
from generator.model import Directive, Normalized, Source, SourceText
from generator.segment import ledger_of, segment

FOLDER = Path(__file__).parent


@cache
def known_bugs() -> dict[int, str]:
    """What is not yet right, by number."""
    loaded: dict[int, str] = _yaml("bugs") or {}
    return loaded


def _yaml(name: str) -> Any:
    return yaml.safe_load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"))


def cases(name: str) -> list[Any]:
    """The cases of ``name``.yml as parameters of a test, named by ``id`` or by their first words."""
    found = []
    for i, case in enumerate(_yaml(name)):
        number = case.pop("bug", None)
        marks = [] if number is None else [pytest.mark.xfail(strict=True, reason=known_bugs()[number])]
        label = case.pop("id", None) or " ".join(str(next(iter(case.values()))).split())[:60]
        found.append(pytest.param(case, id=f"{i + 1}-{label}", marks=marks))
    return found


def bugs_used() -> set[int]:
    """Numbers of the bugs that some case names."""
    files = [path.stem for path in FOLDER.glob("*.yml") if path.stem != "bugs"]
    return {case["bug"] for name in files for case in _yaml(name) if "bug" in case}


def normalized(text: str, *, markdown: bool = False) -> Normalized:
    """A raw text through the stages that work on one document."""
    media_type = "text/markdown" if markdown else "text/plain"
    source = SourceText(Source("van-ban.txt", "0" * 64, media_type), text, markdown)
    parts = segment(source)
    return Normalized(extract(source, parts), source, ledger_of(source, parts))


def directive(text: str, *, markdown: bool = False) -> Directive:
    """The document that a raw text makes."""
    return normalized(text, markdown=markdown).directive


BODY = """
Trong những năm qua, công tác phòng cháy, chữa cháy đã có nhiều chuyển biến, góp phần giữ vững trật tự.

Để khắc phục những hạn chế nêu trên, yêu cầu các cơ quan thực hiện tốt các nhiệm vụ sau:

1. Các sở, ban, ngành tổ chức tuyên truyền, phổ biến kiến thức cho người dân.

2. Thủ trưởng các cơ quan chịu trách nhiệm thi hành.
"""
"""A body that goes with any letterhead, heading and foot."""

HEADING = "CHỈ THỊ\nVề việc tăng cường công tác phòng cháy, chữa cháy\n"
"""A heading that goes with any letterhead, body and foot."""
