"""What only the collection can tell of its documents: identifiers, second renderings, and which instrument
each citation means.

Nothing of a document is worked out again for which nothing of that has changed since it was settled last.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain

import msgspec

from generator.archive.identity import Identity, is_later, law_by_name, of_cite, of_document, resolved
from generator.archive.permalinks import Permalinks, identified
from generator.cache import digest_of, encoded, fingerprint, program_digest
from generator.diagnostics import Diagnostic, in_order
from generator.documents import Document, Summary, summary_of
from generator.knowledge.messages import diagnostic
from generator.model import Assignment, Block, Cite, Directive, Normalized, Profile, Run, profile_of

Meaning = tuple[Identity | None, int]
"""The instrument that an identity means, ``None`` where several could be meant; and how many could be."""


@dataclass(frozen=True, slots=True)
class Found:
    """A document normalized by itself: the raw file's path, which no other has, a digest of all that the
    document was made of, and what gives it, its id still empty and the keys of its citations its own."""

    file: str
    made_of: bytes
    directive: Callable[[], Directive]


class Settled(msgspec.Struct, frozen=True, array_like=True):
    """A document with what the collection tells of it.

    ``profile`` has its id and all diagnostics; ``keys`` lead from its own keys of citations to the final
    ones, which ``summary`` and ``cites`` have. ``digest`` tells all that the whole document holds and what
    program made it. The rest is what others take from it: ``own`` is the identity of the instrument that it
    is, ``says`` are those of its citations in order, ``laws`` those of laws that it cites by name and by
    number.
    """

    made_of: bytes
    profile: Profile
    summary: Summary
    keys: Mapping[str, str]
    digest: bytes
    own: Identity | None
    says: tuple[Identity, ...]
    laws: tuple[tuple[Identity, Identity], ...]
    cites_record: msgspec.Raw
    """Stays a record until it is asked for, like the next: most runs need those of few documents."""
    assignments_record: msgspec.Raw

    def cites(self) -> tuple[Cite, ...]:
        """The citations under their final keys."""
        return _CITES.decode(self.cites_record)

    def cites_of(self, keys: Set[str]) -> Iterator[Cite]:
        """The citations of some instruments, in order; only these are decoded."""
        if not keys.isdisjoint(self.summary.cites):
            records = _CITE_RECORDS.decode(self.cites_record)
            for key, record in zip(self.summary.cites, records, strict=True):
                if key in keys:
                    yield _CITE.decode(record)

    def assignments(self) -> tuple[Assignment, ...]:
        """The assignments, without their quotes."""
        return _ASSIGNMENTS.decode(self.assignments_record)

    def names(self) -> Set[str]:
        """The keys of the instruments that the document is or cites."""
        return {*self.summary.cites, self.own.key} if self.own else set(self.summary.cites)


_CITES = msgspec.msgpack.Decoder(tuple[Cite, ...])
_CITE_RECORDS = msgspec.msgpack.Decoder(tuple[msgspec.Raw, ...])
_CITE = msgspec.msgpack.Decoder(Cite)
_ASSIGNMENTS = msgspec.msgpack.Decoder(tuple[Assignment, ...])


@dataclass(frozen=True, slots=True)
class Resolution:
    """The documents of a collection, in order of path, each by its raw file; the meanings of identities that
    are not simply their own; and the identifiers that are now given out."""

    documents: Mapping[str, Settled]
    meanings: Mapping[Identity, Meaning]
    given: Permalinks


def resolved_documents(
    documents: Sequence[Found],
    recorded: Permalinks,
    before: Mapping[str, Settled] | None = None,
    meant: Mapping[Identity, Meaning] | None = None,
) -> Resolution:
    """The documents of a collection, settled.

    Args:
        documents: in order of path.
        recorded: identifiers given out before.
        before: the documents as they were settled at an earlier time; the result is the same without them.
        meant: the meanings of identities at that time.
    """
    before, meant = before or {}, meant or {}
    known = ((one, before.get(one.file)) for one in documents)
    stands = {one.file: old for one, old in known if old and old.made_of == one.made_of}
    own = {one.file: one.directive() for one in documents if one.file not in stands}
    plain = [stands[one.file].profile if one.file in stands else own[one.file] for one in documents]
    ids, given = identified(plain, recorded)
    seconds = _second_renderings(plain, ids)
    marked: dict[str, _Marked] = {}
    for one, name, second in zip(documents, ids, seconds, strict=True):
        old = stands.get(one.file)
        if old is None or (old.profile.id, old.profile.duplicate_of) != (name, second):
            stands.pop(one.file, None)
            marked[one.file] = _marked(own.get(one.file) or one.directive(), name, second)
    every = [stands.get(one.file) or marked[one.file] for one in documents]
    meanings = _meanings(every)
    turned = {one for one in meant.keys() | meanings.keys() if meant.get(one) != meanings.get(one)}
    settled = {}
    for one, name, second in zip(documents, ids, seconds, strict=True):
        old = stands.get(one.file)
        if old is None or not turned.isdisjoint(old.says):
            fresh = marked.get(one.file) or _marked(one.directive(), name, second)
            old = _settled(one.made_of, fresh, meanings)
        settled[one.file] = old
    return Resolution(settled, meanings, given)


@dataclass(frozen=True, slots=True)
class _Marked:
    """A document that has its id and is known to be a second rendering or none, with what it says; fields as
    in :class:`Settled`."""

    directive: Directive
    own: Identity | None
    says: tuple[Identity, ...]
    laws: tuple[tuple[Identity, Identity], ...]


def _marked(directive: Directive, name: str, second: str | None) -> _Marked:
    directive = replace(directive, id=name)
    if second:
        note = diagnostic("duplicate-document", directive.source.file, None, other=second)
        directive = _noted(replace(directive, duplicate_of=second), [note])
    says = tuple(of_cite(cite, directive) for cite in directive.cites)
    named = ((law_by_name(cite), one) for cite, one in zip(directive.cites, says, strict=True))
    laws = tuple((name, one) for name, one in named if name)
    return _Marked(directive, of_document(directive), says, laws)


def _second_renderings(profiles: Sequence[Profile], ids: Sequence[str]) -> list[str | None]:
    """The first of those that are the same document as one: the same bytes, or one type, number, date and
    body."""
    first: dict[object, str] = {}
    found: list[str | None] = []
    for one, name in zip(profiles, ids, strict=True):
        signs: list[object] = [one.source.sha256]
        if all((one.type, one.number, one.date)) and (one.province or one.issuer):
            signs.append((one.type, one.number, one.date, one.province, one.branch))
        found.append(next((first[sign] for sign in signs if sign in first), None))
        for sign in signs:
            first.setdefault(sign, name)
    return found


def _meanings(documents: Sequence[Settled | _Marked]) -> Mapping[Identity, Meaning]:
    """What the identities mean that the documents say, of those that do not mean themselves."""
    cited = set(chain.from_iterable(one.says for one in documents))
    held = {one.own for one in documents if one.own}
    laws = set(chain.from_iterable(one.laws for one in documents))
    meaning = resolved(cited, held, laws)
    dated = {(identity.family, meant) for identity, meant in meaning.items() if identity.period is not None}
    several = Counter(family for family, _ in dated | {(name.family, number) for name, number in laws})
    return {
        identity: (meant, several[identity.family])
        for identity, meant in meaning.items()
        if meant != identity
    }


def _settled(made_of: bytes, one: _Marked, meanings: Mapping[Identity, Meaning]) -> Settled:
    directive = one.directive
    keys: dict[str, str] = {}
    unresolved: list[Diagnostic] = []
    for cite, identity in zip(directive.cites, one.says, strict=True):
        meant, many = meanings.get(identity, (identity, 0))
        if meant and meant != identity and is_later(meant, directive.date):
            meant = None  # a document of that day cannot mean it
        keys[cite.key] = meant.key if meant else f"{identity.family}-tai-{directive.id}"
        if meant is None:
            words = {"type": cite.type, "number": cite.number or cite.title, "count": many}
            unresolved.append(diagnostic("unresolved-citation", directive.source.file, None, **words))
    directive = replace(_noted(directive, unresolved), cites=_rekeyed(directive.cites, keys, one.own))
    told = fingerprint((directive.id, directive.duplicate_of, directive.diagnostics, keys))
    return Settled(
        *(made_of, profile_of(directive), summary_of(directive), keys),
        *(digest_of(program_digest(), made_of, told), one.own, one.says, one.laws),
        *(msgspec.Raw(encoded(part)) for part in (directive.cites, directive.assignments)),
    )


def with_text(one: Settled, text: Normalized) -> Normalized:
    """The whole document: what the collection tells of it, over the text as it was normalized by itself."""
    own, profile = text.directive, one.profile
    told = replace(own, id=profile.id, duplicate_of=profile.duplicate_of, diagnostics=profile.diagnostics)
    whole = replace(told, cites=one.cites(), blocks=_rekeyed_blocks(own, one.keys))
    return replace(text, directive=whole)


def in_archive(one: Settled, load: Callable[[], Normalized]) -> Document:
    """A settled document in an archive; ``load`` gives it whole."""
    return Document(one.profile, one.summary, one.digest, one.cites, cache(one.assignments), load)


def _noted(directive: Directive, more: Sequence[Diagnostic]) -> Directive:
    """The document with what the whole collection gives to say."""
    return replace(directive, diagnostics=in_order([*directive.diagnostics, *more])) if more else directive


def _rekeyed(cites: Iterable[Cite], keys: Mapping[str, str], own: Identity | None) -> tuple[Cite, ...]:
    """A document's citations under their final keys; those that turn out to be one instrument become one
    entry, and one of the document itself none."""
    merged: dict[str, Cite] = {}
    for cite in cites:
        key = keys[cite.key]
        if own and key == own.key:
            continue
        before = merged.get(key)
        merged[key] = _keyed(cite, key) if before is None else _merged(before, cite)
    return tuple(merged.values())


def _keyed(cite: Cite, key: str) -> Cite:
    """The citation under another key; made so, as there are very many, it takes a third of the time."""
    return Cite(
        *(key, cite.type, cite.number, cite.date, cite.issuer, cite.title, cite.mentions),
        *(cite.place, cite.term, cite.year),
    )


def _rekeyed_blocks(directive: Directive, keys: Mapping[str, str]) -> tuple[Block, ...]:
    return tuple(
        replace(block, runs=tuple(Run(run.text, run.key and keys[run.key]) for run in block.runs))
        if any(run.key for run in block.runs)
        else block
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
