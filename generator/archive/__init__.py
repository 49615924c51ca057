"""What only the whole collection knows: identifiers, instruments, where descriptions disagree."""

from generator.archive.changes import Footprint, changed_ids, changed_since, footprint
from generator.archive.collect import archive_in_memory, archive_of
from generator.archive.impossible import odd_types
from generator.archive.permalinks import Permalinks, read_permalinks
from generator.archive.precedents import precedents
from generator.archive.relations import relations_of
from generator.archive.resolve import Found, Resolution, Settled, in_archive, resolved_documents, with_text
from generator.archive.standing import Standing, Stated, read_standing, standing, write_standing

__all__ = [
    "Footprint",
    "Found",
    "Permalinks",
    "Resolution",
    "Settled",
    "Standing",
    "Stated",
    "archive_in_memory",
    "archive_of",
    "changed_ids",
    "changed_since",
    "footprint",
    "in_archive",
    "odd_types",
    "precedents",
    "read_permalinks",
    "read_standing",
    "relations_of",
    "resolved_documents",
    "standing",
    "with_text",
    "write_standing",
]
