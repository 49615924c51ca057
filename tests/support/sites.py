"""A published site for the tests, from an archive made by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from generator.collection import Archive
from generator.config import Config, default_config
from generator.pipeline import write_pages
from generator.publish import publish
from tests.support.requirements import ROOT

PAGES = {
    "trang chủ": "",
    "văn bản": "van-ban/chi-thi-19-ct-ubnd-vinh-long-2023/",
    "văn bản mẫu": "van-ban/chi-thi-ha-tinh-2020/",
    "văn bản độc hại": "van-ban/doc-hai/",
    "dự thảo": "van-ban/du-thao/",
    "viện dẫn có mâu thuẫn": "vien-dan/ket-luan-44-kl-tw-2019/",
    "viện dẫn theo tên": "vien-dan/luat-an-ninh-quoc-gia-2004/",
    "viện dẫn độc hại": "vien-dan/doc-hai-vien-dan/",
    "mọi viện dẫn": "vien-dan/",
    "các tỉnh": "tinh/",
    "một tỉnh": "tinh/vinh-long/",
    "không rõ tỉnh": "tinh/khong-ro/",
    "các năm": "nam/",
    "một năm": "nam/2023/",
    "các cơ quan": "co-quan/",
    "các người ký": "nguoi-ky/",
    "các loại": "loai/",
    "mâu thuẫn": "mau-thuan/",
    "chất lượng": "chat-luong/",
    "giới thiệu": "gioi-thieu/",
    "cách tìm": "cach-tim/",
    "trích dẫn": "trich-dan/",
    "so sánh": "so-sanh/",
    "cặp so sánh sẵn": "so-sanh/chi-thi-19-ct-ubnd-vinh-long-2023/doc-hai/",
    "cặp so sánh tại chỗ": "so-sanh/?a=chi-thi-19-ct-ubnd-vinh-long-2023&b=doc-hai",
    "phân công": "phan-cong/",
    "việc của một cơ quan": "phan-cong/cong-an-tinh/",
    "số còn thiếu": "so-con-thieu/",
    "không tìm thấy": "khong/co/trang/nay/",
}
"""One address of each kind of page of ``tests.support.archives.archive``."""


def config(folder: Path, **changes: Any) -> Config:
    """A configuration in a folder of the test's own, with the hand-written pages of the project."""
    return replace(default_config(folder), pages_dir=ROOT / "docs_src" / "pages", **changes)


def build_site(archive: Archive, config: Config, *, strict: bool = True) -> Path:
    """The site of an archive, made as the pipeline makes it; gives the folder to serve."""
    return publish(archive, config, write_pages(archive, config), strict=strict)
