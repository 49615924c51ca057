"""The stage as one function: parts in, the document with its metadata and citations out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import starmap
from typing import Any

from generator.diagnostics import Diagnostic, in_order
from generator.extract.assigning.assignments import assignments_of
from generator.extract.attached import assigning, forwarded_name, name_of_part, told_by_annex
from generator.extract.blocks import blocks_of
from generator.extract.citations import Citations, Passage, announced, citations_of
from generator.extract.dates import vietnamese_date
from generator.extract.foot.foot import Foot, foot_of
from generator.extract.foot.signature import Signature, signature_of
from generator.extract.found import Found, stated, view_at
from generator.extract.head.heading import Heading, heading_of
from generator.extract.head.letter import addressing_type, letter_subject, letter_type, type_by_number
from generator.extract.head.letterhead import Letterhead, date_in_words, letterhead_of, number_in_words
from generator.extract.head.lost_letters import without_torn
from generator.extract.issuing.completed import as_spelt, district_of, of_province, with_province
from generator.extract.issuing.issuer import Issuer, by_answer, by_number, issuer_of, of_department, of_symbol
from generator.extract.issuing.orders import answered_by, is_signed_by_others, issued_by, order_in
from generator.extract.printed import as_printed
from generator.extract.province import Clues, latest_date, province_of
from generator.knowledge.layout import points_elsewhere, state_marked
from generator.knowledge.messages import diagnostic
from generator.model import AttachedPart, Directive, Evidence, SourceText, Status
from generator.numbers import parse_number
from generator.parts import Piece, Sections, Segmented
from generator.text import fold, line_of, line_starts, shortened
from generator.view import View, joined

_HEAD_OF_PART = 6
"""Pieces at the head of an attached part, among which it says to what document it is attached."""
_ASKED = ("type", "number", "date", "issuer", "province", "subject", "signer")
"""Fields whose absence is worth saying."""


@dataclass(frozen=True, slots=True)
class _Read:
    """What each part of the document states."""

    letterhead: Letterhead
    heading: Heading
    foot: Foot
    signature: Signature
    fields: Mapping[str, Found]
    issuer: Issuer | None
    state: str
    state_view: View | None
    has_lost_letters: bool


def extract(source: SourceText, parts: Segmented) -> Directive:
    """The document of a source text's parts; its id is still the empty string, and the keys of its
    citations are those of this document alone."""
    read = _read(source, parts)
    pieces = [*parts.body, *(piece for _, outline in parts.annexes for piece in outline)]
    own = (_value(read.fields, "type"), _value(read.fields, "number"))
    subject = _heading_passage(parts.sections, read.heading) or _letter_passage(read)
    heads = {id(piece) for _, outline in parts.annexes for piece in outline[:_HEAD_OF_PART]}
    passages = [*subject, *_passages(pieces, heads)]
    citations = citations_of(passages, source.text, own, _value(read.fields, "date"))
    blocks = blocks_of(
        pieces, [link for link in citations.links if link.passage >= len(subject)], len(subject)
    )
    recipients = tuple(view.text for view in read.foot.recipients)
    values = {name: found.value for name, found in read.fields.items()}
    return Directive(
        id="",
        source=source.source,
        state=read.state,
        branch=(read.issuer.branch if read.issuer else None) or _branch(values.get("number")),
        cosigners=read.signature.cosigners,
        recipients=recipients,
        tasks=parts.tasks,
        parts=tuple(_attached(kind, outline) for kind, outline in parts.annexes),
        cites=citations.cites,
        evidence=_evidence(read, parts, source.text),
        diagnostics=_diagnostics(source, read, citations, values),
        blocks=blocks,
        printed=as_printed(parts.sections),
        assignments=tuple(
            one
            for outline in (parts.body, *starmap(assigning, parts.annexes))
            for one in assignments_of(outline, source.text, values.get("issuer"))
        ),
        **_plain(values),
    )


def _read(source: SourceText, parts: Segmented) -> _Read:
    sections, text = parts.sections, source.text
    body = [piece.view for piece in parts.body]
    letterhead = letterhead_of(sections.letterhead, text, body[-1] if body else None)
    running = " ".join(view.text for view in body)
    heading = heading_of(sections.heading, text, running, is_headline=not sections.has_title)
    foot = foot_of(sections.foot)
    signature = signature_of(foot.tokens, text)
    lead = [line.view for line in sections.lead]
    authorities = [token.view for token in foot.tokens if token.kind == "authority"]
    own = parse_number(letterhead.number.value) if letterhead.number else None
    symbols = own.bodies.split("-") if own else []
    order = order_in(body, reports=_only_reports(sections))
    signed = [token.view for token in foot.tokens if token.kind in ("authority", "office")]
    own_order = None if order is None or is_signed_by_others(order, signed) else order
    issuer = issuer_of(
        heading.issuer, letterhead.bodies, issued_by(lead), own_order, authorities, text, symbols
    )
    fields: dict[str, Found] = {}
    told = heading.type or letter_type(letterhead, text) or type_by_number(letterhead, text)
    _put(fields, "type", told or (None if sections.heading else addressing_type(letterhead, body, text)))
    _put(fields, "number", letterhead.number or _first(number_in_words, heading, text, "number"))
    _put(fields, "date", letterhead.date or _first(date_in_words, heading, text, "date"))
    _put(fields, "place", letterhead.place)
    _put(fields, "subject", heading.subject or letter_subject(letterhead, text))
    _announced(fields, lead, text)
    if "type" in fields:
        outlines = [outline for _, outline in parts.annexes]
        for name, found in told_by_annex(outlines, fields["type"].value, text):
            fields.setdefault(name, found)
    issuer = of_symbol(of_department(issuer, fields.get("number")), fields.get("number"))
    if issuer is None and not letterhead.bodies:  # a company's "15/CT-CP" is not of the Government
        order = answered_by(body)
        issuer = by_number(fields.get("number")) or (by_answer(order, text) if order else None)
    province = (
        None
        if issuer and issuer.central
        else _province(source, sections, fields, letterhead, heading, foot, body, order, issuer)
    )
    if issuer:
        issuer = with_province(of_province(issuer, province, body), province, fields.get("place"))
        issuer = as_spelt(issuer, running)
        fields["issuer"] = issuer.found
    _put(fields, "province", province)
    _put(fields, "signer", signature.signer)
    _put(fields, "signer_title", signature.title)
    _put(fields, "signing_authority", signature.authority)
    whole = without_torn(fields, text)
    state, view = _state(sections, letterhead)
    known = issuer if issuer and "issuer" in whole else None
    return _Read(letterhead, heading, foot, signature, whole, known, state, view, len(whole) < len(fields))


def _plain(values: Mapping[str, str]) -> dict[str, Any]:
    """The values as keyword arguments of :class:`Directive`, whose other fields are no text."""
    return dict(values)


def _put(fields: dict[str, Found], name: str, found: Found | None) -> None:
    if found is not None:
        fields[name] = found


def _value(fields: Mapping[str, Found], name: str) -> str | None:
    return fields[name].value if name in fields else None


def _first(
    finder: Callable[[View, str, str], Found | None], heading: Heading, source: str, field: str
) -> Found | None:
    """What a finder finds in the heading's further lines."""
    return next((found for view in heading.rest if (found := finder(view, source, f"heading-{field}"))), None)


