"""Texts to try: any Unicode, soups of the words that rules look for, and damaged samples."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from hypothesis import strategies as st

from tests.cases import FOLDER
from tests.support.requirements import ROOT

SAMPLES = ROOT / "docs_src" / "raw" / "mau"

MARKUP = (
    "<script>alert(1)</script>", "{{ config }}", "{% raw %}", "---", "# không phải tiêu đề",
    "[x](javascript:alert(1))", "| a | b |", "|---|---|", "**a**", "***", "__a__", "`a`", "```", "~~~",
    "<!-- a", "-->", "<!DOCTYPE x>", "<?php", "&lt;", "&#60;", "&amp", "{: .a }", "{#a}", "[a]: http://b",
    "[^1]: a", "![x](y)", "\\", "<a href=x>", "</div>", "http://a.vn", "a@b.vn", "<http://a.vn>",
    "1986\\. A", "1) a", "+ a", "* a", "> a", "=====", ": a", "!!! note", "??? a", "*[HTML]: x", "%%",
    "$$x$$", "\u2028", "\u0085", "\u200b", "\ufeff", "\x00", "\x1f", "\u00ad", "\u202e", "\U0001f4a9",
    "e\u0301", "\u0301", "\u1100\u1161", "\u0344", "\ufb01", "\u00d0", "\u2044", "\r", "\t", "\f", "\v",
    "   ", "\u3000", "\u00a0", "<!", "<![CDATA[", "&", "\\[", "\\\\", "]", "](", "[", "{", "}", "wzxhzdk:0",
    "\x02wzxhzdk:0\x03", "klzzwxh:0000",
)  # fmt: skip
"""What a page could take for markup, and code points that programs stumble over."""


@cache
def fragments() -> tuple[str, ...]:
    """Words, lines and whole texts of all cases of the rules."""
    found: set[str] = set()
    for path in sorted(FOLDER.glob("*.yml")):
        for case in yaml.safe_load(path.read_text(encoding="utf-8")) or ():
            text = case.get("text") or case.get("printed", "") if isinstance(case, dict) else ""
            found.update(line.strip() for line in text.splitlines())
            found.update(text.split())
    return tuple(sorted(found - {""}))


@cache
def samples() -> tuple[tuple[str, str], ...]:
    """Name and text of the samples that are text or Markdown."""
    paths = sorted(path for path in SAMPLES.rglob("*") if path.suffix in (".txt", ".md"))
    return tuple((path.relative_to(SAMPLES).as_posix(), path.read_text("utf-8-sig")) for path in paths)


def is_markdown(path: str) -> bool:
    return Path(path).suffix == ".md"


def any_text(limit: int = 300) -> st.SearchStrategy[str]:
    """Any Unicode text."""
    return st.text(max_size=limit)


def soup(limit: int = 25) -> st.SearchStrategy[str]:
    """The words that rules look for, in any order, with any marks and line breaks between them."""
    words = st.one_of(
        st.sampled_from(fragments()),
        st.sampled_from(fragments()),
        st.sampled_from(MARKUP),
        st.text(max_size=4),
    )
    separators = st.sampled_from((" ", "\n", "\n\n", "", "\t", "    ", "\r\n", " | "))
    return st.lists(st.tuples(words, separators), max_size=limit).map(
        lambda pairs: "".join(word + separator for word, separator in pairs)
    )


@st.composite
def damaged_sample(draw: st.DrawFn) -> tuple[bool, str]:
    """Whether a sample is Markdown, and its text with lines dropped, doubled, swapped, cut or damaged."""
    name, text = draw(st.sampled_from(samples()))
    lines = text.split("\n")
    for _ in range(draw(st.integers(1, 12))):
        at = draw(st.integers(0, len(lines) - 1))
        other = draw(st.integers(0, len(lines) - 1))
        kind: Any = draw(st.sampled_from(("drop", "double", "swap", "cut", "replace", "insert", "join")))
        if kind == "drop" and len(lines) > 1:
            del lines[at]
        elif kind == "double":
            lines.insert(other, lines[at])
        elif kind == "swap":
            lines[at], lines[other] = lines[other], lines[at]
        elif kind == "cut":
            lines[at] = lines[at][: draw(st.integers(0, 40))]
        elif kind == "replace" and lines[at]:
            place = draw(st.integers(0, len(lines[at]) - 1))
            lines[at] = lines[at][:place] + draw(st.text(max_size=2)) + lines[at][place + 1 :]
        elif kind == "insert":
            place = draw(st.integers(0, len(lines[at])))
            lines[at] = lines[at][:place] + draw(st.sampled_from(MARKUP)) + lines[at][place:]
        elif kind == "join" and at + 1 < len(lines):
            lines[at : at + 2] = [lines[at] + lines[at + 1]]
    return is_markdown(name), "\n".join(lines)
