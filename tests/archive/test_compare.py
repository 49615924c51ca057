"""Two documents side by side: the pairs that a reader makes, the words that differ, nothing lost."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from generator.archive.compare import compared, passages_of, word_runs
from generator.model import Block, BlockKind, Directive, Run
from tests.archive.checked import archive_of_raw, checked
from tests.support.archives import issued


def _document(*texts: str) -> Directive:
    blocks = tuple(Block(BlockKind.PARAGRAPH, (Run(text),)) for text in texts)
    return replace(issued(), blocks=blocks)


def test_words_are_marked_where_they_differ_and_spelling_is_no_difference() -> None:
    runs = word_runs("Hoà bình, ổn định và phát triển", "hòa bình và phát triển.")
    assert [(run.a, run.b, run.same) for run in runs] == [
        ("Hoà bình, ", "hòa bình ", True),
        ("ổn định ", "", False),
        ("và phát triển", "và phát triển.", True),
    ]


def test_the_same_text_is_the_same_whatever_its_number() -> None:
    one = compared(_document("1. Rà soát quy hoạch đất đai."), _document("2. Rà soát quy hoạch đất đai."))
    assert [row.kind for row in one.rows] == ["same"]
    assert one.common == 1.0


def test_strangers_are_no_pair() -> None:
    one = compared(_document("Rà soát quy hoạch đất đai."), _document("Tăng cường tiêm chủng mở rộng."))
    assert [row.kind for row in one.rows] == ["only-a", "only-b"]
    assert one.common == 0.0


def test_an_empty_document_has_nothing_in_common() -> None:
    assert compared(_document(), _document()).rows == ()
    assert compared(_document(), _document()).common == 0.0


def test_a_phrase_that_runs_through_both_pairs_nothing() -> None:
    phrase = "thế trận an ninh nhân dân kết hợp chặt chẽ với thế trận quốc phòng toàn dân"
    left = [f"{phrase}: tuyên truyền {word} sâu rộng tới mọi người ở cơ sở" for word in ("sớm", "kỹ", "đều")]
    right = [f"{phrase}: diễn tập {word} khu vực phòng thủ hằng năm" for word in ("sớm", "kỹ", "đều")]
    one = compared(_document(*left, "Bố trí kinh phí."), _document(*right, "Bố trí kinh phí."))
    assert [(r.a.text, r.b.text) for r in one.rows if r.kind == "same" and r.a and r.b] == [
        ("Bố trí kinh phí.", "Bố trí kinh phí.")
    ]


def test_tasks_that_open_alike_and_go_on_otherwise_are_a_pair() -> None:
    opening = "Nâng cao chất lượng phối hợp giữa kiểm lâm và các chủ rừng"
    left = f"{opening}: {' '.join(f'trạm{i} bìa{i} suối{i}' for i in range(30))}"
    right = f"{opening}; {' '.join(f'đội{i} tổ{i} bản{i}' for i in range(30))}"
    middle = (
        f"{' '.join(f'lán{i} đồi{i}' for i in range(20))} {opening} {' '.join(f'vườn{i}' for i in range(50))}"
    )
    assert [row.kind for row in compared(_document(left), _document(right)).rows] == ["reworded"]
    assert [row.kind for row in compared(_document(left), _document(middle)).rows] == ["only-a", "only-b"]


@pytest.mark.parametrize("root", ["shared", "samples"])
def test_nothing_is_lost_and_nothing_told_twice(root: str) -> None:
    directives = [d.directive for d in archive_of_raw(root).documents]
    for a, b in pairwise(directives):
        rows = compared(a, b).rows
        assert [row.a for row in rows if row.a] == list(passages_of(a))
        assert sorted(str(row.b) for row in rows if row.b) == sorted(map(str, passages_of(b)))
        for row in rows:
            if row.a and row.b:
                assert "".join(run.a for run in row.words) == row.a.text
                assert "".join(run.b for run in row.words) == row.b.text


def test_the_pairs_of_the_three_directives_are_those_that_were_read() -> None:
    documents = {d.directive.source.file[:3]: d.directive for d in archive_of_raw("shared").documents}
    for case in checked("comparisons.yml", "shared"):
        rows = compared(documents[case["a"]], documents[case["b"]]).rows
        pairs = [[_opening(row.a.text), _opening(row.b.text)] for row in rows if row.a and row.b]
        assert pairs == case["pairs"]


def _opening(text: str) -> str:
    return " ".join(text.split()[:6])
