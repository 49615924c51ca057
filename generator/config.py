"""``site_config.yml``: the one file an archive's owner edits, checked as a whole.

Every fault is reported at once, each a ``Diagnostic`` with its line and a remedy in Vietnamese.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path, PurePosixPath
from string import Formatter
from typing import Any
from urllib.parse import urlsplit

import yaml

from generator.diagnostics import Diagnostic, Severity, in_order

FACETS = ("province", "year", "issuer", "type", "signer", "instrument")
"""The facets of the search page, by the ids of the contract (``data-facet``)."""

ORIGINALS = ("cleaned", "full")
"""What the site publishes of a raw file: its text without the furniture of others, or the file too."""


PLACEHOLDERS = ("type", "number", "date", "day", "month", "year", "title")
"""What the address of a link may hold of an instrument: its date also in parts (``01``, ``2023``)."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link from every instrument to another site; ``address`` has :data:`PLACEHOLDERS` in braces."""

    label: str
    address: str

    @property
    def placeholders(self) -> frozenset[str]:
        """The names in braces."""
        return frozenset(name for _, name, _, _ in Formatter().parse(self.address) if name is not None)


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of one archive. Folders and files are resolved against the configuration's folder.

    ``url`` is the canonical address of the site with a final slash, or ``None``. ``samples`` are glob
    patterns relative to ``raw_dir``; what they match is marked as a sample document. ``build_dir``
    and ``site_dir`` are disposable: a build replaces them.
    """

    name: str
    description: str
    url: str | None
    copyright: str | None
    contact: str | None
    raw_dir: Path
    corrections_dir: Path
    pages_dir: Path
    permalinks: Path
    build_dir: Path
    site_dir: Path
    samples: tuple[str, ...]
    publish_original: str
    facets: tuple[str, ...]
    links: tuple[Link, ...] = ()
    accelerate: bool = True

    @property
    def published(self) -> dict[str, Any]:
        """The settings that pages may depend on: all but where things are and how fast they are made."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {
            name: value
            for name, value in values.items()
            if not isinstance(value, Path) and name != "accelerate"
        }


class ConfigError(Exception):
    """A configuration that cannot be used; ``diagnostics`` holds all that is wrong with it."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__("; ".join(f"{d.file}:{d.line or 1}: {d.message}" for d in diagnostics))
        self.diagnostics = diagnostics


class _Invalid(Exception):
    """One setting's value does not do: what is wrong, and the remedy."""

    def __init__(self, code: str, message: str, remedy: str, node: yaml.Node | None = None) -> None:
        super().__init__(message)
        self.code, self.message, self.remedy, self.node = code, message, remedy, node


_Reader = Callable[[yaml.Node, Path], Any]


def load_config(path: Path) -> Config:
    """The configuration at ``path``.

    Raises:
        ConfigError: the file is absent, is no YAML, or has wrong settings; it tells all of them.
    """
    file = path.as_posix()
    root = _compose(path, file)
    problems: list[Diagnostic] = []
    values: dict[str, Any] = {}
    lines: dict[str, int] = {}
    base = path.resolve().parent
    for key, value in _pairs(root, file, problems):
        lines[key.value] = key.start_mark.line + 1
        try:
            values[key.value] = _READERS[key.value](value, base)
        except _Invalid as invalid:
            node = invalid.node or value
            problems.append(_problem(file, node, invalid.code, invalid.message, invalid.remedy))
    config = _with_defaults(values, base)
    problems += [*_missing(config, file, lines), *_clashes(config, file, lines)]
    if problems:
        raise ConfigError(in_order(problems))
    return config


def default_config(base: Path) -> Config:
    """The settings that hold without a ``site_config.yml``, for the archive in folder ``base``."""
    return _with_defaults({}, base.resolve())


def _with_defaults(values: dict[str, Any], base: Path) -> Config:
    """The configuration with the values given and, for the rest, those of a fresh clone."""
    return Config(
        name=values.get("name", "Kho lưu trữ Chỉ thị"),
        description=values.get("description", "Kho lưu trữ Chỉ thị, tra cứu toàn văn."),
        url=values.get("url"),
        copyright=values.get("copyright"),
        contact=values.get("contact"),
        raw_dir=values.get("raw_dir", base / "docs_src/raw"),
        corrections_dir=values.get("corrections_dir", base / "docs_src/corrections"),
        pages_dir=values.get("pages_dir", base / "docs_src/pages"),
        permalinks=values.get("permalinks", base / "docs_src/permalinks.yml"),
        build_dir=values.get("build_dir", base / "build"),
        site_dir=values.get("site_dir", base / "site"),
        samples=values.get("samples", ()),
        publish_original=values.get("publish_original", "cleaned"),
        facets=values.get("facets", FACETS),
        links=values.get("links", ()),
        accelerate=values.get("accelerate", True),
    )


# The file as YAML nodes, which know their lines.


