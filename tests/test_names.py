"""Names in addresses and facets."""

from __future__ import annotations

import pytest

from generator import names
from tests.search.documents import directive


def test_a_document_that_says_nothing_is_unknown_everywhere() -> None:
    silent = directive("mot")
    slugs = (names.province_slug, names.issuer_slug, names.signer_slug, names.type_slug, names.year_slug)
    assert {slug(silent) for slug in slugs} == {names.UNKNOWN}
    assert names.year_of(silent) is None
    assert names.signer_label(silent) == names.UNKNOWN_LABEL


def test_values_are_slugs() -> None:
    found = directive(
        "mot", province="Thừa Thiên Huế", type="Chỉ thị", date="2023-12-29", issuer="Bộ Công an"
    )
    assert names.province_slug(found) == "thua-thien-hue"
    assert names.type_slug(found) == "chi-thi"
    assert (names.year_of(found), names.year_slug(found)) == (2023, "2023")
    assert names.issuer_slug(found) == "bo-cong-an"


def test_namesakes_are_told_apart_by_body_and_one_person_is_not() -> None:
    body = "Ủy ban nhân dân tỉnh Vĩnh Long"
    one = directive("mot", signer="Lê Văn An", issuer=body)
    same = directive("hai", signer="Lê Văn An", issuer=f"Chủ tịch {body}")
    other = directive("ba", signer="Lê Văn An", issuer="Ban Thường vụ Tỉnh ủy Hà Tĩnh")
    assert names.signer_slug(one) == names.signer_slug(same) != names.signer_slug(other)
    assert names.signer_label(same) == f"Lê Văn An ({body})"


@pytest.mark.parametrize(
    ("issuer", "body"),
    [
        ("Chủ tịch Ủy ban nhân dân tỉnh Gia Lai", "Ủy ban nhân dân tỉnh Gia Lai"),
        ("Thủ tướng Chính phủ", "Chính phủ"),
        ("Bộ trưởng Bộ Công an", "Bộ Công an"),
        ("Ban Thường vụ Tỉnh ủy", "Ban Thường vụ Tỉnh ủy"),
    ],
)
def test_the_body_behind_an_office_holder(issuer: str, body: str) -> None:
    assert names.body_of(issuer) == body
