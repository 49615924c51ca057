"""Workers on other machines: normalization through a Dask cluster."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from generator.cache import program_digest

SCHEME = "dask"
_SECONDS = 30
"""How long to wait for a cluster to answer."""


class ExecutorError(Exception):
    """The workers cannot be used; the message is for the one who runs the command."""


@contextmanager
def remote_executor(address: str) -> Iterator[Executor]:
    """The workers of ``dask://HOST:PORT``, while the context lasts.

    A worker that ends loses nothing: the cluster gives its tasks to others.

    Raises:
        ExecutorError: the address is none, the extra ``dask`` is not installed, no cluster answers, or
            its workers run another version of this program.
    """
    parts = urlsplit(address)
    if parts.scheme != SCHEME or not parts.hostname or not parts.port:
        raise ExecutorError(f"«{address}» không phải là địa chỉ cụm máy; viết như dask://10.0.0.5:8786.")
    client = _connected(f"tcp://{parts.hostname}:{parts.port}")
    try:
        _check(client)
        yield client.get_executor()
    finally:
        client.close()


def _connected(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError:
        message = "Chưa cài phần dùng cụm máy; chạy: pip install 'chithi[dask]'."
        raise ExecutorError(message) from None
    try:
        return Client(address, timeout=_SECONDS, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, TimeoutError):
        message = f"Không kết nối được với cụm máy ở {address}; kiểm tra dask scheduler đã chạy chưa."
        raise ExecutorError(message) from None


def _own_version() -> bytes:
    return program_digest()


def _check(client: Any) -> None:
    """Workers that would make other documents than this machine must not be used."""
    versions = client.run(program_digest)
    if not versions:
        raise ExecutorError("Cụm máy chưa có máy nào làm việc; chạy dask worker rồi thử lại.")
    own = _own_version()
    other = sorted(name for name, version in versions.items() if version != own)
    if other:
        names = ", ".join(other[:3])
        raise ExecutorError(f"Máy {names} chạy phiên bản chithi hoặc chương trình đọc tệp khác với máy này.")
