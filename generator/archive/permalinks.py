"""Permanent identifiers of documents: given out once, never changed, never reused."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

import yaml

from generator.model import Directive
from generator.numbers import central_body, parse_number
from generator.text import slug


@dataclass(frozen=True, slots=True)
class Recorded:
    """The raw file that an identifier was given to, by path and fixity."""

    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Permalinks:
    """Identifiers given out so far."""

    by_id: Mapping[str, Recorded] = field(default_factory=dict)

    def dump(self) -> str:
        """The text of ``permalinks.yml``."""
        head = (
            "# Định danh đã cấp cho từng văn bản; không sửa, không dùng lại.\n"
            "# Lệnh “chithi build” tự ghi thêm.\n"
        )
        data = {key: {"file": r.file, "sha256": r.sha256} for key, r in sorted(self.by_id.items())}
        return head + (
            yaml.safe_dump(data, allow_unicode=True, sort_keys=True, width=10_000) if data else "{}\n"
        )


def read_permalinks(text: str) -> Permalinks:
    """The identifiers that ``permalinks.yml`` records."""
    data = yaml.safe_load(text) or {}
    return Permalinks({str(key): Recorded(str(r["file"]), str(r["sha256"])) for key, r in data.items()})


def base_id(directive: Directive) -> str:
    """The identifier that a document's metadata give: type, number, province (or central body) and
    year; where one is missing, the slug of the raw file's stem."""
    number = parse_number(directive.number) if directive.number else None
    where = directive.province
    if where is None and number is not None:
        body = central_body(number)
        where = body.name if body and body.symbols[:1] != ("TW",) else ("Trung ương" if body else None)
    if directive.type and number and where and directive.date:
        return slug(f"{directive.type} {number.text} {where} {directive.date[:4]}")
    stem = PurePosixPath(directive.source.file).name.rsplit(".", 1)[0]
    return slug(stem) or f"van-ban-{directive.source.sha256[:12]}"


def identified(directives: Iterable[Directive], recorded: Permalinks) -> tuple[list[str], Permalinks]:
    """Identifiers of the documents, in their order, and all that are now given out.

    A recorded one stays with its file, or with its bytes where the file was moved; a new one that
    is taken gets ``-2``, ``-3`` …
    """
    documents = list(directives)
    taken = dict(recorded.by_id)
    by_file = {r.file: key for key, r in recorded.by_id.items()}
    by_hash = {r.sha256: key for key, r in recorded.by_id.items()}
    files = {d.source.file for d in documents}
    ids: list[str] = []
    given: set[str] = set()
    for directive in documents:
        source = directive.source
        known = by_file.get(source.file)
        moved = by_hash.get(source.sha256)
        if known is None and moved is not None and recorded.by_id[moved].file not in files:
            known = moved
        if known is None or known in given:
            known = _free(base_id(directive), taken.keys() | given)
        given.add(known)
        taken[known] = Recorded(source.file, source.sha256)
        ids.append(known)
    return ids, Permalinks(taken)


def _free(wanted: str, taken: Iterable[str]) -> str:
    used = set(taken)
    if wanted not in used:
        return wanted
    stem = re.sub(r"-$", "", wanted)
    return next(f"{stem}-{n}" for n in range(2, len(used) + 3) if f"{stem}-{n}" not in used)
