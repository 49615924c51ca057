"""What a reader hands back, and how it says that it cannot."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model import Hint


class Unreadable(Exception):
    """A raw file that cannot be read. ``code`` is the diagnostic's; ``message`` and ``remedy`` are
    its Vietnamese sentences."""

    def __init__(self, code: str, message: str, remedy: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Remark:
    """What is wrong with a file that can be read all the same; the words are as in :class:`Unreadable`."""

    code: str
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Content:
    """The text of a raw file and what its format told besides; see :class:`generator.model.SourceText`.

    ``encoding`` names what the text was converted from, ``None`` where it was UTF-8 or lay with the
    format.
    """

    text: str
    markdown: bool = False
    own_text: bool = False
    hints: tuple[Hint, ...] = ()
    url: str | None = None
    published: str | None = None
    encoding: str | None = None
    remarks: tuple[Remark, ...] = ()
