"""Who has carried out an instrument: what provinces have issued under it, in order of time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.collection import CarriedOut, Head, Relation
from generator.model import Directive
from generator.text import slug

_UNDER = ("implements", "based_on")
"""Relations of what is issued under another instrument."""


def carried_out(
    directives: Sequence[Directive], instruments: Mapping[str, Head], relations: Iterable[Relation]
) -> Mapping[str, tuple[CarriedOut, ...]]:
    """What provinces have issued under each instrument, undated things last.

    A document that is only a draft has carried out nothing; one of a central body or of an unknown
    province is of no province.
    """
    by_id = {directive.id: directive for directive in directives}
    found: dict[str, set[CarriedOut]] = defaultdict(set)
    for relation in relations:
        if relation.kind in _UNDER:
            found[relation.object].update(_of(relation, by_id[relation.by], instruments))
    return {key: tuple(sorted(done, key=_order)) for key, done in sorted(found.items()) if done}


def _of(relation: Relation, by: Directive, instruments: Mapping[str, Head]) -> Iterator[CarriedOut]:
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
