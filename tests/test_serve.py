"""The site on the loopback interface, and what counts as a change."""

from __future__ import annotations

import threading
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from generator.serve import LOOPBACK, server, watching


def _get(address: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(address, timeout=10) as response:
            return response.status, response.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def test_the_site_is_served_with_its_own_page_for_what_is_absent(tmp_path: Path) -> None:
    (tmp_path / "van-ban").mkdir()
    (tmp_path / "van-ban/index.html").write_text("Chỉ thị", encoding="utf-8")
    with server(tmp_path, 0) as address:
        assert address.startswith(f"http://{LOOPBACK}:")
        assert _get(address + "van-ban/") == (200, "Chỉ thị")
        assert _get(address + "khong-co")[0] == 404
        (tmp_path / "404.html").write_text("Không có trang này", encoding="utf-8")
        assert _get(address + "khong-co") == (404, "Không có trang này")


def test_a_port_that_is_taken(tmp_path: Path) -> None:
    with server(tmp_path, 0) as address:
        taken = int(address.rstrip("/").rsplit(":", 1)[1])
        with pytest.raises(OSError, match="in use"), server(tmp_path, taken):
            pass


@pytest.mark.parametrize("change", ["write", "create", "delete", "move"])
def test_a_change_is_seen_and_reading_is_none(tmp_path: Path, change: str) -> None:
    raw, config = tmp_path / "raw", tmp_path / "site_config.yml"
    (raw / "sub").mkdir(parents=True)
    letter = raw / "sub/letter.txt"
    for path in (letter, config, tmp_path / "khac.txt"):
        path.write_text("một", encoding="utf-8")
    seen = threading.Event()
    with watching((raw, config, tmp_path / "absent")) as changed:

        def wait() -> None:
            changed()
            seen.set()

        threading.Thread(target=wait, daemon=True).start()
        letter.read_text(encoding="utf-8")
        (tmp_path / "khac.txt").write_text("ngoài", encoding="utf-8")
        assert not seen.wait(1)
        match change:
            case "write":
                config.write_text("hai", encoding="utf-8")
            case "create":
                (raw / "new.txt").write_text("mới", encoding="utf-8")
            case "delete":
                letter.unlink()
            case _:
                letter.rename(raw / "moved.txt")
        assert seen.wait(10)
