from dataclasses import replace

from generator import names
from generator.archive import changed_since, footprint
from generator.collection import Archive, Similar
from generator.model import Directive, Normalized
from tests.support.archives import archive


def _changed(before: Archive, now: Archive) -> set[str]:
    return set(changed_since(footprint(before), footprint(now)))


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
    assert {directive.id, *(cite.key for cite in directive.cites)} <= found


def test_a_withdrawn_document_touches_what_it_cited() -> None:
    before = archive()
    gone = next(one.directive for one in before.documents if one.directive.cites)
    now = replace(before, documents=tuple(d for d in before.documents if d.directive.id != gone.id))
    found = _changed(before, now)
    assert {gone.id, *(cite.key for cite in gone.cites)} <= found


def test_what_the_collection_tells_touches_its_own_name_only() -> None:
    before = archive()
    ids = [one.directive.id for one in before.documents]
    now = replace(before, similar={**before.similar, ids[0]: (Similar(ids[1], 0.5, ()),)})
    assert _changed(before, now) == {ids[0]}


def test_a_document_touches_the_lists_that_it_left_and_those_that_it_came_to() -> None:
    before = archive()
    old = before.documents[0].directive
    found = _changed(before, _with(before, 0, replace(old, province="Cà Mau")))
    assert {"tinh/ca-mau", names.list_name("tinh", names.province_slug(old))} <= found
