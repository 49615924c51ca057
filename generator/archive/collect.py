"""The barrier: documents of one collection to an archive, with every citation resolved."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import chain

from generator.archive.carried_out import carried_out
from generator.archive.describe import FIELDS, Verdict, descriptions, verdict
from generator.archive.identity import Identity, is_later, law_by_name, of_cite, of_document, resolved
from generator.archive.numbering_gaps import gaps_of
from generator.archive.permalinks import Permalinks, identified
from generator.archive.relations import relations_of
from generator.collection import Archive, Citing, Description, Instrument, Relation, documents_of
from generator.diagnostics import Diagnostic, in_order
from generator.knowledge.messages import diagnostic
from generator.model import Block, Cite, Directive, Normalized
from generator.numbers import NUMBER_PATTERN, central_body, parse_number

Corrected = Mapping[str, Mapping[str, tuple[str | None, str]]]
"""A person's values for instruments: by key and field, the value and the note that says who and why."""


@dataclass(slots=True)
class _Entry:
    """An instrument while it is put together; ``identity`` is that of the first who names it."""

    identity: Identity
    cites: list[tuple[Directive, Cite]] = field(default_factory=list)
    held: Directive | None = None

    def period(self, key: str) -> str | None:
        """The period in its key, which some of those who cite it may not tell; that of the identity where
        the key has none."""
        if self.identity.period is not None or self.identity.key == key:
            return self.identity.period
        return next(filter(None, (of_cite(cite, by).period for by, cite in self.cites)), None)


@dataclass(frozen=True, slots=True)
class Resolution:
    """What the collection gives its documents: ``directives`` with ids, final citations and all
    diagnostics, in the order they came in; ``keys`` of each, from provisional to final, by id; and the
    identifiers that are now given out."""

    directives: tuple[Directive, ...]
    keys: Mapping[str, Mapping[str, str]]
    given: Permalinks


def resolved_documents(directives: Sequence[Directive], recorded: Permalinks) -> Resolution:
    """Documents with what only the collection can tell of them: identifiers, second renderings, and which
    instrument each citation means.

    Args:
        directives: in order of path, with or without their texts; their ids are still empty, the keys of
            their citations their own.
        recorded: identifiers given out before.
    """
    ids, given = identified(directives, recorded)
    with_ids = [replace(directive, id=key) for directive, key in zip(directives, ids, strict=True)]
    marked = _duplicates_marked(with_ids)
    keys, unresolved = _keys(marked)
    final = (_rekeyed(directive, keys[directive.id]) for directive in marked)
    noted = tuple(_noted(directive, unresolved.get(directive.id, ())) for directive in final)
    return Resolution(noted, keys, given)


def with_text(directive: Directive, text: Normalized, keys: Mapping[str, str]) -> Normalized:
    """The whole document: what is known of it, over the text as it was normalized by itself."""
    own = text.directive
    whole = replace(
        directive,
        blocks=_rekeyed_blocks(own, keys),
        printed=own.printed,
        evidence=own.evidence,
        assignments=own.assignments,
    )
    return replace(text, directive=whole)


def archive_of(
    documents: Sequence[Normalized],
    relations: Iterable[Relation],
    corrected: Corrected,
    given: Permalinks,
    diagnostics: Iterable[Diagnostic] = (),
) -> Archive:
    """The archive that resolved documents make.

    Args:
        documents: in order of id.
        relations: what they state, in the same order.
        corrected: a person's values for instruments.
        given: identifiers and serial numbers given out.
        diagnostics: what else there is to say (unreadable files, orphaned corrections).
    """
    every = documents_of(documents).directives
    own = [directive for directive in every if directive.duplicate_of is None]
    published = {directive.id for directive in own}
    instruments = _instruments(own, corrected)
    stale = _stale_corrections(corrected, instruments)
    said = in_order([*diagnostics, *stale, *(x for d in every for x in d.diagnostics)])
    stated = tuple(relation for relation in relations if relation.by in published)
    done = carried_out(own, instruments, stated)
    serials = {directive.id: given.by_id[directive.id].serial for directive in every}
    gaps = gaps_of(own, instruments)
    return Archive(documents, instruments, said, stated, done, gaps, serials=serials)


