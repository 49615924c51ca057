"""The hook that ``mkdocs.yml`` names; without that line MkDocs builds the same site alone."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig

from generator.publish.accelerate.plugin import accelerate


def on_config(config: MkDocsConfig) -> None:
    """MkDocs' event after the configuration is read."""
    accelerate(config)
