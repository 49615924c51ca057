"""Permanent identifiers of documents: given out once, never changed, never reused.

Each comes with a serial number, by which the search index knows the document: one more document leaves the
numbers of all others, and with them most of the index, as they were.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import yaml

from generator.model import Profile
from generator.numbers import central_body, parse_number
from generator.text import slug

if TYPE_CHECKING:
    from yaml import SafeLoader as _FastLoader
else:
    _FastLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_HEAD = (
    "# Định danh và số thứ tự đã cấp cho từng văn bản; không sửa, không dùng lại.\n"
    "# Lệnh “chithi build” tự ghi thêm.\n"
)


@dataclass(frozen=True, slots=True)
class Recorded:
    """The raw file that an identifier was given to, by path and fixity, and its serial number (from 1; 0
    where none is given yet)."""

    file: str
    sha256: str
    serial: int = 0


@dataclass(frozen=True, slots=True)
class Permalinks:
    """Identifiers given out so far."""

    by_id: Mapping[str, Recorded] = field(default_factory=dict)

    def dump(self) -> str:
        """The text of ``permalinks.yml``, a line an identifier."""
        lines = (_line(key, self.by_id[key]) for key in sorted(self.by_id))
        return _HEAD + ("".join(lines) or "{}\n")


_OWN_LINE = re.compile(r'"([a-z0-9-]+)": \{file: (".*"), sha256: "([0-9a-f]+)", serial: (\d+)\}')
"""A line as it is written here; ten thousand of them are read so without the cost of YAML."""


def _line(key: str, recorded: Recorded) -> str:
    file = json.dumps(recorded.file, ensure_ascii=False)
    return f'"{key}": {{file: {file}, sha256: "{recorded.sha256}", serial: {recorded.serial}}}\n'


def read_permalinks(text: str) -> Permalinks:
    """The identifiers that ``permalinks.yml`` records."""
    lines = text.removeprefix(_HEAD).splitlines()
    own = [_OWN_LINE.fullmatch(line) for line in lines]
    if all(own):
        return Permalinks({m[1]: Recorded(json.loads(m[2]), m[3], int(m[4])) for m in own if m})
    data = yaml.load(text, Loader=_FastLoader) or {}
    return Permalinks(
        {
            str(key): Recorded(str(r["file"]), str(r["sha256"]), int(r.get("serial", 0)))
            for key, r in data.items()
        }
    )


def base_id(profile: Profile) -> str:
    """The identifier that a document's metadata give: type, number, province (or central body) and
    year; where one is missing, the slug of the raw file's stem."""
    number = parse_number(profile.number) if profile.number else None
    where = profile.province
    if where is None and number is not None:
        body = central_body(number)
        where = body.name if body and body.symbols[:1] != ("TW",) else ("Trung ương" if body else None)
    if profile.type and number and where and profile.date:
        return slug(f"{profile.type} {number.text} {where} {profile.date[:4]}")
    stem = PurePosixPath(profile.source.file).name.rsplit(".", 1)[0]
    return slug(stem) or f"van-ban-{profile.source.sha256[:12]}"


def identified(profiles: Iterable[Profile], recorded: Permalinks) -> tuple[list[str], Permalinks]:
    """Identifiers of the documents, in their order, and all that are now given out.

    A recorded one stays with its file, or with its bytes where the file was moved; a new one that
    is taken gets ``-2``, ``-3`` …
    """
    documents = list(profiles)
    taken = dict(recorded.by_id)
    by_file = {r.file: key for key, r in recorded.by_id.items()}
    by_hash = {r.sha256: key for key, r in recorded.by_id.items()}
    files = {d.source.file for d in documents}
    ids: list[str] = []
    given: set[str] = set()
    for profile in documents:
        source = profile.source
        known = by_file.get(source.file)
        moved = by_hash.get(source.sha256)
        if known is None and moved is not None and recorded.by_id[moved].file not in files:
            known = moved
        if known is None or known in given:
            known = _free(base_id(profile), taken.keys())
        given.add(known)
        serial = recorded.by_id[known].serial if known in recorded.by_id else 0
        taken[known] = Recorded(source.file, source.sha256, serial)
        ids.append(known)
    return ids, Permalinks(_numbered(taken))


def _numbered(taken: Mapping[str, Recorded]) -> Mapping[str, Recorded]:
    """Identifiers with their serial numbers; those that have none, or one that another has too (as after
    two branches were merged), get the next ones in the order of the identifiers."""
    used: set[int] = set()
    waiting = []
    for key in sorted(taken):
        serial = taken[key].serial
        if serial <= 0 or serial in used:
            waiting.append(key)
        else:
            used.add(serial)
    following = range(max(used, default=0) + 1, max(used, default=0) + 1 + len(waiting))
    fresh = {key: replace(taken[key], serial=serial) for key, serial in zip(waiting, following, strict=True)}
    return {key: fresh.get(key, one) for key, one in taken.items()}


def _free(wanted: str, used: Set[str]) -> str:
    if wanted not in used:
        return wanted
    stem = re.sub(r"-$", "", wanted)
    return next(f"{stem}-{n}" for n in range(2, len(used) + 3) if f"{stem}-{n}" not in used)