def archive_in_memory(
    documents: Sequence[Normalized],
    recorded: Permalinks,
    corrected: Corrected,
    diagnostics: Iterable[Diagnostic] = (),
) -> tuple[Archive, Permalinks]:
    """The archive that documents make, each normalized by itself and held whole, in order of path; and the
    identifiers that are now given out."""
    resolution = resolved_documents([document.directive for document in documents], recorded)
    whole = [
        with_text(directive, document, resolution.keys[directive.id])
        for directive, document in zip(resolution.directives, documents, strict=True)
    ]
    whole.sort(key=lambda document: document.directive.id)
    relations = relations_of(document.directive for document in whole)
    archive = archive_of(tuple(whole), relations, corrected, resolution.given, diagnostics)
    return archive, resolution.given


def _noted(directive: Directive, more: Sequence[Diagnostic]) -> Directive:
    """The document with what the whole collection gives to say."""
    return replace(directive, diagnostics=in_order([*directive.diagnostics, *more])) if more else directive


def _duplicates_marked(documents: Sequence[Directive]) -> list[Directive]:
    """The same document again: the same bytes, or one type, number, date and body."""
    first: dict[object, str] = {}
    marked = []
    for directive in documents:
        full = (directive.type, directive.number, directive.date, directive.province, directive.branch)
        signs: list[object] = [directive.source.sha256]
        if all((directive.type, directive.number, directive.date)) and (
            directive.province or directive.issuer
        ):
            signs.append(full)
        other = next((first[sign] for sign in signs if sign in first), None)
        for sign in signs:
            first.setdefault(sign, directive.id)
        if other:
            note = diagnostic("duplicate-document", directive.source.file, None, other=other)
            directive = replace(
                directive, duplicate_of=other, diagnostics=in_order([*directive.diagnostics, note])
            )
        marked.append(directive)
    return marked


def _keys(documents: Sequence[Directive]) -> tuple[dict[str, dict[str, str]], dict[str, list[Diagnostic]]]:
    """Final keys by document and provisional key, and what could not be resolved."""
    cited = [[of_cite(cite, directive) for cite in directive.cites] for directive in documents]
    held = [identity for d in documents if (identity := of_document(d))]
    laws = [
        (name, identity)
        for directive, identities in zip(documents, cited, strict=True)
        for cite, identity in zip(directive.cites, identities, strict=True)
        if (name := law_by_name(cite))
    ]
    meaning = resolved(chain.from_iterable(cited), held, laws)
    dated = {(identity.family, meant) for identity, meant in meaning.items() if identity.period is not None}
    several = Counter(family for family, _ in dated | {(name.family, number) for name, number in laws})
    final = {identity: meant.key for identity, meant in meaning.items() if meant}
    keys: dict[str, dict[str, str]] = {}
    unresolved: dict[str, list[Diagnostic]] = defaultdict(list)
    for directive, identities in zip(documents, cited, strict=True):
        own = keys[directive.id] = {}
        for cite, identity in zip(directive.cites, identities, strict=True):
            key = final.get(identity)
            meant = meaning[identity]
            if meant and meant != identity and is_later(meant, directive.date):
                key = None  # a document of that day cannot mean it
            own[cite.key] = key or f"{identity.family}-tai-{directive.id}"
            if key is None:
                many = several[identity.family]
                words = {"type": cite.type, "number": cite.number or cite.title, "count": many}
                unresolved[directive.id].append(
                    diagnostic("unresolved-citation", directive.source.file, None, **words)
                )
    return keys, unresolved


def _rekeyed(directive: Directive, keys: Mapping[str, str]) -> Directive:
    """The document with its citations under their final keys; those that turn out to be one
    instrument become one entry, and one of the document itself none."""
    own = of_document(directive)
    merged: dict[str, Cite] = {}
    for cite in directive.cites:
        key = keys[cite.key]
        if own and key == own.key:
            continue
        before = merged.get(key)
        merged[key] = _keyed(cite, key) if before is None else _merged(before, cite)
    return replace(directive, cites=tuple(merged.values()), blocks=_rekeyed_blocks(directive, keys))


def _keyed(cite: Cite, key: str) -> Cite:
    """The citation under another key; made so, as there are very many, it takes a third of the time."""
    return Cite(
        *(key, cite.type, cite.number, cite.date, cite.issuer, cite.title, cite.mentions),
        *(cite.place, cite.term, cite.year),
    )


