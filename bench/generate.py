"""Archives of any size for benchmarks: directives that no one issued, alike for one seed.

The words are those of ``vocabulary.yml``. What makes an index large or small is true to real
directives: measured on five of them, a text of 10 kB has some 1,650 syllables, of which 290 (folded)
differ, in 860 different adjacent pairs; gzip leaves 2.9 kB. ``python -m bench.generate --measure``
prints the same of a generated archive.
"""

from __future__ import annotations

import argparse
import bisect
import itertools
import random
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from generator.collection import Archive, Instrument
from generator.model import (
    Block,
    BlockKind,
    Cite,
    Directive,
    Form,
    Ledger,
    Mention,
    Normalized,
    Run,
    Source,
    SourceText,
)
from generator.search.analyse import terms
from generator.text import slug

_CITED = (("Kết luận", "KL/TW"), ("Nghị quyết", "NQ/TW"), ("Chỉ thị", "CT/TW"), ("Quyết định", "QĐ/TW"))


@dataclass(frozen=True, slots=True)
class Cited:
    """An instrument that generated directives cite."""

    type: str
    number: str
    date: str

    @property
    def key(self) -> str:
        """Its key in the archive."""
        return slug(f"{self.type} {self.number}")


@dataclass(frozen=True, slots=True)
class Made:
    """A generated directive: its values, and its body as paragraphs (tasks begin with a number)."""

    number: str
    date: str
    province: str
    subject: str
    signer: str
    paragraphs: tuple[str, ...]
    cites: tuple[Cited, ...]

    @property
    def issuer(self) -> str:
        """The office-holder that issues it."""
        return f"Chủ tịch Ủy ban nhân dân tỉnh {self.province}"

    @property
    def id(self) -> str:
        """Its identifier."""
        return slug(f"chi thi {self.number} {self.province} {self.date[:4]}")


class _Zipf:
    """Draws from a list, the n-th item with a probability in proportion to 1 / (n + shift)."""

    def __init__(self, items: Sequence[Any], shift: float = 3) -> None:
        self.items = items
        self.sums = list(itertools.accumulate(1 / (rank + shift) for rank in range(len(items))))

    def draw(self, chooser: random.Random) -> Any:
        return self.items[bisect.bisect(self.sums, chooser.random() * self.sums[-1])]


