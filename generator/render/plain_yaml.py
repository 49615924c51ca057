"""Plain data as YAML, for front matter: what ``yaml.safe_dump`` writes, at a fraction of its time.

Nearly every text of a front matter is a few short lines, of which it is soon told whether they need quotes;
such data is laid out here at once. Data with any other text goes through the emitter of PyYAML.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

import yaml

_Emitter = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_TAG = "tag:yaml.org,2002:"
_WIDTH = 10_000
"""Characters of a line; a longer text goes on below."""


def dumped(data: Mapping[str, Any]) -> str:
    """The YAML of a mapping whose values are mappings, lists, texts, whole numbers, booleans, ``None``.

    Raises:
        TypeError: a value is something else.
    """
    try:
        return "".join(_entries(data, "")) or "{}\n"
    except _Unusual:
        return _emitted(data)


class _Unusual(Exception):
    """A text that is not laid out here."""


_PLAIN = re.compile(
    "(?!(?i:y|n|yes|no|true|false|on|off|null)$)"
    '(?=[^\\W\\d_])[ !"$-9;-~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]+(?<! )'
).fullmatch
"""A line that is surely written as it is: it opens with a letter and has no sign that may need quotes."""

_USUAL = re.compile("[\n -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]*").fullmatch
"""A text of characters that YAML calls printable."""

_LONG = _WIDTH * 2 // 5
"""Characters of a line that may come to the width, indented and its apostrophes written twice."""

_SHORT_KEY = 30
"""Characters: a key of more than 128 bytes is written in another way."""

_INDICATORS = frozenset(" #,[]{}&*!|>'\"%@`")
_OPENINGS = ("- ", "? ", "---", "...")
"""How a text may not begin, or it would not be taken for text (YAML 1.1, sections 5.3, 9.1 and 9.2)."""


def _entries(data: Mapping[str, Any], margin: str) -> list[str]:
    return [f"{_key(key)}:{_laid_out(value, margin)}" for key, value in data.items()]


def _laid_out(value: object, margin: str, listed: bool = False) -> str:
    """What comes after the ``:`` of a key or, if ``listed``, after the ``-`` of an entry, which stands at the
    margin."""
    match value:
        case str():
            return f" {_written(value, margin)}\n"
        case None:
            return " null\n"
        case bool():
            return " true\n" if value else " false\n"
        case int():
            return f" {value}\n"
        case dict():
            inner = f"{margin}  "
            entries = _entries(value, inner)
            opening = " " if listed else f"\n{inner}"
        case list() | tuple():
            inner = f"{margin}  " if listed else margin
            entries = [f"-{_laid_out(one, inner, True)}" for one in value]
            opening = " " if listed else f"\n{inner}"
        case _:
            raise TypeError(f"not plain data: {value!r}")
    if not entries:
        return " {}\n" if isinstance(value, dict) else " []\n"
    return opening + inner.join(entries)


def _written(text: str, margin: str) -> str:
    if len(text) >= _LONG and max(map(len, text.split("\n"))) >= _LONG:
        raise _Unusual
    if _PLAIN(text):
        return text
    if not _USUAL(text):
        raise _Unusual
    if "\n" in text:
        if " \n" in text or "\n " in text or "\n" in (text[0], text[-1]):  # there YAML folds lines
            raise _Unusual
        return _quoted(re.sub("\n+", lambda ends: f"{ends[0]}\n{margin}  ", text))
    needs_quotes = (
        not text
        or text[0] in _INDICATORS
        or text[-1] in ": "
        or ": " in text
        or " #" in text
        or text.startswith(_OPENINGS)
        or text in ("-", "?")
        or not _stays_text(text)
    )
    return _quoted(text) if needs_quotes else text


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


@lru_cache(maxsize=1_000)  # the keys are few, and each stands in every document
def _key(text: str) -> str:
    if len(text) > _SHORT_KEY or "\n" in text:
        raise _Unusual
    return _written(text, "")


def _emitted(data: Mapping[str, Any]) -> str:
    """The same by PyYAML; a safe dumper would build a node for each value and ask twice what a reader would
    take it for, so the events that it comes to are made at once."""
    events: list[yaml.Event] = [yaml.StreamStartEvent(), yaml.DocumentStartEvent(explicit=False)]
    _put(data, events.append)
    events += [yaml.DocumentEndEvent(explicit=False), yaml.StreamEndEvent()]
    text: str = yaml.emit(events, Dumper=_Emitter, allow_unicode=True, width=_WIDTH)
    return text


def _put(value: object, put: Callable[[yaml.Event], None]) -> None:
    match value:
        case str():
            put(_text(value))
        case dict():
            put(yaml.MappingStartEvent(None, f"{_TAG}map", True, flow_style=False))
            for key, inner in value.items():
                put(_text(key))
                _put(inner, put)
            put(yaml.MappingEndEvent())
        case list() | tuple():
            put(yaml.SequenceStartEvent(None, f"{_TAG}seq", True, flow_style=False))
            for inner in value:
                _put(inner, put)
            put(yaml.SequenceEndEvent())
        case None:
            put(yaml.ScalarEvent(None, f"{_TAG}null", (True, False), "null"))
        case bool():
            put(yaml.ScalarEvent(None, f"{_TAG}bool", (True, False), "true" if value else "false"))
        case int():
            put(yaml.ScalarEvent(None, f"{_TAG}int", (True, False), str(value)))
        case _:
            raise TypeError(f"not plain data: {value!r}")


def _text(text: str) -> yaml.ScalarEvent:
    return yaml.ScalarEvent(None, f"{_TAG}str", (_stays_text(text), True), text)


def _stays_text(text: str) -> bool:
    """Whether a reader takes the text without quotes for text, not for a number, a date or ``null``."""
    resolvers = _Emitter.yaml_implicit_resolvers.get(text[:1])
    return not resolvers or not any(pattern.match(text) for _, pattern in resolvers)
