"""chithi: from raw Vietnamese directives to a published, searchable archive."""

__version__ = "0.1.0"
