"""What instruments a document cites: by number, by name, in short, and where."""

from generator.extract.citations.announced import Announced, announced
from generator.extract.citations.gather import Citations, Link, citations_of
from generator.extract.citations.raw import Passage

__all__ = ["Announced", "Citations", "Link", "Passage", "announced", "citations_of"]
