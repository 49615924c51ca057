"""The types that the stages pass on, all frozen: from a source text to a directive and an archive.

Offsets (``start``, ``end``) count Unicode code points of the *source text*, half open. Dates are
ISO 8601 strings. Names follow the contract of the normalized archive; the terms are those of
schema.org/Legislation, ELI and Akoma Ntoso where these have one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from enum import StrEnum
from operator import attrgetter

from generator.diagnostics import Diagnostic
from generator.sealed import Chunk

Span = tuple[int, int]


class Status(StrEnum):
    """How a value is known: printed in the text, inferred by a named rule, or set by a person."""

    STATED = "stated"
    INFERRED = "inferred"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a field has its value. ``quote`` is the source text at ``start``–``end``, exactly."""

    status: Status
    start: int | None
    end: int | None
    quote: str | None
    rule: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Provenance and fixity of a raw file: ``sha256`` is that of its bytes as received; ``encoding``
    names what its text was converted from, ``None`` where that was UTF-8 or lay with the format."""

    file: str
    sha256: str
    media_type: str
    url: str | None = None
    retrieved: str | None = None
    published: str | None = None
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class Hint:
    """What a reader knows of a stretch of text from the markup that is no longer in it."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class SourceText:
    """A raw file as text. ``own_text`` tells that the text is not the file itself (HTML, other
    encodings), so that it has to be written beside the ledger; ``remarks`` is what the reader has to say
    of a file that it could read."""

    source: Source
    text: str
    markdown: bool = False
    own_text: bool = False
    hints: tuple[Hint, ...] = ()
    remarks: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Omission:
    """A stretch of source text that the page does not show, and why (``furniture``, ``markup``…)."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Repair:
    """A stretch that the page shows mended: joined where layout split it, or a look-alike letter."""

    start: int
    end: int
    before: str
    after: str
    rule: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """Where every character of a source text went; ``kept`` and ``omitted`` cover each non-space
    character exactly once."""

    kept: tuple[Span, ...]
    omitted: tuple[Omission, ...]
    repairs: tuple[Repair, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text of a paragraph; ``key`` names the instrument it cites, if it cites one."""

    text: str
    key: str | None = None


class BlockKind(StrEnum):
    """What a block of the body is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    TASK = "task"
    ITEM = "item"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Block:
    """A whole paragraph, heading, numbered task or table of the body, text as printed (NFC).

    ``level`` is the depth in the outline (2 for the top level of the body, as in ``<h2>``), 0 for
    what is not in it; ``anchor`` the address within the page (``1``, ``2.1``, ``dieu-3``).
    A heading of a task carries its anchor. ``rows`` holds the cells of a table, else empty.
    """

    kind: BlockKind
    runs: tuple[Run, ...]
    anchor: str | None = None
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def text(self) -> str:
        """The block's plain text."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Printed:
    """The lines of letterhead, heading (type and subject), recipients and signature as printed,
    whole lines, with repairs applied: what the page shows around the body."""

    letterhead: tuple[str, ...] = ()
    heading: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    signature: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Task:
    """A numbered top-level task; ``heading`` is its own or its opening words, at most 120 characters."""

    number: str
    heading: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Assignment:
    """Work that a document assigns: ``task`` is what to do and ``body`` who is to do it, as printed;
    ``role`` is ``lead``, ``coordinate``, ``report``, ``monitor`` or ``None``; ``deadline`` by when or how
    often, as printed. ``quote`` is the clause, the source text at ``start``–``end``."""

    task: str
    body: str
    role: str | None
    deadline: str | None
    quote: str
    start: int
    end: int
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class AttachedPart:
    """What else the raw file holds: ``kind`` is ``annex``, ``regulation`` or ``forwarded``."""

    kind: str
    title: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Cosigner:
    """Another signatory of a joint document."""

    name: str | None
    title: str | None
    authority: str | None
    body: str | None


