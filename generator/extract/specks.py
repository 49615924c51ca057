"""What stamps and pen strokes leave behind the words of a signature."""

from __future__ import annotations

import re

from generator.view import View

_AT_END = re.compile(r"(?:\s+(?:[^\w\s(]\S{0,3}|[^\W\d_]\d\S{0,3}|(?![IVXÝÁ])[^\W\d_]))+$")
"""Words that begin with a mark (``⁄Z“``), letters with figures (``X22``), single letters, but no numerals and
no names (``Hoàng Như Ý``)."""
_LINE = 200
"""Characters that a line of print has at most."""


def without_specks(view: View) -> View:
    """The view without them; a longer one is no line of a signature."""
    found = _AT_END.search(view.text) if len(view.text) <= _LINE else None
    return view[: found.start()] if found else view