def _announced(fields: dict[str, Found], lead: Sequence[View], source: str) -> None:
    """What the lead of a news page says, where the document's own head is not there."""
    for view in lead:
        news = announced(view, _value(fields, "type"))
        if news is None:
            continue
        said = (
            ("type", news.type, news.words),
            ("number", news.number, news.words),
            ("date", news.date, news.date_words),
        )
        for name, value, words in said:
            if value and words and name not in fields:
                fields[name] = stated(value, words, source, f"lead-{name}")
        if news.subject and "subject" not in fields:
            fields["subject"] = stated(news.subject.text, news.subject, source, "lead-subject")
        return


def _province(
    source: SourceText,
    sections: Sections,
    fields: Mapping[str, Found],
    letterhead: Letterhead,
    heading: Heading,
    foot: Foot,
    body: Sequence[View],
    order: View | None,
    issuer: Issuer | None,
) -> Found | None:
    """The province; without an issuer, a document signed in the capital may be a central body's."""
    subject = joined(line.view for line in sections.heading) if sections.heading else None
    authorities = [
        ("signature", token.view) for token in foot.tokens if token.kind in ("authority", "office")
    ]
    named: list[tuple[str, View]] = [("letterhead", view) for view in reversed(letterhead.bodies)]
    if heading.issuer:
        named.append(("heading", heading.issuer))
    district = district_of(issuer) if issuer else None  # its text may tell of what any province orders
    told = {"lead": issued_by([line.view for line in sections.lead]), "order": None if district else order}
    named += [(rule, view) for rule, view in told.items() if view]
    place = fields.get("place")
    if place and not issuer and fold(place.value) == "ha noi":
        place = None
    clues = Clues(
        stated_in=[*named, *authorities],
        place=place,
        place_view=view_at(place) if place else None,
        subject=subject,
        recipients=foot.recipients,
        paragraphs=body,
        district=district,
        has_issuer=issuer is not None,
    )
    as_of = latest_date(_value(fields, "date"), body, source.source.published)
    return province_of(clues, as_of, source.text)


