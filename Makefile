# One task for each thing a developer does. `make test` sets up what it needs.
PYTHON := .venv/bin/python

.PHONY: check test faults bench shot

.venv/bin/pytest: pyproject.toml
	python3 -m venv .venv
	$(PYTHON) -m pip install --quiet --editable '.[test]'
	touch $@

check: .venv/bin/pytest  ## lint, format, types, layers
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports

test: .venv/bin/pytest  ## the tests
	$(PYTHON) -m pytest

faults: .venv/bin/pytest  ## the slow fault, fuzz and golden runs, at full count
	$(PYTHON) -m pytest -m slow

bench: .venv/bin/pytest  ## the measurements: ratios against a floor in the same run
	$(PYTHON) -m tests.benchmarks

shot: .venv/bin/pytest  ## the README's picture, made from the app
	$(PYTHON) -m tests.picture
