"""The documents of an archive: what is known of each is at hand, its text is loaded when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import overload

import msgspec

from generator.cache import digest_of, fingerprint, program_digest
from generator.model import Assignment, Cite, Directive, Evidence, Normalized, Printed, Profile, Status


class Summary(msgspec.Struct, frozen=True, array_like=True):
    """What tables over a whole collection take of a document's words: how many ``recipients`` and ``tasks``
    it has, the keys of the instruments it ``cites`` and how often it does (``mentions``), the bodies
    ``assigned`` work, one an assignment, and how the value of each field is known that has one."""

    recipients: int
    tasks: int
    cites: tuple[str, ...]
    mentions: int
    assigned: tuple[str, ...]
    statuses: dict[str, Status]


def summary_of(directive: Directive) -> Summary:
    """The summary of a document's words."""
    statuses = {
        name: proof.status for name, proof in directive.evidence.items() if getattr(directive, name, None)
    }
    return Summary(
        len(directive.recipients),
        len(directive.tasks),
        tuple(cite.key for cite in directive.cites),
        sum(len(cite.mentions) for cite in directive.cites),
        tuple(one.body for one in directive.assignments),
        statuses,
    )


@dataclass(frozen=True, slots=True)
class Document:
    """A document of an archive, of which the profile and the summary are at hand; ``digest`` is one of all
    that it holds and of the program. ``cites`` gives its citations, ``assignments`` those without their
    quotes, ``load`` the whole document."""

    profile: Profile
    summary: Summary
    digest: bytes
    cites: Callable[[], tuple[Cite, ...]]
    assignments: Callable[[], tuple[Assignment, ...]]
    load: Callable[[], Normalized]


class Documents(Sequence[Normalized]):
    """The documents of an archive, in order of id; the text of one is loaded whenever the document is asked
    for, so that memory does not grow with the texts."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self.by_id = {one.profile.id: one for one in documents}
        self.profiles = tuple(one.profile for one in self.by_id.values())

    @overload
    def __getitem__(self, at: int) -> Normalized: ...
    @overload
    def __getitem__(self, at: slice) -> Documents: ...
    def __getitem__(self, at: int | slice) -> Normalized | Documents:
        """One document, or those of a slice."""
        if isinstance(at, slice):
            return Documents(self.by_id[profile.id] for profile in self.profiles[at])
        return self.load(self.profiles[at].id)

    def __len__(self) -> int:
        """How many there are."""
        return len(self.profiles)

    def load(self, key: str) -> Normalized:
        """The whole document of an id."""
        return self.by_id[key].load()

    def digest(self, key: str) -> bytes:
        """A digest of all that the document of an id holds."""
        return self.by_id[key].digest

    def where(self, holds: Callable[[Profile], bool]) -> Documents:
        """Those of which something holds."""
        return Documents(one for one in self.by_id.values() if holds(one.profile))


def documents_of(documents: Sequence[Normalized]) -> Documents:
    """Documents as such, also where they are held whole in a plain sequence."""
    return documents if isinstance(documents, Documents) else Documents(map(_in_memory, documents))


def _in_memory(one: Normalized) -> Document:
    directive = one.directive
    return Document(
        directive,
        summary_of(directive),
        digest_of(program_digest(), fingerprint(one)),
        lambda: directive.cites,
        lambda: without_text(directive).assignments,
        lambda: one,
    )


def without_text(directive: Directive) -> Directive:
    """A document without its body, its printed lines and the words that are evidence."""
    evidence = {
        name: Evidence(proof.status, None, None, None, proof.rule)
        for name, proof in directive.evidence.items()
    }
    assignments = tuple(replace(one, quote="") for one in directive.assignments)
    return replace(directive, blocks=(), printed=Printed(), evidence=evidence, assignments=assignments)
