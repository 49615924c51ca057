"""Bytes to source text: one module a format, found by the registry below."""

from generator.read.content import Unreadable
from generator.read.registry import FORMATS, MAX_BYTES, SUFFIXES, media_type_of, read, read_path

__all__ = ["FORMATS", "MAX_BYTES", "SUFFIXES", "Unreadable", "media_type_of", "read", "read_path"]
