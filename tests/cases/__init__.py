"""Cases of the rules of the language, in YAML, and what they have in common."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.extract import extract
from generator.model import Directive, Normalized, Source, SourceText
from generator.segment import ledger_of, segment

FOLDER = Path(__file__).parent


def cases(name: str) -> list[Any]:
    """The cases of ``name``.yml as parameters of a test, named by ``id`` or by their first words."""
    found = []
    for i, case in enumerate(yaml.safe_load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"))):
        label = case.pop("id", None) or " ".join(str(next(iter(case.values()))).split())[:60]
        found.append(pytest.param(case, id=f"{i + 1}-{label}"))
    return found


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
