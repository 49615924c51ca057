"""What ``chithi explain`` shows: each line's part, each value's evidence, with and without colour."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from generator.diagnostics import Diagnostic, Severity
from generator.explain import explanation, parts_of_lines
from generator.model import (
    Block,
    BlockKind,
    Cite,
    Directive,
    Evidence,
    Form,
    Ledger,
    Mention,
    Normalized,
    Omission,
    Printed,
    Run,
    Source,
    SourceText,
    Status,
)

LINES = (
    "TỈNH AN PHÚ",
    "**CHỈ THỊ**",
    "",
    "Thực hiện Nghị quyết số 44-NQ/\r",
    "TW, tỉnh An Phú",
    "1. Rà soát.\x1b[31m",
    "Trang 1",
    "Nơi nhận: TỈNH AN PHÚ",
    "Nguyễn Văn A",
)
PARTS = (
    "đầu văn bản",
    "tên loại",
    "giữ",
    "nội dung",
    "nội dung",
    "nhiệm vụ",
    "bỏ: furniture",
    "nơi nhận",
    "ký",
)


@pytest.fixture
def normalized() -> Normalized:
    text = "\n".join(LINES)
    omitted = []
    for start, length, reason in (
        (text.index("**"), 2, "markup"),
        (text.index("**\n"), 2, "markup"),
        (text.index("Trang"), len("Trang 1"), "furniture"),
    ):
        omitted.append(Omission(start, start + length, reason))
    kept = []
    at = 0
    for item in omitted:
        kept.append((at, item.start))
        at = item.end
    kept.append((at, len(text)))

    def quoted(words: str, status: Status = Status.STATED, note: str | None = None) -> Evidence:
        start = text.index(words)
        return Evidence(status, start, start + len(words), words, "some-rule", note)

    cited = "Nghị quyết số 44-NQ/\r\nTW"
    start = text.index(cited)
    directive = Directive(
        id="chi-thi-an-phu",
        source=Source("a.txt", "0" * 64, "text/plain"),
        type="Chỉ thị",
        province="An Phú",
        signer="Nguyễn Văn A",
        recipients=("TỈNH AN PHÚ",),
        cites=(
            Cite(
                "nghi-quyet-44-nq-tw",
                "Nghị quyết",
                "44-NQ/TW",
                None,
                None,
                None,
                (Mention(start, start + len(cited), cited, Form.FULL),),
            ),
        ),
        evidence={
            "type": quoted("CHỈ THỊ"),
            "province": quoted("tỉnh An Phú", Status.INFERRED, "từ nội dung"),
            "signer": quoted("Nguyễn Văn A"),
        },
        diagnostics=(Diagnostic("a.txt", 4, "no-date", Severity.INFO, "Không có ngày.", "Đính chính."),),
        blocks=(
            Block(BlockKind.PARAGRAPH, (Run("Thực hiện Nghị quyết số 44-NQ/TW, tỉnh An Phú"),)),
            Block(BlockKind.TASK, (Run("1. Rà soát.\x1b[31m"),), "1"),
        ),
        printed=Printed(
            ("TỈNH AN PHÚ",), ("CHỈ THỊ",), ("Nơi nhận: TỈNH AN PHÚ",), ("KT. CHỦ TỊCH", "Nguyễn Văn A")
        ),
    )
    return Normalized(
        directive,
        SourceText(directive.source, text),
        Ledger(tuple(kept), tuple(omitted), ()),
    )


def _rendered(normalized: Normalized, *, colour: bool) -> str:
    output = io.StringIO()
    Console(file=output, width=160, force_terminal=colour, color_system="standard" if colour else None).print(
        explanation(normalized)
    )
    return output.getvalue()


def test_every_line_has_its_part(normalized: Normalized) -> None:
    assert tuple(part.label for part in parts_of_lines(normalized)) == PARTS


def test_without_colour_everything_is_said_in_words(normalized: Normalized) -> None:
    shown = _rendered(normalized, colour=False)
    assert "\x1b" not in shown
    lines = shown.splitlines()
    for number, (text, part) in enumerate(zip(LINES, PARTS, strict=True), start=1):
        if text:
            row = next(line for line in lines if line.lstrip().startswith(f"{number} "))
            assert part in row
    (province,) = (line for line in lines if line.lstrip().startswith("province"))
    for words in ("An Phú", "suy ra", "dòng 5: «tỉnh An Phú»", "some-rule"):
        assert words in province
    assert "từ nội dung" in shown
    assert "dòng 4 (full): «Nghị quyết số 44-NQ/ TW»" in shown
    assert "a.txt:4: ghi chú: Không có ngày. [no-date]" in shown
    assert any(line.replace("│", " ").split() == ["number", "—"] for line in lines)


def test_a_raw_text_cannot_steer_the_terminal(normalized: Normalized) -> None:
    shown = _rendered(normalized, colour=True)
    assert "\x1b[" in shown
    assert "Rà soát.\x1b[31m" not in shown
    assert "�[31m" in shown
