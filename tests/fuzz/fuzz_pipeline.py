"""Coverage-guided fuzzing of the stages that work on one text, with atheris (not among the requirements).

    pip install atheris
    python -m tests.fuzz.fuzz_pipeline [FOLDER with a corpus] [libFuzzer options, as -max_total_time=1200]

A file of the corpus that begins with ``TEXT`` is a text as it is, to be changed byte by byte: what programs
make of documents (OCR, text copies of PDF and Word files). Other bytes choose among the words of the cases.

The properties are those of tests/properties. A text that breaks one is printed, once for each place in
the code that noticed, and the run goes on; as an entry of tests/cases/fuzzed.yml it becomes a test.
"""

from __future__ import annotations

import importlib
import sys
import traceback
from typing import Any

TEXT = b"\x01text\n"
"""How a file of the corpus begins that is a text, not choices."""


def main() -> None:
    """Fuzz until stopped, or as long as the options say."""
    atheris: Any = importlib.import_module("atheris")
    with atheris.instrument_imports(include=["generator"]):
        importlib.import_module("generator.segment")
        importlib.import_module("generator.extract")
    invariants = importlib.import_module("tests.properties.invariants")
    normalized = importlib.import_module("tests.cases").normalized
    fragments = importlib.import_module("tests.properties.texts").fragments()
    marks = importlib.import_module("tests.properties.texts").MARKUP
    words = (*fragments, *marks)
    seen: list[list[str]] = []

    def composed(data: bytes) -> tuple[bool, str]:
        provider = atheris.FuzzedDataProvider(data)
        is_markdown = provider.ConsumeBool()
        pieces: list[str] = []
        while provider.remaining_bytes() > 1 and len(pieces) < 80:
            if provider.ConsumeBool():
                pieces.append(words[provider.ConsumeIntInRange(0, len(words) - 1)])
            else:
                pieces.append(provider.ConsumeUnicodeNoSurrogates(provider.ConsumeIntInRange(0, 12)))
            pieces.append((" ", "\n", "\n\n", "")[provider.ConsumeIntInRange(0, 3)])
        return is_markdown, "".join(pieces)

    def once(data: bytes) -> None:
        if data.startswith(TEXT):
            is_markdown, text = False, data[len(TEXT) :].decode("utf-8", errors="replace")
        else:
            is_markdown, text = composed(data)
        try:
            invariants.check(normalized(text, markdown=is_markdown))
        except Exception as error:
            frames = traceback.extract_tb(error.__traceback__)
            places = [f"{frame.name}:{frame.lineno}" for frame in frames[-2:]]
            if places not in seen:
                seen.append(places)
                told = f"{type(error).__name__} {str(error)[:200]}"
                print(f"\nFOUND {places} {told}\n  {{markdown: {is_markdown}, text: {text!r}}}", flush=True)

    atheris.Setup(sys.argv, once)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
