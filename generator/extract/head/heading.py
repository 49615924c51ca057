"""Type, subject and the lines that name the issuer in a document's heading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from generator.extract.dates import date_at
from generator.extract.foot.tokens import is_capitals
from generator.extract.found import Found, stated
from generator.extract.head.sessions import before_session
from generator.extract.head.stamps import unstamped
from generator.knowledge.bodies import body_at, department_names, find_body, names_body, opens_unit
from generator.knowledge.citing import issuer_end
from generator.knowledge.doctypes import heading_type
from generator.knowledge.laws import law_names
from generator.knowledge.layout import is_dangling, is_unfinished, names_submission
from generator.knowledge.loader import load_yaml
from generator.knowledge.places import find_units
from generator.knowledge.signing import office_length
from generator.parts import Line
from generator.text import aligned_fold, compiled, fold
from generator.view import View, joined


@dataclass(frozen=True, slots=True)
class Heading:
    """What a heading states; ``issuer`` is the words that name who issues, without ``CỦA``;
    ``rest`` the lines with number or date in them; ``submission`` the bracket that names the paper
    with which a draft is submitted."""

    type: Found | None = None
    subject: Found | None = None
    issuer: View | None = None
    rest: tuple[View, ...] = ()
    submission: View | None = None


_YEARS = re.compile(r"\d{4}(?: ?[-–] ?\d{4})?\W*")
_STAMPED = compiled(r"(?=\S{0,20}\d)[^\s/]{0,20}/\S{0,20}[^\w,;]{0,8}\s(?=V[ềè] [a-zà-ỹ])")
"""What a stamp left before a subject: a few signs with a figure and a slash, which no word has."""
_WORDS = re.compile(r"[^\W\d_]{3}|\d")
"""What specks behind the type have not: a word of three letters, or a figure."""
_WHOLE_WORD = re.compile(r"[^\W\d_]{2,}")
_BRACE = re.compile(r"[{}\\#$]")
_CAPITALS_BEFORE = compiled(r"(?:[^a-zà-ỹđ]{1,20}|\S{1,7})\s(?=V[ềè] việc [a-zà-ỹđ])")
"""What a stamp left before a subject in small letters: ``TÔ 601 Về việc ban hành …``, a word of it too."""
_SUBJECT = re.compile(r"(?:^|\s)(?:v[ềè]|v/v)\s", re.IGNORECASE)


def heading_of(
    lines: Sequence[Line], source: str, running: str = "", *, is_headline: bool = False
) -> Heading:
    """What the lines of a heading state. A web page's ``is_headline`` opens with the type in its
    running words (``Chỉ thị về tăng cường …``). ``running`` is the body's text, which shows how names
    printed in capitals are spelt."""
    if not lines:
        return Heading()
    found = heading_type(lines[0].folded, lines[0].text)
    title = lines[0].view
    type_found = None
    if found:
        doc_type, end = found
        if doc_type.cited_as != doc_type.name:  # "THÔNG BÁO KẾT LUẬN": the conclusions are its subject
            end -= len(doc_type.name) - len(doc_type.cited_as)
        lead = len(title.text) - len(title.text.lstrip(" .:*-–_“”\"'"))
        name = end - len(doc_type.folded)
        lead = name if fold(title.text[max(name, 0) : end]) == doc_type.folded else lead
        rule = "headline-type" if is_headline else "heading-type"
        type_found = stated(doc_type.cited_as, title[lead:end], source, rule)
        urgent = _URGENT.match(aligned_fold(title.text), end)
        title = title[urgent.end() if urgent else end :].stripped()
    behind = title if _WORDS.search(title.text) else View()
    views = [view for view in (behind, *(unstamped(line.view) for line in lines[1:])) if _has_words(view)]
    if (
        found
        and found[0].folded.endswith(" lien bo")
        and [view.text.isupper() for view in views[:2]] == [1, 0]
    ):
        views = views[1:]  # "LAO ĐỘNG - TÀI CHÍNH": the ministries whose circular it is
    views, submission = _without_submission(views)
    issuer, subject, rest = _parted(views)
    whole = joined(subject).stripped() if subject else None
    if whole:
        stamp = _STAMPED.match(whole.text) or _CAPITALS_BEFORE.match(whole.text)
        start = stamp.end() if stamp else len(whole.text) - len(whole.text.lstrip(" ,.;:*-–_~/ˆ"))
        whole = whole[start : len(whole.text.rstrip(" ,.;:*-–_~/ˆ"))]
        if whole.text.startswith("(") and whole.text.find(")") == len(whole.text) - 1:
            whole = whole[1:-1].stripped()
    # One word is what a tear left, braces are of a stamp, and other signs of a font without its letters.
    told = whole is not None and len(_WHOLE_WORD.findall(whole.text)) > 1 and not _BRACE.search(whole.text)
    if whole is not None and fold(whole.text).startswith("cong hoa xa hoi chu nghia"):
        told = False  # the other column, that a layout put below the type
    if found is None and whole is not None and _is_no_subject(whole.text):
        told = False
    subject_found = (
        stated(_cased(whole.text, behind.text, running), whole, source, "heading-subject")
        if whole is not None and told
        else None
    )
    return Heading(type_found, subject_found, joined(issuer) if issuer else None, tuple(rest), submission)


def _cased(subject: str, behind: str, running: str) -> str:
    """A subject in sentence case, of which the words ``behind`` the type may alone be in capitals."""
    if behind.isupper() and subject.startswith(f"{behind} ") and not subject.isupper():
        return sentence_case(behind, running) + subject[len(behind) :]
    return sentence_case(subject, running)


def _without_submission(views: list[View]) -> tuple[list[View], View | None]:
    """The lines above the bracket that names the paper with which a draft is submitted, and that bracket."""
    for i in range(1, len(views)):
        bracket = joined(views[i:])
        if names_submission(fold(bracket.text)):
            return views[:i], bracket
    return views, None


def _is_no_subject(text: str) -> bool:
    """Whether words under a letterhead without a type are the type itself, behind what a stamp left (``THUÊ
    TỈN CHỈ THỊ``), or a body's name alone, as a stamp's owner has it."""
    folded = fold(text)
    body = text.isupper() and _SUBJECT.search(text) is None and names_body(folded)
    return _names_type_last(folded) or (bool(body) and len(text) <= _OWNER)


_OWNER = 40
"""Characters that the name of a stamp's owner has at most."""


