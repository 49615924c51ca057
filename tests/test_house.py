"""What the documents of the house promise: files, targets, commands, options, settings, dependencies."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from dataclasses import fields
from importlib.metadata import metadata
from pathlib import Path

import click
import pytest
import yaml
from packaging.specifiers import SpecifierSet

from generator.cli import main
from generator.config import Config
from tests.support.requirements import ROOT

DOCUMENTS = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
DISPOSABLE = ("build/", "site/")


def _read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def _section(name: str, heading: str) -> str:
    return re.split(r"^## ", _read(name).split(f"## {heading}\n", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]


def _first_cells(text: str) -> list[str]:
    """The words in back quotes in the first cell of each row of the tables in a text."""
    rows = [line for line in text.splitlines() if line.startswith("|") and not line.startswith("|--")]
    return [word for row in rows for word in re.findall(r"`([^`]+)`", row.split("|")[1])]


def _code(name: str) -> list[str]:
    """Every line of code in a document: fenced lines and what stands in back quotes."""
    text = _read(name)
    fenced = re.findall(r"^```[a-z]*\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)
    rest = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    return [*(line for block in fenced for line in block.splitlines()), *re.findall(r"`([^`\n]+)`", rest)]


def _name(requirement: str) -> str:
    match = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert match
    return re.sub(r"[-_.]+", "-", match[0]).lower()


def _locked(name: str) -> dict[str, str]:
    pins = re.findall(r"^([a-z0-9-]+)==(\S+)(.*?)(?=^\S|\Z)", _read(name), flags=re.MULTILINE | re.DOTALL)
    assert pins
    assert all("--hash=sha256:" in rest for _, _, rest in pins)
    return {package: version for package, version, _ in pins}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_lead_to_files(name: str) -> None:
    targets = re.findall(r"\]\(([^)#]+)[^)]*\)", _read(name))
    missing = [each for each in targets if "://" not in each and not (ROOT / each).exists()]
    assert not missing


def test_the_map_is_true() -> None:
    paths = _first_cells(_section("README.md", "Where things live"))
    assert len(paths) > 8
    assert not [path for path in paths if path not in DISPOSABLE and not (ROOT / path).exists()]


def test_the_layers_are_those_of_the_linter_and_of_the_package() -> None:
    table = _section("CONTRIBUTING.md", "The map of the program").split("|---|---|")[1]
    told = set(
        re.findall(r"`([a-z_]+)`", "".join(line for line in table.splitlines() if line.startswith("|")))
    )
    contract, _ = PROJECT["tool"]["importlinter"]["contracts"]
    held = {module.strip() for layer in contract["layers"] for module in layer.split("|")}
    package = {
        path.stem
        for path in (ROOT / "generator").iterdir()
        if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    assert held == package - {"__init__"}
    assert told == held - {"__main__"}


@pytest.mark.parametrize("name", [*DOCUMENTS, ".ci/run", ".gitlab-ci.yml", ".github/workflows/pages.yml"])
def test_every_make_target_named_exists(name: str) -> None:
    code = _code(name) if name.endswith(".md") else _read(name).splitlines()
    named = {target for line in code for target in re.findall(r"\bmake ([a-z]+)\b", line)}
    assert named <= set(_targets())
    assert named or name == "CHANGELOG.md"


@pytest.mark.parametrize("whole", [True, False])
def test_a_site_built_with_errors_is_published_and_the_errors_are_told(tmp_path: Path, whole: bool) -> None:
    """What the workflows do where ``make site`` fails, with the site there or not."""
    make = tmp_path / "bin" / "make"
    make.parent.mkdir()
    make.write_text("#!/bin/sh\nexit 2\n", encoding="utf-8")
    make.chmod(0o755)
    if whole:
        (tmp_path / "site").mkdir()
        (tmp_path / "site/index.html").touch()

    def code(script: str) -> int:
        path = f"{make.parent}:{os.environ['PATH']}"
        return subprocess.run(
            ["bash", "-ec", script], cwd=tmp_path, env={"PATH": path}, check=False
        ).returncode

    job = yaml.safe_load(_read(".gitlab-ci.yml"))["site"]
    assert (code("\n".join(job["script"])) == job["allow_failure"]["exit_codes"]) == whole
    jobs = yaml.safe_load(_read(".github/workflows/pages.yml"))["jobs"]
    steps = [step for step in jobs["build"]["steps"] if "run" in step]
    stopped = [code(step["run"]) != 0 and not step.get("continue-on-error") for step in steps]
    assert any(stopped) != whole
    assert jobs["errors"]["if"] == "needs.build.outputs.outcome == 'failure'"
    assert code(jobs["errors"]["steps"][0]["run"]) == 1


def _targets() -> list[str]:
    return re.findall(r"^\.PHONY: (\w+)$", _read("Makefile"), flags=re.MULTILINE)


def _make(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["make", *words], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)


def test_make_lists_every_target_and_can_plan_each() -> None:
    listed = re.findall(r"^  (\w+) ", _make().stdout, flags=re.MULTILINE)
    assert listed == sorted(_targets())
    for target in listed:
        assert _make("--dry-run", target).returncode == 0, target


def test_the_commands_are_those_of_the_readme_and_help_is_worth_reading() -> None:
    rows = _first_cells(_section("README.md", "The command"))
    named = [row.split()[1] for row in rows if row.startswith("chithi ")]
    assert sorted(named) == sorted(main.commands)
    for name, command in main.commands.items():
        with click.Context(command, info_name=name) as context:
            text = command.get_help(context)
        assert len(text.split("Options:")[0].splitlines()) > 5, name
        assert all(option.help for option in command.params if isinstance(option, click.Option)), name


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "Makefile", ".gitlab-ci.yml"])
def test_every_option_named_exists(name: str) -> None:
    code = _code(name) if name.endswith(".md") else _read(name).splitlines()
    options = {
        key: {o for p in command.params for o in p.opts} | {"--help"}
        for key, command in main.commands.items()
    }
    used = 0
    for line in code:
        for command, rest in re.findall(r"\bchithi ([a-z]+)\b(.*)", line):
            assert command in options, line
            assert set(re.findall(r"(?<!\S)--[a-z-]+", rest)) <= options[command], line
            used += 1
        if flags := re.search(r"FLAGS=\"?(--[a-z-]+)", line):
            assert flags[1] in options["build"], line
    assert used or name == "CONTRIBUTING.md" or name == ".gitlab-ci.yml"


def test_the_settings_are_those_of_the_configuration() -> None:
    settings = _first_cells(_section("README.md", "Configuration"))
    assert sorted(settings) == sorted(field.name for field in fields(Config))
    explained = re.findall(r"^(?:# )?(\w+):(?: |$)", _read("site_config.yml"), flags=re.MULTILINE)
    assert sorted(explained) == sorted(settings)


def test_every_dependency_is_justified_and_locked() -> None:
    extras = PROJECT["project"]["optional-dependencies"]
    runtime = {_name(each) for each in PROJECT["project"]["dependencies"] + extras["build"]}
    develop = {_name(each) for each in extras["dev"]}
    told = _section("CONTRIBUTING.md", "Dependencies").split("| to work on it |")
    assert set(_first_cells(told[0])) == runtime
    assert set(_first_cells(told[1])) == develop
    site, everything = _locked("requirements.lock"), _locked("requirements-dev.lock")
    assert runtime <= set(site)
    assert develop <= set(everything)
    assert site.items() <= everything.items()
    assert site["mkdocs"].startswith("1.")


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_names_no_host_and_no_path(name: str) -> None:
    assert not re.findall(
        r"^.*(?:://|--index|--extra-index|--find-links|--trusted|@ |/).*$", _read(name), re.MULTILINE
    )


def test_every_pin_installs_on_the_oldest_python_promised() -> None:
    assert PROJECT["project"]["requires-python"] == ">=3.11"
    for package, version in _locked("requirements-dev.lock").items():
        wanted = (metadata(package).get_all("Requires-Python") or [""])[0]
        assert SpecifierSet(wanted).contains("3.11.0"), f"{package} {version} wants {wanted}"


def test_ci_requires_everything_and_calls_make_test() -> None:
    script = ROOT / ".ci/run"
    assert os.access(script, os.X_OK)
    subprocess.run(["bash", "-n", str(script)], check=True, timeout=60)
    lines = [
        line for line in script.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")
    ]
    assert lines[-2:] == ["export CHITHI_REQUIRE_ALL=1", "make test"]


def _tested_blocks() -> list[str]:
    return re.findall(r"<!-- tested -->\n```sh\n(.*?)```", _read("README.md"), flags=re.DOTALL)


@pytest.mark.parametrize("number", range(len(_tested_blocks())))
def test_the_readmes_commands_work(number: int, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "docs_src", tmp_path / "docs_src")
    shutil.copy(ROOT / "site_config.yml", tmp_path)
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", _tested_blocks()[number]],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_readme_has_tested_commands() -> None:
    assert len(_tested_blocks()) == 2


def test_a_wheel_carries_templates_and_knowledge(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True, timeout=120)
    (wheel,) = tmp_path.glob("chithi-*.whl")
    installed = tmp_path / "installed"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(installed)
    ask = "from generator.resources import *; print(templates_dir())"
    told = subprocess.run(
        [sys.executable, "-c", ask],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(installed)},
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    ).stdout.split("\n")
    assert Path(told[0]) == installed / "generator/_templates"
    knowledge = installed / "generator/knowledge"
    for source, packed in ((ROOT / "templates", told[0]), (ROOT / "generator/knowledge", knowledge)):
        files = {
            path.relative_to(source) for path in source.rglob("*") if path.is_file() and path.suffix != ".pyc"
        }
        assert files
        assert files <= {path.relative_to(packed) for path in Path(packed).rglob("*") if path.is_file()}
