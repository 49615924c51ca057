"""Who has carried out an instrument: what provinces have issued under it, in order of time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.collection import CarriedOut, Head, Relation, relations_to
from generator.model import Profile
from generator.text import slug

_UNDER = ("implements", "based_on")
"""Relations of what is issued under another instrument."""


def carried_out(
    key: str,
    profiles: Mapping[str, Profile],
    instruments: Mapping[str, Head],
    relations: Mapping[str, Sequence[Relation]],
) -> tuple[CarriedOut, ...]:
    """What provinces have issued under an instrument, undated things last.

    A document that is only a draft has carried out nothing; one of a central body or of an unknown
    province is of no province.

    Args:
        key: that of the instrument.
        profiles: every document that is published, by id.
        instruments: the heads of the authority file, by key.
        relations: what each document states, by its id.
    """
    found = {
        one
        for relation in relations_to(instruments[key], relations)
        if relation.kind in _UNDER
        for one in _of(relation, profiles[relation.by], instruments)
    }
    return tuple(sorted(found, key=_order))


def _of(relation: Relation, by: Profile, instruments: Mapping[str, Head]) -> Iterator[CarriedOut]:
    province = by.province
    if province is None:
        return
    if relation.subject is None:
        if by.state != "draft":
            yield CarriedOut(province, by.date, by.id)
        return
    instrument = instruments.get(relation.subject)
    if instrument and instrument.held is None and instrument.scope == slug(province):
        yield CarriedOut(province, instrument.date, by.id, instrument.key)


def _order(done: CarriedOut) -> tuple[str, str, str, str]:
    return done.date or "9999", slug(done.province), done.key or "", done.by