def _names_type_last(folded: str) -> bool:
    """Whether words, of which there are no more than a few, end with a document type's name."""
    words = folded.split()
    return len(words) < 6 and heading_type(" ".join(words[-2:])) is not None


def _has_words(view: View) -> bool:
    return bool(view) and (any(char.isalpha() for char in view.text) or bool(_YEARS.fullmatch(view.text)))


_BESIDE_TYPE = ("khan", "khan cap", "hoa toc", "hoa toc hen gio", "lien nganh", "lien tich", "lien so")
"""Words behind the type, or on a line of their own below it, that are not of the subject."""
_URGENT = re.compile(r"\s*(?:khan cap|khan|hoa toc) ?:(?=\s*\w)")
"""``CÔNG ĐIỆN KHẨN: Ứng phó với bão``: the degree of urgency between type and subject."""
_SESSION = compiled(r"HỘI NGHỊ (?:L[ẦÂA]N THỨ |TRUNG ƯƠNG |BAN )[^a-zà-ỹ]{2,120}?(?=\s[Vv]ề\s)")
"""The session of a committee of the Party that passes a resolution, in capitals before the subject."""
_NUMBER = re.compile(r"(?:so|s0)\s?[:.]?\s?(?=\d)|(?=\d{1,5}(?:/\d{4})?[/-][a-z])")
_DATE = re.compile(r"ngay\s+(?=\d)")
_HOUR = re.compile(r"(?:vao )?(?:hoi|luc) \d{1,2} ?(?:gio|h|:)[\w ,./]*")
"""The hour that a telegram was sent at."""
_PLACE_WORDS = re.compile(r"(?:tinh|thanh pho|huyen|quan|thi xa|uy ban nhan dan|ubnd|bo|va) ?")


