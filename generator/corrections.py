"""What a person corrected or supplied, over what was extracted; says when a correction has gone stale.

One YAML file a raw file, ``<corrections>/<raw file>.yml``: ``source_sha256`` of the raw bytes that it was
made for, and ``corrections``, each with ``field``, ``value``, ``was`` (what was extracted then), ``who``,
``when``, ``why``. ``instruments.yml`` holds those of instruments, each with ``key`` instead of a file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import yaml

from generator.diagnostics import Diagnostic, in_order
from generator.knowledge.messages import diagnostic
from generator.model import Directive, Evidence, Normalized, Status
from generator.text import nfc

SUFFIX = ".yml"
INSTRUMENTS = "instruments.yml"

FIELDS = (
    *("state", "type", "number", "date", "place", "issuer", "branch", "province", "subject"),
    *("signer", "signer_title", "signing_authority", "recipients"),
)
"""Fields of a document that a correction may set; ``recipients`` is a list, the others are text."""

_CHOICES = {
    "state": ("issued", "draft", "copy", "extract", "report"),
    "branch": ("state", "party", "other"),
}

INSTRUMENT_FIELDS = ("date", "issuer", "title")


@dataclass(frozen=True, slots=True)
class Correction:
    """A person's value for one field. ``subject`` is the raw file's path, or an instrument's key;
    ``line`` the entry's line in its YAML file. ``was`` is ``...`` where the entry does not say."""

    subject: str
    field: str
    value: str | tuple[str, ...] | None
    was: object
    who: str
    when: str
    why: str
    line: int

    @property
    def note(self) -> str:
        """Who, when and why, as evidence shows it."""
        return f"{self.who}, {self.when}: {self.why}"


