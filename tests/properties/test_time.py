"""Time grows with the length of a text, not with its square, whatever is repeated in it."""

from __future__ import annotations

import gc
import os
import time
from itertools import pairwise

import pytest

from tests.cases import HEADING, normalized

UNITS = (
    "số ", "ngày ", "Luật ", "(", "-", "1.1.1.", "1. ", " ", "\t", "TM. ", "của Bộ ", "|", "*", "1", "1/",
    "a", "Chỉ thị số ", "Nghị định số 1/2020/NĐ-CP, ", "Nơi nhận:\n", "- a;\n", "CỦA ", "**", "# ",
    "Điều 1. ", "“", '"', "[", "](", "ngày 1/1/2020 ", "và ", "Quyết định số 1/QĐ-UBND ", "Luật Đất đai, ",
    "Phụ lục\n", "KT. CHỦ TỊCH\n", "Nguyễn Văn An\n", "CHỈ THỊ\n", "a\n", "a\n\n", "A ",
    "Ủy ban nhân dân tỉnh ", "Hà Nội ", "_", "`", "<", "\\", "a\u0301", "\u200b", "01, ",
    "Nghị quyết Trung ương ", "TP. ", "Số: ", "Số:\n", "\r\n", "Đ", "QĐ-", "Kính gửi: ", "về thực hiện ",
    "<a ", "| a ", "CÔNG BÁO", "thứ ", "1 1/", "Luật sửa đổi, bổ sung một số điều của ", "và Luật ", ". ",
    "12/", "m", "Một câu. ", "bjbj", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nsố 1", "/",
)  # fmt: skip
FRAMES = {
    "alone": ("", False),
    "in a body": (f"{HEADING}\nTrong những năm qua ", False),
    "in a heading": ("CHỈ THỊ\nA1", False),
    "in Markdown": ("# CHỈ THỊ\n\n**a**\n\nx ", True),
    "below a foot": (f"{HEADING}\nMột câu.\n\nNơi nhận:\n- Lưu: VT.\n\nCHỦ TỊCH\nNguyễn Văn An\n\n", False),
}
USUAL = (
    "Luật ",
    "[",
    "\\",
    "a\n\n",
    "bjbj",
    "ngày ",
    "- a;\n",
    "số ",
    "Quyết định số 1/QĐ-UBND ",
    "Luật sửa đổi, bổ sung một số điều của ",
    "**",
    "/",
)
"""Those that once took the square of their length; the others are tried with the longer profile."""
TRIED = UNITS if os.environ.get("CHITHI_PROPERTY_FACTOR") else USUAL
FIRST = 2_000
LONGEST = 32_000
MEASURABLE = 0.02
"""Seconds of processor time below which a clock tells nothing."""
TIMES = 2.9
"""Doubling a text may not take more than this often the time: twice is linear, four times is square."""


def seconds(text: str, is_markdown: bool) -> float:
    gc.collect()
    gc.disable()
    start = time.process_time()
    normalized(text, markdown=is_markdown)
    taken = time.process_time() - start
    gc.enable()
    return taken


def grows(unit: str, opening: str, is_markdown: bool) -> list[float]:
    """Times of ever longer texts, until one takes more than a second; three at least, two doublings."""
    taken: list[float] = []
    length = FIRST
    while length <= LONGEST:
        text = opening + unit * (length // len(unit))
        taken.append(seconds(text, is_markdown))
        length *= 2
        if taken[-1] > 1 and len(taken) > 2:
            break
    return taken


def is_steep(taken: list[float]) -> bool:
    """Whether the last two doublings that a clock can tell both took too long."""
    pairs = [(a, b) for a, b in pairwise(taken) if b > MEASURABLE]
    return len(pairs) > 1 and all(b > TIMES * a for a, b in pairs[-2:])


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("unit", TRIED, ids=ascii)
def test_time_is_linear(unit: str, frame: str) -> None:
    opening, is_markdown = FRAMES[frame]
    taken = grows(unit, opening, is_markdown)
    if is_steep(taken):  # once more, for a busy machine
        again = grows(unit, opening, is_markdown)
        taken = [min(pair) for pair in zip(taken, again, strict=False)]
    assert not is_steep(taken), " ".join(f"{one:.3f}" for one in taken)
    assert taken[-1] < 3, "a text of this length takes seconds"
