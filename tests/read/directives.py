"""Two directives made up for these tests (directives.yml), written out as text, web page and Word file."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from io import BytesIO
from pathlib import Path

import docx
import yaml
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


def _directive(name: str) -> Directive:
    text = Path(__file__).with_name("directives.yml").read_text(encoding="utf-8")
    return Directive(**{part: tuple(lines) for part, lines in yaml.safe_load(text)[name].items()})


STATE, PARTY = _directive("state"), _directive("party")


def as_text(directive: Directive) -> str:
    """A text copy: the columns one below the other, a paragraph a line."""
    recipients = ["Nơi nhận:", *(f"- {item}" for item in directive.recipients)]
    parts = (
        directive.left,
        directive.right,
        directive.title,
        directive.body,
        recipients,
        directive.signature,
    )
    return "\n\n".join(line for part in parts for line in part) + "\n"


def as_html(directive: Directive) -> str:
    """A page that prints as such documents do (Nghị định 30/2020/NĐ-CP, Phụ lục I): A4, 14 points."""
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


def _table(
    document: docx.document.Document, left: tuple[str, ...], right: tuple[str, ...], *, centred: bool
) -> None:
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
