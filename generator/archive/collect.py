"""The barrier: documents of one collection to an archive, with every citation resolved."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from functools import partial

from generator.archive.authority import Corrected, authority_file
from generator.archive.carried_out import carried_out
from generator.archive.numbering_gaps import gaps_of
from generator.archive.permalinks import Permalinks
from generator.archive.relations import relations_of
from generator.archive.resolve import Found, Settled, resolved_documents, with_text
from generator.collection import Archive, Instruments, Relation, instruments_of
from generator.diagnostics import Diagnostic, in_order
from generator.documents import documents_of
from generator.knowledge.messages import diagnostic
from generator.model import Directive, Normalized
from generator.shelf import Lazy


def archive_of(
    documents: Sequence[Normalized],
    instruments: Instruments,
    relations: Mapping[str, Sequence[Relation]],
    corrected: Corrected,
    given: Permalinks,
    diagnostics: Iterable[Diagnostic] = (),
) -> Archive:
    """The archive that resolved documents make.

    Args:
        documents: in order of id.
        instruments: the authority file of those that are published.
        relations: what each states of instruments, by its id.
        corrected: a person's values for instruments.
        given: identifiers and serial numbers given out.
        diagnostics: what else there is to say (unreadable files, orphaned corrections).
    """
    every = documents_of(documents).profiles
    own = [profile for profile in every if profile.duplicate_of is None]
    by_id = {profile.id: profile for profile in own}
    stale = _stale_corrections(corrected, instruments.heads)
    said = in_order([*diagnostics, *stale, *(x for d in every for x in d.diagnostics)])
    stated = Lazy(by_id, relations.__getitem__)
    heads = instruments.heads
    done = Lazy(heads, lambda key: carried_out(key, by_id, heads, stated))
    serials = {profile.id: given.by_id[profile.id].serial for profile in every}
    gaps = gaps_of(own, instruments.heads.values())
    return Archive(documents, instruments, said, stated, done, gaps, serials=serials)


def archive_in_memory(
    documents: Sequence[Normalized],
    recorded: Permalinks,
    corrected: Corrected,
    diagnostics: Iterable[Diagnostic] = (),
) -> tuple[Archive, Permalinks]:
    """The archive that documents make, each normalized by itself and held whole, in order of path; and the
    identifiers that are now given out."""
    directives = [document.directive for document in documents]
    found = [Found(str(at), b"", partial(_itself, one)) for at, one in enumerate(directives)]
    resolution = resolved_documents(found, recorded)
    settled = list(resolution.documents.values())
    whole = [with_text(one, document) for one, document in zip(settled, documents, strict=True)]
    whole.sort(key=lambda document: document.directive.id)
    instruments = instruments_of(tuple(authority_file(published(settled), corrected).values()))
    relations = {one.directive.id: relations_of([one.directive]) for one in whole}
    archive = archive_of(tuple(whole), instruments, relations, corrected, resolution.given, diagnostics)
    return archive, resolution.given


def published(documents: Iterable[Settled]) -> list[Settled]:
    """Those that are no second rendering of another, in order of id."""
    own = (one for one in documents if one.profile.duplicate_of is None)
    return sorted(own, key=lambda one: one.profile.id)


def _itself(directive: Directive) -> Directive:
    return directive


def _stale_corrections(corrected: Corrected, known: Container[str]) -> Iterable[Diagnostic]:
    for key in sorted(corrected):
        if key not in known:
            yield diagnostic("correction-unknown-instrument", "corrections/instruments.yml", None, key=key)
