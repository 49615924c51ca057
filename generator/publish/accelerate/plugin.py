"""The accelerator as a plugin of MkDocs: pages are built here, MkDocs does the rest."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path

import jinja2
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.utils import write_file

from generator.publish.accelerate.catalog import Catalog, destination
from generator.publish.accelerate.frames import Frames
from generator.publish.accelerate.pages import Builder, Built
from generator.workers import mapped

_FEW = 50
"""Where a site has so many times the files that are to be built, other processes cost more than they save."""

Write = Callable[[str, bytes], None]
"""Puts a file of the site in its place, by its path relative to the site."""


@dataclass(slots=True)
class Plan:
    """What the caller of MkDocs wants of the accelerator, and, filled in, what came of it.

    ``uris`` are all files of the source tree ``docs``; of them ``pages`` are to be built, all other pages
    stand as they are: ``kept`` are those of which there may be something to say. ``cache`` is a folder for
    compiled templates. ``built`` are the pages built, ``assets`` the files of the theme: their place on the
    site, and where they are.
    """

    docs: Path
    uris: Sequence[str]
    pages: Sequence[str]
    kept: Sequence[Built]
    write: Write
    workers: int
    cache: Path | None = None
    built: list[Built] = field(default_factory=list)
    assets: dict[str, Path] = field(default_factory=dict)


_PLAN: ContextVar[Plan | None] = ContextVar("plan", default=None)


@contextmanager
def following(plan: Plan) -> Iterator[None]:
    """Let the accelerator of the builds inside follow ``plan``; without one it builds every page."""
    token = _PLAN.set(plan)
    try:
        yield
    finally:
        _PLAN.reset(token)


class Visible(jinja2.FileSystemLoader):
    """Templates in folders, of which those in hidden folders are found but not listed."""

    def list_templates(self) -> list[str]:
        """The names of all templates that are not hidden."""
        found: set[str] = set()
        for root in self.searchpath:
            for folder, inside, names in os.walk(root):
                inside[:] = [name for name in inside if not name.startswith(".")]
                start = Path(folder).relative_to(root)
                found.update((start / name).as_posix() for name in names)
        return sorted(found)


class NoSettings(Config):  # type: ignore[no-untyped-call]
    """The accelerator has none of its own."""


class Accelerator(BasePlugin[NoSettings]):  # type: ignore[no-untyped-call]
    """Events of one build, in the order in which MkDocs calls them."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Have the theme listed without what is hidden in it: ten thousand icons, none of which MkDocs
        copies."""
        plain = config.theme.get_env

        def lean() -> jinja2.Environment:
            env = plain()
            env.loader = Visible(config.theme.dirs)
            return env

        config.theme.get_env = lean  # type: ignore[method-assign]
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Take the pages away from MkDocs."""
        plan = _PLAN.get()
        if plan is None:
            own = (file for file in files if file.src_dir == config.docs_dir)
            uris = [file.src_uri for file in own if file.inclusion.value > InclusionLevel.DRAFT.value]
            plan = _alone(config, uris)
        else:
            plan.assets = {file.dest_uri: Path(str(file.abs_src_path)) for file in files}
        self.plan = plan
        self.catalog = Catalog(files, config, plan.uris, str(plan.docs))
        return self.catalog

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Keep the navigation, which every page shows."""
        self.nav = nav
        return nav

    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        """Build the pages: the theme is ready."""
        env.auto_reload = False  # templates do not change during a build
        if self.plan.cache:
            self.plan.cache.mkdir(parents=True, exist_ok=True)
            env.bytecode_cache = jinja2.FileSystemBytecodeCache(str(self.plan.cache))
        builder = Builder(Frames(env, config, self.nav, self.catalog), self.catalog, self.plan.docs)

        def work(uri: str) -> Built:
            try:
                built, content = builder.build(uri)
                self.plan.write(destination(uri), content)
            except Exception as error:  # whatever it is, MkDocs has to stop and the old site to stay
                raise BuildError(f"{uri}: {type(error).__name__}: {error}") from error
            return built

        few = len(self.plan.pages) * _FEW < len(self.plan.uris)
        try:
            self.plan.built = list(mapped(work, self.plan.pages, 1 if few else self.plan.workers))
        except BrokenExecutor as error:
            raise BuildError(f"a process that builds pages was ended: {error}") from error
        _say(builder, [*self.plan.built, *self.plan.kept])
        return env


def _alone(config: MkDocsConfig, uris: Sequence[str]) -> Plan:
    """The plan of ``mkdocs build`` itself: every page, written as MkDocs writes."""

    def write(path: str, content: bytes) -> None:
        write_file(content, f"{config.site_dir}/{path}")

    pages = [uri for uri in uris if destination(uri) != uri]
    return Plan(Path(config.docs_dir), uris, pages, (), write, os.cpu_count() or 1)


def _say(builder: Builder, pages: Sequence[Built]) -> None:
    """Log what MkDocs has to say of the pages, in their order: ``--strict`` counts it."""
    pages = sorted(pages, key=lambda built: built.uri)
    for built in pages:
        for said in built.said:
            logging.getLogger(said.logger).log(said.level, "%s", said.text)
    known: dict[str, frozenset[str]] = {}
    for built in pages:
        builder.check_anchors(built, known)


def accelerate(config: MkDocsConfig) -> None:
    """Have the accelerator take part in a build."""
    config.plugins["chithi/accelerate"] = Accelerator()


__all__ = ["Accelerator", "Plan", "accelerate", "following"]
