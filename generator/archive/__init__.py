"""What only the whole collection knows: identifiers, instruments, where descriptions disagree."""

from generator.archive.collect import archive_of
from generator.archive.permalinks import Permalinks, read_permalinks

__all__ = ["Permalinks", "archive_of", "read_permalinks"]
