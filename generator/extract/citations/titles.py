"""The title that a citation gives its instrument: where it begins, and where it ends."""

from __future__ import annotations

import re

from generator.extract.citations.raw import RawCite
from generator.knowledge.citing import nesting, order_behind, title_opener, title_stop
from generator.model import Form
from generator.text import aligned_fold, compiled

_QUOTES = {"“": "”", '"': '"', "‘": "’", "«": "»"}
_BEHIND_END = r"[.…]*(?=\s+[A-ZĐÀ-Ỹ“\"(]|\s*$)"
_SENTENCE_END = compiled(rf";|\.{_BEHIND_END}|…{_BEHIND_END}|\.\.\.|…|:\s|/\.")
"""Every alternative opens with a sign of its own: a search then passes over letters at once."""
_LIST_LEAD = re.compile(r"(?:[,\s]|(?<=\s)(?:và|cùng|số|các|tiếp theo|tiếp nối))+\Z")
_ABBREVIATION = re.compile(r"(?:TP|Tp|TX|TT|TS|Th|NĐ|QĐ|St|Gs|Ts)$")


def with_titles(cites: list[RawCite], text: str, folded: str) -> list[RawCite]:
    """The numbered citations of a passage (in order) with the titles that the text gives them.

    A title runs through a citation nested in it (``về thực hiện Nghị quyết số …``), and that one's
    title with it.
    """
    ends: dict[int, int] = {}
    result = list(cites)
    for i in range(len(cites) - 1, -1, -1):
        cite = cites[i]
        ends[i] = cite.tail
        if cite.form is not Form.FULL or cite.number is None:
            continue
        start = _start(cite, text, folded)
        if start is None:
            continue
        end = _end(start, cites, i, ends, text, folded)
        title = _unquoted(text[start:end].strip(" ,."))
        ends[i] = end
        if title and cite.title is None:
            result[i] = cite._replace(title=title)
    return result


def _start(cite: RawCite, text: str, folded: str) -> int | None:
    lead = re.compile(r"\s?,?\s?").match(text, cite.tail)
    at = lead.end() if lead else cite.tail
    if text[at : at + 1] in _QUOTES:
        return at
    opener = title_opener().match(folded, at)
    if not opener:
        return None
    if opener["verb"]:
        return at
    after = opener.end()
    return after + len(text[after:]) - len(text[after:].lstrip(" :"))


def _end(start: int, cites: list[RawCite], i: int, ends: dict[int, int], text: str, folded: str) -> int:
    if text[start : start + 1] in _QUOTES:
        close = text.find(_QUOTES[text[start]], start + 1)
        if close > 0:
            return close + 1
    limit = _plain_end(start, text, folded)
    for j in range(i + 1, len(cites)):
        inner = cites[j]
        if inner.start >= limit:
            break
        between = folded[start : inner.start]
        if nesting().search(between) and inner.start > start:
            start = max(start, ends[j])
            limit = max(_plain_end(ends[j], text, folded), ends[j]) if ends[j] >= limit else limit
            if ends[j] > inner.tail:  # the nested title has found the end of both
                return ends[j]
            continue
        lead = _LIST_LEAD.search(text, 0, inner.start)
        return lead.start() if lead else inner.start
    return limit


_BRACKET = re.compile("[()”]")


def _plain_end(start: int, text: str, folded: str) -> int:
    """The end of the sentence or list item, an unopened bracket, or a connector."""
    end = len(text)
    for match in _SENTENCE_END.finditer(text, start):
        if match.group()[0] == "." and _ABBREVIATION.search(text[max(0, match.start() - 4) : match.start()]):
            continue
        end = match.start()
        break
    depth = 0
    for sign in _BRACKET.finditer(text, start, end):
        depth += {"(": 1, ")": -1}.get(sign.group(), 0)
        if depth < 0 or (sign.group() == "”" and "“" not in text[start : sign.start()]):
            end = sign.start()
            break
    stops = (title_stop().search(folded, start, end), order_behind().search(text, start, end))
    return min((stop.start() for stop in stops if stop), default=end)


def _unquoted(title: str) -> str | None:
    if title[:1] in _QUOTES and title.endswith(_QUOTES[title[0]]):
        title = title[1:-1]
    title = title.strip(" .,;:")
    return title if " " in title and not title_opener().fullmatch(aligned_fold(title)) else None
