"""What only the whole collection knows: identifiers, instruments, where descriptions disagree."""

from generator.archive.changes import Footprint, changed_since, footprint
from generator.archive.collect import Resolution, archive_in_memory, archive_of, resolved_documents, with_text
from generator.archive.impossible import odd_types
from generator.archive.permalinks import Permalinks, read_permalinks
from generator.archive.precedents import precedents
from generator.archive.relations import relations_of

__all__ = [
    "Footprint",
    "Permalinks",
    "Resolution",
    "archive_in_memory",
    "archive_of",
    "changed_since",
    "footprint",
    "odd_types",
    "precedents",
    "read_permalinks",
    "relations_of",
    "resolved_documents",
    "with_text",
]
