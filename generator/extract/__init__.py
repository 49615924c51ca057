"""Parts of a document to its metadata, each value with its evidence, and its citations."""

from generator.extract.document import extract

__all__ = ["extract"]
