# Every command a developer or an archive's owner needs. `make` alone lists them.
PYTHON ?= python3
# Further options for `chithi build` in `make site`, such as FLAGS=--strict
FLAGS ?=
# How many documents `make bench` and `make bench-search` generate; several numbers are taken in turn
N ?= 1000

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

VENV := .venv
BIN := $(VENV)/bin

.PHONY: help
help: ## List the targets
	@echo 'Usage: make TARGET [PYTHON=python3.12] [FLAGS=--strict]'
	@echo
	@grep -hE '^[a-z-]+:.*## ' $(firstword $(MAKEFILE_LIST)) | sort \
		| awk -F ':.*## ' '{ printf "  %-12s %s\n", $$1, $$2 }'

.PHONY: site
site: $(VENV)/site.stamp ## Build the site: docs_src/ to site/
	$(BIN)/chithi build $(FLAGS)

.PHONY: serve
serve: $(VENV)/site.stamp ## Build, show on this machine, rebuild on change
	$(BIN)/chithi serve

.PHONY: test
test: lint ## Prove that all is well: linters, types, layers, tests
	$(BIN)/python -m pytest -n auto

.PHONY: lint
lint: $(VENV)/test.stamp ## Only the linters, types, layers and workflows
	$(BIN)/ruff check .
	$(BIN)/ruff format --check --quiet .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.gitlab-ci --data-transform gitlab-ci .gitlab-ci.yml
	$(BIN)/zizmor --offline --quiet --no-progress .github/workflows

.PHONY: eval
eval: $(VENV)/test.stamp ## Score the normalization against the labels; fails below the pinned floors
	$(BIN)/python -m tests.eval.run

.PHONY: bench
bench: $(VENV)/test.stamp ## Time builds of N generated documents, and other ways to publish them
	$(BIN)/python -m bench.build $(N)

.PHONY: bench-search
bench-search: $(VENV)/test.stamp ## Compare the search with other engines, on N generated documents
	$(BIN)/python -m bench.search $(N) --out docs_src/pages/do-tim-kiem.md

.PHONY: lock
lock: $(VENV)/test.stamp ## Resolve the dependencies anew and pin them with hashes
	$(PIP_COMPILE) --extra build --output-file requirements.lock pyproject.toml
	$(PIP_COMPILE) --extra build --extra dev --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml

PIP_COMPILE := CUSTOM_COMPILE_COMMAND='make lock' $(BIN)/pip-compile --quiet --upgrade --generate-hashes \
	--allow-unsafe --strip-extras --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-annotate --no-build-isolation

.PHONY: clean
clean: ## Remove what can be built again (build/, site/, caches), not .venv
	rm -rf build site .site.* dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find generator tests bench -name __pycache__ -type d -prune -exec rm -rf {} +

# The environment: made once, brought up to date when a lock or pyproject.toml changes.
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo 'Python 3.11 or newer is needed; name one: make PYTHON=python3.12 …' >&2; exit 2; }
	@$(PYTHON) -m venv $(VENV) \
		|| { rm -rf $(VENV); echo 'python -m venv failed; on Debian: apt-get install python3-venv' >&2; exit 2; }

$(VENV)/site.stamp: requirements.lock pyproject.toml | $(BIN)/python
	$(PIP_INSTALL) --require-hashes --requirement requirements.lock
	$(PIP_INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/test.stamp: requirements-dev.lock $(VENV)/site.stamp
	$(PIP_INSTALL) --require-hashes --requirement requirements-dev.lock
	@touch $@
