"""What only the whole collection knows: identifiers, instruments, where descriptions disagree."""

from generator.archive.collect import archive_of
from generator.archive.permalinks import Permalinks, read_permalinks
from generator.archive.precedents import precedents

__all__ = ["Permalinks", "archive_of", "precedents", "read_permalinks"]
