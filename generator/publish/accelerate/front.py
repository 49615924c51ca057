"""The front matter of a page: the narrow YAML that ``generator.render.pages`` writes, else YAML as it is.

Reading it with a YAML parser takes as long as all the rest of a page. What is read here is a part of
YAML on which no two readings are possible; anything else goes to MkDocs' own reader.
"""

from __future__ import annotations

import re
from typing import Any

from mkdocs.utils.meta import get_data

_HEAD = re.compile(r"---\n(.*?\n)---\n", re.DOTALL)
_LINE = re.compile(r"(title|description): (.+)")
_ITEM = re.compile(r"- anchor: (.+)\n  label: (.+)\n  depth: (\d)\n")
_HIDE = "hide:\n- navigation\n- toc\n"
_QUOTED = re.compile(r"'((?:[^']|'')*)'")
_PLAIN = re.compile(r"(?:\d[\d.]* )?[^\W\d_][^:#\n]*(?:(?::(?=\S)|(?<=\S)#)[^:#\n]*)*(?<=\S)")
"""Text that begins with a letter, or a number and a letter; no ``: `` begins a value, no `` #`` a comment."""
_WORDS = frozenset(("y", "n", "yes", "no", "true", "false", "on", "off", "null"))
"""What YAML 1.1 takes for a truth value or null, in any case of letters."""
_UNPRINTABLE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]")


def split(text: str) -> tuple[str, dict[str, Any]]:
    """A page's Markdown and its front matter, as ``mkdocs.utils.meta.get_data`` gives them."""
    head = _HEAD.match(text)
    if head and not _UNPRINTABLE.search(head[1]):
        values = _read(head[1])
        if values is not None:
            return text[head.end() :].lstrip("\n"), values
    source, meta = get_data(text)
    return source, dict(meta)


def _read(head: str) -> dict[str, Any] | None:
    """The values, or ``None`` where the lines are others than a title, a description and contents."""
    values: dict[str, Any] = {}
    head, hide, rest = head.partition(_HIDE)
    lines, contents, items = (head, "", "") if hide else head.partition("contents:\n")
    if rest:
        return None
    for line in lines.splitlines():
        found = _LINE.fullmatch(line)
        text = _scalar(found[2]) if found else None
        if not found or text is None or found[1] in values:
            return None
        values[found[1]] = text
    if hide:
        values["hide"] = ["navigation", "toc"]
    if contents:
        found_items = _items(items)
        if found_items is None:
            return None
        values["contents"] = found_items
    return values


def _items(text: str) -> list[dict[str, Any]] | None:
    items, at = [], 0
    while at < len(text):
        found = _ITEM.match(text, at)
        anchor, label = (_scalar(found[1]), _scalar(found[2])) if found else (None, None)
        if not found or anchor is None or label is None:
            return None
        items.append({"anchor": anchor, "label": label, "depth": int(found[3])})
        at = found.end()
    return items


def _scalar(text: str) -> str | None:
    """The string that a scalar on one line is; ``None`` if it might be anything else."""
    if quoted := _QUOTED.fullmatch(text):
        return quoted[1].replace("''", "'")
    if _PLAIN.fullmatch(text) and text.lower() not in _WORDS:
        return text
    return None