def _rekeyed_blocks(directive: Directive, keys: Mapping[str, str]) -> tuple[Block, ...]:
    return tuple(
        replace(block, runs=tuple(replace(run, key=keys[run.key]) if run.key else run for run in block.runs))
        for block in directive.blocks
    )


def _merged(one: Cite, other: Cite) -> Cite:
    mentions = tuple(sorted((*one.mentions, *other.mentions), key=lambda m: m.start))
    return replace(
        one,
        number=one.number or other.number,
        date=one.date or other.date,
        issuer=one.issuer or other.issuer,
        title=one.title or other.title,
        mentions=mentions,
    )


def _instruments(documents: Sequence[Directive], corrected: Corrected) -> tuple[Instrument, ...]:
    entries: dict[str, _Entry] = {}
    for directive in documents:
        own = of_document(directive)
        if own:
            entry = entries.get(own.key) or entries.setdefault(own.key, _Entry(own))
            entry.held = entry.held or directive
        for cite in directive.cites:
            entry = entries.get(cite.key) or entries.setdefault(cite.key, _Entry(of_cite(cite, directive)))
            entry.cites.append((directive, cite))
    return tuple(_instrument(key, entries[key], corrected.get(key, {})) for key in sorted(entries))


def _instrument(key: str, entry: _Entry, corrected: Mapping[str, tuple[str | None, str]]) -> Instrument:
    said = [d for directive, cite in entry.cites for d in descriptions(directive.id, cite)]
    held = entry.held
    first = entry.cites[0][1] if entry.cites else None
    number = held.number if held else next((cite.number for _, cite in entry.cites if cite.number), None)
    about: dict[str, list[Description]] = {name: [] for name in FIELDS}
    for one in said:
        about[one.field].append(one)
    verdicts: dict[str, Verdict] = {}
    for name in FIELDS:
        own = (held.subject if name == "title" else getattr(held, name)) if held else None
        verdicts[name] = verdict(name, about[name], number, own, corrected.get(name))
    return Instrument(
        key=key,
        type=(held.type if held else first.type if first else None) or "",
        number=number,
        scope=entry.identity.scope or _central_scope(number),
        period=_period(number, entry.period(key)),
        date=verdicts["date"].value,
        issuer=verdicts["issuer"].value,
        title=verdicts["title"].value,
        held=held.id if held else None,
        aliases=_aliases(number, [cite for _, cite in entry.cites]),
        described=tuple(said),
        cited_by=tuple(sorted({directive.id for directive, _ in entry.cites})),
        held_right={name: v.right for name, v in verdicts.items() if v.right},
        conflicts=tuple(name for name in FIELDS if verdicts[name].conflict),
        citing=tuple(
            Citing(d.id, m) for d, c in sorted(entry.cites, key=lambda e: e[0].id) for m in c.mentions
        ),
    )


def _central_scope(number: str | None) -> str | None:
    """The symbol of the central body that a number names."""
    parsed = parse_number(number) if number else None
    body = central_body(parsed) if parsed else None
    return body.symbols[0] if body else None


def _period(number: str | None, period: str | None) -> str | None:
    year = re.search(r"/((?:19|20)\d{2})/", number or "")
    return period or (year.group(1) if year else None)


def _aliases(number: str | None, cites: Iterable[Cite]) -> tuple[str, ...]:
    """Other writings of the number in the texts: ``44/KL-TW`` of ``44-KL/TW``."""
    found = {_number_in(mention.shown) for cite in cites for mention in cite.mentions}
    return tuple(sorted(written for written in found if written and written != number))


@lru_cache(maxsize=50_000)  # most texts write an instrument alike
def _number_in(shown: str) -> str | None:
    match = NUMBER_PATTERN.search(shown)
    return re.sub(r"\s+", "", match.group()) if match else None


def _stale_corrections(corrected: Corrected, instruments: Sequence[Instrument]) -> Iterable[Diagnostic]:
    known = {instrument.key for instrument in instruments}
    for key in sorted(corrected):
        if key not in known:
            yield diagnostic("correction-unknown-instrument", "corrections/instruments.yml", None, key=key)
