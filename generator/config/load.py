"""From the file to the settings: all that is wrong with it is told at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from generator.config.settings import Config, ConfigError, with_defaults
from generator.config.values import READERS, Invalid, suggest
from generator.diagnostics import Diagnostic, Severity, in_order

_PART_OF_A_SITE = "tim-kiem/du-lieu"
"""The index of the search page: every site that was built has it, and hardly any other folder."""
_PART_OF_A_BUILD = "normalized"
"""What a build writes before its pages."""


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
            values[key.value] = READERS[key.value](value, base)
        except Invalid as invalid:
            node = invalid.node or value
            problems.append(_problem(file, node, invalid.code, invalid.message, invalid.remedy))
    config = with_defaults(values, base)
    problems += [*_missing(config, file, lines), *_clashes(config, file, lines)]
    problems += _of_others(config, file, lines)
    if problems:
        raise ConfigError(in_order(problems))
    return config


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
        if name not in READERS:
            message, remedy = f"Không có mục «{name}».", suggest(name, tuple(READERS))
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


def _of_others(config: Config, file: str, lines: dict[str, int]) -> Iterator[Diagnostic]:
    """Folders to be replaced that hold something else, which the first build would throw away."""
    replaced = {
        "site_dir": (config.site_dir, config.site_dir / _PART_OF_A_SITE),
        "build_dir": (config.build_dir / "docs", config.build_dir / _PART_OF_A_BUILD),
    }
    for name, (folder, own) in replaced.items():
        if folder.is_dir() and any(folder.iterdir()) and not own.is_dir():
            message = f"Thư mục {folder} («{name}») có sẵn tệp mà không do chithi dựng."
            remedy = "Chỉ thư mục khác, hoặc tự dọn thư mục này: mỗi lần dựng, nó bị thay toàn bộ."
            yield Diagnostic(file, lines.get(name), "config-foreign-folder", Severity.ERROR, message, remedy)


def _overlap(one: Path, other: Path) -> bool:
    """Whether one path is the other or stands in it."""
    return one == other or one in other.parents or other in one.parents