def _is_beside_subject(folded: str) -> bool:
    words = folded.strip(" ()*:")
    return words in _BESIDE_TYPE or bool(_HOUR.fullmatch(words))


def _parted(views: Sequence[View]) -> tuple[list[View], list[View], list[View]]:
    """Issuer, subject, and others (number and date) of a heading's words, wherever its lines break."""
    views = [view for view in views if not _is_beside_subject(fold(view.text))]
    if not views:
        return [], [], []
    views, formula = _without_formula(views)
    if not views:
        return formula, [], []
    whole = joined(views)
    folded = aligned_fold(whole.text)
    ends = _line_ends(views)
    issuer: list[View] = []
    at = 0
    session = _SESSION.match(whole.text)
    if session:
        at = session.end()
    elif folded.startswith("cua ") or _is_issuer_line(views[0]):
        start = 4 if folded.startswith("cua ") else 0
        at = _issuer_end(whole.text, folded, start, ends)
        issuer.append(whole[start:at].stripped())
    rest: list[View] = [whole[:at]] if session else []
    lowered = whole.text.lower() if len(whole.text.lower()) == len(whole.text) else whole.text
    while opener := re.compile(r"[\s,.\-–(]*").match(folded, at):
        start = opener.end()
        number, date = _NUMBER.match(folded, start), _DATE.match(folded, start)
        if not (number or date):
            break
        marks = (_DATE.search(folded, start + 3), _SUBJECT.search(whole.text, start + 3))
        stops = [m.start() for m in (*marks, re.compile(r"\scua\s").search(folded, start)) if m]
        end = min([*stops, *(e for e in ends if e > start)], default=len(folded))
        day = date_at(lowered, date.end()) if date else None
        end = min(end, day.end) if day else end  # "NGÀY 02/6/1991 QUY ĐỊNH VIỆC …"
        rest.append(whole[start:end].stripped())
        at = end
    if not issuer and (behind := re.compile(r"[\s,]*cua ").match(folded, at)) and rest:
        at = _issuer_end(whole.text, folded, behind.end(), ends)
        issuer.append(whole[behind.end() : at].stripped())
    subject = whole[at:].stripped()
    return issuer or formula[:1], [subject] if subject else [], rest


def _is_open(text: str) -> bool:
    """Whether a line stops short, so that what stands below it belongs to it."""
    text = text.rstrip(" .'‘’`´ˆ")  # specks of the paper: no line of a subject ends so
    return is_dangling(fold(text), text) if text.isupper() else is_unfinished(fold(text))


def _without_formula(views: Sequence[View]) -> tuple[Sequence[View], list[View]]:
    """The lines up to the formula that a decision has under its subject (``CHỦ TỊCH ỦY BAN NHÂN DÂN
    TỈNH``), and its lines: the office or body that decides."""
    if len(views) > 1 and fold(views[-1].text).strip(" :") == "dien" and _opens_with_office(views[-2]):
        return views[:-2], [views[-2]]
    for i, view in enumerate(views):
        if sender := _sender(view):
            return views[:i], [sender]
        if council := _council_in_session(views[i : i + 3]):
            return views[:i], [council]
        if not i:
            continue
        before = views[i - 1]
        heads_body = not before.text.isupper() and _opens_with_office(view)
        if (
            (_is_issuer_line(view) or heads_body or (i + 1 == len(views) and _names_head(view, before)))
            and not _is_open(before.text)
            and not any(_SUBJECT.match(below.text) for below in views[i + 1 :])
            and not (
                (i == 1 or before.text[:1].isupper())
                and fold(before.text).startswith("cua ")
                and not re.search(r"\d", before.text)
            )
        ):
            verb = compiled(r"\s*(?:ĐIỆN|YÊU CẦU|CHỈ THỊ|QUYẾT ĐỊNH|QUYẾT NGHỊ)?\s*:?$").search(view.text)
            end = verb.start() if verb else len(view.text)
            start = next(at for at, char in enumerate(view.text) if char.isalpha())
            return views[:i], [view[start:end]]
    return views, []


