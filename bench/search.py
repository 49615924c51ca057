"""``make bench-search``: this search, Material's own and Pagefind, side by side on one generated archive.

Index bytes, CPU and memory of the build, bytes, requests and time of queries in Chromium behind a line
of 1.6 Mbit/s and 150 ms round trip, on a phone's screen. The table goes to the terminal and, with
``--out``, to a page of the site.
"""

from __future__ import annotations

import argparse
import gzip
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import TimeoutError as Late

from bench.engines import ENGINES, Engine, opened
from bench.generate import Generator
from bench.hosting import Line, served
from generator.render.words import short_date
from tests.support.requirements import found_chromium

QUERIES = (
    ("bốn âm tiết thường gặp", "an ninh nhân dân"),
    ("hai âm tiết, không dấu", "dat dai"),
    ("số ký hiệu", "{number}"),
    ("cụm mười từ", '"{phrase}"'),
)
_PATIENCE = 60_000


@dataclass(frozen=True, slots=True)
class Built:
    """What an index cost: seconds of CPU and bytes of memory at most (of the whole build), bytes on disk."""

    cpu: float
    memory: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Asked:
    """What a query cost: bytes of opening the page (in all, and the search's own), then bytes and
    requests of the query, and seconds to the first hit."""

    opening: int
    own: int
    bytes: int
    requests: int
    seconds: float | None


