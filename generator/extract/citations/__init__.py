"""What instruments a document cites: by number, by name, in short, and where."""

from generator.extract.citations.gather import Citations, Link, announced, citations_of
from generator.extract.citations.raw import Passage

__all__ = ["Citations", "Link", "Passage", "announced", "citations_of"]
