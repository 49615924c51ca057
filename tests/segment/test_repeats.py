"""What chunks whose ends overlap say twice, and what a text says twice of itself."""

from __future__ import annotations

from generator.segment.repeats import repeated
from tests.cases import normalized

SENTENCE = "Bộ Tài chính bố trí kinh phí từ nguồn ngân sách nhà nước hằng năm theo quy định hiện hành."


def test_the_second_of_two_same_ends_is_found() -> None:
    text = f"1. {SENTENCE}\n\n{SENTENCE[20:]} Các địa phương bố trí thêm.\n"
    (span,) = repeated(text)
    assert text[slice(*span)] == SENTENCE[20:].strip()


def test_marks_and_breaks_make_no_difference() -> None:
    text = f"**{SENTENCE[:50]}\n{SENTENCE[50:]}**\n\n---\n\n{SENTENCE}\n"
    (span,) = repeated(text)
    assert text[slice(*span)] == SENTENCE


def test_rows_short_lines_and_what_stands_farther_back_are_no_repetition() -> None:
    row = f"| {SENTENCE} | x |\n"
    assert repeated(row + row) == []
    assert repeated("Nguyễn Văn An\nNguyễn Văn An\n") == []
    assert repeated(f"{SENTENCE}\n\nCác ngành thực hiện.\n\n{SENTENCE}\n") == []


def test_a_line_that_a_form_says_again_is_its_own() -> None:
    line = "Đơn vị được kiểm tra ký, ghi rõ họ tên và đóng dấu xác nhận"
    assert repeated(f"{line}\n{line}\nNgười lập biểu\n") == []
    assert repeated(f"{line}\n\n{line}\n\n{line}\n") == []
    assert repeated("Ký, ghi rõ họ tên và đóng dấu\n" * 4) == []
    (span,) = repeated(f"{SENTENCE * 3}\n\n{SENTENCE * 3}\n")
    assert span[0] > len(SENTENCE)


def test_only_markdown_is_put_together_from_chunks() -> None:
    text = f"CHỈ THỊ\nVề kinh phí\n\n{SENTENCE}\n\n---\n\n{SENTENCE}\n"
    assert [block.text for block in normalized(text).directive.blocks if block.text != "---"] == [
        SENTENCE
    ] * 2
    document = normalized(text, markdown=True)
    assert [block.text for block in document.directive.blocks] == [SENTENCE]
    assert [one.reason for one in document.ledger.omitted] == ["markup", "repeated"]


def test_the_row_of_the_recipients_stands_once() -> None:
    row = "| ***Nơi nhận:*** - Ban Bí thư Trung ương Đảng; - Lưu: VT. | **THỦ TƯỚNG** **Nguyễn Tấn Lâm** |\n"
    text = f"# CHỈ THỊ\n\n**Về kinh phí**\n\n{SENTENCE}\n\n{row}\n{row}"
    found = normalized(text, markdown=True).directive
    assert found.recipients == ("Ban Bí thư Trung ương Đảng", "Lưu: VT")
    assert found.signer == "Nguyễn Tấn Lâm"
