"""The card of metadata: what each row says, where its value leads, and why it has that value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import names
from generator.model import Cosigner, Directive, Evidence, Status
from generator.render.words import long_date, word

_ALWAYS = ("type", "number", "date", "issuer", "subject", "signer")
"""Fields whose absence is worth telling: the elements that every administrative document has
(Nghị định 30/2020/NĐ-CP, Điều 8)."""

_ORDER = (
    *("type", "number", "date", "place", "issuer", "branch", "province", "subject", "signer"),
    *("signing_authority", "signer_title", "cosigners", "state"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """A row: ``text`` is ``None`` where the document is silent; ``href`` leads to like documents."""

    field: str
    label: str
    text: str | None
    href: str | None
    datetime: str | None
    evidence: Evidence | None

    @property
    def status(self) -> str | None:
        """How the value is known, by its code."""
        return str(self.evidence.status) if self.evidence else None

    @property
    def marked(self) -> bool:
        """Whether the value is not simply stated in the text, which the card then marks."""
        return self.evidence is not None and self.evidence.status is not Status.STATED


def card_rows(directive: Directive, root: str) -> Iterator[Row]:
    """The rows of a document's card, in order; fields without a value only where that tells something."""
    for name in _ORDER:
        text = _text(directive, name)
        if text is None and name not in _ALWAYS:
            continue
        href = _href(directive, name, root) if text is not None else None
        date = directive.date if name == "date" else None
        yield Row(name, word("fields", name), text, href, date, directive.evidence.get(name))


def proof_rows(directive: Directive) -> Iterator[Row]:
    """Every value that has evidence, to tell where it comes from; in the order of the field labels."""
    for name in (*_ORDER, "recipients", "tasks", "parts"):
        evidence = directive.evidence.get(name)
        if evidence:
            yield Row(name, word("fields", name), _text(directive, name), None, None, evidence)


def _text(directive: Directive, name: str) -> str | None:
    match name:
        case "date":
            return long_date(directive.date) if directive.date else None
        case "branch":
            return word("branches", directive.branch) if directive.branch else None
        case "state":
            return word("states", directive.state)
        case "cosigners":
            return "; ".join(_cosigner(person) for person in directive.cosigners) or None
        case "recipients" | "tasks" | "parts":
            return None
        case _:
            value: str | None = getattr(directive, name)
            return value


def _cosigner(person: Cosigner) -> str:
    return ", ".join(part for part in (person.name, person.authority, person.title, person.body) if part)


def _href(directive: Directive, name: str, root: str) -> str | None:
    """The browse page of the documents that share the value."""
    match name:
        case "type":
            return f"{root}loai/{names.type_slug(directive)}/"
        case "date":
            return f"{root}nam/{names.year_slug(directive)}/"
        case "issuer":
            return f"{root}co-quan/{names.issuer_slug(directive)}/"
        case "province":
            return f"{root}tinh/{names.province_slug(directive)}/"
        case "signer":
            return f"{root}nguoi-ky/{names.signer_slug(directive)}/"
        case _:
            return None
