"""What other programs take from the site: each document's data and source text, and everything at once."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from functools import cache, partial
from itertools import chain
from operator import attrgetter
from pathlib import Path
from typing import Any

import msgspec

from generator.addresses import document_address, original_name
from generator.cache import digest_of
from generator.collection import Archive
from generator.config import Config
from generator.documents import Document, Documents, documents_of
from generator.model import Draft, Normalized, Profile, Sheaf
from generator.records import authority_digest, authority_json, front_matter
from generator.sealed import Chunk, mapped_file

_COLUMNS = (
    *("id", "state", "type", "number", "date", "place", "issuer", "branch", "province", "subject"),
    *("signer", "signer_title", "signing_authority", "sample", "duplicate_of"),
)
_VALUES = attrgetter(*_COLUMNS)
_OTHERS = ("web-furniture", "posting-date")
"""Reasons of the ledger for text that is somebody else's page around the document."""

_LINES = msgspec.json.Encoder()

_DATA, _RELATIONS = "du-lieu/directives.jsonl", "du-lieu/relations.jsonl"
_TABLE = "du-lieu/directives.csv"
_LINE_OF_DATA = re.compile(rb'^\{"id": "([^"]+)"', re.MULTILINE)
_LINE_OF_RELATION = re.compile(rb'^\{"kind":"[^"]+","by":"([^"]+)"', re.MULTILINE)
_LINE_OF_TABLE = re.compile(rb'^([^",\r\n]+),', re.MULTILINE)

_FEW = 200
"""One document in so many."""


def document_sheaves(archive: Archive, config: Config) -> list[Sheaf]:
    """What stands beside each document's page: ``index.json`` and ``goc.txt``, and where the owner wants
    it (``publish_original: full``) the raw file as received."""
    documents = documents_of(archive.documents)
    raw_dir = config.raw_dir if config.publish_original == "full" else None
    return [
        Sheaf(f"du-lieu/{one.id}", partial(_planned, documents, one, raw_dir)) for one in documents.profiles
    ]


def _planned(documents: Documents, profile: Profile, raw_dir: Path | None) -> tuple[list[Draft], tuple[str]]:
    originals = [_original(profile, raw_dir)] if raw_dir else []
    return [*_document_files(documents, profile.id), *originals], (f"text {profile.id}",)


def collection_files(archive: Archive, docs: Path, changed: Set[str] | None = None) -> Iterator[Draft]:
    """``du-lieu/``: everything at once. ``directives.jsonl`` is every ``index.json`` of ``docs``, so these
    have to be there.

    Args:
        archive: what to write.
        docs: the folder of the site's sources, with the files of an earlier time.
        changed: the ids of all documents that are not what they were at that time; the lines of the rest
            are taken over. ``None`` where it is not known.
    """
    documents = documents_of(archive.documents)
    every = digest_of(*(one.digest for one in documents.by_id.values()))

    def data(name: str) -> bytes:
        return _content(f"{docs}/{document_address(name)}index.json")

    def relations(name: str) -> bytes:
        return _LINES.encode_lines(list(archive.relations.get(name, ())))

    def row(name: str) -> bytes:
        return _row(documents.by_id[name])

    def lines(
        path: str, line: re.Pattern[bytes], made: Callable[[str], bytes], opening: bytes = b""
    ) -> Iterator[Chunk]:
        old = mapped_file(docs / path)[len(opening) :]
        return chain([opening], _lines_again(old, line, documents.by_id, changed, made))

    yield Draft(_DATA, every, lambda: lines(_DATA, _LINE_OF_DATA, data))
    yield Draft(_TABLE, every, lambda: b"".join(lines(_TABLE, _LINE_OF_TABLE, row, _header())))
    authority = authority_digest(archive)
    yield Draft("du-lieu/instruments.json", authority, lambda: authority_json(archive.instruments))
    yield Draft(_RELATIONS, every, lambda: b"".join(lines(_RELATIONS, _LINE_OF_RELATION, relations)))


