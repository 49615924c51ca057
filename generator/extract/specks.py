"""What stamps and pen strokes leave behind the words of a signature."""

from __future__ import annotations

import re

from generator.view import View

_AT_END = re.compile(r"(?:\s+(?:[^\w\s(]\S{0,3}|[^\W\d_]\d\S{0,3}|(?![IVX])[^\W\d_]))+$")
"""Words that begin with a mark (``⁄Z“``), letters with figures (``X22``), single letters, no numerals."""


def without_specks(view: View) -> View:
    """The view without them."""
    found = _AT_END.search(view.text)
    return view[: found.start()] if found else view
