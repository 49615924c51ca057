from dataclasses import replace

from generator.archive import changed_since, footprint
from generator.cache import encoded
from generator.collection import PROVINCES, Archive, Similar
from generator.model import Directive, Normalized
from tests.support.archives import archive


def _changed(before: Archive, now: Archive) -> set[str] | None:
    found = changed_since(encoded(footprint(before)), footprint(now))
    return None if found is None else set(found)


def _with(of: Archive, at: int, directive: Directive) -> Archive:
    one = of.documents[at]
    other = Normalized(directive, one.source_text, one.ledger)
    return replace(of, documents=(*of.documents[:at], other, *of.documents[at + 1 :]))


def test_nothing_changed() -> None:
    assert _changed(archive(), archive()) == set()


def test_a_document_that_changed_touches_the_instruments_that_it_cites() -> None:
    before = archive()
    citing = next(at for at, one in enumerate(before.documents) if one.directive.cites)
    directive = before.documents[citing].directive
    found = _changed(before, _with(before, citing, replace(directive, signer="Người Khác")))
    assert found is not None
    assert {directive.id, *(cite.key for cite in directive.cites)} <= found
    assert PROVINCES not in found


def test_a_withdrawn_document_touches_what_it_cited() -> None:
    before = archive()
    gone = next(one.directive for one in before.documents if one.directive.cites)
    now = replace(before, documents=tuple(d for d in before.documents if d.directive.id != gone.id))
    found = _changed(before, now)
    assert found is not None
    assert {gone.id, *(cite.key for cite in gone.cites)} <= found


def test_what_the_collection_tells_touches_its_own_name_only() -> None:
    before = archive()
    ids = [one.directive.id for one in before.documents]
    now = replace(before, similar={**before.similar, ids[0]: (Similar(ids[1], 0.5, ()),)})
    assert _changed(before, now) == {ids[0]}


def test_another_province_is_told() -> None:
    before = archive()
    found = _changed(before, _with(before, 0, replace(before.documents[0].directive, province="Cà Mau")))
    assert found is not None
    assert PROVINCES in found


def test_a_record_that_cannot_be_read_tells_nothing() -> None:
    assert changed_since(b"", footprint(archive())) is None
