"""The authority file: every instrument that documents of a collection are or cite, and what is said of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from functools import lru_cache

from generator.archive.describe import FIELDS, Verdict, descriptions, verdict
from generator.archive.identity import Identity, of_cite
from generator.archive.resolve import Settled
from generator.collection import Citing, Description, Instrument
from generator.model import Cite, Profile
from generator.numbers import NUMBER_PATTERN, central_body, parse_number

Corrected = Mapping[str, Mapping[str, tuple[str | None, str]]]
"""A person's values for instruments: by key and field, the value and the note that says who and why."""


@dataclass(slots=True)
class _Entry:
    """An instrument while it is put together; ``identity`` is that of the first who names it."""

    identity: Identity
    cites: list[tuple[Profile, Cite]] = field(default_factory=list)
    held: Profile | None = None

    def period(self, key: str) -> str | None:
        """The period in its key, which some of those who cite it may not tell; that of the identity where
        the key has none."""
        if self.identity.period is not None or self.identity.key == key:
            return self.identity.period
        return next(filter(None, (of_cite(cite, by).period for by, cite in self.cites)), None)


def authority_file(
    documents: Iterable[Settled], corrected: Corrected, touched: Set[str] | None = None
) -> dict[str, Instrument]:
    """The instruments that documents are or cite, by key, sorted.

    Args:
        documents: those that are published, in order of id.
        corrected: a person's values.
        touched: keys of those that are wanted; ``None`` for all.
    """
    entries: dict[str, _Entry] = {}
    for one in documents:
        profile, own = one.profile, one.own
        if own and (touched is None or own.key in touched):
            entry = entries.get(own.key) or entries.setdefault(own.key, _Entry(own))
            entry.held = entry.held or profile
        for cite in one.cites() if touched is None else one.cites_of(touched):
            first = entries.get(cite.key)
            entry = first or entries.setdefault(cite.key, _Entry(of_cite(cite, profile)))
            entry.cites.append((profile, cite))
    return {key: _instrument(key, entries[key], corrected.get(key, {})) for key in sorted(entries)}


def _instrument(key: str, entry: _Entry, corrected: Mapping[str, tuple[str | None, str]]) -> Instrument:
    said = [d for profile, cite in entry.cites for d in descriptions(profile.id, cite)]
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
        cited_by=tuple(sorted({profile.id for profile, _ in entry.cites})),
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
