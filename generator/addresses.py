"""Where things stand on the site, for all who link to them: the permanent addresses of the contract."""

from __future__ import annotations

from pathlib import PurePosixPath

_SAFE_ORIGINALS = (".doc", ".docx", ".odt", ".pdf", ".rtf", ".txt")
"""Formats that a browser shows or saves without running anything of them in the site's name."""


def document_address(directive_id: str) -> str:
    """``van-ban/<id>/``, relative to the site."""
    return f"van-ban/{directive_id}/"


def instrument_address(key: str) -> str:
    """``vien-dan/<key>/``, relative to the site."""
    return f"vien-dan/{key}/"


def permanent(url: str | None, address: str) -> str:
    """An address in full where the site knows its own, else relative to it."""
    return f"{url or ''}{address}"


def original_name(file: str) -> str:
    """The name under which a raw file as received stands beside its page: ``goc-nhan-duoc.pdf``.

    A saved web page (its scripts would run, its images come from other hosts) and Markdown (which the
    engine would publish as a page) get ``.txt`` added; the bytes are the same.
    """
    suffix = PurePosixPath(file).suffix.lower()
    return f"goc-nhan-duoc{suffix}" + ("" if suffix in _SAFE_ORIGINALS else ".txt")
