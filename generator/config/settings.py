"""The settings of an archive, and what holds where none is given."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from string import Formatter
from typing import Any

from generator.diagnostics import Diagnostic

FACETS = ("province", "year", "issuer", "type", "signer", "instrument")
"""The facets of the search page, by the ids of the contract (``data-facet``)."""

ORIGINALS = ("cleaned", "full")
"""What the site publishes of a raw file: its text without the furniture of others, or the file too."""


PLACEHOLDERS = ("type", "number", "date", "day", "month", "year", "title")
"""What the address of a link may hold of an instrument: its date also in parts (``01``, ``2023``)."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link from every instrument to another site; ``address`` has :data:`PLACEHOLDERS` in braces."""

    label: str
    address: str

    @property
    def placeholders(self) -> frozenset[str]:
        """The names in braces."""
        return frozenset(name for _, name, _, _ in Formatter().parse(self.address) if name is not None)


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of one archive. Folders and files are resolved against the configuration's folder.

    ``url`` is the canonical address of the site with a final slash, or ``None``. ``samples`` are glob
    patterns relative to ``raw_dir``; what they match is marked as a sample document. ``build_dir``
    and ``site_dir`` are disposable: a build replaces them.
    """

    name: str
    description: str
    url: str | None
    copyright: str | None
    contact: str | None
    raw_dir: Path
    corrections_dir: Path
    pages_dir: Path
    permalinks: Path
    build_dir: Path
    site_dir: Path
    samples: tuple[str, ...]
    publish_original: str
    facets: tuple[str, ...]
    links: tuple[Link, ...] = ()
    accelerate: bool = True

    @property
    def published(self) -> dict[str, Any]:
        """The settings that pages may depend on: all but where things are and how fast they are made."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {
            name: value
            for name, value in values.items()
            if not isinstance(value, Path) and name != "accelerate"
        }


class ConfigError(Exception):
    """A configuration that cannot be used; ``diagnostics`` holds all that is wrong with it."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__("; ".join(f"{d.file}:{d.line or 1}: {d.message}" for d in diagnostics))
        self.diagnostics = diagnostics


def default_config(base: Path) -> Config:
    """The settings that hold without a ``site_config.yml``, for the archive in folder ``base``."""
    return with_defaults({}, base.resolve())


def with_defaults(values: dict[str, Any], base: Path) -> Config:
    """The configuration with the values given and, for the rest, those of a fresh clone."""
    return Config(
        name=values.get("name", "Kho lưu trữ Chỉ thị"),
        description=values.get("description", "Kho lưu trữ Chỉ thị, tra cứu toàn văn."),
        url=values.get("url"),
        copyright=values.get("copyright"),
        contact=values.get("contact"),
        raw_dir=values.get("raw_dir", base / "docs_src/raw"),
        corrections_dir=values.get("corrections_dir", base / "docs_src/corrections"),
        pages_dir=values.get("pages_dir", base / "docs_src/pages"),
        permalinks=values.get("permalinks", base / "docs_src/permalinks.yml"),
        build_dir=values.get("build_dir", base / "build"),
        site_dir=values.get("site_dir", base / "site"),
        samples=values.get("samples", ()),
        publish_original=values.get("publish_original", "cleaned"),
        facets=values.get("facets", FACETS),
        links=values.get("links", ()),
        accelerate=values.get("accelerate", True),
    )
