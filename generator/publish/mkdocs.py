"""MkDocs: its configuration, and a run of it that replaces the site only when it is whole."""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from generator.collection import Archive
from generator.config import Config
from generator.documents import documents_of
from generator.publish.accelerate.plugin import Plan, following
from generator.publish.environment import environment
from generator.publish.incremental import Incomplete, Source, build_fresh, source_digests
from generator.publish.state import prepare_state, read_state
from generator.publish.swap import beside, drop_spares, recover, swap
from generator.publish.tree import write_if_changed
from generator.resources import templates_dir

_NAV = (
    ("Trang chủ", "index.md"),
    ("Tìm kiếm", "tim-kiem/index.md"),
    ("Tỉnh, thành phố", "tinh/index.md"),
    ("Năm", "nam/index.md"),
    ("Cơ quan", "co-quan/index.md"),
    ("Người ký", "nguoi-ky/index.md"),
    ("Loại văn bản", "loai/index.md"),
    ("Văn bản được viện dẫn", "vien-dan/index.md"),
    ("Phân công thực hiện", "phan-cong/index.md"),
    ("So sánh hai văn bản", "so-sanh/index.md"),
    ("Nơi nói khác nhau", "mau-thuan/index.md"),
    ("Chất lượng dữ liệu", "chat-luong/index.md"),
    ("Cách tìm", "cach-tim/index.md"),
    ("Cách trích dẫn", "trich-dan/index.md"),
    ("Giới thiệu", "gioi-thieu/index.md"),
)
"""The navigation; a page that the archive does not have is left out."""

_STYLES = ("chithi", "chithi-van-ban", "chithi-duyet", "chithi-tien-le", "chithi-in")

_VALIDATION = {
    "omitted_files": "ignore",
    "absolute_links": "warn",
    "unrecognized_links": "warn",
    "anchors": "warn",
}


_HOOK = Path(__file__).parent / "accelerate" / "hook.py"


class PublishError(Exception):
    """The site could not be built; the old one, if any, is as it was. The message is for the owner."""


def docs_dir(config: Config) -> Path:
    """The folder of the site's source tree, which other stages write into too."""
    return config.build_dir / "docs"


def write_configuration(config: Config) -> Path:
    """Write ``mkdocs.yml`` beside the source tree, for MkDocs or another engine that reads it.

    Paths in it are relative to it, so that the bytes do not depend on where the project stands.
    """
    path = config.build_dir / "mkdocs.yml"
    text = yaml.safe_dump(configuration(config), allow_unicode=True, sort_keys=False, width=110)
    write_if_changed(path, text.encode("utf-8"))
    return path


def configuration(config: Config) -> dict[str, Any]:
    """The content of ``mkdocs.yml``. Few extensions: each one more gives raw text more to mean."""
    docs = docs_dir(config)
    return {
        "site_name": config.name,
        "site_description": config.description,
        **({"site_url": config.url} if config.url else {}),
        **({"copyright": config.copyright} if config.copyright else {}),
        "docs_dir": "docs",
        "site_dir": _relative(config.site_dir, config.build_dir),
        "use_directory_urls": True,
        "theme": {
            "name": "material",
            "custom_dir": _relative(templates_dir() / "theme", config.build_dir),
            "language": "vi",
            "font": False,
            "palette": _palette(),
        },
        "extra_css": [f"assets/stylesheets/{name}.css" for name in _STYLES],
        "extra_javascript": ["assets/javascripts/chithi.js"],
        "extra": {"generator": False, **({"contact": config.contact} if config.contact else {})},
        "plugins": [],
        **({"hooks": [_relative(_HOOK, config.build_dir)]} if config.accelerate else {}),
        "markdown_extensions": ["attr_list", "md_in_html"],
        "validation": _VALIDATION,
        "nav": [{label: path} for label, path in _NAV if (docs / path).is_file()],
        "not_in_nav": "*.md\n",
    }


