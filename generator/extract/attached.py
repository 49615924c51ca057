"""What an attached part tells: of the document (``Kèm theo Quyết định số … ngày …``), and its own name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import dropwhile, takewhile

from generator.extract.dates import date_at
from generator.extract.found import Found, inferred
from generator.knowledge.assigning import is_plan
from generator.knowledge.bodies import names_body, names_owner
from generator.knowledge.doctypes import heading_type
from generator.knowledge.layout import has_motto, is_attached
from generator.model import BlockKind
from generator.numbers import NUMBER_PATTERN, parse_number
from generator.parts import Piece
from generator.text import aligned_fold, compiled, fold

_HEAD = 6
"""The words stand under the part's heading: among its first pieces."""
_HEADINGS = 3
_OF_BODY = re.compile(r"^ten ")
_LETTERHEAD = 12
_ATTACHED = compiled(r"\s\((?=(?:[Bb]an hành )?[Kk]èm theo )")
_ON = compiled(r",? ngày ")


def told_by_annex(
    outlines: Sequence[Sequence[Piece]], doc_type: str, source: str
) -> Iterator[tuple[str, Found]]:
    """``number`` and ``date`` of the document, by the first part that says what it is attached to."""
    for outline in outlines:
        for piece in outline[:_HEAD]:
            text = piece.view.text
            folded = aligned_fold(text)
            opens = f"kem theo {fold(doc_type)} so "
            at = folded.find(opens) + len(opens)
            match = NUMBER_PATTERN.match(text, at) if is_attached(folded) and opens in folded else None
            number = parse_number(match.group()) if match else None
            if match is None or number is None:
                continue
            note = "Phần kèm theo ghi số, ngày của văn bản; phần đầu văn bản không ghi hoặc không đọc được."
            yield (
                "number",
                inferred(number.text, piece.view[at : match.end()], source, "number-of-annex", note),
            )
            on = _ON.match(text, match.end())
            found = date_at(text, on.end()) if on else None
            if found and found.iso:
                view = piece.view[found.start : found.end]
                yield "date", inferred(found.iso, view, source, "date-of-annex", note)
            return


def assigning(kind: str, outline: Sequence[Piece]) -> Sequence[Piece]:
    """The pieces of an attached part that may assign work: all of a plan's, the tables of an annex, none of
    rules or of another document."""
    if kind == "regulation" and is_plan(outline[0].view.text):
        return outline
    return [piece for piece in outline if piece.rows] if kind == "annex" else ()


def name_of_part(outline: Sequence[Piece]) -> str:
    """The headings that an attached part opens with, up to the letterhead of a form in it: ``Mẫu số 01``
    over ``UBND HUYỆN……  CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM``."""
    near = [*dropwhile(lambda piece: _is_of_letterhead(piece.view.text), outline[:_LETTERHEAD])] or outline
    heads = takewhile(lambda piece: piece.kind is BlockKind.HEADING, near[:_HEADINGS])
    texts = [piece.view.text for piece in heads] or [near[0].view.text]
    if len(texts) == 1 < len(near) and _is_subject(near[1]) and heading_type(fold(texts[0])):
        texts.append(_ATTACHED.split(near[1].view.text)[0])
    return ". ".join([*texts[:1], *takewhile(lambda text: not _opens_form(text), texts[1:])])


def _is_subject(piece: Piece) -> bool:
    """Whether what stands below a part's type may be what it is about: no point, bracket or sentence."""
    text = piece.view.text
    return not (piece.anchor or piece.rows or text.startswith("(") or text.endswith((".", ";", ":")))


def _is_of_letterhead(text: str) -> bool:
    """Whether a line is of a letterhead that is printed again over the part."""
    folded = fold(text)
    return has_motto(folded) or (text.isupper() and names_owner(folded) and heading_type(folded) is None)


def _opens_form(text: str) -> bool:
    """Whether a line is of a letterhead: the motto in it, or a body with a blank for its name."""
    folded = fold(text)
    blank = ".." in text or "…" in text or folded.startswith("ten ")
    return has_motto(folded) or (blank and names_body(_OF_BODY.sub("", folded)))


def forwarded_name(outline: Sequence[Piece]) -> str:
    """Type and subject of a document that the letter before it forwards; what its letterhead opens with,
    where it prints no type (a letter)."""
    for i, piece in enumerate(outline[:_LETTERHEAD]):
        if heading_type(fold(piece.view.text)) and piece.view.text[:2].isupper():
            return ". ".join(near.view.text for near in outline[i : i + 2])
    return outline[0].view.text
