"""Source text to parts: letterhead, heading, outline of the body, foot, annexes, and what is omitted."""

from generator.segment.ledger import ledger_of
from generator.segment.segment import segment

__all__ = ["ledger_of", "segment"]
