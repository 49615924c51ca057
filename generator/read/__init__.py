"""Bytes to source text: one module a format, found by the registry below."""

from generator.read.registry import READERS, Unreadable, media_type_of, read

__all__ = ["READERS", "Unreadable", "media_type_of", "read"]
