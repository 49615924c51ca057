"""Raw text that Markdown, HTML, Jinja or YAML would take for something stays text, up to the site."""

from __future__ import annotations

import hashlib

import pytest
import yaml

from generator.cache import ScratchCache
from generator.collection import Archive
from generator.config import Config
from generator.gathering import Means
from generator.pipeline import build, normalize_one
from tests.support import sites
from tests.support.normalizing import Written, files, good, ink, parsed, raw_files, rendered

KEY = "chi-thi-07-ct-ubnd-vinh-long-2023"

TRAPS = (
    "<script>alert(1)</script>",
    "{{ config }}",
    "---",
    "# not a heading",
    "[x](javascript:alert(1))",
    "| a | b |",
    "{% raw %}{# c #}",
    "***",
    "> không phải trích dẫn",
    "    Bốn dấu cách mở đầu",
    "~~~",
    "```python",
    "<!-- ghi chú -->",
    "&lt;b&gt; &amp;amp;",
    "![ảnh](x.png)",
    "[1]: http://example.com",
    "[^1]: chú thích",
    "*[HTML]: x",
    "Term\n: definition",
    "{: #ma .lop }",
    "A\\b \\* \\[",
    "Xem http://example.com/x_y_z",
    "*đậm* _nghiêng_ __hai__ `mã`",
    "1986. Năm ấy",
    "+ cộng",
    "=====",
    "!!! note",
    "??? chi tiết",
    "CÁC NHIỆM VỤ {: #MA ONCLICK=ALERT(1) }",
    "[TOC]",
    '--8<-- "site_config.yml"',
    "Cười :smile:",
    "Key: 'giá trị' # yaml",
)


@pytest.fixture(scope="module")
def trapped(tmp_path_factory: pytest.TempPathFactory) -> Config:
    """A site built from a directive full of traps and a plain one, twice."""
    config = sites.config(tmp_path_factory.mktemp("bẫy"), url="https://kho.example/")
    traps = "\n\nCâu đệm.\n\n".join(TRAPS)
    raw = (
        good()
        .replace("1. Công an", f"{traps}\n\n1. Công an")
        .replace("- Bộ Công an;", "- <b>Bộ</b> {{ x }};")
    )
    raw_files(config.raw_dir, {"bay.txt": raw, "thuong.txt": good("08")})
    build(config, strict=True)
    return config


def test_raw_text_stays_text_in_markdown(trapped: Config) -> None:
    document = normalize_one(trapped.raw_dir / "bay.txt", trapped)
    blocks = document.directive.blocks
    opened = [ink(block.text) for block in blocks]
    assert [trap for trap in TRAPS if not any(text.startswith(ink(trap)) for text in opened)] == []
    text = Written(Archive((), ()), trapped.build_dir / "normalized").body(KEY)
    page = rendered(text)
    assert ink(page.text_content()) == ink("".join(block.text for block in blocks))
    assert {element.tag for element in page.iter()} == {"div", "p", "a", "h2"}
    assert {name for element in page.iter() for name in element.attrib} == {
        "id",
        "class",
        "href",
        "data-cite",
    }
    assert {href.split("/")[2] for href in page.xpath("//@href")} == {"vien-dan"}


def test_raw_text_stays_text_on_the_site(trapped: Config) -> None:
    page = parsed(trapped.site_dir / f"van-ban/{KEY}/index.html")
    body = page.xpath("//*[@data-part='body']")[0]
    shown = ink(body.text_content())
    assert [trap for trap in TRAPS if ink(trap) not in shown] == []
    assert not body.xpath(".//script | .//img | .//hr | .//blockquote | .//pre | .//code | .//em | .//table")
    assert [href for href in page.xpath("//@href") if "javascript" in href] == []
    assert ink("<b>Bộ</b> {{ x }};") in ink(page.xpath("//*[@data-part='recipients']")[0].text_content())


def test_a_build_records_the_identifiers_that_it_gives_out(trapped: Config) -> None:
    recorded = yaml.safe_load(trapped.permalinks.read_text(encoding="utf-8"))
    sha256 = hashlib.sha256((trapped.raw_dir / "bay.txt").read_bytes()).hexdigest()
    assert recorded[KEY] == {"file": "bay.txt", "sha256": sha256, "serial": recorded[KEY]["serial"]}
    assert set(recorded) == {KEY, "chi-thi-08-ct-ubnd-vinh-long-2023"}
    assert sorted(one["serial"] for one in recorded.values()) == [1, 2]


def _made(trapped: Config) -> tuple[dict[str, bytes], dict[str, bytes], bytes]:
    """All that a build makes, but what it keeps for the next one on this machine."""
    built = {name: data for name, data in files(trapped.build_dir).items() if not name.startswith("cache/")}
    return built, files(trapped.site_dir), trapped.permalinks.read_bytes()


def test_a_second_build_gives_the_same_bytes(trapped: Config) -> None:
    before = _made(trapped)
    build(trapped, Means(ScratchCache(), 2), strict=True)
    assert _made(trapped) == before
