"""Small archives for the tests of the search, from a few words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from generator.collection import Archive, Instrument
from generator.model import (
    Block,
    BlockKind,
    Cite,
    Directive,
    Form,
    Ledger,
    Mention,
    Normalized,
    Run,
    Source,
    SourceText,
)

_NO_LEDGER = Ledger((), (), ())


def directive(id: str, *paragraphs: str, cites: Iterable[str] = (), **fields: Any) -> Directive:
    """A directive whose paragraphs that begin with ``1. `` and the like are tasks with an anchor."""
    return Directive(
        id=id,
        source=Source(f"{id}.txt", "0" * 64, "text/plain"),
        blocks=tuple(_block(text) for text in paragraphs),
        cites=tuple(_cite(key) for key in cites),
        **fields,
    )


def archive(*directives: Directive) -> Archive:
    """The archive of the directives, with the instruments that they cite."""
    keys = sorted({cite.key for item in directives for cite in item.cites})
    return Archive(
        documents=tuple(
            Normalized(item, SourceText(item.source, ""), _NO_LEDGER)
            for item in sorted(directives, key=lambda item: item.id)
        ),
        instruments=tuple(Instrument(key, "Kết luận", key.upper(), None, None) for key in keys),
    )


def raw_archive(folder: Path) -> Archive:
    """The raw texts of a folder taken as they are, lines joined: full text without metadata."""
    found = []
    for path in sorted(folder.rglob("*.txt")):
        text = path.read_text(encoding="utf-8", errors="replace")
        paragraphs = [" ".join(part.split()) for part in re.split(r"\n\s*\n\s*(?=[A-ZĐ0-9*])", text)]
        found.append(directive(path.stem.replace("_", "-"), *filter(None, paragraphs)))
    return archive(*found)


def _block(text: str) -> Block:
    task = re.match(r"([0-9]+(?:\.[0-9]+)*)\. ", text)
    if task:
        return Block(BlockKind.TASK, (Run(text),), anchor=task[1], level=2)
    return Block(BlockKind.PARAGRAPH, (Run(text),))


def _cite(key: str) -> Cite:
    return Cite(key, "Kết luận", key.upper(), None, None, None, (Mention(0, 1, "x", Form.FULL),))