def run(
    config: Config,
    archive: Archive,
    *,
    strict: bool,
    digests: Mapping[str, str] | None = None,
    workers: int = 1,
    warned: Callable[[str], None] | None = None,
) -> Path:
    """Build the site with MkDocs beside its place, then put it there; gives ``site_dir``.

    ``digests`` are those of all files of the source tree, by their paths in it, where the caller knows
    them; ``workers`` is how many processes build pages, which does not show in them; ``warned`` is told
    what MkDocs warns of in a site that is built nevertheless.

    Raises:
        PublishError: MkDocs failed, or with ``strict`` warned, or a file could not be written.
    """
    recover(config.site_dir)
    with _source_date(archive), _warnings() as warnings:
        try:
            if config.accelerate:
                _publish_changed(config, strict, digests, workers)
            else:
                _publish_plainly(config, strict)
        except (MkDocsException, Incomplete, SystemExit, OSError) as error:
            shutil.rmtree(beside(config.site_dir, "new"), ignore_errors=True)
            said = "; ".join([*warnings, *([str(error)] if str(error) else [])])
            raise PublishError(f"Không dựng được trang web; trang cũ còn nguyên: {said}") from error
    if warned:
        for warning in warnings:
            warned(warning)
    return config.site_dir


def _publish_plainly(config: Config, strict: bool) -> None:
    """The whole site by MkDocs alone."""
    fresh = beside(config.site_dir, "new")
    build(load_config(str(write_configuration(config)), site_dir=str(fresh), strict=strict))
    drop_spares(config.site_dir)
    if swap(fresh, config.site_dir):
        shutil.rmtree(fresh)


def _publish_changed(config: Config, strict: bool, digests: Mapping[str, str] | None, workers: int) -> None:
    """The site with the accelerator, from the old site's files where they are still right.

    A stop at any line leaves the old site or the new one: the state that does not belong to the site is
    believed only in what its files confirm.
    """
    site, kept = config.site_dir, config.build_dir / "cache" / "site.state"
    configuration = write_configuration(config)
    source = Source(
        docs_dir(config),
        source_digests(docs_dir(config)) if digests is None else digests,
        environment(configuration.read_bytes()),
        workers,
        config.build_dir / "mkdocs" / "templates",
    )
    old = read_state(kept)
    drop_spares(site, but=old.spare)
    state = build_fresh(source, old, site, partial(_mkdocs, config, configuration, strict))
    prepared = prepare_state(state, kept)
    fresh = beside(site, "new")
    if swap(fresh, site) and not state.spare:
        shutil.rmtree(fresh)
    prepared.rename(kept)
    if state.spare:
        fresh.rename(site.with_name(state.spare))


def _mkdocs(config: Config, configuration: Path, strict: bool, plan: Plan) -> Path:
    """Run MkDocs by a plan; what it writes itself lands in a folder apart, which is given."""
    work = config.build_dir / "mkdocs"
    made, no_docs = work / "site", work / "docs"
    shutil.rmtree(made, ignore_errors=True)
    for folder in (made, no_docs):
        folder.mkdir(parents=True, exist_ok=True)
    with following(plan):
        build(load_config(str(configuration), site_dir=str(made), docs_dir=str(no_docs), strict=strict))
    return made


def _palette() -> list[dict[str, Any]]:
    light = {"icon": "material/weather-night", "name": "Chuyển sang nền tối"}
    dark = {"icon": "material/weather-sunny", "name": "Chuyển sang nền sáng"}
    own = {"primary": "custom", "accent": "custom"}
    return [
        {"media": "(prefers-color-scheme: light)", "scheme": "default", **own, "toggle": light},
        {"media": "(prefers-color-scheme: dark)", "scheme": "slate", **own, "toggle": dark},
    ]


def _relative(path: Path, base: Path) -> str:
    return Path(os.path.relpath(path, base)).as_posix()


@contextmanager
def _source_date(archive: Archive) -> Iterator[None]:
    """Let the dates that MkDocs writes (sitemap) depend on the archive, not on the clock.

    ``SOURCE_DATE_EPOCH`` of the environment holds where it is set (reproducible-builds.org); else the
    day of the newest document.
    """
    name = "SOURCE_DATE_EPOCH"
    before = os.environ.get(name)
    if before is None:
        os.environ[name] = str(newest_epoch(archive))
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]


def newest_epoch(archive: Archive) -> int:
    """Midnight UTC of the newest document's date, in seconds since 1970; 0 without any."""
    days = [one.date for one in documents_of(archive.documents).profiles if one.date]
    if not days:
        return 0
    newest = datetime.combine(date.fromisoformat(max(days)), datetime.min.time(), UTC)
    return max(0, int(newest.timestamp()))


@contextmanager
def _warnings() -> Iterator[list[str]]:
    """What MkDocs warns of, caught instead of printed: in a failure it is the reason to tell."""
    caught: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            caught.append(record.getMessage())

    logger, handler = logging.getLogger("mkdocs"), Keep(logging.WARNING)
    propagate, logger.propagate = logger.propagate, False
    logger.addHandler(handler)
    try:
        yield caught
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagate
