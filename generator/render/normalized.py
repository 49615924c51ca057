"""The normalized archive as files: Markdown with front matter, ledgers, authority file, report."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

import yaml

from generator.addresses import instrument_address
from generator.collection import Archive
from generator.diagnostics import Severity
from generator.model import Normalized, Page
from generator.records import front_matter, instrument_record
from generator.render.markdown import body

if TYPE_CHECKING:
    from yaml import SafeDumper as _FastDumper
else:
    _FastDumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class _Dumper(_FastDumper):
    """Writes no aliases: each value is shown where it stands."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def normalized_pages(archive: Archive) -> Iterator[Page]:
    """The files of the normalized archive, paths relative to its folder."""
    for document in archive.documents:
        key = document.directive.id
        yield Page(f"directives/{key}.md", markdown(document))
        yield Page(f"ledger/{key}.json", _json(_ledger(document)))
        if document.source_text.own_text:
            yield Page(f"ledger/{key}.txt", document.source_text.text)
    yield Page("instruments.json", _json({i.key: instrument_record(i) for i in archive.instruments}))
    yield Page("report.json", _json(report(archive)))


def markdown(document: Normalized) -> str:
    """A normalized document: front matter and body, links as they stand on its page of the site."""
    directive = document.directive
    head = yaml.dump(
        front_matter(directive), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000
    )
    text = body(directive.blocks, lambda key: f"../../{instrument_address(key)}")
    return f"---\n{head}---\n\n{text}"


def _ledger(document: Normalized) -> dict[str, object]:
    ledger, source = document.ledger, document.source_text
    return {
        "source": source.source.file,
        "sha256": source.source.sha256,
        "chars": len(source.text),
        "kept": [list(span) for span in ledger.kept],
        "omitted": [asdict(omission) for omission in ledger.omitted],
        "repairs": [
            {"start": r.start, "end": r.end, "from": r.before, "to": r.after, "rule": r.rule}
            for r in ledger.repairs
        ],
    }


def report(archive: Archive) -> dict[str, object]:
    """The content of ``report.json``."""
    severities = [found.severity for found in archive.diagnostics]
    counts = {
        "documents": len(archive.documents),
        "instruments": len(archive.instruments),
        **{f"{severity.value}s": severities.count(severity) for severity in Severity},
    }
    return {"counts": counts, "diagnostics": [found.as_dict() for found in archive.diagnostics]}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
