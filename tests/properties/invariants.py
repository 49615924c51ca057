"""What holds for every normalized document, whatever its text."""

from __future__ import annotations

import importlib
import json
import re
import unicodedata
from collections import Counter
from html.parser import HTMLParser
from itertools import chain, pairwise
from typing import Any

import yaml

from generator.model import Directive, Normalized
from generator.records import front_matter
from generator.render.normalized import markdown
from generator.text import LOOK_ALIKES

INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff\x00-\x08\x0e-\x1b\x7f-\x9f]")
PYTHON_MARKDOWN: Any = importlib.import_module("markdown")
"""Carries no types."""

ELEMENTS = {"p", "h2", "h3", "h4", "h5", "h6", "a", "table", "thead", "tbody", "tr", "th", "td"}
ATTRIBUTES = {"id", "class", "href", "data-cite"}
EXTENSIONS = ["attr_list", "md_in_html", "toc", "tables", "fenced_code"]
"""Those of the site, and those that MkDocs adds itself."""


def check(document: Normalized) -> None:
    """Everything below, of one document."""
    check_ledger(document)
    check_shown(document)
    check_evidence(document)
    check_mentions(document)
    check_structure(document.directive)
    check_front_matter(document)
    check_body(document)


def check_ledger(document: Normalized) -> None:
    text, ledger = document.source_text.text, document.ledger
    spans = sorted([*ledger.kept, *((one.start, one.end) for one in ledger.omitted)])
    assert all(0 <= start < end <= len(text) for start, end in spans), "a span out of range or empty"
    assert list(ledger.kept) == sorted(ledger.kept)
    assert [(o.start, o.end) for o in ledger.omitted] == sorted((o.start, o.end) for o in ledger.omitted)
    for (_, end), (start, _) in pairwise(spans):
        assert end <= start, "a character is in two spans"
    holes = [(0, 0), *spans, (len(text), len(text))]
    for (_, end), (start, _) in pairwise(holes):
        assert not text[end:start].strip(), f"{text[end:start]!r} is in no span"
    assert all(one.reason for one in ledger.omitted)
    for repair in ledger.repairs:
        assert text[repair.start : repair.end] == repair.before
        assert repair.before != repair.after


def _letters(pieces: list[str]) -> Counter[str]:
    """How often each visible character stands in some pieces of text, marks apart."""
    whole = unicodedata.normalize("NFD", "\n".join(pieces).translate(LOOK_ALIKES))
    return Counter(char for char in INVISIBLE.sub("", whole) if not char.isspace())


def check_shown(document: Normalized) -> None:
    """What is kept is what is shown, no more and no less."""
    text, directive = document.source_text.text, document.directive
    kept = [text[start:end] for start, end in document.ledger.kept]
    printed = directive.printed
    around = [*printed.letterhead, *printed.heading, *printed.recipients, *printed.signature]
    body = [cell for block in directive.blocks for cell in chain(*block.rows)]
    body += [block.text for block in directive.blocks if not block.rows]
    shown, of_source = _letters([*around, *body]), _letters(kept)
    assert shown == of_source, f"shown only: {shown - of_source}; kept only: {of_source - shown}"


def check_evidence(document: Normalized) -> None:
    text, directive = document.source_text.text, document.directive
    unproved = {"id", "source", "printed", "sample", "duplicate_of", "evidence", "diagnostics"}
    unproved |= {"cites", "assignments"}  # each of these has its own
    values = {name: value for name, value in front_matter(directive).items() if name not in unproved}
    unlike = {name for name, value in values.items() if value} ^ set(directive.evidence)
    assert not unlike, f"value without evidence or evidence without value: {unlike}"
    for name, found in directive.evidence.items():
        assert (found.start is None) == (found.end is None) == (found.quote is None), name
        assert found.rule
        if found.start is not None and found.end is not None:
            assert 0 <= found.start < found.end <= len(text), name
            assert found.quote == text[found.start : found.end], name
        assert found.status == "inferred" or found.start is not None, f"{name} is stated nowhere"


