# Everything a contributor or the CI does. `make help` lists it.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

VENV ?= .venv
PY := $(VENV)/bin/python
INSTALLED := $(VENV)/.setup-stamp
CONSOLE := $(VENV)/.console-stamp
CONSOLE_SOURCES := $(shell find console -path console/node_modules -prune -o -path console/dist -prune -o -type f -print)
WORKERS ?= 2
PYTEST := $(PY) -m pytest
NPM := $(PY) tools/npm.py

help:  ## List the targets
	@echo "make TARGET, one of:"
	@grep -hE '^[a-z][a-z-]*:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 14 | sed 's/^/  /'

setup: $(INSTALLED) $(CONSOLE)  ## Make .venv with everything, and build the console

$(INSTALLED): pyproject.toml constraints.txt tools/setup.sh
	@tools/setup.sh $(VENV)
	@touch $@

$(CONSOLE): $(INSTALLED) hatch_build.py $(CONSOLE_SOURCES)
	@$(PY) tools/build_console.py
	@touch $@

demo: setup  ## The product with simulated customers; ARGS="--customers 500"
	@$(VENV)/bin/huayuan demo $(ARGS)

serve: setup  ## The product alone; ARGS="--port 8080"
	@$(VENV)/bin/huayuan serve $(ARGS)

test: setup test-python test-console test-sdk  ## All tests; ARGS="tests/kernel -k jobs" for some Python tests
	@echo "all tests passed"

test-python: $(INSTALLED) $(CONSOLE)
	@without_browser="$$(tools/browser.sh)"; \
	$(PYTEST) -n $(WORKERS) --dist worksteal --durations 20 $$without_browser $(ARGS)

coverage: setup  ## The Python tests with what they reach: a table, and htmlcov/. Takes half as long again as `make test`
	@$(MAKE) --no-print-directory test-python ARGS="--cov --cov-report=term --cov-report=html $(ARGS)"

test-console: $(INSTALLED)
	@$(NPM) console test

test-sdk: $(INSTALLED)
	@for package in sdk/*/package.json; do $(NPM) "$$(dirname "$$package")" test; done

check: setup check-lint check-form check-types check-imports check-architecture check-console  ## Formatting, types, import rules, architecture
	@echo "all checks passed"

check-lint: $(INSTALLED)
	@$(PY) -m ruff check --output-format concise .

check-form: $(INSTALLED)
	@$(PY) -m ruff format --check .

check-types: $(INSTALLED)
	@$(PY) -m mypy

check-imports: $(INSTALLED)
	@$(VENV)/bin/lint-imports --no-logo

check-architecture: $(INSTALLED)
	@$(PYTEST) tests/architecture

check-console: $(INSTALLED)
	@$(NPM) console run lint
	@$(NPM) console run typecheck

format: $(INSTALLED)  ## Put the Python code into its form
	@$(PY) -m ruff check --fix-only --quiet .
	@$(PY) -m ruff format .

docs: $(INSTALLED)  ## Write the documents that follow from the code, and the import rules
	@$(PY) tools/write_docs.py
	@$(PY) tools/write_import_rules.py

bench: setup  ## Every benchmark: a table, and JSON in benchmarks/results
	@$(PY) benchmarks/run.py $(ARGS)

story: setup  ## Whole ways through the product, from scan to report
	@without_browser="$$(tools/browser.sh)"; $(PYTEST) tests/stories $$without_browser $(ARGS)

screenshots: setup  ## Pictures of every page of the console; to=FOLDER ARGS="--languages zh --only overview"
	@$(PY) tools/screenshots.py "$(or $(to),screenshots)" $(ARGS)

feature: $(INSTALLED)  ## A new feature folder; name=coupons beside=loyalty
	@$(PY) tools/new_feature.py "$(name)" --beside "$(beside)"

pins: $(INSTALLED)  ## Write constraints.txt from what .venv has
	@$(PY) tools/write_constraints.py

clean:  ## Remove what can be made again (.venv, built console, caches); data stays
	@rm -rf $(VENV) src/huayuan/_console console/node_modules console/dist sdk/*/node_modules dist htmlcov .coverage* \
	  .mypy_cache .ruff_cache .import_linter_cache .hypothesis .pytest_cache
	@find src tests tools benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

.PHONY: help setup demo serve test test-python test-console test-sdk check check-lint check-form check-types check-imports \
  check-architecture check-console coverage format docs bench story screenshots feature pins clean