_WIRES = compiled(r"(?P<who>[^.;:]{8,120}[^.;:,]) điện ?:?$")


def _sender(view: View) -> View | None:
    """Who sends a telegram, above those that it goes to: ``Chủ tịch Ủy ban nhân dân tỉnh X điện:``.

    Source: Nghị định 30/2020/NĐ-CP, Phụ lục III, mẫu 1.6.
    """
    match = _WIRES.match(view.text)
    folded = fold(match["who"]) if match else ""
    named = folded and body_at(folded[office_length(folded) :].strip())
    return view[: match.end("who")] if match and named else None


def _council_in_session(views: Sequence[View]) -> View | None:
    """A People's Council with the term and session behind its name or under it (``HỘI ĐỒNG NHÂN DÂN TỈNH``
    / ``KHÓA XII, KỲ HỌP THỨ 5``), as its resolutions name it above the grounds: its name alone."""
    folded = aligned_fold(views[0].text)
    if not (views[0].text.isupper() and folded.startswith("hoi dong nhan dan")):
        return None
    name: list[View] = []
    for view in views:
        words = before_session(view)
        if words:
            name.append(words)
        if words != view:
            return joined(name)
        if not view.text.isupper():
            return None
    return None


def _line_ends(views: Sequence[View]) -> list[int]:
    """Where the lines end in the words joined by spaces."""
    ends, at = [], 0
    for view in views:
        at += len(view.text)
        ends.append(at)
        at += 1
    return ends


def _issuer_end(text: str, folded: str, start: int, ends: Sequence[int]) -> int:
    """``CỦA BỘ TT&TT SỐ 07/2008/CT-BTTTT``, ``CỦA THỦ⏎TƯỚNG CHÍNH PHỦ``, ``CỦA UBND TỈNH X về …``: at
    number, date or subject, else at the line's end with which the body is named in full."""
    marks = (
        re.compile(r"\sso\s?[:.]?\s?\d").search(folded, start),
        re.compile(r"\sngay\s+\d").search(folded, start),
    )
    stops = [match.start() for match in (*marks, _SUBJECT.search(text, start)) if match]
    known = find_body(folded[start:])
    if known:
        in_capitals = text[start : start + known[2]].isupper()
        word = (_VERB if in_capitals else issuer_end()).search(text, start + known[2])
        stops += [word.start()] if word else []
    named = [
        end for end in ends if end > start and find_body(folded[start:end]) and not _goes_on(folded, end)
    ]
    return min([*stops, *named[:1]], default=next((end for end in ends if end > start), len(text)))


_VERB = compiled(r" (?:QUY ĐỊNH|HƯỚNG DẪN|BAN HÀNH|SỬA ĐỔI|PHÊ DUYỆT|CÔNG BỐ)(?= )")
"""Verbs that open a subject right behind who issues, all in capitals."""


def _goes_on(folded: str, end: int) -> bool:
    """Whether the next line carries on the body's name: its class of place, or a joint body."""
    return bool(_PLACE_WORDS.match(folded, end + 1)) and not folded.startswith("ve ", end + 1)


def _is_issuer_line(view: View) -> bool:
    """A line in capitals that is a body or an office of one (``CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH``), behind
    whatever a stamp left before it."""
    text = _LETTER_BEFORE.sub("", view.text)
    folded = fold(text).lstrip(" .,:;*'\"“”‘’|_-–—~0123456789")
    if not text.isupper() or _SUBJECT.match(text):
        return False
    office = office_length(folded)
    found = body_at(folded) or (body_at(folded[office:].strip()) if office else None)
    return found is not None


_LETTER_BEFORE = compiled(r"^[a-zà-ỹđ]\s(?=[A-ZĐÀ-Ỹ]{2})")
"""A small letter alone before words in capitals, as OCR reads a speck."""