def _state(sections: Sections, letterhead: Letterhead) -> tuple[str, View | None]:
    """Issued, unless a mark of its own line, or blanks left for number and date, say otherwise."""
    for line in (*sections.letterhead, *sections.heading, *sections.foot, *sections.certificate):
        for view in (line.view, *(cell for cell in line.cells if cell is not line.view)):
            marked = state_marked(line.folded if view is line.view else fold(view.text))
            if marked:
                return marked, view
    if {damage.code for damage in letterhead.damage} >= {"blank-number", "blank-date"}:
        return "draft", None
    return ("report" if _only_reports(sections) else "issued"), None


def _only_reports(sections: Sections) -> bool:
    """Whether a page says of a document and does not give it: without its head, and without a text behind
    the lead, or as a notice with the document's headline alone, or where it sends elsewhere for the text."""
    if sections.has_title or sections.letterhead:
        return False
    if sections.lead:
        return not sections.body
    if sections.is_web or (sections.heading and not sections.foot):
        return True
    return not sections.foot and any(points_elsewhere(line.folded) for line in sections.body)


def _branch(number: str | None) -> str | None:
    parsed = parse_number(number) if number else None
    return None if parsed is None else "party" if parsed.is_party else "state"


def _passages(pieces: Sequence[Piece], heads: Set[int]) -> list[Passage]:
    """The passages of the pieces; ``heads``: those (by ``id``) at the head of an attached part."""
    anchor = None
    passages = []
    for piece in pieces:
        anchor = piece.anchor or anchor
        passages.append(Passage(piece.view, anchor, id(piece) in heads))
    return passages


def _heading_passage(sections: Sections, heading: Heading) -> list[Passage]:
    """The subject may cite, and the bracket below; the issuer and the document's own number do not."""
    subject = heading.subject
    if subject is None or subject.evidence.start is None or subject.evidence.end is None:
        return []
    start, end = subject.evidence.start, subject.evidence.end
    view = joined(line.view for line in sections.heading if line.end > start and line.start < end)
    below = [Passage(heading.submission)] if heading.submission else []
    return [Passage(view[view.index(subject.evidence.start) :]), *below]


def _letter_passage(read: _Read) -> list[Passage]:
    """The subject of a letter, which its letterhead has."""
    found = read.fields.get("subject")
    told = found is not None and found.evidence.rule == "letter-subject"
    return [Passage(read.letterhead.subject)] if told and read.letterhead.subject else []


def _attached(kind: str, outline: Sequence[Piece]) -> AttachedPart:
    title = forwarded_name(outline) if kind == "forwarded" else name_of_part(outline)
    return AttachedPart(kind, shortened(title), outline[0].anchor or "")


