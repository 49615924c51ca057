"""Lines that a text layer ran together: a heading behind the date, text behind a signatory's name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from generator.knowledge.bodies import names_body
from generator.knowledge.doctypes import doc_types, heading_type, runs_on
from generator.knowledge.signing import (
    is_signed_mark,
    office_length,
    offices_spelt,
    person_name,
    starts_authority,
)
from generator.parts import Line
from generator.segment.heads import FAR
from generator.segment.run_together import seams
from generator.text import any_of, compiled, fold
from generator.view import View

_WORD = re.compile(r"\w+")
_OFFICE = 60
"""Characters that a line with an office or a mark of signing alone has at most."""
_NAME_BEHIND = compiled(r"(?<=[A-ZĐÀ-Ỹ]{2})(?=(?:[A-ZĐÀ-Ỹ][a-zà-ỹđ]+ ){1,4}[A-ZĐÀ-Ỹ][a-zà-ỹđ]+$)")
"""Where a name runs into the office in capitals before it (``THỨ TRƯỞNGNguyễn Văn An``)."""
_NAME_AND_POINT = compiled(r"((?:[A-ZĐÀ-Ỹ][a-zà-ỹđ]+ ){1,4}[A-ZĐÀ-Ỹ][a-zà-ỹđ]+)(?=\d{1,2}\s?[-./)]\s)")
_NAME_AND_WORD = compiled(r"((?:[A-ZĐÀ-Ỹ][a-zà-ỹđ]+ ){1,4})([A-ZĐÀ-Ỹ][a-zà-ỹđ]{3,})(?= [a-zà-ỹđ]|$)")


def unglued(lines: Sequence[Line]) -> list[Line]:
    """The lines, each cut where lines of print ran together in it."""

    @cache
    def words() -> Counter[str]:
        return Counter(word for line in lines for word in _WORD.findall(line.text))

    result: list[Line] = []
    below = False
    for i, line in enumerate(lines):
        heads = i < FAR and not below
        cuts = sorted({*_seams(line, heads=heads), *seams(line, heads=heads)}) if len(line.cells) == 1 else []
        below = below or (heads and _ends_head(line))
        for part in _cut(line, cuts) if cuts else (line,):
            end = _name_end(part, result[-1], words) if result else 0
            result.extend(_cut(part, [end]) if end else (part,))
    return result


def _ends_head(line: Line) -> bool:
    """Whether a line is the type alone, below which nothing of a letterhead stands, or ends a sentence."""
    cut_short = line.text.endswith(("..", "…"))  # the title of a page
    sentence = line.text.endswith((".", ";")) and len(line.text) > _OFFICE and not cut_short
    return sentence or (line.text.isupper() and heading_type(line.folded) is not None)


def _seams(line: Line, *, heads: bool) -> Iterator[int]:
    """Where the words of a letterhead and a heading (``heads``), or of a signature, meet without a blank."""
    lead = _lead().match(line.text) if heads else None
    specks = _SPECKS_BEHIND.search(line.text) if lead else None
    joint = _JOINT.search(line.text) if heads else None
    words = line.text.split() if lead or joint else []
    mixed = any(map(_is_mixed, words))
    if lead and (mixed or (len(words[0]) <= 2 and len(line.text) < _OFFICE)):
        yield lead.end()
        if specks:
            yield specks.start()
    if heads and (stamped := _stamped_length(line)):
        yield stamped
    if joint and mixed:
        yield from (seam.end() for seam in _heads().finditer(line.text))
    if "ký)" in line.text or line.text.isupper():
        yield from (seam.start() for seam in _signed().finditer(line.text))
    elif line.text[:2].isupper() and len(line.text) <= 2 * _OFFICE and starts_authority(line.folded):
        yield from (seam.start() for seam in _signed().finditer(line.text))
        yield from (seam.start() for seam in _NAME_BEHIND.finditer(line.text))
    elif line.text[:2].isupper() and len(line.text) <= _OFFICE:
        name = _NAME_BEHIND.search(line.text)
        if name and office_length(line.folded[: name.start()]) == name.start():
            yield name.start()


_SPECKS_BEHIND = compiled(r"\s[\W\dˆ]{1,8}$")
_STAMP = 24
"""Characters that what a stamp left before a line has at most."""


def _stamped_length(line: Line) -> int:
    """How long what a stamp left before a type in capitals is: the name of its owner, with its number
    (``HUYỆN ỦY QUYẾT ĐỊNH``, ``CỤC THUẾ 733 TỜ TRÌNH``), a label of it (``Ngày: MÌ CHỈ THỊ``) or a few signs
    or torn words (``“Mi Ta QUYẾT ĐỊNH``, ``VĂN n0 àP QUYẾT ĐỊNH``); 0 where there is nothing."""
    last = line.folded.rfind(" ", 0, max(0, line.folded.rfind(" ")))
    if not 0 < last <= _STAMP or len(line.folded) != len(line.text):
        return 0
    if not (line.text[last + 1 :].isupper() and heading_type(line.folded[last + 1 :])):
        return 0
    left = line.text[:last]
    if _STAMP_LABEL.match(line.folded) or _SIGNS.fullmatch(left) or any(map(_is_mixed, left.split())):
        return last
    owner = line.folded[:last].rstrip(" .,:;-0123456789")
    named = line.text[:last].isupper() and names_body(owner) and not office_length(owner)
    return last if named and not runs_on(owner) else 0


_STAMP_LABEL = re.compile(
    r"\W{0,3}(?:(?:ngay|chuyen) ?(?::|\.{2})|chuyen (?=\S{2,5} \S{3,5}$)|d?en (?:\S{1,3} )?so\b)"
)
_SIGNS = compiled(r"(?=.{0,12}[^\w\s,.;:()])(?:\S{1,3}\s){0,3}\S{1,3}")
"""Words of no more than three letters, a sign among them that no heading has."""


_JOINT = compiled(r"[a-zà-ỹđ\d](?=[A-ZĐÀ-Ỹ])|[A-ZĐÀ-Ỹ](?=[A-ZĐÀ-Ỹ][a-zà-ỹđ/])")
"""A capital behind a small letter or a figure, or the second of two before a small letter: most lines have
none such, and are passed over sooner."""


def _is_mixed(word: str) -> bool:
    """Whether a word is neither small nor capital letters nor a name, or a figure runs into its letters."""
    if word[0].isdigit():
        return word[-1].isalpha()
    return not (word.islower() or word.isupper() or word.istitle())


def _types() -> str:
    return any_of(t.name.upper() for t in doc_types() if t.title)


@cache
def _lead() -> re.Pattern[str]:
    """Specks before the type and behind it (``ì J CHỈ THỊ 1... :``), and a page's mark (``Trang 1UBND``)."""
    page = r"(?:Trang |\()\d{1,3}\)?(?=[A-ZĐÀ-Ỹ]{2})"
    behind = r"(?:\s[\W\dˆ]{1,8})?\s*$"
    return compiled(rf"{page}|(?:\S{{1,2}}\s){{1,3}}(?=(?:{_types()}){behind})")


