"""Postings ↔ bytes: whatever is written can be read back whole, or an index could not be patched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.search import coded, pack, shards
from generator.search.content import FIELDS
from generator.search.counts import base_of, counted, split
from generator.search.record import Postings, decoded, encoded, gathered

_COUNTS = st.builds(
    lambda body, number, subject, names: body << 24 | number << 16 | subject << 8 | names,
    st.integers(0, 0xFFFF),
    *[st.sampled_from([0, 0, 0, 1, 7, 255])] * 3,
)
_DOCUMENTS = st.dictionaries(st.integers(0, 1 << 20), _COUNTS, min_size=1, max_size=30)
_TERMS = st.sampled_from(["đất", "44kltw", "an ninh", "@ket-luan-44-kl-tw", "=ninhF"])
_NAMES = st.text("abđ ", min_size=1, max_size=4)


def _postings(term: str, spelled: dict[bytes, dict[int, int]]) -> Postings:
    found = [
        (code, [base_of(document) + counts for document, counts in sorted(documents.items())])
        for code, documents in sorted(spelled.items())
    ]
    numbers = {document for documents in spelled.values() for document in documents}
    lengths = {number: tuple(number % 500 + place for place in range(len(FIELDS))) for number in numbers}
    return gathered(term, found, lengths)


@given(_TERMS, _DOCUMENTS)
def test_a_term_comes_back(term: str, documents: dict[int, int]) -> None:
    postings = _postings(term, {b"ab" if " " in term else b"": documents})
    assert postings.documents == sorted(documents)
    record = encoded(term, postings)
    assert decoded(term, record.whole()) == postings
    assert decoded(term, record.whole(apart=True), record.weights) == postings


@given(st.dictionaries(st.sampled_from([b"ab", b"cd", b"\xfb\x00"]), _DOCUMENTS, min_size=1))
def test_spellings_of_a_pair_come_back(spelled: dict[bytes, dict[int, int]]) -> None:
    postings = _postings("an ninh", spelled)
    assert decoded("an ninh", encoded("an ninh", postings).whole()) == postings
    table, places = postings.spellings
    for document, codes in zip(postings.documents, map(table.__getitem__, places), strict=True):
        pairs = [codes[at : at + 2] for at in range(0, len(codes), 2)]
        assert pairs == sorted(code for code, documents in spelled.items() if document in documents)


@given(_TERMS, _DOCUMENTS, st.integers(0, 1 << 20), _COUNTS)
def test_a_document_put_in_and_taken_out(
    term: str, documents: dict[int, int], other: int, counts: int
) -> None:
    documents.pop(other, None)
    code = b"ab" if " " in term else b""
    postings = _postings(term, {code: documents})
    more = postings.joined(_postings(term, {code: {other: counts}}))
    assert more == _postings(term, {code: {**documents, other: counts}})
    assert more.without(other) == postings == _postings(term, {code: documents})


@given(st.lists(st.sampled_from([b"", b"a", b"b", b"cd"]) | st.binary(max_size=2)), st.data())
def test_a_value_put_into_a_column_and_taken_out(values: list[bytes], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(values)))
    value = data.draw(st.sampled_from(values) | st.binary(max_size=2)) if values else b"new"
    column = coded.of(values)
    more = coded.joined(column, at, coded.of([value]))
    assert more == coded.of([*values[:at], value, *values[at:]])
    assert coded.without(more, at) == column


@pytest.mark.parametrize("count", [127, 128, 129, 130])
def test_a_column_of_more_values_than_a_byte_has_codes_for(count: int) -> None:
    values = [number.to_bytes(2, "big") for number in range(count) for _ in range(2)]
    column = coded.of(values)
    for value in (values[0], b"new"):
        more = coded.joined(column, 3, coded.of([value]))
        assert more == coded.of([*values[:3], value, *values[3:]])
        reader = pack.Reader(coded.encoded(more))
        assert coded.decoded(reader, len(values) + 1) == more
        assert coded.without(more, 3) == column
    fewer = coded.without(coded.without(column, 0), 0)
    assert fewer == coded.of(values[2:])


@given(st.sets(st.integers(0, 1 << 20)), st.integers(0, 1 << 20))
def test_the_place_of_a_number_among_differences(numbers: set[int], value: int) -> None:
    ascending = sorted(numbers)
    below = [number for number in ascending if number < value]
    assert pack.place(pack.numbers(pack.gaps(ascending)), value) == (len(below), max(below, default=0))


@given(st.dictionaries(_NAMES, st.binary(max_size=200)), _NAMES, st.binary())
def test_a_record_put_into_a_file_and_taken_out(records: dict[str, bytes], term: str, record: bytes) -> None:
    records.pop(term, None)
    content = shards.joined(records)
    assert shards.taken(content, term) == (None, content)
    more = shards.with_record(content, term, record)
    assert more == shards.joined({**records, term: record})
    assert shards.taken(more, term) == (record, content)


def test_what_is_counted_of_a_document() -> None:
    texts = {
        "number": ("44-KL/TW",),
        "subject": ("Về đất đai",),
        "names": (),
        "body": ("Đất đai, đất rừng; 44-KL/TW.",),
    }
    counts, lengths = counted(texts, ["luat-dat-dai"])
    terms = {split(key)[0]: value for key, value in counts.items()}
    assert terms["dat"] == (2 << 24) + (1 << 8)
    assert terms["44kltw"] == (1 << 24) + (1 << 16)
    assert terms["dat dai"] == (1 << 24) + (1 << 8)
    assert {term for term, value in terms.items() if not value} == {
        "@luat-dat-dai",
        "=vêF",
        "=đâtS",
        "=đai",
        "=rưngF",
    }
    assert "rung 44kltw" in terms
    assert lengths == (1, 5, 0, 9)


def test_a_word_said_too_often_to_count_runs_over_into_nothing() -> None:
    text = "an ninh án ninh " * 70_000
    counts, lengths = counted({"number": (), "subject": (), "names": (), "body": (text,)}, [])
    found = [
        (code, [base_of(3) + value])
        for term, code, value in sorted((*split(key), value) for key, value in counts.items())
        if term == "an ninh"
    ]
    postings = gathered("an ninh", found, {3: lengths})
    assert len(found) == 2
    assert (postings.documents, postings.body, postings.short) == ([3], [0xFFFF], coded.same(b"", 1))
