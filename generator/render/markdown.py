"""Blocks to Markdown in which raw text stays text: nothing in it can become markup."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from generator.model import Block, BlockKind, Run

_ALWAYS = {
    **{char: "\\" + char for char in "\\`*_{}[]#!"},
    "<": "&lt;",
    ">": "&gt;",
    "&": "&amp;",
    "|": "&#124;",
    "~": "&#126;",
}
_MARKUP = re.compile("[" + re.escape("".join(_ALWAYS)) + "]")
_LIST_NUMBER = re.compile(r"(\d+)([.)])(?=\s|$)")
_OPENERS = {"-": "\\-", "+": "\\+", "=": "&#61;", ":": "&#58;", "?": "&#63;"}
"""What Markdown, or an extension of some engine, gives a meaning at the start of a block."""


def escape(text: str) -> str:
    """Markdown that shows ``text`` as those characters, wherever in a block it stands."""
    return _MARKUP.sub(lambda match: _ALWAYS[match.group()], text)


def escape_block(text: str) -> str:
    """Markdown of a block that shows ``text`` as those characters, its first ones too."""
    text = text.strip()
    marked = escape(text)
    if text[:1] in _OPENERS:
        return _OPENERS[text[0]] + marked[1:]
    return _LIST_NUMBER.sub(r"\1\\\2", marked, count=1) if _LIST_NUMBER.match(text) else marked


def body(blocks: Iterable[Block], link: Callable[[str], str], notes: Mapping[str, str] | None = None) -> str:
    """The Markdown of a document's body, one paragraph a line, citations linked.

    Args:
        blocks: the body.
        link: gives the address of an instrument's page from its key.
        notes: by key, the HTML that follows the first citation of an instrument.
    """
    waiting = dict(notes or {})
    return "\n\n".join(_block(block, link, waiting) for block in blocks) + "\n"


def reference_mark(number: int, text: str) -> str:
    """The HTML of a mark in running text that leads to a note after it, and is named by what the note says.
    It holds no text: what the page shows of a document stays what the document says.

    Every letter but those of words is written by its number, so that nothing in it means anything to
    Markdown either.
    """
    label = re.sub(r"[^\w\s]", lambda sign: f"&#{ord(sign[0])};", text).replace("_", "&#95;")
    return f'<a class="ct-differs" id="cho-{number}" href="#khac-{number}" aria-label="{label}"></a>'


def _block(block: Block, link: Callable[[str], str], notes: dict[str, str]) -> str:
    if block.kind is BlockKind.TABLE:
        return _table(block)
    text = _runs(block.runs, link, notes)
    if block.kind is BlockKind.HEADING:
        return f"{'#' * max(2, block.level)} {text}" + (f" {{: #{block.anchor} }}" if block.anchor else "")
    classes = {BlockKind.TASK: ".task", BlockKind.ITEM: ".item"}.get(block.kind)
    marks = [mark for mark in (f"#{block.anchor}" if block.anchor else None, classes) if mark]
    return text + (f"\n{{: {' '.join(marks)} }}" if marks else "")


def _runs(runs: tuple[Run, ...], link: Callable[[str], str], notes: dict[str, str]) -> str:
    """The Markdown of runs; a note that is used is taken from ``notes``."""
    pieces = []
    for at, run in enumerate(runs):
        text = escape_block_start(run.text) if at == 0 else escape(run.text)
        pieces.append(f'[{text}]({link(run.key)}){{: data-cite="{run.key}" }}' if run.key else text)
        if run.key:
            pieces.append(notes.pop(run.key, ""))
    return "".join(pieces).strip()


def escape_block_start(text: str) -> str:
    """As :func:`escape_block`, keeping the white space at the end of a run."""
    tail = text[len(text.rstrip()) :]
    return escape_block(text) + tail


def _table(block: Block) -> str:
    width = max(len(row) for row in block.rows)
    rows = [[escape_block(cell) for cell in row] + [""] * (width - len(row)) for row in block.rows]
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    lines.insert(1, "|" + " --- |" * width)
    return "\n".join(lines)