def _lines_again(
    old: memoryview,
    line: re.Pattern[bytes],
    names: Mapping[str, object],
    changed: Set[str] | None,
    made: Callable[[str], bytes],
) -> Iterator[Chunk]:
    """The lines of documents in order of their ids: those that a file has, made ones of the changed.

    Args:
        old: the file, its lines in the same order.
        line: finds the opening of a line, up to the id of the document that it is of.
        names: the ids, in order.
        changed: those whose lines are not taken over, be they there still or not; ``None`` for all.
            To look for very many takes longer than to make every line.
        made: gives the lines of a document.
    """
    if changed is None or not old or _FEW * len(changed) > len(names):
        yield from map(made, names)
        return
    at = 0
    for name in sorted(changed):
        start = _place(old, line, at, name)
        yield old[at:start]
        if name in names:
            yield made(name)
        at = _place(old, line, start, name, behind=True)
    yield old[at:]


def _place(content: memoryview, line: re.Pattern[bytes], low: int, name: str, *, behind: bool = False) -> int:
    """Where the lines of a document stand or would stand, or the place ``behind`` them; ``low`` is no later.
    It is found by halving, as lines are in order of the documents' ids."""
    high = len(content)
    while low < high:
        middle = (low + high) // 2
        found = line.search(content, middle)
        other = found[1].decode() if found else None
        if found and other and (other < name or (behind and other == name)):
            low = found.end()
        else:
            high = middle
    found = line.search(content, low)
    return found.start() if found else len(content)


def _content(path: str | bytes) -> bytes:
    """The bytes of a file; there are as many such files as documents."""
    with open(path, "rb", buffering=0) as file:
        return file.readall()


def _document_files(documents: Documents, key: str) -> Iterator[Draft]:
    base, made_of = document_address(key), documents.digest(key)
    whole = cache(partial(documents.load, key))
    yield Draft(f"{base}index.json", made_of, lambda: _line(front_matter(whole().directive)))
    yield Draft(f"{base}goc.txt", made_of, lambda: source_text(whole()).encode("utf-8"))


def _original(profile: Profile, raw_dir: Path) -> Draft:
    source = profile.source
    path = f"{document_address(profile.id)}{original_name(source.file)}"
    received = os.path.join(os.fsencode(raw_dir), source.file.encode("utf-8"))  # whatever the locale
    return Draft(path, bytes.fromhex(source.sha256), partial(_content, received))


def _line(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False) + "\n").encode("utf-8")


def source_text(document: Normalized) -> str:
    """The source text of a document without what its ledger omits as furniture of others."""
    text = document.source_text.text
    pieces, at = [], 0
    for omission in sorted(document.ledger.omitted, key=lambda one: one.start):
        if omission.reason in _OTHERS:
            pieces.append(text[at : omission.start])
            at = max(at, omission.end)
    return "".join([*pieces, text[at:]])


def _header() -> bytes:
    """The first line of the table, behind a byte order mark, without which Excel takes Vietnamese for
    another encoding."""
    return ("\ufeff" + _csv([*_COLUMNS, "recipients", "tasks", "cites", "source"])).encode("utf-8")


def _row(document: Document) -> bytes:
    summary, profile = document.summary, document.profile
    counts = (summary.recipients, summary.tasks, len(summary.cites))
    key, *values = _VALUES(profile)
    return _csv([key, *map(_cell, values), *counts, _cell(profile.source.file)]).encode("utf-8")


def _csv(values: Iterable[Any]) -> str:
    """A line of RFC 4180."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(values)
    return out.getvalue()


def _cell(value: Any) -> Any:
    """A value of the table, on one line, so that each line of the table is a row; text that a spreadsheet
    would run as a formula gets an apostrophe."""
    if not isinstance(value, str):
        return value
    line = " ".join(value.splitlines())
    return f"'{line}" if line.startswith(("=", "+", "-", "@", "\t")) else line
