"""``site_config.yml``: the one file an archive's owner edits, checked as a whole.

Every fault is reported at once, each a ``Diagnostic`` with its line and a remedy in Vietnamese.
"""

from generator.config.load import load_config
from generator.config.settings import FACETS, PLACEHOLDERS, Config, ConfigError, Link, default_config

__all__ = ["FACETS", "PLACEHOLDERS", "Config", "ConfigError", "Link", "default_config", "load_config"]
