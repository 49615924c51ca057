"""Word files: what is printed comes out, in reading order, and nothing else."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from generator.read import Unreadable
from generator.read.docx import read_docx
from tests.read.word import level, numbering, p, r, table, word


def text_of(body: str, **parts: str) -> str:
    return read_docx(word(body, **parts)).text


def lines_of(body: str, **parts: str) -> list[str]:
    return [line for line in text_of(body, **parts).split("\n") if line]


def test_paragraphs_are_parted_by_blank_lines() -> None:
    assert text_of(p("Một") + p() + p("Hai")) == "Một\n\nHai\n"


def test_a_break_within_a_paragraph_is_a_line_end_and_a_tab_a_tab() -> None:
    runs = r("Số: 5") + "<w:r><w:tab/><w:t>Hà Nội</w:t><w:br/><w:t>dòng hai</w:t></w:r>"
    assert text_of(p(extra=runs)) == "Số: 5\tHà Nội\ndòng hai\n"


def test_centred_paragraphs_stand_together_and_indented() -> None:
    centred = '<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>'
    body = centred.format("CHỈ THỊ") + centred.format("Về việc") + p("Thân")
    assert text_of(body) == f"{' ' * 8}CHỈ THỊ\n{' ' * 8}Về việc\n\nThân\n"


def test_columns_of_a_table_without_rules_stand_side_by_side() -> None:
    left, right = p("ỦY BAN NHÂN DÂN") + p("Số: 1/CT-UBND"), p("CỘNG HÒA") + p("Độc lập") + p("ngày 1")
    body = table((left, right), rules="nil") + p("Thân")
    assert text_of(body) == "ỦY BAN NHÂN DÂN\tCỘNG HÒA\nSố: 1/CT-UBND\tĐộc lập\n\tngày 1\n\nThân\n"


def test_a_row_of_a_table_with_rules_is_a_line() -> None:
    body = table((p("TT"), p("Việc")), (p("1"), p("Rà soát") + p("quy trình")))
    assert text_of(body) == "TT\tViệc\n1\tRà soát quy trình\n"


def test_rules_may_come_from_the_style_and_be_taken_by_the_table() -> None:
    style = (
        '<w:style w:type="table" w:styleId="Grid"><w:tblPr><w:tblBorders><w:top w:val="single"/>'
        "</w:tblBorders></w:tblPr></w:style>"
    )
    cell = f"<w:tr><w:tc>{p('a') + p('b')}</w:tc><w:tc>{p('c')}</w:tc></w:tr>"
    plain = f'<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/></w:tblPr>{cell}</w:tbl>'
    bare = plain.replace("</w:tblPr>", '<w:tblBorders><w:top w:val="none"/></w:tblBorders></w:tblPr>', 1)
    assert text_of(plain, styles=style) == "a b\tc\n"
    assert text_of(bare, styles=style) == "a\tc\nb\n"


LEVELS = (level(0, "upperRoman", "%1."), level(1, "decimal", "%2."), level(2, "lowerLetter", "%3)"))


def test_numbers_roman_numbers_and_letters_are_counted() -> None:
    items = [("Mục", 0), ("Việc", 1), ("a", 2), ("b", 2), ("Việc", 1), ("c", 2), ("Mục", 0), ("Việc", 1)]
    body = "".join(p(words, number=(1, depth)) for words, depth in items)
    assert lines_of(body, numbering=numbering(*LEVELS)) == [
        *("I. Mục", "1. Việc", "a) a", "b) b", "2. Việc", "a) c", "II. Mục", "1. Việc"),
    ]


def test_a_number_of_several_levels() -> None:
    levels = (level(0, "decimal", "%1."), level(1, "decimal", "%1.%2."), level(2, "decimal", "%1.%2.%3"))
    body = "".join(p("x", number=(1, depth)) for depth in (0, 1, 1, 2, 0, 1))
    assert lines_of(body, numbering=numbering(*levels)) == [
        *("1. x", "1.1. x", "1.2. x", "1.2.1 x", "2. x", "2.1. x"),
    ]


def test_legal_numbering_prints_arabic_numbers() -> None:
    levels = (level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2.", "<w:isLgl/>"))
    body = "".join(p("x", number=(1, depth)) for depth in (0, 0, 1))
    assert lines_of(body, numbering=numbering(*levels)) == ["I. x", "II. x", "2.1. x"]


def test_a_level_may_go_on_across_the_one_above() -> None:
    levels = (level(0, "decimal", "Chương %1."), level(1, "decimal", "Điều %2.", '<w:lvlRestart w:val="0"/>'))
    body = "".join(p("x", number=(1, depth)) for depth in (0, 1, 1, 0, 1))
    assert lines_of(body, numbering=numbering(*levels)) == [
        *("Chương 1. x", "Điều 1. x", "Điều 2. x", "Chương 2. x", "Điều 3. x"),
    ]


def test_instances_share_a_count_unless_they_start_anew() -> None:
    instances = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    body = "".join(p("x", number=(number, 0)) for number in (1, 1, 2, 3, 3))
    defined = numbering(level(0, "decimal", "%1."), instances=instances)
    assert lines_of(body, numbering=defined) == ["1. x", "2. x", "3. x", "1. x", "2. x"]


@pytest.mark.parametrize(
    ("char", "bullet"), [("-", "-"), ("\uf0b7", "•"), ("\uf0d8", "➢"), ("\uf123", "•"), ("+", "+"), ("", "•")]
)
def test_bullets_of_symbol_fonts_become_letters(char: str, bullet: str) -> None:
    defined = numbering(level(0, "bullet", char))
    assert lines_of(p("x", number=(1, 0)), numbering=defined) == [f"{bullet} x"]


@pytest.mark.parametrize(
    ("form", "count", "label"),
    [("lowerLetter", 27, "aa"), ("lowerRoman", 14, "xiv"), ("decimalZero", 3, "03"), ("upperLetter", 5, "E")],
)
def test_forms_of_numbers(form: str, count: int, label: str) -> None:
    body = "".join(p("x", number=(1, 0)) for _ in range(count))
    assert lines_of(body, numbering=numbering(level(0, form, "%1.")))[-1] == f"{label}. x"


def test_a_style_numbers_and_a_paragraph_can_say_no() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Muc"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
        "</w:style>"
        '<w:style w:type="paragraph" w:styleId="Con"><w:basedOn w:val="Muc"/></w:style>'
    )
    body = p("x", style="Con") + p("y", style="Muc") + p("z", style="Muc", number=(0, 0))
    defined = numbering(level(0, "decimal", "%1."))
    assert lines_of(body, numbering=defined, styles=styles) == ["1. x", "2. y", "z"]


def test_an_empty_item_counts_as_in_word_but_a_deleted_one_does_not() -> None:
    deleted = p(number=(1, 0)).replace("</w:pPr>", "<w:rPr><w:del/></w:rPr></w:pPr>")
    body = p("x", number=(1, 0)) + p(number=(1, 0)) + deleted + p("y", number=(1, 0))
    assert lines_of(body, numbering=numbering(level(0, "decimal", "%1."))) == ["1. x", "3. y"]


def test_tracked_changes_stand_as_accepted() -> None:
    runs = (
        r("Giao Sở ")
        + "<w:del><w:r><w:delText>Y tế</w:delText></w:r></w:del>"
        + f"<w:ins>{r('Nội vụ')}</w:ins>"
        f"<w:moveFrom>{r('cũ')}</w:moveFrom><w:moveTo>{r(' chủ trì')}</w:moveTo>"
    )
    assert text_of(p(extra=runs)) == "Giao Sở Nội vụ chủ trì\n"


def test_fields_show_their_result_and_page_numbers_nothing() -> None:
    def field(code: str, result: str) -> str:
        return (
            f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r>'
            f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r(result)}'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )

    body = p("Điều ", extra=field("REF dieu", "5") + field(" PAGE ", "12") + r("."))
    assert text_of(body + p(extra=f'<w:fldSimple w:instr="PAGE">{r("3")}</w:fldSimple>')) == "Điều 5.\n"


def test_hidden_text_is_left_out_and_capitals_are_capitals() -> None:
    runs = r("ẩn", "<w:vanish/>") + r("Chỉ thị", "<w:caps/>") + r(" Về", '<w:caps w:val="0"/>')
    assert text_of(p(extra=runs)) == "CHỈ THỊ Về\n"


def test_notes_stand_at_the_end_in_order() -> None:
    notes = (
        '<w:footnote w:id="-1" w:type="separator"><w:p/></w:footnote>'
        f'<w:footnote w:id="7">{p("Theo báo cáo.")}</w:footnote>'
    )
    body = p("Đã giảm", extra='<w:r><w:footnoteReference w:id="7"/></w:r>' + r(" 5%.")) + p("Hết.")
    assert text_of(body, footnotes=notes) == "Đã giảm[1] 5%.\n\nHết.\n\n[1] Theo báo cáo.\n"


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{p('DỰ THẢO')}</w:txbxContent>"
    drawing = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert lines_of(p("CHỈ THỊ", extra=drawing)) == ["CHỈ THỊ", "DỰ THẢO"]


def test_content_controls_are_read_through() -> None:
    inner = f"<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>{p('Trong')}</w:sdtContent></w:sdt>"
    assert lines_of(inner + p("Ngoài")) == ["Trong", "Ngoài"]


def test_a_hyphen_that_does_not_break_is_a_hyphen() -> None:
    runs = r("44") + "<w:r><w:noBreakHyphen/></w:r>" + r("NQ/TW")
    assert text_of(p(extra=runs)) == "44-NQ/TW\n"


def refusal(data: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        read_docx(data)
    return caught.value.code


def test_cut_short_at_any_place() -> None:
    whole = word(p("Một hai ba"))
    codes = {refusal(whole[:end]) for end in range(0, len(whole) - 22, 97)}
    assert codes == {"damaged-document"}


def test_a_bomb_is_not_unpacked() -> None:
    stream = BytesIO(word(p("x")))
    with (
        zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/b.xml", "w") as part,
    ):
        for _ in range(41):
            part.write(b" " * 1_000_000)
    assert len(stream.getvalue()) < 100_000
    assert refusal(stream.getvalue()) == "too-large"


def test_entities_are_not_expanded() -> None:
    stream = BytesIO()
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    with zipfile.ZipFile(BytesIO(word(p("NOI_DUNG")))) as old, zipfile.ZipFile(stream, "w") as new:
        for part in old.infolist():
            content = old.read(part).decode()
            if part.filename == "word/document.xml":
                content = bomb + content.replace("NOI_DUNG", "x&b;y")
            new.writestr(part.filename, content)
    try:
        text = read_docx(stream.getvalue()).text
    except Unreadable as problem:
        assert problem.code == "damaged-document"
    else:
        assert "aaaa" not in text
