"""What is right: SQLite FTS5 says which documents match, one whole lunr.py index in which order."""

from __future__ import annotations

import random
import re
import sqlite3
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from lunr import builder as lunr_builder
from lunr import query as lunr_query

from generator.search.analyse import spelled_terms, terms, tokens
from generator.search.content import BOOSTS, FIELDS, Entry

_LUNR: Any = lunr_builder
_PRESENCE: Any = lunr_query.QueryPresence
_NUMBER = re.compile(r"[0-9]+[a-z]{2,}")


class Matches:
    """The entries in an FTS5 table; columns hold the same folded terms that the index has."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._columns = max(sum(len(texts) for texts in entry.texts.values()) for entry in entries)
        self._database = sqlite3.connect(":memory:")
        names = ", ".join(f"c{number}" for number in range(self._columns))
        self._database.execute(f"CREATE VIRTUAL TABLE t USING fts5({names}, tokenize = 'ascii')")
        for position, entry in enumerate(entries):
            texts = [" ".join(terms(text)) for field in FIELDS for text in entry.texts[field]]
            row = (position, *texts, *[""] * (self._columns - len(texts)))
            marks = ", ".join("?" * len(row))
            self._database.execute(f"INSERT INTO t(rowid, {names}) VALUES ({marks})", row)

    def of(self, words: Sequence[str], phrases: Sequence[str], without: Sequence[str]) -> set[int]:
        """Positions of the entries with all the words and phrases (folded), and nothing of ``without``."""
        wanted = " AND ".join(f'"{text}"' for text in (*words, *phrases))
        excluded = "".join(f' NOT "{text}"' for text in without)
        rows = self._database.execute("SELECT rowid FROM t WHERE t MATCH ?", (f"({wanted}){excluded}",))
        return {row[0] for row in rows}


class Order:
    """One lunr.py index of all entries, over words and pairs of neighbours."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        builder = _LUNR.Builder()
        builder.ref("position")
        for field in FIELDS:
            builder.field(field, BOOSTS[field])
        for position, entry in enumerate(entries):
            fields = {field: list(_lunr_terms(entry.texts[field])) for field in FIELDS}
            builder.add({"position": position, **fields})
        self._count = len(entries)
        self._index = builder.build()

    def of(self, words: Sequence[str], *, weighed: bool = True) -> list[tuple[int, int]]:
        """Positions and scores of the entries with all the words, best first; pairs add their weight.

        Without ``weighed``, terms of more than half of the documents have no weight, unless all are such:
        then the pairs have, if there are any.
        The score is lunr's times the norm of the query, by which lunr divides all alike, in thousandths.
        """
        pairs = {f"{one} {two}" for one, two in pairwise(words)}
        known = [term for term in (*words, *pairs) if term in self._index.inverted_index]
        rare = [term for term in known if weighed or not self._is_frequent(term)]
        rare = rare or [term for term in known if term in pairs] or known
        query = self._index.create_query()
        for term in (*words, *pairs):
            presence = _PRESENCE.REQUIRED if term in words else _PRESENCE.OPTIONAL
            query.term(term, presence=presence, use_pipeline=False, boost=float(term in rare))
        hits = self._index.query(query)
        return [(int(hit["ref"]), round(hit["score"] * len(rare) ** 0.5 * 1000)) for hit in hits]

    def _is_frequent(self, term: str) -> bool:
        posting = self._index.inverted_index[term]
        holding = {document for field in FIELDS for document in posting[field]}
        return 2 * len(holding) > self._count


def _lunr_terms(texts: Sequence[str]) -> Iterator[str]:
    for text in texts:
        found = [term for term, _ in spelled_terms(text)]
        yield from found
        yield from (f"{one} {two}" for one, two in pairwise(found))


class Asker:
    """Makes up queries from the words of an archive, alike for one seed."""

    def __init__(self, entries: Sequence[Entry], seed: int) -> None:
        self._entries = entries
        self.chooser = random.Random(seed)

    def stretch(self, length: int) -> list[str]:
        """So many neighbouring terms of some text."""
        entry = self.chooser.choice(self._entries)
        found = terms(self.chooser.choice([text for texts in entry.texts.values() for text in texts if text]))
        start = self.chooser.randrange(max(1, len(found) - length + 1))
        return found[start : start + length]

    def words(self, count: int) -> list[str]:
        """So many different terms, mostly of one text."""
        entry = self.chooser.choice(self._entries)
        found = sorted({term for text in entry.texts["body"] for term in terms(text)})
        return self.chooser.sample(found, min(count, len(found)))

    def number(self) -> str:
        """The number of an instrument, as some document prints it."""
        body = self.chooser.choice([entry.texts["body"][0] for entry in self._entries if entry.texts["body"]])
        printed = [body[token.start : token.end] for token in tokens(body) if _NUMBER.fullmatch(token.term)]
        return self.chooser.choice(printed) if printed else self.number()

    def written_otherwise(self, number: str) -> str:
        """The same number with other separators, zeros or letters."""
        ways = (
            str,
            str.lower,
            lambda text: text.replace("Đ", "Ð"),
            lambda text: f"0{text}",
            lambda text: text.replace("-", "–").replace("/", "/ "),
        )
        return self.chooser.choice(ways)(number)

    def values(self, facet: str) -> list[str]:
        """One or two values of a facet (slugs); a name that no document has where it has no values."""
        known = sorted({slug for entry in self._entries for slug, _ in entry.facets[facet]}) or ["khong-co"]
        return self.chooser.sample(known, min(len(known), self.chooser.randint(1, 2)))