@dataclass(frozen=True, slots=True)
class CorrectionFile:
    """The corrections of one YAML file and what is wrong with it. ``file`` is its path relative to
    the corrections folder; ``sha256`` that of the raw file it was made for, if it says so."""

    file: str
    sha256: str | None
    corrections: tuple[Correction, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


class _Invalid(Exception):
    def __init__(self, line: int, detail: str) -> None:
        super().__init__(detail)
        self.line = line
        self.detail = detail


def read_corrections(file: str, text: str) -> CorrectionFile:
    """The corrections that a YAML file holds. It never refuses: a bad entry is a diagnostic, the
    others count."""
    shown = f"corrections/{file}"
    try:
        data, lines = _parsed(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        return _unusable(file, mark.line + 1 if mark else 1, "YAML viết sai")
    if not isinstance(data, dict) or not isinstance(data.get("corrections", ()) or [], list):
        return _unusable(file, 1, "thiếu danh sách “corrections”")
    if "corrections" not in data:
        return _unusable(file, 1, "thiếu danh sách “corrections”")
    entries: list[Correction] = []
    found: list[Diagnostic] = []
    for entry, line in zip(data["corrections"] or (), lines, strict=True):
        try:
            made = _entry(file, entry, line)
            if any((made.subject, made.field) == (other.subject, other.field) for other in entries):
                raise _Invalid(line, f"trường “{made.field}” đã được đính chính ở trên")
            entries.append(made)
        except _Invalid as problem:
            found.append(diagnostic("correction-invalid", shown, problem.line, detail=problem.detail))
    sha256 = data.get("source_sha256")
    return CorrectionFile(file, str(sha256) if sha256 else None, tuple(entries), tuple(found))


class _Texts(yaml.SafeLoader):
    """Reads every scalar but null as text: a day, a number or ``no`` is what the person wrote."""


_Texts.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag == "tag:yaml.org,2002:null"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _parsed(text: str) -> tuple[object, list[int]]:
    """The data of a correction file, and the line of each of its entries."""
    loader = _Texts(text)
    try:
        root = loader.get_single_node()
        if root is None:
            return None, []
        data: object = loader.construct_document(root)
    finally:
        loader.dispose()
    pairs = root.value if isinstance(root, yaml.MappingNode) else []
    entries = next((value for key, value in pairs if key.value == "corrections"), None)
    nodes = entries.value if isinstance(entries, yaml.SequenceNode) else []
    return data, [node.start_mark.line + 1 for node in nodes]


def unreadable(file: str, why: str) -> CorrectionFile:
    """A correction file that no text could be read from; ``why`` in Vietnamese."""
    return _unusable(file, None, why)


def _unusable(file: str, line: int | None, detail: str) -> CorrectionFile:
    found = diagnostic("correction-invalid", f"corrections/{file}", line, detail=detail)
    return CorrectionFile(file, None, (), (found,))


def _entry(file: str, entry: object, line: int) -> Correction:
    if not isinstance(entry, dict):
        raise _Invalid(line, "mỗi mục phải có field, value, who, when, why")
    is_instrument = file == INSTRUMENTS
    missing = [
        key
        for key in ("field", "who", "when", "why", *(["key"] if is_instrument else []))
        if not entry.get(key)
    ]
    if missing or "value" not in entry:
        raise _Invalid(line, f"thiếu {', '.join(missing or ['value'])}")
    field = str(entry["field"])
    allowed = INSTRUMENT_FIELDS if is_instrument else FIELDS
    if field not in allowed:
        raise _Invalid(line, f"không có trường “{field}”; các trường: {', '.join(allowed)}")
    return Correction(
        subject=str(entry["key"]) if is_instrument else file.removesuffix(SUFFIX),
        field=field,
        value=_value(field, entry["value"], line),
        was=entry.get("was", ...),
        who=str(entry["who"]).strip(),
        when=_day(str(entry["when"]), line),
        why=" ".join(str(entry["why"]).split()),
        line=line,
    )


def _value(field: str, value: object, line: int) -> str | tuple[str, ...] | None:
    if value is None:
        return None
    if field == "recipients":
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise _Invalid(line, "recipients phải là danh sách các dòng chữ")
        return tuple(nfc(item) for item in value)
    if not isinstance(value, str):
        raise _Invalid(line, f"{field} phải là một dòng chữ")
    text = nfc(" ".join(value.split()))
    if not text:
        return None
    if field == "date":
        return _day(text, line)
    if field in _CHOICES and text not in _CHOICES[field]:
        raise _Invalid(line, f"{field} phải là một trong: {', '.join(_CHOICES[field])}")
    return text


def _day(text: str, line: int) -> str:
    try:
        return date.fromisoformat(text.strip()).isoformat()
    except ValueError:
        raise _Invalid(line, f"ngày “{text}” không đúng dạng năm-tháng-ngày (2023-12-29)") from None


def apply(directive: Directive, corrections: CorrectionFile | None) -> Directive:
    """The document with a person's values in place, marked ``corrected`` in its evidence, and with
    diagnostics for corrections that changed nothing or were made for another file."""
    if corrections is None:
        return directive
    shown = f"corrections/{corrections.file}"
    found = list(corrections.diagnostics)
    values: dict[str, Any] = {}
    evidence = dict(directive.evidence)
    if corrections.sha256 and corrections.sha256 != directive.source.sha256 and corrections.corrections:
        found.append(diagnostic("correction-of-changed-file", shown, 1, sha256=directive.source.sha256))
    for entry in corrections.corrections:
        now = getattr(directive, entry.field)
        value = entry.value if entry.value is not None or entry.field != "recipients" else ()
        found.extend(_stale(entry, value, now, shown))
        values[entry.field] = value
        if value in (None, ()):
            evidence.pop(entry.field, None)
        else:
            evidence[entry.field] = Evidence(Status.CORRECTED, None, None, None, "correction", entry.note)
    kept = [
        d
        for d in directive.diagnostics
        if not any(d.code == f"missing-{name}" for name, v in values.items() if v)
    ]
    return replace(directive, **values, evidence=evidence, diagnostics=in_order([*kept, *found]))


def _stale(entry: Correction, value: object, now: object, shown: str) -> list[Diagnostic]:
    if value == now:
        text = "; ".join(now) if isinstance(now, tuple) else now
        return [diagnostic("correction-without-effect", shown, entry.line, field=entry.field, value=text)]
    was = tuple(entry.was) if isinstance(entry.was, list) else entry.was
    if was is not ... and was != now and not (was is None and now in (None, ())):
        return [diagnostic("correction-outdated", shown, entry.line, field=entry.field, was=was, now=now)]
    return []


def orphans(files: Mapping[str, CorrectionFile], raw_files: Sequence[str]) -> tuple[Diagnostic, ...]:
    """Diagnostics for corrections of raw files that are not there."""
    known = {*(f"{name}{SUFFIX}" for name in raw_files), INSTRUMENTS}
    return tuple(
        diagnostic("correction-orphan", f"corrections/{name}", None)
        for name in sorted(files)
        if name not in known
    )


def skeleton(normalized: Normalized) -> str:
    """A commented YAML file to correct a document with: every field with what was extracted."""
    directive = normalized.directive
    lines = [
        f"# Đính chính cho {directive.source.file}.",
        "# Bỏ dấu # ở những trường cần sửa, điền value, who, when, why và xóa những trường không cần.",
        "# was ghi giá trị máy trích được, để biết khi nào mục này không còn cần nữa.",
        f"source_sha256: {directive.source.sha256}",
        "corrections:",
    ]
    for name in FIELDS:
        now = getattr(directive, name)
        plain = list(now) if isinstance(now, tuple) else now
        was = yaml.safe_dump(plain, allow_unicode=True, default_flow_style=True, width=10_000).splitlines()[0]
        lines += [
            f"  # - field: {name}",
            f"  #   value: {was}",
            f"  #   was: {was}",
            "  #   who: ",
            "  #   when: ",
            "  #   why: ",
        ]
    return "\n".join(lines) + "\n"