class Generator:
    """Draws directives; the same seed gives the same ones, whatever the count."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.words = _vocabulary()
        self.common = _Zipf(self.words["common"], shift=2)
        self.topics = [(topic["name"], _Zipf(_split(topic["words"]))) for topic in self.words["topics"]]
        self.cited = _Zipf([_cited(random.Random(f"{seed} cited {n}")) for n in range(4000)], shift=8)

    def documents(self, count: int) -> Iterator[Made]:
        """The first ``count`` directives."""
        for position in range(count):
            yield self._document(position, random.Random(f"{self.seed} {position}"))

    def _document(self, position: int, chooser: random.Random) -> Made:
        name, topic = chooser.choice(self.topics)
        year = 2010 + position % 15
        province = self.words["provinces"][position // 15 % len(self.words["provinces"])]
        serial = position // (15 * len(self.words["provinces"])) + 1
        place = self._place(chooser)
        cites = tuple(dict.fromkeys(self.cited.draw(chooser) for _ in range(chooser.randint(1, 14))))
        paragraphs = [self._paragraph(chooser, topic, place) for _ in range(chooser.randint(2, 4))]
        paragraphs += [_citing(chooser, cited) for cited in cites]
        for task in range(1, chooser.randint(6, 18)):
            paragraphs.append(f"{task}. {self._paragraph(chooser, topic, place)}")
        extra = self._phrase(chooser, topic, 3)
        return Made(
            number=f"{serial:02}/CT-UBND",
            date=f"{year}-{chooser.randint(1, 12):02}-{chooser.randint(1, 28):02}",
            province=province,
            subject=f"Về việc tăng cường {name} {extra} tại {place}",
            signer=" ".join(chooser.choice(self.words[part]) for part in ("surnames", "middles", "given")),
            paragraphs=tuple(paragraphs),
            cites=cites,
        )

    def _paragraph(self, chooser: random.Random, topic: _Zipf, place: str) -> str:
        return " ".join(self._sentence(chooser, topic, place) for _ in range(chooser.randint(2, 8)))

    def _sentence(self, chooser: random.Random, topic: _Zipf, place: str) -> str:
        if chooser.random() < 0.12:
            return str(chooser.choice(self.words["sentences"]))
        parts = [self._phrase(chooser, topic, chooser.randint(3, 8)) for _ in range(chooser.randint(1, 3))]
        if chooser.random() < 0.15:
            parts.append(f"tại {place if chooser.random() < 0.5 else self._place(chooser)}")
        text = ", ".join(parts)
        return f"{text[0].upper()}{text[1:]}."

    def _phrase(self, chooser: random.Random, topic: _Zipf, length: int) -> str:
        draws = ((topic if chooser.random() < 0.35 else self.common).draw(chooser) for _ in range(length))
        return " ".join(draws)

    def _place(self, chooser: random.Random) -> str:
        """The name of a commune: two syllables that may be rare, as real names are."""
        parts = (chooser.choice(self.words[name]) for name in ("onsets", "rimes", "onsets", "rimes"))
        return "xã {}{} {}{}".format(*parts).title().replace("Xã", "xã")


def archive(count: int, seed: int = 1) -> Archive:
    """An archive of generated directives, as the pipeline would hand it on."""
    documents: list[Normalized] = []
    instruments: dict[str, Instrument] = {}
    for made in Generator(seed).documents(count):
        documents.append(_normalized(made))
        for cited in made.cites:
            instruments.setdefault(cited.key, Instrument(cited.key, cited.type, cited.number, None, None))
    documents.sort(key=lambda document: document.directive.id)
    return Archive(tuple(documents), tuple(instruments[key] for key in sorted(instruments)))


def raw_text(made: Made) -> str:
    """A generated directive as a raw text in the shape of a real one."""
    year, month, day = made.date.split("-")
    head = (
        f"ỦY BAN NHÂN DÂN\nTỈNH {made.province.upper()}\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        f"Độc lập - Tự do - Hạnh phúc\n\nSố: {made.number}\n\n"
        f"{made.province}, ngày {day} tháng {month} năm {year}\n\nCHỈ THỊ\n{made.subject}\n"
    )
    foot = (
        "Nơi nhận:\n- Như trên;\n- Văn phòng Chính phủ;\n- Lưu: VT.\n\n"
        f"CHỦ TỊCH\n\n(Đã ký)\n\n{made.signer}\n"
    )
    return "\n\n".join((head, *made.paragraphs, foot))


def write_raw(folder: Path, count: int, seed: int = 1) -> None:
    """Write generated directives as raw texts, 500 to a folder."""
    for position, made in enumerate(Generator(seed).documents(count)):
        path = folder / f"{position // 500:03}" / f"{made.id}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(raw_text(made), encoding="utf-8")


def _normalized(made: Made) -> Normalized:
    source = Source(f"{made.id}.txt", "0" * 64, "text/plain")
    directive = Directive(
        id=made.id,
        source=source,
        type="Chỉ thị",
        number=made.number,
        date=made.date,
        place=made.province,
        issuer=made.issuer,
        branch="state",
        province=made.province,
        subject=made.subject,
        signer=made.signer,
        recipients=("Như trên", "Văn phòng Chính phủ", "Lưu: VT"),
        cites=tuple(_cite(cited) for cited in made.cites),
        blocks=tuple(_block(text) for text in made.paragraphs),
    )
    return Normalized(directive, SourceText(source, ""), Ledger((), (), ()))


def _block(text: str) -> Block:
    first = text.split(" ", 1)[0]
    if first[:-1].isdecimal():
        return Block(BlockKind.TASK, (Run(text),), anchor=first[:-1], level=2)
    return Block(BlockKind.PARAGRAPH, (Run(text),))


def _cite(cited: Cited) -> Cite:
    mention = Mention(0, len(cited.number), cited.number, Form.FULL)
    return Cite(cited.key, cited.type, cited.number, cited.date, None, None, (mention,))


def _citing(chooser: random.Random, cited: Cited) -> str:
    day = "/".join(reversed(cited.date.split("-")))
    verb = chooser.choice(("Tiếp tục thực hiện", "Quán triệt", "Triển khai", "Căn cứ"))
    return f"{verb} {cited.type} số {cited.number} ngày {day} của Bộ Chính trị."


def _cited(chooser: random.Random) -> Cited:
    kind, code = chooser.choice(_CITED)
    date = f"{chooser.randint(2005, 2024)}-{chooser.randint(1, 12):02}-{chooser.randint(1, 28):02}"
    return Cited(kind, f"{chooser.randint(1, 400):02}-{code}", date)


def _vocabulary() -> dict[str, Any]:
    found = yaml.safe_load(Path(__file__).with_name("vocabulary.yml").read_text(encoding="utf-8"))
    for name in ("common", "provinces", "surnames", "middles", "given"):
        found[name] = _split(found[name])
    for name in ("onsets", "rimes"):
        found[name] = found[name].split()
    return dict(found)


def _split(words: str) -> list[str]:
    return [" ".join(word.split()) for word in words.split("|")]


def measure(count: int, seed: int) -> str:
    """What makes an index large, of a generated archive: means a document."""
    totals = dict.fromkeys(("bytes", "syllables", "different", "pairs", "gzip"), 0)
    for made in Generator(seed).documents(count):
        text = "\n".join(made.paragraphs)
        found = terms(text)
        totals["bytes"] += len(text.encode())
        totals["syllables"] += len(found)
        totals["different"] += len(set(found))
        totals["pairs"] += len(set(itertools.pairwise(found)))
        totals["gzip"] += len(zlib.compress(text.encode(), 9))
    return ", ".join(f"{name} {total / count:.0f}" for name, total in totals.items())


def main() -> None:
    """Command line: write raw texts, or measure."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--measure", action="store_true")
    given = parser.parse_args()
    if given.out:
        write_raw(given.out, given.count, given.seed)
    if given.measure:
        print(measure(given.count, given.seed))


if __name__ == "__main__":
    main()
