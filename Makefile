# What a person types. Everything is installed into .venv; set-up is repeated only when what it reads has changed.
# Paths here are relative, so the folder may have a space in its name.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help setup setup-run run test test-quick check bench docs

# The first Python of 3.11 or later; `make PYTHON=/path/to/python run` chooses another.
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	if "$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then echo "$$name"; break; fi; done)
BIN := .venv/bin
# More tests at once than processors only makes each slower.
WORKERS ?= 2
TESTS ?= tests

help:
	@echo "make run         serve the sample services on this machine"
	@echo "make test        run every test"
	@echo "make test-quick  run the tests that take no browser, drill or long search"
	@echo "make check       lint, types, imports, definitions and docs"
	@echo "make bench       measure speed and page weight"
	@echo "make docs        write the generated pages of docs/ again"
	@echo "make setup       install everything that the above need into .venv"

setup:
	@$(if $(PYTHON),"$(PYTHON)" tools/setup.py dev,$(no-python))

setup-run:
	@$(if $(PYTHON),"$(PYTHON)" tools/setup.py run,$(no-python))

define no-python
echo "Handrail needs Python 3.11 or later, and none was found by the names python3 and python3.11 to python3.14." >&2; \
echo "Install it (Debian and Ubuntu: apt install python3 python3-venv; macOS: brew install python)," >&2; \
echo "or name it: make PYTHON=/path/to/python $(MAKECMDGOALS)" >&2; exit 1
endef

run: setup-run
	@exec $(BIN)/handrail run

test: setup
	@$(BIN)/python -m pytest -n $(WORKERS) "$(TESTS)"

test-quick: setup
	@$(BIN)/python -m pytest -n $(WORKERS) -m "not slow" "$(TESTS)"

check: setup
	@$(BIN)/python tools/check.py

bench: setup
	@$(BIN)/python -m bench

docs: setup
	@$(BIN)/python -m docs.generate
