"""One reader a type of setting: from a node of YAML, which knows its line, to a value."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from string import Formatter
from typing import Any
from urllib.parse import urlsplit

import yaml

from generator.config.settings import FACETS, ORIGINALS, PLACEHOLDERS, Link


class Invalid(Exception):
    """One setting's value does not do: what is wrong, and the remedy."""

    def __init__(self, code: str, message: str, remedy: str, node: yaml.Node | None = None) -> None:
        super().__init__(message)
        self.code, self.message, self.remedy, self.node = code, message, remedy, node


Reader = Callable[[yaml.Node, Path], Any]


def suggest(name: str, known: tuple[str, ...]) -> str:
    """The known name that is nearest to the one given, or all of them."""
    near = difflib.get_close_matches(name, known, n=1)
    return f"Có phải là «{near[0]}»?" if near else f"Chọn trong: {', '.join(known)}."


def _text(node: yaml.Node, base: Path) -> str:
    """A text that is not empty."""
    if not isinstance(node, yaml.ScalarNode):
        remedy = "Viết giá trị ngay sau dấu hai chấm."
        raise Invalid("config-type", "Ở đây cần một dòng chữ, không phải danh sách.", remedy, node)
    if _is_null(node) or not node.value.strip():
        remedy = "Điền giá trị, hoặc xóa cả dòng để dùng mặc định."
        raise Invalid("config-empty", "Mục này để trống.", remedy, node)
    if node.tag != "tag:yaml.org,2002:str":
        remedy = f'Đặt trong ngoặc kép: "{node.value}".'
        raise Invalid("config-type", f"YAML không đọc «{node.value}» là chữ.", remedy, node)
    return str(node.value).strip()


def _optional_text(node: yaml.Node, base: Path) -> str | None:
    """A text, or nothing."""
    return None if _is_null(node) else _text(node, base)


def _is_null(node: yaml.Node) -> bool:
    """Whether the value is left out or ``null``."""
    return node.tag == "tag:yaml.org,2002:null"


def _url(node: yaml.Node, base: Path) -> str | None:
    """The address of the site's front page with a final slash, or nothing."""
    if _is_null(node):
        return None
    text = _text(node, base)
    try:
        parts = urlsplit(text)
        sound = parts.scheme in ("http", "https") and parts.hostname and not (parts.query or parts.fragment)
    except ValueError:
        sound = False
    if not sound or any(char.isspace() for char in text):
        remedy = "Viết đủ, như «https://chithi.example.vn/»; chưa có địa chỉ thì để trống."
        raise Invalid("config-url", f"«{text}» không phải là địa chỉ trang web.", remedy)
    return text.rstrip("/") + "/"


def _path(node: yaml.Node, base: Path) -> Path:
    """A path relative to the configuration's folder, which need not exist."""
    return (base / _text(node, base)).resolve()


def _folder(node: yaml.Node, base: Path) -> Path:
    """A folder that exists."""
    path = _path(node, base)
    if not path.is_dir():
        remedy = "Tạo thư mục, hoặc sửa đường dẫn (tính từ thư mục chứa tệp cấu hình)."
        raise Invalid("config-missing-folder", f"Không có thư mục «{node.value}».", remedy)
    return path


def _texts(node: yaml.Node, base: Path) -> tuple[tuple[yaml.Node, str], ...]:
    """The items of a list of texts, with their nodes."""
    if not isinstance(node, yaml.SequenceNode):
        remedy = "Viết trong ngoặc vuông: [một, hai], hoặc mỗi dòng một mục bắt đầu bằng «- »."
        raise Invalid("config-type", "Ở đây cần một danh sách.", remedy)
    return tuple((item, _text(item, base)) for item in node.value)


def _patterns(node: yaml.Node, base: Path) -> tuple[str, ...]:
    """Glob patterns relative to the raw folder."""
    patterns = _texts(node, base)
    for item, pattern in patterns:
        if pattern.startswith("/") or ".." in PurePosixPath(pattern).parts:
            remedy = "Viết mẫu tính từ raw_dir, như «mau/**»."
            raise Invalid("config-pattern", f"Mẫu «{pattern}» chỉ ra ngoài raw_dir.", remedy, item)
    return tuple(pattern for _, pattern in patterns)


def _original(node: yaml.Node, base: Path) -> str:
    """One of ``ORIGINALS``."""
    return _chosen(node, _text(node, base), ORIGINALS)


def _facets(node: yaml.Node, base: Path) -> tuple[str, ...]:
    """Some of ``FACETS``, each once, in the order given."""
    chosen: list[str] = []
    for item, text in _texts(node, base):
        if text in chosen:
            raise Invalid("config-choice", f"«{text}» có hai lần.", "Xóa một trong hai.", item)
        chosen.append(_chosen(item, text, FACETS))
    return tuple(chosen)


def _links(node: yaml.Node, base: Path) -> tuple[Link, ...]:
    """Links with placeholders, each a label and an address."""
    if not isinstance(node, yaml.SequenceNode):
        remedy = "Viết mỗi liên kết bắt đầu bằng «- label: …», dòng sau là «address: …»."
        raise Invalid("config-type", "Ở đây cần một danh sách.", remedy)
    return tuple(_link(item, base) for item in node.value)


def _link(item: yaml.Node, base: Path) -> Link:
    """One link; its address is one of the web, whose host no placeholder changes."""
    values = {key.value: value for key, value in item.value} if isinstance(item, yaml.MappingNode) else {}
    if set(values) != {"label", "address"} or len(item.value) != 2:
        remedy = "Viết «- label: …», dòng sau là «address: …», mỗi mục một lần."
        raise Invalid("config-link", "Mỗi liên kết gồm đúng hai mục «label» và «address».", remedy, item)
    link = Link(_text(values["label"], base), _text(values["address"], base))
    try:
        parts, fields = urlsplit(link.address), list(Formatter().parse(link.address))
    except ValueError:
        parts, fields = urlsplit(""), []
    plain = all(name in (None, *PLACEHOLDERS) and not spec and not kind for _, name, spec, kind in fields)
    web = parts.scheme in ("http", "https") and parts.netloc and not set("{} ") & set(parts.netloc)
    if not web or not plain or not link.placeholders:
        remedy = f"Viết như «https://example.vn/tim?q={{number}}», thay được: {', '.join(PLACEHOLDERS)}."
        message = f"«{link.address}» không phải là địa chỉ trang web có chỗ thay thế."
        raise Invalid("config-link", message, remedy, values["address"])
    return link


def _switch(node: yaml.Node, base: Path) -> bool:
    """A truth value."""
    if node.tag == "tag:yaml.org,2002:bool":
        return bool(yaml.safe_load(node.value))
    return _chosen(node, _text(node, base), ("true", "false")) == "true"


def _chosen(node: yaml.Node, text: str, choices: tuple[str, ...]) -> str:
    """The text, where it is one of the choices."""
    if text not in choices:
        remedy = suggest(text, choices)
        raise Invalid("config-choice", f"Không có lựa chọn «{text}».", remedy, node)
    return text


READERS: dict[str, Reader] = {
    "name": _text,
    "description": _text,
    "url": _url,
    "copyright": _optional_text,
    "contact": _optional_text,
    "raw_dir": _folder,
    "corrections_dir": _folder,
    "pages_dir": _folder,
    "permalinks": _path,
    "build_dir": _path,
    "site_dir": _path,
    "samples": _patterns,
    "publish_original": _original,
    "facets": _facets,
    "links": _links,
    "accelerate": _switch,
}