def _evidence(read: _Read, parts: Segmented, source: str) -> dict[str, Evidence]:
    evidence = {name: found.evidence for name, found in read.fields.items()}
    evidence["state"] = _state_evidence(read, source)
    if read.issuer and read.issuer.branch:
        base = read.issuer.found.evidence
        evidence["branch"] = Evidence(Status.INFERRED, base.start, base.end, base.quote, "branch-of-issuer")
    elif "number" in read.fields:
        base = read.fields["number"].evidence
        evidence["branch"] = Evidence(Status.INFERRED, base.start, base.end, base.quote, "branch-of-number")
    if read.signature.cosigners_at:
        evidence["cosigners"] = _extent([read.signature.cosigners_at], source, "signature-cosigners")
    tasks = {task.anchor for task in parts.tasks}
    spans: dict[str, tuple[Sequence[View], str]] = {
        "recipients": (read.foot.recipients, "recipients-list"),
        "tasks": ([p.view for p in parts.body if p.anchor in tasks], "numbered-tasks"),
        "parts": ([outline[0].view for _, outline in parts.annexes], "attached-parts"),
    }
    for name, (views, rule) in spans.items():
        if views:
            evidence[name] = _extent(views, source, rule)
    return evidence


_STATE_RULES = {
    "draft": ("blanks-of-a-draft", "Số và ngày còn để trống."),
    "report": ("web-page-without-text", "Trang web không đăng toàn văn văn bản."),
    "issued": ("no-mark-of-state", "Văn bản không có dấu hiệu là dự thảo, bản sao hay bản trích."),
}


def _state_evidence(read: _Read, source: str) -> Evidence:
    if read.state_view:
        return stated(read.state, read.state_view, source, "state-mark").evidence
    rule, note = _STATE_RULES[read.state]
    return Evidence(Status.INFERRED, None, None, None, rule, note)


def _extent(views: Sequence[View], source: str, rule: str) -> Evidence:
    start, end = min(view.start for view in views), max(view.end for view in views)
    return Evidence(Status.STATED, start, end, source[start:end], rule)


def _diagnostics(
    source: SourceText, read: _Read, citations: Citations, values: Mapping[str, str]
) -> tuple[Diagnostic, ...]:
    starts = line_starts(source.text)
    file = source.source.file
    found: list[Diagnostic] = []
    for damage in read.letterhead.damage:
        found.append(diagnostic(damage.code, file, line_of(starts, damage.at), printed=damage.printed))
    for printed, at in citations.bad_dates:
        found.append(diagnostic("impossible-date", file, line_of(starts, at), printed=printed))
    found.extend(_odd_citations(citations, values.get("date"), file, starts))
    signer = read.fields.get("signer")
    if signer and signer.value[:1].islower():
        at = signer.evidence.start or 0
        found.append(diagnostic("damaged-name", file, line_of(starts, at), printed=signer.value))
    unread = [token.view for token in read.foot.tokens if token.kind == "unread"]
    for view in (*unread, *filter(None, [read.signature.half_read])):
        if "signer_title" not in values:
            found.append(diagnostic("damaged-title", file, line_of(starts, view.start), printed=view.text))
    if read.state == "report":
        found.append(diagnostic("report-only", file, None))
    if read.has_lost_letters:
        found.append(diagnostic("lost-letters", file, None))
    said = {damage.code.split("-")[1] for damage in read.letterhead.damage}
    central = read.issuer is not None and read.issuer.central
    for name in _ASKED:
        if name not in values and name not in said and not (name == "province" and central):
            found.append(diagnostic(f"missing-{name}", file, None))
    return in_order(found)


def _odd_citations(
    citations: Citations, date: str | None, file: str, starts: tuple[int, ...]
) -> Iterator[Diagnostic]:
    for cite in citations.cites:
        number = parse_number(cite.number) if cite.number else None
        if not cite.date or number is None:
            continue
        off = number.year if number.year and number.year != cite.date[:4] else None
        later = date is not None and cite.date > date
        if not (off or later):
            continue
        line = line_of(starts, cite.mentions[0].start)
        words = {"type": cite.type, "number": cite.number, "date": vietnamese_date(cite.date)}
        if off:
            yield diagnostic("cited-year-mismatch", file, line, year=off, **words)
        if later:
            yield diagnostic("cited-later", file, line, **words)
