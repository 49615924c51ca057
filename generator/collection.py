"""The types of a whole collection, all frozen: instruments, what texts say of them, how documents
relate to one another. Terms and conventions are those of :mod:`generator.model`."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import overload

import msgspec

from generator.cache import fingerprint
from generator.diagnostics import Diagnostic
from generator.model import Mention, Normalized, Profile
from generator.sealed import Chunk


@dataclass(frozen=True, slots=True)
class Description:
    """What one text (``by``: a directive's id) says of an instrument's ``field``, and where."""

    by: str
    field: str
    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class HeldRight:
    """Which of several values of a field is held to be right, and why (a Vietnamese phrase)."""

    value: str | None
    why: str


@dataclass(frozen=True, slots=True)
class Citing:
    """One mention of an instrument, from the instrument's side."""

    by: str
    mention: Mention


@dataclass(frozen=True, slots=True)
class Instrument:
    """An entry of the authority file: an instrument that the archive cites or holds.

    ``held`` is the id of the document where the archive has it. ``date``, ``issuer`` and ``title``
    are the values held right (``None`` where texts disagree and nothing decides); ``held_right``
    says why, ``described`` has every variant. ``conflicts`` names the fields on which texts disagree.
    """

    key: str
    type: str
    number: str | None
    scope: str | None
    period: str | None
    date: str | None = None
    issuer: str | None = None
    title: str | None = None
    held: str | None = None
    aliases: tuple[str, ...] = ()
    described: tuple[Description, ...] = ()
    cited_by: tuple[str, ...] = ()
    held_right: Mapping[str, HeldRight] = field(default_factory=dict)
    conflicts: tuple[str, ...] = ()
    citing: tuple[Citing, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """What texts say of one field of an instrument: the ``frequent`` values, three at most, with how many say
    so, and the one ``held`` right, if one is."""

    frequent: tuple[tuple[str, int], ...]
    held: str | None


@dataclass(frozen=True, slots=True)
class Head:
    """What is known of an instrument without the texts that say it, fields as in :class:`Instrument`:
    what names it, places it and links to it. ``said`` tells of the fields on which texts disagree;
    ``digest`` is one of the whole entry."""

    key: str
    type: str
    number: str | None
    scope: str | None
    period: str | None
    date: str | None
    title: str | None
    held: str | None
    aliases: tuple[str, ...]
    cited_by: tuple[str, ...]
    said: Mapping[str, Said]
    digest: bytes


def head_of(one: Instrument) -> Head:
    """The head of an instrument's entry."""
    return Head(
        *(one.key, one.type, one.number, one.scope, one.period, one.date, one.title, one.held),
        *(one.aliases, one.cited_by, {field: _said(one, field) for field in one.conflicts}, fingerprint(one)),
    )


def _said(one: Instrument, field: str) -> Said:
    values = {said.by: said.value for said in one.described if said.field == field}
    right = one.held_right.get(field)
    return Said(tuple(Counter(values.values()).most_common(3)), right.value if right else None)


class Instruments(Sequence[Instrument]):
    """The authority file, in order of key: the ``heads`` of its entries are at hand, an entry is loaded
    whenever it is asked for.

    Args:
        heads: by key, sorted.
        load: gives the entry of a key.
        entries: the lines of each in the file as JSON, where these are known.
    """

    def __init__(
        self,
        heads: Mapping[str, Head],
        load: Callable[[str], Instrument],
        entries: Sequence[Chunk] | None = None,
    ) -> None:
        self.heads = heads
        self.load = load
        self.entries = entries
        self._keys = tuple(heads)

    @overload
    def __getitem__(self, at: int) -> Instrument: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Instrument, ...]: ...
    def __getitem__(self, at: int | slice) -> Instrument | tuple[Instrument, ...]:
        """One entry, or those of a slice."""
        if isinstance(at, slice):
            return tuple(map(self.load, self._keys[at]))
        return self.load(self._keys[at])

    def __len__(self) -> int:
        """How many there are."""
        return len(self._keys)


def instruments_of(instruments: Sequence[Instrument]) -> Instruments:
    """Instruments as such, also where they are held in a plain sequence."""
    if isinstance(instruments, Instruments):
        return instruments
    by_key = {one.key: one for one in instruments}
    return Instruments({key: head_of(one) for key, one in by_key.items()}, by_key.__getitem__)


@dataclass(frozen=True, slots=True)
class Relation:
    """What a text says one instrument does to another: ``kind`` is ``implements``, ``based_on``,
    ``approves``, ``amends``, ``replaces`` or ``repeals``.

    ``by`` is the id of the document that says so; ``subject`` the key of the instrument that acts,
    ``None`` where it is that document itself; ``object`` the key of the one acted on. ``quote`` is the
    words that say it, as the page shows them; ``start``/``end`` the mention of the object in the source
    text of ``by``; ``anchor`` that of the nearest block above.
    """

    kind: str
    by: str
    subject: str | None
    object: str
    quote: str
    start: int
    end: int
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class CarriedOut:
    """Something that a province has issued under an instrument: a document of the archive (its id is
    ``by``), or an instrument (``key``) that the document ``by`` cites as doing so. ``province`` and
    ``date`` (``None`` where no text gives it) are those of what was issued."""

    province: str
    date: str | None
    by: str
    key: str | None = None


LEAST_WORDING = 0.1
"""The share of wording from which on an estimate tells something: twice its standard error (see
:data:`generator.archive.sketch.BINS`); below it two texts may have nothing in common at all."""


class Similar(msgspec.Struct, frozen=True, array_like=True):
    """A document like another (its ``id``), the nearest first. ``wording`` is the estimated share of
    their runs of four syllables that are in both, from 0 to 1; ``cites`` are keys of instruments that
    both cite, the rarest first."""

    id: str
    wording: float
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NumberSeries:
    """The numbers of one body, type and period (a year, or ``k13``): ``held`` those that the archive has,
    each with its document's id, ``lacking`` the runs between them that it has not, first to last;
    ``cited`` are numbers among these that documents of the archive cite, each with its key."""

    issuer: str
    type: str
    symbol: str
    period: str
    held: tuple[tuple[int, str], ...]
    lacking: tuple[tuple[int, int], ...]
    cited: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of a document, and the anchor of the nearest point above it."""

    text: str
    anchor: str | None


@dataclass(frozen=True, slots=True)
class WordRun:
    """Words of two texts that stand in the same place: ``same`` where they are the same but for case,
    punctuation and the place of tone marks; one side may be empty where they are not."""

    a: str
    b: str
    same: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """A line of a comparison: ``kind`` is ``same``, ``reworded``, ``only-a`` or ``only-b``; ``words`` are
    those of both where they are a pair. ``near`` is the passage of the other document that is nearest to
    one without a pair, where any is near."""

    kind: str
    a: Passage | None
    b: Passage | None
    words: tuple[WordRun, ...] = ()
    near: Passage | None = None


Pair = tuple[str, str]
"""The ids of two documents that are compared, the older one first."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two documents (their ids) side by side; ``common`` is the share of all their words that stand in
    both texts of a pair, from 0 to 1."""

    a: str
    b: str
    rows: tuple[Compared, ...]
    common: float


@dataclass(frozen=True, slots=True)
class Archive:
    """The whole collection after the barrier: documents by id, instruments by key, all sorted.

    ``relations`` are those that each document states, by its id, in order of place; ``carried_out`` what
    provinces have issued under an instrument, by its key, in order of time; ``gaps`` in numbering;
    ``similar`` the documents nearest to a document, by its id, and ``comparisons`` those of the closest
    pairs (both only of an archive that is published).
    ``serials`` are the documents' permanent serial numbers, by id.
    """

    documents: Sequence[Normalized]
    instruments: Sequence[Instrument]
    diagnostics: tuple[Diagnostic, ...] = ()
    relations: Mapping[str, Sequence[Relation]] = field(default_factory=dict)
    carried_out: Mapping[str, tuple[CarriedOut, ...]] = field(default_factory=dict)
    gaps: tuple[NumberSeries, ...] = ()
    similar: Mapping[str, tuple[Similar, ...]] = field(default_factory=dict)
    comparisons: Mapping[Pair, Comparison] = field(default_factory=dict)
    serials: Mapping[str, int] = field(default_factory=dict)


def stated_of(head: Head, relations: Mapping[str, Sequence[Relation]]) -> Iterator[Relation]:
    """All that the documents state that cite an instrument, and the one that it is, in order of their ids;
    ``relations`` are those of every document."""
    ids = {*head.cited_by, head.held} if head.held else head.cited_by
    return (relation for by in sorted(ids) for relation in relations.get(by, ()))


def relations_to(head: Head, relations: Mapping[str, Sequence[Relation]]) -> tuple[Relation, ...]:
    """What is done to an instrument; ``relations`` are those of every document."""
    return tuple(one for one in stated_of(head, relations) if one.object == head.key)


def provinces_of(profiles: Iterable[Profile]) -> tuple[str, ...]:
    """Every province that one of the documents is of, sorted."""
    return tuple(sorted({profile.province for profile in profiles if profile.province}))


def compared_with(pairs: Iterable[Pair]) -> Mapping[str, Mapping[str, tuple[str, str]]]:
    """The pairs of documents that were compared, by the id of either and that of the other."""
    found: dict[str, dict[str, tuple[str, str]]] = defaultdict(dict)
    for pair in pairs:
        one, other = pair
        found[one][other] = found[other][one] = pair
    return found
