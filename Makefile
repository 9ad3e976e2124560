# The commands of Papershelf. On a fresh machine `make serve` is all that is needed: Python 3.11 or newer, make and git.
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Material and MkDocs would print advertisements for their successors on every run.
export NO_MKDOCS_2_WARNING := 1
export DISABLE_MKDOCS_2_WARNING := true
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help serve build test test-full check bench lint format types clean lock screenshots browser

help: ## list these commands
	@sed -n 's/^\([a-z-]*\):.*## /\1	/p' $(MAKEFILE_LIST) | expand -t 14

serve: $(VENV)/.runtime ## build and serve on http://127.0.0.1:8000/, again after each change of content/ or overrides/
	$(BIN)/papershelf serve

build: $(VENV)/.runtime ## build the site into site/
	$(BIN)/papershelf build

check: $(VENV)/.runtime ## list problems, repairs and missing facts of the content
	$(BIN)/papershelf check

test: $(VENV)/.test browser ## run all tests, long sweeps sampled; installs what it needs
	$(BIN)/python tests/browser_path.py --run $(BIN)/python -m pytest

test-full: $(VENV)/.test browser ## run all tests, long sweeps whole
	PAPERSHELF_FULL=1 $(BIN)/python tests/browser_path.py --run $(BIN)/python -m pytest

bench: $(VENV)/.runtime ## measure a build of 197 and of 5,000 records (CORPUS=FILE, else generated ones)
	$(BIN)/python tests/bench/bench.py $(if $(CORPUS),--corpus $(CORPUS))

lint: $(VENV)/.test ## ruff and mypy
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/.test ## let ruff rewrite the layout of the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean: ## leave a fresh clone: everything that git ignores goes
	git clean -fdXq

lock: ## renew both lock files (needs uv); they name no package index
	uv pip compile -q --universal --generate-hashes --no-header --python-version 3.11 --extra build pyproject.toml -o requirements.lock
	uv pip compile -q --universal --generate-hashes --no-header --python-version 3.11 --extra build --extra test -c requirements.lock pyproject.toml -o requirements-test.lock

# The environment is made anew when a lock file changes, and never otherwise.
$(VENV)/.runtime: requirements.lock pyproject.toml
	@PYTHON=$(PYTHON) sh tests/tools/environment.sh $(VENV) requirements.lock
	@touch $@

$(VENV)/.test: requirements-test.lock $(VENV)/.runtime
	@PYTHON=$(PYTHON) sh tests/tools/environment.sh $(VENV) requirements-test.lock
	@touch $@
