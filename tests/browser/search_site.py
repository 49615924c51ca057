"""Sites for the tests of the search page: the project's theme and search data, little else."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import Page, Request

from generator.collection import Archive
from generator.config import default_config
from generator.publish.mkdocs import docs_dir, run
from tests.search.browsing import write_index
from tests.search.documents import archive, directive


def build(found: Archive, folder: Path) -> Path:
    """A site with the search page and a bare page a document; returns the folder to serve."""
    config = default_config(folder)
    docs = docs_dir(config)
    docs.mkdir(parents=True)
    (docs / "index.md").write_text("# Trang đầu\n", encoding="utf-8")
    write_index(found, config, docs)
    for document in found.documents:
        page = docs / "van-ban" / document.directive.id / "index.md"
        page.parent.mkdir(parents=True)
        page.write_text(f"# {document.directive.id}\n", encoding="utf-8")
    return run(config, found, strict=False)


class Visit:
    """A page on which every error and every request to another host is kept for the test."""

    def __init__(self, page: Page, base: str) -> None:
        self.page = page
        self.base = base
        self.errors: list[str] = []
        self.strangers: list[str] = []
        page.on("console", lambda m: self.errors.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", self._watch)

    def _watch(self, request: Request) -> None:
        if not request.url.startswith((self.base, "data:", "blob:")):
            self.strangers.append(request.url)

    def search(self, query: str = "", **parameters: str | list[str]) -> list[str]:
        """Open the search page at the address of a search; the ids of its hits."""
        given = {"q": query, **{name.replace("_", "-"): value for name, value in parameters.items()}}
        self.page.goto(f"{self.base}tim-kiem/?{urlencode(given, doseq=True)}")
        return self.hits()

    def type(self, text: str) -> list[str]:
        """Type into the box and wait for what it finds."""
        before = self.page.url
        self.page.locator(".tk-input").fill(text)
        self.page.wait_for_function("before => location.href !== before", arg=before)
        return self.hits()

    def hits(self) -> list[str]:
        """The ids of the hits, when the search has come to rest."""
        self.page.wait_for_selector("#tim-kiem[data-ready]")
        found = self.page.locator("[data-results] [data-directive]")
        return [item.get_attribute("data-directive") or "" for item in found.all()]


def sample() -> Archive:
    """An archive with what the tests of the page need: provinces, years, signatories, citations."""
    first = directive(
        "mot",
        "Về quản lý đất đai, hoà giải ở cơ sở.",
        "1. Sở Tài nguyên rà soát quy hoạch sử dụng đất.",
        "2. Công an tỉnh giữ gìn an ninh trật tự theo Kết luận số 44-KL/TW ngày 22/01/2019.",
        type="Chỉ thị",
        number="19/CT-UBND",
        date="2023-12-29",
        issuer="Chủ tịch Ủy ban nhân dân tỉnh Vĩnh Long",
        province="Vĩnh Long",
        subject="Về việc tăng cường quản lý đất đai",
        signer="Lữ Quang Ngời",
        cites=("ket-luan-44-kl-tw",),
    )
    second = directive(
        "hai",
        "Xây dựng thế trận an ninh nhân dân, trật tự, quản lý tốt.",
        type="Chỉ thị",
        number="33-CT/TU",
        date="2020-02-05",
        issuer="Ban Thường vụ Tỉnh ủy Hà Tĩnh",
        province="Hà Tĩnh",
        subject="Về lãnh đạo nhiệm vụ an ninh",
        signer="Lê Đình Sơn",
        cites=("ket-luan-44-kl-tw", "luat-an-ninh-quoc-gia-2004"),
    )
    third = directive(
        "ba",
        "Dịch bệnh diễn biến phức tạp; thể trận phòng dịch chưa vững.",
        type="Công văn",
        date="2021-07-01",
        issuer="Sở Y tế Hà Tĩnh",
        province="Hà Tĩnh",
        subject="Về phòng, chống dịch",
    )
    plain = directive("bon", "Quản lý chợ và <script>alert(1)</script> **đậm** {{ config }}.")
    return archive(first, second, third, plain)
