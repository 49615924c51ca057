"""The normalized archive as files: Markdown with front matter, ledgers, authority file, report."""

from __future__ import annotations

from collections.abc import Mapping, Set
from functools import partial

import msgspec

from generator.addresses import instrument_address
from generator.cache import fingerprint
from generator.collection import Archive
from generator.diagnostics import Severity
from generator.documents import Documents, documents_of
from generator.model import Draft, Normalized, Sheaf, planned_always
from generator.records import as_json, authority_digest, authority_json, front_matter
from generator.render.markdown import body
from generator.render.plain_yaml import dumped

AUTHORITY_FILE = "instruments.json"

_DIGESTS = msgspec.msgpack.Decoder(dict[str, bytes])


def normalized_sheaves(archive: Archive) -> list[Sheaf]:
    """The files of the normalized archive, paths relative to its folder, in parts that workers can make
    each by itself."""
    documents = documents_of(archive.documents)
    authority = authority_digest(archive)
    found = fingerprint((archive.diagnostics, len(archive.instruments), len(documents)))
    return [
        *(Sheaf(one.id, partial(_document_files, documents, one.id)) for one in documents.profiles),
        planned_always(
            lambda: [Draft(AUTHORITY_FILE, authority, lambda: authority_json(archive.instruments))]
        ),
        planned_always(lambda: [Draft("report.json", found, lambda: as_json(report(archive)))]),
    ]


def document_digests(archive: Archive) -> dict[str, bytes]:
    """The digest of each document by its id: what its files are made of."""
    return {name: one.digest for name, one in documents_of(archive.documents).by_id.items()}


def changed_documents(record: bytes, now: Mapping[str, bytes]) -> Set[str] | None:
    """The ids under which there is another document than in an earlier run, or none on one side.

    Args:
        record: the digests of the earlier run, encoded.
        now: those of this run.

    Returns:
        The ids; ``None`` where the record cannot be read.
    """
    try:
        before = _DIGESTS.decode(record)
    except msgspec.DecodeError:
        return None
    return {key for key, _ in before.items() ^ now.items()}


def _document_files(documents: Documents, key: str) -> tuple[list[Draft], tuple[str]]:
    made_of = documents.digest(key)
    document = documents.load(key)
    drafts = [
        Draft(f"directives/{key}.md", made_of, lambda: markdown(document).encode("utf-8")),
        Draft(f"ledger/{key}.json", made_of, lambda: as_json(_ledger(document))),
    ]
    if document.source_text.own_text:
        drafts.append(Draft(f"ledger/{key}.txt", made_of, document.source_text.text.encode))
    return drafts, (key,)


def markdown(document: Normalized) -> str:
    """A normalized document: front matter and body, links as they stand on its page of the site."""
    directive = document.directive
    text = body(directive.blocks, lambda key: f"../../{instrument_address(key)}")
    return f"---\n{dumped(front_matter(directive))}---\n\n{text}"


def _ledger(document: Normalized) -> dict[str, object]:
    ledger, source = document.ledger, document.source_text
    return {
        "source": source.source.file,
        "sha256": source.source.sha256,
        "chars": len(source.text),
        "kept": ledger.kept,
        "omitted": ledger.omitted,
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
