"""The search page's modules as one script, so that a phone fetches one file and no comments.

The modules in ``assets/javascripts/tim-kiem`` keep to two forms, ``import { a, b } from "./x.js";`` and
``export`` before a function, class or constant, each on a line of its own. So they can be joined by
giving each its own scope; nothing else of the language has to be understood. What is imported later
(``import("./x.js")``) stays a file of its own.
"""

from __future__ import annotations

import re
from pathlib import Path

_IMPORT = re.compile(r'^import (\{[^}]+\}) from "\./(\w+)\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export ((?:async )?(?:function|class|const) (\w+))", re.MULTILINE)
_LATER = re.compile(r'\bimport\("\./')
_COMMENT = re.compile(r"^ *(?:/\*\*.*?\*/|//[^\n]*)\n", re.MULTILINE | re.DOTALL)
_INDENT = re.compile(r"^ +", re.MULTILINE)


def joined(folder: Path, entry: str, base: str) -> str:
    """The module ``entry`` of a folder with all that it imports.

    Args:
        folder: where the modules are.
        entry: name of the first module, without suffix.
        base: address of that folder from the script's place, for what is imported later.
    """
    order: list[str] = []
    _visit(folder, entry, order)
    return "".join(_scoped(_source(folder, name), name, base) for name in order)


def _source(folder: Path, name: str) -> str:
    return (folder / f"{name}.js").read_text(encoding="utf-8")


def _visit(folder: Path, name: str, order: list[str]) -> None:
    """Put a module behind all that it imports."""
    for match in _IMPORT.finditer(_source(folder, name)):
        if match[2] not in order:
            _visit(folder, match[2], order)
    if name not in order:
        order.append(name)


def _scoped(source: str, name: str, base: str) -> str:
    exported = ", ".join(match[2] for match in _EXPORT.finditer(source))
    body = _IMPORT.sub(lambda match: f"const {match[1]} = ${match[2]};\n", source)
    body = _LATER.sub(f'import("{base}', _EXPORT.sub(r"\1", body))
    body = _INDENT.sub("", _COMMENT.sub("", body))
    return f"const ${name} = (() => {{\n{body}return {{ {exported} }};\n}})();\n"
