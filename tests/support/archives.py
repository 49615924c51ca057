"""A small archive made by hand: every state that a page can be in, without reading any raw file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from itertools import groupby
from typing import Any

from generator.collection import (
    Archive,
    CarriedOut,
    Citing,
    Compared,
    Comparison,
    Description,
    HeldRight,
    Instrument,
    NumberSeries,
    Passage,
    Relation,
    Similar,
    WordRun,
)
from generator.diagnostics import Diagnostic, Severity
from generator.model import (
    Assignment,
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
    Task,
)

HOSTILE = (
    "<script>alert(1)</script> {{ config }} {% raw %} --- # not a heading [x](javascript:alert(1)) "
    "| a | b | </title> \"&amp;\" 'q' `c` *e* _u_ {: #id .c } ![i](x) <!-- c --> \\"
)
"""Text that means something to HTML, Markdown, Jinja, YAML or attribute lists; on the site it is text."""

LONG = "0123456789" * 12
"""A word that fits no phone."""

KL44 = "ket-luan-44-kl-tw-2019"
LAW = "luat-an-ninh-quoc-gia-2004"
OWN = "chi-thi-19-ct-ubnd-vinh-long-2023"


def archive() -> Archive:
    """Four documents and three instruments, with a conflict, a sample, a correction and findings."""
    directives = (issued(), party(), silent(), hostile())
    documents = tuple(normalized(one) for one in sorted(directives, key=lambda one: one.id))
    found = (_finding("hong.pdf", None, "unreadable", Severity.ERROR),)
    return replace(Archive(documents, instruments(), found), **precedents())


def precedents() -> dict[str, Any]:
    """What the collection knows beyond its documents, as fields of the archive; some of it hostile."""
    relations = (
        Relation("implements", OWN, None, KL44, "Thực hiện Kết luận số 44-KL/TW", 10, 30),
        Relation("implements", OWN, KL44, LAW, "của Ban Bí thư về thực hiện Luật", 10, 30),
        Relation("implements", party().id, None, OWN, "Thực hiện Chỉ thị số 19/CT-UBND", 10, 30, "2.1"),
        Relation("replaces", "doc-hai", None, "doc-hai-vien-dan", HOSTILE, 10, 30, "1"),
    )
    done = {
        KL44: (CarriedOut("Vĩnh Long", "2023-05-02", OWN), CarriedOut("Hà Tĩnh", None, party().id)),
        OWN: (CarriedOut("Hà Tĩnh", "2020-02-05", party().id),),
        "doc-hai-vien-dan": (CarriedOut(HOSTILE, None, "doc-hai", LAW),),
    }
    left, right = Passage("Rà soát quy hoạch.", "1"), Passage(HOSTILE, None)
    rows = (
        Compared("reworded", left, right, (WordRun("Rà soát ", HOSTILE, False), WordRun("a", "a", True))),
        Compared("only-a", Passage(LONG, "2"), None, near=right),
        Compared("only-b", None, right),
    )
    return {
        "relations": {by: tuple(own) for by, own in groupby(relations, key=lambda one: one.by)},
        "carried_out": done,
        "similar": {
            OWN: (Similar("doc-hai", 0.31, (KL44,)), Similar(party().id, 0.02, (KL44,))),
            "doc-hai": (Similar(OWN, 0.31, ("doc-hai-vien-dan",)),),
        },
        "comparisons": {(OWN, "doc-hai"): Comparison(OWN, "doc-hai", rows, 0.25)},
        "gaps": (
            NumberSeries(
                HOSTILE, "Chỉ thị", "/CT-UBND", "2023", ((5, "doc-hai"), (19, OWN)), ((6, 18),), ((7, KL44),)
            ),
        ),
    }


def many(number: int) -> Archive:
    """An archive of ``number`` documents that all cite one instrument."""
    documents = tuple(normalized(replace(party(), id=f"van-ban-{at:04d}")) for at in range(number))
    ids = tuple(document.directive.id for document in documents)
    mention = party().cites[0].mentions[0]
    citing = tuple(Citing(by, mention) for by in ids)
    kl44 = Instrument(KL44, "Kết luận", "44-KL/TW", "TW", "2019", cited_by=ids, citing=citing)
    return Archive(documents, (kl44,))


def normalized(directive: Directive, text: str | None = None, furniture: str = "") -> Normalized:
    """A document with a source text that is its printed lines, after ``furniture`` of somebody else."""
    lines = (*directive.printed.letterhead, *directive.printed.heading, *(b.text for b in directive.blocks))
    whole = furniture + (text if text is not None else "\n".join(lines) + "\n")
    omitted = (Omission(0, len(furniture), "web-furniture"),) if furniture else ()
    kept = ((len(furniture), len(whole)),)
    return Normalized(directive, SourceText(directive.source, whole), Ledger(kept, omitted, ()))


def issued() -> Directive:
    """A State directive with everything: letterhead, tasks, citations, an inferred and a corrected value."""
    opening = "Thực hiện "
    return Directive(
        id=OWN,
        source=_source("vinh-long/19.txt", url="https://vinhlong.example/19"),
        type="Chỉ thị",
        number="19/CT-UBND",
        date="2023-05-02",
        place="Vĩnh Long",
        issuer="Chủ tịch Ủy ban nhân dân tỉnh Vĩnh Long",
        branch="state",
        province="Vĩnh Long",
        subject="Về việc tăng cường bảo đảm an ninh, trật tự",
        signer="Lữ Quang Ngời",
        signer_title="CHỦ TỊCH",
        recipients=("Bộ Công an", "Lưu: VT"),
        tasks=(Task("1", "Các sở, ban, ngành", "1"), Task("2", "Công an tỉnh", "2")),
        cites=(
            _cite(
                KL44,
                "44-KL/TW",
                _mention(opening, "Kết luận số 44-KL/TW", " của Ban Bí thư.", None),
                "2019-01-22",
            ),
            _cite(LAW, None, _mention("Căn cứ ", "Luật An ninh quốc gia năm 2004", ".", "1"), None),
        ),
        evidence=_evidence(
            type=Status.STATED, number=Status.STATED, date=Status.CORRECTED, province=Status.INFERRED
        ),
        diagnostics=(_finding("vinh-long/19.txt", 4, "suspected-ocr", Severity.WARNING),),
        blocks=(
            _paragraph(Run(opening), Run("Kết luận số 44-KL/TW", KL44), Run(" của Ban Bí thư.")),
            Block(BlockKind.TASK, (Run("1. Các sở, ban, ngành"),), anchor="1", level=2),
            _paragraph(Run("Căn cứ "), Run("Luật An ninh quốc gia năm 2004", LAW), Run(".")),
            Block(BlockKind.TASK, (Run("1.1. Rà soát quy hoạch."),), anchor="1.1", level=3),
            Block(BlockKind.ITEM, (Run("- Thống kê, báo cáo;"),)),
            Block(BlockKind.TASK, (Run("2. Công an tỉnh chủ trì, phối hợp."),), anchor="2", level=2),
            Block(BlockKind.TABLE, (), rows=(("Việc", "Hạn"), ("Báo cáo | sơ kết", "30/6"))),
        ),
        printed=Printed(
            letterhead=(
                "ỦY BAN NHÂN DÂN TỈNH VĨNH LONG",
                "Số: 19/CT-UBND",
                "Vĩnh Long, ngày 02 tháng 5 năm 2023",
            ),
            heading=("CHỈ THỊ", "Về việc tăng cường bảo đảm an ninh, trật tự"),
            recipients=("Nơi nhận:", "- Bộ Công an;", "- Lưu: VT."),
            signature=("CHỦ TỊCH", "Lữ Quang Ngời"),
        ),
        assignments=(
            Assignment(
                "chủ trì, phối hợp", "Công an tỉnh", "lead", "trước ngày 15/11", "chủ trì", 10, 17, "2"
            ),
            Assignment("chủ trì, phối hợp", "Sở Y tế", "lead", "trước ngày 15/11", "chủ trì", 10, 17, "2"),
        ),
    )


def party() -> Directive:
    """A Party directive without number, a sample, that cites the other one twice in a sentence."""
    shown = "Chỉ thị số 19/CT-UBND"
    return Directive(
        id="chi-thi-ha-tinh-2020",
        source=_source("mau/004.txt"),
        type="Chỉ thị",
        date="2020-02-05",
        issuer="Ban Thường vụ Tỉnh ủy Hà Tĩnh",
        branch="party",
        province="Hà Tĩnh",
        subject="Về tăng cường sự lãnh đạo, chỉ đạo thực hiện nhiệm vụ",
        signer="Lê Đình Sơn",
        cites=(
            _cite(
                KL44,
                "44-KL/TW",
                _mention("Theo ", "Kết luận 44-KL/TW", " của Bộ Chính trị.", "2.1"),
                "2019-01-21",
            ),
            _cite(OWN, "19/CT-UBND", _mention("Xem ", shown, f" và {shown}.", "2.1"), None),
        ),
        evidence=_evidence(type=Status.STATED, subject=Status.STATED, province=Status.INFERRED),
        sample=True,
        blocks=(
            Block(
                BlockKind.TASK, (Run("2.1. Theo "), Run("Kết luận 44-KL/TW", KL44), Run(".")), anchor="2.1"
            ),
            _paragraph(Run("Xem "), Run(shown, OWN), Run(f" và {shown}.")),
        ),
    )


def silent() -> Directive:
    """A draft that states nothing but its type, of which the archive has another copy."""
    return Directive(
        id="du-thao",
        source=_source("du-thao.txt"),
        state="draft",
        type="Kế hoạch",
        duplicate_of=OWN,
        evidence=_evidence(type=Status.STATED),
        blocks=(_paragraph(Run("Chưa có nội dung.")),),
    )


def hostile() -> Directive:
    """A document whose every text is an attack, and too long for a phone."""
    return Directive(
        id="doc-hai",
        source=_source(f"{HOSTILE[:25].replace('/', '')}.txt", url="javascript:alert(1)"),
        type=HOSTILE,
        number=f"{LONG}/{HOSTILE}",
        issuer=HOSTILE,
        province=HOSTILE,
        subject=HOSTILE,
        signer=HOSTILE,
        tasks=(Task("1", HOSTILE, "1"),),
        cites=(
            replace(
                _cite("doc-hai-vien-dan", HOSTILE, _mention(HOSTILE, HOSTILE, HOSTILE, "1"), None),
                issuer=HOSTILE,  # as its description of the instrument has it
            ),
        ),
        evidence={"number": Evidence(Status.INFERRED, 0, 3, HOSTILE, HOSTILE, HOSTILE)},
        diagnostics=(_finding(HOSTILE, 1, "doc-hai", Severity.INFO, HOSTILE),),
        blocks=(
            _paragraph(Run(HOSTILE)),
            _paragraph(Run("# không phải tiêu đề")),
            _paragraph(Run("---")),
            Block(
                BlockKind.TASK, (Run(f"1. {HOSTILE} {LONG}"), Run(HOSTILE, "doc-hai-vien-dan")), anchor="1"
            ),
            Block(BlockKind.HEADING, (Run(HOSTILE),), anchor="a", level=2),
            Block(BlockKind.TABLE, (), rows=((HOSTILE, "| a | b |"), ("---", LONG))),
        ),
        printed=Printed((HOSTILE, LONG), (HOSTILE,), (HOSTILE,), (HOSTILE,)),
        assignments=(Assignment(HOSTILE, HOSTILE, "report", LONG, HOSTILE, 0, 1, "1"),),
    )


def instruments() -> tuple[Instrument, ...]:
    """What the documents cite: one in conflict, one by name, one held, one hostile; by key."""
    one, other = issued(), party()
    said = [(one, "2019-01-22"), (other, "2019-01-21")]
    kl44 = Instrument(
        KL44,
        "Kết luận",
        "44-KL/TW",
        "TW",
        "2019",
        date="2019-01-22",
        issuer="Ban Bí thư",
        aliases=("44/KL-TW",),
        described=tuple(Description(d.id, "date", value, 10, 30) for d, value in said),
        cited_by=(one.id, other.id),
        held_right={"date": HeldRight("2019-01-22", "Nhiều văn bản cùng ghi như vậy.")},
        conflicts=("date",),
        citing=(Citing(one.id, one.cites[0].mentions[0]), Citing(other.id, other.cites[0].mentions[0])),
    )
    law = Instrument(
        LAW,
        "Luật",
        None,
        None,
        "2004",
        title="Luật An ninh quốc gia năm 2004",
        cited_by=(one.id,),
        citing=(Citing(one.id, one.cites[1].mentions[0]),),
    )
    mention = other.cites[1].mentions[0]
    held = Instrument(
        OWN,
        "Chỉ thị",
        "19/CT-UBND",
        "vinh-long",
        "2023",
        date="2023-05-02",
        held=OWN,
        cited_by=(other.id,),
        citing=(Citing(other.id, mention), Citing(other.id, mention)),
    )
    bad = hostile()
    evil = Instrument(
        "doc-hai-vien-dan",
        HOSTILE,
        LONG,
        None,
        None,
        title=HOSTILE,
        issuer=None,
        aliases=(HOSTILE,),
        described=(
            Description(bad.id, "issuer", HOSTILE, 0, 1),
            Description(one.id, "issuer", "Chính phủ", 0, 1),
        ),
        cited_by=(bad.id,),
        conflicts=("issuer",),
        citing=(Citing(bad.id, bad.cites[0].mentions[0]),),
    )
    return tuple(sorted((kl44, law, held, evil), key=lambda instrument: instrument.key))


def _source(file: str, url: str | None = None) -> Source:
    return Source(file, sha256(file.encode()).hexdigest(), "text/plain", url=url)


def _paragraph(*runs: Run) -> Block:
    return Block(BlockKind.PARAGRAPH, runs)


def _mention(before: str, shown: str, after: str, anchor: str | None) -> Mention:
    return Mention(10, 30, shown, Form.FULL, before, shown, after, anchor)


def _cite(key: str, number: str | None, mention: Mention, date: str | None) -> Cite:
    return Cite(key, "Kết luận", number, date, None, None, (mention,))


def _evidence(**statuses: Status) -> Mapping[str, Evidence]:
    notes = {Status.CORRECTED: "Nguyễn Văn A, 03/6/2024: ngày in mờ", Status.INFERRED: "Tên tỉnh ở nơi nhận"}
    return {
        name: Evidence(status, 0, 8, "trích dẫn", "quy-tac", notes.get(status))
        for name, status in statuses.items()
    }


def _finding(
    file: str, line: int | None, code: str, severity: Severity, message: str = "Có chỗ cần xem lại."
) -> Diagnostic:
    return Diagnostic(file, line, code, severity, message, "Mở tệp và kiểm tra.")