def check_mentions(document: Normalized) -> None:
    text = document.source_text.text
    firsts = []
    for cite in document.directive.cites:
        places = [(mention.start, mention.end) for mention in cite.mentions]
        assert places == sorted(set(places)), "mentions in order, each once"
        firsts.append(places[0])
        for mention in cite.mentions:
            assert 0 <= mention.start < mention.end <= len(text)
            assert mention.quote == text[mention.start : mention.end]
            assert mention.shown
            assert len(mention.before) + len(mention.after) < 600
        assert cite.number is None or cite.number[0].isdigit()
        assert cite.date is None or re.fullmatch(r"\d{4}-\d\d-\d\d", cite.date)
    spans = sorted((m.start, m.end) for cite in document.directive.cites for m in cite.mentions)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans)), "no mention within another"
    for one in document.directive.assignments:
        assert one.quote == text[one.start : one.end] != ""
    assert firsts == sorted(firsts), "in order of first mention"
    assert len({cite.key for cite in document.directive.cites}) == len(firsts)
    linked = {run.key for block in document.directive.blocks for run in block.runs if run.key}
    assert linked <= {cite.key for cite in document.directive.cites}


def check_structure(directive: Directive) -> None:
    anchors = [block.anchor for block in directive.blocks if block.anchor]
    assert len(set(anchors)) == len(anchors)
    assert all(re.fullmatch(r"[a-z0-9.-]+", anchor) for anchor in anchors)
    for task in directive.tasks:
        assert task.anchor in anchors
        assert len(task.heading) <= 120
    for part in directive.parts:
        assert part.anchor in anchors
    for block in directive.blocks:
        assert block.text.strip() or block.rows
        assert "\n" not in block.text
    for one in (directive.type, directive.number, directive.place, directive.issuer, directive.subject):
        assert one is None or (one == one.strip() != "" and "\n" not in one)
    assert all(item == item.strip() != "" for item in directive.recipients)
    assert directive.date is None or re.fullmatch(r"\d{4}-\d\d-\d\d", directive.date)


def check_front_matter(document: Normalized) -> None:
    written = markdown(document)
    assert written.startswith("---\n")
    head, mark, _ = written[4:].partition("\n---\n")
    assert mark
    plain: dict[str, Any] = json.loads(json.dumps(front_matter(document.directive)))
    assert yaml.safe_load(head) == plain


class _Page(HTMLParser):
    """The blocks of a rendered page: element, attributes and text; tables as their cells."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag in ELEMENTS - {"a", "table", "thead", "tbody", "tr"}:
            self.blocks.append("")

    def handle_data(self, data: str) -> None:
        if self.blocks:
            self.blocks[-1] += data
        else:
            assert not data.strip(), f"text outside of every block: {data!r}"

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(f"a declaration: {data!r}")

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data!r}")

    def handle_pi(self, data: str) -> None:
        raise AssertionError(f"a processing instruction: {data!r}")


def _words(text: str) -> str:
    return " ".join(text.split())


def check_body(document: Normalized) -> None:
    """The rendered Markdown shows the blocks' characters, in these elements and no others."""
    directive = document.directive
    body = markdown(document).partition("\n---\n")[2]
    page = _Page()
    page.feed(PYTHON_MARKDOWN.markdown(body, extensions=EXTENSIONS))
    page.close()
    for tag, attributes in page.seen:
        assert tag in ELEMENTS, f"<{tag}> {attributes}"
        assert set(attributes) <= ATTRIBUTES, f"<{tag}> {attributes}"
        if tag == "a":
            assert (attributes.get("href") or "").startswith("../../vien-dan/"), attributes
            assert attributes.get("data-cite")
    wanted: list[str] = []
    for block in directive.blocks:
        if block.rows:
            width = max(len(row) for row in block.rows)
            for row in block.rows:
                wanted.extend(_words(cell) for cell in (*row, *[""] * (width - len(row))))
        else:
            wanted.append(_words(block.text))
    shown = [_words(block) for block in page.blocks]
    assert list(filter(None, shown)) == list(filter(None, wanted))
    links = [run.key for block in directive.blocks for run in block.runs if run.key]
    assert [a["data-cite"] for tag, a in page.seen if tag == "a"] == links
    ids = {a["id"] for _, a in page.seen if a.get("id")}
    assert {block.anchor for block in directive.blocks if block.anchor} <= ids
