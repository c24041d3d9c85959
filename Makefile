PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
LOWEST := $(VENV)-lowest
PIP_INSTALL := -m pip install --quiet --disable-pip-version-check

.PHONY: help demo test test-lowest lint bench clean

help:
	@echo 'make demo          compute the example district and show its latest year'
	@echo 'make test          every test (LibreOffice, when present, recalculates the workbook)'
	@echo 'make test-lowest   the tests with the oldest releases that pyproject.toml allows'
	@echo 'make lint          ruff and mypy'
	@echo 'make bench         the benchmarks, as ratios'
	@echo 'make clean         remove the environments and results'
	@echo 'Other interpreter or place: make test PYTHON=python3.12 VENV=/some/where'

# Environments: one folder; a stamp says which extras went in and is renewed when pyproject.toml changes.

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo 'ghginv needs Python 3.11 or newer: make PYTHON=/path/to/python3.11' >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) \
	  || { rm -rf $(VENV); echo 'cannot make a virtual environment; on Debian: apt-get install python3-venv' >&2; exit 1; }

$(VENV)/runtime.stamp: pyproject.toml | $(BIN)/python
	@echo 'Installing ghginv into $(VENV) ...'
	@$(BIN)/python $(PIP_INSTALL) -e .
	@touch $@

$(VENV)/dev.stamp: pyproject.toml | $(BIN)/python
	@echo 'Installing ghginv and its development tools into $(VENV) ...'
	@$(BIN)/python $(PIP_INSTALL) -e '.[dev]'
	@touch $@ $(VENV)/runtime.stamp

demo: $(VENV)/runtime.stamp
	@$(BIN)/ghginv compute examples/zhangqiu -o results/zhangqiu
	@echo
	@echo 'The workbook, with live formulas:  results/zhangqiu/inventory.xlsx'
	@echo 'Where a number comes from:         $(BIN)/ghginv explain examples/zhangqiu 1.A.1.a --gas CO2 --year 2022'

test: $(VENV)/dev.stamp
	@$(BIN)/python -m pytest

test-lowest:
	@rm -rf $(LOWEST)
	@$(PYTHON) -m venv $(LOWEST)
	@$(LOWEST)/bin/python -c 'import pathlib, tomllib; \
	  wanted = tomllib.loads(pathlib.Path("pyproject.toml").read_text("utf-8"))["project"]["dependencies"]; \
	  print(*(one.replace(">=", "==") for one in wanted), sep="\n")' > $(LOWEST)/lowest.txt
	@$(LOWEST)/bin/python $(PIP_INSTALL) -c $(LOWEST)/lowest.txt -e '.[test]'
	@$(LOWEST)/bin/python -m pytest -m 'not slow'

lint: $(VENV)/dev.stamp
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

bench: $(VENV)/dev.stamp
	@$(BIN)/python -m benchmarks.run

clean:
	@rm -rf $(VENV) $(LOWEST) results build dist
