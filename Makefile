# Everything here sets up what it needs inside .venv and builds nothing twice.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check -q
DEMO   := examples/almaty-2022/reports.jsonl
DESK   := demo-out/desk.sayso
OPEN   ?= yes

# make train: corpora to leave out (WITHOUT=polnear), their folder (DATA=...), the base encoder's folder (BASE=...).
WITHOUT ?=
DATA    ?=
BASE    ?=

.DEFAULT_GOAL := help
.PHONY: help demo test lint bench train ship docs requirements clean
.DELETE_ON_ERROR:

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-14s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

demo: $(VENV)/.runtime ## set up, put the example reports on a desk, and show it (OPEN=no: only say how)
	@mkdir -p demo-out && rm -f $(DESK) $(DESK)-wal $(DESK)-shm
	@$(BIN)/sayso add $(DEMO) --desk $(DESK)
	@echo
	@$(BIN)/sayso list incidents --desk $(DESK) -n 3
	@echo
	@$(BIN)/sayso list contradictions --desk $(DESK)
	@$(BIN)/sayso read $(DEMO) --json > demo-out/records.jsonl
	@$(BIN)/sayso page $(DEMO) -o demo-out/page.html
	@echo
	@echo "The desk:          $(BIN)/sayso desk $(DESK) --open"
	@echo "One reading page:  demo-out/page.html (open it in a browser)"
	@echo "The records:       demo-out/records.jsonl"
	@if [ "$(OPEN)" != no ] && [ -t 0 ] && [ -t 1 ] && [ -z "$$CI" ]; then $(BIN)/sayso desk $(DESK) --open || true; fi

test: $(VENV)/.dev ## set up and run the tests
	@$(BIN)/python -m pytest -q

lint: $(VENV)/.dev ## ruff, mypy --strict, import-linter
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy --strict
	@PYTHONPATH=src $(BIN)/lint-imports

bench: $(VENV)/.runtime ## measure every task and hold the figures against their floors
	@$(BIN)/python -m bench all --check

train: $(VENV)/.train ## train the reader (WITHOUT=, DATA=, BASE=), one to three hours on two cores; make ship installs it
	@$(BIN)/python -m sayso.learn $(if $(WITHOUT),--without "$(WITHOUT)") $(if $(DATA),--data "$(DATA)") $(if $(BASE),--base "$(BASE)")

ship: $(VENV)/.train ## put the weights of the last training into the package (int8)
	@$(BIN)/python -m sayso.learn.ship $(if $(BASE),--vocabulary "$(BASE)/vocab.txt")

docs: $(VENV)/.dev ## write the pages that code prints: record, commands, README example and figures
	@$(BIN)/python docs/make_record.py
	@$(BIN)/python docs/make_source_kinds.py
	@$(BIN)/python docs/make_codebook.py
	@$(BIN)/python docs/make_example.py
	@$(BIN)/python -m sayso.cli.reference > docs/cli.md
	@$(BIN)/python -m bench report

requirements: ## write requirements.txt and requirements-dev.txt anew from pyproject.toml (needs uv)
	uv pip compile $(COMPILE) pyproject.toml -o requirements.txt
	uv pip compile $(COMPILE) --extra dev pyproject.toml -o requirements-dev.txt

COMPILE := --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header

clean: ## remove the environment and everything that was made
	rm -rf $(VENV) demo-out train-out bench/out build dist src/*.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python 3.11 or newer is needed. Name one: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
	  echo "The venv module is missing. On Debian: sudo apt-get install -y python3-venv" >&2; exit 1; }

# The stamps remember what stands in .venv, so that a second run starts at once.
$(VENV)/.runtime: requirements.txt pyproject.toml | $(BIN)/python
	@echo "Setting up .venv ..."
	@$(PIP) install --require-hashes -r requirements.txt
	@$(PIP) install --no-deps -e .
	@$(BIN)/sayso places build || echo "No gazetteer was built; places stay unresolved until one is." >&2
	@touch $@

$(VENV)/.dev: requirements-dev.txt pyproject.toml | $(BIN)/python
	@echo "Setting up .venv for development ..."
	@$(PIP) install --require-hashes -r requirements-dev.txt
	@$(PIP) install --no-deps -e .
	@touch $@ $(VENV)/.runtime

$(VENV)/.train: $(VENV)/.runtime
	@echo "Setting up .venv for training ..."
	@$(PIP) install torch==2.13.0
	@$(PIP) install -e '.[train]'
	@touch $@
