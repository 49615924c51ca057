"""What other programs take from the site: each document's data and source text, and everything at once."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from generator.addresses import document_address
from generator.collection import Archive
from generator.model import Directive, Normalized, Page
from generator.records import front_matter, instrument_record

_COLUMNS = (
    *("id", "state", "type", "number", "date", "place", "issuer", "branch", "province", "subject"),
    *("signer", "signer_title", "signing_authority", "sample", "duplicate_of"),
)
_OTHERS = ("web-furniture", "posting-date")
"""Reasons of the ledger for text that is somebody else's page around the document."""


def export_pages(archive: Archive) -> Iterator[Page]:
    """Every file of data: ``index.json`` and ``goc.txt`` of each document, and ``du-lieu/``."""
    for document in archive.documents:
        base = document_address(document.directive.id)
        yield Page(f"{base}index.json", _json(front_matter(document.directive), indent=2) + "\n")
        yield Page(f"{base}goc.txt", source_text(document))
    directives = [document.directive for document in archive.documents]
    yield Page("du-lieu/directives.jsonl", "".join(_json(front_matter(d)) + "\n" for d in directives))
    yield Page("du-lieu/directives.csv", _csv(directives))
    instruments = {instrument.key: instrument_record(instrument) for instrument in archive.instruments}
    yield Page("du-lieu/instruments.json", _json(instruments, indent=2) + "\n")
    relations = "".join(_json(asdict(relation)) + "\n" for relation in archive.relations)
    yield Page("du-lieu/relations.jsonl", relations)


def source_text(document: Normalized) -> str:
    """The source text of a document without what its ledger omits as furniture of others."""
    text = document.source_text.text
    pieces, at = [], 0
    for omission in sorted(document.ledger.omitted, key=lambda one: one.start):
        if omission.reason in _OTHERS:
            pieces.append(text[at : omission.start])
            at = max(at, omission.end)
    return "".join([*pieces, text[at:]])


def _json(value: Any, indent: int | None = None) -> str:
    return json.dumps(value, ensure_ascii=False, indent=indent)


def _csv(directives: list[Directive]) -> str:
    """RFC 4180, with a byte order mark, without which Excel takes Vietnamese for another encoding."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*_COLUMNS, "recipients", "tasks", "cites", "source"])
    for directive in directives:
        row = [_cell(getattr(directive, name)) for name in _COLUMNS]
        counts = [len(directive.recipients), len(directive.tasks), len(directive.cites)]
        writer.writerow([*row, *counts, _cell(directive.source.file)])
    return "\ufeff" + out.getvalue()


def _cell(value: Any) -> Any:
    """A value of the table; text that a spreadsheet would run as a formula gets an apostrophe."""
    if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")):
        return "'" + value
    return value
