"""Reads the YAML files of this package, each once."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

# libyaml is about ten times as fast; it is missing where PyYAML was built without it.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def load_yaml(name: str) -> Any:
    """The parsed content of ``name`` (such as ``noise.yml``) beside this module.

    Every caller gets the same object: read it, never change it. Raises ``FileNotFoundError``.
    """
    return yaml.load(files(__package__).joinpath(name).read_text(encoding="utf-8"), Loader=_LOADER)
