"""The site from the source tree: only what changed is built, all else is the old site's own files."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from mkdocs.utils import is_markdown_file

from generator.publish.accelerate.catalog import destination
from generator.publish.accelerate.plugin import Plan
from generator.publish.environment import file_digest
from generator.publish.fresh import Fresh
from generator.publish.state import Placed, State, placed
from generator.publish.swap import beside

_NOT_OF_SOURCE = ("theme:", "made:")
"""What the digest of a file begins with that comes from the theme, or that MkDocs makes of no page."""
_ESSENTIAL = ("index.html", "404.html")

Mkdocs = Callable[[Plan], Path]
"""Runs MkDocs by a plan; gives the folder in which it left what is no page: sitemap, error page."""


class Incomplete(Exception):
    """The fresh site lacks a file that it must have; the message names it."""


@dataclass(frozen=True, slots=True)
class Source:
    """The source tree ``docs`` with the digests of its files by their paths in it, and what else pages
    depend on (``environment``); ``cache`` is a folder for compiled templates."""

    docs: Path
    digests: Mapping[str, str]
    environment: str
    workers: int
    cache: Path


def source_digests(docs: Path) -> dict[str, str]:
    """Digests of all files of a source tree.

    Raises:
        OSError: one cannot be read.
    """
    files = (path for path in sorted(docs.rglob("*")) if path.is_file())
    return {path.relative_to(docs).as_posix(): file_digest(path) for path in files}


def build_fresh(source: Source, old: State, site: Path, mkdocs: Mkdocs) -> State:
    """Make the next site in the folder beside ``site``; gives what is known of it.

    Raises:
        Incomplete: a page or file is missing at the end.
        OSError: the disk is full, or a file cannot be read.
    """
    fresh, settled = _base(old, site)
    uris = [uri for uri in source.digests if not _is_hidden(uri)]
    files = {name: known for name, known in _unchanged(source, old, uris) if settled(name, known)}
    standing = {_origin(name, known) for name, known in files.items()}
    missing = [uri for uri in uris if uri not in standing]
    pages = sorted(filter(is_markdown_file, missing))
    kept = [known.page for known in files.values() if known.page and known.page.anchors]
    plan = Plan(source.docs, uris, pages, kept, fresh.write, source.workers, source.cache)
    made = mkdocs(plan)
    for page in plan.built:
        name = destination(page.uri)
        files[name] = placed(fresh.path(name), source.digests[page.uri], page)
    for uri in missing:
        if not is_markdown_file(uri):
            fresh.link_or_copy(uri, f"{source.docs}/{uri}")
            files[uri] = placed(fresh.path(uri), source.digests[uri])
    for name, digest, path in _of_no_source(plan.assets, made):
        known = old.files.get(name)
        if known and known.digest == digest and settled(name, known):
            files[name] = known
        else:
            fresh.copy(name, path)
            files[name] = placed(fresh.path(name), digest)
    for name in (old.files.keys() | set(old.behind)) - files.keys():
        fresh.remove(name)
    fresh.remove_strangers(files)
    _check(pages, files)
    spare = f".{site.name}.spare-{secrets.token_hex(8)}" if old.describes(site) else ""
    root = os.stat(fresh.root).st_ino
    return State(source.environment, files, _differences(old.files, files), spare, root)


def _base(old: State, site: Path) -> tuple[Fresh, Callable[[str, Placed], bool]]:
    """The folder to fill, and a function that gets an unchanged file into it if it still exists.

    The folder is the site before the old one, where that was kept, else a new one.
    """
    root = beside(site, "new")
    spare = site.with_name(old.spare) if old.spare else None
    has_spare = spare is not None and spare.is_dir()
    if spare and has_spare:
        spare.rename(root)  # from here on a stop leaves nothing that could be taken for a spare
    else:
        root.mkdir(parents=True)
    fresh, behind = Fresh(root), set(old.behind)

    def settled(name: str, known: Placed) -> bool:
        if has_spare and name not in behind and known.lies_at(fresh.path(name)):
            return True
        if known.lies_at(f"{site}/{name}"):
            fresh.link(name, f"{site}/{name}")
            return True
        return False

    return fresh, settled


def _is_hidden(uri: str) -> bool:
    """Whether MkDocs leaves a file of the source tree out, as it does by default."""
    return uri.startswith((".", "templates/")) or "/." in uri


def _unchanged(source: Source, old: State, uris: list[str]) -> Iterator[tuple[str, Placed]]:
    """The old files of the source tree that would be made alike again, by their names on the site.

    A page whose links name a file that came or went is built again, and so is one that MkDocs warned
    of, so that it warns again.
    """
    before = {_origin(name, known) for name, known in old.files.items() if _of_source(known)}
    moved = before.symmetric_difference(uris)
    same = source.environment == old.environment
    for name, known in old.files.items():
        page = known.page
        if source.digests.get(page.uri if page else name) == known.digest and (
            page is None or (same and not page.said and moved.isdisjoint(page.links))
        ):
            yield name, known


def _origin(name: str, known: Placed) -> str:
    """The path in the source tree of a file of the site that was made from one there."""
    return known.page.uri if known.page else name


def _of_source(known: Placed) -> bool:
    return not known.digest.startswith(_NOT_OF_SOURCE)


def _of_no_source(assets: Mapping[str, Path], made: Path) -> Iterator[tuple[str, str, str]]:
    """What is made from no file of the source tree: its path on the site, its digest, and where it is to
    be had."""
    for name, path in assets.items():
        yield name, f"theme:{file_digest(path)}", str(path)
    for path in sorted(made.rglob("*")):
        if path.is_file():
            yield path.relative_to(made).as_posix(), f"made:{file_digest(path)}", str(path)


def _check(pages: list[str], files: Mapping[str, Placed]) -> None:
    """Every file that is noted was found on the disk; here: that no page which had to be built is missing
    among the notes."""
    for name in (*_ESSENTIAL, *map(destination, pages)):
        if name not in files:
            raise Incomplete(name)


def _differences(old: Mapping[str, Placed], new: Mapping[str, Placed]) -> tuple[str, ...]:
    """The paths at which two sites have different files."""
    moved = {name: known for name, known in new.items() if old.get(name) is not known}
    other = {name for name, known in moved.items() if name not in old or old[name].inode != known.inode}
    return tuple(sorted(other | (old.keys() - new.keys())))
