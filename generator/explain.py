"""A normalized document explained on a terminal: its parts, its values with their evidence, its citations.

Everything reads without colour too: each line of the text names its part in the margin.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from typing import NamedTuple

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from generator import report
from generator.model import Block, BlockKind, Cite, Directive, Evidence, Ledger, Normalized, Status
from generator.text import fold

FIELDS = (
    "state",
    "type",
    "number",
    "date",
    "place",
    "issuer",
    "branch",
    "province",
    "subject",
    "signer",
    "signer_title",
    "signing_authority",
    "cosigners",
    "recipients",
    "tasks",
    "parts",
)
"""The fields of the front matter that a text can state, in the order of the contract."""

_STATUS = {Status.STATED: "có trong văn bản", Status.INFERRED: "suy ra", Status.CORRECTED: "người đính chính"}
_STATUS_STYLE = {Status.STATED: "green", Status.INFERRED: "yellow", Status.CORRECTED: "magenta"}


class _Part(NamedTuple):
    """A part of a document: its name in the margin, its colour, and its place in reading order."""

    label: str
    style: str
    rank: int


_LETTERHEAD = _Part("đầu văn bản", "cyan", 0)
_HEADING = _Part("tên loại", "bold", 1)
_BODY = _Part("nội dung", "", 2)
_TASK = _Part("nhiệm vụ", "blue", 2)
_RECIPIENTS = _Part("nơi nhận", "magenta", 3)
_SIGNATURE = _Part("ký", "yellow", 3)
_KEPT = _Part("giữ", "", 2)


def explanation(normalized: Normalized) -> RenderableType:
    """What ``chithi explain`` prints of one document."""
    directive, text = normalized.directive, normalized.source_text.text
    line_of = _line_counter(text)
    shown: list[RenderableType] = [
        Text(f"{directive.source.file} → {directive.id}", style="bold"),
        Rule("Các phần của văn bản", align="left"),
        _text_table(normalized),
        Rule("Giá trị và chứng cứ", align="left"),
        _field_table(directive, line_of),
        Rule(f"Viện dẫn ({len(directive.cites)})", align="left"),
        *(_citation(cite, line_of) for cite in directive.cites),
        Rule(f"Ghi nhận ({len(directive.diagnostics)})", align="left"),
        *(Text(report.plain(item, item.file)) for item in directive.diagnostics),
    ]
    return Group(*shown)


class _LineCounter(NamedTuple):
    """Offsets at which lines start."""

    starts: tuple[int, ...]

    def __call__(self, offset: int) -> int:
        """The number of the line of an offset, from 1."""
        return bisect_right(self.starts, offset)


def _line_counter(text: str) -> _LineCounter:
    """Line numbers as editors count them, by LF."""
    return _LineCounter((0, *(offset + 1 for offset, char in enumerate(text) if char == "\n")))


def _printable(text: str) -> str:
    """The text with control characters replaced one for one: raw text must not steer a terminal."""
    return "".join(
        "�" if unicodedata.category(char) in ("Cc", "Cf") and char != "\n" else char for char in text
    )


# The text, line by line, each with its part.


def _text_table(normalized: Normalized) -> Table:
    """Line number, part and text; evidence and citations underlined, what the page omits struck out."""
    source = normalized.source_text.text
    painted = Text(_printable(source.replace("\t", " ").replace("\r", " ")))
    for item in normalized.ledger.omitted:
        painted.stylize("dim strike", item.start, item.end)
    for evidence in normalized.directive.evidence.values():
        if evidence.start is not None and evidence.end is not None:
            painted.stylize("underline", evidence.start, evidence.end)
    for cite in normalized.directive.cites:
        for mention in cite.mentions:
            painted.stylize("underline green", mention.start, mention.end)
    table = Table.grid(padding=(0, 1))
    table.add_column(justify="right", style="dim", no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    lines = painted.split("\n", allow_blank=True)
    for number, (line, part) in enumerate(zip(lines, parts_of_lines(normalized), strict=True), start=1):
        if line.plain.strip():
            line.rstrip()
            table.add_row(
                str(number), Text(part.label, style=part.style), Text.assemble(line, style=part.style)
            )
    return table


def parts_of_lines(normalized: Normalized) -> list[_Part]:
    """The part of each line of the source text, blank lines included.

    A line belongs to the part in whose printed text its kept letters stand; where several do, to the
    next in reading order, so that a name in the body that also stands in the letterhead stays put.
    """
    source = normalized.source_text.text
    kept, reasons = _kept_letters(source, normalized.ledger)
    keys = _part_keys(normalized.directive)
    found: list[_Part] = []
    rank = 0
    for letters, reason in zip(kept, reasons, strict=True):
        candidates = [part for part, key in keys if letters and letters in key]
        ahead = [part for part in candidates if part.rank >= rank]
        if not letters:
            found.append(_Part(f"bỏ: {reason}", "dim", rank) if reason else _KEPT)
            continue
        part = min(ahead or candidates or [_KEPT], key=lambda each: each.rank)
        rank = max(rank, part.rank) if candidates else rank
        found.append(part)
    return found


def _part_keys(directive: Directive) -> list[tuple[_Part, str]]:
    """The letters of each part as the page shows it."""
    printed = directive.printed
    tasks = [block.text for block in directive.blocks if _is_task(block)]
    rest = [
        text
        for block in directive.blocks
        if not _is_task(block)
        for text in (block.text, *(cell for row in block.rows for cell in row))
    ]
    named: Sequence[tuple[_Part, Sequence[str]]] = (
        (_LETTERHEAD, printed.letterhead),
        (_HEADING, printed.heading),
        (_TASK, tasks),
        (_BODY, rest),
        (_RECIPIENTS, printed.recipients),
        (_SIGNATURE, printed.signature),
    )
    return [(part, _letters(" ".join(texts))) for part, texts in named]


def _is_task(block: Block) -> bool:
    """Whether a block is a task or stands for one with its number: those can be linked to."""
    return block.kind is BlockKind.TASK or block.anchor is not None


def _letters(text: str) -> str:
    """Only folded letters and digits: what joining lines and mending separators leaves unchanged."""
    return "".join(char for char in fold(text) if char.isalnum())


def _kept_letters(source: str, ledger: Ledger) -> tuple[list[str], list[str]]:
    """For each line, the letters that the page shows, and why the rest of it is omitted."""
    keep = bytearray(len(source))
    for start, end in ledger.kept:
        keep[start:end] = b"\x01" * (end - start)
    reason_at = {item.start: item.reason for item in ledger.omitted}
    spans = sorted((item.start, item.end) for item in ledger.omitted)
    starts = [start for start, _ in spans]
    kept: list[str] = []
    reasons: list[str] = []
    offset = 0
    for line in source.split("\n"):
        end = offset + len(line)
        kept.append(_letters("".join(char for at, char in enumerate(line, offset) if keep[at])))
        before = bisect_right(starts, end) - 1
        touches = before >= 0 and spans[before][1] > offset
        reasons.append(reason_at[spans[before][0]] if touches else "")
        offset = end + 1
    return kept, reasons


# The values.


def _field_table(directive: Directive, line_of: _LineCounter) -> Table:
    """Each field with its value, its status, the words it was read from, and the rule."""
    table = Table(show_edge=False, pad_edge=False)
    for heading in ("Trường", "Giá trị", "Tình trạng", "Lời văn hoặc lý do", "Quy tắc"):
        table.add_column(heading, overflow="fold")
    for name in FIELDS:
        value = _shown(getattr(directive, name))
        evidence = directive.evidence.get(name)
        if evidence is None:
            table.add_row(name, value or Text("—", style="dim"), "", "", "")
        else:
            status = Text(_STATUS[evidence.status], style=_STATUS_STYLE[evidence.status])
            table.add_row(name, value, status, _words(evidence, line_of), evidence.rule)
    return table


def _shown(value: object) -> Text:
    """A field's value as text; the members of a list one a line."""
    if isinstance(value, tuple):
        return Text("\n").join(_shown(item) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        members = (getattr(value, item.name) for item in fields(value))
        return Text(_printable(" · ".join(str(member) for member in members if member)))
    return Text(_printable("" if value is None else str(value)))


def _words(evidence: Evidence, line_of: _LineCounter) -> Text:
    """The quote with its line, then the note."""
    said: list[str] = []
    if evidence.quote is not None:
        quote = " ".join(evidence.quote.split())
        line = "" if evidence.start is None else f"dòng {line_of(evidence.start)}: "
        said.append(f"{line}«{quote}»")
    said += [evidence.note] if evidence.note else []
    return Text(_printable("\n".join(said)))


def _citation(cite: Cite, line_of: _LineCounter) -> RenderableType:
    """An instrument as this text cites it, with every mention."""
    parts = (cite.type, cite.number, cite.date, cite.issuer, cite.title)
    head = Text.assemble((cite.key, "bold"), "  ", _printable(" · ".join(part for part in parts if part)))
    mentions = [
        Text(
            _printable(f"dòng {line_of(mention.start)} ({mention.form}): «{' '.join(mention.quote.split())}»")
        )
        for mention in cite.mentions
    ]
    return Group(head, *(Padding(mention, (0, 0, 0, 4)) for mention in mentions))
