"""Small collections for the archive stage, made of what a case says and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from generator.model import Cite, Directive, Form, Ledger, Mention, Normalized, Source, SourceText


def cases(name: str) -> list[dict[str, Any]]:
    """The cases of a YAML file of this folder."""
    data = yaml.safe_load(Path(__file__).with_name(name).read_text(encoding="utf-8"))
    assert isinstance(data, list)
    return data


def document(file: str, sha256: str = "0" * 64, **values: Any) -> Normalized:
    """A document of a raw file with some values; ``cites`` are mappings of a case."""
    source = Source(file, sha256, "text/plain")
    cites = tuple(_cite(at, said) for at, said in enumerate(values.pop("cites", ())))
    return Normalized(
        Directive("", source, cites=cites, **values), SourceText(source, ""), Ledger((), (), ())
    )


def collection(documents: Mapping[str, Mapping[str, Any]]) -> Sequence[Normalized]:
    """The documents of a case, each with a raw file and bytes of its own."""
    return [
        document(f"{stem}.txt", f"{at:064d}", **said) for at, (stem, said) in enumerate(documents.items())
    ]


def _cite(at: int, said: Mapping[str, Any]) -> Cite:
    """A citation with one mention. Its provisional key is the name, or one of its own."""
    number = said.get("number")
    mention = Mention(at * 10, at * 10 + 5, number or said["name"], Form.FULL if number else Form.NAME)
    return Cite(
        key=said["name"] + (f"~{at + 1}" if at else "") if number is None else f"{said['type']}~{at}",
        type=said["type"],
        number=number,
        date=said.get("date"),
        issuer=said.get("issuer"),
        title=said.get("title"),
        mentions=(mention,),
        place=said.get("place"),
        term=said.get("term"),
        year=said.get("year"),
    )
