"""Two directives made up for these tests, written out as text, web page and Word file."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from io import BytesIO

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt


@dataclass(frozen=True)
class Directive:
    """A directive in the parts that its layout sets: two columns, the body, two columns."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    title: tuple[str, ...]
    body: tuple[str, ...]
    recipients: tuple[str, ...]
    signature: tuple[str, ...]


STATE = Directive(
    left=("ỦY BAN NHÂN DÂN", "TỈNH HÀ GIANG", "Số: 09/CT-UBND"),
    right=(
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Hà Giang, ngày 14 tháng 5 năm 2021",
    ),
    title=(
        "CHỈ THỊ",
        "Về việc tăng cường phòng cháy, chữa cháy rừng và bảo vệ nguồn nước sinh hoạt",
        "trong mùa khô hanh trên địa bàn tỉnh",
    ),
    body=(
        "Thời gian qua, công tác phòng cháy, chữa cháy rừng đã được các cấp, các ngành quan tâm thực hiện. Tuy "
        "nhiên, theo báo cáo của cơ quan kiểm lâm, từ đầu năm đến nay đã xảy ra 12 vụ cháy, làm thiệt hại 34,5 ha "
        "rừng, trong đó có 8 vụ do đốt nương làm rẫy không đúng quy định.",
        "Thực hiện Luật Lâm nghiệp ngày 15 tháng 11 năm 2017; Nghị định số 156/2018/NĐ-CP ngày 16/11/2018 của "
        "Chính phủ quy định chi tiết thi hành một số điều của Luật Lâm nghiệp và Chỉ thị số 15/CT-TTg ngày "
        "17/4/2019 của Thủ tướng Chính phủ, Chủ tịch Ủy ban nhân dân tỉnh yêu cầu:",
        "1. Sở Nông nghiệp và Phát triển nông thôn",
        "a) Chủ trì, phối hợp với Công an tỉnh và Ủy ban nhân dân các huyện, thành phố kiểm tra việc thực hiện "
        "phương án phòng cháy, chữa cháy rừng; báo cáo kết quả trước ngày 30 tháng 6 năm 2021.",
        "b) Cập nhật bản đồ vùng trọng điểm cháy, công bố cấp dự báo hằng ngày trên phương tiện thông tin đại chúng.",
        "2. Công an tỉnh",
        "Chỉ đạo các đơn vị nghiệp vụ điều tra, xử lý nghiêm các hành vi vi phạm quy định về bảo vệ rừng; tổ chức "
        "thường trực lực lượng và phương tiện, sẵn sàng ứng cứu khi có tình huống xảy ra trong mọi thời điểm.",
        "3. Ủy ban nhân dân các huyện, thành phố chịu trách nhiệm trước Chủ tịch Ủy ban nhân dân tỉnh về công tác "
        "phòng cháy, chữa cháy rừng trên địa bàn; vận động nhân dân ký cam kết không đốt nương trong thời kỳ cao "
        "điểm và thông báo kịp thời cho chính quyền khi phát hiện cháy.",
        "Yêu cầu Thủ trưởng các sở, ban, ngành; Chủ tịch Ủy ban nhân dân các huyện, thành phố nghiêm túc thực hiện "
        "Chỉ thị này./.",
    ),
    recipients=(
        "Bộ Nông nghiệp và Phát triển nông thôn;",
        "Thường trực Tỉnh ủy, Hội đồng nhân dân tỉnh;",
        "Chủ tịch, các Phó Chủ tịch Ủy ban nhân dân tỉnh;",
        "Các sở, ban, ngành của tỉnh;",
        "Lưu: VT, KTN.",
    ),
    signature=("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "(Đã ký)", "Hoàng Văn Thắng"),
)

PARTY = Directive(
    left=("TỈNH ỦY LẠNG SƠN", "*", "Số 21-CT/TU"),
    right=("ĐẢNG CỘNG SẢN VIỆT NAM", "Lạng Sơn, ngày 03 tháng 8 năm 2018"),
    title=(
        "CHỈ THỊ",
        "CỦA BAN THƯỜNG VỤ TỈNH ỦY",
        "về tăng cường sự lãnh đạo của Đảng đối với công tác khuyến học,",
        "xây dựng xã hội học tập",
    ),
    body=(
        "Sau 10 năm thực hiện Chỉ thị số 11-CT/TW ngày 13/4/2007 của Bộ Chính trị về tăng cường sự lãnh đạo của "
        "Đảng đối với công tác khuyến học, khuyến tài, xây dựng xã hội học tập, phong trào khuyến học trên địa bàn "
        "tỉnh đã có bước phát triển; nhiều mô hình gia đình, dòng họ học tập được nhân rộng.",
        "Để khắc phục những hạn chế nêu trên, Ban Thường vụ Tỉnh ủy yêu cầu các cấp ủy, tổ chức đảng thực hiện tốt "
        "các nhiệm vụ sau:",
        "1. Tổ chức quán triệt sâu sắc các chủ trương của Đảng về khuyến học, khuyến tài; xác định đây là nhiệm vụ "
        "thường xuyên của cả hệ thống chính trị.",
        "2. Nâng cao chất lượng hoạt động của Hội Khuyến học các cấp; quan tâm học sinh nghèo vượt khó ở vùng biên "
        "giới, vùng đồng bào dân tộc thiểu số.",
        "3. Ban Tuyên giáo Tỉnh ủy chủ trì, phối hợp với Văn phòng Tỉnh ủy theo dõi, đôn đốc việc thực hiện Chỉ "
        "thị này, định kỳ báo cáo Ban Thường vụ Tỉnh ủy.",
        "Chỉ thị này được phổ biến đến chi bộ.",
    ),
    recipients=("Ban Bí thư Trung ương Đảng,", "Các huyện ủy, thành ủy,", "Các ban đảng của Tỉnh ủy,", "Lưu Văn phòng Tỉnh ủy."),
    signature=("T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ THƯỜNG TRỰC", "Nông Thị Lan Hương"),
)


def as_text(directive: Directive) -> str:
    """A text copy: the columns one below the other, a paragraph a line."""
    recipients = ["Nơi nhận:", *(f"- {item}" for item in directive.recipients)]
    parts = (directive.left, directive.right, directive.title, directive.body, recipients, directive.signature)
    return "\n\n".join(line for part in parts for line in part) + "\n"


def as_html(directive: Directive) -> str:
    """A page that prints as such documents do: A4, margins and 14-point serif letters of Nghị định 30/2020."""
    head = _columns(_centred(directive.left), _centred(directive.right), "40%")
    title = "".join(f"<p class='c'>{escape(line)}</p>" for line in directive.title)
    body = "".join(f"<p class='b'>{escape(line)}</p>" for line in directive.body)
    recipients = "<p class='n'><b><i>Nơi nhận:</i></b></p>" + "".join(
        f"<p class='n'>- {escape(item)}</p>" for item in directive.recipients
    )
    foot = _columns(recipients, _centred(directive.signature), "55%")
    return f"""<!doctype html><meta charset="utf-8"><style>
      @page {{ size: A4; margin: 20mm 15mm 20mm 30mm; }}
      body {{ font: 14pt/1.25 "Times New Roman", "Liberation Serif", serif; margin: 0; }}
      p {{ margin: 0; }} .c {{ text-align: center; font-weight: bold; padding: 0 10mm; }}
      .b {{ text-align: justify; text-indent: 12.7mm; margin-top: 6pt; }} .n {{ font-size: 11pt; }}
      table {{ width: 100%; border-collapse: collapse; margin: 6pt 0; }} td {{ vertical-align: top; }}
      td .c {{ padding: 0; font-size: 13pt; }}
    </style>{head}{title}{body}{foot}"""


def _columns(left: str, right: str, width: str) -> str:
    return f"<table><tr><td style='width:{width}'>{left}</td><td>{right}</td></tr></table>"


def _centred(lines: tuple[str, ...]) -> str:
    return "".join(f"<p class='c'>{escape(line)}</p>" for line in lines)


def as_docx(directive: Directive) -> bytes:
    """A Word file: columns as tables without rules, numbers and dashes typed."""
    document = docx.Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(14)
    _table(document, directive.left, directive.right, centred=True)
    for line in directive.title:
        document.add_paragraph(line).alignment = WD_ALIGN_PARAGRAPH.CENTER
    for line in directive.body:
        paragraph = document.add_paragraph(line)
        paragraph.paragraph_format.first_line_indent = Cm(1.27)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    recipients = ("Nơi nhận:", *(f"- {item}" for item in directive.recipients))
    _table(document, recipients, directive.signature, centred=False)
    document.sections[0].header.paragraphs[0].text = "Đầu trang"
    document.sections[0].footer.paragraphs[0].text = "Chân trang 1"
    return saved(document)


def _table(document: docx.document.Document, left: tuple[str, ...], right: tuple[str, ...], *, centred: bool) -> None:
    cells = document.add_table(rows=1, cols=2).rows[0].cells
    for cell, lines in zip(cells, (left, right), strict=True):
        cell.paragraphs[0].text = lines[0]
        for line in lines[1:]:
            cell.add_paragraph(line)
        for paragraph in cell.paragraphs if centred or lines is right else ():
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def saved(document: docx.document.Document) -> bytes:
    """The bytes of a Word file."""
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()