def _compose(path: Path, file: str) -> yaml.MappingNode:
    """The file's top mapping; raises ``ConfigError`` for what is no mapping of YAML at all."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        message, remedy = "Tệp không phải là UTF-8.", "Lưu lại tệp bằng UTF-8."
        raise _fatal(file, line, "config-encoding", message, remedy) from None
    except OSError:
        remedy = "Chạy lệnh trong thư mục có site_config.yml, hoặc chỉ tệp khác bằng --config."
        raise _fatal(file, None, "config-missing", f"Không đọc được tệp cấu hình {file}.", remedy) from None
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        raise _syntax(file, text, error) from None
    except yaml.reader.ReaderError as error:
        line = text[: error.position].count("\n") + 1
        remedy = "Xóa ký tự điều khiển ở dòng này."
        raise _fatal(file, line, "config-syntax", "Tệp có ký tự mà YAML không cho phép.", remedy) from None
    if not isinstance(root, yaml.MappingNode):
        remedy = "Viết mỗi dòng một mục theo mẫu «tên: giá trị», ví dụ «name: Kho Chỉ thị»."
        raise _fatal(file, 1, "config-syntax", "Tệp cấu hình không gồm các mục «tên: giá trị».", remedy)
    return root


def _syntax(file: str, text: str, error: yaml.MarkedYAMLError) -> ConfigError:
    """A YAML syntax error, said in the words of a person who is no programmer."""
    mark = error.problem_mark or error.context_mark
    number = mark.line if mark else 0
    lines = text.splitlines()
    line = lines[min(number, len(lines) - 1)] if lines else ""
    if "\t" in line:
        message, remedy = "Dòng này có phím Tab.", "Thay phím Tab bằng dấu cách."
    else:
        message = f"Tệp không đúng cú pháp YAML ({error.problem or error.context})."
        remedy = "Kiểm tra thụt lề, ngoặc kép, dấu hai chấm; đặt trong ngoặc kép giá trị có «: » hay «#»."
    return _fatal(file, number + 1, "config-syntax", message, remedy)


def _fatal(file: str, line: int | None, code: str, message: str, remedy: str) -> ConfigError:
    """The error for a file that cannot be read further."""
    return ConfigError((Diagnostic(file, line, code, Severity.ERROR, message, remedy),))


def _problem(file: str, node: yaml.Node, code: str, message: str, remedy: str) -> Diagnostic:
    """An error at a node's line."""
    return Diagnostic(file, node.start_mark.line + 1, code, Severity.ERROR, message, remedy)


def _pairs(
    root: yaml.MappingNode, file: str, problems: list[Diagnostic]
) -> Iterator[tuple[yaml.ScalarNode, yaml.Node]]:
    """Known settings, each once; others become problems."""
    seen: dict[str, int] = {}
    for key, value in root.value:
        name = key.value if isinstance(key, yaml.ScalarNode) else ""
        if name not in _READERS:
            message, remedy = f"Không có mục «{name}».", _suggest(name, tuple(_READERS))
            problems.append(_problem(file, key, "config-unknown-key", message, remedy))
        elif name in seen:
            message = f"Mục «{name}» đã có ở dòng {seen[name]}."
            problems.append(_problem(file, key, "config-duplicate-key", message, "Xóa một trong hai dòng."))
        else:
            seen[name] = key.start_mark.line + 1
            yield key, value


def _missing(config: Config, file: str, lines: dict[str, int]) -> Iterator[Diagnostic]:
    """The one setting that has no default, and the one folder without which there is no archive."""
    if "name" not in lines:
        remedy = "Thêm dòng «name: …» với tên hiện ở đầu mọi trang."
        yield Diagnostic(file, None, "config-missing-key", Severity.ERROR, "Thiếu mục «name».", remedy)
    if "raw_dir" not in lines and not config.raw_dir.is_dir():
        message = "Không có thư mục docs_src/raw chứa văn bản gốc."
        remedy = "Tạo thư mục ấy, hoặc chỉ thư mục khác bằng «raw_dir: …»."
        yield Diagnostic(file, None, "config-missing-folder", Severity.ERROR, message, remedy)


def _suggest(name: str, known: tuple[str, ...]) -> str:
    """The known name that is nearest to the one given, or all of them."""
    near = difflib.get_close_matches(name, known, n=1)
    return f"Có phải là «{near[0]}»?" if near else f"Chọn trong: {', '.join(known)}."


# One reader a type of setting: node and base folder to value.


def _text(node: yaml.Node, base: Path) -> str:
    """A text that is not empty."""
    if not isinstance(node, yaml.ScalarNode):
        remedy = "Viết giá trị ngay sau dấu hai chấm."
        raise _Invalid("config-type", "Ở đây cần một dòng chữ, không phải danh sách.", remedy, node)
    if _is_null(node) or not node.value.strip():
        remedy = "Điền giá trị, hoặc xóa cả dòng để dùng mặc định."
        raise _Invalid("config-empty", "Mục này để trống.", remedy, node)
    if node.tag != "tag:yaml.org,2002:str":
        remedy = f'Đặt trong ngoặc kép: "{node.value}".'
        raise _Invalid("config-type", f"YAML không đọc «{node.value}» là chữ.", remedy, node)
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
        raise _Invalid("config-url", f"«{text}» không phải là địa chỉ trang web.", remedy)
    return text.rstrip("/") + "/"


