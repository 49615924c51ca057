"""PDF: letters with places become lines in reading order; what cannot be read is refused in time."""

from __future__ import annotations

import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from generator.read import Unreadable, ocr, pdf_worker, read
from generator.read.pdf import read_pdf
from tests.read.paper import A4, at, pdf, scan
from tests.support.requirements import ROOT

BODY = "Uy ban nhan dan tinh yeu cau cac so, ban, nganh nghiem tuc thuc hien"
INDENT = " " * 8


def lines_of(*pages: str, rotate: int = 0) -> list[str]:
    """The lines that the worker finds, without its process: asides, then pages."""
    found = pdf_worker.read(pdf(*pages, rotate=rotate))
    texts = [text for name in ("asides", "pages") for text in cast(list[str], found[name])]
    return [line for line in "\n".join(texts).split("\n") if line]


def body(top: float, count: int = 3) -> str:
    return "".join(at(85, top - 18 * i, f"{i}. {BODY}") for i in range(count))


def test_columns_are_parted_by_tabs_whatever_the_order_of_drawing() -> None:
    right = at(330, 780, "CONG HOA XA HOI", font="F2") + at(345, 762, "Doc lap - Tu do")
    left = at(90, 780, "UY BAN NHAN DAN", font="F2") + at(100, 762, "So: 12/CT-UBND")
    expected = ["UY BAN NHAN DAN\tCONG HOA XA HOI", "So: 12/CT-UBND\tDoc lap - Tu do"]
    assert lines_of(right + left + body(700))[:2] == expected
    assert lines_of(body(700) + left + right)[:2] == expected


def test_columns_whose_lines_do_not_meet_stay_in_order_from_the_top() -> None:
    left = "".join(at(85, 300 - 12.5 * i, f"- Noi nhan thu {i};", size=11) for i in range(4))
    right = at(370, 290, "CHU TICH", font="F2") + at(360, 240, "Nguyen Van A", font="F2")
    found = lines_of(body(700) + left + right)
    order = [
        next(i for i, line in enumerate(found) if words in line) for words in ("thu 0", "CHU TICH", "Van A")
    ]
    assert order == sorted(order)
    assert [f"- Noi nhan thu {i};" in " ".join(found) for i in range(4)] == [True] * 4


def test_words_are_told_by_gaps_where_no_spaces_are_drawn() -> None:
    pieces = at(85, 700, "Dieu") + at(115, 700, "5.") + at(130, 700, "Quyet") + at(167, 700, "dinh")
    assert lines_of(pieces + body(600))[0] == "Dieu 5. Quyet dinh"


def test_a_line_stretched_to_full_width_has_no_columns() -> None:
    stretched = "".join(at(x, 700, words) for x, words in ((85, "co"), (200, "quan"), (325.9, "nay")))
    found = lines_of(stretched + body(600))[0]
    assert found == "co quan nay"


def test_a_letter_drawn_twice_to_look_bold_is_one() -> None:
    twice = at(85, 700, "CHI THI") + at(85.2, 700, "CHI THI")
    assert lines_of(twice + body(600))[0].strip() == "CHI THI"


def test_a_raised_mark_stays_in_its_line() -> None:
    marked = at(85, 700, "nam qua") + at(131, 705, "1", size=8) + at(137, 700, "va nay")
    assert lines_of(marked + body(600))[0] == "nam qua1 va nay"


def leaning(words: str, y: float, lean: float) -> str:
    """A line as OCR puts it behind a scan: word by word, each where the leaning line has it."""
    drawn, x = [], 70.0
    for word in words.split():
        drawn.append(at(x, y + lean * x, f"{word} ", matrix=f"1 {lean} {-lean} 1"))
        x += 7.5 * len(word) + 5
    return "\n".join(drawn)


@pytest.mark.parametrize("lean", [0.0, 0.02, -0.02])
def test_lines_of_a_scan_taken_in_askew_stay_whole(lean: float) -> None:
    lines = [f"{number} can cu nghi dinh so chin cua chinh phu ngay nay" for number in range(8)]
    page = "\n".join(leaning(line, 760 - 16 * i, lean) for i, line in enumerate(lines))
    assert [line.strip() for line in lines_of(page)] == lines


def test_a_hyphen_at_the_end_of_a_line_stays() -> None:
    split = at(85, 700, "theo Nghi quyet so 44-NQ-") + at(85, 682, "TW va Chi thi so 05-CT/TW")
    assert lines_of(split + body(600))[:2] == ["theo Nghi quyet so 44-NQ-", "TW va Chi thi so 05-CT/TW"]


def test_centred_lines_are_indented_and_wide_gaps_leave_a_blank_line() -> None:
    centred = at(A4[0] / 2 - 25, 760, "CHI THI")
    text = read_pdf(pdf(centred + body(700, 4))).text
    assert text.startswith(f"{INDENT}CHI THI\n\n0. {BODY}\n1. ")


def test_pages_follow_each_other_and_keep_their_numbers() -> None:
    second = at(297, 810, "2") + body(780)
    found = read_pdf(pdf(body(780), second)).text
    assert found.count("\f") == 1
    assert found.split("\f")[1].split("\n")[0].strip() == "2"


