"""A document in the terms of schema.org/Legislation, as JSON-LD that a script element can hold."""

from __future__ import annotations

from typing import Any

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from generator.addresses import permanent
from generator.config import Config
from generator.model import Directive
from generator.render.words import directive_name


def legislation(directive: Directive, config: Config, address: str) -> Markup:
    """JSON-LD of a document; what it does not state is left out, and no ``<`` stands in it.

    A sample is a plain ``CreativeWork``: no program should take it for law. Terms:
    https://schema.org/Legislation.
    """
    values: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "CreativeWork" if directive.sample else "Legislation",
        "@id": permanent(config.url, address),
        "name": directive_name(directive),
        "abstract": directive.subject,
        "inLanguage": "vi",
        "legislationIdentifier": directive.number,
        "legislationType": directive.type,
        "legislationDate": directive.date,
        "legislationPassedBy": _named("Organization", directive.issuer),
        "legislationResponsible": _named("Person", directive.signer),
        "legislationJurisdiction": _named("AdministrativeArea", directive.province),
        "encoding": {
            "@type": "MediaObject",
            "contentUrl": permanent(config.url, f"{address}goc.txt"),
            "encodingFormat": "text/plain",
        },
        "isPartOf": {"@type": "ArchiveComponent", "name": config.name},
    }
    if directive.sample:
        values = {key: value for key, value in values.items() if not key.startswith("legislation")}
    # The escapes of Jinja's tojson: no </script>, no <!--, no entity in the text.
    return htmlsafe_json_dumps({k: v for k, v in values.items() if v}, ensure_ascii=False, indent=None)


def _named(kind: str, name: str | None) -> dict[str, str] | None:
    return {"@type": kind, "name": name} if name else None