def _path(node: yaml.Node, base: Path) -> Path:
    """A path relative to the configuration's folder, which need not exist."""
    return (base / _text(node, base)).resolve()


def _folder(node: yaml.Node, base: Path) -> Path:
    """A folder that exists."""
    path = _path(node, base)
    if not path.is_dir():
        remedy = "Tạo thư mục, hoặc sửa đường dẫn (tính từ thư mục chứa tệp cấu hình)."
        raise _Invalid("config-missing-folder", f"Không có thư mục «{node.value}».", remedy)
    return path


def _texts(node: yaml.Node, base: Path) -> tuple[tuple[yaml.Node, str], ...]:
    """The items of a list of texts, with their nodes."""
    if not isinstance(node, yaml.SequenceNode):
        remedy = "Viết trong ngoặc vuông: [một, hai], hoặc mỗi dòng một mục bắt đầu bằng «- »."
        raise _Invalid("config-type", "Ở đây cần một danh sách.", remedy)
    return tuple((item, _text(item, base)) for item in node.value)


def _patterns(node: yaml.Node, base: Path) -> tuple[str, ...]:
    """Glob patterns relative to the raw folder."""
    patterns = _texts(node, base)
    for item, pattern in patterns:
        if pattern.startswith("/") or ".." in PurePosixPath(pattern).parts:
            remedy = "Viết mẫu tính từ raw_dir, như «mau/**»."
            raise _Invalid("config-pattern", f"Mẫu «{pattern}» chỉ ra ngoài raw_dir.", remedy, item)
    return tuple(pattern for _, pattern in patterns)


def _original(node: yaml.Node, base: Path) -> str:
    """One of ``ORIGINALS``."""
    return _chosen(node, _text(node, base), ORIGINALS)


def _facets(node: yaml.Node, base: Path) -> tuple[str, ...]:
    """Some of ``FACETS``, each once, in the order given."""
    chosen: list[str] = []
    for item, text in _texts(node, base):
        if text in chosen:
            raise _Invalid("config-choice", f"«{text}» có hai lần.", "Xóa một trong hai.", item)
        chosen.append(_chosen(item, text, FACETS))
    return tuple(chosen)


def _links(node: yaml.Node, base: Path) -> tuple[Link, ...]:
    """Links with placeholders, each a label and an address."""
    if not isinstance(node, yaml.SequenceNode):
        remedy = "Viết mỗi liên kết bắt đầu bằng «- label: …», dòng sau là «address: …»."
        raise _Invalid("config-type", "Ở đây cần một danh sách.", remedy)
    return tuple(_link(item, base) for item in node.value)


def _link(item: yaml.Node, base: Path) -> Link:
    """One link; its address is one of the web, whose host no placeholder changes."""
    values = {key.value: value for key, value in item.value} if isinstance(item, yaml.MappingNode) else {}
    if set(values) != {"label", "address"} or len(item.value) != 2:
        remedy = "Viết «- label: …», dòng sau là «address: …», mỗi mục một lần."
        raise _Invalid("config-link", "Mỗi liên kết gồm đúng hai mục «label» và «address».", remedy, item)
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
        raise _Invalid("config-link", message, remedy, values["address"])
    return link


def _switch(node: yaml.Node, base: Path) -> bool:
    """A truth value."""
    if node.tag == "tag:yaml.org,2002:bool":
        return bool(yaml.safe_load(node.value))
    return _chosen(node, _text(node, base), ("true", "false")) == "true"


def _chosen(node: yaml.Node, text: str, choices: tuple[str, ...]) -> str:
    """The text, where it is one of the choices."""
    if text not in choices:
        remedy = _suggest(text, choices)
        raise _Invalid("config-choice", f"Không có lựa chọn «{text}».", remedy, node)
    return text


_READERS: dict[str, _Reader] = {
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


def _clashes(config: Config, file: str, lines: dict[str, int]) -> list[Diagnostic]:
    """Disposable folders that touch each other or a source folder, which a build would destroy."""
    sources = ("raw_dir", "corrections_dir", "pages_dir", "permalinks")
    pairs = [(out, other) for out in ("build_dir", "site_dir") for other in sources]
    remedy = "Chọn hai thư mục tách rời nhau: mỗi lần dựng, thư mục kết quả bị thay toàn bộ."
    return [
        Diagnostic(
            file,
            lines.get(out, lines.get(other)),
            "config-overlap",
            Severity.ERROR,
            f"«{out}» và «{other}» lồng vào nhau.",
            remedy,
        )
        for out, other in [*pairs, ("site_dir", "build_dir")]
        if _overlap(getattr(config, out), getattr(config, other))
    ]


def _overlap(one: Path, other: Path) -> bool:
    """Whether one path is the other or stands in it."""
    return one == other or one in other.parents or other in one.parents
