"""Normalized archives for the tests, in memory and on disk, without the project's own corrections."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from lxml import html
from markdown import Markdown

from generator.collection import Archive
from generator.config import default_config
from generator.pipeline import normalize, write_normalized

_GOOD = """ỦY BAN NHÂN DÂN
TỈNH VĨNH LONG

Số: {number}/CT-UBND
Vĩnh Long, ngày 15 tháng 3 năm 2023

CHỈ THỊ
Về việc phòng cháy, chữa cháy

Chủ tịch Ủy ban nhân dân tỉnh yêu cầu:

1. Công an tỉnh thực hiện Nghị định số 136/2020/NĐ-CP ngày 24/11/2020 của Chính phủ.

2. Các sở báo cáo kết quả.

Nơi nhận:
- Bộ Công an;
- Lưu: VT.

CHỦ TỊCH

Nguyễn Văn Lập
"""


@dataclass(frozen=True)
class Written:
    """An archive and the folder that its files were written to."""

    archive: Archive
    out: Path

    def front_matter(self, file: str) -> dict[str, Any]:
        """What the normalized document of a raw file states."""
        return next(one for one in self.front_matters() if one["source"]["file"] == file)

    def front_matters(self) -> list[dict[str, Any]]:
        """The front matter of every normalized document."""
        return [parted(path)[0] for path in sorted(self.out.glob("directives/**/*.md"))]

    def body(self, key: str) -> str:
        """The Markdown of a document's body, by its id."""
        return parted(self.out / "directives" / f"{key}.md")[1]

    def json(self, name: str) -> Any:
        """The content of a JSON file of the normalized archive."""
        return json.loads((self.out / name).read_text(encoding="utf-8"))


def parted(path: Path) -> tuple[dict[str, Any], str]:
    """Front matter and body of a normalized document, read as any other program would."""
    head, separator, body = path.read_text(encoding="utf-8").removeprefix("---\n").partition("\n---\n")
    assert separator
    data = yaml.safe_load(head)
    assert isinstance(data, dict)
    return data, body


def written(raws: Iterable[Path], folder: Path) -> Written:
    """Normalize raw files or folders of them with the default settings of an empty archive."""
    archive = normalize(list(raws), default_config(folder))
    write_normalized(archive, folder / "out")
    return Written(archive, folder / "out")


def raw_files(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """A folder with raw files, text in UTF-8; gives the folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return folder


def ink(text: str) -> str:
    """The text without white space."""
    return "".join(text.split())


def rendered(markdown: str) -> Any:
    """The element that holds a text as MkDocs renders it: with the extensions of
    ``generator.publish.mkdocs`` and those that MkDocs always adds."""
    extensions = ["toc", "tables", "fenced_code", "attr_list", "md_in_html"]
    page = Markdown(extensions=extensions).convert(markdown)  # type: ignore[no-untyped-call]
    return html.fromstring(f"<div>{page}</div>")


def parsed(path: Path) -> Any:
    """The root element of an HTML file in UTF-8."""
    return html.fromstring(path.read_bytes().decode("utf-8"))


def good(number: str = "07") -> str:
    """The text of a directive that is read whole, and has nothing wrong with it."""
    return _GOOD.format(number=number)


def files(folder: Path) -> dict[str, bytes]:
    """The content of every file below a folder, by its path from there."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
