"""The same words in another encoding of letters, spaces and line ends are the same document."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Any

import pytest

from generator.model import Directive
from generator.text import nfc
from tests.cases import normalized
from tests.properties.invariants import check
from tests.properties.texts import samples


def doubled_blank_lines(text: str) -> str:
    """Each run of blank lines twice as high."""
    lines: list[str] = []
    for line in text.split("\n"):
        lines.extend([line] if line.strip() else [line, ""])
    return "\n".join(lines)


DISGUISES: dict[str, Callable[[str], str]] = {
    "nfd": lambda text: unicodedata.normalize("NFD", text),
    "crlf": lambda text: text.replace("\n", "\r\n"),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "doubled blank lines": doubled_blank_lines,
    "trailing spaces": lambda text: text.replace("\n", "   \n"),
    "byte order mark inside": lambda text: "\ufeff" + text,
    "zero width spaces": lambda text: text.replace("n", "n\u200b"),
    "eth for đ": lambda text: text.replace("Đ", "\u00d0").replace("đ", "\u00f0"),
    "hyphens of another block": lambda text: text.replace("-", "\u2011"),
    "line separators": lambda text: text.replace("\n", "\u2028"),
    "carriage returns": lambda text: text.replace("\n", "\r"),
}


def meaning(directive: Directive) -> dict[str, Any]:
    """What a document says, without where it says it."""
    names = ("state", "type", "number", "date", "place", "issuer", "branch", "province", "subject")
    cites = [
        (cite.type, cite.number, cite.date, cite.issuer, cite.title, len(cite.mentions))
        for cite in directive.cites
    ]
    return {
        **{
            name: getattr(directive, name) for name in (*names, "signer", "signer_title", "signing_authority")
        },
        "recipients": directive.recipients,
        "tasks": [(task.number, task.heading, task.anchor) for task in directive.tasks],
        "parts": [(part.kind, part.title) for part in directive.parts],
        "blocks": [(block.kind, block.text, block.rows) for block in directive.blocks],
        "cites": cites,
    }


@pytest.mark.parametrize("disguise", DISGUISES)
@pytest.mark.parametrize("name", [name for name, _ in samples()])
def test_disguise(name: str, disguise: str) -> None:
    text = nfc(dict(samples())[name])
    if disguise in ("no-break spaces", "hyphens of another block") and name.endswith(".md"):
        pytest.skip("these make other Markdown of it")
    markdown = name.endswith(".md")
    plain = normalized(text, markdown=markdown)
    other = normalized(DISGUISES[disguise](text), markdown=markdown)
    check(other)
    assert meaning(other.directive) == meaning(plain.directive)