@pytest.mark.parametrize(
    ("rotate", "matrix"), [(0, "1 0 0 1"), (90, "0 1 -1 0"), (180, "-1 0 0 -1"), (270, "0 -1 1 0")]
)
def test_a_page_is_read_the_way_its_letters_stand(rotate: int, matrix: str) -> None:
    turned = {
        0: ((100, 700), (100, 680)),
        90: ((100, 100), (120, 100)),
        180: ((500, 100), (500, 120)),
        270: ((500, 700), (480, 700)),
    }[rotate]
    (x0, y0), (x1, y1) = turned
    stream = at(x1, y1, "dong hai cua trang", matrix=matrix) + at(x0, y0, "dong mot cua trang", matrix=matrix)
    assert lines_of(stream, rotate=rotate) == ["dong mot cua trang", "dong hai cua trang"]


def test_a_watermark_and_a_stamp_up_the_side_stand_first_and_once() -> None:
    watermark = at(150, 300, "DU THAO", size=80, matrix="0.7071 0.7071 -0.7071 0.7071")
    stamp = at(30, 200, "Thoi gian ky: 12/06/2021", size=8, matrix="0 1 -1 0")
    found = lines_of(body(700) + watermark + stamp, body(700) + watermark)
    assert found[:2] == ["DU THAO", "Thoi gian ky: 12/06/2021"]
    assert " ".join(found).count("DU THAO") == 1


def test_letters_off_the_page_are_not_printed() -> None:
    assert lines_of(body(700) + at(900, 700, "ngoai trang"))[0] == f"0. {BODY}"


def clipped(words: str) -> str:
    """Words of which what lies lower than 100 points does not show."""
    return f"q 0 100 595 742 re W n {words} Q\n"


def test_a_letter_cut_off_by_the_edge_of_what_shows_is_not_printed() -> None:
    """A browser paints a line that reaches over a page's edge on both pages."""
    assert lines_of(body(700) + clipped(at(80, 92, "dong cua trang sau")))[-1] != "dong cua trang sau"
    assert lines_of(body(700) + clipped(at(80, 98, "dong cua trang nay")))[-1] == "dong cua trang nay"


def test_what_is_clipped_away_as_a_whole_stays() -> None:
    """So a program may hide the words that it read in a scan."""
    assert lines_of(body(700) + clipped(at(80, 60, "lop chu cua ban quet")))[-1] == "lop chu cua ban quet"


def refusal(data: bytes) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        read("van-ban.pdf", data)
    return caught.value


def test_cut_short_at_any_place_is_refused_or_read() -> None:
    whole = pdf(body(700))
    for end in range(0, len(whole), len(whole) // 4):
        try:
            text = read("van-ban.pdf", whole[:end]).text
        except Unreadable as problem:
            assert problem.code in ("damaged-pdf", "empty-file", "misnamed")
            assert problem.message and problem.remedy
        else:
            assert BODY in text


def test_a_password_is_asked_for() -> None:
    locked = (
        f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{'ab' * 32}> /U <{'cd' * 32}> >> /ID [<00> <00>]"
    )
    problem = refusal(pdf(body(700), trailer=locked))
    assert problem.code == "encrypted"
    assert "mật khẩu" in problem.message


def test_too_many_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_worker, "MAX_PAGES", 2)
    assert pdf_worker.read(pdf(*[body(700)] * 3)) == {"refusal": "too-many-pages"}
    assert "pages" in pdf_worker.read(pdf(*[body(700)] * 2))


def test_a_pdf_without_letters_is_empty() -> None:
    assert refusal(pdf("")).code == "empty-file"


@pytest.fixture
def without_programs(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("PATH", "")
    ocr.is_installed.cache_clear()
    yield
    ocr.is_installed.cache_clear()


def scanned(*others: str) -> bytes:
    content, more, resources = scan(1 + len(others))
    return pdf(content, *others, more=more, resources=resources)


@pytest.mark.usefixtures("without_programs")
def test_a_scan_without_ocr_says_what_to_install() -> None:
    problem = refusal(scanned())
    assert problem.code == "scan-without-ocr"
    assert "tesseract-ocr-vie" in problem.remedy


@pytest.mark.usefixtures("without_programs")
def test_pages_that_are_scans_among_others_are_named() -> None:
    source = read("van-ban.pdf", scanned(body(700)))
    assert BODY in source.text
    (remark,) = source.remarks
    assert (remark.code, remark.file) == ("unread-pages", "van-ban.pdf")
    assert remark.message.endswith(": 1.")


_RECOGNIZER = """#!{python}
import sys
sys.path.insert(0, {root!r})
from tests.read.paper import at, pdf
if "--list-langs" in sys.argv:
    print("List of available languages (1):\\nvie")
else:
    (image,) = open(sys.argv[1], encoding="utf-8").read().split()
    assert open(image, "rb").read().startswith(b"P5 24")  # 24xx dots wide: A4 at 300 an inch
    language = sys.argv[sys.argv.index("-l") + 1]
    left, right = at(85, 780, "So: 12/CT-UBND"), at(330, 780, "Ha Noi, ngay 1 " + language)
    sys.stdout.buffer.write(pdf(left + right))
"""


def test_pages_that_are_scans_go_through_tesseract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that stands in for Tesseract sees each scanned page at 300 dots an inch."""
    program = tmp_path / "tesseract"
    program.write_text(_RECOGNIZER.format(python=sys.executable, root=str(ROOT)), encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(tmp_path))
    ocr.is_installed.cache_clear()
    source = read("van-ban.pdf", scanned(body(700)))
    ocr.is_installed.cache_clear()
    assert source.text.split("\f")[0] == "So: 12/CT-UBND\tHa Noi, ngay 1 vie\n"
    assert BODY in source.text.split("\f")[1]
    assert source.remarks == ()