def build(engine: Engine, folder: Path, count: int) -> Built:
    """Build an engine's site in a process of its own."""
    command = [sys.executable, "-m", "bench.engines", engine.name, str(folder), str(count)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{engine.name}: build failed")
    files = (folder / "site" / engine.data).rglob("*")
    size = sum(path.stat().st_size for path in files if path.is_file())
    return Built(usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024, size)


def ask(engine: Engine, browser: Browser, address: str, line: Line, queries: Sequence[str]) -> list[Asked]:
    """Ask queries one after the other on one page: the first pays for script and index."""
    page = browser.new_page(viewport={"width": 360, "height": 740})
    line.taken(engine.part)
    opened(engine, page, address)
    opening, own, _ = line.taken(engine.part)
    found = []
    for query in queries:
        before = _shown(engine, page)
        start = time.monotonic()
        page.locator(engine.box).fill(query)
        seconds = _first_hit(engine, page, before, start)
        page.wait_for_timeout(2500)
        _, size, requests = line.taken(engine.part)
        found.append(Asked(opening, own, size, requests, seconds))
    page.close()
    return found


_HITS = "hit => [...document.querySelectorAll(hit)].map(item => item.innerText).join()"


def _shown(engine: Engine, page: Page) -> str:
    return str(page.evaluate(_HITS, engine.hit))


def _first_hit(engine: Engine, page: Page, before: str, start: float) -> float | None:
    """Seconds until there are hits, other than those before."""
    changed = f"([hit, before]) => ![before, ''].includes(({_HITS})(hit))"
    try:
        page.wait_for_function(changed, arg=[engine.hit, before], timeout=_PATIENCE, polling=20)
    except Late:
        return None
    return time.monotonic() - start


def queries(count: int) -> list[str]:
    """The queries' texts, with a number and ten neighbouring words of a document in the middle."""
    made = list(Generator(1).documents(count))[count // 2]
    runs = re.split(r"[.,;:0-9/-]+", " ".join(made.paragraphs))
    phrase = max(runs, key=lambda run: len(run.split())).split()[:10]
    values = {"number": made.cites[0].number, "phrase": " ".join(phrase)}
    return [text.format(**values) for _, text in QUERIES]


def text_size(count: int) -> int:
    """Bytes of the documents' texts, each compressed by itself, as a host would send them."""
    texts = ("\n".join(made.paragraphs).encode() for made in Generator(1).documents(count))
    return sum(len(gzip.compress(text, 9)) for text in texts)


def table(count: int, built: dict[str, Built], asked: dict[str, list[list[Asked]]], texts: list[str]) -> str:
    """The results in Markdown; each query is asked on a fresh page, the last one after the first."""
    names = list(built)
    rows = [
        ("Toàn văn, nén gzip từng văn bản", [_bytes(text_size(count))] * len(names)),
        ("Chỉ mục trên đĩa", [_bytes(built[name].bytes) for name in names]),
        ("CPU khi dựng (kể cả trang)", [f"{built[name].cpu:.0f} s" for name in names]),
        ("Bộ nhớ cao nhất khi dựng", [_bytes(built[name].memory) for name in names]),
        ("Mở trang (riêng phần tìm kiếm)", [_opening(asked[name][0][0]) for name in names]),
    ]
    for number, (label, _) in enumerate(QUERIES):
        title = f"{label}: `{texts[number]}`"
        rows.append((title, [_asked(asked[name][number][0]) for name in names]))
    rows.append(("câu hỏi thứ hai: `quản lý`", [_asked(asked[name][0][1]) for name in names]))
    lines = [f"| {count} văn bản | {' | '.join(names)} |", "|---" * (len(names) + 1) + "|"]
    return "\n".join(lines + [f"| {title} | {' | '.join(cells)} |" for title, cells in rows])


def _opening(asked: Asked) -> str:
    return f"{_bytes(asked.opening)} ({_bytes(asked.own)})"


def _asked(asked: Asked) -> str:
    time_taken = (
        f"{asked.seconds:.2f} s" if asked.seconds is not None else f"không có sau {_PATIENCE // 1000} s"
    )
    return f"{_bytes(asked.bytes)}, {asked.requests} yêu cầu, {time_taken}"


def _bytes(size: int) -> str:
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{size / 1e3:.0f} kB"


def measured(count: int, only: Sequence[str], browser: Browser) -> str:
    """The table of an archive of so many documents, of the engines that can be asked of it."""
    texts = queries(count)
    built: dict[str, Built] = {}
    asked: dict[str, list[list[Asked]]] = {}
    with tempfile.TemporaryDirectory(prefix="bench-search-") as scratch:
        for engine in ENGINES:
            if (only and engine.name not in only) or count > engine.most:
                continue
            if not engine.is_there:
                print(f"{engine.name} is left out: pip install '{engine.module}[bin]'", file=sys.stderr)
                continue
            folder = Path(scratch) / engine.name
            folder.mkdir()
            built[engine.name] = build(engine, folder, count)
            with served(folder / "site") as (address, line):
                asked[engine.name] = [
                    ask(engine, browser, address, line, [text, "quản lý"] if not number else [text])
                    for number, text in enumerate(texts)
                ]
    return table(count, built, asked, texts)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="*", default=[1000], help="documents; a table for each")
    parser.add_argument("--only", action="append", default=[], help="an engine; default: all")
    parser.add_argument("--out", type=Path, help="a page to write the tables to")
    given = parser.parse_args()
    chromium = found_chromium()
    if chromium is None:
        raise SystemExit("no Chromium on PATH (CHITHI_CHROMIUM names one)")
    tables = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for count in given.count:
            tables.append(measured(count, given.only, browser))
            print(tables[-1], end="\n\n")
        browser.close()
    if given.out:
        day = short_date(date.today().isoformat())
        given.out.write_text(_PAGE.format(day=day, tables="\n\n".join(tables)), encoding="utf-8")


_PAGE = """---
title: Đo trang tìm kiếm
---

# Đo trang tìm kiếm

`make bench-search` dựng kho văn bản sinh tự động (không có thật) và hỏi các công cụ tìm kiếm trong
Chromium, trên màn hình 360 px, qua đường truyền 1,6 Mbit/s mà mỗi yêu cầu chờ 150 ms. Số byte là nội
dung đã nén, không kể phần đầu của yêu cầu; thời gian tính từ lúc gõ xong đến kết quả đầu tiên. Hàng "mở
trang" ghi cả trang và, trong ngoặc, riêng phần của công cụ tìm kiếm. Mỗi câu hỏi được hỏi trên một trang
mới mở, trừ câu hỏi thứ hai; số byte của câu hỏi gồm cả đoạn trích của những kết quả đang thấy. Công cụ có
sẵn của Material không đo trên kho lớn hơn 1.000 văn bản, vì ngay ở đó mỗi câu hỏi đã mất hàng chục giây.
Đo ngày {day}; chương trình có thể đã thay đổi từ ngày ấy.

{tables}
"""


if __name__ == "__main__":
    main()