class Form(StrEnum):
    """How an instrument is mentioned: in full, by a later or bare short form, or by name."""

    FULL = "full"
    SHORT = "short"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a text cites an instrument. ``before`` + ``shown`` + ``after`` is the
    sentence around it as the page shows it; ``anchor`` is that of the nearest block above."""

    start: int
    end: int
    quote: str
    form: Form
    before: str = ""
    shown: str = ""
    after: str = ""
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Cite:
    """An instrument as one text cites it. ``date``, ``issuer`` and ``title`` are what this text
    says, right or wrong; ``number`` is canonical, ``None`` where the instrument is cited by name.
    ``key`` is provisional until the archive has resolved it. ``place`` is the province that the
    citation names (of a provincial body), ``term`` the committee's term and ``year`` the year of a law
    where the text gives them."""

    key: str
    type: str
    number: str | None
    date: str | None
    issuer: str | None
    title: str | None
    mentions: tuple[Mention, ...]
    place: str | None = None
    term: str | None = None
    year: str | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of a document without its words: all that lists and other documents take of it. Every
    field without a value is ``None`` or empty."""

    id: str
    source: Source
    state: str = "issued"
    type: str | None = None
    number: str | None = None
    date: str | None = None
    place: str | None = None
    issuer: str | None = None
    branch: str | None = None
    province: str | None = None
    subject: str | None = None
    signer: str | None = None
    signer_title: str | None = None
    signing_authority: str | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    duplicate_of: str | None = None
    sample: bool = False


@dataclass(frozen=True, slots=True)
class Directive(Profile):
    """One normalized document: the front matter of the contract, and the body as blocks.

    The name is the project's own: the document may be of any ``type``. ``evidence`` has an entry for each
    field that has a value.
    """

    cosigners: tuple[Cosigner, ...] = ()
    recipients: tuple[str, ...] = ()
    tasks: tuple[Task, ...] = ()
    parts: tuple[AttachedPart, ...] = ()
    cites: tuple[Cite, ...] = ()
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    blocks: tuple[Block, ...] = ()
    printed: Printed = Printed()
    assignments: tuple[Assignment, ...] = ()


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list says of a document; fields as in :class:`Profile`."""

    id: str
    state: str
    type: str | None
    number: str | None
    date: str | None
    issuer: str | None
    province: str | None
    subject: str | None
    signer: str | None
    sample: bool
    duplicate_of: str | None


_LISTED = attrgetter(*(field.name for field in fields(Listed)))


def listed(profile: Profile) -> Listed:
    """A document as lists show it."""
    return Listed(*_LISTED(profile))


_PROFILE = attrgetter(*(field.name for field in fields(Profile)))


def profile_of(directive: Directive) -> Profile:
    """What is known of a document without its words, alone."""
    return Profile(*_PROFILE(directive))


@dataclass(frozen=True, slots=True)
class Normalized:
    """All that one raw file came to: the document, its source text and its ledger."""

    directive: Directive
    source_text: SourceText
    ledger: Ledger


@dataclass(frozen=True, slots=True)
class Draft:
    """A file that may have to be written: ``path`` within its folder (POSIX), ``made_of`` a digest of all
    that its content depends on, ``render`` gives the content, a very large one in pieces."""

    path: str
    made_of: bytes
    render: Callable[[], bytes | Iterable[Chunk]]

    @property
    def text(self) -> str:
        """The content of a file of text, written out."""
        content = self.render()
        return (content if isinstance(content, bytes) else b"".join(content)).decode("utf-8")


@dataclass(frozen=True, slots=True)
class Sheaf:
    """Files that one worker plans together.

    ``plan`` gives the files, and all that it looked at, be it there or not: ids of documents, or notes of
    lookups (``render.noted``). While none of these gives something else, the files stay as they are. A sheaf
    without a ``name`` is planned each time.
    """

    name: str
    plan: Callable[[], tuple[Sequence[Draft], Collection[str]]]


def planned_always(drafts: Callable[[], Iterable[Draft]]) -> Sheaf:
    """Files that may depend on the whole collection."""
    return Sheaf("", lambda: (list(drafts()), ()))