def _opens_with_office(view: View) -> bool:
    """A line in capitals that opens with an office or a unit (``TRƯỞNG BAN CHỈ ĐẠO 138 TỈNH``)."""
    folded = fold(view.text).lstrip(" .,:;-_–—")
    return is_capitals(view.text) and (office_length(folded) > 5 or opens_unit(folded))


def _names_head(view: View, above: View) -> bool:
    """A line in capitals that is the head of a unit and that unit (``CỤC TRƯỞNG CỤC QUẢN LÝ DƯỢC``), below
    words that name no office to be filled."""
    folded = fold(view.text)
    length = office_length(folded)
    filled = fold(above.text).endswith((" chuc", " chuc vu", " chuc danh", " lam"))
    return view.text.isupper() and not filled and length > 5 and opens_unit(folded[length:].strip())


_WORD = re.compile(r"\w+")


@cache
def _proper_nouns() -> dict[str, list[tuple[int, str, str]]]:
    """Names with capitals by their first word: the place of each in their order, the shortest first, in lower
    case, and as spelt."""
    data = load_yaml("proper_nouns.yml")
    years = [f"{stem} {branch}" for stem in data["stems"] for branch in data["branches"]]
    names = sorted([*data["names"], *years, *department_names(proper=True), *law_names()], key=len)
    found: dict[str, list[tuple[int, str, str]]] = {}
    for at, name in enumerate(names):
        found.setdefault(_WORD.findall(name.lower())[0], []).append((at, name.lower(), name))
    return found


_NO_LAW_BEHIND = "(?<!pháp )(?<!kỷ )(?<!kỉ )(?<!quy )"
"""``pháp luật đất đai``, ``kỷ luật lao động`` name no law."""


def sentence_case(text: str, running: str = "") -> str:
    """A subject printed in capitals with a capital at its start and in the names it holds: those of
    the table, and those that ``running`` text spells so; other text as it is."""
    letters = [char for char in text if char.isalpha()]
    if not letters or sum(char.isupper() for char in letters) < 0.8 * len(letters):
        return text
    lowered = text.lower()
    small = lowered.casefold()
    words = {*_WORD.findall(small)}
    for _, lower, name in sorted(known for word in words for known in _proper_nouns().get(word, ())):
        if lower in small:
            named = rf"(?<!\w){_NO_LAW_BEHIND}{re.escape(lower)}(?!\w)(?<!luật(?= sư))(?<!luật(?= gia))"
            lowered = re.sub(named, name, lowered, flags=re.IGNORECASE)
    for start, end, unit in find_units(text, None):
        named = unit.name if len(unit.name) == end - start else text[start:end].title()
        lowered = lowered[:start] + named + lowered[end:]
    for acronym in re.finditer(r"(?<!\w)[A-ZĐ]{2,}(?!\w)", text):
        if not re.search(r"[AEIOUY]", acronym.group()):
            lowered = lowered[: acronym.start()] + acronym.group() + lowered[acronym.end() :]
    for symbol in re.finditer(r"\d+\S*/\S*[A-ZĐ]\S*", text):
        lowered = lowered[: symbol.start()] + symbol.group() + lowered[symbol.end() :]
    return _spelt_as_in(running, lowered[:1].upper() + lowered[1:])


def _spelt_as_in(running: str, text: str) -> str:
    """The text with a capital wherever running text writes the same two words only so (``xuất huyết
    Dengue``), and without where it writes a common noun so behind the same word (``ngân sách nhà nước``)."""
    for noun in load_yaml("proper_nouns.yml")["common_nouns"]:
        for named in sorted(set(re.findall(rf"\w+ {noun}(?!\w)", text))):
            small = named[: -len(noun)] + noun.lower()
            if small in running and named not in running:
                text = re.sub(rf"(?<!\w){named}(?!\w)", small, text)
    words = text.split(" ")
    for i in range(1, len(words)):
        before, word = words[i - 1], words[i]
        named = f"{before} {word[:1].upper()}{word[1:]}"
        if word[:1].islower() and named in running and f"{before} {word}" not in running:
            words[i] = word[:1].upper() + word[1:]
    return " ".join(words)
