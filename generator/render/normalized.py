"""The normalized archive as files: Markdown with front matter, ledgers, authority file, report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial

from generator.addresses import instrument_address
from generator.cache import fingerprint
from generator.collection import Archive, Documents, documents_of
from generator.diagnostics import Severity
from generator.model import Draft, Normalized, Sheaf, planned_always
from generator.records import as_json, authority_file, front_matter
from generator.render.markdown import body
from generator.render.plain_yaml import dumped


def normalized_sheaves(archive: Archive) -> list[Sheaf]:
    """The files of the normalized archive, paths relative to its folder, in parts that workers can make
    each by itself."""
    documents = documents_of(archive.documents)
    about = fingerprint((archive.instruments, archive.diagnostics, len(documents)))
    files: list[Callable[[], Iterable[Draft]]] = [
        *(partial(_document_files, documents, directive.id) for directive in documents.directives),
        lambda: [Draft("instruments.json", about, lambda: authority_file(archive.instruments))],
        lambda: [Draft("report.json", about, lambda: as_json(report(archive)))],
    ]
    return list(map(planned_always, files))


def _document_files(documents: Documents, key: str) -> Iterator[Draft]:
    made_of = documents.digest(key)
    whole = cache(partial(documents.load, key))
    yield Draft(f"directives/{key}.md", made_of, lambda: markdown(whole()).encode("utf-8"))
    yield Draft(f"ledger/{key}.json", made_of, lambda: as_json(_ledger(whole())))
    if key in documents.own_texts:
        yield Draft(f"ledger/{key}.txt", made_of, lambda: whole().source_text.text.encode("utf-8"))


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
