"""Front matter's YAML is that of PyYAML's safe dumper, and reads back as what it was."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.render.plain_yaml import dumped

_DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)

ODD = (
    *(
        "",
        " ",
        "~",
        "null",
        "No",
        "12",
        "0o7",
        "1_0",
        "1.5e+3",
        "2024-01-05",
        "12:30",
        "=",
        "<<",
        "- a",
        "a: b",
    ),
    *(
        "'",
        '"',
        "#",
        "a #b",
        "a\nb",
        "a\n\n b",
        "\ta",
        "e\u0301",
        "\ufeff",
        "\u2028",
        "\U0001f600",
        "\U00010400",
        "? a",
    ),
    *(
        "[x]",
        "dài " * 5_000,
        "' " * 3_000,
        "khóa dài hơn một trăm hai mươi tám byte " * 3,
        "…" * 12_000,
        "Số: 05/CT-UBND, ngày 03 tháng 4 năm 2024",
    ),
)
SIGNS = st.text(" -?:#'\".,0~=<[]{}&*!|>%@`aoNY\u00a0\u1ef9\ufeff\ufffd\n\t", max_size=8)
"""Texts of what decides whether one stands as it is."""

TEXTS = st.text() | SIGNS | st.sampled_from(ODD)
VALUES = st.recursive(
    TEXTS | st.integers() | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)


class _NoAliases(_DUMPER):  # type: ignore[misc]  # which of the two classes, only the run knows
    def ignore_aliases(self, data: object) -> bool:
        return True


@given(st.dictionaries(TEXTS, VALUES, max_size=5))
def test_it_is_what_the_safe_dumper_writes(data: dict[str, Any]) -> None:
    plain = yaml.dump(data, Dumper=_NoAliases, allow_unicode=True, sort_keys=False, width=10_000)
    assert dumped(data) == plain


@given(st.dictionaries(st.text("abcd", min_size=1), VALUES, max_size=5))
def test_it_reads_back_equal(data: dict[str, Any]) -> None:
    assert yaml.safe_load(dumped(data)) == data


@given(st.lists(SIGNS, max_size=20))
def test_every_text_has_the_quotes_that_the_safe_dumper_gives_it(texts: list[str]) -> None:
    for text in texts:
        data = {"a": text, "b": [text, [text]], "c": {text: text, "d": [{"e": text, "f": {"g": text}}]}}
        assert dumped(data) == yaml.dump(
            data, Dumper=_NoAliases, allow_unicode=True, sort_keys=False, width=10_000
        )


def test_a_value_that_is_no_plain_data_is_refused() -> None:
    with pytest.raises(TypeError, match="not plain data"):
        dumped({"a": 1.5})