@cache
def _heads() -> re.Pattern[str]:
    """Where words meet: ``GIA LAISố: 07/…``, ``VIỆT NAMĐộc lập``, ``Hạnh phúcGia Lai, ngày …``,
    ``năm 2003CHỈ THỊ``, ``CHỈ THỊVề việc``."""
    types = _types()
    typed = rf"(?<=[a-zà-ỹđ\d])(?=(?:{types})(?:\s*$|\s*(?:CỦA|VỀ|Về)\s))"
    about = "|".join(
        rf"(?<={word})" for word in sorted({t.name.upper()[-3:] for t in doc_types() if t.title})
    )
    return compiled(
        rf"(?<=[A-ZĐÀ-Ỹ])(?=Số\s?:?\s?\d)|(?<=NAM)(?=Độc lập)|(?<=[Pp]húc)(?=[A-ZĐÀ-Ỹ])|{typed}"
        rf"|(?:{about})(?=Về việc |V/v )"
    )


@cache
def _signed() -> re.Pattern[str]:
    """``THỦ TƯỚNGPHÓ THỦ TƯỚNG``, ``TỈNHKT. CHỦ TỊCH``, ``CHỦ TỊCH(Đã ký)Nguyễn …``. The mark of an
    authority has one behind it: ``MÁY ATM.`` is none."""
    offices = any_of(offices_spelt())
    return compiled(
        rf"(?<=[A-ZĐÀ-Ỹ])(?=(?:(?:KT|TM|TL)\.\s?)?(?:{offices})(?![A-ZĐÀ-Ỹ](?![a-zà-ỹđ])))"
        rf"|(?<=\w)(?=\((?:Đ|đ)ã ký\))|(?<=ký\))(?=[A-ZĐÀ-Ỹ])"
    )


_SYLLABLE = re.compile(r"[^aeiouy]*[aeiouy]+(?:c|ch|m|n|ng|nh|p|t)?")
"""A syllable as a name is written with: no word ran into it (``Thủy`` is not ``Th`` and ``ủy``)."""


def _name_end(line: Line, before: Line, words: Callable[[], Counter[str]]) -> int:
    """Where, in a line under an office or ``(Đã ký)``, the signatory's name ends and text goes on: before a
    numbered point, or before a word that the text has elsewhere; ``words`` counts the text's."""
    if len(before.text) > _OFFICE or len(line.cells) > 1:
        return 0
    if not (is_signed_mark(before.folded) or 0 < office_length(before.folded) == len(before.folded)):
        return 0
    point = _NAME_AND_POINT.match(line.text)
    if point:
        return point.end() if person_name(point.group()) else 0
    word = _NAME_AND_WORD.match(line.text)
    return _word_end(word, words) if word else 0


def _word_end(match: re.Match[str], words: Callable[[], Counter[str]]) -> int:
    """``Nguyễn Vỹ Hànước ngoài``: the sole cut behind which a word stands that the text has elsewhere."""
    glued = match[2]
    if _SYLLABLE.fullmatch(fold(glued)) or words()[glued] > 1:
        return 0
    cuts = [at for at in range(2, len(glued) - 1) if words()[glued[at:]]]
    if len(cuts) != 1 or not person_name(match[1] + glued[: cuts[0]]):
        return 0
    return match.start(2) + cuts[0]


def _cut(line: Line, cuts: Sequence[int]) -> Iterator[Line]:
    bounds = [0, *cuts, len(line.view.text)]
    views = [line.view[left:right].stripped() for left, right in pairwise(bounds)]
    views = [view for view in views if view]
    for i, view in enumerate(views):
        start = view.start if i else line.start
        end = view.end if i + 1 < len(views) else line.end
        part = _part(line, view, start, end)
        yield replace(part, gap=0, indent=0) if i else part


def _part(line: Line, view: View, start: int, end: int) -> Line:
    return replace(line, view=view, folded=fold(view.text), start=start, end=end, cells=(view,))
