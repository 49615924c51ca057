"""Two documents side by side: which paragraph or task answers to which, and the words that differ.

Paragraphs are paired by the runs of two syllables that they share, each weighed by how few paragraphs of
both documents have it, so that a phrase that runs through a whole directive pairs nothing. Its opening words
say what a task is about and are weighed once more: two tasks that open alike may go on with what each
province has of its own. The best pairs are taken first and a paragraph is paired once.
``so-sanh-doi-chieu.js`` does the same in the browser.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from generator.collection import Compared, Comparison, Passage, WordRun
from generator.model import Directive
from generator.text import fold, spelling_key

_LEAST = 0.14
"""The least likeness of a pair. On the three directives of the seeds on one scheme the weakest pair that is
made has 0.145, and a reader makes it; the strongest that none makes has 0.131."""

_OPENING = 16
"""Syllables that a paragraph opens with: the verb of a task and what it is about."""

_OPENING_WEIGHT = 1 / 3
"""The share of the openings in the likeness of two paragraphs that are less alike as a whole. On the same
directives a task of 0.110 as a whole that a reader pairs has 0.211 so, and no wrong pair gets over 0.131."""

_NEAR = 0.2
"""The least likeness at which a paragraph without a pair is said to be near another, which has its own."""

_WORD = re.compile(r"\S+\s*")
_MARKS = " \n\t“”\"'’‘.,;:()…"
_NUMBER = re.compile(r"^(?:Điều )?(?:\d+(?:\.\d+)*|[IVX]+|[a-zđ])[.)/:-]\s*")


@dataclass(frozen=True, slots=True)
class Alignment:
    """Places of ``a`` to places of ``b`` that are pairs, ``backward`` the same from ``b``, and for both
    sides the nearest of the other."""

    pairs: Mapping[int, int]
    backward: Mapping[int, int]
    near_a: Mapping[int, int]
    near_b: Mapping[int, int]


def passages_of(directive: Directive) -> tuple[Passage, ...]:
    """The paragraphs of a document that have words, without their numbers, each under the anchor of the
    nearest point above."""
    passages = []
    anchor = None
    for block in directive.blocks:
        anchor = block.anchor or anchor
        text = _NUMBER.sub("", block.text.strip())
        if text:
            passages.append(Passage(text, anchor))
    return tuple(passages)


def compared(a: Directive, b: Directive) -> Comparison:
    """What two documents have in common and what each has alone, in the order of ``a``; what only ``b``
    has follows what stands before it there."""
    left, right = passages_of(a), passages_of(b)
    rows = tuple(_rows(left, right, aligned([p.text for p in left], [p.text for p in right])))
    shared = sum(len((run.a + " " + run.b).split()) for row in rows for run in row.words if run.same)
    total = sum(len(passage.text.split()) for passage in (*left, *right))
    return Comparison(a.id, b.id, rows, round(shared / total, 3) if total else 0.0)


def aligned(left: Sequence[str], right: Sequence[str]) -> Alignment:
    """Which text of ``right`` answers to which of ``left``, and which others are near."""
    a, b = [_runs(text) for text in left], [_runs(text) for text in right]
    spread = Counter(run for runs in (*a, *b) for run in set(runs))
    whole_a, whole_b = ([_Weighed.of(runs, spread) for runs in side] for side in (a, b))
    open_a, open_b = ([_Weighed.of(runs[:_OPENING], spread) for runs in side] for side in (a, b))
    scores = [
        (_combined(one.likeness(other, spread), open_a[i].likeness(open_b[j], spread)), i, j)
        for i, one in enumerate(whole_a)
        for j, other in enumerate(whole_b)
        if not one.runs.isdisjoint(other.runs)
    ]
    ranked = sorted(scores, key=lambda score: (-score[0], score[1], score[2]))
    pairs: dict[int, int] = {}
    backward: dict[int, int] = {}
    near_a: dict[int, int] = {}
    near_b: dict[int, int] = {}
    for score, i, j in ranked:
        if score >= _LEAST and i not in pairs and j not in backward:
            pairs[i], backward[j] = j, i
        if score >= _NEAR:
            near_a.setdefault(i, j)
            near_b.setdefault(j, i)
    return Alignment(pairs, backward, near_a, near_b)


@dataclass(frozen=True, slots=True)
class _Weighed:
    """The runs of a paragraph, or of its opening, and what they weigh together."""

    runs: frozenset[str]
    weight: float

    @classmethod
    def of(cls, runs: Iterable[str], spread: Mapping[str, int]) -> _Weighed:
        once = frozenset(runs)
        return cls(once, sum(1 / spread[run] for run in sorted(once)))

    def likeness(self, other: _Weighed, spread: Mapping[str, int]) -> float:
        """The share of the weight of both that is common to both, from 0 to 1."""
        if self.runs.isdisjoint(other.runs):
            return 0.0
        return 2 * _Weighed.of(self.runs & other.runs, spread).weight / (self.weight + other.weight)


def _combined(whole: float, opening: float) -> float:
    return max(whole, (1 - _OPENING_WEIGHT) * whole + _OPENING_WEIGHT * opening)


def _runs(text: str) -> list[str]:
    """Every two syllables that follow one another, in their order; the syllable itself of a text of one."""
    words = re.findall(r"\w+", fold(text))
    return [f"{one} {other}" for one, other in pairwise(words)] or words


def _rows(left: Sequence[Passage], right: Sequence[Passage], found: Alignment) -> Iterator[Compared]:
    told = 0
    for i, passage in enumerate(left):
        j = found.pairs.get(i)
        if j is None:
            near = right[found.near_a[i]] if i in found.near_a else None
            yield Compared("only-a", passage, None, near=near)
            continue
        yield from _alone(left, right, found, [k for k in range(told, j) if k not in found.backward])
        told = max(told, j + 1)
        words = tuple(word_runs(passage.text, right[j].text))
        yield Compared("same" if all(run.same for run in words) else "reworded", passage, right[j], words)
    yield from _alone(left, right, found, [k for k in range(told, len(right)) if k not in found.backward])


def _alone(
    left: Sequence[Passage], right: Sequence[Passage], found: Alignment, places: Sequence[int]
) -> Iterator[Compared]:
    for j in places:
        near = left[found.near_b[j]] if j in found.near_b else None
        yield Compared("only-b", None, right[j], near=near)


def word_runs(one: str, other: str) -> Iterator[WordRun]:
    """The words of two texts, run by run, the same and the different ones."""
    a, b = _WORD.findall(one), _WORD.findall(other)
    keys_a, keys_b = ([spelling_key(word.strip(_MARKS)) for word in words] for words in (a, b))
    for kind, i, i_end, j, j_end in SequenceMatcher(None, keys_a, keys_b, autojunk=False).get_opcodes():
        yield WordRun("".join(a[i:i_end]), "".join(b[j:j_end]), kind == "equal")
