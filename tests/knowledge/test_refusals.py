"""What the system refuses is told in Vietnamese."""

from __future__ import annotations

import errno
import os

from generator.knowledge.loader import load_yaml
from generator.knowledge.messages import refused


def test_each_entry_is_an_error_of_the_system_and_is_told() -> None:
    codes = {name: code for code, name in errno.errorcode.items()}
    for name, reason in load_yaml("refusals.yml").items():
        assert refused(OSError(codes[name], os.strerror(codes[name]))) == reason


def test_another_error_is_told_in_the_words_that_it_has() -> None:
    assert refused(OSError(errno.EPIPE, os.strerror(errno.EPIPE))) == os.strerror(errno.EPIPE)
    assert refused(OSError("hỏng")) == "hỏng"
