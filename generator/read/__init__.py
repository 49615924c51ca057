"""Bytes to source text: one module a format, found by the registry below."""

from generator.read.content import Unreadable
from generator.read.registry import FORMATS, SUFFIXES, media_type_of, read, read_path

__all__ = ["FORMATS", "SUFFIXES", "Unreadable", "media_type_of", "read", "read_path"]
